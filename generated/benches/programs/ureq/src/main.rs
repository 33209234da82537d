//! Sends a message with ureq alone.

use std::{env, error::Error, time::Duration};

use serde::Deserialize;

#[derive(Deserialize)]
struct Message {
    sid: Option<String>,
    status: Option<String>,
}

#[derive(Debug, Deserialize)]
#[allow(dead_code, reason = "shown by `Debug`")]
struct ApiError {
    code: Option<i64>,
    message: Option<String>,
}

fn main() -> Result<(), Box<dyn Error>> {
    let (account, token) = (env::var("TWILIO_ACCOUNT_SID")?, env::var("TWILIO_AUTH_TOKEN")?);
    let config =
        ureq::Agent::config_builder().http_status_as_error(false).timeout_global(Some(Duration::from_secs(30)));
    let mut response = ureq::Agent::from(config.build())
        .post(format!("https://api.twilio.com/2010-04-01/Accounts/{account}/Messages.json"))
        .header("Authorization", basic(&account, &token))
        .send_form([("To", "+15558881111"), ("From", "+15557771111"), ("Body", "Hello!")])?;
    if !response.status().is_success() {
        return Err(format!("{:?}", response.body_mut().read_json::<ApiError>()?).into());
    }
    let message: Message = response.body_mut().read_json()?;
    println!("sent {:?}, which is {:?}", message.sid, message.status);
    Ok(())
}

fn basic(user: &str, password: &str) -> String {
    const ALPHABET: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    let encode = |three: &[u8]| {
        let bits = (0..3).fold(0, |bits, at| bits << 8 | usize::from(*three.get(at).unwrap_or(&0)));
        (0..4).map(|at| if at > three.len() { '=' } else { char::from(ALPHABET[bits >> (18 - 6 * at) & 63]) }).collect()
    };
    let parts: Vec<String> = format!("{user}:{password}").as_bytes().chunks(3).map(encode).collect();
    format!("Basic {}", parts.concat())
}
