//! What a schema says of a value beyond its type.

use serde_yaml::Value;

use crate::model::Facts;

use super::node::Node;

/// Facts of the schema at `node`. Beside a `$ref` stand facts of this use of it.
pub(super) fn facts(node: &Node<'_>) -> Facts {
    Facts {
        description: prose(node),
        format: node.text("format").map(str::to_owned),
        values: http_methods(node),
        pattern: node.text("pattern").map(str::to_owned),
        min_length: node.count("minLength"),
        max_length: node.count("maxLength"),
        // A limit that is not itself allowed is no "at least" or "at most".
        minimum: node.scalar("minimum").filter(|_| !node.flag("exclusiveMinimum")),
        maximum: node.scalar("maximum").filter(|_| !node.flag("exclusiveMaximum")),
        min_items: node.count("minItems"),
        max_items: node.count("maxItems"),
        default: node.raw.get("default").and_then(json),
        deprecated: node.flag("deprecated"),
        private: private(node),
    }
}

/// Facts of a parameter: its schema's, with what stands on the parameter itself put over them.
pub(super) fn parameter_facts(parameter: &Node<'_>, schema: &Node<'_>) -> Facts {
    let mut found = facts(schema);
    found.description = prose(parameter).or(found.description);
    found.deprecated |= parameter.flag("deprecated");
    found.private |= private(parameter);
    found
}

/// The prose of a node, where there is some.
pub(super) fn prose(node: &Node<'_>) -> Option<String> {
    let text = node.text("description").filter(|text| !text.trim().is_empty());
    text.or_else(|| node.text("summary")).map(str::trim).filter(|text| !text.is_empty()).map(str::to_owned)
}

/// The name that an overlay pins.
pub(super) fn pinned(node: &Node<'_>) -> Option<String> {
    node.text("x-rust-name").map(str::to_owned)
}

/// Personal by upstream's word (`x-twilio.pii`), or secret by an overlay's (`x-secret`).
fn private(node: &Node<'_>) -> bool {
    let personal = node.raw.get("x-twilio").is_some_and(|facts| facts.get("pii").is_some());
    // What is said of each item is said of the list.
    personal || node.flag("x-secret") || node.get("items").is_some_and(|items| private(&items))
}

/// Methods that a parameter of the shared type `HttpMethod` takes.
fn http_methods(node: &Node<'_>) -> Vec<String> {
    match node.text("format") {
        Some("http-method") => node.texts("enum").into_iter().map(str::to_owned).collect(),
        _ => Vec::new(),
    }
}

/// A default value as JSON text; only scalars are written out.
fn json(value: &Value) -> Option<String> {
    match value {
        Value::Bool(value) => Some(value.to_string()),
        Value::Number(value) => Some(value.to_string()),
        Value::String(value) => Some(value.clone()),
        _ => None,
    }
}
