//! The blocking client: [`Client`] has the same methods as the async client, and needs no runtime.
//!
//! ```
//! # #[cfg(feature = "api")]
//! # fn main() -> Result<(), twilio_bindings::Error> {
//! use twilio_bindings::{api::v2010::CreateMessage, blocking, client::{Credentials, Mock}};
//!
//! let mock = Mock::new().respond_json(201, r#"{"sid": "SM123", "status": "queued"}"#);
//! let client = blocking::Client::builder()
//!     .credentials(Credentials::account("AC123", "the auth token"))
//!     .transport(mock.clone())
//!     .build()?;
//!
//! let message = client.send(&CreateMessage::new("+15558881111").from("+15557771111").body("Hello!"))?;
//!
//! assert_eq!(message.sid.as_deref(), Some("SM123"));
//! # Ok(()) }
//! # #[cfg(not(feature = "api"))]
//! # fn main() {}
//! ```
//!
//! It is built on ureq, whose log prints every byte at level `trace`, credentials included. If you log at that level, limit the
//! target `ureq_proto` to `debug`.

mod connect;
mod list;
mod permits;
mod proxy;
mod transport;

pub use list::{Items, Pages};
pub(super) use permits::Permits;
pub use transport::UreqTransport;

use bytes::Bytes;
use http::{HeaderValue, StatusCode, header::AUTHORIZATION};
use std::{
    fmt,
    ops::ControlFlow,
    sync::Arc,
    time::{Duration, Instant},
};

use super::{
    builder::{ClientBuilder, Settings},
    call::{Call, Limits, Policy},
    credentials::{Authorization, Credentials, TokenClient},
    exchange::{Attempts, Core, Verdict, out_of_time},
    failure::TransportError,
    list::List,
    token::{FETCH_TOKEN, Slot},
    trace,
};
use crate::{context::Context, error::Error, operation::Operation, page::Page, request::Request, response::Response};

/// Sends HTTP requests for a [`Client`].
///
/// A transport sends each request once, follows no redirects, and has its own timeouts. If a call has a timeout of its own, the
/// request has an [`AttemptTimeout`](super::AttemptTimeout) as an extension. For tests, use [`Mock`](super::Mock).
pub trait Transport: Send + Sync {
    /// Sends the request and reads the whole response, whatever its status.
    ///
    /// # Errors
    ///
    /// Fails if no complete response arrived.
    fn send(&self, request: http::Request<Bytes>) -> Result<http::Response<Bytes>, TransportError>;

    /// Waits before a retry.
    fn sleep(&self, duration: Duration) {
        std::thread::sleep(duration);
    }

    /// Returns the current time.
    fn now(&self) -> Instant {
        Instant::now()
    }
}

impl<T: Transport + ?Sized> Transport for Arc<T> {
    fn send(&self, request: http::Request<Bytes>) -> Result<http::Response<Bytes>, TransportError> {
        (**self).send(request)
    }

    fn sleep(&self, duration: Duration) {
        (**self).sleep(duration);
    }

    fn now(&self) -> Instant {
        (**self).now()
    }
}

/// A blocking client.
///
/// It is cheap to clone, and clones share connections and tokens: create one for the whole program, and use it from any thread.
///
/// The built-in transport (based on ureq) uses HTTP/1.1 over rustls, keeps connections alive, and never follows redirects.
#[derive(Clone)]
pub struct Client(Arc<Inner>);

struct Inner {
    core: Core,
    transport: Box<dyn Transport>,
}

impl Client {
    /// Creates a client from an account SID (`AC…`) and auth token.
    ///
    /// # Errors
    ///
    /// Fails if [`ClientBuilder::build`] fails.
    pub fn new(account_sid: impl Into<String>, auth_token: impl Into<String>) -> Result<Self, Error> {
        Self::builder().credentials(Credentials::account(account_sid, auth_token)).build()
    }

    /// Creates a client from environment variables; see [`ClientBuilder::from_vars`].
    ///
    /// # Errors
    ///
    /// Fails if a required variable isn't set, which the error names, or if a variable's value is invalid.
    pub fn from_env() -> Result<Self, Error> {
        Self::builder().from_vars(|name| std::env::var(name).ok())?.build()
    }

    /// Returns a builder for a client.
    pub fn builder() -> ClientBuilder<Self> {
        ClientBuilder::new(|settings| {
            let transport = UreqTransport::new(&settings.network)?;
            Self::with(settings, Box::new(transport))
        })
    }

    /// Returns what this client applies to each request: account, region, edge, base URL.
    pub fn context(&self) -> &Context {
        &self.0.core.context
    }

    /// Sends a request and decodes the response.
    ///
    /// # Errors
    ///
    /// Fails if the request can't be sent as it is, no response arrives, Twilio returns an error, or the response can't be
    /// decoded; see [`Error::kind`]. The request may be retried first; see [`Retry`](super::Retry).
    pub fn send<R: Request>(&self, request: &R) -> Result<Response<R::Response>, Error> {
        self.request(request).send()
    }

    /// Returns a call of this request, to set options such as a header or a timeout before it is sent.
    pub fn request<'a, R: Request>(&'a self, request: &'a R) -> Call<'a, Self, R> {
        Call::new(self, request)
    }

    /// Returns a list, to iterate over its pages or items. Nothing is sent before the first one is requested.
    pub fn list<R: Request<Response: Page>>(&self, request: R) -> List<Self, R> {
        List::new(self.clone(), request)
    }

