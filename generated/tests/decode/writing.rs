//! Serializing: the fields of a struct, its unknown fields, and what only requests omit.

use crate::{
    codegen::{self, Json, Mode, Nullable, Number},
    decode, encode,
    sample::{Everything, Input},
};

/// Serializes as `Request::to_http` does for a request body.
fn as_request(value: &impl codegen::JsonValue) -> String {
    let mut bytes = Vec::new();
    value.write(&mut serde_json::Serializer::new(&mut bytes), Mode::Request).expect("typed values can be written");
    String::from_utf8(bytes).expect("JSON is UTF-8")
}

#[test]
fn fields_are_written_in_document_order() {
    let all: Everything = decode(r#"{"zz":1,"state":"closed","text":"a","aa":2,"count":1}"#);
    assert_eq!(encode(&all), r#"{"text":"a","count":1,"state":"closed","aa":2,"zz":1}"#);
}

#[test]
fn field_set_later_overrides_extra() {
    let mut all: Everything = decode(r#"{"count":"many"}"#);
    all.count = Some(5);
    assert_eq!(encode(&all), r#"{"count":5}"#);
}

#[test]
fn absent_null_and_a_value_differ() {
    let input = |text: &str| decode::<Input>(text);
    assert_eq!(input(r#"{"must":null}"#).note, None);
    assert_eq!(input(r#"{"must":null,"note":null}"#).note, Some(Nullable::Null));
    assert_eq!(input(r#"{"must":"a","note":"b"}"#).note, Some(Nullable::from("b")));
    for text in [r#"{"must":null}"#, r#"{"must":null,"note":null}"#, r#"{"must":"a","note":"b"}"#] {
        assert_eq!(as_request(&input(text)), text);
    }
}

#[test]
fn read_only_fields_are_not_sent() {
    let text = r#"{"must":"a","total":3,"nested":{"must":"b","total":4,"list":[{"must":"c","total":"five"}]}}"#;
    let input: Input = decode(text);
    assert_eq!(encode(&input), text);
    assert_eq!(as_request(&input), r#"{"must":"a","nested":{"must":"b","list":[{"must":"c"}]}}"#);
}

#[test]
fn numbers_are_written_as_given() {
    let mut input: Input = decode(r#"{"must":"a"}"#);
    for (number, written) in [("1", "1"), ("1.50", "1.50"), ("-0.0000000000000000000001", "-0.0000000000000000000001")]
    {
        input.price = number.parse().ok();
        assert_eq!(as_request(&input), format!(r#"{{"must":"a","price":{written}}}"#));
    }
    input.price = Number::try_from(1.0).ok();
    assert_eq!(as_request(&input), r#"{"must":"a","price":1}"#);
}

#[test]
fn extra_is_one_pointer_and_can_be_changed() {
    assert_eq!(size_of::<codegen::Extra>(), size_of::<usize>());
    let mut all: Everything = decode(r#"{"a":1,"b":2}"#);
    assert_eq!(all.extra.iter().map(|(name, _)| name).collect::<Vec<_>>(), ["a", "b"]);
    assert_eq!(all.extra.remove("a"), Some(Json::from(1)));
    assert_eq!(all.extra.insert("b", "text"), Some(Json::from(2)));
    assert!(all.extra.contains_key("b") && !all.extra.contains_key("a"));
    assert_eq!(encode(&all), r#"{"b":"text"}"#);
    all.extra.remove("b");
    assert!(all.extra.is_empty());
}

#[test]
fn json_is_compact_and_keeps_digits() {
    let json = |text: &str| Json::parse(text).expect("the sample is JSON");
    assert_eq!(json(" { \"a b\" : [ 1.50 , 1e400 ] } ").get(), r#"{"a b":[1.50,1e400]}"#);
    assert_eq!(json(r#""\u00e9\/\n\"""#).get(), r#""é/\n\"""#);
    assert_eq!(json(r#"["\ud800 x", 1]"#).get(), r#"["\ud800 x",1]"#);
    assert_eq!(json(r#""a\\""#).as_str().as_deref(), Some(r"a\"));
    assert_eq!(json(r#"{"a":"\\"  ,"b":1}"#).get(), r#"{"a":"\\","b":1}"#);
    assert_eq!((Json::from("a\"b").get(), Json::from("é").as_str().as_deref()), (r#""a\"b""#, Some("é")));
    assert!(Json::default().is_null());
    assert_eq!(json("[1,2]").decode::<Vec<u8>>().ok(), Some(vec![1, 2]));
    assert_eq!(Json::from(serde_json::json!({"a": [true]})).get(), r#"{"a":[true]}"#);
    assert_eq!(json("7").as_i64(), Some(7));
    assert!(Json::parse("{").is_err() && Json::parse("1 2").is_err());
}
