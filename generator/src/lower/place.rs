//! Which file a type goes to, and which types go out as well as come in.

use std::collections::{BTreeMap, BTreeSet};

use crate::model::{Body, Document, Operation, Place, Resource, Schema, SchemaId, Shape, Type};
use crate::name::ModuleName;

/// Title of the file with the types that no single resource owns.
const SHARED: &str = "Schemas";

/// Who uses a type.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Owner<'a> {
    Nobody,
    One(&'a str),
    Several,
}

/// Fills [`Document::resources`] and marks the types of JSON request bodies.
pub(super) fn place(document: &mut Document) {
    let mut owners = vec![Owner::Nobody; document.schemas.len()];
    let mut titles: BTreeMap<&str, Resource> = BTreeMap::new();
    for (index, operation) in document.operations.iter().enumerate() {
        let roots = operation.inputs.iter().map(|input| &input.ty).chain(&operation.response);
        own(document, &mut owners, &operation.resource, roots.filter_map(named).collect());
        resource(&mut titles, &operation.resource).operations.push(index);
    }
    for (index, owner) in owners.iter().enumerate() {
        let owner = if let Owner::One(title) = owner { title } else { SHARED };
        resource(&mut titles, owner).schemas.push(SchemaId(index));
    }
    let sent = reached(document, document.operations.iter().flat_map(sent));
    document.resources = titles.into_values().collect();
    for index in sent {
        document.schemas[index].in_request = true;
    }
}

/// Makes a resource an owner of types and of all that these hold. An owner changes twice at most, so this ends.
fn own<'a>(document: &Document, owners: &mut [Owner<'a>], title: &'a str, mut waiting: Vec<SchemaId>) {
    while let Some(id) = waiting.pop() {
        let changed = match owners[id.0] {
            Owner::Nobody => Owner::One(title),
            Owner::One(known) if known != title => Owner::Several,
            unchanged => unchanged,
        };
        if changed != owners[id.0] {
            owners[id.0] = changed;
            waiting.extend(parts(document.schema(id)));
        }
    }
}

fn resource<'t, 'a>(titles: &'t mut BTreeMap<&'a str, Resource>, title: &'a str) -> &'t mut Resource {
    titles.entry(title).or_insert_with(|| Resource {
        title: title.to_owned(),
        module: ModuleName::default(),
        operations: Vec::new(),
        schemas: Vec::new(),
    })
}

fn sent(operation: &Operation) -> impl Iterator<Item = &Type> {
    let json = matches!(operation.body, Body::Json { .. });
    operation.inputs.iter().filter(move |input| json && input.place == Place::Body).map(|input| &input.ty)
}

/// Every schema that a value of these types may hold, at any depth.
fn reached<'d>(document: &'d Document, roots: impl Iterator<Item = &'d Type>) -> BTreeSet<usize> {
    let mut seen = BTreeSet::new();
    let mut waiting: Vec<SchemaId> = roots.filter_map(named).collect();
    while let Some(id) = waiting.pop() {
        if seen.insert(id.0) {
            waiting.extend(parts(document.schema(id)));
        }
    }
    seen
}

fn parts(schema: &Schema) -> Vec<SchemaId> {
    match &schema.shape {
        Shape::Object(object) => object.properties.iter().filter_map(|property| named(&property.ty)).collect(),
        Shape::Union(union) => union.variants.iter().map(|variant| variant.schema).collect(),
        Shape::Alias(ty) => named(ty).into_iter().collect(),
        Shape::Enum(_) => Vec::new(),
    }
}

fn named(ty: &Type) -> Option<SchemaId> {
    match ty {
        Type::Named(id) => Some(*id),
        Type::Array(inner) | Type::Map(inner) | Type::Nullable(inner) => named(inner),
        _ => None,
    }
}
