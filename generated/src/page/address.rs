//! The address of the next page: what a page says comes in, and only an address in the same host family goes out.

use bytes::Bytes;
use http::Uri;

/// What a request whose base URL is overridden carries in its extensions.
#[derive(Clone, Debug)]
pub(crate) struct Rebased {
    /// The path with which the base URL ends, without a final slash.
    pub(crate) prefix: String,
}

/// The address that a page gives for the next one, as it stands; a relative one belongs to the origin of `previous`.
pub(crate) fn follow(link: &str, previous: &http::Request<Bytes>) -> Result<Uri, String> {
    let rebased = previous.extensions().get::<Rebased>();
    if link.starts_with('/') && !link.starts_with("//") {
        let prefix = rebased.map_or("", |rebased| &rebased.prefix);
        return build(previous.uri(), &format!("{prefix}{link}"));
    }
    let next: Uri = link.parse().map_err(|_| no_address())?;
    if next.scheme().is_none() || next.host().is_none() {
        return Err(no_address());
    }
    if is_home(&next, previous.uri(), rebased.is_some()) {
        return Ok(next);
    }
    Err(format!(
        "the next page lies at another host (`{}`) than this one (`{}`): credentials do not go there",
        next.host().unwrap_or_default(),
        previous.uri().host().unwrap_or_default(),
    ))
}

/// Whether credentials for `origin` may go to `uri`: to the same host family, and only to the same origin where that is a base URL's.
pub(crate) fn is_home(uri: &Uri, origin: &Uri, rebased: bool) -> bool {
    same_origin(uri, origin) || (!rebased && same_family(uri, origin))
}

/// The same address, with the query parameter set to another value.
pub(crate) fn with_parameter(uri: &Uri, name: &str, value: &str) -> Result<Uri, String> {
    let mut parameter = String::new();
    push_encoded(&mut parameter, name);
    parameter.push('=');
    let others =
        uri.query().unwrap_or_default().split('&').filter(|pair| !pair.is_empty() && !pair.starts_with(&parameter));
    let mut query: String = others.flat_map(|pair| [pair, "&"]).collect();
    query.push_str(&parameter);
    push_encoded(&mut query, value);
    build(uri, &format!("{}?{query}", uri.path()))
}

fn build(origin: &Uri, path_and_query: &str) -> Result<Uri, String> {
    let mut parts = origin.clone().into_parts();
    parts.path_and_query = Some(path_and_query.parse().map_err(|_| no_address())?);
    Uri::from_parts(parts).map_err(|_| no_address())
}

fn no_address() -> String {
    "the address of the next page is none".to_owned()
}

fn same_origin(next: &Uri, previous: &Uri) -> bool {
    same_scheme_and_port(next, previous)
        && match (next.host(), previous.host()) {
            (Some(next), Some(previous)) => next.eq_ignore_ascii_case(previous),
            _ => false,
        }
}

/// Whether both are hosts of one Twilio product, in whatever region: `<product>[.<edge>][.<region>].twilio.com`.
fn same_family(next: &Uri, previous: &Uri) -> bool {
    let product = |uri: &Uri| product(uri.host()?);
    same_scheme_and_port(next, previous) && product(next).is_some() && product(next) == product(previous)
}

fn same_scheme_and_port(next: &Uri, previous: &Uri) -> bool {
    let has_password = |uri: &Uri| uri.authority().is_some_and(|authority| authority.as_str().contains('@'));
    next.scheme() == previous.scheme() && port(next) == port(previous) && !has_password(next)
}

fn port(uri: &Uri) -> Option<u16> {
    uri.port_u16().or_else(|| match uri.scheme_str() {
        Some("https") => Some(443),
        Some("http") => Some(80),
        _ => None,
    })
}

/// The first label of a host of Twilio's.
fn product(host: &str) -> Option<String> {
    let host = host.to_ascii_lowercase();
    let labels: Vec<&str> = host.strip_suffix(".twilio.com")?.split('.').collect();
    let sound =
        |label: &&str| !label.is_empty() && label.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'-');
    (labels.len() <= 3 && labels.iter().all(sound)).then(|| labels[0].to_owned())
}

/// Appends a name or a value of a query, percent-encoded.
fn push_encoded(to: &mut String, text: &str) {
    for byte in text.bytes() {
        if byte.is_ascii_alphanumeric() || b"-._~".contains(&byte) {
            to.push(char::from(byte));
        } else {
            to.push_str(&format!("%{byte:02X}"));
        }
    }
}
