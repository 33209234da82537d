//! [`UreqTransport`], the blocking client's built-in transport.

use bytes::Bytes;
use std::{
    fmt,
    io::{ErrorKind, Read},
    time::{Duration, Instant},
};
use ureq::config::AutoHeaderValue;

use super::{
    Client, Transport,
    connect::{self, Unconnected},
    permits::Permits,
    proxy::Proxies,
};
use crate::{
    client::{
        builder::ClientBuilder,
        call::AttemptTimeout,
        cause::{self, TransportErrorCause},
        exchange::has_body,
        failure::TransportError,
        network::{Network, ProxySetting},
        proxy,
    },
    error::Error,
};

/// The blocking client's built-in transport, based on ureq.
///
/// Each client has its own. To add logs or metrics, wrap it with
/// [`wrap_transport`](crate::client::ClientBuilder::wrap_transport).
pub struct UreqTransport {
    agent: ureq::Agent,
    /// The proxies in the environment, if they are used.
    proxies: Option<Proxies>,
    connections: Permits,
    timeout: Duration,
    max_response_size: usize,
}

impl UreqTransport {
    pub(super) fn new(settings: &Network) -> Result<Self, Error> {
        let agent = match &settings.agent {
            Some(agent) => agent.clone(),
            None => agent(settings)?,
        };
        let is_default = settings.agent.is_none() && matches!(settings.proxy, ProxySetting::Environment);
        Ok(Self {
            agent,
            proxies: is_default.then(Proxies::from_environment),
            connections: Permits::new(settings.max_in_flight),
            timeout: settings.timeout,
            max_response_size: settings.max_response_size,
        })
    }
}

fn agent(settings: &Network) -> Result<ureq::Agent, Error> {
    let accepted = if cfg!(feature = "gzip") { AutoHeaderValue::from("gzip") } else { AutoHeaderValue::None };
    let config = ureq::Agent::config_builder()
        .timeout_connect(Some(settings.connect_timeout()))
        .timeout_resolve(Some(settings.connect_timeout()))
        .max_idle_connections(settings.pool_max_idle())
        .max_idle_connections_per_host(settings.pool_max_idle())
        .max_idle_age(settings.pool_idle_timeout)
        .user_agent(AutoHeaderValue::None)
        .accept(AutoHeaderValue::None)
        .accept_encoding(accepted);
    proxy::check(&settings.proxy)?;
    let config = match &settings.proxy {
        ProxySetting::Environment | ProxySetting::Direct => config.proxy(None),
        ProxySetting::Url(url) => {
            let proxy = ureq::Proxy::new(url).map_err(|error| Error::encode(format!("proxy URL: {error}")))?;
            config.proxy(Some(proxy))
        }
    };
    Ok(connect::agent(config.build(), settings.tls.config()?))
}

impl Transport for UreqTransport {
    fn send(&self, request: http::Request<Bytes>) -> Result<http::Response<Bytes>, TransportError> {
        let limits = AttemptTimeout::of(&request);
        let (mut parts, body) = request.into_parts();
        // ureq would take settings from there.
        parts.extensions = http::Extensions::new();
        let deadline = limits.and_then(AttemptTimeout::deadline);
        let left = deadline.map(|deadline| deadline.saturating_duration_since(Instant::now()));
        let permit = self.connections.acquire(left);
        let _connection = permit.ok_or_else(|| TransportError::not_sent("no connection became free in time"))?;
        let timeout = limits.map_or(self.timeout, |limits| limits.remaining(Instant::now(), self.timeout));
        let response = if has_body(&parts.method, &body) {
            self.run(http::Request::from_parts(parts, body.as_ref()), timeout)
        } else {
            self.run(http::Request::from_parts(parts, ()), timeout)
        };
        let (parts, body) = response.map_err(failure)?.into_parts();
        let whole = |bytes: Vec<u8>| {
            let mut response = http::Response::new(Bytes::from(bytes));
            *response.status_mut() = parts.status;
            *response.headers_mut() = parts.headers;
            response
        };
        let mut bytes = Vec::new();
        // One byte more shows that the response is larger.
        let limit = (self.max_response_size as u64).saturating_add(1);
        match body.into_with_config().limit(u64::MAX).reader().take(limit).read_to_end(&mut bytes) {
            Ok(read) if read > self.max_response_size => {
                Err(TransportError::too_large(self.max_response_size, whole(Vec::new())))
            }
            Ok(_) => Ok(whole(bytes)),
            Err(error) => Err(failure(error.into()).with_partial(whole(bytes))),
        }
    }
}

impl UreqTransport {
    /// Sends the request once, with any agent.
    fn run(
        &self,
        request: http::Request<impl ureq::AsSendBody>,
        timeout: Duration,
    ) -> Result<http::Response<ureq::Body>, ureq::Error> {
        let proxy = self.proxies.as_ref().map(|proxies| proxies.of(request.uri()));
        let config = self
            .agent
            .configure_request(request)
            .http_status_as_error(false)
            .max_redirects(0)
            .max_redirects_will_error(false)
            .timeout_global(Some(timeout));
        let request = match proxy {
            Some(proxy) => config.proxy(proxy).build(),
            None => config.build(),
        };
        self.agent.run(request)
    }
}

