//! Checks the URLs of proxies, to which credentials may be sent.

use super::network::ProxySetting;
use crate::{error::Error, url};

/// The variables from which both HTTP libraries read the proxy.
const VARIABLES: [&str; 6] = ["ALL_PROXY", "all_proxy", "HTTPS_PROXY", "https_proxy", "HTTP_PROXY", "http_proxy"];

/// Checks the proxy that the builder or the environment sets. The HTTP libraries would ignore an invalid port, and connect to
/// the scheme's default port.
pub(super) fn check(setting: &ProxySetting) -> Result<(), Error> {
    match setting {
        ProxySetting::Direct => Ok(()),
        ProxySetting::Url(text) => check_url(text).map_err(|fault| Error::encode(format!("proxy URL {fault}"))),
        ProxySetting::Environment => VARIABLES.into_iter().try_for_each(check_variable),
    }
}

/// Checks a variable. Libraries accept a proxy without a scheme, and other schemes than HTTP's.
fn check_variable(name: &str) -> Result<(), Error> {
    let Ok(text) = std::env::var(name) else {
        return Ok(());
    };
    let with_scheme = if text.contains("://") { text } else { format!("http://{text}") };
    match with_scheme.starts_with("http").then(|| check_url(&with_scheme)) {
        Some(Err(fault)) if !with_scheme.ends_with("://") => {
            Err(Error::encode(format!("variable `{name}`: proxy URL {fault}")))
        }
        _ => Ok(()),
    }
}

fn check_url(text: &str) -> Result<(), &'static str> {
    url::parse(&without_user(text)).map(drop)
}

/// Removes user name and password.
fn without_user(text: &str) -> String {
    let (scheme, rest) = text.split_once("://").unwrap_or(("", text));
    let end = rest.find(['/', '?', '#']).unwrap_or(rest.len());
    let host_at = rest[..end].rfind('@').map_or(0, |at| at + 1);
    format!("{scheme}://{}", &rest[host_at..])
}
