//! Walks the objects of a document, each as the kind that [`super::grammar`] gives its position.

use serde_json::Value;

use super::grammar::{ObjectKind, ValueKind};
use crate::diagnostic::Pointer;

/// An object of a document. An invalid document may have another value in its position.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Visited<'w, 't> {
    /// The kind of the object.
    pub(crate) kind: ObjectKind,
    /// The value.
    pub(crate) node: &'t Value,
    /// The position of the object.
    pub(crate) position: Position<'w, 't>,
}

/// The position of an object: the start of the walk, or the object that contains it, and the key there.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Position<'w, 't> {
    /// The start of the walk.
    Start(&'w Pointer),
    /// The value of the key.
    Value(&'w Visited<'w, 't>, &'t str),
    /// An item of the list at the key.
    Item(&'w Visited<'w, 't>, &'t str, usize),
    /// An entry of the map at the key, by name.
    Entry(&'w Visited<'w, 't>, &'t str, &'t str),
}

/// What a walk does at each object and member.
pub(crate) trait Visitor<'t> {
    /// Enters an object. Returns whether to visit its members.
    fn enter(&mut self, object: &Visited<'_, 't>) -> bool;

    /// Visits a member of an object. Returns whether to enter the objects in it.
    fn member(&mut self, object: &Visited<'_, 't>, key: &'t str, member: ValueKind, value: &'t Value) -> bool;
}

/// Walks `node`, an object of kind `kind` at `start`: outside in, in document order.
pub(crate) fn walk<'t>(kind: ObjectKind, start: &Pointer, node: &'t Value, visitor: &mut impl Visitor<'t>) {
    walk_object(&Visited { kind, node, position: Position::Start(start) }, visitor);
}

fn walk_object<'t>(object: &Visited<'_, 't>, visitor: &mut impl Visitor<'t>) {
    if !visitor.enter(object) {
        return;
    }
    for (key, value) in object.node.as_object().into_iter().flatten() {
        let member = object.kind.member(key);
        if !visitor.member(object, key, member, value) {
            continue;
        }
        let mut inside = |kind, node, position| walk_object(&Visited { kind, node, position }, visitor);
        match (member, value) {
            (ValueKind::One(kind), value) => {
                let kind = if value.is_object() { kind.of_object() } else { kind };
                inside(kind, value, Position::Value(object, key));
            }
            (ValueKind::List(kind), Value::Array(items)) => {
                let items = items.iter().enumerate();
                items.for_each(|(index, item)| inside(kind, item, Position::Item(object, key, index)));
            }
            (ValueKind::Map(kind), Value::Object(map)) => {
                map.iter().for_each(|(name, item)| inside(kind, item, Position::Entry(object, key, name)));
            }
            _ => {}
        }
    }
}

impl<'t> Position<'_, 't> {
    /// Returns the last key or name. It is empty for the start and for an item of a list.
    pub(crate) fn name(&self) -> &'t str {
        match self {
            Self::Start(_) | Self::Item(..) => "",
            Self::Value(_, name) | Self::Entry(_, _, name) => name,
        }
    }

    /// Returns the JSON pointer to the object.
    pub(crate) fn pointer(&self) -> Pointer {
        match self {
            Self::Start(pointer) => (*pointer).clone(),
            Self::Value(above, key) => above.position.pointer().child(key),
            Self::Item(above, key, index) => above.position.pointer().child(key).index(*index),
            Self::Entry(above, key, name) => above.position.pointer().child(key).child(name),
        }
    }
}
