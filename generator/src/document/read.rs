//! Parses YAML or JSON into the raw tree, whose objects keep the source order and have unique keys.
//!
//! Anything else is rejected, in time and memory bounded by the length of the source.

use std::cell::{Cell, RefCell};
use std::fmt;

use serde::de::{DeserializeSeed, Deserializer, MapAccess, SeqAccess, Visitor};
use serde_json::map::Entry;
use serde_json::{Map, Number, Value};

use super::limits::{self, MAX_DEPTH, MAX_VALUES};
use crate::diagnostic::{Diagnostic, Location, Pointer, Result};

/// The longest key, in bytes. Upstream's longest is a path of 133 bytes.
const LONGEST_KEY: usize = 2500;

/// Parses `text` into a tree. `name` is the file name, for messages.
///
/// # Errors
/// Fails if `text` is too long, isn't UTF-8, isn't a single YAML document, or has values that JSON doesn't support.
pub(crate) fn tree(name: &str, text: &[u8]) -> Result<Value> {
    let text = limits::text(name, text)?;
    let tree = match json(name, text) {
        Some(tree) => tree?,
        None => yaml(name, text)?,
    };
    match tree {
        Value::Null => Err(limits::empty(name).into()),
        tree => Ok(tree),
    }
}

/// Parses `text` if it is JSON. Almost all JSON is also YAML, but not long keys or surrogate pairs.
fn json(name: &str, text: &str) -> Option<Result<Value>> {
    if !text.starts_with('{') {
        return None;
    }
    let reading = Reading::new(text);
    let mut from = serde_json::Deserializer::from_str(text);
    let tree = NodeSeed::root(&reading).deserialize(&mut from);
    match tree.and_then(|tree| from.end().map(|()| tree)) {
        Ok(tree) => Some(Ok(tree)),
        // If it isn't JSON, it may still be YAML, whose parser also has better error messages.
        Err(error) => reading.refusal(name, Some((error.line(), error.column()))).map(|refusal| Err(refusal.into())),
    }
}

fn yaml(name: &str, text: &str) -> Result<Value> {
    let mut documents = serde_yaml::Deserializer::from_str(text);
    let Some(first) = documents.next() else {
        return Err(limits::empty(name).into());
    };
    let reading = Reading::new(text);
    let tree = NodeSeed::root(&reading).deserialize(first).map_err(|error| {
        let at = error.location().map(|at| (at.line(), at.column()));
        reading.refusal(name, at).unwrap_or_else(|| limits::syntax(name, &error))
    })?;
    if documents.next().is_some() {
        let what = "file contains more than one YAML document";
        return Err(Diagnostic::new(Location::whole(name), what)
            .help("keep one document per file, without `---` separators")
            .into());
    }
    Ok(tree)
}

/// State while one document is parsed.
struct Reading {
    /// Bytes and nodes that the rest of the document can have, unless aliases repeat some of them.
    left: Cell<usize>,
    /// Values that the rest of the document can have.
    values_left: Cell<usize>,
    /// An error found here rather than by the YAML parser.
    fault: RefCell<Option<Fault>>,
    /// Keys from the invalid node up to the root.
    keys: RefCell<Vec<String>>,
}

struct Fault {
    what: String,
    help: &'static str,
    /// Whether the keys are useful as the location of the error.
    has_location: bool,
}

impl Reading {
    fn new(text: &str) -> Self {
        Self {
            left: Cell::new(2 * text.len() + 2),
            values_left: Cell::new(MAX_VALUES),
            fault: RefCell::default(),
            keys: RefCell::default(),
        }
    }

    fn value<E: serde::de::Error>(&self) -> std::result::Result<(), E> {
        self.spend(1)?;
        let left = self.values_left.get().checked_sub(1);
        let refuse = || self.fail(limits::too_many_values(), limits::HELP_SIZE, false);
        left.map(|left| self.values_left.set(left)).ok_or_else(refuse)
    }

    fn spend<E: serde::de::Error>(&self, cost: usize) -> std::result::Result<(), E> {
        let left = self.left.get().checked_sub(cost);
        let refuse = || self.fail(limits::ALIASES, limits::HELP_ALIASES, false);
        left.map(|left| self.left.set(left)).ok_or_else(refuse)
    }

    fn fail<E: serde::de::Error>(&self, what: impl Into<String>, help: &'static str, has_location: bool) -> E {
        *self.fault.borrow_mut() = Some(Fault { what: what.into(), help, has_location });
        E::custom("rejected")
    }

    /// Returns the error found here, if that is what stopped the parser at line and column `at`.
    fn refusal(&self, name: &str, at: Option<(usize, usize)>) -> Option<Diagnostic> {
        let fault = self.fault.take()?;
        let at = at.map(|(line, column)| format!(" (line {line}, column {column})")).unwrap_or_default();
        let keys = self.keys.take();
        let pointer = Pointer::root().join(keys.iter().rev().map(String::as_str).filter(|_| fault.has_location));
        Some(Diagnostic::new(Location::new(name, pointer), fault.what + &at).help(fault.help))
    }
}

#[derive(Clone, Copy)]
struct NodeSeed<'r> {
    reading: &'r Reading,
    depth: usize,
    /// Whether this is a key rather than a value.
    is_key: bool,
    /// Whether this is `responses`, whose keys can be unquoted status codes, or one of its keys.
    has_codes: bool,
}

impl<'r> NodeSeed<'r> {
    fn root(reading: &'r Reading) -> Self {
        Self { reading, depth: 0, is_key: false, has_codes: false }
    }

