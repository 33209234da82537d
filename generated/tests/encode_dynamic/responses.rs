//! Responses as JSON: the whole text, and a `Debug` that redacts what that of the typed response does.

use crate::samples::{ListThing, ThingInput};
use bytes::Bytes;
use twilio_bindings::codegen::{Extra, object, operations, request};
use twilio_bindings::dynamic::{Endpoint, ResponseBody};
use twilio_bindings::{Json, Request, Response};

/// A page, with personal and secret values in it and in its records.
struct ListSecretPage {
    things: Option<Vec<ThingInput>>,
    owner: Option<ThingInput>,
    next_page_url: Option<String>,
    free: Option<Json>,
    extra: Extra,
}

object! {
    ListSecretPage: Default, private ["next_page_url"];
    field things = "things";
    field owner = "owner";
    field next_page_url = "next_page_url";
    field free = "free";
}

#[derive(Default)]
struct ListSecret;

request! {
    ListSecret -> ListSecretPage,
    "twilio_sample_v1" "ListSecret",
    GET "https://sample.twilio.com" "/v1/Secrets" => [200],
    Basic,
    None,
    accept "application/json";
}

operations! {
    "Secrets v1";
    operation ListSecret = "";
}

fn reply(body: &'static str) -> http::Response<Bytes> {
    http::Response::new(Bytes::from_static(body.as_bytes()))
}

fn decode<R: twilio_bindings::codegen::Described>(body: &'static str) -> Response<ResponseBody> {
    Endpoint::of::<R>().decode(reply(body)).expect("a success")
}

#[test]
fn responses_come_back_as_json() {
    let decoded = decode::<ListThing>(r#"{"a": 1.50}"#);
    assert_eq!(decoded.get(), r#"{"a":1.50}"#);
    assert_eq!(format!("{:?}", *decoded), r#"{"a":1.50}"#);
    assert_eq!(decoded.into_inner().into_json(), Json::parse(r#"{"a":1.50}"#).expect("JSON"));
}

#[test]
fn debug_redacts_what_the_typed_response_redacts() {
    const BODY: &str = r#"{
        "things": [{"name": "one", "token": "PRIVATE", "inner": {"name": "two", "token": "PRIVATE"}, "new": "PRIVATE"}, {"name": "three"}],
        "owner": {"name": "four", "token": ["PRIVATE"], "note": null},
        "next_page_url": "https://sample.twilio.com/?To=PRIVATE",
        "free": {"any": "JSON"},
        "unknown": "PRIVATE"
    }"#;
    let (decoded, typed) = (decode::<ListSecret>(BODY), ListSecret::decode(reply(BODY)).expect("a success"));
    let shown = format!("{decoded:?}");
    assert!(!shown.contains("PRIVATE"), "{shown}");
    assert!(shown.contains("\"three\"") && shown.contains("JSON"), "{shown}");
    assert_eq!((shown, format!("{decoded:#?}")), (format!("{typed:?}"), format!("{typed:#?}")));
    assert_eq!(decoded.get().matches("PRIVATE").count(), 6);
}
