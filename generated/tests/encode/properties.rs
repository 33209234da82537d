//! Any string is sent as it is, or rejected.

use crate::context;
use crate::samples::{DeleteThing, ListThing, UpdateThing};
use proptest::prelude::*;
use twilio_bindings::codegen::{Encoded, Encoder};
use twilio_bindings::{Error, Json, Request};

/// Encodes a request as `to_http` does, but returns the buffers.
fn encoded<R: Request>(request: &R) -> Result<Encoded, Error> {
    let context = context();
    let mut encoder = Encoder::new(R::OPERATION, &context);
    request.inputs(&mut encoder);
    encoder.write();
    request.inputs(&mut encoder);
    encoder.finish()
}

fn unescaped(text: &str, space: char) -> String {
    let mut bytes = Vec::new();
    let mut rest = text.bytes();
    while let Some(byte) = rest.next() {
        match byte {
            b'%' => {
                let hex: String = rest.by_ref().take(2).map(char::from).collect();
                bytes.push(u8::from_str_radix(&hex, 16).expect("two hexadecimal digits"));
            }
            b'+' if space == '+' => bytes.push(b' '),
            byte => bytes.push(byte),
        }
    }
    String::from_utf8(bytes).expect("values are UTF-8")
}

fn pairs(text: &str) -> Vec<(String, String)> {
    let pairs = text.split('&').filter(|pair| !pair.is_empty());
    pairs
        .map(|pair| pair.split_once('=').expect("name and value"))
        .map(|(name, value)| (unescaped(name, '+'), unescaped(value, '+')))
        .collect()
}

fn any_text() -> impl Strategy<Value = String> {
    prop_oneof![".{0,40}", "[./%?#&=+ \\r\\n\\x00-]{0,6}", any::<String>()]
}

proptest! {
    #[test]
    fn path_values(name in any_text(), version in any::<i64>()) {
        let request = DeleteThing::new(name.clone(), version);
        match request.to_http(&context()) {
            Ok(http) => {
                let segments: Vec<_> = http.uri().path().split('/').map(|it| unescaped(it, ' ')).collect();
                prop_assert_eq!(segments, ["", "v1", "Things", &name, &version.to_string()]);
                prop_assert_eq!(http.uri().host(), Some("sample.twilio.com"));
                prop_assert_eq!(http.uri().query(), None);
            }
            Err(_) => prop_assert!(matches!(name.as_str(), "" | "." | "..")),
        }
    }

    #[test]
    fn query_values(near in any_text(), kind in prop::collection::vec(any_text(), 0..4)) {
        let request = ListThing { near: Some(near.clone()), kind: Some(kind.clone()), ..ListThing::default() };
        let http = request.to_http(&context()).expect("the request can be sent");
        let mut expected: Vec<_> = kind.into_iter().map(|it| ("Type".to_owned(), it)).collect();
        expected.push(("Near".to_owned(), near));
        prop_assert_eq!(pairs(http.uri().query().unwrap_or_default()), expected);
        prop_assert_eq!(http.uri().path(), "/v1/Things");
    }

    #[test]
    fn keys_and_values_of_maps(key in any_text(), value in any_text()) {
        let map = serde_json::json!({ (key.clone()): { "k": value.clone() } });
        let request = ListThing { add_ons_data: Some(Json::from(map)), ..ListThing::default() };
        let http = request.to_http(&context()).expect("the request can be sent");
        prop_assert_eq!(pairs(http.uri().query().unwrap_or_default()), [(format!("AddOns.{key}.k"), value)]);
    }

    #[test]
    fn form_values(to in any_text(), tag in prop::collection::vec(any_text(), 0..4), attributes in any_text()) {
        let mut request = UpdateThing::new("S");
        request.to = Some(to.clone());
        request.tag = Some(tag.clone());
        request.attributes = Some(Json::from(attributes.as_str()));
        let encoded = encoded(&request).expect("the request can be sent");
        let body = encoded.body.expect("a form");
        let mut expected = vec![("To".to_owned(), to)];
        expected.extend(tag.into_iter().map(|it| ("Tag".to_owned(), it)));
        expected.push(("Attributes".to_owned(), attributes));
        prop_assert_eq!(pairs(std::str::from_utf8(&body).expect("ASCII")), expected);
    }

    #[test]
    fn header_values(value in any_text()) {
        let mut request = DeleteThing::new("a", 1);
        request.if_match = Some(value.clone());
        match request.to_http(&context()) {
            Ok(http) => prop_assert_eq!(http.headers()["if-match"].as_bytes(), value.as_bytes()),
            Err(_) => prop_assert!(value.bytes().any(|b| (b < 32 && b != b'\t') || b == 127)),
        }
    }

    #[test]
    fn integers(count in any::<i64>()) {
        let mut request = UpdateThing::new("S");
        request.count = Some(count);
        let body = encoded(&request).expect("the request can be sent").body.expect("a form");
        prop_assert_eq!(body, format!("Count={count}").into_bytes());
    }

    #[test]
    fn timestamps(second in -62_167_219_200_i64..253_402_207_200, nanosecond in 0..1_000_000_000_i32) {
        let timestamp = jiff::Timestamp::new(second, nanosecond).expect("in range");
        let mut request = UpdateThing::new("S");
        request.send_at = Some(timestamp);
        let body = encoded(&request).expect("the request can be sent").body.expect("a form");
        let (_, sent) = pairs(std::str::from_utf8(&body).expect("ASCII")).remove(0);
        let back: jiff::Timestamp = sent.parse().expect("a timestamp");
        prop_assert_eq!(back.as_second(), second);
        prop_assert_eq!(back.subsec_nanosecond(), 0);
    }
}