    fn inside<E: serde::de::Error>(self) -> std::result::Result<Self, E> {
        if self.depth >= MAX_DEPTH {
            return Err(self.reading.fail(limits::too_deep(), limits::HELP_DEPTH, false));
        }
        Ok(Self { depth: self.depth + 1, is_key: false, has_codes: false, ..self })
    }

    /// Accepts any value, and keys that are strings.
    fn accept<E: serde::de::Error>(self, value: Value) -> std::result::Result<Value, E> {
        let refuse = |what: String, help| Err(self.reading.fail(what, help, true));
        match &value {
            _ if !self.is_key => Ok(value),
            Value::String(key) if key.len() > LONGEST_KEY => {
                refuse("key is longer than 2,500 bytes".to_owned(), "shorten the key")
            }
            Value::String(key) if key == "<<" => {
                refuse("YAML merge keys (`<<`) are not supported".to_owned(), "write out the keys that it merges")
            }
            Value::String(_) => Ok(value),
            // Upstream's first releases have status codes without quotes.
            Value::Number(code) if self.has_codes && code.as_u64().is_some_and(|code| (100..=599).contains(&code)) => {
                Ok(Value::String(code.to_string()))
            }
            Value::Array(_) => refuse("key `[…]` is not a string".to_owned(), "quote the key"),
            Value::Object(_) => refuse("key `{…}` is not a string".to_owned(), "quote the key"),
            scalar => refuse(format!("key `{scalar}` is not a string"), "quote the key"),
        }
    }
}

impl<'de> DeserializeSeed<'de> for NodeSeed<'_> {
    type Value = Value;

    fn deserialize<D: Deserializer<'de>>(self, from: D) -> std::result::Result<Value, D::Error> {
        match self.is_key {
            true => self.reading.spend(1)?,
            false => self.reading.value()?,
        }
        from.deserialize_any(self)
    }
}

impl<'de> Visitor<'de> for NodeSeed<'_> {
    type Value = Value;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a value that JSON supports")
    }

    fn visit_bool<E: serde::de::Error>(self, value: bool) -> std::result::Result<Value, E> {
        self.accept(value.into())
    }

    fn visit_i64<E: serde::de::Error>(self, value: i64) -> std::result::Result<Value, E> {
        self.accept(value.into())
    }

    fn visit_u64<E: serde::de::Error>(self, value: u64) -> std::result::Result<Value, E> {
        self.accept(value.into())
    }

    fn visit_f64<E: serde::de::Error>(self, value: f64) -> std::result::Result<Value, E> {
        // The parser of JSON reads an integer that is too large as a float.
        if value.fract() == 0.0 && !(-9_223_372_036_854_775_808.0..18_446_744_073_709_551_616.0).contains(&value) {
            return Err(self.reading.fail(
                format!("number `{value}` does not fit in 64 bits"),
                limits::HELP_NUMBER,
                true,
            ));
        }
        match Number::from_f64(value) {
            Some(number) => self.accept(number.into()),
            None => Err(self.reading.fail("number is infinite or NaN", "use a number that JSON supports", true)),
        }
    }

    fn visit_i128<E: serde::de::Error>(self, value: i128) -> std::result::Result<Value, E> {
        Err(self.reading.fail(format!("number `{value}` does not fit in 64 bits"), limits::HELP_NUMBER, true))
    }

    fn visit_u128<E: serde::de::Error>(self, value: u128) -> std::result::Result<Value, E> {
        Err(self.reading.fail(format!("number `{value}` does not fit in 64 bits"), limits::HELP_NUMBER, true))
    }

    fn visit_str<E: serde::de::Error>(self, value: &str) -> std::result::Result<Value, E> {
        self.reading.spend(value.len())?;
        self.accept(value.into())
    }

    fn visit_unit<E: serde::de::Error>(self) -> std::result::Result<Value, E> {
        self.accept(Value::Null)
    }

    fn visit_none<E: serde::de::Error>(self) -> std::result::Result<Value, E> {
        self.accept(Value::Null)
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut items: A) -> std::result::Result<Value, A::Error> {
        let item = self.inside()?;
        let mut list = Vec::new();
        loop {
            match items.next_element_seed(item) {
                Ok(Some(value)) => list.push(value),
                Ok(None) => return self.accept(list.into()),
                Err(error) => {
                    self.reading.keys.borrow_mut().push(list.len().to_string());
                    return Err(error);
                }
            }
        }
    }

    fn visit_map<A: MapAccess<'de>>(self, mut members: A) -> std::result::Result<Value, A::Error> {
        let member = self.inside()?;
        let mut object = Map::new();
        while let Some(key) = members.next_key_seed(Self { is_key: true, ..self })? {
            // No other key is accepted.
            let Value::String(key) = key else { continue };
            let value =
                members.next_value_seed(Self { has_codes: key == "responses", ..member }).inspect_err(|_| {
                    self.reading.keys.borrow_mut().push(key.clone());
                })?;
            match object.entry(key) {
                Entry::Vacant(entry) => _ = entry.insert(value),
                Entry::Occupied(entry) => {
                    let what = format!("duplicate key `{}`", entry.key());
                    return Err(self.reading.fail(what, "remove one of them", true));
                }
            }
        }
        self.accept(object.into())
    }

    fn visit_enum<A: serde::de::EnumAccess<'de>>(self, _: A) -> std::result::Result<Value, A::Error> {
        Err(self.reading.fail("YAML tags are not supported", limits::HELP_TAG, true))
    }
}
