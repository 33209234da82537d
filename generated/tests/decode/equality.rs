//! Two objects are equal if all their fields are equal, both known and unknown.

use std::collections::BTreeSet;

use crate::codegen::{Fields, JsonValue, Object, TimestampField};
use crate::decode;
use crate::sample::{Everything, Indicator, ListMessagePage};

/// Each field of [`Everything`] with two values, and two unknown fields.
const MEMBERS: [(&str, [&str; 2]); 18] = [
    ("text", ["\"a\"", "\"b\""]),
    ("flag", ["true", "false"]),
    ("count", ["1", "2"]),
    ("price", ["1.50", "1.51"]),
    ("day", ["\"2026-01-02\"", "\"2026-01-03\""]),
    ("time", ["\"2026-01-02T03:04:05Z\"", "\"2026-01-02T03:04:06Z\""]),
    ("rfc2822_time", ["\"Fri, 02 Jan 2026 03:04:05 +0000\"", "\"Fri, 02 Jan 2026 03:04:06 +0000\""]),
    ("any", ["[1]", "[2]"]),
    ("state", ["\"active\"", "\"new\""]),
    ("tags", ["[\"a\"]", "[\"a\", \"b\"]"]),
    ("links", ["{\"a\": \"b\"}", "{\"a\": null}"]),
    ("strict", [r#"{"id": 1, "name": "a"}"#, r#"{"id": 1, "name": "a", "unknown": 1}"#]),
    ("stricts", [r#"[{"id": 1, "name": "a"}]"#, r#"[{"id": 2, "name": "a"}]"#]),
    ("holder", [r#"{"strict": {"id": 1, "name": "a"}}"#, r#"{"strict": {"id": 1, "name": "b"}}"#]),
    ("indicator", [r#"{"channel": "APPLE", "id": 1}"#, r#"{"channel": "APPLE", "id": 2}"#]),
    ("child", ["{\"count\": 1}", "{\"count\": \"?\"}"]),
    ("unknown", ["1", "2"]),
    ("other", ["1", "1.0"]),
];

/// Returns the object with the second value of the member at `changed`, and without the one at `missing`.
fn everything(changed: Option<usize>, missing: Option<usize>) -> Everything {
    let members = MEMBERS.iter().enumerate().filter(|(index, _)| Some(*index) != missing);
    let members = members.map(|(index, (name, values))| {
        let value = values[usize::from(Some(index) == changed)];
        format!("\"{name}\": {value}")
    });
    decode(&format!("{{{}}}", members.collect::<Vec<_>>().join(", ")))
}

/// The names of an object's fields.
#[derive(Default)]
struct Names(BTreeSet<&'static str>);

impl Fields<'_> for Names {
    fn field<T: JsonValue>(&mut self, name: &'static str, _: &T) {
        self.0.insert(name);
    }

    fn rfc2822<T: TimestampField>(&mut self, name: &'static str, _: &T) {
        self.0.insert(name);
    }
}

#[test]
fn every_field_has_two_values() {
    let mut names = Names::default();
    everything(None, None).fields(&mut names);
    names.0.extend(["unknown", "other"]);
    assert_eq!(MEMBERS.map(|(name, _)| name).into_iter().collect::<BTreeSet<_>>(), names.0);
}

#[test]
fn every_field_counts() {
    let object = everything(None, None);
    assert_eq!(object, everything(None, None));
    assert_eq!(object, object.clone());
    for (index, (name, _)) in MEMBERS.iter().enumerate() {
        assert_ne!(object, everything(Some(index), None), "`{name}` has another value");
        assert_ne!(everything(None, Some(index)), object, "`{name}` is missing");
    }
}

#[test]
fn alternatives_of_unions_are_compared() {
    let indicator = |channel: &str, id: i64| decode::<Indicator>(&format!(r#"{{"channel": "{channel}", "id": {id}}}"#));
    assert_eq!(indicator("NEW", 1), indicator("NEW", 1));
    assert_ne!(indicator("NEW", 1), indicator("NEW", 2));
    assert_ne!(indicator("WHATSAPP", 1), indicator("APPLE", 1));
}

#[test]
fn records_of_pages_are_compared() {
    let page = |count: i64| decode::<ListMessagePage>(&format!(r#"{{"messages": [{{"error_code": {count}}}]}}"#));
    assert_eq!(page(1), page(1));
    assert_ne!(page(1), page(2));
}
