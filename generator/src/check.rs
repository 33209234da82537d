//! Checks the invariants of a named document that rendering relies on.

use crate::diagnostic::{Diagnostic, Diagnostics, Location, Pointer};
use crate::model::{Document, Type};

/// The most required properties per object that the runtime supports.
const MOST_REQUIRED: usize = 128;

/// Checks the invariants of a document.
///
/// # Errors
///
/// Returns an error for each violation, with its location. Each is a bug in the generator or in an overlay.
pub(crate) fn check(document: &Document) -> Result<(), Diagnostics> {
    let mut found = Diagnostics::new();
    let mut wrong = |pointer: &Pointer, what: String, help: &str| {
        found.push(Diagnostic::new(Location::new(&document.file, pointer.clone()), what).help(help));
    };
    let mut listed = (vec![0; document.operations.len()], vec![0; document.schemas.len()]);
    for resource in &document.resources {
        resource.operations.iter().for_each(|index| listed.0[*index] += 1);
        resource.schemas.iter().for_each(|id| listed.1[id.0] += 1);
    }
    let mut bugs = |item: &str, listed: usize, types: &mut dyn Iterator<Item = &Type>, pointer: &Pointer| {
        let help = "this is a bug in the generator: please report it";
        match listed {
            0 => wrong(pointer, format!("{item} is in no resource"), help),
            1 => {}
            _ => wrong(pointer, format!("{item} is listed twice in the resources"), help),
        }
        if let Some(id) = types.filter_map(Type::schema).find(|id| id.0 >= document.schemas.len()) {
            wrong(pointer, format!("type refers to schema {}, which does not exist", id.0), help);
        }
    };
    for (operation, listed) in document.operations.iter().zip(listed.0) {
        bugs("operation", listed, &mut operation.types(), &operation.pointer);
    }
    for (schema, listed) in document.schemas.iter().zip(listed.1) {
        let properties = schema.properties();
        bugs("schema", listed, &mut properties.iter().map(|property| &property.ty), &schema.pointer);
    }
    for schema in &document.schemas {
        let Some(object) = schema.object() else { continue };
        let required = object.properties.iter().filter(|property| property.required).count();
        if required > MOST_REQUIRED {
            let what = format!("object has {required} required properties, more than the limit of {MOST_REQUIRED}");
            wrong(&schema.pointer, what, "remove some from `required` with an overlay");
        }
    }
    found.into_result(())
}
