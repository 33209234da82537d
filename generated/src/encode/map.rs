//! Flattens a `prefixed-collapsible-map`, a JSON object in which each scalar becomes a pair such as `AddOns.a.b=1`.

use super::Encoder;
use serde::de::{Deserializer, MapAccess, Visitor};
use serde_json::value::RawValue;
use std::borrow::Cow;
use std::fmt;

/// The depth beyond which maps are rejected; the same as serde_json's limit.
const DEEPEST: usize = 128;

/// Passes the pairs of the JSON object `text` to the encoder.
pub(super) fn flatten(to: &mut Encoder<'_>, prefix: &str, text: &str) {
    match text.as_bytes().first() {
        Some(b'{') => object(to, prefix, text, 0),
        Some(b'n') => {}
        _ => to.refuse("must be a JSON object"),
    }
}

fn object(to: &mut Encoder<'_>, path: &str, text: &str, depth: usize) {
    if depth == DEEPEST {
        return to.refuse("is nested too deeply");
    }
    let Ok(Members(members)) = serde_json::from_str(text) else {
        return to.refuse("is not a valid JSON object");
    };
    for (key, value) in members {
        let path = format!("{path}.{key}");
        match value.get().as_bytes().first() {
            Some(b'{') => object(to, &path, value.get(), depth + 1),
            _ => match texts(to, &path, value.get()) {
                Ok(()) => {}
                Err(fault) => to.refuse(fault),
            },
        }
    }
}

/// Passes on the strings of a value, under this name, or returns what is wrong with it: one for each item of an array, else one.
pub(super) fn texts(to: &mut Encoder<'_>, name: &str, text: &str) -> Result<(), &'static str> {
    if !text.starts_with('[') {
        return scalar(to, name, text);
    }
    let items: Vec<&RawValue> = serde_json::from_str(text).map_err(|_| "contains an invalid JSON array")?;
    items.iter().try_for_each(|item| scalar(to, name, item.get()))
}

/// Passes on a scalar, or an item of a list: nulls are dropped, strings are unquoted, anything else is sent as JSON text.
fn scalar(to: &mut Encoder<'_>, name: &str, text: &str) -> Result<(), &'static str> {
    match text.as_bytes().first() {
        Some(b'n') => {}
        Some(b'"') => {
            let value: Cow<'_, str> = serde_json::from_str(text).map_err(|_| "contains an invalid JSON string")?;
            to.named_text(name, &value);
        }
        _ => to.named_text(name, text),
    }
    Ok(())
}

/// The members of an object in their original order, with unparsed values.
struct Members<'a>(Vec<(Cow<'a, str>, &'a RawValue)>);

impl<'de> serde::Deserialize<'de> for Members<'de> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_map(MembersVisitor)
    }
}

struct MembersVisitor;

impl<'de> Visitor<'de> for MembersVisitor {
    type Value = Members<'de>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a JSON object")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Self::Value, A::Error> {
        let mut members = Vec::new();
        while let Some(member) = map.next_entry()? {
            members.push(member);
        }
        Ok(Members(members))
    }
}
