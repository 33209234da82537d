//! [`Mock`]: a transport that keeps the requests that it is given, and answers from a script.

use bytes::Bytes;
use http::{HeaderValue, StatusCode, header::CONTENT_TYPE};
use std::{
    collections::VecDeque,
    fmt,
    sync::{Arc, Mutex},
    time::{Duration, Instant},
};

use super::{failure::TransportError, token::lock};

/// A transport for tests: it keeps the requests that it is given, and answers from a script.
///
/// It never waits: where the client would, its clock goes forward by as much. Clones are the same mock, so that
/// one of them can go into the client. It serves both clients alike.
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
    script: VecDeque<Answer>,
    rest: Option<Answer>,
    requests: Vec<http::Request<Bytes>>,
    pauses: Vec<Duration>,
    clock: Instant,
}

type Answer = Box<dyn FnMut(&http::Request<Bytes>) -> Result<http::Response<Bytes>, TransportError> + Send>;

impl Default for Mock {
    fn default() -> Self {
        Self::new()
    }
}

impl Mock {
    /// A mock without a script: each request fails.
    pub fn new() -> Self {
        Self(Arc::new(Mutex::new(State {
            script: VecDeque::new(),
            rest: None,
            requests: Vec::new(),
            pauses: Vec::new(),
            clock: Instant::now(),
        })))
    }

    /// Answers the next request of the script with this status and this JSON.
    pub fn respond_json(self, status: u16, json: impl Into<Bytes>) -> Self {
        let mut response = http::Response::new(json.into());
        *response.status_mut() = StatusCode::from_u16(status).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR);
        response.headers_mut().insert(CONTENT_TYPE, HeaderValue::from_static("application/json"));
        self.respond(response)
    }

    /// Answers the next request of the script.
    pub fn respond(self, response: http::Response<Bytes>) -> Self {
        self.then(move |_| Ok(response.clone()))
    }

    /// Lets the next request of the script fail.
    pub fn fail(self, error: TransportError) -> Self {
        let mut error = Some(error);
        self.then(move |_| Err(error.take().unwrap_or_else(|| TransportError::broken("failed already"))))
    }

    /// Answers all requests that come after the script.
    pub fn respond_with(
        self,
        answer: impl FnMut(&http::Request<Bytes>) -> Result<http::Response<Bytes>, TransportError> + Send + 'static,
    ) -> Self {
        lock(&self.0).rest = Some(Box::new(answer));
        self
    }

    /// The requests so far, as they would have gone out.
    pub fn requests(&self) -> Vec<http::Request<Bytes>> {
        lock(&self.0).requests.clone()
    }

    /// How long the client would have waited, before each request that it sent again.
    pub fn delays(&self) -> Vec<Duration> {
        lock(&self.0).pauses.clone()
    }

    /// Lets the mock's clock go forward: tokens expire by it.
    pub fn advance(&self, time: Duration) {
        lock(&self.0).clock += time;
    }

    fn then(
        self,
        answer: impl FnMut(&http::Request<Bytes>) -> Result<http::Response<Bytes>, TransportError> + Send + 'static,
    ) -> Self {
        lock(&self.0).script.push_back(Box::new(answer));
        self
    }

    fn exchange(&self, request: http::Request<Bytes>) -> Result<http::Response<Bytes>, TransportError> {
        let mut state = lock(&self.0);
        state.requests.push(request.clone());
        match state.script.pop_front() {
            Some(mut answer) => answer(&request),
            None => match &mut state.rest {
                Some(answer) => answer(&request),
                None => Err(TransportError::timed_out("the mock's script is at its end: give it another answer")),
            },
        }
    }

    fn pause(&self, pause: Duration) {
        let mut state = lock(&self.0);
        state.pauses.push(pause);
        state.clock += pause;
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

    fn sleep(&self, pause: Duration) -> super::TransportFuture<'_, ()> {
        Box::pin(async move { self.pause(pause) })
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

    fn sleep(&self, pause: Duration) {
        self.pause(pause);
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
