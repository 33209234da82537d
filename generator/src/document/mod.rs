//! Parses a document into a raw tree, and checks the tree against the grammar of OpenAPI 3.0.
//!
//! Overlays are applied to the [`Raw`] tree before it is checked.

pub(crate) mod check;
pub mod facts;
pub mod grammar;
mod keywords;
pub mod limits;
mod lines;
mod operations;
mod read;
mod walk;
pub mod write;

use serde_json::Value;

pub use self::keywords::Keywords;
pub(crate) use self::lines::line_of;
pub(crate) use self::read::tree as read_tree;
use crate::diagnostic::{Diagnostic, Location, Pointer, Result};
use crate::ident::stem;

/// A document to generate code from.
#[derive(Clone, Debug)]
pub struct Source {
    /// The file name, such as `twilio_api_v2010.yaml`. It determines the product and version, and appears in messages.
    pub name: String,
    /// The document's content, YAML or JSON.
    pub text: Vec<u8>,
    /// The document's overlay, if it has one: its name for messages, and its content.
    pub overlay: Option<(String, Vec<u8>)>,
}

/// A document that has been parsed and checked to be OpenAPI 3.0.
#[derive(Clone, Debug)]
pub struct ParsedDocument {
    /// The file name, such as `twilio_api_v2010.yaml`.
    pub name: String,
    /// The file name without its extension, such as `twilio_api_v2010`.
    pub stem: String,
    /// The parsed document.
    pub raw: Value,
    /// Its paths with their operations, without what these contain.
    pub paths: openapiv3::Paths,
    /// How often each keyword occurs in it.
    pub keywords: Keywords,
}

/// A document that has been parsed but not checked yet.
#[derive(Clone, Debug)]
pub struct Raw {
    /// The file name.
    pub name: String,
    /// The parsed document.
    pub tree: Value,
}

impl Raw {
    /// Checks the tree, and reads its operations.
    ///
    /// # Errors
    /// Returns an error for each unknown keyword, missing keyword and value of the wrong type.
    pub fn into_document(self) -> Result<ParsedDocument> {
        let keywords = check::document(&self.name, &self.tree)?;
        let stem = stem(&self.name).to_owned();
        let paths = operations::paths(&self.name, &self.tree)?;
        Ok(ParsedDocument { name: self.name, stem, raw: self.tree, paths, keywords })
    }
}

/// Parses a document and checks that it is OpenAPI 3.0.
///
/// # Errors
/// Fails if `text` is too long, can't be parsed, or isn't an OpenAPI 3.0 document.
pub fn read(name: &str, text: &[u8]) -> Result<Raw> {
    let tree = read::tree(name, text)?;
    check_version(name, &tree)?;
    Ok(Raw { name: name.to_owned(), tree })
}

fn check_version(name: &str, tree: &Value) -> Result<()> {
    let (key, what) = match (tree.get("openapi"), tree.get("swagger")) {
        (Some(Value::String(version)), _) if version.starts_with("3.0.") => return Ok(()),
        (Some(Value::String(version)), _) => (Some("openapi"), format!("OpenAPI version is `{version}`, expected 3.0")),
        (Some(other), _) => {
            let what = format!("`openapi` is {}, not a version string such as `3.0.1`", describe(other));
            (Some("openapi"), what)
        }
        (None, Some(_)) => (Some("swagger"), "document is Swagger 2, not OpenAPI 3.0".to_owned()),
        (None, None) if tree.is_object() => (None, "not an OpenAPI document: `openapi` is missing".to_owned()),
        (None, None) => (None, format!("expected an OpenAPI document, found {}", describe(tree))),
    };
    let location = Location::new(name, Pointer::root().join(key));
    Err(Diagnostic::new(location, what).help("use an OpenAPI 3.0 document").into())
}

/// Returns the kind of a value with its article, for messages.
#[must_use]
pub fn describe(value: &Value) -> &'static str {
    match value {
        Value::Null => "null",
        Value::Bool(_) => "a boolean",
        Value::Number(_) => "a number",
        Value::String(_) => "a string",
        Value::Array(_) => "an array",
        Value::Object(_) => "an object",
    }
}
