//! Fields of objects: where values are kept, and what makes decoding fail.

use crate::{
    decode, encode, refusal,
    sample::{Apple, Everything, Holder, Indicator, Message, State, Strict},
};

fn everything(text: &str) -> Everything {
    decode(text)
}

#[test]
fn a_value_goes_into_its_field() {
    let all = everything(r#" { "text" : "a", "flag":true, "count":-3, "tags":["x","y"], "state":"active" } "#);
    assert_eq!(all.text.as_deref(), Some("a"));
    assert_eq!(all.flag, Some(true));
    assert_eq!(all.count, Some(-3));
    assert_eq!(all.tags, Some(vec!["x".to_owned(), "y".to_owned()]));
    assert_eq!(all.state, Some(State::Active));
    assert!(all.extra.is_empty());
}

#[test]
fn null_equals_absent() {
    let all = everything(r#"{"text":null,"count":null,"any":null,"strict":null,"links":null}"#);
    assert_eq!(all, everything("{}"));
    assert_eq!(encode(&all), "{}");
}

#[test]
fn escapes_are_read_and_written() {
    let text = r#"{"text":"a\"\\\/\n\u0041\ud83d\ude00é"}"#;
    assert_eq!(everything(text).text.as_deref(), Some("a\"\\/\nA😀é"));
    assert_eq!(encode(&everything(text)), "{\"text\":\"a\\\"\\\\/\\nA😀é\"}");
}

#[test]
fn escaped_names_are_unescaped() {
    assert_eq!(everything(r#"{"t\u0065xt":"a"}"#).text.as_deref(), Some("a"));
}

#[test]
fn an_unknown_field_is_kept() {
    let text = r#"{"text":"a","novel":{"deep":[1.50,null]},"other":null}"#;
    let all = everything(text);
    assert_eq!(all.extra.get("novel").map(|json| json.get()), Some(r#"{"deep":[1.50,null]}"#));
    assert_eq!(all.extra.len(), 2);
    assert_eq!(encode(&all), text);
}

#[test]
fn name_with_half_a_surrogate_pair_comes_back_unchanged() {
    for text in [
        r#"{"text":"a","new":1,"\ud800":{"b":[1.50]}}"#,
        r#"{"\udc00x\n\u0041":1}"#,
        r#"{"any":{"\ud800":1},"child":{"\ud800":1},"\\ud800":2,"\ud800":3}"#,
        r#"{"links":{"\ud800":null}}"#,
    ] {
        let all = everything(text);
        assert_eq!(encode(&all), text);
        assert_eq!(everything(&encode(&all)), all);
        assert_eq!(serde_json::from_str::<Everything>(text).expect("decodes"), all);
    }
    let mut all = everything(r#"{"\ud800":1,"\\ud800":2,"\ud800":3}"#);
    assert_eq!(
        all.extra.iter().map(|(name, json)| (name, json.get())).collect::<Vec<_>>(),
        [(r"\ud800", "2"), (r"\ud800", "3")]
    );
    assert_eq!((all.extra.len(), all.extra.remove(r"\ud800")), (2, Some(2.into())));
    assert_eq!((all.extra.remove(r"\ud800"), all.extra.is_empty()), (Some(3.into()), true));
}

#[test]
fn mismatched_value_is_kept_in_extra() {
    for (field, value) in [
        ("text", "1"),
        ("text", "{}"),
        ("text", r#""half of a pair: \ud800""#),
        ("flag", r#""true""#),
        ("flag", "1"),
        ("count", "1.5"),
        ("count", r#""05""#),
        ("count", r#""""#),
        ("count", "9223372036854775808"),
        ("price", r#""free""#),
        ("price", "1e999"),
        ("day", r#""2026-01-02T00:00:00Z""#),
        ("time", r#""yesterday""#),
        ("state", "3"),
        ("tags", r#"["a",1]"#),
        ("tags", r#""a""#),
        ("links", r#"{"a":1}"#),
        ("child", "[]"),
        ("strict", r#"{"id":1}"#),
        ("stricts", r#"[{"id":1,"name":"a"},{"id":2}]"#),
        ("indicator", "[]"),
    ] {
        let text = format!(r#"{{"{field}":{value},"api":"x"}}"#);
        let all = everything(&text);
        assert_eq!(all.extra.get(field).map(|json| json.get()), Some(value), "{text}");
        assert_eq!(all.extra.len(), 2, "{text}");
        let again: Everything = decode(&encode(&all));
        assert_eq!(again, all, "{text}");
    }
}

#[test]
fn last_duplicate_wins() {
    assert_eq!(everything(r#"{"count":1,"count":2}"#).count, Some(2));
    assert_eq!(everything(r#"{"count":1,"count":null}"#).count, None);
    let mismatch_last = everything(r#"{"count":1,"count":"x"}"#);
    assert_eq!((mismatch_last.count, encode(&mismatch_last)), (None, r#"{"count":"x"}"#.to_owned()));
    let mismatch_first = everything(r#"{"count":"x","count":1}"#);
    assert_eq!((mismatch_first.count, encode(&mismatch_first)), (Some(1), r#"{"count":1}"#.to_owned()));
    let neither = everything(r#"{"count":"x","count":null}"#);
    assert_eq!(encode(&neither), "{}");
    assert_eq!(encode(&everything(r#"{"new":1,"new":2}"#)), r#"{"new":2}"#);
}

#[test]
fn only_required_fields_fail() {
    assert_eq!(decode::<Strict>(r#"{"id":1,"name":"a","note":1}"#).id, 1);
    assert_eq!(refusal::<Strict>(r#"{"id":1}"#), "the required field `name` is missing");
    assert_eq!(refusal::<Strict>(r#"{"id":null,"name":"a"}"#), "expected a number, found null at `/id`");
    assert_eq!(refusal::<Strict>(r#"{"id":1,"name":2}"#), "expected a string, found a number at `/name`");
    assert_eq!(refusal::<Holder>(r#"{"strict":{"id":1}}"#), "the required field `name` is missing at `/strict`");
    assert_eq!(
        refusal::<Vec<Strict>>(r#"[{"id":1,"name":"a"},{"id":[],"name":""}]"#),
        "expected a number, found an array at `/1/id`"
    );
}

#[test]
fn object_without_a_required_field_is_kept_in_extra() {
    let text = r#"{"holder":{"strict":{"id":1},"note":"n"}}"#;
    let all = everything(text);
    assert_eq!(all.holder, None);
    assert_eq!(encode(&all), text);
    let inner = everything(r#"{"holder":{"strict":{"id":1,"name":"a"},"note":5}}"#);
    assert_eq!(inner.holder.and_then(|holder| holder.extra.get("note").cloned()), Some(5.into()));
}

#[test]
fn a_pointer_escapes_names() {
    type Map = std::collections::BTreeMap<String, Strict>;
    assert_eq!(refusal::<Map>(r#"{"a/b~c":{"id":1}}"#), "the required field `name` is missing at `/a~1b~0c`");
}

#[test]
fn invalid_json_fails() {
    for text in [
        "{",
        r#"{"text""#,
        r#"{"text":}"#,
        r#"{"text":"a",}"#,
        r#"{"text":"a"} x"#,
        "{,}",
        r#"{"tags":[1,]}"#,
        r#"{"tags":["a",]}"#,
        r#"{"text":"a" "flag":true}"#,
        r#"{"flag":tru}"#,
        r#"{"count":01}"#,
        r#"{"count":-}"#,
        r#"{"new":nul}"#,
        "{\"text\":\"a\nb\"}",
        r#"{"text":"\x"}"#,
        r#"{text:1}"#,
        "\u{feff}{}",
        r#"{"any":{"a":1,}}"#,
    ] {
        assert!(refusal::<Everything>(text).starts_with("invalid JSON"), "{text}: {}", refusal::<Everything>(text));
    }
    assert_eq!(refusal::<Everything>(" \n"), "the body is empty");
    assert!(crate::codegen::from_bytes::<Everything>(b"{\"text\":\"\xff\"}").is_err());
}

#[test]
fn mismatch_message_hides_the_value() {
    assert_eq!(refusal::<Message>("[]"), "expected an object, found an array");
    assert_eq!(refusal::<Message>("\"secret\""), "expected an object, found a string");
}

#[test]
fn mismatch_message_quotes_names_cut_and_escaped() {
    type Map = std::collections::BTreeMap<String, Strict>;
    let hostile = "\u{202e}\u{1b}[31m\u{2066}\u{7f}é\u{200f}";
    let message = refusal::<Map>(&serde_json::json!({hostile: {"id": 1}}).to_string());
    let shown = r"\u{202e}\u{1b}[31m\u{2066}\u{7f}é\u{200f}";
    assert_eq!(message, format!("the required field `name` is missing at `/{shown}`"));
    let message = refusal::<Map>(&serde_json::json!({"x".repeat(100_000): {"id": 1}}).to_string());
    assert!(message.len() < 300 && message.ends_with("x…`"), "{message}");
}

#[test]
fn union_variant_is_chosen_by_tag() {
    let all = everything(r#"{"indicator":{"body":"b","channel":"WHATSAPP"}}"#);
    let Some(Indicator::Whatsapp(whatsapp)) = all.indicator else { panic!("another variant") };
    assert_eq!(whatsapp.body.as_deref(), Some("b"));
    let novel = r#"{"indicator":{"channel":"SMOKE","body":1.50}}"#;
    assert!(matches!(everything(novel).indicator, Some(Indicator::Unrecognized(_))));
    assert_eq!(encode(&everything(novel)), novel);
    let without = r#"{"indicator":{"body":"b"}}"#;
    assert_eq!(encode(&everything(without)), without);
    let lacking = r#"{"indicator":{"channel":"APPLE"}}"#;
    assert_eq!((everything(lacking).indicator.is_none(), encode(&everything(lacking))), (true, lacking.to_owned()));
    assert_eq!(
        Indicator::from(Apple { id: 3, ..apple() }),
        decode(r#"{"id":3}"#.replace('}', r#","channel":"APPLE"}"#).as_str())
    );
}

fn apple() -> Apple {
    decode(r#"{"id":0,"channel":"APPLE"}"#)
}

#[test]
fn depth_never_overflows() {
    let nested = |depth: usize| format!("{}{{}}{}", r#"{"child":"#.repeat(depth), "}".repeat(depth));
    let within = nested(100);
    assert_eq!(encode(&everything(&within)), within);
    assert_eq!(format!("{:?}", everything(&within)).matches("child").count(), 100);
    let beyond = nested(100_000);
    let all = everything(&beyond);
    assert_eq!(encode(&all), beyond);
    assert_eq!(all.clone(), all);
    let arrays = format!(r#"{{"any":{}{}}}"#, "[".repeat(100_000), "]".repeat(100_000));
    assert_eq!(encode(&everything(&arrays)), arrays);
    assert!(everything(&arrays).any.is_some_and(|any| any.to_value().is_err()));
}

#[test]
fn serde_traits_behave_the_same() {
    let text = r#"{"text":"a","count":"x","new":1.50}"#;
    let direct: Everything = serde_json::from_str(text).expect("decodes");
    assert_eq!(direct, everything(text));
    let reader: Everything = serde_json::from_reader(text.as_bytes()).expect("decodes");
    assert_eq!(reader, direct);
    let value: Everything = serde_json::from_value(serde_json::json!({"text": "a"})).expect("decodes");
    assert_eq!(serde_json::to_value(&value).expect("writes"), serde_json::json!({"text": "a"}));
    assert_eq!(serde_json::to_string_pretty(&value).expect("writes"), "{\n  \"text\": \"a\"\n}");
    let error = serde_json::from_str::<Strict>(r#"{"id":1}"#).expect_err("required");
    assert!(error.to_string().starts_with("the required field `name` is missing"), "{error}");
}
