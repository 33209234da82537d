//! Headers: the declared ones, and none of those that the client sets.

use crate::samples::{DeleteThing, FetchFlex, UpdateThing};
use crate::{http, refusal};
use http::header::{AUTHORIZATION, CONTENT_TYPE};

#[test]
fn declared_headers_are_sent_with_every_method() {
    let mut request = DeleteThing::new("a", 1);
    request.if_match = Some("W/\"é\"".to_owned());
    let request = http(&request);
    assert_eq!(request.headers()["if-match"].as_bytes(), "W/\"é\"".as_bytes());
    assert!(request.uri().query().is_none());
}

#[test]
fn a_boolean_header_is_true_or_false() {
    let mut request = UpdateThing::new("S");
    request.webhook_enabled = Some(true);
    assert_eq!(http(&request).headers()["x-twilio-webhook-enabled"], "true");
}

#[test]
fn invalid_header_values_are_rejected() {
    for value in ["a\r\nAuthorization: x", "a\nb", "a\rb", "a\0b", "\u{7f}"] {
        let mut request = DeleteThing::new("a", 1);
        request.if_match = Some(value.to_owned());
        let message = refusal(&request);
        let expected = "operation `DeleteThing`: header `If-Match` contains a line break or another character that isn't allowed in a header";
        assert_eq!(message, expected);
    }
}

#[test]
fn the_clients_own_headers_are_never_replaced() {
    let request = FetchFlex { authorization: Some("Basic eDp5".into()), content_type: Some("text/plain".into()) };
    let request = http(&request);
    assert!(!request.headers().contains_key(AUTHORIZATION));
    assert!(!request.headers().contains_key(CONTENT_TYPE));
}

#[test]
fn private_headers_are_marked_sensitive() {
    let mut request = UpdateThing::new("S");
    request.if_match = Some("secret".to_owned());
    assert!(http(&request).headers()["if-match"].is_sensitive());
}
