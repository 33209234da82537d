//! [`Error`], the opaque error type for everything from encoding a request to decoding its response.

mod api;
pub(crate) mod repeat;

pub use api::ApiError;

use bytes::Bytes;
use http::{HeaderMap, StatusCode};
use std::{
    error::Error as StdError,
    fmt::{self, Write as _},
    sync::Arc,
};

use crate::{
    json::{Json, Mismatch},
    operation::Operation,
    response::{self, RetryAfter},
};

/// Why a request failed, or why a client can't be created.
///
/// If there was a response, the error keeps all of it: [`status`](Self::status), [`headers`](Self::headers) and
/// [`body`](Self::body). `Display` shows Twilio's message and code, but never the body.
pub struct Error(Box<Inner>);

/// The kind of an [`Error`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum ErrorKind {
    /// The request or the client's configuration is invalid. Nothing was sent.
    Encode,
    /// No complete response arrived. The error keeps the part that did.
    Transport,
    /// Twilio returned an error.
    Api,
    /// Twilio reported success, but the body doesn't match the response type. The operation *was carried out*.
    Decode,
    /// The next page of a list can't be requested. Either its URL isn't valid, isn't on a host to which credentials may be
    /// sent, or is the URL of the current page, or the current page's records or paging fields don't match their types.
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
    /// Whether the same request may succeed later.
    transient: bool,
    idempotent: bool,
    may_have_been_carried_out: bool,
    source: Option<Arc<dyn StdError + Send + Sync>>,
}

/// A response of any status, with its raw body.
#[derive(Clone)]
pub(crate) struct Reply {
    pub(crate) status: StatusCode,
    pub(crate) headers: HeaderMap,
    pub(crate) body: Bytes,
}

impl Error {
    /// Returns the kind of this error.
    pub fn kind(&self) -> ErrorKind {
        self.0.kind
    }

