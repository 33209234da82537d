//! Lowers responses to the success codes and the type of their content.

use std::collections::BTreeSet;

use crate::model::{Operation, Origin, READ_HEADERS, Type};
use crate::text::quoted;

use super::body::{is_json, leave_others_aside};
use super::context::{Context, RESPONSES, Typed};
use super::facts::SCHEMA_FACTS;
use super::node::Node;
use super::operation::Declared;
use super::schema::{leave_aside, lower_whole};

/// Redirects that count as success if an operation declares no other success.
const REDIRECTS: &[u16] = &[302, 307];

/// Lowers the successful responses of an operation. Errors have the same structure for all operations, and are left aside.
pub(super) fn lower_responses<'a>(ctx: &mut Context<'a>, declared: &Declared<'a>, operation: &mut Operation) {
    let responses = declared.node.members("responses");
    operation.response_headers = headers(ctx, &responses);
    let code = |key: &str| key.parse::<u16>().ok();
    let is_success = |key: &str| key.starts_with('2');
    let is_redirect = |key: &str| code(key).is_some_and(|code| REDIRECTS.contains(&code));
    let has_success = responses.iter().any(|(key, _)| is_success(key));
    let (mut chosen, others): (Vec<_>, Vec<_>) = responses
        .into_iter()
        .filter(|(key, _)| !key.starts_with("x-"))
        .partition(|(key, _)| if has_success { is_success(key) } else { is_redirect(key) });
    for (key, _) in others {
        ctx.keywords.leave_aside(&format!("response {key}"));
    }
    operation.success = chosen.iter().filter_map(|(key, _)| code(key)).collect();
    operation.success.sort_unstable();
    if chosen.is_empty() {
        let pointer = declared.node.pointer.child("responses");
        ctx.wrong(&pointer, "operation has no success response", "declare one with an overlay");
    }
    // A range comes after the codes.
    chosen.sort_by_key(|(key, _)| code(key).is_none());
    let mut contents: Vec<(&'a str, Option<Node<'a>>)> = Vec::new();
    for (_, response) in chosen {
        contents.extend(content(ctx, response));
    }
    let Some((kind, first)) = contents.first() else { return };
    let raw = |schema: &Option<Node<'a>>| schema.as_ref().map(|schema| schema.raw);
    if let Some((_, Some(other))) = contents.iter().find(|(_, schema)| raw(schema) != raw(first)) {
        let what = "schema differs from that of the first success response";
        ctx.wrong(&other.pointer, what, "only one type per operation is supported");
    }
    let ty = match first {
        Some(schema) => lower_response(ctx, declared.index, schema),
        None => Type::Json,
    };
    (operation.response, operation.accept) = (Some(ty), Some((*kind).to_owned()));
}

/// Lowers the schema of a response. It has no field whose documentation could have its facts.
fn lower_response<'a>(ctx: &mut Context<'a>, index: usize, node: &Node<'a>) -> Type {
    let Typed { ty, facts, .. } = lower_whole(ctx, node, Origin::in_operation(index, "Response"));
    if facts.private && !ty.schema().is_some_and(|id| ctx.schemas[id.0].facts.private) {
        let what = "`x-secret` and `x-twilio.pii` have no effect on a response as a whole";
        ctx.wrong(&node.pointer, what, "mark its properties, or the component that has them, with an overlay");
    }
    let is_own = matches!(ty, Type::Named(id) if ctx.schemas[id.0].pointer == node.pointer);
    let of_type = |key: &&&str| is_own && ["description", "deprecated"].contains(*key);
    let others = SCHEMA_FACTS.iter().chain(&["deprecated"]).filter(|key| !of_type(key)).copied();
    leave_aside(ctx, node, &Vec::from_iter(others));
    ty
}

/// Returns the headers that the crate reads of those that any response declares, errors included.
fn headers(ctx: &Context<'_>, responses: &[(&str, Node<'_>)]) -> Vec<String> {
    let mut headers = BTreeSet::new();
    for (_, response) in responses {
        let key = response.reference().and_then(|reference| reference.strip_prefix("#/components/responses/"));
        let target = key.and_then(|key| ctx.root().at(&["components", "responses", key]));
        let names = target.as_ref().unwrap_or(response).members("headers").into_iter();
        headers.extend(names.map(|(name, _)| name.to_ascii_lowercase()));
    }
    headers.into_iter().filter(|name| READ_HEADERS.contains(&name.as_str())).collect()
}

/// Returns the media type and schema of a response, if it has JSON content.
fn content<'a>(ctx: &mut Context<'a>, response: Node<'a>) -> Option<(&'a str, Option<Node<'a>>)> {
    let content = ctx.declared(response, &RESPONSES)?.members("content");
    let Some(chosen) = content.iter().position(|(kind, _)| is_json(kind)) else {
        if let Some((kind, media)) = content.first() {
            let what = format!("success response has unsupported media type {}", quoted(kind));
            ctx.wrong(&media.pointer, what, "only JSON is supported");
        }
        return None;
    };
    leave_others_aside(ctx, &content, chosen);
    let (kind, media) = &content[chosen];
    if media.has("encoding") {
        // Only request bodies can have one.
        ctx.keywords.leave_aside("encoding");
    }
    Some((*kind, media.get("schema")))
}
