//! Bodies: form, JSON, and none; absent, null and empty are different.

use crate::samples::{CreateUser, DeleteThing, ListThing, PatchThing, State, ThingInput, UpdateThing};
use crate::{body, http};
use http::header::{ACCEPT, CONTENT_TYPE};
use twilio_bindings::{Json, Nullable};

#[test]
fn form_fields_are_in_document_order_with_dotted_names_unchanged() {
    let mut request = UpdateThing::new("S");
    request.state = Some(State::Active);
    request.timers_inactive = Some("PT1M".to_owned());
    request.to = Some("+1555 é&=".to_owned());
    assert_eq!(body(&request), "To=%2B1555+%C3%A9%26%3D&Timers.Inactive=PT1M&State=active");
}

#[test]
fn an_empty_string_is_sent_and_an_unset_field_is_not() {
    let mut request = UpdateThing::new("S");
    assert_eq!(body(&request), "");
    request.to = Some(String::new());
    assert_eq!(body(&request), "To=");
    request.tag = Some(vec![]);
    assert_eq!(body(&request), "To=");
}

#[test]
fn a_form_operation_with_nothing_set_sends_an_empty_body_with_its_content_type() {
    let request = http(&UpdateThing::new("S"));
    assert_eq!(request.headers()[CONTENT_TYPE], "application/x-www-form-urlencoded");
    assert!(request.body().is_empty());
}

#[test]
fn without_a_body_there_is_no_content_type() {
    assert!(!http(&ListThing::default()).headers().contains_key(CONTENT_TYPE));
    let patch = http(&PatchThing::default());
    assert!(patch.body().is_empty() && !patch.headers().contains_key(CONTENT_TYPE));
}

#[test]
fn accept_is_sent_if_there_is_content() {
    assert_eq!(http(&ListThing::default()).headers()[ACCEPT], "application/json");
    assert!(!http(&DeleteThing::new("a", 1)).headers().contains_key(ACCEPT));
    let user = http(&CreateUser::new(ThingInput::new("n")));
    assert_eq!(user.headers()[ACCEPT], "application/scim+json");
    assert_eq!(user.headers()[CONTENT_TYPE], "application/scim+json");
    assert_eq!(&user.body()[..], br#"{"name":"n"}"#);
}

#[test]
fn absent_null_and_set_differ_in_json_at_every_depth() {
    let mut inner = ThingInput::new("inner");
    inner.note = Some(Nullable::Null);
    let mut outer = ThingInput::new("outer");
    outer.note = Some(Nullable::Value(String::new()));
    outer.inner = Some(Nullable::Value(Box::new(inner)));
    assert_eq!(
        body(&PatchThing { body: Some(outer) }),
        r#"{"name":"outer","note":"","inner":{"name":"inner","note":null}}"#
    );
    let mut cleared = ThingInput::new("n");
    cleared.inner = Some(Nullable::Null);
    assert_eq!(body(&PatchThing { body: Some(cleared) }), r#"{"name":"n","inner":null}"#);
}

#[test]
fn read_only_properties_are_not_sent_and_digits_are_kept() {
    let mut input = ThingInput::new("é\u{1f600}");
    input.sid = Some("TH1".to_owned());
    input.weight = "12345678901234567890.10".parse().ok();
    input.free = Json::parse(r#"{ "b": 1.0, "a": null }"#).ok();
    assert_eq!(
        body(&PatchThing { body: Some(input) }),
        r#"{"name":"é😀","weight":12345678901234567890.10,"free":{"b":1.0,"a":null}}"#
    );
}
