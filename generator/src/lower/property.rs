//! Lowers the properties of an object or a form.

use crate::ident::FieldName;
use crate::model::{Property, Type};

use super::context::{Context, Typed};
use super::facts::{SCHEMA_FACTS, pinned};
use super::node::Node;
use super::schema::{leave_aside, reject_pin};

/// Lowers the first declaration of a property, which is optional unless the object says otherwise.
pub(super) fn lower_property(ctx: &mut Context<'_>, key: &str, node: &Node<'_>, typed: Typed) -> Property {
    unpin(ctx, &typed.ty, node);
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
        facts: typed.facts,
    }
}

/// Adds another declaration, the second of `nodes`. If the types differ, the property is any JSON value. It is private or
/// deprecated if any declaration is; its other facts are those of the first one.
pub(super) fn declare_also<'a>(
    ctx: &mut Context<'a>,
    property: &mut Property,
    nodes: (&Node<'a>, &Node<'a>),
    typed: &Typed,
) {
    let (first, node) = nodes;
    property.nullable |= typed.nullable;
    property.read_only |= node.flag("readOnly");
    property.facts.private |= typed.facts.private;
    property.facts.deprecated |= typed.facts.deprecated;
    if property.ty != typed.ty {
        property.ty = Type::Json;
        property.facts.private |= ctx.contains_mark(first) || ctx.contains_mark(node);
    }
    let differs = |key: &&&str| node.raw.get(**key) != first.raw.get(**key);
    leave_aside(ctx, node, &Vec::from_iter(SCHEMA_FACTS.iter().filter(differs).copied()));
    unpin(ctx, &typed.ty, node);
    reject_pin(ctx, node, "set it on the first declaration of the property");
}

/// Unpins an inline type: a name that is pinned on its property belongs to the field.
fn unpin(ctx: &mut Context<'_>, ty: &Type, node: &Node<'_>) {
    if let Type::Named(id) = ty
        && ctx.schemas[id.0].pointer == node.pointer
    {
        ctx.schemas[id.0].pinned = None;
    }
}
