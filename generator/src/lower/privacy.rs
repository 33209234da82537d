//! Marks values as private that the document only marks elsewhere.
//!
//! Upstream marks personal values in responses, but seldom in requests, so a value that is private in an operation's
//! response is private in its request too. The page URLs of a list are private because they repeat the query, which can have
//! private values.

use std::collections::BTreeSet;

use crate::ident::snake;
use crate::model::{Document, Object, Operation, Shape, Type};

/// Marks the inputs and page URLs of a document.
pub(super) fn mark(document: &mut Document) {
    let marks: Vec<BTreeSet<String>> =
        document.operations.iter().map(|operation| private_names(document, operation)).collect();
    for (operation, private) in document.operations.iter_mut().zip(marks) {
        for input in &mut operation.inputs {
            let name = snake(&input.wire);
            let bare = name.trim_end_matches("_before").trim_end_matches("_after");
            input.facts.private |= private.contains(&name) || private.contains(bare);
        }
    }
    for schema in &mut document.schemas {
        if let Shape::Object(Object { properties, page: Some(_) }) = &mut schema.shape {
            for property in properties.iter_mut().filter(|property| property.ty == Type::String) {
                property.facts.private |= property.wire.ends_with("uri") || property.wire.ends_with("url");
            }
        }
    }
}

/// Returns the names of the private properties in an operation's response object, or in the records of its page.
fn private_names(document: &Document, operation: &Operation) -> BTreeSet<String> {
    let Some(response) = operation.response.as_ref().and_then(|ty| object(document, ty)) else {
        return BTreeSet::new();
    };
    let record = response.page.as_ref().and_then(|page| match &response.properties[page.records].ty {
        Type::Array(item) => object(document, item),
        _ => None,
    });
    let properties = record.unwrap_or(response).properties.iter();
    properties.filter(|property| property.facts.private).map(|property| snake(&property.wire)).collect()
}

fn object<'d>(document: &'d Document, ty: &Type) -> Option<&'d Object> {
    let Type::Named(id) = ty else { return None };
    match &document.schema(*id).shape {
        Shape::Object(object) => Some(object),
        _ => None,
    }
}
