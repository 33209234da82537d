//! Makes a `bool` of a parameter whose schema is an enum of exactly the strings `true` and `false`.
//!
//! In a path, query, header or form a boolean is written as these strings. In JSON it isn't, so there the enum stays.

use std::collections::BTreeSet;

use crate::model::{Document, ParameterLocation, SchemaId, Shape, Type};

/// Gives such parameters the type `bool`.
pub(super) fn retype_parameters(document: &mut Document) {
    let booleans: BTreeSet<SchemaId> = (0..document.schemas.len())
        .map(SchemaId)
        .filter(|id| match &document.schema(*id).shape {
            Shape::Enum(variants) => {
                let mut values: Vec<&str> = variants.iter().map(|variant| variant.wire.as_str()).collect();
                values.sort_unstable();
                values == ["false", "true"]
            }
            _ => false,
        })
        .collect();
    let parameters = document.operations.iter_mut().flat_map(|operation| &mut operation.inputs);
    for parameter in parameters.filter(|input| input.location != ParameterLocation::Body) {
        let ty = parameter.ty.innermost_mut();
        if matches!(ty, Type::Named(id) if booleans.contains(id)) {
            *ty = Type::Boolean;
        }
    }
}
