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
    pub(crate) position: Position<'w>,
    /// The object that contains it, unless it is the document.
    pub(crate) above: Option<&'w Visited<'w, 't>>,
}

/// The position of a value: the keys that lead to it.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Position<'w> {
    /// The last of the keys. It is empty for the document.
    pub(crate) key: Segment<'w>,
    above: Option<&'w Position<'w>>,
}

/// A key of an object, or an index of a list.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Segment<'w> {
    Name(&'w str),
    Index(usize),
}

/// What a walk does at each object and member.
pub(crate) trait Visitor<'t> {
    /// Enters an object. Returns whether to visit its members.
    fn enter(&mut self, _object: &Visited<'_, 't>) -> bool {
        true
    }

    /// Visits a member of an object. Returns whether to enter the objects in it.
    fn member(&mut self, _object: &Visited<'_, 't>, _key: &'t str, _member: ValueKind, _value: &'t Value) -> bool {
        true
    }
}

/// Walks `document`: outside in, in document order.
pub(crate) fn walk<'t>(document: &'t Value, visitor: &mut impl Visitor<'t>) {
    walk_from(ObjectKind::Document, document, visitor);
}

/// Walks `node`, an object of kind `kind` that isn't in a document. Positions start at it.
pub(crate) fn walk_from<'t>(kind: ObjectKind, node: &'t Value, visitor: &mut impl Visitor<'t>) {
    let position = Position { key: Segment::Name(""), above: None };
    walk_object(&Visited { kind, node, position, above: None }, visitor);
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
        let position = object.position.child(Segment::Name(key));
        let inner = |kind, node, position| Visited { kind, node, position, above: Some(object) };
        match (member, value) {
            (ValueKind::One(kind), value) => {
                let kind = if value.is_object() { kind.of_object() } else { kind };
                walk_object(&inner(kind, value, position), visitor);
            }
            (ValueKind::List(kind), Value::Array(items)) => {
                for (index, item) in items.iter().enumerate() {
                    walk_object(&inner(kind, item, position.child(Segment::Index(index))), visitor);
                }
            }
            (ValueKind::Map(kind), Value::Object(map)) => {
                for (name, item) in map {
                    walk_object(&inner(kind, item, position.child(Segment::Name(name))), visitor);
                }
            }
            _ => {}
        }
    }
}

impl Position<'_> {
    /// Returns the position of a value inside this one.
    pub(crate) fn child<'w>(&'w self, key: Segment<'w>) -> Position<'w> {
        Position { key, above: Some(self) }
    }

    /// Returns the key of the value in the object above it. It is empty for an item of a list.
    pub(crate) fn name(&self) -> &str {
        match self.key {
            Segment::Name(name) => name,
            Segment::Index(_) => "",
        }
    }

    /// Returns the JSON pointer to the object or list that contains the value.
    pub(crate) fn container(&self) -> Pointer {
        self.above.map(Position::pointer).unwrap_or_default()
    }

    /// Returns the JSON pointer to the value.
    pub(crate) fn pointer(&self) -> Pointer {
        match (self.above, self.key) {
            (None, _) => Pointer::root(),
            (Some(_), Segment::Name(name)) => self.container().child(name),
            (Some(_), Segment::Index(index)) => self.container().index(index),
        }
    }
}