    /// Sends an encoded request, such as one from the feature `dynamic`, and returns the response unchanged, whatever its
    /// status.
    ///
    /// The client sets its credentials and user agent, replacing any in the request, and retries the request like any other.
    ///
    /// ```
    /// # #[cfg(all(feature = "dynamic", feature = "api"))]
    /// # fn main() -> Result<(), Box<dyn std::error::Error>> {
    /// use twilio_bindings::{blocking, client::{Credentials, Mock}, dynamic};
    /// # let mock = Mock::new().respond_json(200, r#"{"sid": "SM1"}"#);
    /// # let client = blocking::Client::builder().credentials(Credentials::account("AC1", "t")).transport(mock).build()?;
    ///
    /// let entry = dynamic::operation("twilio_api_v2010", "FetchMessage").ok_or("no such operation")?;
    /// let arguments = dynamic::Arguments::from_json(r#"{"path": {"Sid": "SM1"}}"#)?;
    /// let request = entry.to_http(arguments, client.context())?;
    /// let message = entry.decode(client.send_http(entry.operation(), request)?)?;
    /// # Ok(()) }
    /// # #[cfg(not(all(feature = "dynamic", feature = "api")))]
    /// # fn main() {}
    /// ```
    ///
    /// # Errors
    ///
    /// Fails if the request's URL is outside the operation's host family (the hosts of one Twilio product, in any region), or no
    /// response arrives.
    pub fn send_http(
        &self,
        operation: &'static Operation,
        request: http::Request<Bytes>,
    ) -> Result<http::Response<Bytes>, Error> {
        self.exchange(operation, request, &Policy::default())
    }

    fn exchange(
        &self,
        operation: &'static Operation,
        request: http::Request<Bytes>,
        policy: &Policy,
    ) -> Result<http::Response<Bytes>, Error> {
        let call = trace::Call::new(operation);
        call.inside(|| self.authorize_and_drive(operation, request, policy, call.clone()))
    }

    fn with(settings: Settings, transport: Box<dyn Transport>) -> Result<Self, Error> {
        Ok(Self(Arc::new(Inner { core: Core::new(settings)?, transport })))
    }

    fn authorize_and_drive(
        &self,
        operation: &'static Operation,
        request: http::Request<Bytes>,
        policy: &Policy,
        call: trace::Call,
    ) -> Result<http::Response<Bytes>, Error> {
        let core = &self.0.core;
        let limits = policy.begin(self.0.transport.now());
        let mut request = core.prepare(operation, request)?;
        let slot = match core.credentials.authorization(operation)? {
            Authorization::Nothing => None,
            Authorization::Header(header) => {
                request.headers_mut().insert(AUTHORIZATION, header);
                None
            }
            Authorization::Token(client, address) => {
                let slot = core.tokens.slot(&core.context, client, address)?;
                let header = self.token(client, &slot, limits.deadline)?;
                request.headers_mut().insert(AUTHORIZATION, header.clone());
                Some((slot, header))
            }
        };
        let response = self.drive(&limits, operation, request, call)?;
        if let Some((slot, header)) = slot.filter(|_| response.status() == StatusCode::UNAUTHORIZED) {
            slot.forget(&header);
        }
        Ok(response)
    }

    fn token(&self, client: &TokenClient, slot: &Slot, deadline: Option<Instant>) -> Result<HeaderValue, Error> {
        let ticket = match slot.look(self.0.transport.now())? {
            Ok(header) => return Ok(header),
            Err(ticket) => ticket,
        };
        let left = deadline.map(|deadline| deadline.saturating_duration_since(self.0.transport.now()));
        let turn = slot.blocking_turn.acquire(left);
        let _turn = turn.ok_or_else(|| out_of_time().into_error(FETCH_TOKEN))?;
        if let Some(outcome) = slot.look_again(ticket) {
            return outcome;
        }
        let mut request = slot.request(client)?;
        self.0.core.sign(&mut request);
        let call = trace::Call::new(FETCH_TOKEN);
        let limits = Limits { deadline, ..Limits::default() };
        let response = call.inside(|| self.drive(&limits, FETCH_TOKEN, request, call.clone()));
        slot.keep(response, deadline, self.0.transport.now())
    }

    fn drive(
        &self,
        limits: &Limits,
        operation: &'static Operation,
        request: http::Request<Bytes>,
        call: trace::Call,
    ) -> Result<http::Response<Bytes>, Error> {
        let transport = &self.0.transport;
        let mut attempts = Attempts::new(&self.0.core, limits, operation, request, call, transport.now());
        loop {
            let request = match attempts.begin(transport.now()) {
                ControlFlow::Continue(request) => request,
                ControlFlow::Break(outcome) => return outcome,
            };
            let outcome = transport.send(request);
            match attempts.judge(outcome, transport.now()) {
                Verdict::Again(backoff) => transport.sleep(backoff),
                Verdict::Done(outcome) => return outcome,
            }
        }
    }
}

impl<R: Request> Call<'_, Client, R> {
    /// Sends the request and decodes the response.
    ///
    /// # Errors
    ///
    /// Fails like [`Client::send`], and if a header can't be sent.
    pub fn send(self) -> Result<Response<R::Response>, Error> {
        let encoded = self.options.encode(self.request, self.client.context())?;
        R::decode(self.client.exchange(R::OPERATION, encoded, &self.options.policy)?)
    }
}

impl ClientBuilder<Client> {
    /// Sends requests through this transport instead of the built-in one.
    pub fn transport(self, transport: impl Transport + 'static) -> Self {
        self.made_by(move |settings| Client::with(settings, Box::new(transport)))
    }
}

impl fmt::Debug for Client {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.core.fmt(f)
    }
}
