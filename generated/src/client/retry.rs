//! When a request is sent again: what became of it comes in, how long to wait for the next attempt goes out.

use http::{Method, StatusCode};
use jiff::Timestamp;
use std::{
    hash::{BuildHasher, RandomState},
    time::Duration,
};

use super::failure::{TransportError, TransportErrorKind};
use crate::response::{self, RetryAfter};

/// How often and how soon a request is sent again.
///
/// Whether it *may* be sent again is not for choice, for nothing may be done twice: any request after status 429 and
/// after a connection that failed before a byte of the request was written; `GET`, `PUT` and `DELETE` also after status
/// 502, 503 or 504 and after a connection that broke; `POST` and `PATCH` never else.
///
/// Twilio's `Retry-After` says how long to wait, and where that is longer than the budget has left, the error comes at
/// once. Without it, waiting times double from attempt to attempt, and chance shortens each of them by up to a half.
///
/// ```
/// use std::time::Duration;
/// use twilio_bindings::client::Retry;
///
/// let patient = Retry::new().max_attempts(6).max_total_backoff(Duration::from_secs(120));
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Retry {
    max_attempts: u32,
    initial_backoff: Duration,
    max_backoff: Duration,
    max_total_backoff: Duration,
}

impl Default for Retry {
    fn default() -> Self {
        Self::new()
    }
}

impl Retry {
    /// Three attempts in all, with a pause of 250 ms that doubles up to 5 s, and 10 s of pauses in all.
    pub const fn new() -> Self {
        Self {
            max_attempts: 3,
            initial_backoff: Duration::from_millis(250),
            max_backoff: Duration::from_secs(5),
            max_total_backoff: Duration::from_secs(10),
        }
    }

    /// Each request is sent once.
    pub const fn never() -> Self {
        Self::new().max_attempts(1)
    }

    /// How many times a request is sent at the most, the first one included.
    pub const fn max_attempts(mut self, max_attempts: u32) -> Self {
        self.max_attempts = max_attempts;
        self
    }

    /// The pause before the second attempt, where Twilio does not say how long it is to be.
    pub const fn initial_backoff(mut self, initial_backoff: Duration) -> Self {
        self.initial_backoff = initial_backoff;
        self
    }

    /// What a pause does not grow beyond, where Twilio does not say how long it is to be.
    pub const fn max_backoff(mut self, max_backoff: Duration) -> Self {
        self.max_backoff = max_backoff;
        self
    }

    /// How long all pauses of one call may be together.
    pub const fn max_total_backoff(mut self, max_total_backoff: Duration) -> Self {
        self.max_total_backoff = max_total_backoff;
        self
    }

    /// How long to wait before the request is sent again, or nothing where this was the end.
    pub(super) fn pause(
        &self,
        method: &Method,
        outcome: &Result<http::Response<bytes::Bytes>, TransportError>,
        attempt: u32,
        waited: Duration,
    ) -> Option<Duration> {
        if attempt >= self.max_attempts || !may_repeat(method, outcome) {
            return None;
        }
        let asked = outcome.as_ref().ok().and_then(|response| response::retry_after(response.headers()));
        let pause = match asked {
            Some(RetryAfter::Delay(delay)) => delay,
            Some(RetryAfter::At(moment)) => until(moment),
            None => self.back_off(attempt),
        };
        (pause.checked_add(waited)? <= self.max_total_backoff).then_some(pause)
    }

    fn back_off(&self, attempt: u32) -> Duration {
        let doubled = self.initial_backoff.saturating_mul(2_u32.saturating_pow(attempt.saturating_sub(1)));
        let pause = doubled.min(self.max_backoff);
        pause - pause.mul_f64(chance() / 2.0)
    }
}

fn may_repeat(method: &Method, outcome: &Result<http::Response<bytes::Bytes>, TransportError>) -> bool {
    let idempotent = matches!(*method, Method::GET | Method::PUT | Method::DELETE);
    match outcome {
        Ok(response) => match response.status() {
            StatusCode::TOO_MANY_REQUESTS => true,
            StatusCode::BAD_GATEWAY | StatusCode::SERVICE_UNAVAILABLE | StatusCode::GATEWAY_TIMEOUT => idempotent,
            _ => false,
        },
        Err(error) => match error.kind() {
            TransportErrorKind::NotSent => true,
            TransportErrorKind::Broken => idempotent,
            TransportErrorKind::TimedOut => false,
        },
    }
}

fn until(moment: Timestamp) -> Duration {
    Duration::try_from(moment.duration_since(Timestamp::now())).unwrap_or_default()
}

/// A number from 0 to 1: the keys of the standard library's hash maps are random.
fn chance() -> f64 {
    f64::from(RandomState::new().hash_one(0_u8) as u32) / f64::from(u32::MAX)
}
