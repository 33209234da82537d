//! Types of this crate inside other people's serde types, and in other formats than JSON text.

#![allow(clippy::disallowed_types, reason = "users have hash maps, and nothing here depends on their order")]

use serde::{Deserialize, Serialize, de::DeserializeOwned};
use serde_json::json;
use std::collections::{BTreeMap, HashMap};
use std::fmt::Debug;

use crate::{
    codegen::{Json, Number},
    decode, encode,
    sample::{Everything, Indicator, State, Strict},
};

#[derive(Clone, Debug, PartialEq, Deserialize, Serialize)]
struct Flat {
    tenant: String,
    #[serde(flatten)]
    strict: Strict,
}

#[derive(Clone, Debug, PartialEq, Deserialize, Serialize)]
#[serde(tag = "kind", rename_all = "lowercase")]
enum Tagged {
    Strict(Strict),
    Everything(Box<Everything>),
}

#[derive(Clone, Debug, PartialEq, Deserialize, Serialize)]
#[serde(tag = "kind", content = "value")]
enum Adjacent {
    Strict(Strict),
    Number(Number),
}

#[derive(Clone, Debug, PartialEq, Deserialize, Serialize)]
#[serde(untagged)]
enum Untagged {
    Strict(Strict),
    State(State),
    Number(Number),
    Strings(Vec<String>),
    Rest(BTreeMap<String, Json>),
}

#[derive(Clone, Debug, PartialEq, Deserialize, Serialize)]
struct Stored {
    flat: Flat,
    tagged: Tagged,
    untagged: Vec<Untagged>,
    all: Option<Everything>,
    none: Option<Strict>,
    by_name: HashMap<String, Strict>,
    by_state: HashMap<State, Json>,
    indicator: Indicator,
    price: Number,
}

