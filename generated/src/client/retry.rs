//! [`Retry`], which decides whether and when a request is retried.

use http::{Method, StatusCode};
use jiff::Timestamp;
use std::{
    hash::{BuildHasher, RandomState},
    time::Duration,
};

use super::failure::{TransportError, TransportErrorKind};
use crate::response::{self, RetryAfter};

/// How often and how soon a request is retried.
///
/// *Which* requests are retried isn't configurable, so that nothing happens twice. Any request is retried after status 429, or
/// if the connection failed before a byte of the request was written. `GET`, `PUT` and `DELETE` are also retried after status
/// 502, 503 or 504, or if the connection broke. Nothing else is retried; in particular, no request is retried because its
/// response didn't arrive in time.
///
/// Twilio's `Retry-After` header determines the backoff. Without it, the backoff doubles with each attempt, and is reduced at
/// random by up to half. If the backoff exceeds what is left of the total backoff, the request isn't retried.
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
    /// Creates the default policy: up to 3 attempts, a backoff of 250 ms that doubles up to 5 s, and a total backoff of up to
    /// 10 s.
    pub const fn new() -> Self {
        Self {
            max_attempts: 3,
            initial_backoff: Duration::from_millis(250),
            max_backoff: Duration::from_secs(5),
            max_total_backoff: Duration::from_secs(10),
        }
    }

    /// Creates a policy that never retries.
    pub const fn never() -> Self {
        Self::new().max_attempts(1)
    }

    /// Sets the maximum number of attempts, including the first.
    pub const fn max_attempts(mut self, max_attempts: u32) -> Self {
        self.max_attempts = max_attempts;
        self
    }

    /// Sets the backoff before the second attempt, if the response has no `Retry-After`.
    pub const fn initial_backoff(mut self, initial_backoff: Duration) -> Self {
        self.initial_backoff = initial_backoff;
        self
    }

    /// Sets the maximum backoff before an attempt, if the response has no `Retry-After`.
    pub const fn max_backoff(mut self, max_backoff: Duration) -> Self {
        self.max_backoff = max_backoff;
        self
    }

    /// Sets the maximum total backoff of one call.
    pub const fn max_total_backoff(mut self, max_total_backoff: Duration) -> Self {
        self.max_total_backoff = max_total_backoff;
        self
    }

    /// Returns the backoff before the next attempt, or `None` if there is none.
    pub(super) fn backoff(
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
        let backoff = match asked {
            Some(RetryAfter::Delay(delay)) => delay,
            Some(RetryAfter::At(timestamp)) => until(timestamp),
            None => self.exponential_backoff(attempt),
        };
        (backoff.checked_add(waited)? <= self.max_total_backoff).then_some(backoff)
    }

    fn exponential_backoff(&self, attempt: u32) -> Duration {
        let doubled = self.initial_backoff.saturating_mul(2_u32.saturating_pow(attempt.saturating_sub(1)));
        let backoff = doubled.min(self.max_backoff);
        backoff - backoff.mul_f64(random() / 2.0)
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
        Err(error) if error.is_permanent() => false,
        Err(error) => match error.kind() {
            TransportErrorKind::NotSent => true,
            TransportErrorKind::Broken => idempotent,
            TransportErrorKind::TimedOut => false,
        },
    }
}

fn until(timestamp: Timestamp) -> Duration {
    Duration::try_from(timestamp.duration_since(Timestamp::now())).unwrap_or_default()
}

/// Returns a random number from 0 to 1, using the random keys of the standard library's hash maps.
fn random() -> f64 {
    f64::from(RandomState::new().hash_one(0_u8) as u32) / f64::from(u32::MAX)
}
