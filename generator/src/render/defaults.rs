//! Finds the structs that implement `Default`: those without required properties, in themselves and in what they require.

use crate::model::Document;

/// Returns, for each schema, whether its type implements `Default`.
pub(super) fn defaults(document: &Document) -> Vec<bool> {
    let mut defaults = vec![true; document.schemas.len()];
    let mut holders: Vec<Vec<usize>> = vec![Vec::new(); document.schemas.len()];
    let mut lost: Vec<usize> = Vec::new();
    for (index, schema) in document.schemas.iter().enumerate() {
        if schema.required().next().is_some() {
            lost.push(index);
        }
        let always = schema.properties().iter().filter(|property| property.is_plain(false));
        for held in always.filter_map(|property| property.ty.named()) {
            holders[held.0].push(index);
        }
    }
    while let Some(index) = lost.pop() {
        if std::mem::take(&mut defaults[index]) {
            lost.extend(&holders[index]);
        }
    }
    defaults
}
