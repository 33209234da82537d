//! [`Mock`], a transport for tests.

use bytes::Bytes;
use http::{HeaderValue, StatusCode, header::CONTENT_TYPE};
use std::{
    collections::VecDeque,
    fmt,
    ops::Deref,
    sync::{Arc, Mutex},
    time::{Duration, Instant},
};

use super::{failure::TransportError, token::lock};
use crate::json::Json;

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
    requests: Vec<SentRequest>,
    delays: Vec<Duration>,
    clock: Instant,
}

/// A function that responds to a request. It has a lock of its own, so it can inspect the mock.
type Responder = Arc<Mutex<dyn FnMut(&SentRequest) -> Result<http::Response<Bytes>, TransportError> + Send>>;

/// A request that a [`Mock`] recorded: an [`http::Request`], and methods to read what it sends.
///
/// ```
/// # #[cfg(all(feature = "blocking", feature = "api"))]
/// # fn main() -> Result<(), twilio_bindings::Error> {
/// use twilio_bindings::{api::v2010::CreateMessage, blocking, client::{Credentials, Mock}};
///
/// let mock = Mock::new().respond_json(201, "{}");
/// # let client = blocking::Client::builder()
/// #     .credentials(Credentials::account("AC123", "the auth token"))
/// #     .transport(mock.clone())
/// #     .build()?;
/// client.send(&CreateMessage::new("+15558881111").body("Hello!").media_url(["https://example.com/a.png"]))?;
///
/// let sent = &mock.requests()[0];
/// assert_eq!(sent.method(), "POST");
/// assert_eq!(sent.form("Body").as_deref(), Some("Hello!"));
/// assert_eq!(sent.form_all("MediaUrl"), ["https://example.com/a.png"]);
/// assert_eq!(sent.form("From"), None);
/// # Ok(()) }
/// # #[cfg(not(all(feature = "blocking", feature = "api")))]
/// # fn main() {}
/// ```
#[derive(Clone, Debug)]
pub struct SentRequest(http::Request<Bytes>);

impl SentRequest {
    /// Returns the first value of this property of the form body.
    pub fn form(&self, name: &str) -> Option<String> {
        first_of(self.body(), name)
    }

    /// Returns all values of this property of the form body, in order.
    pub fn form_all(&self, name: &str) -> Vec<String> {
        values_of(self.body(), name).collect()
    }

    /// Returns the first value of this query parameter.
    pub fn query(&self, name: &str) -> Option<String> {
        first_of(self.uri().query().unwrap_or_default().as_bytes(), name)
    }

    /// Returns the JSON body, or `None` if the body isn't JSON.
    pub fn json(&self) -> Option<Json> {
        Json::parse(str::from_utf8(self.body()).ok()?).ok()
    }

    /// Returns the request itself.
    pub fn into_http(self) -> http::Request<Bytes> {
        self.0
    }
}

impl Deref for SentRequest {
    type Target = http::Request<Bytes>;

    fn deref(&self) -> &Self::Target {
        &self.0
    }
}

fn first_of(form: &[u8], name: &str) -> Option<String> {
    values_of(form, name).next()
}

fn values_of<'a>(form: &'a [u8], name: &'a str) -> impl Iterator<Item = String> + 'a {
    form_urlencoded::parse(form).filter(move |(key, _)| key == name).map(|(_, value)| value.into_owned())
}

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
    ///
    /// # Panics
    ///
    /// Panics if the status isn't a number from 100 to 999.
    #[track_caller]
    pub fn respond_json(self, status: u16, json: impl Into<Bytes>) -> Self {
        let mut response = http::Response::new(json.into());
        *response.status_mut() = StatusCode::from_u16(status).expect("a status is a number from 100 to 999");
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
        self.then(move |_| Err(error.take().unwrap_or_else(TransportError::exhausted)))
    }

    /// Sets a function that responds to all requests after the end of the script. It can inspect the mock through a clone, which
    /// then already has the request, but can't send requests through it.
    pub fn respond_with(
        self,
        responder: impl FnMut(&SentRequest) -> Result<http::Response<Bytes>, TransportError> + Send + 'static,
    ) -> Self {
        lock(&self.0).rest = Some(Arc::new(Mutex::new(responder)));
        self
    }

    /// Returns the requests so far, as they would have been sent.
    pub fn requests(&self) -> Vec<SentRequest> {
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
        responder: impl FnMut(&SentRequest) -> Result<http::Response<Bytes>, TransportError> + Send + 'static,
    ) -> Self {
        lock(&self.0).script.push_back(Arc::new(Mutex::new(responder)));
        self
    }

    fn exchange(&self, request: http::Request<Bytes>) -> Result<http::Response<Bytes>, TransportError> {
        let request = SentRequest(request);
        let responder = {
            let mut state = lock(&self.0);
            state.requests.push(request.clone());
            state.script.pop_front().or_else(|| state.rest.clone())
        };
        match responder {
            Some(responder) => lock(&responder)(&request),
            None => Err(TransportError::exhausted()),
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
