//! Lowers paths to operations.

use std::collections::BTreeSet;

use openapiv3::{PathItem, ReferenceOr};

use crate::ident::TypeName;
use crate::model::{Body, Operation, Security};
use crate::text::quoted;

use super::body::lower_body;
use super::context::Context;
use super::facts::{pinned, prose};
use super::node::Node;
use super::parameter::{lower_parameters, lower_path};
use super::response::lower_responses;
use super::schema::lower_waiting;
use super::server::lower_security;

/// A method of a path item: its key and its name, and where openapiv3 keeps its operation.
type Method = (&'static str, &'static str, fn(&PathItem) -> &Option<openapiv3::Operation>);

/// The methods, in the order in which their operations are lowered.
const METHODS: [Method; 8] = [
    ("get", "GET", |item| &item.get),
    ("post", "POST", |item| &item.post),
    ("put", "PUT", |item| &item.put),
    ("patch", "PATCH", |item| &item.patch),
    ("delete", "DELETE", |item| &item.delete),
    ("head", "HEAD", |item| &item.head),
    ("options", "OPTIONS", |item| &item.options),
    ("trace", "TRACE", |item| &item.trace),
];

/// An operation as the document declares it.
pub(super) struct Declared<'a> {
    /// Its index in the model.
    pub(super) index: usize,
    pub(super) path: &'a str,
    /// The value of the path.
    pub(super) item: Node<'a>,
    pub(super) node: Node<'a>,
    pub(super) operation: &'a openapiv3::Operation,
    /// The placeholders in the path, if it is valid.
    pub(super) placeholders: Option<Vec<&'a str>>,
}

/// Lowers all operations, in the document's order of paths.
pub(super) fn lower_operations(ctx: &mut Context<'_>) -> Vec<Operation> {
    let mut operations: Vec<Operation> = Vec::new();
    let mut ids = BTreeSet::new();
    for (path, item) in paths(ctx) {
        if item.reference().is_some() {
            ctx.wrong(&item.pointer, "path item is a `$ref`", "write out its operations");
            continue;
        }
        let placeholders = lower_path(ctx, path, &item);
        let Some(typed) = ctx.document.paths.paths.get(path).and_then(ReferenceOr::as_item) else { continue };
        for (key, method, operation) in METHODS {
            let (Some(node), Some(operation)) = (item.get(key), operation(typed)) else { continue };
            let (item, placeholders) = (item.clone(), placeholders.clone());
            let declared = Declared { index: operations.len(), path, item, node, operation, placeholders };
            let Some(lowered) = lower_operation(ctx, &declared, method) else { continue };
            if !ids.insert(lowered.id.clone()) {
                let what = format!("duplicate `operationId` {}", quoted(&lowered.id));
                ctx.wrong(&lowered.pointer, what, "change one of them with an overlay");
            }
            operations.push(lowered);
        }
    }
    operations
}

/// Returns the document's paths, in its order.
pub(super) fn paths<'a>(ctx: &Context<'a>) -> Vec<(&'a str, Node<'a>)> {
    let mut paths = ctx.root().members("paths");
    paths.retain(|(path, _)| !path.starts_with("x-"));
    paths
}

/// Returns the operations of a path item.
pub(super) fn operations_of<'a>(item: &Node<'a>) -> impl Iterator<Item = Node<'a>> {
    METHODS.iter().filter_map(|(key, ..)| item.get(key))
}

fn lower_operation<'a>(ctx: &mut Context<'a>, declared: &Declared<'a>, method: &'static str) -> Option<Operation> {
    let Declared { path, node, operation, .. } = declared;
    let Some(id) = &operation.operation_id else {
        ctx.wrong(&node.pointer, "operation has no `operationId`", "add one with an overlay");
        return None;
    };
    if operation.tags.len() > 1 {
        // Only the first one decides about the file.
        ctx.keywords.leave_aside("further tags");
    }
    let mut lowered = Operation {
        id: id.clone(),
        pointer: node.pointer.clone(),
        name: TypeName::default(),
        pinned: pinned(node),
        resource: resource(operation.tags.first().map(String::as_str), path, &ctx.home.product),
        method,
        path: (*path).to_owned(),
        description: prose(node),
        deprecated: operation.deprecated,
        security: Security::None,
        body: Body::None,
        inputs: Vec::new(),
        ignored_headers: Vec::new(),
        success: Vec::new(),
        response: None,
        accept: None,
        response_headers: Vec::new(),
        required_name: None,
        paging: None,
        page_size: None,
        conditional: conditional(node),
    };
    lower_parameters(ctx, declared, &mut lowered);
    lower_body(ctx, declared, &mut lowered);
    lower_responses(ctx, declared, &mut lowered);
    lower_waiting(ctx);
    lowered.security = lower_security(ctx, node);
    Some(lowered)
}

/// Returns the tag without product and version, or the last segment of the path that is neither a parameter nor a version.
fn resource(tag: Option<&str>, path: &str, product: &str) -> String {
    if let Some(tag) = tag {
        let bare = without_product(tag, product);
        return if bare.is_empty() { tag.to_owned() } else { bare.to_owned() };
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
