//! Lowers a request body to form properties or one JSON value.

use std::collections::BTreeMap;

use crate::ident::FieldName;
use crate::model::{Body, Facts, Input, Operation, Origin, ParameterLocation, Property, Type};
use crate::text::quoted;

use super::combine::lower_properties;
use super::context::{Context, REQUEST_BODIES, Typed};
use super::facts::{SCHEMA_FACTS, facts, prose};
use super::marks::is_private;
use super::node::Node;
use super::operation::Declared;
use super::parameter::as_text;
use super::schema::{leave_aside, lower_reference, lower_type, lower_whole, reject_pin};

const FORM: &str = "application/x-www-form-urlencoded";

/// Lowers the request body of an operation. Of several media types, a form is chosen, or else the first that is JSON.
pub(super) fn lower_body<'a>(ctx: &mut Context<'a>, declared: &Declared<'a>, operation: &mut Operation) {
    let Some(node) = declared.node.get("requestBody") else { return };
    let Some(node) = ctx.declared(node, &REQUEST_BODIES) else { return };
    let content = node.members("content");
    let form = content.iter().position(|(kind, _)| *kind == FORM);
    let Some(chosen) = form.or_else(|| content.iter().position(|(kind, _)| is_json(kind))) else {
        let kinds: Vec<String> = content.iter().map(|(kind, _)| quoted(kind)).collect();
        let what = format!("request body has unsupported media types {}", kinds.join(", "));
        ctx.wrong(
            &node.pointer.child("content"),
            what,
            "only `application/x-www-form-urlencoded` and JSON are supported",
        );
        return;
    };
    leave_others_aside(ctx, &content, chosen);
    let (kind, media) = &content[chosen];
    if form.is_some() {
        // Whether a form must be sent follows from its properties.
        leave_aside(ctx, &node, &["required", "description"]);
        operation.body = Body::Form;
        operation.inputs.extend(lower_form(ctx, declared.index, media));
    } else {
        operation.body = Body::Json { content_type: (*kind).to_owned() };
        operation.inputs.extend(lower_json(ctx, declared.index, &node, media));
    }
}

/// Counts the media types that aren't chosen.
pub(super) fn leave_others_aside(ctx: &mut Context<'_>, content: &[(&str, Node<'_>)], chosen: usize) {
    for (kind, _) in content.iter().enumerate().filter(|(index, _)| *index != chosen).map(|(_, entry)| entry) {
        ctx.keywords.leave_aside(kind);
    }
}

fn lower_form<'a>(ctx: &mut Context<'a>, index: usize, media: &Node<'a>) -> Vec<Input> {
    check_encoding(ctx, media);
    let Some(schema) = media.get("schema") else {
        ctx.wrong(&media.pointer, "form has no `schema`", "correct it with an overlay");
        return Vec::new();
    };
    let properties = match schema.reference() {
        Some(reference) => lower_form_component(ctx, &schema, reference),
        None => lower_form_properties(ctx, index, &schema),
    };
    leave_form_aside(ctx, &schema, &properties);
    let is_form_private = is_private(schema.raw);
    let sent = properties.into_iter().filter(|property| !property.read_only);
    sent.map(|property| {
        let ty = as_text(ctx, ParameterLocation::Form, property.ty);
        let mut facts = property.facts;
        // The parts of JSON have no fields of their own.
        let node = ctx.node_at(&property.pointer).filter(|_| *ty.innermost() == Type::Json);
        facts.private |= is_form_private || node.is_some_and(|node| ctx.contains_mark(&node));
        Input {
            location: ParameterLocation::Form,
            wire: property.wire,
            pointer: property.pointer,
            name: property.name,
            pinned: property.pinned,
            ty,
            required: property.required,
            account: false,
            facts,
        }
    })
    .collect()
}

