//! Reads what a schema specifies about a value in addition to its type.

use serde_json::Value;

use crate::model::Facts;

use super::marks::is_private;
use super::node::Node;

/// The keywords for facts about the values of one schema, except flags.
pub(super) const SCHEMA_FACTS: &[&str] = &[
    "description",
    "format",
    "default",
    "pattern",
    "minLength",
    "maxLength",
    "minimum",
    "maximum",
    "exclusiveMinimum",
    "exclusiveMaximum",
    "minItems",
    "maxItems",
];

/// The key with which an overlay pins a name.
pub(super) const PIN: &str = "x-rust-name";

/// Returns the facts of the schema at `node`. The siblings of a `$ref` are facts about this use of the schema.
pub(super) fn facts(node: &Node<'_>) -> Facts {
    Facts {
        description: prose(node),
        format: node.text("format").map(str::to_owned),
        values: http_methods(node),
        pattern: node.text("pattern").map(str::to_owned),
        min_length: node.count("minLength"),
        max_length: node.count("maxLength"),
        minimum: node.scalar("minimum").filter(|_| !node.flag("exclusiveMinimum")),
        maximum: node.scalar("maximum").filter(|_| !node.flag("exclusiveMaximum")),
        exclusive_minimum: node.scalar("minimum").filter(|_| node.flag("exclusiveMinimum")),
        exclusive_maximum: node.scalar("maximum").filter(|_| node.flag("exclusiveMaximum")),
        min_items: node.count("minItems"),
        max_items: node.count("maxItems"),
        default: node.raw.get("default").and_then(json),
        deprecated: node.flag("deprecated"),
        private: is_private(node.raw),
    }
}

impl Facts {
    /// Completes these facts by those of the schema that they refine.
    pub(super) fn or(self, other: Self) -> Self {
        Self {
            description: self.description.or(other.description),
            format: self.format.or(other.format),
            values: if self.values.is_empty() { other.values } else { self.values },
            pattern: self.pattern.or(other.pattern),
            min_length: self.min_length.or(other.min_length),
            max_length: self.max_length.or(other.max_length),
            minimum: self.minimum.or(other.minimum),
            maximum: self.maximum.or(other.maximum),
            exclusive_minimum: self.exclusive_minimum.or(other.exclusive_minimum),
            exclusive_maximum: self.exclusive_maximum.or(other.exclusive_maximum),
            min_items: self.min_items.or(other.min_items),
            max_items: self.max_items.or(other.max_items),
            default: self.default.or(other.default),
            deprecated: self.deprecated || other.deprecated,
            private: self.private || other.private,
        }
    }
}

/// Returns the description or summary of a node.
pub(super) fn prose(node: &Node<'_>) -> Option<String> {
    let text = node.text("description").filter(|text| !text.trim().is_empty());
    text.or_else(|| node.text("summary")).map(str::trim).filter(|text| !text.is_empty()).map(str::to_owned)
}

/// Returns the name that an overlay pins.
pub(super) fn pinned(node: &Node<'_>) -> Option<String> {
    node.text(PIN).map(str::to_owned)
}

/// Returns the methods that a parameter of type `HttpMethod` accepts.
fn http_methods(node: &Node<'_>) -> Vec<String> {
    match node.text("format") {
        Some("http-method") => node.texts("enum").into_iter().map(str::to_owned).collect(),
        _ => Vec::new(),
    }
}

/// Returns a default value as a string, if it is a scalar.
fn json(value: &Value) -> Option<String> {
    match value {
        Value::String(text) => Some(text.clone()),
        Value::Bool(_) | Value::Number(_) => Some(value.to_string()),
        _ => None,
    }
}
