//! Decoding an HTTP response: which statuses are a success, and what the headers contain.

use std::time::Duration;
use twilio_bindings::{ErrorKind, Request, RetryAfter};

use crate::sample::{CreateMessage, DeleteMessage, FetchDay, FetchStrict};

pub(crate) fn response(
    status: u16,
    headers: &[(&'static str, &'static str)],
    body: &str,
) -> http::Response<bytes::Bytes> {
    let mut response = http::Response::new(bytes::Bytes::copy_from_slice(body.as_bytes()));
    *response.status_mut() = http::StatusCode::from_u16(status).expect("the sample is a status");
    for (name, value) in headers {
        response.headers_mut().append(*name, http::HeaderValue::from_static(value));
    }
    response
}

#[test]
fn any_2xx_is_a_success() {
    for status in [200, 201, 202, 206, 299] {
        let message = CreateMessage::decode(response(status, &[], r#"{"sid":"SM1"}"#)).expect("decodes");
        assert_eq!(message.status().as_u16(), status);
        assert_eq!(message.sid.as_deref(), Some("SM1"));
    }
}

#[test]
fn redirect_is_a_success_only_if_declared() {
    let body = r#"{"sid":"SM1"}"#;
    assert!(FetchDay::decode(response(307, &[], body)).is_ok());
    for (status, kind) in [(302, ErrorKind::Api), (304, ErrorKind::Api), (199, ErrorKind::Api)] {
        assert_eq!(FetchDay::decode(response(status, &[], body)).expect_err("not a success").kind(), kind);
    }
    assert_eq!(CreateMessage::decode(response(307, &[], body)).expect_err("not a success").kind(), ErrorKind::Api);
}

#[test]
fn no_content_ignores_the_body() {
    for (status, body) in [(204, ""), (200, ""), (200, "{}"), (202, "accepted")] {
        assert!(DeleteMessage::decode(response(status, &[], body)).is_ok());
    }
}

#[test]
fn unexpected_empty_body_error_keeps_the_response() {
    let error = CreateMessage::decode(response(201, &[("Location", "/x")], "")).expect_err("no value");
    assert_eq!((error.kind(), error.pointer()), (ErrorKind::Decode, Some("")));
    assert_eq!(error.headers().map(|headers| headers.contains_key("location")), Some(true));
    assert_eq!(
        error.to_string(),
        "operation `CreateMessage`: succeeded with 201 Created, but its response can't be decoded: the body is empty"
    );
}

#[test]
fn decode_error_keeps_the_body_and_the_pointer() {
    let body = r#"{"id":"SM1","name":"a"}"#;
    let error = FetchStrict::decode(response(200, &[("Twilio-Request-Id", "RQ1")], body)).expect_err("no integer");
    assert_eq!((error.kind(), error.pointer()), (ErrorKind::Decode, Some("/id")));
    assert_eq!(error.status().map(|status| status.as_u16()), Some(200));
    assert_eq!(error.body().map(|bytes| &bytes[..]), Some(body.as_bytes()));
    assert_eq!(error.request_id(), Some("RQ1"));
    assert_eq!(error.body_json().get(), body);
    assert!(!error.is_retryable());
    assert!(!format!("{error} {error:?}").contains("SM1"));
}

#[test]
fn headers_are_reachable() {
    let headers = [
        ("ETag", "\"3\""),
        ("Retry-After", "2"),
        ("Twilio-Request-Id", "RQ1"),
        ("X-Rate-Limit-Limit", "30"),
        ("X-Rate-Limit-Remaining", "29"),
        ("X-Rate-Limit-Config", "per minute"),
    ];
    let message = CreateMessage::decode(response(201, &headers, "{}")).expect("decodes");
    assert_eq!((message.etag(), message.request_id()), (Some("\"3\""), Some("RQ1")));
    assert_eq!(message.retry_after(), Some(RetryAfter::Delay(Duration::from_secs(2))));
    let limit = message.rate_limit();
    assert_eq!((limit.limit, limit.remaining, limit.config), (Some(30), Some(29), Some("per minute")));
    let sid = message.map(|message| message.sid);
    assert_eq!((sid.status().as_u16(), sid.etag()), (201, Some("\"3\"")));
    assert_eq!(sid.into_inner(), None);
    let date = CreateMessage::decode(response(201, &[("Retry-After", "Fri, 31 Dec 1999 23:59:59 GMT")], "{}"));
    let timestamp = "1999-12-31T23:59:59Z".parse().expect("a timestamp");
    assert_eq!(date.expect("decodes").retry_after(), Some(RetryAfter::At(timestamp)));
}
