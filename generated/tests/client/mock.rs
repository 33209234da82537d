//! The mock, and custom transports.

use crate::either::{Either, Options, either};
use bytes::Bytes;
use std::{
    sync::Arc,
    time::{Duration, Instant},
};
use twilio_bindings::{
    ErrorKind,
    api::v2010::{CreateMessage, FetchMessage},
    blocking,
    client::{Credentials, Mock, TransportError},
};

either!(scripted_responses_come_in_order, exhausted_script_is_an_error, a_mock_does_not_wait);

fn scripted_responses_come_in_order<C: Either>() {
    let mock = Mock::new()
        .respond_json(201, r#"{"sid": "SM1"}"#)
        .fail(TransportError::timed_out("asleep"))
        .respond_with(|request| Ok(http::Response::new(format!(r#"{{"uri": "{}"}}"#, request.uri().path()).into())));
    let client = C::new(Options::mock(&mock));
    assert_eq!(client.send(&CreateMessage::new("+1")).expect("a response").sid.as_deref(), Some("SM1"));
    assert_eq!(client.send(&FetchMessage::new("SM1")).expect_err("asleep").kind(), ErrorKind::Transport);
    let message = client.send(&FetchMessage::new("SM2")).expect("a response");
    assert_eq!(message.uri.as_deref(), Some("/2010-04-01/Accounts/AC123/Messages/SM2.json"));
    assert_eq!(mock.requests().len(), 3);
}

fn exhausted_script_is_an_error<C: Either>() {
    let mock = Mock::new();
    let error = C::new(Options::mock(&mock)).send(&FetchMessage::new("SM1")).expect_err("no script");
    let source = std::error::Error::source(&error).expect("a source");
    assert!(source.to_string().contains("has no more responses"), "{source}");
}

fn a_mock_does_not_wait<C: Either>() {
    let busy = http::Response::builder().status(429).header("retry-after", "9");
    let mock = Mock::new().respond(busy.body(Bytes::new()).expect("a response")).respond_json(200, "{}");
    let begun = Instant::now();
    C::new(Options::mock(&mock)).send(&FetchMessage::new("SM1")).expect("a response");
    assert!(begun.elapsed() < Duration::from_secs(5));
    assert_eq!(mock.delays(), [Duration::from_secs(9)]);
}

/// A custom transport, shared with the test.
struct Own;

impl blocking::Transport for Own {
    fn send(&self, request: http::Request<Bytes>) -> Result<http::Response<Bytes>, TransportError> {
        assert_eq!(request.uri().host(), Some("api.sydney.us1.twilio.com"));
        Ok(http::Response::new(Bytes::from_static(b"{}")))
    }
}

#[test]
fn custom_transport_works() {
    let client = blocking::Client::builder()
        .credentials(Credentials::account("AC1", "t"))
        .edge("sydney")
        .transport(Arc::new(Own))
        .build()
        .expect("a client");
    client.send(&FetchMessage::new("SM1")).expect("a response");
}
