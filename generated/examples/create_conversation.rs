//! Creates a conversation with two participants.
//!
//! `cargo run -p twilio-bindings --features client,conversations --example create_conversation -- --mock`,
//! or `-- NUMBER PROXY_NUMBER` with `TWILIO_ACCOUNT_SID` and `TWILIO_AUTH_TOKEN` set.

mod mock;

use twilio_bindings::{
    Error,
    conversations::v1::{ConversationWithParticipantsState, CreateConversationWithParticipants},
};

const RESPONSE: &str = r#"{"sid": "CH123", "friendly_name": "Support", "state": "active", "timers": {"date_inactive": "2026-01-02T04:05:06Z"}}"#;

#[tokio::main]
async fn main() -> Result<(), Error> {
    let (client, [number, proxy_number]) =
        mock::client(&[(202, RESPONSE)], [("NUMBER", "+15558881111"), ("PROXY_NUMBER", "+15557771111")])?;

    let conversation = client
        .send(
            &CreateConversationWithParticipants::new()
                .friendly_name("Support")
                .state(ConversationWithParticipantsState::Active)
                .timers_inactive("PT1H")
                .participant([
                    r#"{"identity":"ana"}"#.to_owned(),
                    format!(r#"{{"messaging_binding":{{"address":"{number}","proxy_address":"{proxy_number}"}}}}"#),
                ]),
        )
        .await?;

    println!("created {:?}, which is {:?}", conversation.sid, conversation.state);
    Ok(())
}
