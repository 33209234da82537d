//! Reads the documents of a release into named models. Ignores upstream's prose, and only reports overlay actions that don't
//! apply.

use crate::diagnostic::{Diagnostic, Diagnostics};
use crate::generate::{each_source, fitting, generate_by, names};
use crate::model::Document;
use crate::{Output, Source};

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
/// Returns every error in the documents and their names, and in the overlays themselves.
pub fn models(sources: &[Source]) -> Result<Models, Diagnostics> {
    let (documents, unfit): (Vec<_>, Vec<_>) = each_source(sources, names(sources), fitting)?.into_iter().unzip();
    Ok(Models { documents: documents.into_iter().map(|named| named.model).collect(), unfit: unfit.concat() })
}

/// Generates the crate of a release like [`crate::generate()`], but skips overlay actions that don't apply.
///
/// # Errors
///
/// Fails like [`models`].
pub fn generate(sources: &[Source]) -> Result<Output, Diagnostics> {
    generate_by(|source| fitting(source).map(|(named, _)| named), sources)
}
