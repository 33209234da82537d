//! Checks the limits of a document that rendering relies on.

use crate::diagnostic::{Diagnostic, Diagnostics, Location};
use crate::model::Document;

/// The most required properties per object that the runtime supports.
const MOST_REQUIRED: usize = 128;

/// Checks the limits of a document.
///
/// # Errors
///
/// Returns an error for each object that has too many required properties.
pub(crate) fn check(document: &Document) -> Result<(), Diagnostics> {
    let mut found = Diagnostics::new();
    for schema in &document.schemas {
        let required = schema.properties().iter().filter(|property| property.required).count();
        if required > MOST_REQUIRED {
            let location = Location::new(&document.file, schema.pointer.clone());
            let what = format!("object has {required} required properties, more than the limit of {MOST_REQUIRED}");
            found.push(Diagnostic::new(location, what).help("remove some from `required` with an overlay"));
        }
    }
    found.into_result(())
}
