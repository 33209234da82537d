//! Lowers paths to operations.

use std::collections::BTreeSet;

use openapiv3::{PathItem, ReferenceOr, SecurityRequirement, SecurityScheme};

use crate::diagnostic::Pointer;
use crate::model::{Operation, Security};
use crate::name::TypeName;

use super::Lower;
use super::facts::{pinned, prose};
use super::node::Node;

/// The methods of a path item in the order in which its operations are lowered, as spelled in the document and in HTTP.
const METHODS: &[(&str, &str)] = &[
    ("get", "GET"),
    ("post", "POST"),
    ("put", "PUT"),
    ("patch", "PATCH"),
    ("delete", "DELETE"),
    ("head", "HEAD"),
    ("options", "OPTIONS"),
    ("trace", "TRACE"),
];

impl<'a> Lower<'a> {
    /// Lowers all operations, in the document's order of paths.
    pub(super) fn operations(&mut self) -> Vec<Operation> {
        let mut operations = Vec::new();
        let mut ids = BTreeSet::new();
        let document = self.document;
        let paths = self.root().get("paths").unwrap_or_else(|| self.root());
        for (path, item) in &document.api.paths.paths {
            let Some(node) = paths.get(path) else { continue };
            let ReferenceOr::Item(item) = item else {
                self.wrong(&node.pointer, "path item is a `$ref`", "write out its operations");
                continue;
            };
            self.path_servers(item, &node);
            for (key, method) in METHODS {
                let (Some(operation), Some(node)) = (method_of(item, key), node.get(key)) else { continue };
                let index = operations.len();
                let Some(lowered) = self.operation(index, path, method, item, operation, &node) else { continue };
                if !ids.insert(lowered.id.clone()) {
                    let what = format!("duplicate `operationId` `{}`", lowered.id.escape_debug());
                    self.wrong(&node.pointer, what, "change one of them with an overlay");
                }
                operations.push(lowered);
            }
        }
        operations
    }

    fn operation(
        &mut self,
        index: usize,
        path: &str,
        method: &'static str,
        item: &'a PathItem,
        operation: &'a openapiv3::Operation,
        node: &Node<'a>,
    ) -> Option<Operation> {
        let Some(id) = &operation.operation_id else {
            self.wrong(&node.pointer, "operation has no `operationId`", "add one with an overlay");
            return None;
        };
        if !operation.servers.is_empty() {
            self.wrong(
                &node.pointer.child("servers"),
                "operation has its own `servers`",
                "only one server per document is supported",
            );
        }
        let (mut inputs, ignored_headers) = self.parameters(index, path, item, operation, node);
        let (body, body_inputs) = self.body(index, operation, node);
        inputs.extend(body_inputs);
        let success = self.responses(index, operation, node);
        self.settle();
        let paging = self.paging(id, &inputs, success.ty.as_ref());
        let tag = operation.tags.first().map(String::as_str);
        Some(Operation {
            id: id.clone(),
            pointer: node.pointer.clone(),
            name: TypeName::default(),
            pinned: pinned(node),
            resource: self.resource(tag, path),
            method,
            path: path.to_owned(),
            description: prose(node),
            deprecated: operation.deprecated,
            security: self.security(operation, node),
            body,
            inputs,
            ignored_headers,
            success: success.success,
            response: success.ty,
            accept: success.kind,
            required_name: None,
            paging,
            conditional: conditional(node),
        })
    }

    /// Returns the tag without product and version, or the last segment of the path that is neither a parameter nor a
    /// version.
    fn resource(&self, tag: Option<&str>, path: &str) -> String {
        if let Some(tag) = tag {
            let bare = without_product(tag, &self.home.product);
            return if bare.is_empty() { tag.to_owned() } else { bare.to_owned() };
        }
        let mut words = path.split('/').filter(|word| !word.is_empty() && !word.contains('{') && !is_version(word));
        words.next_back().unwrap_or("root").trim_end_matches(".json").to_owned()
    }

    fn path_servers(&mut self, item: &PathItem, node: &Node<'a>) {
        if !item.servers.is_empty() && item.servers != self.document.api.servers {
            self.wrong(
                &node.pointer.child("servers"),
                "path item has its own `servers`",
                "only one server per document is supported",
            );
        }
    }

