//! [`Retry`], which decides whether and when a request is retried.

use http::{HeaderMap, StatusCode, header::DATE};
use jiff::Timestamp;
use std::{
    fmt,
    hash::{BuildHasher, RandomState},
    sync::Arc,
    time::Duration,
};

use super::{attempt::Attempt, failure::TransportErrorKind};
use crate::{
    error::repeat,
    response::{self, RetryAfter},
    time,
};

/// Which requests are retried, how often and how soon.
///
/// By default, a request is only retried if nothing can happen twice:
///
/// | after | is retried |
/// |---|---|
/// | a failed connection, before a byte of the request was written | any request, unless the failure is permanent, such as an untrusted certificate |
/// | status 429 about the rate of requests | any request |
/// | status 502, 503 or 504 | `GET`, `PUT` and `DELETE` |
/// | a broken connection | `GET`, `PUT` and `DELETE` |
/// | anything else, such as a timeout | nothing |
///
/// Status 429 is about the rate of requests if the response has a `Retry-After` header or Twilio's error code 20429, or has no
/// error code. With another code, a limit of the resource is reached, and another attempt would fail too or even count. For
/// example, Verify's 60202 means that a verification was checked too often, and 60203 that it was sent too often.
/// [`when`](Self::when) sets another policy.
///
/// The backoff doubles with each attempt, and is reduced at random by up to half. If the response has a `Retry-After` header, the
/// client waits for as long as the header asks and then for the backoff, so that not all callers come back at once. If all this
/// exceeds what is left of the total backoff, the request isn't retried.
///
/// All calls of a client share a [budget](super::ClientBuilder::retry_budget) of retries. When it is used up, because Twilio
/// fails again and again, nothing is retried until requests succeed.
///
/// ```
/// use std::time::Duration;
/// use twilio_bindings::client::Retry;
///
/// let patient = Retry::new().max_attempts(6).max_total_backoff(Duration::from_secs(120));
/// ```
#[derive(Clone)]
pub struct Retry {
    max_attempts: u32,
    initial_backoff: Duration,
    max_backoff: Duration,
    max_total_backoff: Duration,
    predicate: Option<Arc<Predicate>>,
    allow_duplicates: bool,
}

type Predicate = dyn Fn(&Attempt<'_>) -> bool + Send + Sync;

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
            predicate: None,
            allow_duplicates: false,
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

    /// Sets the backoff before the second attempt.
    pub const fn initial_backoff(mut self, initial_backoff: Duration) -> Self {
        self.initial_backoff = initial_backoff;
        self
    }

    /// Sets the maximum backoff before an attempt, not counting what a `Retry-After` header asks for.
    pub const fn max_backoff(mut self, max_backoff: Duration) -> Self {
        self.max_backoff = max_backoff;
        self
    }

    /// Sets the maximum total backoff of one call, including what `Retry-After` headers ask for.
    pub const fn max_total_backoff(mut self, max_total_backoff: Duration) -> Self {
        self.max_total_backoff = max_total_backoff;
        self
    }

    /// Sets which attempts are retried, instead of the default policy, which
    /// [`Attempt::is_retried_by_default`] returns.
    ///
    /// The predicate can't make a request happen twice: it isn't asked after a success, and its answer doesn't count if the
    /// request may have been carried out and isn't a `GET`, `PUT` or `DELETE`, unless
    /// [`allow_duplicates`](Self::allow_duplicates) is set.
    ///
    /// ```
    /// use twilio_bindings::client::Retry;
    ///
    /// // Also retries a GET, PUT or DELETE after status 500, and never because of a failed connection.
    /// let retry = Retry::new().when(|attempt| {
    ///     let status = attempt.status().map(|status| status.as_u16());
    ///     status == Some(500) || (attempt.is_retried_by_default() && attempt.failure().is_none())
    /// });
    /// ```
    pub fn when(mut self, predicate: impl Fn(&Attempt<'_>) -> bool + Send + Sync + 'static) -> Self {
        self.predicate = Some(Arc::new(predicate));
        self
    }

    /// Lets the [predicate](Self::when) retry a `POST` or `PATCH` that may have been carried out. It may then be carried out
    /// twice: a message may be sent and paid for twice.
    pub const fn allow_duplicates(mut self) -> Self {
        self.allow_duplicates = true;
        self
    }

    /// Returns the backoff before the next attempt, or `None` if there is none.
    pub(super) fn backoff(&self, attempt: &Attempt<'_>, waited: Duration) -> Option<Duration> {
        if attempt.number >= self.max_attempts || !self.is_retried(attempt) {
            return None;
        }
        let asked = attempt.headers().and_then(asked_delay).unwrap_or_default();
        let backoff = asked.checked_add(self.exponential_backoff(attempt.number))?;
        (backoff.checked_add(waited)? <= self.max_total_backoff).then_some(backoff)
    }

    fn is_retried(&self, attempt: &Attempt<'_>) -> bool {
        let Some(predicate) = &self.predicate else {
            return attempt.is_retried_by_default();
        };
        let is_safe = attempt.is_idempotent() || !attempt.may_have_been_carried_out() || self.allow_duplicates;
        is_safe && !attempt.succeeded() && predicate(attempt)
    }

    fn exponential_backoff(&self, attempt: u32) -> Duration {
        let doubled = self.initial_backoff.saturating_mul(2_u32.saturating_pow(attempt.saturating_sub(1)));
        let backoff = doubled.min(self.max_backoff);
        backoff - backoff.mul_f64(random() / 2.0)
    }
}

impl Attempt<'_> {
    /// Returns whether the request is retried by the default policy of [`Retry`], as long as there are attempts left.
    pub fn is_retried_by_default(&self) -> bool {
        match self.outcome {
            Ok(response) => match response.status() {
                StatusCode::TOO_MANY_REQUESTS => repeat::is_about_rate(response.headers(), self.api().as_ref()),
                StatusCode::BAD_GATEWAY | StatusCode::SERVICE_UNAVAILABLE | StatusCode::GATEWAY_TIMEOUT => {
                    self.is_idempotent()
                }
                _ => false,
            },
            Err(error) if error.is_permanent() => false,
            Err(error) => match error.kind() {
                TransportErrorKind::NotSent => true,
                TransportErrorKind::Broken => self.is_idempotent(),
                TransportErrorKind::TimedOut => false,
            },
        }
    }

    fn is_idempotent(&self) -> bool {
        self.operation.method.is_idempotent()
    }
}

/// Returns how long the response asks to wait. A date counts from the response's own date, because clocks differ. It may be in
/// the past.
fn asked_delay(headers: &HeaderMap) -> Option<Duration> {
    match response::retry_after(headers)? {
        RetryAfter::Delay(delay) => Some(delay),
        RetryAfter::At(then) => {
            let date = headers.get(DATE).and_then(|date| time::parse_timestamp(date.to_str().ok()?.trim()));
            Duration::try_from(then.duration_since(date.unwrap_or_else(Timestamp::now))).ok()
        }
    }
}

/// Returns a random number from 0 to 1, using the random keys of the standard library's hash maps.
fn random() -> f64 {
    f64::from(RandomState::new().hash_one(0_u8) as u32) / f64::from(u32::MAX)
}

impl fmt::Debug for Retry {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Retry")
            .field("max_attempts", &self.max_attempts)
            .field("initial_backoff", &self.initial_backoff)
            .field("max_backoff", &self.max_backoff)
            .field("max_total_backoff", &self.max_total_backoff)
            .field("has_predicate", &self.predicate.is_some())
            .field("allow_duplicates", &self.allow_duplicates)
            .finish()
    }
}
