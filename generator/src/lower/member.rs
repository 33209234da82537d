//! A property of an object or a form that has been lowered, but isn't in the model yet.

use crate::ident::FieldName;
use crate::model::{Facts, Input, ParameterLocation, Property, Type};

use super::context::{Context, Typed};
use super::facts::{facts, pinned};
use super::node::Node;

/// A property of an object or a form.
pub(super) struct Member<'a> {
    key: &'a str,
    /// The first of its declarations.
    node: Node<'a>,
    pub(super) typed: Typed,
    pub(super) required: bool,
    pub(super) read_only: bool,
    facts: Facts,
}

impl<'a> Member<'a> {
    /// Creates an optional member from its first declaration.
    pub(super) fn new(ctx: &mut Context<'a>, key: &'a str, node: &Node<'a>, typed: Typed) -> Self {
        unpin(ctx, &typed.ty, node);
        let read_only = node.flag("readOnly");
        Self { key, node: node.clone(), typed, required: false, read_only, facts: facts(node) }
    }

    /// Returns whether its first declaration has this flag.
    pub(super) fn declares(&self, flag: &str) -> bool {
        self.node.flag(flag)
    }

    /// Adds another declaration. If the types differ, the member is any JSON value. It is private if any declaration is.
    pub(super) fn declare_also(&mut self, node: &Node<'a>, typed: &Typed) {
        self.typed.nullable |= typed.nullable;
        self.read_only |= node.flag("readOnly");
        self.facts.private |= facts(node).private;
        if self.typed.ty != typed.ty {
            self.typed.ty = Type::Json;
        }
    }

    /// Returns the member as a property of an object.
    pub(super) fn into_property(self) -> Property {
        Property {
            wire: self.key.to_owned(),
            name: FieldName::default(),
            pinned: pinned(&self.node),
            pointer: self.node.pointer,
            ty: self.typed.ty,
            required: self.required,
            nullable: self.typed.nullable,
            read_only: self.read_only,
            boxed: false,
            facts: self.facts,
        }
    }

    /// Returns the member as a parameter in a form.
    pub(super) fn into_form_input(self) -> Input {
        Input {
            location: ParameterLocation::Form,
            wire: self.key.to_owned(),
            name: FieldName::default(),
            pinned: pinned(&self.node),
            pointer: self.node.pointer,
            ty: self.typed.ty,
            required: self.required,
            account: false,
            facts: self.facts,
        }
    }
}

/// Unpins an inline type: a name that is pinned on its property belongs to the field.
fn unpin(ctx: &mut Context<'_>, ty: &Type, node: &Node<'_>) {
    if let Type::Named(id) = ty {
        let schema = &mut ctx.schemas[id.0];
        if schema.pointer == node.pointer {
            schema.pinned = None;
        }
    }
}
