//! Marks the fields that need a `Box` because their type would otherwise contain itself.

use crate::model::{Document, SchemaId, Shape, Type};

/// Boxes every field that is part of a cycle of types. Lists and maps need no box, because they are on the heap already.
pub(super) fn box_cycles(document: &mut Document) {
    let edges: Vec<Vec<SchemaId>> = document.schemas.iter().map(|schema| schema.held_as(Type::named)).collect();
    let components = strongly_connected(&edges);
    for (index, schema) in document.schemas.iter_mut().enumerate() {
        let Shape::Object(object) = &mut schema.shape else { continue };
        for property in &mut object.properties {
            let Some(target) = property.ty.named() else { continue };
            let cyclic = components[target.0] == components[index];
            property.boxed = cyclic;
            // A type that requires itself has no finite value.
            property.required &= !cyclic;
        }
    }
}

/// Returns a number for each node, which is the same for nodes that reach each other.
///
/// This is Kosaraju's algorithm with explicit stacks, because a chain of types can be as long as a document.
fn strongly_connected(edges: &[Vec<SchemaId>]) -> Vec<Option<usize>> {
    let mut reversed = vec![Vec::new(); edges.len()];
    for (from, targets) in edges.iter().enumerate() {
        targets.iter().for_each(|to| reversed[to.0].push(from));
    }
    // The nodes in the order in which a depth-first search is done with them.
    let mut done = Vec::new();
    let mut is_known = vec![false; edges.len()];
    for root in 0..edges.len() {
        let mut walk = vec![(root, false)];
        while let Some((node, is_done)) = walk.pop() {
            if is_done {
                done.push(node);
            } else if !std::mem::replace(&mut is_known[node], true) {
                walk.push((node, true));
                walk.extend(edges[node].iter().map(|target| (target.0, false)));
            }
        }
    }
    let mut components = vec![None; edges.len()];
    for root in done.into_iter().rev() {
        let mut walk = vec![root];
        while let Some(node) = walk.pop() {
            if components[node].is_none() {
                components[node] = Some(root);
                walk.extend(&reversed[node]);
            }
        }
    }
    components
}
