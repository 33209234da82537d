//! Writes the doc comments of named types, with the operations and types that use them.

use crate::model::{Document, Object, Origin, ParameterLocation, Resource, SchemaId, Type, UnionVariant};
use crate::name::RustType;

use super::super::Rendering;
use super::{RustNames, code, described, link, list, sentence};

/// The maximum number of uses to list.
const MOST_USES: usize = 12;

/// Returns the doc comment of a named type.
pub(in super::super) fn schema(file: &Rendering<'_>, id: SchemaId) -> Vec<String> {
    let document = file.document;
    let schema = document.schema(id);
    let names = RustNames::of_object(schema.properties());
    let mut lines = match (&schema.facts.description, &schema.origin) {
        (_, Origin::Page { operation }) => vec![page(document, *operation)],
        (Some(text), _) => names.prose(text),
        (None, _) => vec![format!("{}.", sentence(schema.name.as_str()))],
    };
    let is_page = matches!(schema.origin, Origin::Page { .. });
    for line in uses(file, id).into_iter().filter(|_| !is_page) {
        lines.extend([String::new(), line]);
    }
    if let Some(page) = documentation(document, id) {
        lines.extend([String::new(), format!("See [Twilio's documentation](<{page}>).")]);
    }
    lines
}

/// Returns the doc comment of a union's variant.
pub(in super::super) fn union_variant(document: &Document, variant: &UnionVariant) -> Vec<String> {
    let values: Vec<String> = [&variant.value].into_iter().chain(&variant.aliases).map(|value| code(value)).collect();
    let description = document.schema(variant.schema).facts.description.as_deref();
    described(&RustNames::default(), description, list(&values, "or"))
}

/// Returns the description of a value's type.
pub(super) fn description<'d>(document: &'d Document, ty: &Type) -> Option<&'d str> {
    document.schema(ty.schema()?).facts.description.as_deref()
}

/// Describes what an operation returns.
pub(super) fn returned(document: &Document, ty: &Type) -> String {
    match ty {
        Type::Named(id) => link(&document.schema(*id).name),
        Type::Array(item) => format!("a list of {}", returned(document, item)),
        Type::Map(value) => format!("a map of {} by name", returned(document, value)),
        Type::Nullable(inner) => returned(document, inner),
        Type::String => "a string".to_owned(),
        Type::Boolean => "a boolean".to_owned(),
        Type::Integer | Type::Number => "a number".to_owned(),
        Type::Json => "JSON".to_owned(),
        other => code(&RustType::of(document, other).to_string()),
    }
}

fn page(document: &Document, operation: usize) -> String {
    let operation = &document.operations[operation];
    let resource = document.resources.iter().find(|resource| resource.title == operation.resource);
    let plural = resource.map(|resource| resource.plural.as_str()).filter(|plural| !plural.is_empty());
    format!("A [page](crate::Page) of the {} that {} lists.", plural.unwrap_or("records"), link(&operation.name))
}

/// Describes the operations and types that use a type.
fn uses(file: &Rendering<'_>, id: SchemaId) -> Vec<String> {
    let uses = &file.uses_of[id.0];
    let used = [("Returned by", &uses.returned), ("Sent by", &uses.sent), ("Used in", &uses.held)];
    // The other uses of a type that an operation returns or sends aren't listed.
    let is_direct = !uses.returned.is_empty() || !uses.sent.is_empty();
    let shown = used[..if is_direct { 2 } else { 3 }].iter().filter(|(_, names)| !names.is_empty());
    shown.map(|(words, names)| format!("{words} {}.", some(names))).collect()
}

fn some(names: &[String]) -> String {
    let links: Vec<String> = names.iter().take(MOST_USES).map(link).collect();
    match names.len().checked_sub(MOST_USES) {
        None | Some(0) => list(&links, "and"),
        Some(more) => format!("{} and {more} more", links.join(", ")),
    }
}

/// Returns the URL of a resource's page in Twilio's documentation, if the type represents the resource.
fn documentation(document: &Document, id: SchemaId) -> Option<&String> {
    let schema = document.schema(id);
    let is_main = matches!(schema.origin, Origin::Component(_)) && !schema.properties().is_empty();
    let resource = |resource: &&Resource| resource.schemas.contains(&id);
    let resource = document.resources.iter().find(resource).filter(|_| is_main)?;
    let is_returned = resource
        .operations
        .iter()
        .any(|&operation| document.operations[operation].response.as_ref().and_then(Type::schema) == Some(id));
    resource.link.as_ref().filter(|_| is_returned)
}

/// The names of the operations and types that use a type, in the document's order.
#[derive(Clone, Debug, Default)]
pub(in super::super) struct TypeUses {
    /// The operations that return it, or pages of it.
    returned: Vec<String>,
    /// The operations that send it as their body.
    sent: Vec<String>,
    /// The requests and types with a field of this type.
    held: Vec<String>,
}

/// Returns the uses of each schema in a document.
pub(in super::super) fn uses_of(document: &Document) -> Vec<TypeUses> {
    let mut uses = vec![TypeUses::default(); document.schemas.len()];
    for operation in &document.operations {
        let name = operation.name.to_string();
        let returned = operation.response.as_ref().and_then(Type::schema);
        let page = returned.and_then(|id| document.schema(id).object());
        let record = page.and_then(Object::records).and_then(|records| records.ty.schema());
        for id in returned.into_iter().chain(record) {
            note(&mut uses[id.0].returned, &name);
        }
        for input in &operation.inputs {
            if let Some(id) = input.ty.schema() {
                let is_body = input.location == ParameterLocation::Body;
                note(if is_body { &mut uses[id.0].sent } else { &mut uses[id.0].held }, &name);
            }
        }
    }
    for schema in &document.schemas {
        for id in schema.held() {
            note(&mut uses[id.0].held, schema.name.as_str());
        }
    }
    uses
}

fn note(names: &mut Vec<String>, name: &str) {
    if !names.iter().any(|known| known == name) {
        names.push(name.to_owned());
    }
}
