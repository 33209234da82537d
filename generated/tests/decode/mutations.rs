//! Bodies that don't match their document: nothing panics, only required fields fail, and everything is kept.

use proptest::prelude::*;
use serde_json::{Map, Value};

use crate::{
    codegen::{self, Json},
    same::difference,
    sample::{Everything, Strict},
};

/// A body that matches its document.
fn documented() -> Value {
    serde_json::json!({
        "text": "a\"b\\ é😀", "flag": true, "count": 12, "price": "-0.0075", "day": "2026-01-02",
        "time": "2026-01-02T03:04:05Z", "rfc2822_time": "Fri, 14 Oct 2016 21:56:34 +0000", "any": {"a": [1, null]},
        "state": "active", "tags": ["x", "y"], "links": {"self": "/a", "none": null},
        "strict": {"id": 1, "name": "n"}, "stricts": [{"id": 1, "name": "n", "note": "o"}, {"id": 2, "name": "m"}],
        "holder": {"strict": {"id": 1, "name": "n"}, "note": "o"}, "indicator": {"channel": "APPLE", "id": 7},
        "child": {"text": "c", "child": {"flag": false, "strict": {"id": 3, "name": "o"}}},
    })
}

fn any_json() -> impl Strategy<Value = Value> {
    let leaf = prop_oneof![
        Just(Value::Null),
        any::<bool>().prop_map(Value::from),
        any::<i64>().prop_map(Value::from),
        (-1e9..1e9).prop_map(Value::from),
        any::<String>().prop_map(Value::from),
        Just(Value::from("2026-01-02T03:04:05.678Z")),
        Just(Value::from("17")),
    ];
    leaf.prop_recursive(3, 16, 4, |inner| {
        prop_oneof![
            prop::collection::vec(inner.clone(), 0..4).prop_map(Value::from),
            prop::collection::btree_map(name(), inner, 0..4).prop_map(|map| Value::Object(map.into_iter().collect())),
        ]
    })
}

fn name() -> impl Strategy<Value = String> {
    prop_oneof![
        prop::sample::select(vec!["id", "name", "note", "text", "channel", "strict", "child", "novel"])
            .prop_map(String::from),
        any::<String>(),
    ]
}

/// Mutates one member or item, selected by its path.
fn mutate(value: &mut Value, path: &[prop::sample::Index], name: &str, with: Option<Value>) {
    let Some((first, rest)) = path.split_first() else { return };
    match value {
        Value::Object(members) if !members.is_empty() => mutate_member(members, first, rest, name, with),
        Value::Array(items) if !items.is_empty() => {
            let index = first.index(items.len());
            match with {
                Some(with) if rest.is_empty() => items[index] = with,
                with => mutate(&mut items[index], rest, name, with),
            }
        }
        _ => {}
    }
}

fn mutate_member(
    members: &mut Map<String, Value>,
    first: &prop::sample::Index,
    rest: &[prop::sample::Index],
    name: &str,
    with: Option<Value>,
) {
    let key = members.keys().nth(first.index(members.len())).cloned().unwrap_or_default();
    match with {
        _ if !rest.is_empty() => {
            if let Some(member) = members.get_mut(&key) {
                mutate(member, rest, name, with);
            }
        }
        None => drop(members.remove(&key)),
        Some(with) if first.index(4) == 0 => drop(members.insert(name.to_owned(), with)),
        Some(with) => drop(members.insert(key, with)),
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 1_000, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn a_mutated_body_decodes_and_loses_nothing(
        mutations in prop::collection::vec((prop::collection::vec(any::<prop::sample::Index>(), 1..5), name(), prop::option::of(any_json())), 0..6),
    ) {
        let mut body = documented();
        for (path, name, with) in mutations {
            mutate(&mut body, &path, &name, with);
        }
        let text = body.to_string();
        // serde_json reads floating-point numbers with an error in the last digit; this way it is the same on both sides.
        let decoded = codegen::from_bytes::<Everything>(text.as_bytes());
        prop_assert!(decoded.is_ok(), "{} of {text}", decoded.map_or_else(|mismatch| mismatch.to_string(), |_| String::new()));
        let decoded = decoded.expect("just seen");
        let written = serde_json::to_string(&decoded).expect("writes");
        prop_assert_eq!(difference(&text, &written), None);
        prop_assert_eq!(codegen::from_bytes::<Everything>(written.as_bytes()).expect("what was written decodes"), decoded);
    }

    #[test]
    fn only_required_fields_fail(
        id in prop::option::of(any_json()), name in prop::option::of(any_json()), note in any_json(), other in any_json(),
    ) {
        let members = [("id", id.clone()), ("name", name.clone()), ("note", Some(note)), ("other", Some(other))];
        let body: Map<String, Value> =
            members.into_iter().filter_map(|(name, value)| Some((name.to_owned(), value?))).collect();
        let decoded = codegen::from_bytes::<Strict>(Value::from(body).to_string().as_bytes());
        let fits_id = id.is_some_and(|id| codegen::from_bytes::<i64>(id.to_string().as_bytes()).is_ok());
        prop_assert_eq!(decoded.is_ok(), fits_id && name.is_some_and(|name| name.is_string()));
    }

    #[test]
    fn broken_bodies_never_panic(at in any::<prop::sample::Index>(), byte in any::<u8>(), cut in any::<bool>()) {
        let mut bytes = documented().to_string().into_bytes();
        let at = at.index(bytes.len());
        if cut {
            bytes.truncate(at);
        } else {
            bytes[at] = byte;
        }
        if let Ok(decoded) = codegen::from_bytes::<Everything>(&bytes) {
            prop_assert!(serde_json::from_slice::<&serde_json::value::RawValue>(&bytes).is_ok());
            prop_assert!(serde_json::to_string(&decoded).is_ok());
        }
    }

    #[test]
    fn json_validity_matches_serde(text in r#"[\[\]{}",:0-9.eE+\-\\ untrfalse]{0,12}"#) {
        let serde = serde_json::from_str::<&serde_json::value::RawValue>(&text).is_ok();
        prop_assert_eq!(Json::parse(&text).is_ok(), serde);
        let map = codegen::from_bytes::<std::collections::BTreeMap<String, Json>>(text.as_bytes()).is_ok();
        prop_assert!(serde || !map);
        let number = codegen::from_bytes::<codegen::Number>(text.as_bytes()).is_ok();
        prop_assert!(serde || !number);
        prop_assert_eq!(codegen::from_bytes::<Vec<Json>>(text.as_bytes()).is_ok(), serde_json::from_str::<Vec<serde::de::IgnoredAny>>(&text).is_ok());
    }

    #[test]
    fn strings_round_trip(text in any::<String>()) {
        let json = serde_json::to_string(&text).expect("text is JSON");
        prop_assert_eq!(&codegen::from_bytes::<String>(json.as_bytes()).expect("decodes"), &text);
        let from_text = Json::from(text.as_str());
        prop_assert_eq!(from_text.as_str().map(String::from), Some(text));
        let parsed = Json::parse(&format!(" {json}\n")).expect("parses");
        prop_assert_eq!(parsed.get(), json);
    }

    #[test]
    fn compact_json_is_equivalent(value in any_json()) {
        let pretty = serde_json::to_string_pretty(&value).expect("writes");
        let json = Json::parse(&pretty).expect("parses");
        prop_assert_eq!(json.get(), value.to_string());
    }
}
