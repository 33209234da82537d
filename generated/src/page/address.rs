//! Resolves the address of the next page, which must be in the same host family.

use bytes::Bytes;
use http::Uri;

use crate::{encode::percent_encoded, url};

/// A request extension, set if the base URL is overridden.
#[derive(Clone, Debug)]
pub(crate) struct Rebased {
    /// The base URL's path, without a trailing slash.
    pub(crate) prefix: String,
}

/// Resolves a page's link to the next page. A relative link is resolved against the origin of `previous`.
#[inline]
pub(crate) fn follow(link: &str, previous: &http::Request<Bytes>) -> Result<Uri, String> {
    let rebased = previous.extensions().get::<Rebased>();
    if link.starts_with('/') && !link.starts_with("//") {
        let prefix = rebased.map_or("", |rebased| &rebased.prefix);
        return build(previous.uri(), &format!("{prefix}{link}"));
    }
    let next = url::parse(link).map_err(|fault| format!("the next page's address {fault}"))?;
    if is_home(&next, previous.uri(), rebased.is_some()) {
        return Ok(next);
    }
    Err(format!(
        "the next page is on a different host (`{}`) from this page (`{}`): credentials aren't sent there",
        next.host().unwrap_or_default(),
        previous.uri().host().unwrap_or_default(),
    ))
}

/// Returns whether credentials for `origin` may be sent to `uri`: within the host family, or, if the origin is that of a base
/// URL, only to the same origin.
#[inline]
pub(crate) fn is_home(uri: &Uri, origin: &Uri, rebased: bool) -> bool {
    same_origin(uri, origin) || (!rebased && same_family(uri, origin))
}

/// Returns the same address with another value for the query parameter.
#[inline]
pub(crate) fn with_parameter(uri: &Uri, name: &str, value: &str) -> Result<Uri, String> {
    let parameter = format!("{}=", percent_encoded(name));
    let others =
        uri.query().unwrap_or_default().split('&').filter(|pair| !pair.is_empty() && !pair.starts_with(&parameter));
    let mut query: String = others.flat_map(|pair| [pair, "&"]).collect();
    query.push_str(&parameter);
    build(uri, &format!("{}?{query}{}", uri.path(), percent_encoded(value)))
}

#[inline]
fn build(origin: &Uri, path_and_query: &str) -> Result<Uri, String> {
    let mut parts = origin.clone().into_parts();
    parts.path_and_query = Some(path_and_query.parse().map_err(|_| invalid_address())?);
    Uri::from_parts(parts).map_err(|_| invalid_address())
}

#[inline]
fn invalid_address() -> String {
    "the next page's address is not a valid URI".to_owned()
}

#[inline]
fn same_origin(next: &Uri, previous: &Uri) -> bool {
    same_scheme_and_port(next, previous)
        && match (next.host(), previous.host()) {
            (Some(next), Some(previous)) => next.eq_ignore_ascii_case(previous),
            _ => false,
        }
}

/// Returns whether both are hosts of one Twilio product, in any region: `<product>[.<edge>][.<region>].twilio.com`.
#[inline]
fn same_family(next: &Uri, previous: &Uri) -> bool {
    let product = |uri: &Uri| product(uri.host()?);
    same_scheme_and_port(next, previous) && product(next).is_some() && product(next) == product(previous)
}

#[inline]
fn same_scheme_and_port(next: &Uri, previous: &Uri) -> bool {
    url::check(next).is_ok() && next.scheme() == previous.scheme() && url::port(next) == url::port(previous)
}

/// Returns the first label of a Twilio host.
#[inline]
fn product(host: &str) -> Option<String> {
    let host = host.to_ascii_lowercase();
    let labels: Vec<&str> = host.strip_suffix(".twilio.com")?.split('.').collect();
    let sound =
        |label: &&str| !label.is_empty() && label.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'-');
    (labels.len() <= 3 && labels.iter().all(sound)).then(|| labels[0].to_owned())
}
