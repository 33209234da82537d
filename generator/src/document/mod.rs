//! One document: text in, out come the raw tree and the `openapiv3` types read from it.
//!
//! Both are kept: `openapiv3` drops what stands beside a `$ref`, and reads typed nodes with an unusual format as "any".
//! Overlays are applied in between, to the [`Raw`] tree.

pub mod facts;
pub mod grammar;
pub mod limits;
mod locate;
mod read;
pub mod write;

use serde::Deserialize;
use serde_yaml::Value;

pub(crate) use self::read::tree as read_tree;
use crate::diagnostic::{Diagnostic, Place, Pointer, Result};

/// A document that was read, checked to be OpenAPI 3.0, and typed.
#[derive(Clone, Debug)]
pub struct Document {
    /// The file's name, `twilio_api_v2010.yaml`.
    pub name: String,
    /// The name without its extension, `twilio_api_v2010`.
    pub stem: String,
    /// The tree from which `api` was read.
    pub raw: Value,
    /// What `openapiv3` makes of the tree.
    pub api: openapiv3::OpenAPI,
}

impl Document {
    /// The raw node that `pointer` points to.
    #[must_use]
    pub fn node(&self, pointer: &Pointer) -> Option<&Value> {
        node(&self.raw, pointer)
    }

    /// A place in this document.
    #[must_use]
    pub fn place(&self, pointer: Pointer) -> Place {
        Place::new(self.name.as_str(), pointer)
    }
}

/// A document that was read, and is not typed yet.
#[derive(Clone, Debug)]
pub struct Raw {
    /// The file's name.
    pub name: String,
    /// The document.
    pub tree: Value,
}

impl Raw {
    /// Reads the tree into `openapiv3`'s types.
    ///
    /// # Errors
    /// The place that does not fit OpenAPI 3.0.
    pub fn into_document(self) -> Result<Document> {
        limits::schemas(&self.name, &self.tree)?;
        let api = openapiv3::OpenAPI::deserialize(&self.tree)
            .map_err(|error| locate::fault(&self.name, &self.tree, &error))?;
        let stem = self.name.rsplit_once('.').map_or(self.name.as_str(), |(stem, _)| stem).to_owned();
        Ok(Document { name: self.name, stem, raw: self.tree, api })
    }
}

/// Reads a document and types it.
///
/// # Errors
/// As [`read`] and [`Raw::into_document`].
pub fn load(name: &str, text: &[u8]) -> Result<Document> {
    read(name, text)?.into_document()
}

/// Reads the text of a document: one mapping that says it is OpenAPI 3.0.
///
/// # Errors
/// A text that is too long, cannot be read, or is of another kind.
pub fn read(name: &str, text: &[u8]) -> Result<Raw> {
    let tree = read::tree(name, text)?;
    check_version(name, &tree)?;
    Ok(Raw { name: name.to_owned(), tree })
}

/// The node of `tree` that `pointer` points to.
#[must_use]
pub fn node<'a>(tree: &'a Value, pointer: &Pointer) -> Option<&'a Value> {
    pointer.keys().try_fold(tree, |node, key| match node {
        Value::Mapping(mapping) => mapping.get(key.as_str()),
        Value::Sequence(list) => list.get(key.parse::<usize>().ok()?),
        _ => None,
    })
}

/// As [`node`], to be changed.
#[must_use]
pub fn node_mut<'a>(tree: &'a mut Value, pointer: &Pointer) -> Option<&'a mut Value> {
    pointer.keys().try_fold(tree, |node, key| match node {
        Value::Mapping(mapping) => mapping.get_mut(key.as_str()),
        Value::Sequence(list) => list.get_mut(key.parse::<usize>().ok()?),
        _ => None,
    })
}

fn check_version(name: &str, tree: &Value) -> Result<()> {
    let refuse = |pointer: Pointer, what: String| {
        Err(Diagnostic::new(Place::new(name, pointer), what).help("give an OpenAPI 3.0 document").into())
    };
    let root = Pointer::root();
    if !tree.is_mapping() {
        return refuse(root, format!("is {}, not an OpenAPI document", describe(tree)));
    }
    match (tree.get("openapi"), tree.get("swagger")) {
        (Some(Value::String(version)), _) if version.starts_with("3.0.") => Ok(()),
        (Some(Value::String(version)), _) => refuse(root.child("openapi"), format!("is OpenAPI `{version}`, not 3.0")),
        (Some(other), _) => {
            refuse(root.child("openapi"), format!("`openapi` is {}, not a version such as `3.0.1`", describe(other)))
        }
        (None, Some(_)) => refuse(root.child("swagger"), "is Swagger 2, not OpenAPI 3.0".to_owned()),
        (None, None) => refuse(root, "has no `openapi`, so it is not an OpenAPI document".to_owned()),
    }
}

/// What kind of value `value` is, with its article: for messages.
#[must_use]
pub fn describe(value: &Value) -> &'static str {
    match value {
        Value::Null => "null",
        Value::Bool(_) => "a boolean",
        Value::Number(_) => "a number",
        Value::String(_) => "a text",
        Value::Sequence(_) => "a list",
        Value::Mapping(_) => "a mapping",
        Value::Tagged(_) => "a tagged value",
    }
}
