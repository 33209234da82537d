//! Finds where a document doesn't match `openapiv3`'s types, whose errors have no location.

use openapiv3 as oas;
use serde::Deserialize;
use serde_yaml::Value;

use super::grammar::{Kind, Member, member};
use crate::diagnostic::{Diagnostic, Place, Pointer};

/// Returns an error for the innermost object of `tree` that doesn't match. `error` is the error for the whole tree.
pub(super) fn fault(name: &str, tree: &Value, error: &serde_yaml::Error) -> Diagnostic {
    let (pointer, what) = smallest(Kind::Document, tree, &Pointer::root(), error.to_string());
    Diagnostic::new(Place::new(name, pointer), format!("not valid OpenAPI 3.0: {what}"))
        .help("correct it with an overlay in `spec/overlays/`")
}

fn smallest(kind: Kind, node: &Value, pointer: &Pointer, what: String) -> (Pointer, String) {
    for (kind, node, pointer) in children(kind, node, pointer) {
        if let Err(what) = fits(kind, node) {
            return smallest(kind, node, &pointer, what);
        }
    }
    (pointer.clone(), what)
}

fn children<'a>(kind: Kind, node: &'a Value, pointer: &Pointer) -> Vec<(Kind, &'a Value, Pointer)> {
    let mut found = Vec::new();
    let members = node.as_mapping().into_iter().flatten();
    for (key, value) in members.filter_map(|(key, value)| Some((key.as_str()?, value))) {
        let pointer = pointer.child(key);
        match (member(kind, key), value) {
            (Member::One(kind), value) => found.push((kind, value, pointer)),
            (Member::List(kind), Value::Sequence(list)) => {
                found.extend(list.iter().enumerate().map(|(index, item)| (kind, item, pointer.index(index))));
            }
            (Member::Map(kind), Value::Mapping(map)) => {
                let named = map.iter().filter_map(|(name, item)| Some((name.as_str()?, item)));
                found.extend(named.map(|(name, item)| (kind, item, pointer.child(name))));
            }
            _ => {}
        }
    }
    found
}

fn fits(kind: Kind, node: &Value) -> Result<(), String> {
    if node.get("$ref").is_some_and(Value::is_string) {
        return Ok(());
    }
    match kind {
        Kind::Document => reads::<oas::OpenAPI>(node),
        Kind::Info => reads::<oas::Info>(node),
        Kind::Server => reads::<oas::Server>(node),
        Kind::ServerVariable => reads::<oas::ServerVariable>(node),
        Kind::Components => reads::<oas::Components>(node),
        Kind::Tag => reads::<oas::Tag>(node),
        Kind::Paths => reads::<oas::Paths>(node),
        Kind::PathItem => reads::<oas::PathItem>(node),
        Kind::Operation => reads::<oas::Operation>(node),
        Kind::Callback => reads::<oas::Callback>(node),
        Kind::Parameter => parameter(node),
        Kind::RequestBody => reads::<oas::RequestBody>(node),
        Kind::Responses => reads::<oas::Responses>(node),
        Kind::Response => reads::<oas::Response>(node),
        Kind::Header => reads::<oas::Header>(node),
        Kind::Link => reads::<oas::Link>(node),
        Kind::MediaType => reads::<oas::MediaType>(node),
        Kind::Encoding => reads::<oas::Encoding>(node),
        Kind::Schema => schema(node),
        Kind::SecurityScheme => reads::<oas::SecurityScheme>(node),
        Kind::Flows => reads::<oas::OAuth2Flows>(node),
        Kind::Flow | Kind::Scopes | Kind::Twilio => Ok(()),
    }
}

fn reads<T: for<'de> Deserialize<'de>>(node: &Value) -> Result<(), String> {
    T::deserialize(node).map(drop).map_err(|error| error.to_string())
}

/// Checks a parameter. serde chooses its type by trial and error, which hides the cause of an error.
fn parameter(node: &Value) -> Result<(), String> {
    let name = node.get("name").and_then(Value::as_str);
    let has_type = node.get("schema").or_else(|| node.get("content")).is_some();
    reads::<oas::Parameter>(node).map_err(|error| match name {
        None => "parameter has no `name`".to_owned(),
        Some(name) if !has_type => format!("parameter `{name}` has neither `schema` nor `content`"),
        Some(_) => error,
    })
}

/// Checks a schema. Like [`parameter`], its kind is chosen by trial and error.
fn schema(node: &Value) -> Result<(), String> {
    if node.is_bool() {
        return Ok(());
    }
    reads::<oas::Schema>(node).map_err(|error| {
        let closer = reads::<oas::SchemaData>(node).and_then(|()| reads::<oas::AnySchema>(node));
        closer.err().unwrap_or(error)
    })
}
