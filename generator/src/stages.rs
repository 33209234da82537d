//! The individual stages, for the benchmarks. Not part of the public API.

use crate::model::Document;
use crate::{Diagnostics, Words, check, document, format, lower, name, render};

/// Lowers a document.
pub fn lower(document: &document::ParsedDocument) -> Result<Document, Diagnostics> {
    lower::lower(document).map(|(model, _)| model)
}

/// Adds descriptions to a lowered document.
pub fn describe(words: &Words, model: &mut Document) -> Result<(), Diagnostics> {
    words.describe(model).map(drop)
}

/// Names and checks a lowered document.
pub fn name(model: &mut Document) -> Result<(), Diagnostics> {
    name::assign(model)?;
    check::check(model)
}

/// The files of a document before formatting.
#[derive(Debug)]
pub struct Rendered(Vec<render::File>);

/// Renders the files of a document.
#[must_use]
pub fn render(model: &Document) -> Rendered {
    Rendered(render::files(model))
}

/// Formats rendered files and returns their total length in bytes.
#[must_use]
pub fn format(rendered: &Rendered, source: &str) -> usize {
    rendered.0.iter().map(|file| format::file(&file.items, source).len()).sum()
}
