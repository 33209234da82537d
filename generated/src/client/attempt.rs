//! [`Attempt`], one attempt to send a request, and [`Observer`], which learns of each.

use bytes::Bytes;
use http::{HeaderMap, StatusCode};
use std::{fmt, sync::Arc, time::Duration};

use super::failure::{TransportError, TransportErrorKind};
use crate::{
    error::{ApiError, repeat},
    operation::Operation,
};

/// An attempt to send a request, after it ended.
///
/// An [`Observer`] and the predicate of a [`Retry`](super::Retry) get one. Values of the request aren't part of it.
#[derive(Clone, Copy)]
pub struct Attempt<'a> {
    pub(super) operation: &'static Operation,
    pub(super) number: u32,
    pub(super) outcome: &'a Result<http::Response<Bytes>, TransportError>,
    pub(super) duration: Duration,
    pub(super) backoff: Option<Duration>,
}

/// Learns of each attempt to send a request, for metrics or logs. See [`observer`](super::ClientBuilder::observer).
///
/// Requests for OAuth tokens have attempts too, of the operation `CreateOauth2Token`.
///
/// ```
/// use twilio_bindings::{Operation, client::{Attempt, Observer}};
///
/// struct Log;
///
/// impl Observer for Log {
///     fn after(&self, attempt: &Attempt<'_>) {
///         let status = attempt.status().map(|status| status.as_u16());
///         println!("{} #{}: {status:?} in {:?}", attempt.operation().id, attempt.number(), attempt.duration());
///     }
/// }
/// ```
pub trait Observer: Send + Sync {
    /// Called before an attempt. Attempts are counted from 1. If the caller drops the future of an async call, no
    /// [`after`](Self::after) follows.
    fn before(&self, operation: &'static Operation, number: u32) {
        let _ = (operation, number);
    }

    /// Called after an attempt.
    fn after(&self, attempt: &Attempt<'_>);
}

impl<T: Observer + ?Sized> Observer for Arc<T> {
    fn before(&self, operation: &'static Operation, number: u32) {
        (**self).before(operation, number);
    }

    fn after(&self, attempt: &Attempt<'_>) {
        (**self).after(attempt);
    }
}

impl<'a> Attempt<'a> {
    /// Returns the operation.
    pub fn operation(&self) -> &'static Operation {
        self.operation
    }

    /// Returns the number of the attempt, counted from 1.
    pub fn number(&self) -> u32 {
        self.number
    }

    /// Returns how long the attempt took. This includes waiting for one of the
    /// [concurrent requests](super::ClientBuilder::max_in_flight) to end.
    pub fn duration(&self) -> Duration {
        self.duration
    }

    /// Returns the status, if there was a response.
    pub fn status(&self) -> Option<StatusCode> {
        self.response().map(http::Response::status)
    }

    /// Returns the headers, if there was a response.
    pub fn headers(&self) -> Option<&'a HeaderMap> {
        self.response().map(http::Response::headers)
    }

    /// Returns Twilio's error code, if the response has one.
    pub fn code(&self) -> Option<i64> {
        self.api()?.code
    }

    /// Returns why no complete response arrived, if none did.
    pub fn failure(&self) -> Option<&'a TransportError> {
        self.outcome.as_ref().err()
    }

    /// Returns whether the operation may have been carried out. True after a success.
    pub fn may_have_been_carried_out(&self) -> bool {
        match (self.status(), self.failure()) {
            (Some(status), _) => repeat::may_have_been_carried_out(status),
            (None, Some(error)) => error.kind() != TransportErrorKind::NotSent,
            (None, None) => true,
        }
    }

    /// Returns the backoff before the next attempt, or `None` if this was the last one, or if that isn't decided yet.
    pub fn backoff(&self) -> Option<Duration> {
        self.backoff
    }

    /// Returns Twilio's description of the error, if the response is an error that has one.
    pub(super) fn api(&self) -> Option<ApiError> {
        let response = self.response().filter(|response| !self.is_success(response.status()))?;
        ApiError::read(response.body())
    }

    /// Returns whether a complete response with a status of success arrived.
    pub(super) fn succeeded(&self) -> bool {
        self.outcome.as_ref().is_ok_and(|response| self.is_success(response.status()))
    }

    fn is_success(&self, status: StatusCode) -> bool {
        status.is_success() || self.operation.success.contains(&status.as_u16())
    }

    /// Returns the response, or the part of it that arrived.
    fn response(&self) -> Option<&'a http::Response<Bytes>> {
        match self.outcome {
            Ok(response) => Some(response),
            Err(error) => error.partial(),
        }
    }
}

impl fmt::Debug for Attempt<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Attempt")
            .field("operation", &self.operation.id)
            .field("number", &self.number)
            .field("duration", &self.duration)
            .field("status", &self.status())
            .field("failure", &self.failure())
            .field("backoff", &self.backoff)
            .finish()
    }
}
