//! Finds where a document doesn't match `openapiv3`'s types, whose errors have no location.

use openapiv3 as oas;
use serde::Deserialize;
use serde_json::Value;

use super::grammar::Kind;
use super::walk::{Object, Visitor, walk};
use crate::diagnostic::{Diagnostic, Place, Pointer};

/// Returns an error for the innermost object of `tree` that doesn't match. `error` is the error for the whole tree.
pub(super) fn fault(name: &str, tree: &Value, error: &serde_json::Error) -> Diagnostic {
    let mut innermost = Innermost { pointer: Pointer::root(), what: error.to_string(), is_found: false };
    walk(tree, &mut innermost);
    let Innermost { pointer, what, .. } = innermost;
    Diagnostic::new(Place::new(name, pointer), format!("not valid OpenAPI 3.0: {what}"))
        .help("correct it with an overlay in `spec/overlays/`")
}

/// The innermost object so far that doesn't match. Only the objects in it are entered.
struct Innermost {
    pointer: Pointer,
    what: String,
    is_found: bool,
}

impl<'t> Visitor<'t> for Innermost {
    fn enter(&mut self, object: &Object<'_, 't>) -> bool {
        if self.is_found {
            return false;
        }
        if object.kind == Kind::Document {
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

    fn leave(&mut self, _: &Object<'_, 't>) {
        self.is_found = true;
    }
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
    if node.is_boolean() {
        return Ok(());
    }
    reads::<oas::Schema>(node).map_err(|error| {
        let closer = reads::<oas::SchemaData>(node).and_then(|()| reads::<oas::AnySchema>(node));
        closer.err().unwrap_or(error)
    })
}
