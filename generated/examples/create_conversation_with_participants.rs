//! Builds a request without a client, prints the bytes to send, and decodes a response.
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
        .participant([
            r#"{"identity":"ana"}"#,
            r#"{"messaging_binding":{"address":"+15558881111","proxy_address":"+15557771111"}}"#,
        ]);

    print(&request.to_http(&Context::new())?);

    // The response can come from any HTTP client; this one is made up.
    let response =
        http::Response::new(Bytes::from_static(br#"{"sid": "CH123", "friendly_name": "Support", "state": "active"}"#));
    let conversation = CreateConversationWithParticipants::decode(response)?;
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
