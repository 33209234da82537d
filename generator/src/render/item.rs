//! What a generated file consists of: doc comments, Rust items, and the tables that the runtime's macros expand.

use std::rc::Rc;

use proc_macro2::{Literal, TokenStream};

use super::template::{Fragment, Template};

/// A part of a file. There is a blank line between two of them.
#[derive(Clone, Debug)]
pub(crate) enum Item {
    /// The lines of the file's own doc comment.
    Docs(Vec<String>),
    /// Rust items without blank lines between them.
    Rust(TokenStream),
    /// A struct, an enum or an `impl`.
    Block(Block),
    /// A macro call to be printed line by line.
    Table(Table),
}

/// A struct, an enum or an `impl`, with its fields, variants or functions.
#[derive(Clone, Debug)]
pub(crate) struct Block {
    /// The item without its members.
    pub(crate) head: Piece,
    pub(crate) members: Vec<Piece>,
}

/// An item or a member of an item, with its doc comment.
#[derive(Clone, Debug)]
pub(crate) struct Piece {
    /// The lines of the doc comment. A field shares them with its setter.
    pub(crate) docs: Rc<[String]>,
    pub(crate) template: Template,
    /// What fills the fragments of the template.
    pub(crate) fragments: Vec<Fragment>,
}

impl Piece {
    pub(super) fn new(docs: impl Into<Rc<[String]>>, template: Template, fragments: impl Into<Vec<Fragment>>) -> Self {
        Self { docs: docs.into(), template, fragments: fragments.into() }
    }
}

/// A call of one of the runtime's macros: a head, then a row per field, value or parameter.
#[derive(Clone, Debug)]
pub(crate) struct Table {
    macro_name: &'static str,
    /// The lines of the head, which are separated by commas.
    head: Vec<String>,
    pub(super) rows: Vec<String>,
}

impl Table {
    pub(super) fn new(macro_name: &'static str, head: Vec<String>) -> Self {
        Self { macro_name, head, rows: Vec::new() }
    }

    /// Appends the call as it is written into the file.
    pub(crate) fn write(&self, out: &mut String) {
        for part in [self.macro_name, "! {\n    ", &self.head.join(",\n    "), ";\n"] {
            out.push_str(part);
        }
        for row in &self.rows {
            for part in ["    ", row, ";\n"] {
                out.push_str(part);
            }
        }
        out.push_str("}\n");
    }
}

/// Returns a string literal.
pub(super) fn literal(text: &str) -> String {
    Literal::string(text).to_string()
}

/// Returns a keyword with a list of string literals, if there are any.
pub(super) fn list<'a>(keyword: &str, texts: impl Iterator<Item = &'a str>) -> Option<String> {
    let literals: Vec<String> = texts.map(literal).collect();
    (!literals.is_empty()).then(|| format!("{keyword} [{}]", literals.join(", ")))
}
