//! Documents made by tests: schemas and paths come in, the text of a document goes out.

use serde_json::{Map, Value, json};
use twilio_codegen::Source;

use crate::cases::NAME;

/// A document with these paths and schemas.
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

/// A document of schemas alone, one operation answers with the first of them.
pub(crate) fn schemas(schemas: impl IntoIterator<Item = (String, Value)>) -> Source {
    let schemas: Map<String, Value> = schemas.into_iter().collect();
    let first = schemas.keys().next().cloned().unwrap_or_default();
    let content = json!({"application/json": {"schema": reference(&first)}});
    let operation =
        json!({"operationId": "FetchFirst", "responses": {"200": {"description": "OK", "content": content}}});
    document(json!({"/v1/First": {"get": operation}}), Value::Object(schemas))
}

/// A reference to a schema of the same document.
pub(crate) fn reference(name: &str) -> Value {
    json!({"$ref": format!("#/components/schemas/{}", name.replace('~', "~0").replace('/', "~1"))})
}

/// JSON as YAML takes it: characters that YAML does not print are escaped in its own way.
fn ascii(json: &str) -> String {
    let escaped = |letter: char| match letter {
        ' '..='~' => letter.to_string(),
        other => format!("\\U{:08x}", u32::from(other)),
    };
    json.chars().map(escaped).collect()
}
