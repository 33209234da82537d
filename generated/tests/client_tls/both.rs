//! Both clients behind one trait, so that each case runs with both, and what their transports reported.

use crate::raw::Raw;
use bytes::Bytes;
use std::{
    sync::{Arc, Mutex},
    thread,
    time::Duration,
};
use twilio_bindings::{
    Client, Error, Request, Response, blocking,
    client::{
        ClientBuilder, Credentials, Retry, Transport, TransportError, TransportErrorCause, TransportErrorKind,
        TransportFuture,
    },
    http,
};

/// Defines two tests from a function that is generic over the client.
macro_rules! both {
    ($($name:ident),* $(,)?) => {
        mod with_asynchronous {
            $(#[test] fn $name() { super::$name::<$crate::both::Asynchronous>() })*
        }
        mod with_blocking {
            $(#[test] fn $name() { super::$name::<$crate::both::Blocking>() })*
        }
    };
}
pub(crate) use both;

/// The settings that a case passes to the builder.
#[derive(Clone, Default)]
pub(crate) struct Settings {
    pub(crate) base_url: String,
    pub(crate) root: Option<String>,
    pub(crate) proxy: Option<String>,
    pub(crate) timeout: Option<Duration>,
    pub(crate) pool_idle_timeout: Option<Duration>,
    pub(crate) max_response_size: Option<usize>,
}

impl Settings {
    pub(crate) fn base_url(base_url: impl Into<String>) -> Self {
        Self { base_url: base_url.into(), ..Self::default() }
    }

    pub(crate) fn root(mut self, pem: &str) -> Self {
        self.root = Some(pem.to_owned());
        self
    }

    pub(crate) fn apply<C>(&self, builder: ClientBuilder<C>) -> ClientBuilder<C> {
        let mut builder = builder
            .credentials(Credentials::account("AC123", "auth-token"))
            .retry(Retry::new().initial_backoff(Duration::from_millis(2)))
            .base_url(&self.base_url)
            .timeout(self.timeout.unwrap_or(Duration::from_secs(20)));
        builder = match &self.proxy {
            Some(proxy) => builder.proxy(proxy),
            None => builder.no_proxy(),
        };
        if let Some(root) = &self.root {
            builder = builder.root_certificate(root);
        }
        if let Some(timeout) = self.pool_idle_timeout {
            builder = builder.pool_idle_timeout(timeout);
        }
        if let Some(bytes) = self.max_response_size {
            builder = builder.max_response_size(bytes);
        }
        builder
    }
}

/// What a transport reported about an attempt that failed.
pub(crate) type Report = (TransportErrorKind, TransportErrorCause);

/// A transport that reports each failure of another.
struct Reporting<T>(T, Arc<Mutex<Vec<Report>>>);

impl<T> Reporting<T> {
    fn report(&self, outcome: &Result<http::Response<Bytes>, TransportError>) {
        if let Err(error) = outcome {
            self.1.lock().expect("no panic").push((error.kind(), error.cause()));
        }
    }
}

impl<T: Transport> Transport for Reporting<T> {
    fn send(
        &self,
        request: http::Request<Bytes>,
    ) -> TransportFuture<'_, Result<http::Response<Bytes>, TransportError>> {
        Box::pin(async move {
            let outcome = self.0.send(request).await;
            self.report(&outcome);
            outcome
        })
    }
}

impl<T: blocking::Transport> blocking::Transport for Reporting<T> {
    fn send(&self, request: http::Request<Bytes>) -> Result<http::Response<Bytes>, TransportError> {
        let outcome = self.0.send(request);
        self.report(&outcome);
        outcome
    }
}

pub(crate) trait Both: Sized {
    fn try_new(settings: &Settings) -> Result<Self, Error>;

    fn new(settings: Settings) -> Self {
        Self::try_new(&settings).expect("the settings are valid")
    }

    fn send<R: Request>(&self, request: &R) -> Result<Response<R::Response>, Error>;

    /// Returns what the transport reported so far.
    fn reports(&self) -> Vec<Report>;

    /// Waits until the next call can't use a connection that the server ends. It is the n-th.
    fn notice_end(&self, server: &Raw, connections: usize);
}

/// The async client, with a runtime.
pub(crate) struct Asynchronous {
    runtime: tokio::runtime::Runtime,
    client: Client,
    reports: Arc<Mutex<Vec<Report>>>,
}

/// The blocking client.
pub(crate) struct Blocking {
    client: blocking::Client,
    reports: Arc<Mutex<Vec<Report>>>,
}

impl Both for Asynchronous {
    fn try_new(settings: &Settings) -> Result<Self, Error> {
        let runtime = tokio::runtime::Builder::new_multi_thread().worker_threads(1).enable_all().build();
        let reports = Arc::<Mutex<Vec<Report>>>::default();
        let clone = reports.clone();
        let builder = settings.apply(Client::builder()).wrap_transport(|inner| Reporting(inner, clone));
        Ok(Self { runtime: runtime.expect("a runtime"), client: builder.build()?, reports })
    }

    fn send<R: Request>(&self, request: &R) -> Result<Response<R::Response>, Error> {
        self.runtime.block_on(self.client.send(request))
    }

    fn reports(&self) -> Vec<Report> {
        self.reports.lock().expect("no panic").clone()
    }

    /// The runtime closes such a connection at once.
    fn notice_end(&self, server: &Raw, connections: usize) {
        server.wait_for_closed(connections);
    }
}

impl Both for Blocking {
    fn try_new(settings: &Settings) -> Result<Self, Error> {
        let reports = Arc::<Mutex<Vec<Report>>>::default();
        let clone = reports.clone();
        let builder = settings.apply(blocking::Client::builder()).wrap_transport(|inner| Reporting(inner, clone));
        Ok(Self { client: builder.build()?, reports })
    }

    fn send<R: Request>(&self, request: &R) -> Result<Response<R::Response>, Error> {
        self.client.send(request)
    }

    fn reports(&self) -> Vec<Report> {
        self.reports.lock().expect("no panic").clone()
    }

    /// The next call finds the end, which the system passes on without the help of a thread.
    fn notice_end(&self, server: &Raw, connections: usize) {
        server.wait_for_ended(connections);
        thread::sleep(Duration::from_millis(20));
    }
}