/// Counts what has no effect on a form: facts about the whole of it, null, and what only responses have.
fn leave_form_aside(ctx: &mut Context<'_>, schema: &Node<'_>, properties: &[Property]) {
    reject_pin(ctx, schema, "set it on a property");
    leave_aside(ctx, schema, SCHEMA_FACTS);
    leave_aside(ctx, schema, &["nullable", "deprecated", "readOnly"]);
    let declared: Vec<Node<'_>> = properties.iter().filter_map(|property| ctx.node_at(&property.pointer)).collect();
    for node in declared {
        for key in ["readOnly", "nullable"].into_iter().filter(|key| node.flag(key)) {
            ctx.keywords.leave_aside(key);
        }
    }
}

/// Returns the properties of an inline form schema, including those of its `allOf`, `oneOf` and `anyOf` parts.
fn lower_form_properties<'a>(ctx: &mut Context<'a>, index: usize, schema: &Node<'a>) -> Vec<Property> {
    if !matches!(schema.text("type"), None | Some("object")) {
        ctx.wrong(&schema.pointer, "form is not an object", "give it `properties` with an overlay");
    }
    lower_properties(ctx, schema, |ctx, key, node| lower_form_type(ctx, node, Origin::in_operation(index, key)))
}

/// Returns the properties of a form schema that is a component. They have the types of the component's properties.
fn lower_form_component<'a>(ctx: &mut Context<'a>, schema: &Node<'a>, reference: &str) -> Vec<Property> {
    let Typed { ty, facts, .. } = lower_reference(ctx, schema, reference);
    if let Some(id) = ty.named()
        && let Some(object) = ctx.schemas[id.0].object()
        && let Some(node) = ctx.node_at(&ctx.schemas[id.0].pointer)
    {
        let known = |property: &Property| {
            let private = property.facts.private || facts.private;
            let facts = Facts { private, ..property.facts.clone() };
            (property.wire.clone(), Typed { ty: property.ty.clone(), nullable: false, facts })
        };
        let known = BTreeMap::from_iter(object.properties.iter().map(known));
        return lower_properties(ctx, &node, |_, key, _| known.get(key).cloned().unwrap_or_else(Typed::any));
    }
    ctx.wrong(&schema.pointer, "form is not an object", "give it `properties` with an overlay");
    Vec::new()
}

fn lower_form_type<'a>(ctx: &mut Context<'a>, node: &Node<'a>, origin: Origin) -> Typed {
    // An object in a form is encoded as one JSON string, whatever its properties are.
    let is_structured = |node: &Node<'_>| node.raw.get("properties").is_some();
    let ty = match () {
        () if is_structured(node) => Type::Json,
        () if node.get("items").as_ref().is_some_and(is_structured) => Type::Array(Box::new(Type::Json)),
        () => return lower_type(ctx, node, origin),
    };
    Typed { ty, nullable: true, facts: facts(node) }
}

/// Rejects an `encoding`: it changes how a form is sent, and has no meaning for JSON.
fn check_encoding(ctx: &mut Context<'_>, media: &Node<'_>) {
    if media.has("encoding") {
        let pointer = media.pointer.child("encoding");
        ctx.wrong(&pointer, "media type has an `encoding`", "only the default encoding is supported");
    }
}

fn lower_json<'a>(ctx: &mut Context<'a>, index: usize, body: &Node<'a>, media: &Node<'a>) -> Option<Input> {
    check_encoding(ctx, media);
    let Some(schema) = media.get("schema") else {
        ctx.wrong(&media.pointer, "JSON request body has no `schema`", "correct it with an overlay");
        return None;
    };
    let Typed { ty, facts, .. } = lower_whole(ctx, &schema, Origin::in_operation(index, "Body"));
    Some(Input {
        location: ParameterLocation::Body,
        wire: "body".to_owned(),
        pointer: schema.pointer,
        name: FieldName::default(),
        pinned: None,
        ty,
        required: body.flag("required"),
        account: false,
        facts: Facts { description: prose(body), ..Facts::default() }.or(facts),
    })
}

/// Returns whether a media type is JSON, with or without parameters.
pub(super) fn is_json(kind: &str) -> bool {
    // It becomes the value of a header.
    if !kind.bytes().all(|byte| matches!(byte, b' '..=b'~')) {
        return false;
    }
    let kind = kind.split(';').next().unwrap_or(kind).trim();
    kind == "application/json" || (kind.starts_with("application/") && kind.ends_with("+json"))
}
