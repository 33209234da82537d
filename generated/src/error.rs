//! [`Error`]: all that can fail between a request's value and a response's value, in one opaque type.

mod api;

pub use api::ApiError;

use bytes::Bytes;
use http::{HeaderMap, StatusCode};
use std::{error::Error as StdError, fmt, sync::Arc};

use crate::{
    json::{Json, Misfit},
    operation::Operation,
    response::{self, RetryAfter},
};

/// Why a request brought no value.
///
/// Where there was a response, the error keeps all of it: [`status`](Self::status), [`headers`](Self::headers),
/// [`body`](Self::body). It prints Twilio's message and code, but never the body.
pub struct Error(Box<Inner>);

/// What kind of thing failed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum ErrorKind {
    /// The request cannot be sent as it is: nothing was sent.
    Encode,
    /// No whole response came. What came of it is kept.
    Transport,
    /// Twilio answered with an error.
    Api,
    /// Twilio answered with success, but the body does not hold what it must. What was asked for *was done*.
    Decode,
    /// The next page of a list can't be had: it lies where no credentials may go, is the same page again, or its address or the
    /// records before it are not what they should be.
    Page,
}

#[derive(Clone)]
struct Inner {
    kind: ErrorKind,
    message: String,
    operation: Option<&'static str>,
    pointer: Option<String>,
    reply: Option<Reply>,
    api: Option<ApiError>,
    retryable: bool,
    source: Option<Arc<dyn StdError + Send + Sync>>,
}

/// A response, whatever it holds.
#[derive(Clone)]
pub(crate) struct Reply {
    pub(crate) status: StatusCode,
    pub(crate) headers: HeaderMap,
    pub(crate) body: Bytes,
}

impl Error {
    /// What kind of thing failed.
    pub fn kind(&self) -> ErrorKind {
        self.0.kind
    }

