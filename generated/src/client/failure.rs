//! [`TransportError`]: why a transport returned no complete response, and whether the request may have been processed.

use bytes::Bytes;
use std::{error::Error as StdError, fmt};

use super::cause::TransportErrorCause;
use crate::{
    error::{Error, Reply},
    operation::Operation,
};

/// Why a [transport](crate::client#transports) returned no complete response.
///
/// Its kind, and whether its cause is [permanent](Self::is_permanent), determine whether the client retries the request. If a
/// transport isn't sure, it uses [`broken`](Self::broken).
pub struct TransportError {
    failure: TransportErrorKind,
    cause: TransportErrorCause,
    source: Box<dyn StdError + Send + Sync>,
    partial: Option<Box<http::Response<Bytes>>>,
}

/// The kind of a [`TransportError`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum TransportErrorKind {
    /// No byte of the request was written. Any request may be retried.
    NotSent,
    /// The request timed out. It may have been processed.
    TimedOut,
    /// The connection broke, or the response can't be read. The request may have been processed.
    Broken,
}

impl TransportError {
    /// Creates an error for a failed connection, over which no byte of the request was written.
    pub fn not_sent(source: impl Into<Box<dyn StdError + Send + Sync>>) -> Self {
        Self::new(TransportErrorKind::NotSent, source.into())
    }

    /// Creates an error for a timeout.
    pub fn timed_out(source: impl Into<Box<dyn StdError + Send + Sync>>) -> Self {
        Self::new(TransportErrorKind::TimedOut, source.into())
    }

    /// Creates an error for a broken connection, or for an unknown failure.
    pub fn broken(source: impl Into<Box<dyn StdError + Send + Sync>>) -> Self {
        Self::new(TransportErrorKind::Broken, source.into())
    }

    /// Creates an error for a mock without a response.
    pub(super) fn exhausted() -> Self {
        Self::not_sent("add a response to the mock's script").with_cause(TransportErrorCause::Mock)
    }

    /// Adds the part of the response that arrived. Its status shows what happened to the request.
    pub fn with_partial(mut self, partial: http::Response<Bytes>) -> Self {
        self.partial = Some(Box::new(partial));
        self
    }

    /// Sets the cause, which errors name. Without it, the cause is unknown.
    pub fn with_cause(mut self, cause: TransportErrorCause) -> Self {
        self.cause = cause;
        self
    }

    /// Returns the kind of failure.
    pub fn kind(&self) -> TransportErrorKind {
        self.failure
    }

    /// Returns the cause.
    pub fn cause(&self) -> TransportErrorCause {
        self.cause
    }

    /// Returns whether the same request would fail again; see [`TransportErrorCause::is_permanent`].
    pub fn is_permanent(&self) -> bool {
        self.cause.is_permanent()
    }

    /// Returns the part of the response that arrived.
    pub(super) fn partial(&self) -> Option<&http::Response<Bytes>> {
        self.partial.as_deref()
    }

    /// Creates an error for a response whose body is larger than the limit. `head` is the response without its body.
    pub(super) fn too_large(limit: usize, head: http::Response<Bytes>) -> Self {
        Self::broken(format!("the body is larger than `max_response_size` ({limit} bytes)"))
            .with_cause(TransportErrorCause::ResponseSize)
            .with_partial(head)
    }

    fn new(failure: TransportErrorKind, source: Box<dyn StdError + Send + Sync>) -> Self {
        Self { failure, cause: TransportErrorCause::Other, source, partial: None }
    }

    pub(super) fn into_error(mut self, operation: &Operation) -> Error {
        let fate = (self.failure != TransportErrorKind::NotSent, self.is_permanent());
        let reply = self.partial.take().map(|partial| {
            let (parts, body) = partial.into_parts();
            Reply { status: parts.status, headers: parts.headers, body }
        });
        let message = match (&reply, self.failure) {
            (Some(reply), _) if self.cause == TransportErrorCause::ResponseSize => {
                format!("the response ({}) is too large: raise `max_response_size`", reply.status)
            }
            (Some(reply), _) => {
                format!("the response ({}) was cut off after {} bytes of its body", reply.status, reply.body.len())
            }
            (None, TransportErrorKind::NotSent) => format!("{self}: nothing was sent"),
            (None, _) => format!("{self}: the request may have been processed"),
        };
        Error::transport(operation, message, self.source, reply, fate)
    }
}

impl fmt::Display for TransportError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match (self.failure, self.cause) {
            (TransportErrorKind::TimedOut, TransportErrorCause::Other) => {
                f.write_str("timed out without a complete response")
            }
            (TransportErrorKind::Broken, TransportErrorCause::Other) => f.write_str("connection broke"),
            (_, cause) => cause.fmt(f),
        }
    }
}

impl fmt::Debug for TransportError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("TransportError")
            .field("failure", &self.failure)
            .field("cause", &self.cause)
            .field("source", &self.source)
            .field("partial", &self.partial.as_ref().map(|partial| partial.status()))
            .finish()
    }
}

impl StdError for TransportError {
    fn source(&self) -> Option<&(dyn StdError + 'static)> {
        Some(self.source.as_ref())
    }
}
