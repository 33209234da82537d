//! Checks the invariants of a named document that rendering relies on.

use std::collections::BTreeSet;

use crate::diagnostic::{Diagnostic, Diagnostics, Location, Pointer};
use crate::model::{Document, Shape, Type};

/// The most required properties per object that the runtime supports.
const MOST_REQUIRED: usize = 128;

/// Checks the invariants of a document.
///
/// # Errors
///
/// Returns an error for each violation, with its location. Each is a bug in the generator or in an overlay.
pub(crate) fn check(document: &Document) -> Result<(), Diagnostics> {
    let mut found = Diagnostics::new();
    let mut wrong = |pointer: &Pointer, what: String| {
        let location = Location::new(&document.file, pointer.clone());
        found.push(Diagnostic::new(location, what).help("this is a bug in the generator: please report it"));
    };
    let mut placed = BTreeSet::new();
    let mut requested = BTreeSet::new();
    for resource in &document.resources {
        for &operation in &resource.operations {
            if !requested.insert(operation) {
                wrong(&document.operations[operation].pointer, "operation is listed twice in the resources".to_owned());
            }
        }
        for &schema in &resource.schemas {
            if !placed.insert(schema) {
                wrong(&document.schema(schema).pointer, "schema is listed twice in the resources".to_owned());
            }
        }
    }
    for (index, operation) in document.operations.iter().enumerate() {
        if !requested.contains(&index) {
            wrong(&operation.pointer, "operation is in no resource".to_owned());
        }
        if let Some(lost) = operation.types().filter_map(dangling(document)).next() {
            wrong(&operation.pointer, lost);
        }
    }
    for (index, schema) in document.schemas.iter().enumerate() {
        if !placed.contains(&crate::model::SchemaId(index)) {
            wrong(&schema.pointer, "schema is in no resource".to_owned());
        }
        if let Shape::Object(object) = &schema.shape
            && let Some(lost) =
                object.properties.iter().map(|property| &property.ty).filter_map(dangling(document)).next()
        {
            wrong(&schema.pointer, lost);
        }
    }
    requirements(document, &mut found);
    found.into_result(())
}

/// Rejects objects with more required properties than the runtime supports.
fn requirements(document: &Document, found: &mut Diagnostics) {
    for schema in &document.schemas {
        let Shape::Object(object) = &schema.shape else { continue };
        let required = object.properties.iter().filter(|property| property.required).count();
        if required > MOST_REQUIRED {
            let what = format!("object has {required} required properties, more than the limit of {MOST_REQUIRED}");
            let location = Location::new(&document.file, schema.pointer.clone());
            found.push(Diagnostic::new(location, what).help("remove some from `required` with an overlay"));
        }
    }
}

/// Returns the error for a type that refers to a schema that doesn't exist.
fn dangling(document: &Document) -> impl Fn(&Type) -> Option<String> {
    let count = document.schemas.len();
    move |ty| {
        ty.schema().filter(|id| id.0 >= count).map(|id| format!("type refers to schema {}, which does not exist", id.0))
    }
}
