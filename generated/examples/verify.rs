//! Sends a code to a phone number, and checks the code that the recipient enters.
//!
//! `cargo run -p twilio-bindings --features client,verify --example verify -- --mock`,
//! or `-- SERVICE_SID TO` with `TWILIO_ACCOUNT_SID` and `TWILIO_AUTH_TOKEN` set.

mod mock;

use std::io::{self, Write};
use twilio_bindings::verify::v2::{CreateVerification, CreateVerificationCheck};

#[tokio::main]
async fn main() -> Result<(), Box<dyn std::error::Error>> {
    let (client, [service, to]) = mock::client(
        &[(201, r#"{"sid": "VE123", "status": "pending"}"#), (201, r#"{"sid": "VE123", "status": "approved"}"#)],
        [("SERVICE_SID", "VA123"), ("TO", "+15558881111")],
    )?;

    let verification = client.send(&CreateVerification::new(&service, &to, "sms")).await?;
    println!("started {:?}, which is {:?}", verification.sid, verification.status);

    let code = if mock::is_wanted() { "123456".to_owned() } else { ask("code: ")? };
    let check = client.send(&CreateVerificationCheck::new(&service).to(&to).code(code)).await?;
    println!("checked {:?}, which is {:?}", check.sid, check.status);
    Ok(())
}

fn ask(question: &str) -> io::Result<String> {
    print!("{question}");
    io::stdout().flush()?;
    let mut answer = String::new();
    io::stdin().read_line(&mut answer)?;
    Ok(answer.trim().to_owned())
}
