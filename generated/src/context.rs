//! [`Context`]: account, region, edge and base URL, which determine the account and origin of each request.

use crate::error::Error;
use crate::page::Rebased;

/// Settings with which requests are encoded: account, region, edge and base URL.
///
/// ```
/// # fn main() -> Result<(), twilio_bindings::Error> {
/// let context = twilio_bindings::Context::new().account_sid("AC123").region("au1")?;
/// # Ok(()) }
/// ```
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Context {
    pub(crate) account_sid: Option<String>,
    region: Option<String>,
    edge: Option<String>,
    base_url: Option<String>,
}

impl Context {
    /// Creates an empty context. Requests go to the host in their document.
    pub fn new() -> Self {
        Self::default()
    }

    /// Sets the account SID for the paths of requests that don't set their own.
    pub fn account_sid(mut self, account_sid: impl Into<String>) -> Self {
        self.account_sid = Some(account_sid.into());
        self
    }

    /// Sets the region that processes requests, such as `au1`.
    ///
    /// # Errors
    ///
    /// Fails if it isn't a DNS label, because requests could then go to another host.
    #[inline]
    pub fn region(mut self, region: impl Into<String>) -> Result<Self, Error> {
        self.region = Some(dns_label("region", region.into())?);
        Ok(self)
    }

    /// Sets the edge location through which requests enter Twilio's network, such as `sydney`. If no region is set, the region is
    /// `us1`.
    ///
    /// # Errors
    ///
    /// Fails if it isn't a DNS label, because requests could then go to another host.
    #[inline]
    pub fn edge(mut self, edge: impl Into<String>) -> Result<Self, Error> {
        self.edge = Some(dns_label("edge", edge.into())?);
        Ok(self)
    }

    /// Sends every request to this URL, such as `http://localhost:4010`, instead of Twilio's hosts. If it has a path, the path is
    /// prepended to each request's path. Region and edge have no effect on a base URL.
    ///
    /// # Errors
    ///
    /// Fails if it isn't an `http` or `https` URL, or has user information, a query or a fragment.
    #[inline]
    pub fn base_url(mut self, base_url: impl Into<String>) -> Result<Self, Error> {
        self.base_url = Some(origin_and_prefix(base_url.into())?);
        Ok(self)
    }

    /// Returns the origin for requests to `server`, in pieces.
    pub(crate) fn origin<'a>(&'a self, server: &'a str) -> Origin<'a> {
        if let Some(base_url) = &self.base_url {
            return Origin::whole(base_url);
        }
        if self.region.is_none() && self.edge.is_none() {
            return Origin::whole(server);
        }
        self.placed(server).unwrap_or(Origin::whole(server))
    }

    /// Returns the URL with region, edge or base URL applied.
    #[cfg(any(feature = "client", feature = "blocking"))]
    pub(crate) fn placed_url(&self, url: &str) -> String {
        let path_at = split_scheme(url).and_then(|(scheme, rest)| Some(scheme.len() + rest.find('/')?));
        let (server, path) = url.split_at(path_at.unwrap_or(url.len()));
        self.origin(server).pieces().concat() + path
    }

    /// Returns whether requests go to a base URL instead of Twilio's hosts.
    #[cfg(any(feature = "client", feature = "blocking"))]
    pub(crate) fn is_rebased(&self) -> bool {
        self.base_url.is_some()
    }

    /// Returns what the next page of a list needs to know about the base URL.
    pub(crate) fn rebased(&self) -> Option<Rebased> {
        let base_url = self.base_url.as_deref()?;
        let (_, host_and_prefix) = split_scheme(base_url)?;
        let prefix = host_and_prefix.find('/').map_or("", |at| &host_and_prefix[at..]);
        Some(Rebased { prefix: prefix.into() })
    }

    /// Returns `server` with region and edge applied, or `None` if it isn't a Twilio host.
    fn placed<'a>(&'a self, server: &'a str) -> Option<Origin<'a>> {
        let (scheme, rest) = split_scheme(server)?;
        let (host, prefix) = rest.split_at(rest.find('/').unwrap_or(rest.len()));
        let mut labels = host.strip_suffix(DOMAIN)?.split('.');
        let product = labels.next()?;
        let (edge, region) = match (labels.next(), labels.next(), labels.next()) {
            (region, None, None) => (None, region),
            (edge, region, None) => (edge, region),
            _ => return None,
        };
        let region = self.region.as_deref().or(region).unwrap_or("us1");
        let (edge, dot) = match self.edge.as_deref().or(edge) {
            Some(edge) => (edge, "."),
            None => ("", ""),
        };
        Some(Origin([scheme, product, ".", edge, dot, region, DOMAIN, prefix]))
    }
}

const DOMAIN: &str = ".twilio.com";

/// An origin in pieces: scheme, product, dot, edge, dot, region, domain, path.
pub(crate) struct Origin<'a>([&'a str; 8]);

impl<'a> Origin<'a> {
    fn whole(origin: &'a str) -> Self {
        Self([origin, "", "", "", "", "", "", ""])
    }

    /// Returns the length in bytes.
    pub(crate) fn len(&self) -> usize {
        self.0.iter().map(|piece| piece.len()).sum()
    }

    /// Returns the pieces, some of which may be empty.
    pub(crate) fn pieces(&self) -> &[&str] {
        &self.0
    }
}

/// Splits a URL after `https://`.
fn split_scheme(url: &str) -> Option<(&str, &str)> {
    url.split_at_checked(url.find(':')? + "://".len())
}

#[inline]
fn dns_label(what: &str, label: String) -> Result<String, Error> {
    let inner = |b: u8| b.is_ascii_alphanumeric() || b == b'-';
    let fits =
        (1..=63).contains(&label.len()) && label.bytes().all(inner) && !label.starts_with('-') && !label.ends_with('-');
    if fits {
        Ok(label)
    } else {
        Err(Error::encode(format!(
            "{what} `{}` is not a DNS label: use up to 63 letters, digits and hyphens, without a hyphen at either end",
            label.escape_debug()
        )))
    }
}

#[inline]
fn origin_and_prefix(mut url: String) -> Result<String, Error> {
    let fault = if url.contains(['?', '#']) {
        Some("has a query or a fragment: leave it out")
    } else {
        crate::url::parse(&url).err()
    };
    match fault {
        Some(fault) => Err(Error::encode(format!("base URL {fault}"))),
        None => {
            url.truncate(url.trim_end_matches('/').len());
            Ok(url)
        }
    }
}