fn stored() -> Stored {
    let strict = || decode::<Strict>(r#"{"id":1,"name":"n","new":{"deep":[1,null,"x"]}}"#);
    Stored {
        flat: Flat { tenant: "t".to_owned(), strict: strict() },
        tagged: Tagged::Everything(Box::new(decode(
            r#"{"text":"a","count":"x","time":"2026-01-02T03:04:05Z","price":"1.50"}"#,
        ))),
        untagged: vec![
            Untagged::Strict(strict()),
            Untagged::State(State::Active),
            Untagged::Strings(vec!["s".to_owned()]),
            Untagged::Rest(BTreeMap::from([("a".to_owned(), Json::from(true))])),
        ],
        all: Some(decode(r#"{"links":{"a":null},"child":{"state":"closed"},"indicator":{"channel":"APPLE","id":7}}"#)),
        none: None,
        by_name: HashMap::from([("one".to_owned(), strict())]),
        by_state: HashMap::from([(State::Closed, Json::from(7))]),
        indicator: decode(r#"{"channel":"WHATSAPP","body":"b"}"#),
        price: "7".parse().expect("a number"),
    }
}

#[track_caller]
fn from_value<T: DeserializeOwned>(value: serde_json::Value) -> T {
    serde_json::from_value(value).expect("the value matches")
}

#[test]
fn json_text_and_value_round_trip() {
    let text = serde_json::to_string(&stored()).expect("serializes");
    assert_eq!(serde_json::from_str::<Stored>(&text).expect("deserializes"), stored());
    assert_eq!(serde_json::from_reader::<_, Stored>(text.as_bytes()).expect("deserializes"), stored());
    let value = serde_json::to_value(stored()).expect("serializes");
    assert_eq!(from_value::<Stored>(value), stored());
}

#[test]
fn yaml_round_trips() {
    let text = serde_yaml::to_string(&stored()).expect("serializes");
    assert_eq!(serde_yaml::from_str::<Stored>(&text).expect("deserializes"), stored(), "{text}");
    let strict: Strict = serde_yaml::from_str("id: 1\nname: n\nnew: [1.5, ~]").expect("deserializes");
    assert_eq!(encode(&strict), r#"{"id":1,"name":"n","new":[1.5,null]}"#);
}

#[test]
fn self_describing_binary_format_round_trips() {
    let mut bytes = Vec::new();
    ciborium::into_writer(&stored(), &mut bytes).expect("serializes");
    assert_eq!(ciborium::from_reader::<Stored, _>(&bytes[..]).expect("deserializes"), stored());
}

#[test]
fn other_binary_format_round_trips() {
    #[derive(Debug, PartialEq, Deserialize, Serialize)]
    struct Row(u8, Option<Strict>, Everything, State, Number, Json, Indicator, Vec<Strict>);
    let numbers = r#"{"text":"a","price":1.50,"new":[12345678901234567890.10]}"#;
    let row = || {
        let strict = decode::<Strict>(r#"{"id":1,"name":"n"}"#);
        let number = "0.10".parse().expect("a number");
        let indicator = decode(r#"{"channel":"SMOKE"}"#);
        let state = State::from("frozen");
        Row(1, None, decode(numbers), state, number, Json::parse("[1.0]").expect("JSON"), indicator, vec![strict])
    };
    let bytes = postcard::to_stdvec(&row()).expect("serializes");
    let again: Row = postcard::from_bytes(&bytes).expect("deserializes");
    assert_eq!(again, row());
    assert_eq!(encode(&again.2), numbers);
}

#[test]
fn flatten_leaves_named_fields_to_the_outer_type() {
    let flat: Flat = from_value(json!({"id": 1, "tenant": "t", "name": "n", "new": 2}));
    assert_eq!(encode(&flat), r#"{"tenant":"t","id":1,"name":"n","new":2}"#);
    assert_eq!(flat.strict.extra.len(), 1);
    assert_eq!(decode_text::<Flat>(r#"{"id":1,"tenant":"t","name":"n","new":2}"#), Ok(flat));
    let error = decode_text::<Flat>(r#"{"id":1,"tenant":"t"}"#).expect_err("`name` is required");
    assert!(error.starts_with("the required field `name` is missing"), "{error}");
}

#[test]
fn tagged_enums_choose_their_variant() {
    let strict = decode::<Strict>(r#"{"id":1,"name":"n"}"#);
    assert_eq!(decode_text(r#"{"kind":"strict","id":1,"name":"n"}"#), Ok(Tagged::Strict(strict.clone())));
    assert_eq!(decode_text(r#"{"value":{"id":1,"name":"n"},"kind":"Strict"}"#), Ok(Adjacent::Strict(strict)));
    assert_eq!(decode_text(r#"{"kind":"Number","value":7}"#), Ok(Adjacent::Number(7.into())));
}

#[test]
fn untagged_enum_takes_the_first_variant_that_matches() {
    for (text, variant) in [
        (r#"{"name":"n","id":1}"#, "Strict("),
        (r#"{"name":"n"}"#, "Rest("),
        (r#""active""#, "State("),
        (r#"["a"]"#, "Strings("),
        ("1.5", "Number("),
    ] {
        let found = decode_text::<Untagged>(text).expect(text);
        assert!(format!("{found:?}").starts_with(variant), "{text}: {found:?}");
    }
    assert!(decode_text::<Untagged>("true").is_err());
}

#[test]
fn raw_text_keeps_digits_and_a_buffer_does_not() {
    let text = r#"[{"id":1,"name":"n","new":1.50}]"#;
    let direct: Vec<Strict> = decode_text(text).expect("matches");
    assert_eq!(encode(&direct), text);
    let buffered: Vec<Untagged> = decode_text(text).expect("matches");
    assert_eq!(encode(&buffered), text.replace("1.50", "1.5"));
}

#[test]
fn bytes_in_a_binary_format_are_json_text() {
    let mut bytes = Vec::new();
    let strict = decode::<Strict>(r#"{"id":1,"name":"n"}"#);
    ciborium::into_writer(&strict, &mut bytes).expect("serializes");
    let value: ciborium::Value = ciborium::from_reader(&bytes[..]).expect("deserializes");
    assert_eq!(value.as_bytes().map(Vec::as_slice), Some(&br#"{"id":1,"name":"n"}"#[..]));
    for wrong in [&b"\xff"[..], b"{", b""] {
        let mut bytes = Vec::new();
        ciborium::into_writer(&ciborium::Value::Bytes(wrong.to_vec()), &mut bytes).expect("serializes");
        assert!(ciborium::from_reader::<Strict, _>(&bytes[..]).is_err());
        assert!(ciborium::from_reader::<Json, _>(&bytes[..]).is_err());
    }
}

fn decode_text<T: DeserializeOwned + Debug>(text: &str) -> Result<T, String> {
    serde_json::from_str(text).map_err(|error| error.to_string())
}
