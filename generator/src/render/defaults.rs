//! Which structs are `Default`: those that need no value of the user's, themselves or in what they hold.

use crate::model::{Document, Property, Schema, Shape, Type};

/// For each schema, whether its type is `Default`.
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

/// Objects without which there is no value of this one.
fn held(schema: &Schema) -> Vec<usize> {
    let properties: &[Property] = match &schema.shape {
        Shape::Object(object) => &object.properties,
        _ => &[],
    };
    let always = properties.iter().filter(|property| property.required && !property.nullable);
    always.filter_map(|property| if let Type::Named(id) = property.ty { Some(id.0) } else { None }).collect()
}
