//! Reads the operations of a document into openapiv3's types.
//!
//! Only what identifies an operation is read: its method, ID, tags and whether it is deprecated. What it contains is lowered from
//! the raw tree, because these types drop the siblings of a `$ref`, and read `{type: object, format: uri-map}` as "any".

use openapiv3::Paths;
use serde::Deserialize as _;
use serde_json::{Map, Value, json};

use super::grammar::{ObjectKind, ValueKind};
use crate::diagnostic::{Diagnostic, Location, Result};

const READ: [&str; 3] = ["operationId", "tags", "deprecated"];

/// Returns the paths of a document that has been checked.
pub(super) fn paths(name: &str, tree: &Value) -> Result<Paths> {
    let paths = tree.get("paths").and_then(Value::as_object).into_iter().flatten();
    let paths: Map<String, Value> =
        paths.filter(|(path, _)| path.starts_with('/')).map(|(path, item)| (path.clone(), path_item(item))).collect();
    Paths::deserialize(Value::Object(paths)).map_err(|error| {
        let what = format!("paths aren't valid OpenAPI 3.0: {error}");
        Diagnostic::new(Location::whole(name), what).help("correct them with an overlay").into()
    })
}

/// Returns a path item with its operations alone.
fn path_item(item: &Value) -> Value {
    let members = item.as_object().into_iter().flatten();
    let operations = members.filter(|(key, value)| {
        ObjectKind::PathItem.member(key) == ValueKind::One(ObjectKind::Operation) && value.is_object()
    });
    operations.map(|(key, operation)| (key.clone(), identification(operation))).collect::<Map<_, _>>().into()
}

fn identification(operation: &Value) -> Value {
    let mut read = Map::from_iter([("responses".to_owned(), json!({}))]);
    read.extend(READ.iter().filter_map(|key| Some(((*key).to_owned(), operation.get(key)?.clone()))));
    read.into()
}
