//! Lowers paths to operations.

use std::collections::BTreeSet;

use openapiv3::{PathItem, ReferenceOr};

use crate::ident::TypeName;
use crate::model::Operation;

use super::body::{RequestBody, lower_body};
use super::context::Context;
use super::facts::{pinned, prose};
use super::node::Node;
use super::parameter::{Parameters, lower_parameters};
use super::response::{Success, lower_responses};
use super::schema::lower_waiting;
use super::server::lower_security;

/// An HTTP method.
struct Method {
    /// Its key in a path item.
    key: &'static str,
    name: &'static str,
    operation: fn(&PathItem) -> Option<&openapiv3::Operation>,
}

/// The methods of a path item in the order in which its operations are lowered.
const METHODS: [Method; 8] = [
    Method { key: "get", name: "GET", operation: |item| item.get.as_ref() },
    Method { key: "post", name: "POST", operation: |item| item.post.as_ref() },
    Method { key: "put", name: "PUT", operation: |item| item.put.as_ref() },
    Method { key: "patch", name: "PATCH", operation: |item| item.patch.as_ref() },
    Method { key: "delete", name: "DELETE", operation: |item| item.delete.as_ref() },
    Method { key: "head", name: "HEAD", operation: |item| item.head.as_ref() },
    Method { key: "options", name: "OPTIONS", operation: |item| item.options.as_ref() },
    Method { key: "trace", name: "TRACE", operation: |item| item.trace.as_ref() },
];

/// An operation as the document declares it.
pub(super) struct Declared<'a> {
    /// Its index in the model.
    pub(super) index: usize,
    pub(super) path: &'a str,
    /// The value of the path.
    pub(super) item: &'a PathItem,
    pub(super) item_node: Node<'a>,
    method: &'static str,
    pub(super) operation: &'a openapiv3::Operation,
    pub(super) node: Node<'a>,
}

/// Lowers all operations, in the document's order of paths.
pub(super) fn lower_operations(ctx: &mut Context<'_>) -> Vec<Operation> {
    let mut operations = Vec::new();
    let mut ids = BTreeSet::new();
    let document = ctx.document;
    let paths = ctx.root().get("paths").unwrap_or_else(|| ctx.root());
    for (path, item) in &document.api.paths.paths {
        let Some(item_node) = paths.get(path) else { continue };
        let ReferenceOr::Item(item) = item else {
            ctx.wrong(&item_node.pointer, "path item is a `$ref`", "write out its operations");
            continue;
        };
        check_servers(ctx, item, &item_node);
        for method in METHODS {
            let (Some(operation), Some(node)) = ((method.operation)(item), item_node.get(method.key)) else { continue };
            let index = operations.len();
            let declared =
                Declared { index, path, item, item_node: item_node.clone(), method: method.name, operation, node };
            let Some(lowered) = lower_operation(ctx, &declared) else { continue };
            if !ids.insert(lowered.id.clone()) {
                let what = format!("duplicate `operationId` `{}`", lowered.id.escape_debug());
                ctx.wrong(&lowered.pointer, what, "change one of them with an overlay");
            }
            operations.push(lowered);
        }
    }
    operations
}

fn lower_operation<'a>(ctx: &mut Context<'a>, declared: &Declared<'a>) -> Option<Operation> {
    let Declared { path, method, operation, node, .. } = declared;
    let Some(id) = &operation.operation_id else {
        ctx.wrong(&node.pointer, "operation has no `operationId`", "add one with an overlay");
        return None;
    };
    if !operation.servers.is_empty() {
        let pointer = node.pointer.child("servers");
        ctx.wrong(&pointer, "operation has its own `servers`", "only one server per document is supported");
    }
    let Parameters { mut inputs, ignored_headers } = lower_parameters(ctx, declared);
    let RequestBody { encoding, inputs: body_inputs } = lower_body(ctx, declared);
    inputs.extend(body_inputs);
    let Success { codes, ty, content_type } = lower_responses(ctx, declared);
    lower_waiting(ctx);
    Some(Operation {
        id: id.clone(),
        pointer: node.pointer.clone(),
        name: TypeName::default(),
        pinned: pinned(node),
        resource: resource(operation.tags.first(), path, &ctx.home.product),
        method,
        path: (*path).to_owned(),
        description: prose(node),
        deprecated: operation.deprecated,
        security: lower_security(ctx, operation, node),
        body: encoding,
        inputs,
        ignored_headers,
        success: codes,
        response: ty,
        accept: content_type,
        required_name: None,
        paging: None,
        conditional: conditional(node),
    })
}

fn check_servers(ctx: &mut Context<'_>, item: &PathItem, node: &Node<'_>) {
    if !item.servers.is_empty() && item.servers != ctx.document.api.servers {
        let pointer = node.pointer.child("servers");
        ctx.wrong(&pointer, "path item has its own `servers`", "only one server per document is supported");
    }
}

/// Returns the tag without product and version, or the last segment of the path that is neither a parameter nor a version.
fn resource(tag: Option<&String>, path: &str, product: &str) -> String {
    if let Some(tag) = tag {
        let bare = without_product(tag, product);
        return if bare.is_empty() { tag.clone() } else { bare.to_owned() };
    }
    let mut words = path.split('/').filter(|word| !word.is_empty() && !word.contains('{') && !is_version(word));
    words.next_back().unwrap_or("root").trim_end_matches(".json").to_owned()
}

/// `Ip_messagingV1Service` → `Service`, `Api20100401Call` → `Call`. A tag of another product is returned unchanged.
fn without_product<'t>(tag: &'t str, product: &str) -> &'t str {
    let wanted = product.chars().filter(char::is_ascii_alphanumeric);
    let mut rest = tag;
    for next in wanted {
        rest = rest.trim_start_matches(['_', '-']);
        match rest.chars().next() {
            Some(letter) if letter.eq_ignore_ascii_case(&next) => rest = &rest[1..],
            _ => return tag,
        }
    }
    let digits = rest.strip_prefix(['V', 'v']).unwrap_or(rest);
    let behind = digits.trim_start_matches(|digit: char| digit.is_ascii_digit());
    if behind.len() < digits.len() { behind } else { rest }
}

fn is_version(word: &str) -> bool {
    word.starts_with(|first: char| first.is_ascii_digit()) || (word.len() < 4 && word.starts_with('v'))
}

fn conditional(node: &Node<'_>) -> Vec<Vec<String>> {
    let groups = node.at(&["x-twilio"]).map(|facts| facts.items("conditional")).unwrap_or_default();
    groups
        .iter()
        .map(|group| {
            let names = group.raw.as_array().into_iter().flatten();
            names.filter_map(|name| name.as_str().map(str::to_owned)).collect()
        })
        .collect()
}
