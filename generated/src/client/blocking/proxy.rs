//! The proxies in the environment. The blocking client chooses among them as the async client does, which ureq alone doesn't.

use std::net::IpAddr;
use ureq::Proxy;

/// The proxies, by the scheme of the request's URL.
pub(super) struct Proxies {
    http: Option<Proxy>,
    https: Option<Proxy>,
    /// The value of `NO_PROXY`.
    exceptions: String,
}

impl Proxies {
    pub(super) fn from_environment() -> Self {
        let exceptions = variable(["NO_PROXY", "no_proxy"]).unwrap_or_default();
        if std::env::var_os("REQUEST_METHOD").is_some() {
            // In a CGI program, the client of the server sets `HTTP_PROXY`, with a header.
            return Self { http: None, https: None, exceptions };
        }
        let proxy = |names| variable(names).and_then(|url| Proxy::new(&url).ok());
        let all = proxy(["ALL_PROXY", "all_proxy"]);
        Self {
            http: proxy(["HTTP_PROXY", "http_proxy"]).or_else(|| all.clone()),
            https: proxy(["HTTPS_PROXY", "https_proxy"]).or(all),
            exceptions,
        }
    }

    /// Returns the proxy for requests to this URL, if any.
    pub(super) fn of(&self, url: &http::Uri) -> Option<Proxy> {
        let proxy = if url.scheme_str() == Some("http") { &self.http } else { &self.https };
        proxy.clone().filter(|_| !self.is_exception(url.host().unwrap_or_default()))
    }

    /// Returns whether `NO_PROXY` contains this host: a domain that it belongs to, or an IP address, or a range of them such as
    /// `10.0.0.0/8`.
    fn is_exception(&self, host: &str) -> bool {
        let mut exceptions = self.exceptions.split(',').map(str::trim).filter(|exception| !exception.is_empty());
        match host.trim_start_matches('[').trim_end_matches(']').parse() {
            Ok(address) => exceptions.any(|range| is_in_range(address, range)),
            Err(_) => exceptions.any(|domain| domain == "*" || is_in_domain(host, domain)),
        }
    }
}

/// Returns the first of these variables that is set.
fn variable(names: [&str; 2]) -> Option<String> {
    names.into_iter().find_map(|name| std::env::var(name).ok())
}

fn is_in_domain(host: &str, domain: &str) -> bool {
    let (host, domain) = (host.to_ascii_lowercase(), domain.to_ascii_lowercase());
    let rest = host.strip_suffix(domain.trim_start_matches('.'));
    rest.is_some_and(|rest| rest.is_empty() || rest.ends_with('.'))
}

fn is_in_range(address: IpAddr, range: &str) -> bool {
    let Some((start, length)) = range.split_once('/') else {
        return range.parse() == Ok(address);
    };
    let common = match (start.parse(), address) {
        (Ok(IpAddr::V4(start)), IpAddr::V4(address)) => (start.to_bits() ^ address.to_bits()).leading_zeros(),
        (Ok(IpAddr::V6(start)), IpAddr::V6(address)) => (start.to_bits() ^ address.to_bits()).leading_zeros(),
        _ => return false,
    };
    length.parse().is_ok_and(|length| common >= length)
}
