//! [`Response`], a decoded response with its status and headers.

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

/// The value of a successful response, with its status and headers.
#[derive(Clone, PartialEq)]
pub struct Response<T> {
    value: T,
    status: StatusCode,
    headers: HeaderMap,
}

/// When to retry a request.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum RetryAfter {
    /// After this delay.
    Delay(Duration),
    /// At this time.
    At(Timestamp),
}

/// The rate limit in a response's headers.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
#[non_exhaustive]
pub struct RateLimit<'a> {
    /// The maximum number of requests.
    pub limit: Option<u64>,
    /// The number of requests left.
    pub remaining: Option<u64>,
    /// The value of the `X-Rate-Limit-Config` header.
    pub config: Option<&'a str>,
}

impl<T> Response<T> {
    /// Returns the HTTP status.
    pub fn status(&self) -> StatusCode {
        self.status
    }

    /// Returns the HTTP headers.
    pub fn headers(&self) -> &HeaderMap {
        &self.headers
    }

    /// Returns Twilio's ID for this request, which Twilio's support asks for.
    pub fn request_id(&self) -> Option<&str> {
        request_id(&self.headers)
    }

    /// Returns the resource's `ETag`, which identifies its version. Send it as `If-Match`.
    pub fn etag(&self) -> Option<&str> {
        text(&self.headers, header::ETAG.as_str())
    }

    /// Returns when to retry, if the response has a `Retry-After` header.
    pub fn retry_after(&self) -> Option<RetryAfter> {
        retry_after(&self.headers)
    }

    /// Returns the rate limit. A field is `None` if the response doesn't have its header.
    #[inline]
    pub fn rate_limit(&self) -> RateLimit<'_> {
        let number = |name| text(&self.headers, name).and_then(|text| text.parse().ok());
        RateLimit {
            limit: number("x-rate-limit-limit"),
            remaining: number("x-rate-limit-remaining"),
            config: text(&self.headers, "x-rate-limit-config"),
        }
    }

    /// Returns the value, without status and headers.
    pub fn into_inner(self) -> T {
        self.value
    }

    /// Converts the value with `make`; keeps the status and headers.
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

/// Decodes the response to an operation.
pub(crate) fn decode<T: JsonValue>(
    operation: &Operation,
    response: http::Response<Bytes>,
) -> Result<Response<T>, Error> {
    let reply = success(operation, response)?;
    match read_body(&reply.body) {
        Ok(value) => Ok(Response { value, status: reply.status, headers: reply.headers }),
        Err(mismatch) => Err(Error::decode(operation, reply, &mismatch)),
    }
}

/// Returns the response if its status is a success: any 2xx, or a status that the operation declares as one.
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

#[inline]
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
