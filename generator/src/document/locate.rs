//! Finds where a document doesn't match `openapiv3`'s types, whose errors have no location.

use openapiv3 as oas;
use serde::Deserialize;
use serde_json::Value;

use super::grammar::ObjectKind;
use super::walk::{Visited, Visitor, walk};
use crate::diagnostic::{Diagnostic, Location, Pointer};

/// Returns an error for the innermost object of `tree` that doesn't match. `error` is the error for the whole tree.
pub(super) fn fault(name: &str, tree: &Value, error: &serde_json::Error) -> Diagnostic {
    let mut innermost = Innermost { pointer: Pointer::root(), what: error.to_string(), is_found: false };
    walk(tree, &mut innermost);
    let Innermost { pointer, what, .. } = innermost;
    Diagnostic::new(Location::new(name, pointer), format!("not valid OpenAPI 3.0: {what}"))
        .help("correct it with an overlay in `spec/overlays/`")
}

/// The innermost object so far that doesn't match. Only the objects in it are entered.
struct Innermost {
    pointer: Pointer,
    what: String,
    is_found: bool,
}

impl<'t> Visitor<'t> for Innermost {
    fn enter(&mut self, object: &Visited<'_, 't>) -> bool {
        if self.is_found {
            return false;
        }
        if object.kind == ObjectKind::Document {
            return true;
        }
        match fits(object.kind, object.node) {
            Ok(()) => false,
            Err(what) => {
                (self.pointer, self.what) = (object.position.pointer(), what);
                true
            }
        }
    }

    fn leave(&mut self, _: &Visited<'_, 't>) {
        self.is_found = true;
    }
}

fn fits(kind: ObjectKind, node: &Value) -> Result<(), String> {
    if node.get("$ref").is_some_and(Value::is_string) {
        return Ok(());
    }
    match kind {
        ObjectKind::Document => reads::<oas::OpenAPI>(node),
        ObjectKind::Info => reads::<oas::Info>(node),
        ObjectKind::Server => reads::<oas::Server>(node),
        ObjectKind::ServerVariable => reads::<oas::ServerVariable>(node),
        ObjectKind::Components => reads::<oas::Components>(node),
        ObjectKind::Tag => reads::<oas::Tag>(node),
        ObjectKind::Paths => reads::<oas::Paths>(node),
        ObjectKind::PathItem => reads::<oas::PathItem>(node),
        ObjectKind::Operation => reads::<oas::Operation>(node),
        ObjectKind::Callback => reads::<oas::Callback>(node),
        ObjectKind::Parameter => parameter(node),
        ObjectKind::RequestBody => reads::<oas::RequestBody>(node),
        ObjectKind::Responses => reads::<oas::Responses>(node),
        ObjectKind::Response => reads::<oas::Response>(node),
        ObjectKind::Header => reads::<oas::Header>(node),
        ObjectKind::Link => reads::<oas::Link>(node),
        ObjectKind::MediaType => reads::<oas::MediaType>(node),
        ObjectKind::Encoding => reads::<oas::Encoding>(node),
        ObjectKind::Schema => schema(node),
        ObjectKind::SecurityScheme => reads::<oas::SecurityScheme>(node),
        ObjectKind::Flows => reads::<oas::OAuth2Flows>(node),
        ObjectKind::Flow | ObjectKind::Scopes | ObjectKind::Twilio => Ok(()),
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
    if node.is_boolean() {
        return Ok(());
    }
    reads::<oas::Schema>(node).map_err(|error| {
        let closer = reads::<oas::SchemaData>(node).and_then(|()| reads::<oas::AnySchema>(node));
        closer.err().unwrap_or(error)
    })
}
