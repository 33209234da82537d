//! Lowers the server of a document, and the credentials that its operations send there.

use openapiv3::{OAuth2Flows, ReferenceOr, SecurityRequirement, SecurityScheme};

use crate::diagnostic::Pointer;
use crate::model::Security;

use super::context::Context;
use super::node::Node;

/// Returns the origin of all the document's requests.
pub(super) fn lower_server(ctx: &mut Context<'_>) -> String {
    let pointer = Pointer::root().child("servers");
    match ctx.document.api.servers.as_slice() {
        [server] if is_origin(&server.url) => server.url.trim_end_matches('/').to_owned(),
        [server] => {
            let what = format!("server URL `{}` is not an `https://` origin", server.url.escape_debug());
            ctx.wrong(&pointer, what, "use `https://` and a host, without a path");
            String::new()
        }
        servers => {
            let what = format!("document has {} servers", servers.len());
            ctx.wrong(&pointer, what, "exactly one server per document is supported: correct it with an overlay");
            String::new()
        }
    }
}

/// Returns the credentials of an operation.
pub(super) fn lower_security(ctx: &mut Context<'_>, operation: &openapiv3::Operation, node: &Node<'_>) -> Security {
    let document = ctx.document;
    let requirements = operation.security.as_ref().or(document.api.security.as_ref());
    match requirements.map(Vec::as_slice) {
        None | Some([]) => Security::None,
        Some([requirement]) => lower_scheme(ctx, requirement, node),
        Some(_) => {
            ctx.wrong(
                &node.pointer.child("security"),
                "operation has more than one security requirement",
                "keep one with an overlay",
            );
            Security::None
        }
    }
}

fn lower_scheme(ctx: &mut Context<'_>, requirement: &SecurityRequirement, node: &Node<'_>) -> Security {
    let pointer = node.pointer.child("security");
    let mut names = requirement.keys();
    let (Some(name), None) = (names.next(), names.next()) else {
        let what = "security requirement does not have exactly one security scheme";
        ctx.wrong(&pointer, what, "keep one with an overlay");
        return Security::None;
    };
    let schemes = ctx.document.api.components.as_ref().map(|components| &components.security_schemes);
    let scheme = schemes.and_then(|schemes| schemes.get(name)).and_then(ReferenceOr::as_item);
    match scheme {
        Some(SecurityScheme::HTTP { scheme, .. }) if scheme.eq_ignore_ascii_case("basic") => return Security::Basic,
        Some(SecurityScheme::HTTP { scheme, .. }) if scheme.eq_ignore_ascii_case("bearer") => {
            return Security::Bearer;
        }
        Some(SecurityScheme::OAuth2 { flows: OAuth2Flows { client_credentials: Some(flow), .. }, .. }) => {
            if !is_token_url(&flow.token_url) {
                let url = flow.token_url.escape_debug();
                let what = format!("token URL `{url}` is not an `https://` URL with a plain path");
                ctx.wrong(&pointer, what, "a secret is sent there: correct it with an overlay");
            }
            return Security::OAuth2 { token_url: flow.token_url.clone() };
        }
        _ => {}
    }
    let what = match schemes.is_some_and(|schemes| schemes.contains_key(name)) {
        false => "is not declared",
        true => "is not HTTP basic, HTTP bearer or OAuth 2 client credentials",
    };
    let what = format!("security scheme `{}` {what}", name.escape_debug());
    ctx.wrong(&pointer, what, "correct it with an overlay");
    Security::None
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
