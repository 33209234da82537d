//! Removes the types that no operation uses, since they could never be sent or received.

use std::collections::{BTreeMap, BTreeSet};

use crate::model::{Document, Operation, Origin, Schema, SchemaId, Shape, Type};

/// Removes the schemas that no request or response uses.
pub(super) fn remove(document: &mut Document) {
    let roots = document.operations.iter().flat_map(Operation::types);
    let used = document.reached(roots.filter_map(Type::schema));
    for id in &used {
        let origin = lasting_origin(document, &used, document.schema(*id));
        document.schemas[id.0].origin = origin;
    }
    let mut new_ids = BTreeMap::new();
    let mut kept = Vec::new();
    for (index, schema) in std::mem::take(&mut document.schemas).into_iter().enumerate() {
        if used.contains(&SchemaId(index)) {
            new_ids.insert(SchemaId(index), SchemaId(kept.len()));
            kept.push(schema);
        } else if let Origin::Component(key) = schema.origin {
            document.unused.push(key);
        }
    }
    document.schemas = kept;
    renumber(document, &new_ids);
}

/// Returns the origin of a schema in terms of the remaining schemas: a removed parent is replaced by its own origin.
fn lasting_origin(document: &Document, used: &BTreeSet<SchemaId>, schema: &Schema) -> Origin {
    let Origin::Schema { parent, part } = &schema.origin else { return schema.origin.clone() };
    if used.contains(parent) {
        return schema.origin.clone();
    }
    let part_of = |outer: &str| format!("{outer} {part}");
    match lasting_origin(document, used, document.schema(*parent)) {
        Origin::Component(key) => Origin::Part { key, part: part.clone() },
        Origin::Part { key, part: outer } => Origin::Part { key, part: part_of(&outer) },
        Origin::Page { operation } => Origin::Operation { operation, part: part_of("Page") },
        Origin::Operation { operation, part: outer } => Origin::Operation { operation, part: part_of(&outer) },
        Origin::Schema { parent, part: outer } => Origin::Schema { parent, part: part_of(&outer) },
    }
}

fn renumber(document: &mut Document, new_ids: &BTreeMap<SchemaId, SchemaId>) {
    let renumber = |id: &mut SchemaId| *id = new_ids[id];
    for operation in &mut document.operations {
        operation.types_mut().filter_map(Type::schema_mut).for_each(renumber);
    }
    for schema in &mut document.schemas {
        if let Origin::Schema { parent, .. } = &mut schema.origin {
            renumber(parent);
        }
        match &mut schema.shape {
            Shape::Object(object) => {
                let types = object.properties.iter_mut().map(|property| &mut property.ty);
                types.filter_map(Type::schema_mut).for_each(renumber);
            }
            Shape::Union(union) => union.variants.iter_mut().for_each(|variant| renumber(&mut variant.schema)),
            Shape::Enum(_) => {}
        }
    }
}
