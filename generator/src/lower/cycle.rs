//! Marks the fields that need a `Box` because their type would otherwise contain itself.

use crate::model::{Document, Schema, Shape, Type};

/// Boxes every field that is part of a cycle of types. Lists and maps need no box, because they are on the heap already.
pub(super) fn box_cycles(document: &mut Document) {
    let edges: Vec<Vec<usize>> = document.schemas.iter().map(held).collect();
    let component = strongly_connected(&edges);
    for (index, schema) in document.schemas.iter_mut().enumerate() {
        let Shape::Object(object) = &mut schema.shape else { continue };
        for property in &mut object.properties {
            let Type::Named(target) = property.ty else { continue };
            let cyclic = component[target.0] == component[index];
            property.boxed = cyclic;
            // A type that requires itself has no finite value.
            property.required &= !cyclic;
        }
    }
}

/// Returns the types that a value of this type contains directly.
fn held(schema: &Schema) -> Vec<usize> {
    match &schema.shape {
        Shape::Object(object) => object
            .properties
            .iter()
            .filter_map(|property| match property.ty {
                Type::Named(target) => Some(target.0),
                _ => None,
            })
            .collect(),
        Shape::Union(union) => union.variants.iter().map(|variant| variant.schema.0).collect(),
        Shape::Enum(_) => Vec::new(),
    }
}

/// Tarjan's algorithm with an explicit stack, because a chain of types can be as long as a document.
fn strongly_connected(edges: &[Vec<usize>]) -> Vec<usize> {
    const NEW: usize = usize::MAX;
    let count = edges.len();
    let (mut order, mut low, mut component) = (vec![NEW; count], vec![0; count], vec![NEW; count]);
    let (mut open, mut clock, mut components) = (Vec::new(), 0, 0);
    for root in 0..count {
        if order[root] != NEW {
            continue;
        }
        let mut walk = vec![(root, 0)];
        while let Some((node, edge)) = walk.pop() {
            if edge == 0 {
                order[node] = clock;
                low[node] = clock;
                clock += 1;
                open.push(node);
            } else {
                low[node] = low[node].min(low[edges[node][edge - 1]]);
            }
            let mut next = edge;
            let mut descend = None;
            while let Some(&target) = edges[node].get(next) {
                next += 1;
                if order[target] == NEW {
                    descend = Some(target);
                    break;
                }
                if component[target] == NEW {
                    low[node] = low[node].min(order[target]);
                }
            }
            if let Some(target) = descend {
                walk.push((node, next));
                walk.push((target, 0));
                continue;
            }
            if low[node] == order[node] {
                while let Some(member) = open.pop() {
                    component[member] = components;
                    if member == node {
                        break;
                    }
                }
                components += 1;
            }
        }
    }
    component
}
