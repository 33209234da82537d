//! Parameters that a request's type doesn't have.

use crate::samples::{ListThing, PatchThing, ThingInput, UpdateThing};
use crate::{body, http, refusal, url};
use serde_json::json;
use twilio_bindings::{Extra, Json, Number, Request, WithExtra, codegen::request};

/// A JSON body that may be anything.
struct CreateAny {
    body: Json,
}

request! {
    CreateAny -> Json,
    "twilio_sample_v1" "CreateAny",
    POST "https://sample.twilio.com" "/v1/Things" => [200],
    Basic,
    Json { content_type: "application/json" };
    body body = "any";
}

#[test]
fn a_form_contains_them_after_its_fields() {
    let mut request = UpdateThing::new("MM1");
    request.to = Some("+1".to_owned());
    let request = request.extra("New&Name", "a b").extra("Flag", true).extra("Count", -3_i64);
    assert_eq!(body(&request), "To=%2B1&Count=-3&Flag=true&New%26Name=a+b");
    assert_eq!(url(&request), url(&UpdateThing::new("MM1")));
    assert_eq!(http(&request).headers()["content-type"], "application/x-www-form-urlencoded");
}

#[test]
fn a_query_contains_them_if_there_is_no_body() {
    let request = ListThing { page_size: Some(5), ..ListThing::default() }.extra("Since>", "2026-01-02");
    assert_eq!(url(&request), "https://sample.twilio.com/v1/Things?PageSize=5&Since%3E=2026-01-02");
    let request = ListThing::default().extra("New", "\u{e9}");
    assert_eq!(url(&request), "https://sample.twilio.com/v1/Things?New=%C3%A9");
    assert!(http(&request).body().is_empty());
}

#[test]
fn a_json_body_contains_them_as_members() {
    let named = PatchThing { body: Some(ThingInput::new("n")) };
    let request = named.extra("new \"x\"", json!({"a": [1, null]})).extra("none", Json::default());
    assert_eq!(body(&request), r#"{"name":"n","new \"x\"":{"a":[1,null]},"none":null}"#);
    assert_eq!(body(&PatchThing { body: None }.extra("new", 1_i64)), r#"{"new":1}"#);
    assert_eq!(body(&WithExtra::new(PatchThing { body: None }, Extra::new())), "");
    assert!(http(&PatchThing { body: None }.extra("new", 1_i64)).headers().contains_key("content-type"));
}

#[test]
fn each_type_is_encoded_like_a_field_of_it() {
    let price: Number = "12345678901234567890.10".parse().expect("a number");
    for (value, expected) in [
        (json!(["a", "b", null, 1, {"c": 1}]).into(), "New=a&New=b&New=1&New=%7B%22c%22%3A1%7D"),
        (json!({"a": "b"}).into(), "New=%7B%22a%22%3A%22b%22%7D"),
        (Json::default(), ""),
        (json!([]).into(), ""),
        (price.into(), "New=12345678901234567890.10"),
        ("".into(), "New="),
    ] {
        assert_eq!(body(&UpdateThing::new("MM1").extra("New", value)), expected);
    }
}

#[test]
fn a_parameter_that_is_set_twice_is_an_error() {
    let mut request = UpdateThing::new("MM1");
    request.timers_inactive = Some("secret".to_owned());
    assert_eq!(
        refusal(&request.clone().extra("Timers.Inactive", "secret")),
        "operation `UpdateThing`: form property `Timers.Inactive` is set twice: by a field of the request, and as an extra \
         parameter"
    );
    assert_eq!(body(&UpdateThing::new("MM1").extra("Timers.Inactive", "PT1M")), "Timers.Inactive=PT1M");
    assert_eq!(
        body(&request.extra("Timers", "x").extra("Inactive", "y")),
        "Timers.Inactive=secret&Inactive=y&Timers=x"
    );
    let listed = ListThing { kind: Some(vec!["a".to_owned()]), page_size: Some(1), ..ListThing::default() };
    assert!(refusal(&listed.clone().extra("Type", "b")).contains("query parameter `Type` is set twice"));
    assert!(refusal(&listed.extra("PageSize", "b")).contains("query parameter `PageSize` is set twice"));
    let named = PatchThing { body: Some(ThingInput::new("n")) };
    assert!(refusal(&named.extra("name", "b")).contains("body `name` is set twice"));
}

#[test]
fn a_body_without_members_is_an_error() {
    let message = refusal(&CreateAny { body: Json::from("text") }.extra("new", "secret"));
    assert!(message.contains("body is not a JSON object") && !message.contains("secret"), "{message}");
}

#[test]
fn debug_shows_only_their_names() {
    let request = UpdateThing::new("MM1").extra("New", "secret");
    assert_eq!(format!("{request:?}"), r#"WithExtra { request: UpdateThing { Sid: "MM1" }, extra: {"New"} }"#);
}
