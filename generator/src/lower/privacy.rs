//! Marks what is personal though the document says so elsewhere only.
//!
//! Upstream marks values where they come back, seldom where they go out: what an operation's answer holds as personal is
//! personal in its request too. And the addresses of a list's pages repeat the query, personal values in it.

use std::collections::BTreeSet;

use crate::model::{Document, Object, Operation, Shape, Type};
use crate::name::snake;

/// Marks inputs and page addresses of a document.
pub(super) fn mark(document: &mut Document) {
    let marks: Vec<BTreeSet<String>> =
        document.operations.iter().map(|operation| answered(document, operation)).collect();
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

/// Names of the personal values in what an operation answers: of the object, or of each record of a page.
fn answered(document: &Document, operation: &Operation) -> BTreeSet<String> {
    let Some(answer) = operation.response.as_ref().and_then(|ty| object(document, ty)) else { return BTreeSet::new() };
    let record = answer.page.as_ref().and_then(|page| match &answer.properties[page.records].ty {
        Type::Array(item) => object(document, item),
        _ => None,
    });
    let properties = record.unwrap_or(answer).properties.iter();
    properties.filter(|property| property.facts.private).map(|property| snake(&property.wire)).collect()
}

fn object<'d>(document: &'d Document, ty: &Type) -> Option<&'d Object> {
    let Type::Named(id) = ty else { return None };
    match &document.schema(*id).shape {
        Shape::Object(object) => Some(object),
        _ => None,
    }
}