    /// Returns the origin of all the document's requests.
    pub(super) fn server(&mut self) -> String {
        let pointer = Pointer::root().child("servers");
        match self.document.api.servers.as_slice() {
            [server] if is_origin(&server.url) => server.url.trim_end_matches('/').to_owned(),
            [server] => {
                let what = format!("server URL `{}` is not an `https://` origin", server.url.escape_debug());
                self.wrong(&pointer, what, "use `https://` and a host, without a path");
                String::new()
            }
            servers => {
                let what = format!("document has {} servers", servers.len());
                self.wrong(&pointer, what, "exactly one server per document is supported: correct it with an overlay");
                String::new()
            }
        }
    }

    fn security(&mut self, operation: &openapiv3::Operation, node: &Node<'a>) -> Security {
        let document = self.document;
        let requirements = operation.security.as_ref().or(document.api.security.as_ref());
        match requirements.map(Vec::as_slice) {
            None | Some([]) => Security::None,
            Some([requirement]) => self.scheme(requirement, node),
            Some(_) => {
                self.wrong(
                    &node.pointer.child("security"),
                    "operation has more than one security requirement",
                    "keep one with an overlay",
                );
                Security::None
            }
        }
    }

    fn scheme(&mut self, requirement: &SecurityRequirement, node: &Node<'a>) -> Security {
        let mut names = requirement.keys();
        let (Some(name), None) = (names.next(), names.next()) else {
            self.wrong(
                &node.pointer.child("security"),
                "security requirement does not have exactly one security scheme",
                "keep one with an overlay",
            );
            return Security::None;
        };
        let schemes = self.document.api.components.as_ref().map(|components| &components.security_schemes);
        match schemes.and_then(|schemes| schemes.get(name)) {
            Some(ReferenceOr::Item(SecurityScheme::HTTP { scheme, .. })) if scheme.eq_ignore_ascii_case("basic") => {
                Security::Basic
            }
            Some(ReferenceOr::Item(SecurityScheme::HTTP { scheme, .. })) if scheme.eq_ignore_ascii_case("bearer") => {
                Security::Bearer
            }
            Some(ReferenceOr::Item(SecurityScheme::OAuth2 { flows, .. })) if flows.client_credentials.is_some() => {
                let token_url =
                    flows.client_credentials.as_ref().map(|flow| flow.token_url.clone()).unwrap_or_default();
                if !is_token_url(&token_url) {
                    let what =
                        format!("token URL `{}` is not an `https://` URL with a plain path", token_url.escape_debug());
                    self.wrong(
                        &node.pointer.child("security"),
                        what,
                        "a secret is sent there: correct it with an overlay",
                    );
                }
                Security::OAuth2 { token_url }
            }
            found => {
                let what = match found {
                    None => format!("security scheme `{}` is not declared", name.escape_debug()),
                    Some(_) => format!(
                        "security scheme `{}` is not HTTP basic, HTTP bearer or OAuth 2 client credentials",
                        name.escape_debug()
                    ),
                };
                self.wrong(&node.pointer.child("security"), what, "correct it with an overlay");
                Security::None
            }
        }
    }
}

fn method_of<'a>(item: &'a PathItem, key: &str) -> Option<&'a openapiv3::Operation> {
    let operation = match key {
        "get" => &item.get,
        "post" => &item.post,
        "put" => &item.put,
        "patch" => &item.patch,
        "delete" => &item.delete,
        "head" => &item.head,
        "options" => &item.options,
        _ => &item.trace,
    };
    operation.as_ref()
}

/// Returns whether `url` is `https://host` or `https://host:port`. Characters that could end the host early or start a path
/// aren't allowed.
fn is_origin(url: &str) -> bool {
    let Some(rest) = url.strip_prefix("https://").map(|rest| rest.trim_end_matches('/')) else { return false };
    let (host, port) = rest.split_once(':').unwrap_or((rest, "443"));
    let label = |label: &str| {
        !label.is_empty()
            && !label.starts_with('-')
            && !label.ends_with('-')
            && label.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'-')
    };
    host.len() <= 253
        && host.split('.').all(label)
        && port.bytes().all(|digit| digit.is_ascii_digit())
        && port.parse::<u16>().is_ok()
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

/// Returns whether `url` is an origin with a plain path.
fn is_token_url(url: &str) -> bool {
    let end = url.match_indices('/').nth(2).map_or(url.len(), |(at, _)| at);
    let plain = |byte: u8| byte.is_ascii_alphanumeric() || b"/-._~".contains(&byte);
    is_origin(&url[..end]) && url[end..].bytes().all(plain)
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
