//! Creates a conversation with two participants.
//!
//! `cargo run -p twilio-bindings --features client,conversations --example create_conversation -- --mock`,
//! or `-- NUMBER` with `TWILIO_ACCOUNT_SID` and `TWILIO_AUTH_TOKEN` set.

mod mock;

use twilio_bindings::{
    Error,
    conversations::v1::{ConversationWithParticipantsState, CreateConversationWithParticipants},
};

const RESPONSE: &str = r#"{"sid": "CH123", "friendly_name": "Support", "state": "active", "timers": {"date_inactive": "2026-01-02T04:05:06Z"}}"#;

#[tokio::main]
async fn main() -> Result<(), Error> {
    let (client, [number]) = mock::client(&[(201, RESPONSE)], [("NUMBER", "+15558881111")])?;

    let conversation = client
        .send(
            &CreateConversationWithParticipants::new()
                .friendly_name("Support")
                .state(ConversationWithParticipantsState::Active)
                .timers_inactive("PT1H")
                .participant([
                    r#"{"identity":"ana"}"#.to_owned(),
                    format!(r#"{{"messaging_binding":{{"address":"{number}"}}}}"#),
                ]),
        )
        .await?;

    println!("created {:?}, which is {:?}", conversation.sid, conversation.state);
    Ok(())
}