impl ClientBuilder<Client> {
    /// Sends requests with this agent instead of one that the builder configures.
    ///
    /// These settings have no effect then: [`connect_timeout`](Self::connect_timeout), [`proxy`](Self::proxy),
    /// [`no_proxy`](Self::no_proxy), those of connections (`pool_…`), and those of certificates. The
    /// [`timeout`](Self::timeout) of an attempt still applies, and so do [`max_in_flight`](Self::max_in_flight) and
    /// [`max_response_size`](Self::max_response_size). The agent never follows redirects.
    ///
    /// Build the agent with ureq 3. If it can't connect, it isn't always certain that nothing was sent; then the error says
    /// that the request may have been processed, and a `POST` isn't retried.
    ///
    /// ```no_run
    /// use twilio_bindings::{blocking::Client, client::Credentials};
    ///
    /// # fn main() -> Result<(), twilio_bindings::Error> {
    /// let agent = ureq::Agent::config_builder().ip_family(ureq::config::IpFamily::Ipv4Only).build().new_agent();
    /// let client = Client::builder().credentials(Credentials::account("AC123", "the auth token")).http_client(agent).build()?;
    /// # Ok(()) }
    /// ```
    pub fn http_client(mut self, agent: ureq::Agent) -> Self {
        self.settings.network.agent = Some(agent);
        self
    }

    /// Wraps the built-in transport, such as to log or count requests. The builder's settings apply to the built-in transport.
    ///
    /// ```
    /// use std::sync::atomic::{AtomicU64, Ordering};
    /// use twilio_bindings::{blocking::{Client, Transport, UreqTransport}, bytes::Bytes, client::TransportError, http};
    ///
    /// /// Counts the requests. Failures are passed on, so the client still knows what may be retried.
    /// struct Counted(UreqTransport, &'static AtomicU64);
    ///
    /// impl Transport for Counted {
    ///     fn send(&self, request: http::Request<Bytes>) -> Result<http::Response<Bytes>, TransportError> {
    ///         self.1.fetch_add(1, Ordering::Relaxed);
    ///         self.0.send(request)
    ///     }
    /// }
    ///
    /// static REQUESTS: AtomicU64 = AtomicU64::new(0);
    /// # fn main() -> Result<(), twilio_bindings::Error> {
    /// let client = Client::builder().wrap_transport(|inner| Counted(inner, &REQUESTS)).build()?;
    /// # Ok(()) }
    /// ```
    pub fn wrap_transport<T: Transport + 'static>(
        self,
        wrap: impl FnOnce(UreqTransport) -> T + Send + 'static,
    ) -> Self {
        self.made_by(move |settings| {
            let transport = wrap(UreqTransport::new(&settings.network)?);
            Client::with(settings, Box::new(transport))
        })
    }
}

/// Classifies ureq's errors. Unless it is certain that nothing was written, the connection counts as broken.
fn failure(error: ureq::Error) -> TransportError {
    if let Some(cause) = cause_if_unsent(&error) {
        return TransportError::not_sent(error).with_cause(cause);
    }
    match &error {
        ureq::Error::Timeout(_) => TransportError::timed_out(error),
        ureq::Error::Io(io) if io.kind() == ErrorKind::TimedOut => TransportError::timed_out(error),
        _ => TransportError::broken(error),
    }
}

/// Returns the cause if certainly nothing was sent. The connector marks each such error, but the user's agent has another one.
fn cause_if_unsent(error: &ureq::Error) -> Option<TransportErrorCause> {
    use ureq::{Error, Timeout};
    let reason = connect::reason(error);
    if let Some(Unconnected { cause, .. }) = reason.downcast_ref() {
        return Some(*cause);
    }
    match error {
        Error::HostNotFound => Some(TransportErrorCause::Dns),
        Error::ConnectProxyFailed(_) => Some(TransportErrorCause::Proxy),
        Error::TlsRequired => Some(TransportErrorCause::Tls),
        Error::ConnectionFailed | Error::Timeout(Timeout::Resolve | Timeout::Connect) => {
            Some(TransportErrorCause::Connect)
        }
        Error::Io(io) if io.kind() == ErrorKind::ConnectionRefused => Some(TransportErrorCause::Connect),
        // Certificates are verified before the first byte of a request is sent.
        _ => cause::of_tls(reason).filter(|cause| *cause == TransportErrorCause::Certificate),
    }
}

impl fmt::Debug for UreqTransport {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("UreqTransport")
            .field("timeout", &self.timeout)
            .field("max_response_size", &self.max_response_size)
            .finish_non_exhaustive()
    }
}
