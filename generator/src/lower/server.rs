//! Lowers the server of a document, and the credentials that its operations send there.

use crate::diagnostic::Pointer;
use crate::model::Security;
use crate::text::quoted;

use super::context::{Context, SECURITY_SCHEMES};
use super::node::Node;
use super::operation::{operations_of, paths};
use super::schema::leave_aside;

const HELP_ONE: &str = "exactly one server per document is supported: correct it with an overlay";

/// Returns the origin of all the document's requests. Servers that differ only in what describes them are the same.
///
/// Upstream's first documents have servers at their paths only. A document without operations needs none.
pub(super) fn lower_server(ctx: &mut Context<'_>) -> String {
    let errors = ctx.found.len();
    let mut known = lower_servers(ctx, &ctx.root(), None);
    let mut is_needed = false;
    for (_, item) in paths(ctx) {
        let own = lower_servers(ctx, &item, known.as_deref());
        for operation in operations_of(&item) {
            let own = lower_servers(ctx, &operation, own.as_deref().or(known.as_deref())).or_else(|| own.clone());
            known = known.or(own);
            is_needed = true;
        }
    }
    if known.is_none() && is_needed && ctx.found.len() == errors {
        ctx.wrong(&Pointer::root(), "document has no `servers`", HELP_ONE);
    }
    known.unwrap_or_default()
}

/// Returns the server that `node` declares. It is an error if it declares several, or another than `known`.
fn lower_servers(ctx: &mut Context<'_>, node: &Node<'_>, known: Option<&str>) -> Option<String> {
    let servers = node.items("servers");
    let urls: Vec<&str> = servers.iter().filter_map(|server| server.text("url")).collect();
    let origin = |url: &str| url.trim_end_matches('/').to_owned();
    let first = urls.first()?;
    let pointer = node.pointer.child("servers");
    if urls.iter().any(|url| origin(url) != origin(first)) {
        ctx.wrong(&pointer, format!("there are {} different servers", urls.len()), HELP_ONE);
        return None;
    }
    if known.is_some_and(|known| origin(first) != known) {
        let what = format!("server {} differs from that of the document", quoted(first));
        ctx.wrong(&pointer, what, HELP_ONE);
        return None;
    }
    if !is_origin(first) {
        let what = format!("server URL {} is not an `https://` origin", quoted(first));
        ctx.wrong(&servers[0].pointer.child("url"), what, "use `https://` and a host, without a path");
        return None;
    }
    Some(origin(first))
}

/// Returns the credentials of an operation.
pub(super) fn lower_security<'a>(ctx: &mut Context<'a>, node: &Node<'a>) -> Security {
    let (node, requirements) = match node.get("security") {
        Some(own) => (own, node.items("security")),
        None => (Node::new(&serde_json::Value::Null, Pointer::root().child("security")), ctx.root().items("security")),
    };
    match requirements.as_slice() {
        [] => Security::None,
        [requirement] => lower_scheme(ctx, requirement),
        _ => {
            ctx.wrong(&node.pointer, "operation has more than one security requirement", "keep one with an overlay");
            Security::None
        }
    }
}

fn lower_scheme<'a>(ctx: &mut Context<'a>, requirement: &Node<'a>) -> Security {
    let names = requirement.entries();
    let [(name, _)] = names.as_slice() else {
        let what = "security requirement does not have exactly one security scheme";
        ctx.wrong(&requirement.pointer, what, "keep one with an overlay");
        return Security::None;
    };
    let scheme = ctx.root().at(&["components", "securitySchemes", name]);
    let mut what = format!("security scheme {} is not declared", quoted(name));
    if let Some(scheme) = scheme {
        let Some(scheme) = ctx.declared(scheme, &SECURITY_SCHEMES) else { return Security::None };
        let http = scheme.text("scheme").map(str::to_ascii_lowercase);
        let flow = scheme.at(&["flows", "clientCredentials"]);
        let found = match (scheme.text("type"), http.as_deref(), flow) {
            (Some("http"), Some("basic"), _) => Some(Security::Basic),
            (Some("http"), Some("bearer"), _) => Some(Security::Bearer),
            (Some("oauth2"), _, Some(flow)) => {
                let scopes = requirement.texts(name).into_iter().map(str::to_owned).collect();
                Some(lower_flow(ctx, &flow, scopes))
            }
            _ => None,
        };
        if let Some(found) = found {
            let unused = if matches!(found, Security::OAuth2 { .. }) { "scheme" } else { "flows" };
            leave_aside(ctx, &scheme, &[unused]);
            return found;
        }
        let kinds = "is neither HTTP with the `scheme` `basic` or `bearer`, nor OAuth 2 with `clientCredentials` in its `flows`";
        what = format!("security scheme {} {kinds}", quoted(name));
    }
    ctx.wrong(&requirement.pointer, what, "correct it with an overlay");
    Security::None
}

fn lower_flow(ctx: &mut Context<'_>, flow: &Node<'_>, scopes: Vec<String>) -> Security {
    let url = flow.text("tokenUrl").unwrap_or_default();
    if !is_token_url(url) {
        let what = format!("token URL {} is not an `https://` URL with a plain path", quoted(url));
        ctx.wrong(&flow.pointer.child("tokenUrl"), what, "a secret is sent there: correct it with an overlay");
    }
    Security::OAuth2 { token_url: url.to_owned(), scopes }
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

/// Returns whether `url` is an origin with a plain path.
fn is_token_url(url: &str) -> bool {
    let end = url.match_indices('/').nth(2).map_or(url.len(), |(at, _)| at);
    let plain = |byte: u8| byte.is_ascii_alphanumeric() || b"/-._~".contains(&byte);
    is_origin(&url[..end]) && url[end..].bytes().all(plain)
}
