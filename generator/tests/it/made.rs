//! Builds documents from schemas and paths, for tests.

use std::collections::BTreeMap;

use serde_json::{Map, Value, json};
use twilio_codegen::Source;

use crate::cases::NAME;

/// Builds a document with these paths and schemas.
pub(crate) fn document(paths: Value, schemas: Value) -> Source {
    let document = json!({
        "openapi": "3.0.1",
        "info": {"title": "case", "version": "1"},
        "servers": [{"url": "https://case.twilio.com"}],
        "security": [{"basic": []}],
        "paths": paths,
        "components": {"schemas": schemas, "securitySchemes": {"basic": {"type": "http", "scheme": "basic"}}},
    });
    Source { name: NAME.to_owned(), text: ascii(&document.to_string()).into_bytes(), overlay: None }
}

/// Builds a document with these schemas in alphabetical order, and one operation that returns the first of them.
pub(crate) fn schemas(schemas: impl IntoIterator<Item = (String, Value)>) -> Source {
    let schemas: Map<String, Value> = BTreeMap::from_iter(schemas).into_iter().collect();
    let first = schemas.keys().next().cloned().unwrap_or_default();
    let content = json!({"application/json": {"schema": reference(&first)}});
    let operation =
        json!({"operationId": "FetchFirst", "responses": {"200": {"description": "OK", "content": content}}});
    document(json!({"/v1/First": {"get": operation}}), Value::Object(schemas))
}

/// Builds a `$ref` to a schema of the same document.
pub(crate) fn reference(name: &str) -> Value {
    json!({"$ref": format!("#/components/schemas/{}", name.replace('~', "~0").replace('/', "~1"))})
}

/// Escapes JSON for YAML: non-ASCII characters become YAML escapes.
fn ascii(json: &str) -> String {
    let escaped = |letter: char| match letter {
        ' '..='~' => letter.to_string(),
        other => format!("\\U{:08x}", u32::from(other)),
    };
    json.chars().map(escaped).collect()
}
