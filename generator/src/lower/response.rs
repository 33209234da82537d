//! Lowers responses to the success codes and the type of their content.

use openapiv3::StatusCode;

use crate::model::Type;

use super::body::is_json;
use super::context::{Context, RESPONSES};
use super::node::Node;
use super::operation::Declared;
use super::schema::{Parent, Site, lower_type};

/// Redirects that count as success if an operation declares no other success.
const REDIRECTS: &[u16] = &[302, 307];

/// The successful response of an operation.
pub(super) struct Success {
    /// The declared success codes, in ascending order.
    pub(super) codes: Vec<u16>,
    /// The type of its content, if it declares any.
    pub(super) ty: Option<Type>,
    pub(super) content_type: Option<String>,
}

/// Lowers the successful responses of an operation. Errors have the same structure for all operations.
pub(super) fn lower_responses<'a>(ctx: &mut Context<'a>, declared: &Declared<'a>) -> Success {
    let responses = &declared.operation.responses.responses;
    let numbers =
        responses.keys().filter_map(|code| if let StatusCode::Code(code) = code { Some(*code) } else { None });
    let mut codes: Vec<u16> = numbers.clone().filter(|code| (200..300).contains(code)).collect();
    let mut keys: Vec<String> = codes.iter().map(u16::to_string).collect();
    if responses.contains_key(&StatusCode::Range(2)) {
        keys.extend(["2XX".to_owned(), "2xx".to_owned()]);
    }
    if keys.is_empty() {
        codes = numbers.filter(|code| REDIRECTS.contains(code)).collect();
        keys = codes.iter().map(u16::to_string).collect();
    }
    codes.sort_unstable();
    if keys.is_empty() {
        let pointer = declared.node.pointer.child("responses");
        ctx.wrong(&pointer, "operation has no success response", "declare one with an overlay");
    }
    let mut contents: Vec<(&'a str, Node<'a>)> = Vec::new();
    for key in &keys {
        if let Some(response) = declared.node.at(&["responses", key]) {
            contents.extend(content(ctx, &response));
        }
    }
    let Some((kind, first)) = contents.first() else { return Success { codes, ty: None, content_type: None } };
    if let Some((_, other)) = contents.iter().find(|(_, schema)| schema.raw != first.raw) {
        let what = "schema differs from that of the first success response";
        ctx.wrong(&other.pointer, what, "only one type per operation is supported");
    }
    let ty = lower_type(ctx, first, Site::new(Parent::Operation(declared.index), "Response")).ty;
    Success { codes, ty: Some(ty), content_type: Some((*kind).to_owned()) }
}

/// Returns the content type and schema of a response, if it has JSON content.
fn content<'a>(ctx: &mut Context<'a>, response: &Node<'a>) -> Option<(&'a str, Node<'a>)> {
    let response = match response.reference() {
        Some(reference) => ctx.followed(response, reference, &RESPONSES)?.1,
        None => response.clone(),
    };
    let content = response.members("content");
    let json = content.iter().find(|(kind, _)| is_json(kind));
    if let (None, Some((kind, media))) = (json, content.first()) {
        let what = format!("success response has unsupported content type `{}`", kind.escape_debug());
        ctx.wrong(&media.pointer, what, "only JSON is supported");
    }
    let (kind, media) = json?;
    Some((*kind, media.get("schema")?))
}
