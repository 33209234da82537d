//! Sends a message with reqwest alone.

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

#[tokio::main(flavor = "current_thread")]
async fn main() -> Result<(), Box<dyn Error>> {
    let _ = rustls::crypto::ring::default_provider().install_default();
    let (account, token) = (env::var("TWILIO_ACCOUNT_SID")?, env::var("TWILIO_AUTH_TOKEN")?);
    let client = reqwest::Client::builder().timeout(Duration::from_secs(30)).build()?;
    let response = client
        .post(format!("https://api.twilio.com/2010-04-01/Accounts/{account}/Messages.json"))
        .basic_auth(&account, Some(&token))
        .form(&[("To", "+15558881111"), ("From", "+15557771111"), ("Body", "Hello!")])
        .send()
        .await?;
    if !response.status().is_success() {
        return Err(format!("{:?}", response.json::<ApiError>().await?).into());
    }
    let message: Message = response.json().await?;
    println!("sent {:?}, which is {:?}", message.sid, message.status);
    Ok(())
}
