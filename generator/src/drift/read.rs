//! Documents in, their named models out: upstream's prose is left aside, and an overlay's action that does not fit is only told.

use crate::diagnostic::{Diagnostic, Diagnostics};
use crate::generate::{generate_by, named};
use crate::model::Document;
use crate::parallel::each;
use crate::{Keywords, Output, Source, document, overlay};

/// The models of a release.
#[derive(Clone, Debug, Default)]
pub struct Models {
    /// One for each document.
    pub documents: Vec<Document>,
    /// Actions of overlays that do not fit this release.
    pub unfit: Vec<Diagnostic>,
}

/// Reads the documents of a release, on as many threads as there are cores.
///
/// # Errors
///
/// Everything found wrong with a document, or with the text of an overlay.
pub fn models(sources: &[Source]) -> Result<Models, Diagnostics> {
    let mut found = Diagnostics::new();
    let mut models = Models::default();
    for result in each(sources, |source| source.text.len(), one) {
        if let Some((document, unfit)) = found.absorb(result) {
            models.documents.push(document);
            models.unfit.extend(unfit);
        }
    }
    found.into_result(models)
}

/// The crate of a release, as [`crate::generate()`] gives it, with the same leniency.
///
/// # Errors
///
/// As [`models`].
pub fn generate(sources: &[Source]) -> Result<Output, Diagnostics> {
    let model = |source: &Source| one(source).map(|(model, _)| (model, Keywords::default()));
    generate_by(model, sources, &|_| {})
}

fn one(source: &Source) -> Result<(Document, Vec<Diagnostic>), Diagnostics> {
    let mut raw = document::facts::sift(&source.text, document::read(&source.name, &source.text)?);
    let unfit = match &source.overlay {
        Some((name, text)) => overlay::apply_fitting(&mut raw, name, text)?,
        None => Vec::new(),
    };
    let (model, _) = named(raw)?;
    Ok((model, unfit))
}