    /// The id of the operation, where it is known.
    pub fn operation(&self) -> Option<&'static str> {
        self.0.operation
    }

    /// The response's status, where there was a response.
    pub fn status(&self) -> Option<StatusCode> {
        self.0.reply.as_ref().map(|reply| reply.status)
    }

    /// The response's headers, where there was a response.
    pub fn headers(&self) -> Option<&HeaderMap> {
        self.0.reply.as_ref().map(|reply| &reply.headers)
    }

    /// The response's whole body, where there was a response.
    pub fn body(&self) -> Option<&Bytes> {
        self.0.reply.as_ref().map(|reply| &reply.body)
    }

    /// Twilio's error code, such as 20404 for a resource that doesn't exist, if the response has one: what to branch on.
    ///
    /// Twilio lists them at <https://www.twilio.com/docs/api/errors>.
    pub fn code(&self) -> Option<i64> {
        self.api()?.code
    }

    /// What Twilio says, where it answered with an error that is a JSON object.
    pub fn api(&self) -> Option<&ApiError> {
        self.0.api.as_ref()
    }

    /// The body of the response as JSON: text where it is no JSON, null where there was no response.
    pub fn body_json(&self) -> Json {
        if let Some(json) = self.api().and_then(|api| Json::new(api).ok()) {
            return json;
        }
        let Some(body) = self.body() else {
            return Json::default();
        };
        let text = String::from_utf8_lossy(body);
        Json::parse(&text).unwrap_or_else(|_| Json::from(&*text))
    }

    /// Where in the body a value is missing or does not fit, as a JSON pointer; for [`ErrorKind::Decode`].
    pub fn pointer(&self) -> Option<&str> {
        self.0.pointer.as_deref()
    }

    /// Whether the same request may succeed later: Twilio was busy or broken, or not reached.
    ///
    /// It does not say that nothing was done: a repeated `POST` may create a second resource.
    pub fn is_retryable(&self) -> bool {
        self.0.retryable
    }

    /// Twilio's id of the request, where there was a response: what its support asks for.
    pub fn request_id(&self) -> Option<&str> {
        response::request_id(self.headers()?)
    }

    /// When to try again, where the response says so.
    pub fn retry_after(&self) -> Option<RetryAfter> {
        response::retry_after(self.headers()?)
    }

    /// A request that cannot be sent as it is.
    pub(crate) fn encode(message: impl Into<String>) -> Self {
        Self::new(ErrorKind::Encode, message.into())
    }

    /// A request of this operation that cannot be sent as it is; `fault` says where in it, and why.
    pub(crate) fn unsendable(operation: &Operation, fault: impl fmt::Display) -> Self {
        Self::of(operation, ErrorKind::Encode, fault.to_string())
    }

    /// A request that brought no response, or only a part of one.
    #[cfg(any(feature = "client", feature = "blocking"))]
    pub(crate) fn transport(
        operation: &Operation,
        message: String,
        source: Box<dyn StdError + Send + Sync>,
        reply: Option<Reply>,
    ) -> Self {
        let mut error = Self::of(operation, ErrorKind::Transport, message);
        error.0.source = Some(source.into());
        error.0.retryable = true;
        error.0.reply = reply;
        error
    }

    /// The same error, for another one who waited for the same thing.
    #[cfg(any(feature = "client", feature = "blocking"))]
    pub(crate) fn duplicate(&self) -> Self {
        Self(self.0.clone())
    }

    /// The error without the response, which may hold a secret.
    #[cfg(any(feature = "client", feature = "blocking"))]
    pub(crate) fn without_reply(mut self) -> Self {
        self.0.reply = None;
        self
    }

    /// A response whose status is no success.
    pub(crate) fn response(operation: &Operation, reply: Reply) -> Self {
        let api = ApiError::read(&reply.body);
        let mut error = Self::of(operation, ErrorKind::Api, describe(reply.status, api.as_ref()));
        error.0.retryable = matches!(reply.status.as_u16(), 408 | 429 | 500 | 502 | 503 | 504);
        error.0.api = api;
        error.0.reply = Some(reply);
        error
    }

    /// A successful response whose body does not hold what it must.
    pub(crate) fn decode(operation: &Operation, reply: Reply, misfit: &Misfit) -> Self {
        let message = format!("succeeded with {}, but its response cannot be read: {misfit}", reply.status);
        let mut error = Self::of(operation, ErrorKind::Decode, message);
        error.0.pointer = Some(misfit.pointer().to_owned());
        error.0.reply = Some(reply);
        error
    }

    /// A next page that cannot be asked for.
    pub(crate) fn page(operation: &Operation, message: impl Into<String>) -> Self {
        Self::of(operation, ErrorKind::Page, message.into())
    }

    fn of(operation: &Operation, kind: ErrorKind, message: String) -> Self {
        let mut error = Self::new(kind, message);
        error.0.operation = Some(operation.id);
        error
    }

    fn new(kind: ErrorKind, message: String) -> Self {
        Self(Box::new(Inner {
            kind,
            message,
            operation: None,
            pointer: None,
            reply: None,
            api: None,
            retryable: false,
            source: None,
        }))
    }
}

/// What a failed response says in one line: status, Twilio's message and code.
fn describe(status: StatusCode, api: Option<&ApiError>) -> String {
    match api {
        Some(api) => format!("failed with {status}: {api}"),
        None => format!("failed with {status}"),
    }
}

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if let Some(operation) = self.operation() {
            write!(f, "operation `{operation}`: ")?;
        }
        f.write_str(&self.0.message)
    }
}

impl fmt::Debug for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut shown = f.debug_struct("Error");
        shown.field("kind", &self.kind()).field("message", &self.to_string());
        if let Some(request_id) = self.request_id() {
            shown.field("request_id", &request_id);
        }
        if let Some(body) = self.body() {
            shown.field("body", &format_args!("[{} bytes]", body.len()));
        }
        if let Some(source) = &self.0.source {
            shown.field("source", source);
        }
        shown.finish()
    }
}

impl StdError for Error {
    fn source(&self) -> Option<&(dyn StdError + 'static)> {
        self.0.source.as_deref().map(|source| source as _)
    }
}
