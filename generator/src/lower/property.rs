//! Lowers the properties of an object or a form.

use crate::ident::FieldName;
use crate::model::{Property, Type};

use super::context::{Context, Typed};
use super::facts::{facts, pinned};
use super::node::Node;

/// Lowers the first declaration of a property, which is optional unless the object says otherwise.
pub(super) fn lower_property(ctx: &mut Context<'_>, key: &str, node: &Node<'_>, typed: Typed) -> Property {
    if let Type::Named(id) = typed.ty
        && ctx.schemas[id.0].pointer == node.pointer
    {
        // A name that is pinned on a property belongs to the field, not to its inline type.
        ctx.schemas[id.0].pinned = None;
    }
    Property {
        wire: key.to_owned(),
        name: FieldName::default(),
        pinned: pinned(node),
        pointer: node.pointer.clone(),
        ty: typed.ty,
        required: false,
        nullable: typed.nullable,
        read_only: node.flag("readOnly"),
        boxed: false,
        facts: facts(node),
    }
}

/// Adds another declaration. If the types differ, the property is any JSON value. It is private if any declaration is.
pub(super) fn declare_also(property: &mut Property, node: &Node<'_>, typed: &Typed) {
    property.nullable |= typed.nullable;
    property.read_only |= node.flag("readOnly");
    property.facts.private |= facts(node).private;
    if property.ty != typed.ty {
        property.ty = Type::Json;
    }
}
