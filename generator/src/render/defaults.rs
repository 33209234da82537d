//! Finds the structs that implement `Default`: those without required properties, in themselves and in what they require.

use crate::model::{Document, Property, Schema, Shape, Type};

/// Returns, for each schema, whether its type implements `Default`.
pub(super) fn defaults(document: &Document) -> Vec<bool> {
    let mut defaults = vec![true; document.schemas.len()];
    let mut holders: Vec<Vec<usize>> = vec![Vec::new(); document.schemas.len()];
    let mut lost: Vec<usize> = Vec::new();
    for (index, schema) in document.schemas.iter().enumerate() {
        if schema.required().next().is_some() {
            lost.push(index);
        }
        for held in held(schema) {
            holders[held].push(index);
        }
    }
    while let Some(index) = lost.pop() {
        if std::mem::take(&mut defaults[index]) {
            lost.extend(&holders[index]);
        }
    }
    defaults
}

/// Returns the schemas of the properties that this one requires.
fn held(schema: &Schema) -> Vec<usize> {
    let properties: &[Property] = match &schema.shape {
        Shape::Object(object) => &object.properties,
        _ => &[],
    };
    let always = properties.iter().filter(|property| property.is_plain(false));
    always.filter_map(|property| if let Type::Named(id) = property.ty { Some(id.0) } else { None }).collect()
}
