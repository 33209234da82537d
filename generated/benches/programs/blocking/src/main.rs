//! Sends a message with the blocking client.

use twilio_bindings::{Error, api::v2010::CreateMessage, blocking::Client};

fn main() -> Result<(), Error> {
    let client = Client::from_env()?;
    let message = client.send(&CreateMessage::new("+15558881111").from("+15557771111").body("Hello!"))?;
    println!("sent {:?}, which is {:?}", message.sid, message.status);
    Ok(())
}
