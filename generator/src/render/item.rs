//! What a generated file consists of: Rust items, and the tables that the runtime's macros expand.

use proc_macro2::{Literal, TokenStream};

/// Rust items or a table.
#[derive(Clone, Debug)]
pub(crate) enum Item {
    /// Items to be laid out as Rust code.
    Rust(TokenStream),
    /// A macro call to be printed line by line.
    Table(Table),
}

/// A call of one of the runtime's macros: a head, then a row per field, value or parameter.
#[derive(Clone, Debug)]
pub(crate) struct Table {
    macro_name: &'static str,
    /// The lines of the head, which are separated by commas.
    head: Vec<String>,
    rows: Vec<String>,
}

impl Table {
    pub(super) fn new(macro_name: &'static str, head: Vec<String>) -> Self {
        Self { macro_name, head, rows: Vec::new() }
    }

    pub(super) fn row(&mut self, row: String) {
        self.rows.push(row);
    }

    /// Returns the call as it is written into the file.
    pub(crate) fn text(&self) -> String {
        let mut text = format!("{}! {{\n    {};\n", self.macro_name, self.head.join(",\n    "));
        for row in &self.rows {
            text.push_str("    ");
            text.push_str(row);
            text.push_str(";\n");
        }
        text + "}\n"
    }
}

/// Returns a string literal.
pub(super) fn literal(text: &str) -> String {
    Literal::string(text).to_string()
}

/// Returns string literals in brackets.
pub(super) fn literals<'a>(texts: impl IntoIterator<Item = &'a str>) -> String {
    let literals: Vec<String> = texts.into_iter().map(literal).collect();
    format!("[{}]", literals.join(", "))
}
