//! The async client's built-in transport, based on reqwest.

use bytes::{Bytes, BytesMut};
use http::{HeaderValue, header::CONTENT_LENGTH};
use std::sync::Arc;
use tokio::sync::Semaphore;

use super::{Transport, TransportFuture};
use crate::{
    client::{builder, exchange::has_body, failure::TransportError},
    error::Error,
};

pub(super) struct Wire {
    client: reqwest::Client,
    connections: Semaphore,
}

impl Wire {
    pub(super) fn new(settings: &builder::Wire) -> Result<Self, Error> {
        let mut builder = reqwest::Client::builder()
            .tls_backend_preconfigured(tls()?)
            .http1_only()
            .redirect(reqwest::redirect::Policy::none())
            .retry(reqwest::retry::never())
            .referer(false)
            .pool_max_idle_per_host(settings.max_in_flight)
            .timeout(settings.timeout)
            .connect_timeout(settings.connect_timeout);
        if !settings.proxy {
            builder = builder.no_proxy();
        }
        let client =
            builder.build().map_err(|error| Error::encode(format!("can't create the HTTP client: {error}")))?;
        let connections = Semaphore::new(settings.max_in_flight.min(Semaphore::MAX_PERMITS));
        Ok(Self { client, connections })
    }
}

/// Uses ring and Mozilla's root certificates, as the blocking client does, whatever provider the process has chosen.
fn tls() -> Result<rustls::ClientConfig, Error> {
    let roots = rustls::RootCertStore::from_iter(webpki_roots::TLS_SERVER_ROOTS.iter().cloned());
    let provider = Arc::new(rustls::crypto::ring::default_provider());
    let config = rustls::ClientConfig::builder_with_provider(provider)
        .with_safe_default_protocol_versions()
        .map_err(|error| Error::encode(format!("can't set up TLS: {error}")))?;
    Ok(config.with_root_certificates(roots).with_no_client_auth())
}

impl Transport for Wire {
    fn send(
        &self,
        request: http::Request<Bytes>,
    ) -> TransportFuture<'_, Result<http::Response<Bytes>, TransportError>> {
        Box::pin(self.exchange(request))
    }
}

impl Wire {
    async fn exchange(&self, request: http::Request<Bytes>) -> Result<http::Response<Bytes>, TransportError> {
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
        let _connection = self.connections.acquire().await.map_err(TransportError::not_sent)?;
        let mut response = self.client.execute(request).await.map_err(failure)?;
        let mut whole = http::Response::new(Bytes::new());
        *whole.status_mut() = response.status();
        *whole.headers_mut() = std::mem::take(response.headers_mut());
        let mut body = BytesMut::new();
        loop {
            match response.chunk().await {
                Ok(Some(chunk)) => body.extend_from_slice(&chunk),
                Ok(None) => return Ok(whole.map(|_| body.freeze())),
                Err(error) => return Err(failure(error).with_partial(whole.map(|_| body.freeze()))),
            }
        }
    }
}

/// Classifies reqwest's errors, and removes the URL, which may contain a phone number.
fn failure(error: reqwest::Error) -> TransportError {
    let error = error.without_url();
    if error.is_connect() {
        TransportError::not_sent(error)
    } else if error.is_timeout() {
        TransportError::timed_out(error)
    } else {
        TransportError::broken(error)
    }
}
