//! The mock, and custom transports.

use crate::either::{Either, ListOptions, Options, either};
use bytes::Bytes;
use std::{sync::Arc, time::Duration};
use twilio_bindings::{
    ErrorKind, Request,
    api::v2010::{CreateMessage, FetchMessage, ListMessage},
    blocking,
    client::{Credentials, Mock, Retry, TransportError},
};

either!(
    scripted_responses_come_in_order,
    exhausted_script_is_an_error,
    a_mock_does_not_wait,
    responder_can_inspect_the_mock,
    sent_values_can_be_read,
);

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
    assert!(error.to_string().contains("the mock has no more responses"), "{error}");
    assert!(!error.to_string().contains("timed out") && !error.is_retryable(), "{error}");
    assert_eq!(mock.requests().len(), 1);
}

fn responder_can_inspect_the_mock<C: Either>() {
    let mock = Mock::new();
    let inner = mock.clone();
    let mock = mock.respond_with(move |request| {
        inner.advance(Duration::from_secs(1));
        let count = inner.requests().len();
        Ok(http::Response::new(format!(r#"{{"sid": "SM{count}", "uri": "{}"}}"#, request.uri().path()).into()))
    });
    let client = C::new(Options::mock(&mock));
    for count in 1..=3 {
        let message = client.send(&FetchMessage::new("SM1")).expect("a response");
        assert_eq!(message.sid, Some(format!("SM{count}")));
    }
}

fn sent_values_can_be_read<C: Either>() {
    let mock = Mock::new().respond_with(|_| Ok(http::Response::new("{}".into())));
    let client = C::new(Options::mock(&mock));
    client.send(&CreateMessage::new("+1 555").body("a&b=c\u{e9}").media_url(["x", "y"])).expect("a response");
    client.items(ListMessage::new().to("+1 555"), ListOptions::default());
    assert_eq!(mock.requests()[1].query("To").as_deref(), Some("+1 555"));
    let json = http::Request::post("https://api.twilio.com/v1/Things").body(r#"{"a": 1}"#.into()).expect("a request");
    client.send_http(CreateMessage::OPERATION, json).expect("a response");
    assert_eq!(mock.requests()[2].json().expect("JSON").get(), r#"{"a":1}"#);
    let sent = &mock.requests()[0];
    assert_eq!(sent.form("To").as_deref(), Some("+1 555"));
    assert_eq!(sent.form("Body").as_deref(), Some("a&b=c\u{e9}"));
    assert_eq!(sent.form_all("MediaUrl"), ["x", "y"]);
    assert_eq!((sent.form("From"), sent.form_all("From").len(), sent.json()), (None, 0, None));
    assert_eq!(sent.method(), "POST");
}

fn a_mock_does_not_wait<C: Either>() {
    let busy = http::Response::builder().status(429).header("retry-after", "36000");
    let mock = Mock::new().respond(busy.body(Bytes::new()).expect("a response")).respond_json(200, "{}");
    let ten_hours = Duration::from_secs(36_000);
    let options = Options::mock(&mock).retry(Retry::new().max_total_backoff(ten_hours * 2));
    C::new(options).send(&FetchMessage::new("SM1")).expect("a response at once");
    assert!(mock.delays()[0] >= ten_hours, "{:?}", mock.delays());
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

#[test]
#[should_panic(expected = "a status is a number from 100 to 999")]
fn invalid_status_is_rejected_at_once() {
    let _ = Mock::new().respond_json(1000, "{}");
}
