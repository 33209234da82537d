//! The proxies in the environment. The blocking client chooses among them as the async client does, which ureq alone doesn't.

use ureq::Proxy;

/// The proxies, by the scheme of the request's URL.
pub(super) struct Proxies {
    http: Option<Proxy>,
    https: Option<Proxy>,
}

impl Proxies {
    pub(super) fn from_environment() -> Self {
        if std::env::var_os("REQUEST_METHOD").is_some() {
            // In a CGI program, the client of the server sets `HTTP_PROXY`, with a header.
            return Self { http: None, https: None };
        }
        let exceptions = variable(["NO_PROXY", "no_proxy"]).unwrap_or_default();
        let proxy = |names| variable(names).and_then(|url| with_exceptions(&url, &exceptions));
        let all = proxy(["ALL_PROXY", "all_proxy"]);
        Self {
            http: proxy(["HTTP_PROXY", "http_proxy"]).or_else(|| all.clone()),
            https: proxy(["HTTPS_PROXY", "https_proxy"]).or(all),
        }
    }

    /// Returns the proxy for requests to this URL, if any.
    pub(super) fn of(&self, url: &http::Uri) -> Option<Proxy> {
        let proxy = if url.scheme_str() == Some("http") { &self.http } else { &self.https };
        proxy.clone()
    }
}

/// Returns the first of these variables that is set.
fn variable(names: [&str; 2]) -> Option<String> {
    names.into_iter().find_map(|name| std::env::var(name).ok())
}

/// Returns the proxy with this URL, except for these hosts and their subdomains.
fn with_exceptions(url: &str, exceptions: &str) -> Option<Proxy> {
    let proxy = Proxy::new(url).ok()?;
    let mut builder = Proxy::builder(proxy.protocol()).host(proxy.host()).port(proxy.port());
    if let Some(username) = proxy.username() {
        builder = builder.username(username);
    }
    if let Some(password) = proxy.password() {
        builder = builder.password(password);
    }
    for host in exceptions.split(',').map(|host| host.trim().trim_start_matches('.')).filter(|host| !host.is_empty()) {
        builder = builder.no_proxy(host).no_proxy(&format!(".{host}"));
    }
    builder.build().ok()
}
