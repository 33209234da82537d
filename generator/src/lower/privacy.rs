//! Marks values as private that the document only marks elsewhere.
//!
//! Upstream marks personal values in responses, but seldom in requests, so a value that is private in an operation's response is
//! private in its request too, with all that it contains, and so are the properties of that name in a JSON body. A type that is
//! both sent and received has one `Debug`, so it hides them in both. The page URLs of a list are private because they repeat the
//! query, which can have private values, and so are the URLs of a resource whose path has a private value.

use std::collections::BTreeSet;

use crate::ident::snake;
use crate::model::{Document, Object, Operation, ParameterLocation, Property, Schema, SchemaId, Shape, Type};

/// Marks the inputs and page URLs of a document.
pub(super) fn mark(document: &mut Document) {
    mark_parts(document);
    let marks = Vec::from_iter(document.operations.iter().map(|operation| ReturnedMarks::of(document, operation)));
    for (operation, ReturnedMarks { private, sent }) in document.operations.iter_mut().zip(marks) {
        let is_private = |wire: &str| names(wire).any(|name| private.contains(&name));
        for input in &mut operation.inputs {
            input.facts.private |= is_private(&input.wire);
        }
        for id in sent {
            let Shape::Object(object) = &mut document.schemas[id.0].shape else { continue };
            object.properties.iter_mut().for_each(|property| property.facts.private |= is_private(&property.wire));
        }
    }
    let in_paths: BTreeSet<String> = document
        .operations
        .iter()
        .flat_map(|operation| &operation.inputs)
        .filter(|input| input.location == ParameterLocation::Path && input.facts.private)
        .map(|input| snake(&input.wire))
        .collect();
    for schema in &mut document.schemas {
        if let Shape::Object(object) = &mut schema.shape
            && (object.page.is_some() || private_names(object).any(|name| in_paths.contains(&name)))
        {
            let urls = object.properties.iter_mut().filter(|property| holds_urls(property));
            urls.for_each(|property| property.facts.private = true);
        }
    }
}

/// Marks the properties of private objects, and those of all alternatives of private unions.
fn mark_parts(document: &mut Document) {
    let is_private = |schema: &&Schema| schema.facts.private;
    let unions = document.schemas.iter().filter(is_private).filter(|schema| matches!(schema.shape, Shape::Union(_)));
    for id in unions.flat_map(Schema::held).collect::<Vec<_>>() {
        document.schemas[id.0].facts.private = true;
    }
    for schema in document.schemas.iter_mut().filter(|schema| schema.facts.private) {
        if let Shape::Object(object) = &mut schema.shape {
            object.properties.iter_mut().for_each(|property| property.facts.private = true);
        }
    }
}

/// What an operation's response marks as private, and what that applies to besides the inputs.
struct ReturnedMarks {
    private: BTreeSet<String>,
    /// The types of the JSON body.
    sent: BTreeSet<SchemaId>,
}

impl ReturnedMarks {
    fn of(document: &Document, operation: &Operation) -> Self {
        let bodies = operation.inputs.iter().filter(|input| input.location == ParameterLocation::Body);
        Self {
            private: returned(document, operation).into_iter().flat_map(private_names).collect(),
            sent: document.reached(bodies.filter_map(|body| body.ty.schema())),
        }
    }
}

/// Returns whether a property is the URL of a resource or page, or a map of such URLs.
fn holds_urls(property: &Property) -> bool {
    let is_named_so = property.wire.ends_with("uri") || property.wire.ends_with("url");
    match &property.ty {
        Type::String => is_named_so,
        Type::Map(_) | Type::Json => property.wire == "links",
        _ => false,
    }
}

/// Returns the names of what an input holds: its own, without `Before` or `After`, and those of the objects that contain it, such
/// as `messaging_binding` for `MessagingBinding.Address`.
fn names(wire: &str) -> impl Iterator<Item = String> + '_ {
    let containing = wire.match_indices('.').map(|(at, _)| &wire[..at]);
    let bare = wire.trim_end_matches(['<', '>']);
    let bare = ["Before", "After"].into_iter().find_map(|end| bare.strip_suffix(end)).unwrap_or(bare);
    containing.chain([wire, bare]).map(snake)
}

fn private_names(object: &Object) -> impl Iterator<Item = String> + '_ {
    object.properties.iter().filter(|property| property.facts.private).map(|property| snake(&property.wire))
}

/// Returns the type of an operation's response or, if it is a list, of the records of its page.
fn returned<'d>(document: &'d Document, operation: &Operation) -> Option<&'d Object> {
    let response = document.object(operation.response.as_ref()?)?;
    let record = response.records().and_then(|records| match &records.ty {
        Type::Array(item) => document.object(item),
        _ => None,
    });
    record.or(Some(response))
}
