//! Known bugs of Twilio's own libraries.

use crate::samples::{DeleteThing, ListThing, PatchThing, ThingInput, UpdateThing};
use crate::{body, http, url};
use twilio_bindings::Json;

#[test]
fn dots_and_digits_in_a_query_are_unchanged() {
    let request = ListThing { near: Some("37.84,-122.46".to_owned()), ..ListThing::default() };
    assert!(url(&request).ends_with("?Near=37.84%2C-122.46"));
}

#[test]
fn path_values_are_encoded() {
    assert!(url(&DeleteThing::new("whatsapp:+1 555/..", 1)).ends_with("/v1/Things/whatsapp%3A%2B1%20555%2F../1"));
}

#[test]
fn json_bodies_are_not_form_encoded_and_keep_their_wire_names() {
    let input = ThingInput { free: Json::parse(r#"{"snake_case":1}"#).ok(), ..ThingInput::new("n") };
    assert_eq!(body(&PatchThing { body: Some(input) }), r#"{"name":"n","free":{"snake_case":1}}"#);
}

#[test]
fn headers_are_sent_on_delete_and_not_copied_into_the_query() {
    let mut request = DeleteThing::new("a", 1);
    request.if_match = Some("x".to_owned());
    let request = http(&request);
    assert_eq!(request.headers()["if-match"], "x");
    assert_eq!(request.uri().query(), None);
}

#[test]
fn a_string_that_is_json_is_not_quoted_again() {
    let mut request = UpdateThing::new("S");
    request.attributes = Some(Json::from("{\"a\":1}"));
    assert_eq!(body(&request), "Attributes=%7B%22a%22%3A1%7D");
}
