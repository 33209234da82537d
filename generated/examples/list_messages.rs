//! Lists the newest messages to a number.
//!
//! `cargo run -p twilio-bindings --features client,api --example list_messages -- --mock`,
//! or `-- TO` with `TWILIO_ACCOUNT_SID` and `TWILIO_AUTH_TOKEN` set.

mod mock;

use twilio_bindings::{Error, api::v2010::ListMessage};

const FIRST: &str = r#"{"messages": [{"sid": "SM1", "body": "one"}, {"sid": "SM2", "body": "two"}],
    "next_page_uri": "/2010-04-01/Accounts/AC123/Messages.json?Page=1&PageToken=PASM2"}"#;
const LAST: &str = r#"{"messages": [{"sid": "SM3", "body": "three"}], "next_page_uri": null}"#;

#[tokio::main]
async fn main() -> Result<(), Error> {
    let (client, [to]) = mock::client(&[(200, FIRST), (200, LAST)], [("TO", "+15558881111")])?;

    let mut messages = client.list(ListMessage::new().to(to)).limit(100).items();
    while let Some(message) = messages.next().await {
        let message = message?;
        println!("{:?}: {:?}", message.sid, message.body);
    }
    Ok(())
}
