//! Sends a message with the async client.

use twilio_bindings::{Client, Error, api::v2010::CreateMessage};

#[tokio::main(flavor = "current_thread")]
async fn main() -> Result<(), Error> {
    let client = Client::from_env()?;
    let message = client.send(&CreateMessage::new("+15558881111").from("+15557771111").body("Hello!")).await?;
    println!("sent {:?}, which is {:?}", message.sid, message.status);
    Ok(())
}
