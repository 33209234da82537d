//! [`Response`]: an HTTP response comes in, the operation's value goes out, or an error that keeps all of it.

use bytes::Bytes;
use http::{HeaderMap, StatusCode, header};
use jiff::Timestamp;
use std::{fmt, ops, time::Duration};

use crate::{
    error::{Error, Reply},
    json::{self, JsonValue, Read},
    operation::Operation,
    time,
};

/// The value of a successful response, and its status and headers.
#[derive(Clone, PartialEq)]
pub struct Response<T> {
    value: T,
    status: StatusCode,
    headers: HeaderMap,
}

/// When to send a request again.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum RetryAfter {
    /// After this time.
    Delay(Duration),
    /// At this moment.
    At(Timestamp),
}

/// How many requests may follow.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
#[non_exhaustive]
pub struct RateLimit<'a> {
    /// How many there may be at all.
    pub limit: Option<u64>,
    /// How many are left.
    pub remaining: Option<u64>,
    /// The rule, in Twilio's words.
    pub config: Option<&'a str>,
}

impl<T> Response<T> {
    /// The HTTP status.
    pub fn status(&self) -> StatusCode {
        self.status
    }

    /// The HTTP headers.
    pub fn headers(&self) -> &HeaderMap {
        &self.headers
    }

    /// Twilio's id of the request: what its support asks for.
    pub fn request_id(&self) -> Option<&str> {
        request_id(&self.headers)
    }

    /// The version of the resource, for `If-Match`.
    pub fn etag(&self) -> Option<&str> {
        text(&self.headers, header::ETAG.as_str())
    }

    /// When to send again, where the response says so.
    pub fn retry_after(&self) -> Option<RetryAfter> {
        retry_after(&self.headers)
    }

    /// How many requests may follow, as far as the response says so.
    pub fn rate_limit(&self) -> RateLimit<'_> {
        let number = |name| text(&self.headers, name).and_then(|text| text.parse().ok());
        RateLimit {
            limit: number("x-rate-limit-limit"),
            remaining: number("x-rate-limit-remaining"),
            config: text(&self.headers, "x-rate-limit-config"),
        }
    }

    /// The value alone.
    pub fn into_inner(self) -> T {
        self.value
    }

    /// The response with another value, made from this one.
    pub fn map<U>(self, make: impl FnOnce(T) -> U) -> Response<U> {
        Response { value: make(self.value), status: self.status, headers: self.headers }
    }
}

impl<T> ops::Deref for Response<T> {
    type Target = T;

    fn deref(&self) -> &T {
        &self.value
    }
}

impl<T: fmt::Debug> fmt::Debug for Response<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Response")
            .field("status", &self.status)
            .field("request_id", &self.request_id())
            .field("value", &self.value)
            .finish()
    }
}

/// Reads the response to an operation.
pub(crate) fn decode<T: JsonValue>(
    operation: &Operation,
    response: http::Response<Bytes>,
) -> Result<Response<T>, Error> {
    let reply = success(operation, response)?;
    match read_body(&reply.body) {
        Ok(value) => Ok(Response { value, status: reply.status, headers: reply.headers }),
        Err(misfit) => Err(Error::decode(operation, reply, &misfit)),
    }
}

/// The response, if its status is a success of the operation: any 2xx is, declared or not.
fn success(operation: &Operation, response: http::Response<Bytes>) -> Result<Reply, Error> {
    let (parts, body) = response.into_parts();
    let reply = Reply { status: parts.status, headers: parts.headers, body };
    if reply.status.is_success() || operation.success.contains(&reply.status.as_u16()) {
        Ok(reply)
    } else {
        Err(Error::response(operation, reply))
    }
}

fn read_body<T: JsonValue>(body: &[u8]) -> Read<T> {
    match T::without_content() {
        Some(value) => Ok(value),
        None => json::from_bytes(body),
    }
}

pub(crate) fn request_id(headers: &HeaderMap) -> Option<&str> {
    text(headers, "twilio-request-id").or_else(|| text(headers, "t-request-id"))
}

pub(crate) fn retry_after(headers: &HeaderMap) -> Option<RetryAfter> {
    let value = text(headers, header::RETRY_AFTER.as_str())?.trim();
    match value.parse() {
        Ok(seconds) => Some(RetryAfter::Delay(Duration::from_secs(seconds))),
        Err(_) => time::parse_timestamp(value).map(RetryAfter::At),
    }
}

fn text<'a>(headers: &'a HeaderMap, name: &str) -> Option<&'a str> {
    headers.get(name)?.to_str().ok()
}
