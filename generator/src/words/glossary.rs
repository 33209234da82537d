//! The glossary: descriptions by name, with optional conditions.

use std::collections::BTreeMap;

use serde_json::Value;

use crate::diagnostic::{Location, Pointer};
use crate::ident::snake;
use crate::model::{Facts, Type};
use crate::text::quoted;

use super::{Entry, EntryReader};

/// Descriptions, by folded name.
#[derive(Clone, Debug, Default)]
pub(super) struct Glossary(BTreeMap<String, Vec<Candidate>>);

#[derive(Clone, Debug)]
struct Candidate {
    /// The values of each condition.
    conditions: Vec<(&'static str, Vec<String>)>,
    entry: Entry,
}

const CONDITIONS: [&str; 5] = ["in", "type", "format", "pattern", "product"];

/// A value to describe.
pub(super) struct Subject<'a> {
    pub(super) wire: &'a str,
    /// `path`, `query`, `header`, `form` or `property`.
    pub(super) location: &'static str,
    pub(super) ty: &'a Type,
    pub(super) facts: &'a Facts,
    pub(super) product: &'a str,
}

/// Two entries that match a value equally well.
pub(super) struct Tie(pub(super) Location, pub(super) Location);

impl Glossary {
    /// Reads the tree of `glossary.yaml`.
    pub(super) fn read(tree: &Value, reader: &mut EntryReader<'_>) -> Self {
        let mut glossary = Self::default();
        if !tree.is_object() {
            reader.wrong(&Pointer::root(), "expected a mapping", "write `name: A sentence.`");
        }
        for (name, value) in tree.as_object().into_iter().flatten() {
            let pointer = Pointer::root().child(name);
            if folded(name) != *name {
                reader.wrong(&pointer, "name isn't in snake_case", "write `FriendlyName` as `friendly_name`");
            }
            let lines = match value {
                Value::String(text) => vec![Candidate { conditions: Vec::new(), entry: reader.entry(&pointer, text) }],
                Value::Array(items) => items
                    .iter()
                    .enumerate()
                    .filter_map(|(index, item)| line(item, &pointer.index(index), reader))
                    .collect(),
                _ => {
                    reader.wrong(&pointer, "expected a description or a list of entries", "write `name: A sentence.`");
                    Vec::new()
                }
            };
            glossary.0.insert(name.clone(), lines);
        }
        glossary
    }

    /// Returns the locations of all descriptions.
    pub(super) fn locations(&self) -> impl Iterator<Item = &Location> {
        self.0.values().flatten().map(|line| &line.entry.location)
    }

    /// Returns the matching entry with the most conditions.
    pub(super) fn find(&self, subject: &Subject<'_>) -> Result<Option<&Entry>, Tie> {
        let Some(lines) = self.0.get(&folded(subject.wire)) else { return Ok(None) };
        let matching: Vec<&Candidate> = lines.iter().filter(|line| line.matches(subject)).collect();
        let most = matching.iter().map(|line| line.conditions.len()).max();
        let mut best = matching.into_iter().filter(|line| Some(line.conditions.len()) == most);
        match (best.next(), best.next()) {
            (Some(one), Some(other)) => Err(Tie(one.entry.location.clone(), other.entry.location.clone())),
            (best, _) => Ok(best.map(|line| &line.entry)),
        }
    }
}

fn line(item: &Value, pointer: &Pointer, reader: &mut EntryReader<'_>) -> Option<Candidate> {
    let mut conditions = Vec::new();
    let mut entry = None;
    for (key, value) in item.as_object().into_iter().flatten() {
        if key == "words" {
            entry = reader.text(value, &pointer.child(key)).map(|text| reader.entry(pointer, &text));
            continue;
        }
        let Some(condition) = CONDITIONS.into_iter().find(|condition| condition == key) else {
            let what = format!("{} isn't a condition", quoted(key));
            reader.wrong(pointer, what, "use `in`, `type`, `format`, `pattern` or `product`");
            continue;
        };
        let values = match value {
            Value::Array(several) => several.iter().filter_map(|it| reader.text(it, &pointer.child(key))).collect(),
            other => Vec::from_iter(reader.text(other, &pointer.child(key))),
        };
        if values.is_empty() {
            reader.wrong(pointer, format!("`{key}` has no value"), "add a value or a list of values");
        }
        conditions.push((condition, values));
    }
    if entry.is_none() {
        reader.wrong(pointer, "entry has no `words`", "add a description");
    }
    entry.map(|entry| Candidate { conditions, entry })
}

impl Candidate {
    fn matches(&self, subject: &Subject<'_>) -> bool {
        self.conditions.iter().all(|(condition, values)| {
            let any = |value: &str| values.iter().any(|it| it == value);
            match *condition {
                "in" => any(subject.location),
                "type" => types(subject.ty).iter().any(|ty| any(ty)),
                "format" => subject.facts.format.as_deref().is_some_and(any),
                "pattern" => subject.facts.pattern.as_deref().is_some_and(any),
                _ => any(subject.product),
            }
        })
    }
}

/// Returns the OpenAPI types that this type may stand for.
fn types(ty: &Type) -> &'static [&'static str] {
    match ty {
        Type::Boolean => &["boolean", "string"],
        Type::Integer => &["integer"],
        Type::Number => &["number"],
        Type::Array(_) => &["array"],
        Type::Map(_) | Type::PrefixedMap(_) | Type::PageMeta => &["object"],
        Type::Json => &["any", "object"],
        Type::Named(_) => &["object", "string"],
        Type::Nullable(inner) => types(inner),
        Type::String => &["string", "number"],
        Type::Date | Type::DateTime | Type::DateTimeRfc2822 | Type::DateTimeOrDate | Type::HttpMethod => &["string"],
    }
}

/// Returns a wire name in snake_case, with its dots and range signs: `Timers.Inactive` → `timers.inactive`.
fn folded(wire: &str) -> String {
    let parts = wire.split('.').map(|part| {
        let name = part.trim_end_matches(['<', '>']);
        let bare = name.trim_matches(|letter: char| !letter.is_ascii_alphanumeric());
        let mut folded = if bare.is_empty() { String::new() } else { snake(bare).trim_end_matches('_').to_owned() };
        if bare.starts_with(|first: char| first.is_ascii_digit()) {
            folded.remove(0);
        }
        folded + &part[name.len()..]
    });
    parts.collect::<Vec<_>>().join(".")
}
