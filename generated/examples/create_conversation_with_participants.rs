//! Builds a request without any client, prints the bytes that go on the wire, and reads an answer to it.
//!
//! `cargo run -p twilio-bindings --features conversations --example create_conversation_with_participants`

use bytes::Bytes;
use twilio_bindings::{
    Context, Error, Request,
    conversations::v1::{ConversationWithParticipantsState, CreateConversationWithParticipants},
};

fn main() -> Result<(), Error> {
    let request = CreateConversationWithParticipants::new()
        .x_twilio_webhook_enabled(true)
        .friendly_name("Support")
        .state(ConversationWithParticipantsState::Active)
        .timers_inactive("PT1H")
        .participant([r#"{"identity":"ana"}"#, r#"{"messaging_binding":{"address":"+15558881111"}}"#]);

    print(&request.to_http(&Context::new())?);

    // Any HTTP client may bring the answer; here it is made up.
    let answer =
        http::Response::new(Bytes::from_static(br#"{"sid": "CH123", "friendly_name": "Support", "state": "active"}"#));
    let conversation = CreateConversationWithParticipants::decode(answer)?;
    println!("{:?} is {:?}", conversation.sid, conversation.state);
    Ok(())
}

fn print(request: &http::Request<Bytes>) {
    println!("{} {}", request.method(), request.uri());
    for (name, value) in request.headers() {
        println!("{name}: {}", String::from_utf8_lossy(value.as_bytes()));
    }
    println!("\n{}\n", String::from_utf8_lossy(request.body()));
}
