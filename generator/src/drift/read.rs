//! Reads the documents of a release into named models. Ignores upstream's prose, and only reports overlay actions that don't
//! apply.

use crate::diagnostic::{Diagnostic, Diagnostics};
use crate::generate::{Named, generate_by, named};
use crate::model::Document;
use crate::parallel::each;
use crate::{Output, Source, Words, document, overlay};

/// The models of a release.
#[derive(Clone, Debug, Default)]
pub struct Models {
    /// One for each document.
    pub documents: Vec<Document>,
    /// Errors of the overlay actions that don't apply to this release.
    pub unfit: Vec<Diagnostic>,
}

/// Reads the documents of a release, on as many threads as there are cores.
///
/// # Errors
///
/// Returns every error in the documents, and in the overlays themselves.
pub fn models(sources: &[Source]) -> Result<Models, Diagnostics> {
    let mut found = Diagnostics::new();
    let mut models = Models::default();
    for result in each(sources, |source| source.text.len(), one) {
        if let Some((named, unfit)) = found.absorb(result) {
            models.documents.push(named.model);
            models.unfit.extend(unfit);
        }
    }
    found.into_result(models)
}

/// Generates the crate of a release like [`crate::generate()`], but skips overlay actions that don't apply.
///
/// # Errors
///
/// Fails like [`models`].
pub fn generate(sources: &[Source]) -> Result<Output, Diagnostics> {
    generate_by(|source| one(source).map(|(named, _)| named), sources, &|_| {})
}

fn one(source: &Source) -> Result<(Named, Vec<Diagnostic>), Diagnostics> {
    let mut raw = document::facts::sift(&source.text, document::read(&source.name, &source.text)?);
    let unfit = match &source.overlay {
        Some((name, text)) => overlay::apply_fitting(&mut raw, name, text)?,
        None => Vec::new(),
    };
    Ok((named(raw, &Words::default())?, unfit))
}
