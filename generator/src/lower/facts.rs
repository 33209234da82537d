//! Reads what a schema specifies about a value in addition to its type.

use serde_json::Value;

use crate::model::Facts;

use super::node::Node;

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
        private: private(node),
    }
}

/// Returns the facts of a parameter: those of its schema, overridden by those of the parameter itself.
pub(super) fn parameter_facts(parameter: &Node<'_>, schema: &Node<'_>) -> Facts {
    let mut found = facts(schema);
    found.description = prose(parameter).or(found.description);
    found.deprecated |= parameter.flag("deprecated");
    found.private |= private(parameter);
    found
}

/// Returns the description or summary of a node.
pub(super) fn prose(node: &Node<'_>) -> Option<String> {
    let text = node.text("description").filter(|text| !text.trim().is_empty());
    text.or_else(|| node.text("summary")).map(str::trim).filter(|text| !text.is_empty()).map(str::to_owned)
}

/// Returns the name that an overlay pins.
pub(super) fn pinned(node: &Node<'_>) -> Option<String> {
    node.text("x-rust-name").map(str::to_owned)
}

/// Returns whether upstream marks the value as personal (`x-twilio.pii`) or an overlay marks it as secret (`x-secret`).
fn private(node: &Node<'_>) -> bool {
    let personal = node.at(&["x-twilio", "pii"]).is_some_and(|pii| *pii.raw != Value::Bool(false));
    // A list is private if its items are.
    personal || node.flag("x-secret") || node.get("items").is_some_and(|items| private(&items))
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
        Value::Bool(value) => Some(value.to_string()),
        Value::Number(value) => Some(value.to_string()),
        Value::String(value) => Some(value.clone()),
        _ => None,
    }
}
