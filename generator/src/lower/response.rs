//! Lowers responses to the success codes and the type of their content.

use openapiv3::StatusCode;

use crate::model::Type;

use super::body::is_json;
use super::node::Node;
use super::{Lower, Parent};

/// Redirects that count as success if an operation declares no other success.
const REDIRECTS: &[u16] = &[302, 307];

/// The successful response of an operation.
pub(super) struct Success {
    /// The declared success codes, in ascending order.
    pub(super) success: Vec<u16>,
    /// The type of its content, if it declares any.
    pub(super) ty: Option<Type>,
    /// The media type of that content.
    pub(super) kind: Option<String>,
}

impl<'a> Lower<'a> {
    /// Lowers the successful responses of an operation. Errors have the same structure for all operations.
    pub(super) fn responses(&mut self, index: usize, operation: &openapiv3::Operation, node: &Node<'a>) -> Success {
        let codes = operation.responses.responses.keys();
        let declared: Vec<u16> =
            codes.filter_map(|code| if let StatusCode::Code(code) = code { Some(*code) } else { None }).collect();
        let mut success: Vec<u16> = declared.iter().copied().filter(|code| (200..300).contains(code)).collect();
        let mut keys: Vec<String> = success.iter().map(u16::to_string).collect();
        if operation.responses.responses.contains_key(&StatusCode::Range(2)) {
            keys.extend(["2XX".to_owned(), "2xx".to_owned()]);
        }
        if keys.is_empty() {
            success = declared.into_iter().filter(|code| REDIRECTS.contains(code)).collect();
            keys = success.iter().map(u16::to_string).collect();
        }
        success.sort_unstable();
        if keys.is_empty() {
            self.wrong(
                &node.pointer.child("responses"),
                "operation has no success response",
                "declare one with an overlay",
            );
        }
        let mut contents: Vec<(&'a str, Node<'a>)> = Vec::new();
        for key in &keys {
            if let Some(response) = node.at(&["responses", key]) {
                contents.extend(self.content(&response));
            }
        }
        let Some((kind, first)) = contents.first().cloned() else { return Success { success, ty: None, kind: None } };
        if let Some((_, other)) = contents.iter().find(|(_, schema)| schema.raw != first.raw) {
            self.wrong(
                &other.pointer,
                "schema differs from that of the first success response",
                "only one type per operation is supported",
            );
        }
        let (ty, _) = self.ty(&first, Parent::Operation(index), "Response", 0);
        Success { success, ty: Some(ty), kind: Some(kind.to_owned()) }
    }

    fn content(&mut self, response: &Node<'a>) -> Option<(&'a str, Node<'a>)> {
        let response = match response.reference() {
            Some(reference) => {
                self.followed(response, reference, ("responses", "response", |components| &components.responses))?.1
            }
            None => response.clone(),
        };
        let content = response.members("content");
        let json = content.iter().find(|(kind, _)| is_json(kind));
        if let (None, Some((kind, media))) = (json, content.first()) {
            let what = format!("success response has unsupported content type `{}`", kind.escape_debug());
            self.wrong(&media.pointer, what, "only JSON is supported");
        }
        let (kind, media) = json?;
        Some((*kind, media.get("schema")?))
    }
}
