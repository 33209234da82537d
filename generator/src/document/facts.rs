//! Turns an upstream document into the one kept in `spec/`, which has its facts but not upstream's prose.
//!
//! What is removed depends on its position in the document (see [`super::grammar`]), never on its key alone:
//!
//! - prose: `description`, `summary`, `x-twilio.shortDescription`;
//! - `example` and `examples`, `externalDocs`, a schema's `title`, contact, licence and terms of use;
//! - vendor extensions other than `x-twilio`, which can hold prose too;
//! - the five `Access-Control-*` headers of each response, which are for browsers and which no library reads.
//!
//! Where OpenAPI requires prose, a fact replaces it: the reason phrase of a response's status, or the name of a component
//! or scope. Everything else is kept unchanged and in order, including the siblings of a `$ref`. Doing this twice gives the
//! same document.

use std::collections::BTreeMap;

use http::StatusCode;
use serde_json::Value;

use super::grammar::{ObjectKind, ValueKind};
use super::walk::{Position, Visited, Visitor, walk};
use super::{Keywords, ParsedDocument, Raw, read, write};
use crate::diagnostic::{Pointer, Result};

/// The first line of a document written by [`facts_only`].
const HEAD: &str = "# Written by `cargo xtask spec import`; corrections go into an overlay.\n";

/// The facts of a document.
#[derive(Clone, Debug)]
pub struct FactsOnly {
    /// The document with its facts, as YAML.
    pub text: String,
    /// How often each keyword occurred before the import.
    pub keywords: Keywords,
}

/// Returns the facts of the document `text`.
///
/// # Errors
/// Fails like [`read`] and [`Raw::into_document`].
pub fn facts_only(name: &str, text: &[u8]) -> Result<FactsOnly> {
    let ParsedDocument { mut raw, keywords, .. } = read(name, text)?.into_document()?;
    remove(&mut raw);
    Ok(FactsOnly { text: HEAD.to_owned() + &write::to_yaml(&raw), keywords })
}

/// Removes from `raw` everything that [`facts_only`] removes. `text` is the source of `raw`.
#[must_use]
pub fn without_annotations(text: &[u8], mut raw: Raw) -> Raw {
    if !text.starts_with(HEAD.as_bytes()) {
        remove(&mut raw.tree);
    }
    raw
}

fn remove(tree: &mut Value) {
    let mut edits = Edits::default();
    walk(ObjectKind::Document, &Pointer::root(), tree, &mut edits);
    for (pointer, changes) in edits.edits {
        let Some(Value::Object(members)) = tree.pointer_mut(pointer.as_str()) else { continue };
        members.retain(|key, value| match changes.get(key) {
            None => true,
            Some(None) => false,
            Some(Some(text)) => {
                *value = text.as_str().into();
                true
            }
        });
    }
}

/// Collects the members to change, by the location of their object.
#[derive(Default)]
struct Edits {
    /// What replaces each member. `None` removes it.
    edits: BTreeMap<Pointer, BTreeMap<String, Option<String>>>,
}

impl Edits {
    fn edit(&mut self, object: Pointer, key: &str, stand_in: Option<String>) {
        self.edits.entry(object).or_default().insert(key.to_owned(), stand_in);
    }
}

impl<'t> Visitor<'t> for Edits {
    fn enter(&mut self, object: &Visited<'_, 't>) -> bool {
        match object.position {
            Position::Entry(above, key, name)
                if object.kind == ObjectKind::Header && above.kind == ObjectKind::Response && is_for_browsers(name) =>
            {
                self.edit(above.position.pointer().child(key), name, None);
                false
            }
            _ => true,
        }
    }

    fn member(&mut self, object: &Visited<'_, 't>, key: &'t str, member: ValueKind, value: &'t Value) -> bool {
        let is_removed = is_removed(object, member, value);
        if is_removed {
            let stand_in = if member == ValueKind::Prose { stand_in(object, key) } else { None };
            self.edit(object.position.pointer(), key, stand_in);
        }
        !is_removed
    }
}

fn is_removed(object: &Visited<'_, '_>, member: ValueKind, value: &Value) -> bool {
    match member {
        ValueKind::Aside | ValueKind::Extension | ValueKind::Prose => true,
        // If nothing would be left of it, the object is removed too.
        ValueKind::One(kind) if kind.is_twilio() => all_keys(value, |key| kind.member(key) == ValueKind::Prose),
        ValueKind::Map(ObjectKind::Header) if object.kind == ObjectKind::Response => all_keys(value, is_for_browsers),
        _ => false,
    }
}

/// Returns whether `value` is an object that isn't empty, and `holds` is true for each of its keys.
fn all_keys(value: &Value, holds: impl Fn(&str) -> bool) -> bool {
    value.as_object().is_some_and(|members| !members.is_empty() && members.keys().all(|key| holds(key)))
}

fn is_for_browsers(header: &str) -> bool {
    const PREFIX: &str = "access-control-";
    header.get(..PREFIX.len()).is_some_and(|start| start.eq_ignore_ascii_case(PREFIX))
}

/// Returns the replacement for prose that OpenAPI requires at `key` of an object.
fn stand_in(object: &Visited<'_, '_>, key: &str) -> Option<String> {
    let name = object.position.name();
    match object.kind {
        ObjectKind::Response => Some(reason_phrase(name).unwrap_or(name).to_owned()),
        ObjectKind::Scopes => Some(key.to_owned()),
        _ => None,
    }
}

/// Returns the reason phrase of a status, from the HTTP status code registry, or the name of a range.
#[must_use]
pub fn reason_phrase(status: &str) -> Option<&'static str> {
    match status {
        "default" => Some("Default"),
        "1XX" => Some("Informational"),
        "2XX" => Some("Successful"),
        "3XX" => Some("Redirection"),
        "4XX" => Some("Client Error"),
        "5XX" => Some("Server Error"),
        code => StatusCode::from_bytes(code.as_bytes()).ok()?.canonical_reason(),
    }
}
