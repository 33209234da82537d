//! [`ReqwestTransport`], the async client's built-in transport.

use bytes::{Bytes, BytesMut};
use http::{HeaderValue, header::CONTENT_LENGTH};
use std::{fmt, time::Duration};
use tokio::{
    sync::Semaphore,
    time::{Instant, timeout_at},
};

use super::{Client, Transport, TransportFuture};
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

/// The async client's built-in transport, based on reqwest.
///
/// Each client has its own. To add logs or metrics, wrap it with
/// [`wrap_transport`](crate::client::ClientBuilder::wrap_transport).
pub struct ReqwestTransport {
    client: reqwest::Client,
    connections: Semaphore,
    timeout: Duration,
    max_response_size: usize,
}

/// The settings that only the async client has.
pub(in crate::client) struct HttpSettings {
    client: Option<reqwest::Client>,
    tcp_keepalive: Option<Duration>,
    http2: bool,
}

impl Default for HttpSettings {
    fn default() -> Self {
        Self { client: None, tcp_keepalive: Some(Duration::from_secs(15)), http2: false }
    }
}

impl ReqwestTransport {
    pub(super) fn new(settings: &Network) -> Result<Self, Error> {
        let client = match &settings.asynchronous.client {
            Some(client) => client.clone(),
            None => client(settings)?,
        };
        Ok(Self {
            client,
            connections: Semaphore::new(settings.max_in_flight.min(Semaphore::MAX_PERMITS)),
            timeout: settings.timeout,
            max_response_size: settings.max_response_size,
        })
    }

    async fn exchange(&self, request: http::Request<Bytes>) -> Result<http::Response<Bytes>, TransportError> {
        let limits = AttemptTimeout::of(&request);
        let (parts, body) = request.into_parts();
        let url = reqwest::Url::parse(&parts.uri.to_string()).map_err(TransportError::not_sent)?;
        let mut request = reqwest::Request::new(parts.method, url);
        *request.headers_mut() = parts.headers;
        if !body.is_empty() {
            *request.body_mut() = Some(body.into());
        } else if has_body(request.method(), &body) {
            // hyper doesn't send the length of an empty body.
            request.headers_mut().insert(CONTENT_LENGTH, HeaderValue::from(0));
        }
        let acquire = self.connections.acquire();
        let acquired = match limits.and_then(AttemptTimeout::deadline) {
            Some(deadline) => timeout_at(deadline.into(), acquire).await.map_err(TransportError::not_sent)?,
            None => acquire.await,
        };
        let _connection = acquired.map_err(TransportError::not_sent)?;
        // These timers, unlike reqwest's, notice a failure to connect before the end of the timeout, even on a busy machine.
        let now = Instant::now();
        let deadline = now + limits.map_or(self.timeout, |limits| limits.remaining(now.into_std(), self.timeout));
        let response = timeout_at(deadline, self.client.execute(request)).await.map_err(TransportError::timed_out)?;
        let mut response = response.map_err(failure)?;
        let mut whole = http::Response::new(Bytes::new());
        *whole.status_mut() = response.status();
        *whole.headers_mut() = std::mem::take(response.headers_mut());
        let mut body = BytesMut::new();
        loop {
            let chunk = match timeout_at(deadline, response.chunk()).await {
                Ok(chunk) => chunk.map_err(failure),
                Err(elapsed) => Err(TransportError::timed_out(elapsed)),
            };
            match chunk {
                Ok(Some(chunk)) if chunk.len() > self.max_response_size - body.len() => {
                    return Err(TransportError::too_large(self.max_response_size, whole));
                }
                Ok(Some(chunk)) => body.extend_from_slice(&chunk),
                Ok(None) => return Ok(whole.map(|_| body.freeze())),
                Err(error) => return Err(error.with_partial(whole.map(|_| body.freeze()))),
            }
        }
    }
}

fn client(settings: &Network) -> Result<reqwest::Client, Error> {
    let mut tls = settings.tls.config()?;
    let mut builder = reqwest::Client::builder()
        .redirect(reqwest::redirect::Policy::none())
        .retry(reqwest::retry::never())
        .referer(false)
        .no_brotli()
        .no_deflate()
        .no_zstd()
        .pool_max_idle_per_host(settings.pool_max_idle())
        .pool_idle_timeout(settings.pool_idle_timeout)
        .tcp_keepalive(settings.asynchronous.tcp_keepalive)
        .connect_timeout(settings.connect_timeout());
    if cfg!(not(feature = "gzip")) {
        builder = builder.no_gzip();
    }
    if settings.asynchronous.http2 {
        tls.alpn_protocols = vec![b"h2".to_vec(), b"http/1.1".to_vec()];
    } else {
        builder = builder.http1_only();
    }
    proxy::check(&settings.proxy)?;
    match &settings.proxy {
        ProxySetting::Environment => {}
        ProxySetting::Direct => builder = builder.no_proxy(),
        ProxySetting::Url(url) => builder = builder.proxy(reqwest::Proxy::all(url.as_str()).map_err(invalid)?),
    }
    builder.tls_backend_preconfigured(tls).build().map_err(invalid)
}

