//! A named document in, the invariants held against it: what must be true before a token is made.

use std::collections::BTreeSet;

use crate::diagnostic::{Diagnostic, Diagnostics, Place, Pointer};
use crate::model::{Document, Shape, Type};

/// So many required properties the runtime can tell of.
const MOST_REQUIRED: usize = 128;

/// Holds a document against the invariants.
///
/// # Errors
///
/// What breaks one; each is a fault of the generator or of an overlay, told with its place.
pub(crate) fn check(document: &Document) -> Result<(), Diagnostics> {
    let mut found = Diagnostics::new();
    let mut wrong = |pointer: &Pointer, what: String| {
        let place = Place::new(&document.file, pointer.clone());
        found.push(Diagnostic::new(place, what).help("this is a fault of the generator: please report it"));
    };
    let mut placed = BTreeSet::new();
    let mut requested = BTreeSet::new();
    for resource in &document.resources {
        for &operation in &resource.operations {
            if !requested.insert(operation) {
                wrong(&document.operations[operation].pointer, "operation is placed twice".to_owned());
            }
        }
        for &schema in &resource.schemas {
            if !placed.insert(schema) {
                wrong(&document.schema(schema).pointer, "schema is placed twice".to_owned());
            }
        }
    }
    for (index, operation) in document.operations.iter().enumerate() {
        if !requested.contains(&index) {
            wrong(&operation.pointer, "operation is placed nowhere".to_owned());
        }
        if let Some(lost) = operation.types().filter_map(dangling(document)).next() {
            wrong(&operation.pointer, lost);
        }
    }
    for (index, schema) in document.schemas.iter().enumerate() {
        if !placed.contains(&crate::model::SchemaId(index)) {
            wrong(&schema.pointer, "schema is placed nowhere".to_owned());
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

/// Refuses objects that require more than the runtime can tell of.
fn requirements(document: &Document, found: &mut Diagnostics) {
    for schema in &document.schemas {
        let Shape::Object(object) = &schema.shape else { continue };
        let required = object.properties.iter().filter(|property| property.required).count();
        if required > MOST_REQUIRED {
            let what = format!("object has {required} required properties, more than {MOST_REQUIRED}");
            let place = Place::new(&document.file, schema.pointer.clone());
            found.push(Diagnostic::new(place, what).help("take some from `required`, by an overlay"));
        }
    }
}

/// What is wrong with a type that leads to no schema.
fn dangling(document: &Document) -> impl Fn(&Type) -> Option<String> {
    let count = document.schemas.len();
    move |ty| ty.schema().filter(|id| id.0 >= count).map(|id| format!("type {} leads nowhere", id.0))
}
