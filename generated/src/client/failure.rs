//! [`TransportError`]: why a transport returned no complete response, and whether the request may have been processed.

use bytes::Bytes;
use std::{error::Error as StdError, fmt};

use crate::{
    error::{Error, Reply},
    operation::Operation,
};

/// Why a [transport](crate::client#transports) returned no complete response.
///
/// The kind of failure determines whether the client retries the request. If a transport isn't sure, it uses
/// [`broken`](Self::broken).
pub struct TransportError {
    failure: TransportErrorKind,
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
    /// The connection broke. The request may have been processed.
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

    /// Adds the part of the response that arrived. Its status shows what happened to the request.
    pub fn with_partial(mut self, partial: http::Response<Bytes>) -> Self {
        self.partial = Some(Box::new(partial));
        self
    }

    /// Returns the kind of failure.
    pub fn kind(&self) -> TransportErrorKind {
        self.failure
    }

    fn new(failure: TransportErrorKind, source: Box<dyn StdError + Send + Sync>) -> Self {
        Self { failure, source, partial: None }
    }

    pub(super) fn into_error(self, operation: &Operation) -> Error {
        let outcome = match self.failure {
            TransportErrorKind::NotSent => "connection failed: nothing was sent",
            TransportErrorKind::TimedOut => {
                "timed out without a complete response: the request may have been processed"
            }
            TransportErrorKind::Broken => "connection broke: the request may have been processed",
        };
        let reply = self.partial.map(|partial| {
            let (parts, body) = partial.into_parts();
            Reply { status: parts.status, headers: parts.headers, body }
        });
        let message = match &reply {
            Some(reply) => {
                format!("the response ({}) was cut off after {} bytes of its body", reply.status, reply.body.len())
            }
            None => outcome.to_owned(),
        };
        Error::transport(operation, message, self.source, reply)
    }
}

impl fmt::Display for TransportError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self.failure {
            TransportErrorKind::NotSent => "connection failed",
            TransportErrorKind::TimedOut => "timed out without a complete response",
            TransportErrorKind::Broken => "connection broke",
        })
    }
}

impl fmt::Debug for TransportError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("TransportError")
            .field("failure", &self.failure)
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
