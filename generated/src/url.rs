//! Parses the URLs to which requests are sent, before credentials are sent there.

use http::Uri;

/// Parses an absolute `http` or `https` URL. The error completes a sentence that starts with what the URL is, and doesn't quote
/// the URL, which may contain a password.
#[inline]
pub(crate) fn parse(text: &str) -> Result<Uri, &'static str> {
    if text.contains('@') && authority(text).contains('@') {
        return Err(USER_INFORMATION);
    }
    let uri = text.parse::<Uri>().map_err(|_| "is not a valid URL")?;
    check(&uri).map(|()| uri)
}

/// Checks that this is an absolute `http` or `https` URL with a host, without user information, and with a valid port, if any.
#[inline]
pub(crate) fn check(uri: &Uri) -> Result<(), &'static str> {
    if !matches!(uri.scheme_str(), Some("http" | "https")) {
        return Err("doesn't start with `http://` or `https://`");
    }
    let authority = uri.authority().map_or("", |authority| authority.as_str());
    if authority.contains('@') {
        return Err(USER_INFORMATION);
    }
    if uri.host().is_none_or(str::is_empty) {
        return Err("has no host");
    }
    match port(uri) {
        Some(_) => Ok(()),
        None => Err("has a port that isn't a number from 1 to 65535"),
    }
}

/// Returns the port, or the scheme's default port if there is none in the URL. `None` if the port is invalid, which
/// [`Uri::port`] doesn't distinguish from an absent one.
#[inline]
pub(crate) fn port(uri: &Uri) -> Option<u16> {
    let host_and_port = uri.authority()?.as_str().rsplit('@').next()?;
    match host_and_port.strip_prefix(uri.host()?)? {
        "" => match uri.scheme_str()? {
            "https" => Some(443),
            "http" => Some(80),
            _ => None,
        },
        port => {
            let digits = port.strip_prefix(':').filter(|port| port.bytes().all(|byte| byte.is_ascii_digit()))?;
            digits.parse().ok().filter(|port| *port != 0)
        }
    }
}

const USER_INFORMATION: &str = "has user information";

/// Returns the part between `//` and the path, query or fragment.
#[inline]
fn authority(text: &str) -> &str {
    let rest = text.split_once("//").map_or(text, |(_, rest)| rest);
    &rest[..rest.find(['/', '?', '#']).unwrap_or(rest.len())]
}
