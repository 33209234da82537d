//! Assigns each type to a file, and marks the types that are sent in requests.

use std::collections::BTreeMap;

use crate::model::{Document, ParameterLocation, Resource, SchemaId, Type};

/// The title of the file for types that no single resource owns.
const SHARED: &str = "Schemas";

/// The resources that use a type.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Owner<'a> {
    Nobody,
    One(&'a str),
    Several,
}

/// Sets [`Document::resources`] and marks the types of JSON request bodies.
pub(super) fn assign_files(document: &mut Document) {
    let mut owners = vec![Owner::Nobody; document.schemas.len()];
    let mut titles: BTreeMap<&str, Resource> = BTreeMap::new();
    for (index, operation) in document.operations.iter().enumerate() {
        let roots = operation.types().filter_map(Type::schema).collect();
        own(document, &mut owners, &operation.resource, roots);
        resource(&mut titles, &operation.resource).operations.push(index);
    }
    for (index, owner) in owners.iter().enumerate() {
        let owner = if let Owner::One(title) = owner { title } else { SHARED };
        resource(&mut titles, owner).schemas.push(SchemaId(index));
    }
    let inputs = document.operations.iter().flat_map(|operation| &operation.inputs);
    let bodies = inputs.filter(|input| input.location == ParameterLocation::Body);
    let sent = document.reached(bodies.filter_map(|input| input.ty.schema()));
    document.resources = titles.into_values().collect();
    for id in sent {
        document.schemas[id.0].in_request = true;
    }
}

/// Makes a resource an owner of types and of the types they contain. An owner changes at most twice, so this terminates.
fn own<'a>(document: &Document, owners: &mut [Owner<'a>], title: &'a str, mut waiting: Vec<SchemaId>) {
    while let Some(id) = waiting.pop() {
        let changed = match owners[id.0] {
            Owner::Nobody => Owner::One(title),
            Owner::One(known) if known != title => Owner::Several,
            unchanged => unchanged,
        };
        if changed != owners[id.0] {
            owners[id.0] = changed;
            waiting.extend(document.schema(id).held());
        }
    }
}

fn resource<'t, 'a>(titles: &'t mut BTreeMap<&'a str, Resource>, title: &'a str) -> &'t mut Resource {
    titles.entry(title).or_insert_with(|| Resource { title: title.to_owned(), ..Resource::default() })
}
