//! [`TransportError`]: why a transport brought no whole response, and whether the request may have been carried out.

use bytes::Bytes;
use std::{error::Error as StdError, fmt};

use crate::{
    error::{Error, Reply},
    operation::Operation,
};

/// Why a [transport](crate::client#transports) brought no whole response.
///
/// What kind of failure it is decides whether the client sends the request again, so that a transport that is not sure
/// says [`broken`](Self::broken).
pub struct TransportError {
    failure: TransportErrorKind,
    source: Box<dyn StdError + Send + Sync>,
    partial: Option<Box<http::Response<Bytes>>>,
}

/// What is known of a request that brought no whole response.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum TransportErrorKind {
    /// Not a byte of the request was written: any request may be sent again.
    NotSent,
    /// The time was over. The request may have been carried out.
    TimedOut,
    /// The connection broke. The request may have been carried out.
    Broken,
}

impl TransportError {
    /// There was no connection, so that not a byte of the request was written.
    pub fn not_sent(source: impl Into<Box<dyn StdError + Send + Sync>>) -> Self {
        Self::new(TransportErrorKind::NotSent, source.into())
    }

    /// The time was over.
    pub fn timed_out(source: impl Into<Box<dyn StdError + Send + Sync>>) -> Self {
        Self::new(TransportErrorKind::TimedOut, source.into())
    }

    /// The connection broke, or nobody knows.
    pub fn broken(source: impl Into<Box<dyn StdError + Send + Sync>>) -> Self {
        Self::new(TransportErrorKind::Broken, source.into())
    }

    /// Keeps what came of the response: its status says what became of the request.
    pub fn with_partial(mut self, partial: http::Response<Bytes>) -> Self {
        self.partial = Some(Box::new(partial));
        self
    }

    /// What is known of the request.
    pub fn kind(&self) -> TransportErrorKind {
        self.failure
    }

    fn new(failure: TransportErrorKind, source: Box<dyn StdError + Send + Sync>) -> Self {
        Self { failure, source, partial: None }
    }

    pub(super) fn into_error(self, operation: &Operation) -> Error {
        let outcome = match self.failure {
            TransportErrorKind::NotSent => "no connection, and nothing was sent",
            TransportErrorKind::TimedOut => "no whole answer in time, so that it may or may not have been carried out",
            TransportErrorKind::Broken => "the connection broke, so that it may or may not have been carried out",
        };
        let reply = self.partial.map(|partial| {
            let (parts, body) = partial.into_parts();
            Reply { status: parts.status, headers: parts.headers, body }
        });
        let message = match &reply {
            Some(reply) => {
                format!("the answer ({}) broke off after {} bytes of its body", reply.status, reply.body.len())
            }
            None => outcome.to_owned(),
        };
        Error::transport(operation, message, self.source, reply)
    }
}

impl fmt::Display for TransportError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self.failure {
            TransportErrorKind::NotSent => "no connection",
            TransportErrorKind::TimedOut => "no whole answer in time",
            TransportErrorKind::Broken => "the connection broke",
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
