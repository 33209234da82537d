//! The stages one by one, for measuring them. Not a part of the interface.

use crate::model::Document;
use crate::{Diagnostics, check, document, format, lower, name, render};

/// Lowers a document.
///
/// # Errors
///
/// As [`model`](crate::model()).
pub fn lower(document: &document::Document) -> Result<Document, Diagnostics> {
    lower::lower(document).map(|(model, _)| model)
}

/// Names and checks a lowered document.
///
/// # Errors
///
/// As [`model`](crate::model()).
pub fn name(model: &mut Document) -> Result<(), Diagnostics> {
    name::assign(model)?;
    check::check(model)
}

/// The files of a document before they are text.
#[derive(Debug)]
pub struct Rendered(Vec<render::File>);

/// Renders the files of a document.
#[must_use]
pub fn render(model: &Document) -> Rendered {
    Rendered(render::resources(model))
}

/// Formats rendered files; gives the length of their texts.
#[must_use]
pub fn format(rendered: Rendered, source: &str) -> usize {
    rendered.0.into_iter().map(|file| format::format(file.tokens, source).len()).sum()
}