fn invalid(error: reqwest::Error) -> Error {
    Error::encode(format!("can't create the HTTP client: {}", error.without_url()))
}

impl Transport for ReqwestTransport {
    fn send(
        &self,
        request: http::Request<Bytes>,
    ) -> TransportFuture<'_, Result<http::Response<Bytes>, TransportError>> {
        Box::pin(self.exchange(request))
    }
}

impl ClientBuilder<Client> {
    /// Sends requests with this client instead of one that the builder configures.
    ///
    /// These settings have no effect then: [`connect_timeout`](Self::connect_timeout), [`proxy`](Self::proxy),
    /// [`no_proxy`](Self::no_proxy), those of connections (`pool_…`, `tcp_keepalive`, `http2`), and those of certificates.
    /// The [`timeout`](Self::timeout) of an attempt still applies, and so do [`max_in_flight`](Self::max_in_flight) and
    /// [`max_response_size`](Self::max_response_size).
    ///
    /// Build the client with reqwest 0.13, and don't let it follow redirects, which could send a request to another host, or
    /// retry, which could send it twice:
    ///
    /// ```no_run
    /// use twilio_bindings::{Client, client::Credentials};
    ///
    /// # fn main() -> Result<(), Box<dyn std::error::Error>> {
    /// let http = reqwest::Client::builder()
    ///     .redirect(reqwest::redirect::Policy::none())
    ///     .retry(reqwest::retry::never())
    ///     .local_address(std::net::IpAddr::from([10, 0, 0, 7]))
    ///     .build()?;
    /// let client = Client::builder().credentials(Credentials::account("AC123", "the auth token")).http_client(http).build()?;
    /// # Ok(()) }
    /// ```
    pub fn http_client(mut self, client: reqwest::Client) -> Self {
        self.settings.network.asynchronous.client = Some(client);
        self
    }

    /// Sets after how much idle time of a connection TCP checks whether the server is still there. Defaults to 15 seconds;
    /// `None` turns the checks off.
    pub fn tcp_keepalive(mut self, after: impl Into<Option<Duration>>) -> Self {
        self.settings.network.asynchronous.tcp_keepalive = after.into();
        self
    }

    /// Uses HTTP/2 if the server supports it, so that concurrent requests share a connection.
    ///
    /// Once there are connections, 1,000 concurrent requests on loopback take about as long as with HTTP/1.1, which is the
    /// default. HTTP/2 helps if [`max_in_flight`](Self::max_in_flight) is set to many hundreds, for which HTTP/1.1 opens as many
    /// connections.
    #[cfg(feature = "http2")]
    #[cfg_attr(docsrs, doc(cfg(feature = "http2")))]
    pub fn http2(mut self) -> Self {
        self.settings.network.asynchronous.http2 = true;
        self
    }

    /// Wraps the built-in transport, such as to log or count requests. The builder's settings apply to the built-in transport.
    ///
    /// ```
    /// use std::sync::atomic::{AtomicU64, Ordering};
    /// use twilio_bindings::{Client, bytes::Bytes, client::{ReqwestTransport, Transport, TransportError, TransportFuture}, http};
    ///
    /// /// Counts the requests. Failures are passed on, so the client still knows what may be retried.
    /// struct Counted(ReqwestTransport, &'static AtomicU64);
    ///
    /// impl Transport for Counted {
    ///     fn send(&self, request: http::Request<Bytes>) -> TransportFuture<'_, Result<http::Response<Bytes>, TransportError>> {
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
        wrap: impl FnOnce(ReqwestTransport) -> T + Send + 'static,
    ) -> Self {
        self.made_by(move |settings| {
            let transport = wrap(ReqwestTransport::new(&settings.network)?);
            Client::with(settings, Box::new(transport))
        })
    }
}

/// Classifies reqwest's errors, and removes the URL, which may contain a phone number.
fn failure(error: reqwest::Error) -> TransportError {
    let error = error.without_url();
    if error.is_connect() || error.is_builder() {
        let cause = cause_of(&error);
        TransportError::not_sent(error).with_cause(cause)
    } else if error.is_timeout() {
        TransportError::timed_out(error)
    } else {
        TransportError::broken(error)
    }
}

/// Finds why connecting failed.
fn cause_of(error: &reqwest::Error) -> TransportErrorCause {
    let of_proxy = || {
        // The type of hyper-util's error is private.
        let tunnel = cause::chain(error).map(ToString::to_string).find(|text| text.starts_with("tunnel error: "))?;
        Some(match tunnel.as_str() {
            "tunnel error: proxy authorization required" => TransportErrorCause::ProxyAuthentication,
            _ => TransportErrorCause::Proxy,
        })
    };
    cause::of_tls(error)
        .or_else(of_proxy)
        .or_else(|| error.is_dns().then_some(TransportErrorCause::Dns))
        .or_else(|| error.is_timeout().then_some(TransportErrorCause::Connect))
        .or_else(|| cause::of_io(error))
        .unwrap_or_default()
}

impl fmt::Debug for ReqwestTransport {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("ReqwestTransport")
            .field("timeout", &self.timeout)
            .field("max_response_size", &self.max_response_size)
            .finish_non_exhaustive()
    }
}
