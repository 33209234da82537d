//! Sends a text message.
//!
//! `cargo run -p twilio-bindings --features client,api --example send_message -- --mock`,
//! or `-- TO FROM BODY` with `TWILIO_ACCOUNT_SID` and `TWILIO_AUTH_TOKEN` set.

mod mock;

use twilio_bindings::{Error, api::v2010::CreateMessage};

#[tokio::main]
async fn main() -> Result<(), Error> {
    let (client, [to, from, body]) = mock::client(
        &[(201, r#"{"sid": "SM123", "status": "queued"}"#)],
        [("TO", "+15558881111"), ("FROM", "+15557771111"), ("BODY", "Hello from Rust!")],
    )?;

    let message = client.send(&CreateMessage::new(to).from(from).body(body)).await?;

    println!("sent {:?}, which is {:?}", message.sid, message.status);
    Ok(())
}
