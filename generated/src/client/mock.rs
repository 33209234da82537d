//! [`Mock`], a transport for tests.

use bytes::Bytes;
use http::{HeaderValue, StatusCode, header::CONTENT_TYPE};
use std::{
    collections::VecDeque,
    fmt,
    sync::{Arc, Mutex},
    time::{Duration, Instant},
};

use super::{failure::TransportError, token::lock};

/// A transport for tests, which records requests and returns scripted responses.
///
/// It never waits: when the client would wait, the mock advances its clock instead. Clones share their state, so you can pass
/// a clone to the client. It works with both clients.
///
/// ```
/// # #[cfg(all(feature = "blocking", feature = "lookups"))]
/// # fn main() -> Result<(), twilio_bindings::Error> {
/// use twilio_bindings::{blocking, client::{Credentials, Mock}, lookups::v2::FetchPhoneNumber};
///
/// let mock = Mock::new().respond_json(429, "{}").respond_json(200, r#"{"country_code": "US"}"#);
/// let client = blocking::Client::builder()
///     .credentials(Credentials::account("AC123", "the auth token"))
///     .transport(mock.clone())
///     .build()?;
///
/// let number = client.send(&FetchPhoneNumber::new("+15558881111"))?;
///
/// assert_eq!(number.country_code.as_deref(), Some("US"));
/// assert_eq!(mock.requests().len(), 2);
/// # Ok(()) }
/// # #[cfg(not(all(feature = "blocking", feature = "lookups")))]
/// # fn main() {}
/// ```
#[derive(Clone)]
pub struct Mock(Arc<Mutex<State>>);

struct State {
    script: VecDeque<Responder>,
    rest: Option<Responder>,
    requests: Vec<http::Request<Bytes>>,
    delays: Vec<Duration>,
    clock: Instant,
}

type Responder = Box<dyn FnMut(&http::Request<Bytes>) -> Result<http::Response<Bytes>, TransportError> + Send>;

impl Default for Mock {
    fn default() -> Self {
        Self::new()
    }
}

impl Mock {
    /// Creates a mock without scripted responses: each request fails.
    pub fn new() -> Self {
        Self(Arc::new(Mutex::new(State {
            script: VecDeque::new(),
            rest: None,
            requests: Vec::new(),
            delays: Vec::new(),
            clock: Instant::now(),
        })))
    }

    /// Adds a JSON response with this status to the script.
    pub fn respond_json(self, status: u16, json: impl Into<Bytes>) -> Self {
        let mut response = http::Response::new(json.into());
        *response.status_mut() = StatusCode::from_u16(status).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR);
        response.headers_mut().insert(CONTENT_TYPE, HeaderValue::from_static("application/json"));
        self.respond(response)
    }

    /// Adds a response to the script.
    pub fn respond(self, response: http::Response<Bytes>) -> Self {
        self.then(move |_| Ok(response.clone()))
    }

    /// Adds a failure to the script.
    pub fn fail(self, error: TransportError) -> Self {
        let mut error = Some(error);
        self.then(move |_| {
            Err(error.take().unwrap_or_else(|| TransportError::broken("this failure was returned before")))
        })
    }

    /// Sets a function that responds to all requests after the end of the script.
    pub fn respond_with(
        self,
        responder: impl FnMut(&http::Request<Bytes>) -> Result<http::Response<Bytes>, TransportError> + Send + 'static,
    ) -> Self {
        lock(&self.0).rest = Some(Box::new(responder));
        self
    }

    /// Returns the requests so far, as they would have been sent.
    pub fn requests(&self) -> Vec<http::Request<Bytes>> {
        lock(&self.0).requests.clone()
    }

    /// Returns how long the client would have waited before each retry.
    pub fn delays(&self) -> Vec<Duration> {
        lock(&self.0).delays.clone()
    }

    /// Advances the mock's clock, which determines when tokens expire.
    pub fn advance(&self, time: Duration) {
        lock(&self.0).clock += time;
    }

    fn then(
        self,
        responder: impl FnMut(&http::Request<Bytes>) -> Result<http::Response<Bytes>, TransportError> + Send + 'static,
    ) -> Self {
        lock(&self.0).script.push_back(Box::new(responder));
        self
    }

    fn exchange(&self, request: http::Request<Bytes>) -> Result<http::Response<Bytes>, TransportError> {
        let mut state = lock(&self.0);
        state.requests.push(request.clone());
        match state.script.pop_front() {
            Some(mut responder) => responder(&request),
            None => match &mut state.rest {
                Some(responder) => responder(&request),
                None => Err(TransportError::timed_out("the mock has no more responses: add one to its script")),
            },
        }
    }

    fn pass_time(&self, duration: Duration) {
        let mut state = lock(&self.0);
        state.delays.push(duration);
        state.clock += duration;
    }

    fn clock(&self) -> Instant {
        lock(&self.0).clock
    }
}

#[cfg(feature = "client")]
impl super::Transport for Mock {
    fn send(
        &self,
        request: http::Request<Bytes>,
    ) -> super::TransportFuture<'_, Result<http::Response<Bytes>, TransportError>> {
        Box::pin(async move { self.exchange(request) })
    }

    fn sleep(&self, duration: Duration) -> super::TransportFuture<'_, ()> {
        Box::pin(async move { self.pass_time(duration) })
    }

    fn now(&self) -> Instant {
        self.clock()
    }
}

#[cfg(feature = "blocking")]
impl super::blocking::Transport for Mock {
    fn send(&self, request: http::Request<Bytes>) -> Result<http::Response<Bytes>, TransportError> {
        self.exchange(request)
    }

    fn sleep(&self, duration: Duration) {
        self.pass_time(duration);
    }

    fn now(&self) -> Instant {
        self.clock()
    }
}

impl fmt::Debug for Mock {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let state = lock(&self.0);
        f.debug_struct("Mock")
            .field("script", &state.script.len())
            .field("requests", &state.requests.len())
            .finish_non_exhaustive()
    }
}