    /// Returns the ID of the operation, such as `CreateMessage`, if it is known.
    pub fn operation(&self) -> Option<&'static str> {
        self.0.operation
    }

    /// Returns the response's status, if there was a response.
    pub fn status(&self) -> Option<StatusCode> {
        self.0.reply.as_ref().map(|reply| reply.status)
    }

    /// Returns the response's headers, if there was a response.
    pub fn headers(&self) -> Option<&HeaderMap> {
        self.0.reply.as_ref().map(|reply| &reply.headers)
    }

    /// Returns the response's body, if there was a response. If the response was cut off, this is the part that arrived.
    pub fn body(&self) -> Option<&Bytes> {
        self.0.reply.as_ref().map(|reply| &reply.body)
    }

    /// Returns Twilio's error code, if the response has one, such as 20404 for a resource that doesn't exist. Match on it to
    /// distinguish errors.
    ///
    /// Twilio lists the codes at <https://www.twilio.com/docs/api/errors>.
    pub fn code(&self) -> Option<i64> {
        self.api()?.code
    }

    /// Returns Twilio's description of the error, if the error response has a JSON object as its body.
    pub fn api(&self) -> Option<&ApiError> {
        self.0.api.as_ref()
    }

    /// Returns the response's body as JSON: a string if the body isn't JSON, null if there was no response.
    #[inline]
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

    /// Returns the JSON pointer to the value in the body that is missing or doesn't match, for [`ErrorKind::Decode`].
    pub fn pointer(&self) -> Option<&str> {
        self.0.pointer.as_deref()
    }

    /// Returns whether the same request may succeed later, and can be sent again without being carried out twice.
    ///
    /// True if Twilio was overloaded, failing or unreachable, and the request is a `GET`, `PUT` or `DELETE`, or certainly wasn't
    /// carried out. So it is false for a `POST` that timed out, and after any success, even if its body broke off. It is also
    /// false for status 429 with an error code that isn't about the rate of requests and without a `Retry-After` header: then a
    /// limit of the resource is reached.
    ///
    /// ```
    /// # #[cfg(all(feature = "blocking", feature = "api"))]
    /// # fn run(client: twilio_bindings::blocking::Client) -> Result<(), twilio_bindings::Error> {
    /// use twilio_bindings::api::v2010::CreateMessage;
    ///
    /// let message = CreateMessage::new("+15558881111").from("+15557771111").body("Hello!");
    /// let sent = loop {
    ///     match client.send(&message) {
    ///         Err(error) if error.is_retryable() => std::thread::sleep(std::time::Duration::from_secs(60)),
    ///         Err(error) if error.may_have_been_carried_out() => panic!("look for the message before you send it again: {error}"),
    ///         outcome => break outcome?,
    ///     }
    /// };
    /// # Ok(()) }
    /// ```
    pub fn is_retryable(&self) -> bool {
        self.0.transient && (self.0.idempotent || !self.0.may_have_been_carried_out)
    }

    /// Returns whether the operation may have been carried out, although it failed.
    ///
    /// False if the request was never sent, or if Twilio rejected it with a status of 400 to 499 other than 408. True for
    /// [`ErrorKind::Decode`], because Twilio reported success.
    pub fn may_have_been_carried_out(&self) -> bool {
        self.0.may_have_been_carried_out
    }

    /// Returns Twilio's request ID, if there was a response. Twilio's support asks for it.
    pub fn request_id(&self) -> Option<&str> {
        response::request_id(self.headers()?)
    }

    /// Returns when to retry, if the response has a `Retry-After` header.
    #[inline]
    pub fn retry_after(&self) -> Option<RetryAfter> {
        response::retry_after(self.headers()?)
    }

    /// Creates an error for a request that can't be sent as it is.
    pub(crate) fn encode(message: impl Into<String>) -> Self {
        Self::new(ErrorKind::Encode, message.into())
    }

    /// Creates an error for a request of this operation that can't be sent as it is; `fault` states where in it, and why.
    pub(crate) fn unsendable(operation: &Operation, fault: impl fmt::Display) -> Self {
        Self::of(operation, ErrorKind::Encode, fault.to_string())
    }

    /// Creates an error for a request without a response, or with only a part of one. `was_sent` is whether any byte of the
    /// request may have been sent, and `permanent` whether the same request would fail again.
    #[cfg(any(feature = "client", feature = "blocking"))]
    pub(crate) fn transport(
        operation: &Operation,
        message: String,
        source: Box<dyn StdError + Send + Sync>,
        reply: Option<Reply>,
        (was_sent, permanent): (bool, bool),
    ) -> Self {
        let mut error = Self::of(operation, ErrorKind::Transport, message);
        error.0.source = Some(source.into());
        error.0.transient = !permanent;
        error.0.may_have_been_carried_out = was_sent;
        if let Some(reply) = reply {
            error.0.transient &= repeat::is_transient(&reply, None);
            error.0.may_have_been_carried_out = repeat::may_have_been_carried_out(reply.status);
            error.0.reply = Some(reply);
        }
        error
    }

    /// Returns the same error, for another caller that waited for the same outcome.
    #[cfg(any(feature = "client", feature = "blocking"))]
    pub(crate) fn duplicate(&self) -> Self {
        Self(self.0.clone())
    }

    /// Returns the same error for a call whose own request wasn't sent, because an earlier request failed.
    #[cfg(any(feature = "client", feature = "blocking"))]
    pub(crate) fn before_sending(mut self) -> Self {
        self.0.may_have_been_carried_out = false;
        self
    }

    /// Removes the response, which may contain a secret.
    #[cfg(any(feature = "client", feature = "blocking"))]
    pub(crate) fn without_reply(mut self) -> Self {
        self.0.reply = None;
        self
    }

    /// Creates an error for a response whose status isn't a success.
    pub(crate) fn response(operation: &Operation, reply: Reply) -> Self {
        let api = ApiError::read(&reply.body);
        let mut error = Self::of(operation, ErrorKind::Api, describe(reply.status, api.as_ref()));
        error.0.transient = repeat::is_transient(&reply, api.as_ref());
        error.0.may_have_been_carried_out = repeat::may_have_been_carried_out(reply.status);
        error.0.api = api;
        error.0.reply = Some(reply);
        error
    }

    /// Creates an error for a successful response whose body doesn't match its type.
    pub(crate) fn decode(operation: &Operation, reply: Reply, mismatch: &Mismatch) -> Self {
        let message = format!("succeeded with {}, but its response can't be decoded: {mismatch}", reply.status);
        let mut error = Self::of(operation, ErrorKind::Decode, message);
        error.0.pointer = Some(mismatch.pointer().to_owned());
        error.0.may_have_been_carried_out = true;
        error.0.reply = Some(reply);
        error
    }

    /// Creates an error for a next page that can't be requested.
    pub(crate) fn page(operation: &Operation, message: impl Into<String>) -> Self {
        Self::of(operation, ErrorKind::Page, message.into())
    }

    fn of(operation: &Operation, kind: ErrorKind, message: String) -> Self {
        let mut error = Self::new(kind, message);
        error.0.operation = Some(operation.id);
        error.0.idempotent = operation.method.is_idempotent();
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
            transient: false,
            idempotent: false,
            may_have_been_carried_out: false,
            source: None,
        }))
    }
}

/// Describes a failed response in one line: status, Twilio's message and code.
fn describe(status: StatusCode, api: Option<&ApiError>) -> String {
    match api {
        Some(api) => format!("failed with {status}: {api}"),
        None => format!("failed with {status}"),
    }
}

/// Writes text from a response, which may end up in a terminal or a log: at most `longest` characters, and with control
/// characters, and those that change the direction of what follows, escaped.
pub(crate) fn quote(text: &str, longest: usize, f: &mut fmt::Formatter<'_>) -> fmt::Result {
    let mut letters = text.chars();
    for letter in letters.by_ref().take(longest) {
        match letter {
            '\u{61c}' | '\u{200e}' | '\u{200f}' | '\u{2028}'..='\u{202e}' | '\u{2066}'..='\u{2069}' => {
                write!(f, "{}", letter.escape_unicode())?;
            }
            _ if letter.is_control() => write!(f, "{}", letter.escape_unicode())?,
            _ => f.write_char(letter)?,
        }
    }
    match letters.next() {
        Some(_) => f.write_char('…'),
        None => Ok(()),
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
