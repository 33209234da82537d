//! Traces each call with a span and each attempt with an event, without any value of the request.
//!
//! Without the feature `tracing`, nothing is traced.

use bytes::Bytes;
use std::time::{Duration, Instant};

use super::failure::TransportError;
use crate::operation::Operation;

/// The span of one call.
#[derive(Clone)]
pub(super) struct Call {
    #[cfg(feature = "tracing")]
    span: tracing::Span,
    #[cfg(feature = "tracing")]
    begun: Option<(Instant, Instant)>,
}

#[cfg(feature = "tracing")]
impl Call {
    pub(super) fn new(operation: &Operation) -> Self {
        let span = tracing::info_span!(
            "twilio",
            operation = operation.id,
            document = operation.document,
            method = operation.method.as_str(),
            path = operation.path,
            attempts = tracing::field::Empty,
            status = tracing::field::Empty,
            failure = tracing::field::Empty,
            duration_ms = tracing::field::Empty,
        );
        Self { span, begun: None }
    }

    pub(super) fn begin(&mut self, attempt: u32, now: Instant) {
        let call = self.begun.map_or(now, |(call, _)| call);
        self.begun = Some((call, now));
        self.span.record("attempts", attempt);
    }

    pub(super) fn end(
        &self,
        attempt: u32,
        outcome: &Result<http::Response<Bytes>, TransportError>,
        backoff: Option<Duration>,
        now: Instant,
    ) {
        let since = |then: Instant| millis(now.saturating_duration_since(then));
        let (call, begun) = self.begun.unwrap_or((now, now));
        self.span.record("duration_ms", since(call));
        let _inside = self.span.enter();
        let duration_ms = since(begun);
        match outcome {
            Ok(response) => {
                let status = response.status().as_u16();
                self.span.record("status", status);
                tracing::debug!(attempt, status, duration_ms, "received a response");
            }
            Err(error) => {
                let failure = tracing::field::debug(error.kind());
                self.span.record("failure", &failure);
                tracing::debug!(attempt, failure, duration_ms, "received no response");
            }
        }
        if let Some(backoff) = backoff {
            tracing::info!(attempt, pause_ms = millis(backoff), "retrying after a backoff");
        }
    }

    /// Runs the future inside the span.
    #[cfg(feature = "client")]
    pub(super) fn around<F: Future>(&self, future: F) -> impl Future<Output = F::Output> + use<F> {
        tracing::Instrument::instrument(future, self.span.clone())
    }

    /// Calls `run` inside the span.
    #[cfg(feature = "blocking")]
    pub(super) fn inside<T>(&self, run: impl FnOnce() -> T) -> T {
        self.span.in_scope(run)
    }
}

#[cfg(feature = "tracing")]
fn millis(duration: Duration) -> u64 {
    u64::try_from(duration.as_millis()).unwrap_or(u64::MAX)
}

#[cfg(not(feature = "tracing"))]
impl Call {
    pub(super) fn new(_: &Operation) -> Self {
        Self {}
    }

    pub(super) fn begin(&mut self, _: u32, _: Instant) {}

    pub(super) fn end(
        &self,
        _: u32,
        _: &Result<http::Response<Bytes>, TransportError>,
        _: Option<Duration>,
        _: Instant,
    ) {
    }

    #[cfg(feature = "client")]
    pub(super) fn around<F: Future>(&self, future: F) -> impl Future<Output = F::Output> + use<F> {
        future
    }

    #[cfg(feature = "blocking")]
    pub(super) fn inside<T>(&self, run: impl FnOnce() -> T) -> T {
        run()
    }
}
