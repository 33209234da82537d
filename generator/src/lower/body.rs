//! Lowers a request body to form properties or one JSON value.

use std::collections::BTreeMap;

use crate::ident::FieldName;
use crate::model::{Body, Facts, Input, ParameterLocation, Shape, Type};

use super::combine::lower_members;
use super::context::{Context, REQUEST_BODIES, Typed};
use super::member::Member;
use super::node::Node;
use super::operation::Declared;
use super::schema::{Parent, Site, lower_reference, lower_type};

const FORM: &str = "application/x-www-form-urlencoded";

/// The request body of an operation.
pub(super) struct RequestBody {
    pub(super) encoding: Body,
    /// The properties of a form, or the whole JSON body.
    pub(super) inputs: Vec<Input>,
}

/// Lowers the request body of an operation.
pub(super) fn lower_body<'a>(ctx: &mut Context<'a>, declared: &Declared<'a>) -> RequestBody {
    const NONE: RequestBody = RequestBody { encoding: Body::None, inputs: Vec::new() };
    let node = declared.node.get("requestBody");
    let (Some(body), Some(node)) = (&declared.operation.request_body, node) else { return NONE };
    let Some((body, node)) = ctx.declared(body, node, &REQUEST_BODIES) else { return NONE };
    let content = node.members("content");
    if let Some((_, media)) = content.iter().find(|(kind, _)| *kind == FORM) {
        return RequestBody { encoding: Body::Form, inputs: lower_form(ctx, declared.index, media) };
    }
    if let Some((kind, media)) = content.iter().find(|(kind, _)| is_json(kind)) {
        let input = lower_json(ctx, declared.index, body, media);
        let encoding = Body::Json { content_type: (*kind).to_owned() };
        return RequestBody { encoding, inputs: input.into_iter().collect() };
    }
    let kinds: Vec<String> = content.iter().map(|(kind, _)| kind.escape_debug().to_string()).collect();
    let what = format!("request body has unsupported content types `{}`", kinds.join("`, `"));
    ctx.wrong(&node.pointer, what, "only `application/x-www-form-urlencoded` and JSON are supported");
    NONE
}

fn lower_form<'a>(ctx: &mut Context<'a>, index: usize, media: &Node<'a>) -> Vec<Input> {
    if media.get("encoding").is_some() {
        let pointer = media.pointer.child("encoding");
        ctx.wrong(&pointer, "form has an `encoding`", "only the default encoding is supported");
    }
    let Some(schema) = media.get("schema") else {
        ctx.wrong(&media.pointer, "form has no `schema`", "correct it with an overlay");
        return Vec::new();
    };
    let mut members = match schema.reference() {
        Some(reference) => lower_form_component(ctx, &schema, reference),
        None => lower_form_members(ctx, index, &schema),
    };
    members.retain(|member| !member.read_only);
    for member in &mut members {
        member.typed.ty = as_text(ctx, &member.typed.ty);
    }
    members.into_iter().map(Member::into_form_input).collect()
}

/// Returns the properties of an inline form schema, including those of its `allOf`, `oneOf` and `anyOf` parts.
fn lower_form_members<'a>(ctx: &mut Context<'a>, index: usize, schema: &Node<'a>) -> Vec<Member<'a>> {
    if !matches!(schema.text("type"), None | Some("object")) {
        ctx.wrong(&schema.pointer, "form is not an object", "give it `properties` with an overlay");
    }
    lower_members(ctx, schema, |ctx, key, node| lower_form_type(ctx, node, Site::new(Parent::Operation(index), key)))
}

/// Returns the properties of a form schema that is a component. They have the types of the component's properties.
fn lower_form_component<'a>(ctx: &mut Context<'a>, schema: &Node<'a>, reference: &str) -> Vec<Member<'a>> {
    let ty = lower_reference(ctx, schema, reference, 0).ty;
    if let Type::Named(id) = ty
        && let Shape::Object(object) = &ctx.schemas[id.0].shape
        && let Some(node) = ctx.node_of(id)
    {
        let types = object.properties.iter().map(|property| (property.wire.clone(), property.ty.clone()));
        let types = BTreeMap::from_iter(types);
        let typed = |key: &str| Typed { ty: types.get(key).cloned().unwrap_or(Type::Json), nullable: false };
        return lower_members(ctx, &node, |_, key, _| typed(key));
    }
    ctx.wrong(&schema.pointer, "form is not an object", "give it `properties` with an overlay");
    Vec::new()
}

fn lower_form_type<'a>(ctx: &mut Context<'a>, node: &Node<'a>, site: Site<'_>) -> Typed {
    // An object in a form is encoded as one JSON string, whatever its properties are.
    let is_structured = |node: &Node<'_>| node.raw.get("properties").is_some();
    if is_structured(node) {
        return Typed::ANY;
    }
    if node.get("items").as_ref().is_some_and(is_structured) {
        return Typed { ty: Type::Array(Box::new(Type::Json)), nullable: true };
    }
    lower_type(ctx, node, site)
}

/// Returns the type of a value in a form. Forms only have strings, so objects and maps are encoded as JSON strings.
fn as_text(ctx: &Context<'_>, ty: &Type) -> Type {
    match ty {
        Type::Named(id) if matches!(ctx.schemas[id.0].shape, Shape::Enum(_)) => ty.clone(),
        Type::Named(_) | Type::Map(_) | Type::PageMeta | Type::PrefixedMap(_) => Type::Json,
        Type::Array(item) => match as_text(ctx, item) {
            Type::Array(_) => Type::Array(Box::new(Type::Json)),
            item => Type::Array(Box::new(item)),
        },
        Type::Nullable(inner) => as_text(ctx, inner),
        ty => ty.clone(),
    }
}

fn lower_json<'a>(
    ctx: &mut Context<'a>,
    index: usize,
    body: &openapiv3::RequestBody,
    media: &Node<'a>,
) -> Option<Input> {
    let Some(schema) = media.get("schema") else {
        ctx.wrong(&media.pointer, "JSON request body has no `schema`", "correct it with an overlay");
        return None;
    };
    let Typed { ty, .. } = lower_type(ctx, &schema, Site::new(Parent::Operation(index), "Body"));
    Some(Input {
        location: ParameterLocation::Body,
        wire: "body".to_owned(),
        pointer: schema.pointer,
        name: FieldName::default(),
        pinned: None,
        ty,
        required: body.required,
        account: false,
        facts: Facts { description: body.description.clone(), ..Facts::default() },
    })
}

pub(super) fn is_json(kind: &str) -> bool {
    let kind = kind.split(';').next().unwrap_or(kind).trim();
    kind == "application/json" || (kind.starts_with("application/") && kind.ends_with("+json"))
}
