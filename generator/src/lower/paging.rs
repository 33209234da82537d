//! Infers the pagination of a list operation from the structure of its page.

use crate::diagnostic::{Diagnostic, Diagnostics, Location};
use crate::model::{
    Document, Input, Object, Operation, Origin, Page, Paging, ParameterLocation, Property, SchemaId, Shape, Type,
};

use super::facts::PIN;
use super::marks::is_private;
use super::node::Node;

/// The properties of the standard `meta`, which 286 lists have.
const META: &[(&str, &str)] = &[
    ("first_page_url", "string"),
    ("key", "string"),
    ("next_page_url", "string"),
    ("page", "integer"),
    ("page_size", "integer"),
    ("previous_page_url", "string"),
    ("url", "string"),
];

/// Infers the pagination of each operation. Only operations whose id starts with `List` have any, because other responses
/// can have a `meta` too.
pub(super) fn infer(document: &mut Document) {
    for index in 0..document.operations.len() {
        let operation = &document.operations[index];
        let Some((id, object)) = page_of(document, operation) else { continue };
        let Some(records) = records(object) else { continue };
        let paging = kind_of_paging(document, operation, object);
        let page_size = page_size(operation);
        let operation = &mut document.operations[index];
        operation.paging = Some(paging.clone());
        operation.page_size = page_size;
        mark(document, id, Page { records, paging });
    }
}

/// Rejects pages that lists with different pagination share, and those that are also sent, whose fields would have other types.
pub(super) fn check(document: &Document) -> Result<(), Diagnostics> {
    let is_wrong = |operation: &&Operation| {
        let page = page_of(document, operation).and_then(|(_, object)| object.page.as_ref());
        let paging = operation.paging.as_ref().filter(|paging| **paging != Paging::Unpaged);
        paging.is_some() && paging != page.map(|page| &page.paging)
    };
    let wrong = document.operations.iter().filter(is_wrong).filter_map(|operation| page_of(document, operation));
    let shared = wrong.map(|(id, _)| {
        let location = Location::new(&document.file, document.schema(id).pointer.clone());
        Diagnostic::new(location, "page is shared by lists with different pagination")
            .help("give each list its own page schema with an overlay")
    });
    shared.chain(sent(document)).collect::<Diagnostics>().into_result(())
}

/// Returns an error for each page, and each `meta` of a page, that a JSON body contains.
fn sent(document: &Document) -> impl Iterator<Item = Diagnostic> {
    let read = document.schemas.iter().filter(|schema| schema.object().is_some_and(|object| object.page.is_some()));
    let read = read.flat_map(|page| {
        let meta = page.properties().iter().find(|property| property.wire == "meta");
        let meta = meta.and_then(|meta| meta.ty.named()).map(|id| document.schema(id));
        [page].into_iter().chain(meta)
    });
    read.filter(|schema| schema.in_request).map(|schema| {
        let location = Location::new(&document.file, schema.pointer.clone());
        Diagnostic::new(location, "a JSON body contains this page of a list, or its `meta`")
            .help("give the body a schema of its own with an overlay")
    })
}

/// Returns the response of a list operation, if it is an object.
fn page_of<'d>(document: &'d Document, operation: &Operation) -> Option<(SchemaId, &'d Object)> {
    let id = operation.response.as_ref().filter(|_| operation.id.starts_with("List"))?.named()?;
    Some((id, document.schema(id).object()?))
}

/// Marks an object as the page of a list. An inline page is named after its operation. A page that several lists share has
/// the first pagination other than `Unpaged`.
fn mark(document: &mut Document, id: SchemaId, page: Page) {
    let schema = &mut document.schemas[id.0];
    if let Origin::Operation { operation, .. } = schema.origin {
        schema.origin = Origin::Page { operation };
    }
    if let Shape::Object(object) = &mut schema.shape
        && object.page.as_ref().is_none_or(|known| known.paging == Paging::Unpaged)
    {
        object.page = Some(page);
    }
}

/// Returns the first query parameter with one of these names.
fn query<'o>(operation: &'o Operation, names: &[&str]) -> Option<&'o Input> {
    let mut queries = operation.inputs.iter().filter(|input| input.location == ParameterLocation::Query);
    queries.find(|input| names.contains(&input.wire.as_str()))
}

/// Returns the wire name of the query parameter for the page size, if there is one. Not every list declares it.
fn page_size(operation: &Operation) -> Option<String> {
    let size = query(operation, &["PageSize", "pageSize", "Size", "size"])?;
    (size.ty == Type::Integer).then(|| size.wire.clone())
}

fn kind_of_paging(document: &Document, operation: &Operation, page: &Object) -> Paging {
    let query = |names: &[&str]| query(operation, names).map(|input| input.wire.clone());
    let property = |name: &str| page.properties.iter().find(|property| property.wire == name);
    let has = |name: &str, ty: Type| property(name).is_some_and(|property| property.ty == ty);
    let meta = property("meta").map(|meta| strings(document, &meta.ty)).unwrap_or_default();
    if meta.contains(&"next_page_url") {
        return Paging::NextPageUrl;
    }
    if has("next_page_uri", Type::String) {
        return Paging::NextPageUri;
    }
    if meta.iter().any(|name| ["next_token", "nextToken"].contains(name))
        && let Some(parameter) = query(&["PageToken", "pageToken", "Token", "token"])
    {
        return Paging::Token { parameter };
    }
    if has("totalResults", Type::Integer) && property("Resources").is_some() {
        return Paging::StartIndex;
    }
    match query(&["Page"]) {
        Some(parameter) if has("has_next", Type::Boolean) && has("current_page", Type::Integer) => {
            Paging::PageNumber { parameter }
        }
        _ => Paging::Unpaged,
    }
}

/// Returns the names of an object's string properties.
fn strings<'d>(document: &'d Document, ty: &Type) -> Vec<&'d str> {
    if *ty == Type::PageMeta {
        return META.iter().map(|(name, _)| *name).collect();
    }
    let properties = document.object(ty).map_or(&[][..], |object| &object.properties);
    properties.iter().filter(|property| property.ty == Type::String).map(|property| property.wire.as_str()).collect()
}

/// Returns whether an inline object is the standard `meta` of a page, for which the runtime has a type.
pub(super) fn is_page_meta(node: &Node<'_>) -> bool {
    let members = node.members("properties");
    let standard = |(key, property): &(&str, Node<'_>)| {
        let own = ["enum", "required", "additionalProperties", PIN];
        let is_plain = !is_private(property.raw) && !own.iter().any(|key| property.has(key));
        is_plain && META.iter().any(|(name, ty)| name == key && property.text("type") == Some(ty))
    };
    members.len() == META.len() && members.iter().all(standard) && node.texts("required").is_empty()
}

/// Returns the property with the records: the only array, or the only array of objects if there are several arrays.
fn records(page: &Object) -> Option<usize> {
    let only = |is_wanted: fn(&Type) -> bool| {
        let matches = |property: &Property| matches!(&property.ty, Type::Array(item) if is_wanted(item));
        let mut lists = (0..page.properties.len()).filter(|index| matches(&page.properties[*index]));
        lists.next().filter(|_| lists.next().is_none())
    };
    only(|_| true).or_else(|| only(|item| item.named().is_some()))
}
