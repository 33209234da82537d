//! [`Network`], the configuration of the built-in transports, and the builder's methods that set it.

use std::{fmt, time::Duration};
use zeroize::Zeroizing;

use super::{builder::ClientBuilder, tls::Tls};

/// No timeout is longer. The clocks of some platforms can't add the longest possible duration.
pub(super) const LONGEST_TIMEOUT: Duration = Duration::from_secs(30 * 365 * 24 * 60 * 60);

/// The configuration of a client's built-in transport.
pub(super) struct Network {
    pub(super) timeout: Duration,
    connect_timeout: Duration,
    pub(super) max_in_flight: usize,
    pub(super) max_response_size: usize,
    pub(super) pool_idle_timeout: Duration,
    pool_max_idle: Option<usize>,
    pub(super) proxy: ProxySetting,
    pub(super) tls: Tls,
    #[cfg(feature = "client")]
    pub(super) asynchronous: super::asynchronous::HttpSettings,
    #[cfg(feature = "blocking")]
    pub(super) agent: Option<ureq::Agent>,
}

/// Which proxy to connect through.
pub(super) enum ProxySetting {
    /// The proxy in the environment, if any.
    Environment,
    /// None.
    Direct,
    /// The proxy with this URL, which may contain a password.
    Url(Zeroizing<String>),
}

impl Default for Network {
    fn default() -> Self {
        Self {
            timeout: Duration::from_secs(30),
            connect_timeout: Duration::from_secs(10),
            max_in_flight: 128,
            max_response_size: 64 << 20,
            pool_idle_timeout: Duration::from_secs(30),
            pool_max_idle: None,
            proxy: ProxySetting::Environment,
            tls: Tls::default(),
            #[cfg(feature = "client")]
            asynchronous: super::asynchronous::HttpSettings::default(),
            #[cfg(feature = "blocking")]
            agent: None,
        }
    }
}

impl Network {
    /// Returns the timeout for connecting. It is shorter than that of the attempt, so that a failure to connect is always
    /// recognized as one.
    pub(super) fn connect_timeout(&self) -> Duration {
        self.connect_timeout.min(self.timeout - self.timeout / 10)
    }

    /// Returns how many idle connections are kept for each host.
    pub(super) fn pool_max_idle(&self) -> usize {
        self.pool_max_idle.unwrap_or(self.max_in_flight)
    }
}

/// How the built-in transports use the network. These settings have no effect on a [custom
/// transport](crate::client#transports).
impl<C> ClientBuilder<C> {
    /// Sets the timeout of one attempt, from connecting to the last byte of the response. Defaults to 30 seconds.
    pub fn timeout(mut self, timeout: Duration) -> Self {
        self.settings.network.timeout = timeout.min(LONGEST_TIMEOUT);
        self
    }

    /// Sets the timeout for connecting, including the TLS handshake. Defaults to 10 seconds, and is never more than nine tenths
    /// of the [timeout](Self::timeout).
    pub fn connect_timeout(mut self, connect_timeout: Duration) -> Self {
        self.settings.network.connect_timeout = connect_timeout;
        self
    }

    /// Sets the maximum number of concurrent requests. Further requests wait, and their timeout starts after the wait.
    /// Defaults to 128.
    pub fn max_in_flight(mut self, max_in_flight: usize) -> Self {
        self.settings.network.max_in_flight = max_in_flight.max(1);
        self
    }

    /// Sets the maximum size of a response's body in bytes, after decompression. A larger response is an error. Defaults to
    /// 64 MiB.
    pub fn max_response_size(mut self, bytes: usize) -> Self {
        self.settings.network.max_response_size = bytes;
        self
    }

    /// Sets how many idle connections are kept for each host. Defaults to [`max_in_flight`](Self::max_in_flight).
    pub fn pool_max_idle(mut self, connections: usize) -> Self {
        self.settings.network.pool_max_idle = Some(connections);
        self
    }

    /// Sets how long an idle connection is kept. Defaults to 30 seconds.
    ///
    /// A request over a connection that the server is just closing fails, and a `POST` isn't retried then. So this should be
    /// shorter than the server's own limit, which is 60 seconds or more for most servers and gateways.
    pub fn pool_idle_timeout(mut self, timeout: Duration) -> Self {
        self.settings.network.pool_idle_timeout = timeout.min(LONGEST_TIMEOUT);
        self
    }

    /// Connects through the proxy with this URL, such as `http://user:password@proxy.example:3128`. User name and password are
    /// percent-encoded. `Debug` and errors don't show them.
    ///
    /// By default, the proxy is the one in the environment: `HTTPS_PROXY` or else `ALL_PROXY` for `https` URLs, `HTTP_PROXY` or
    /// else `ALL_PROXY` for `http` URLs, and none for the hosts in `NO_PROXY`: domains, which include their subdomains, IP
    /// addresses, and ranges of them such as `10.0.0.0/8`.
    pub fn proxy(mut self, url: impl Into<String>) -> Self {
        self.settings.network.proxy = ProxySetting::Url(Zeroizing::new(url.into()));
        self
    }

    /// Ignores proxies set in the environment (`HTTPS_PROXY` and similar variables), and connects directly.
    pub fn no_proxy(mut self) -> Self {
        self.settings.network.proxy = ProxySetting::Direct;
        self
    }

    /// Trusts certificates issued by these authorities, in addition to the built-in ones. `pem` has one or more certificates in
    /// PEM format. Can be called several times.
    ///
    /// The built-in root certificates are Mozilla's, compiled into the program.
    ///
    /// ```
    /// # #[cfg(feature = "client")]
    /// # fn client(pem: &str) -> Result<twilio_bindings::Client, twilio_bindings::Error> {
    /// // A gateway inside the company, whose certificate is issued by the company.
    /// twilio_bindings::Client::builder()
    ///     .base_url("https://twilio-gateway.example:8443")
    ///     .root_certificate(pem)
    ///     .no_built_in_roots()
    ///     .build()
    /// # }
    /// ```
    pub fn root_certificate(mut self, pem: impl AsRef<[u8]>) -> Self {
        self.settings.network.tls.add_root(pem.as_ref());
        self
    }

    /// Trusts only the certificates passed to [`root_certificate`](Self::root_certificate).
    pub fn no_built_in_roots(mut self) -> Self {
        self.settings.network.tls.use_no_roots();
        self
    }

    /// Lets the operating system decide which certificates to trust, instead of the built-in root certificates.
    ///
    /// Certificates passed to [`root_certificate`](Self::root_certificate) are trusted too, except on Android.
    #[cfg(feature = "platform-verifier")]
    #[cfg_attr(docsrs, doc(cfg(feature = "platform-verifier")))]
    pub fn platform_verifier(mut self) -> Self {
        self.settings.network.tls.use_platform();
        self
    }
}

impl fmt::Debug for Network {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Network")
            .field("timeout", &self.timeout)
            .field("connect_timeout", &self.connect_timeout())
            .field("max_in_flight", &self.max_in_flight)
            .field("max_response_size", &self.max_response_size)
            .field("pool_idle_timeout", &self.pool_idle_timeout)
            .field("pool_max_idle", &self.pool_max_idle())
            .field("proxy", &self.proxy)
            .field("tls", &self.tls)
            .finish_non_exhaustive()
    }
}

impl fmt::Debug for ProxySetting {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Environment => "Environment",
            Self::Direct => "Direct",
            Self::Url(_) => "Url([redacted])",
        })
    }
}
