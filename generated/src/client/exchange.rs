//! The logic that both clients share and that does no I/O: prepares requests, and decides what follows an attempt.

use bytes::Bytes;
use http::{
    HeaderValue, Method, Uri,
    header::{AUTHORIZATION, USER_AGENT},
};
use std::{
    fmt,
    ops::ControlFlow,
    time::{Duration, Instant},
};

use super::{
    attempt::{Attempt, Observer},
    budget::Budget,
    builder::Settings,
    call::{AttemptTimeout, Limits},
    credentials::Credentials,
    failure::TransportError,
    retry::Retry,
    token::Tokens,
    trace,
};
use crate::{context::Context, error::Error, operation::Operation, page, url};

/// A client without its transport.
pub(super) struct Core {
    pub(super) context: Context,
    pub(super) credentials: Credentials,
    pub(super) tokens: Tokens,
    retry: Retry,
    budget: Budget,
    observer: Option<Box<dyn Observer>>,
    user_agent: HeaderValue,
}

impl Core {
    pub(super) fn new(settings: Settings) -> Result<Self, Error> {
        let mut context = settings.context?;
        if context.account_sid.is_none() {
            context.account_sid.clone_from(&settings.credentials.account_sid);
        }
        settings.credentials.check()?;
        let user_agent = HeaderValue::try_from(settings.user_agent)
            .map_err(|_| Error::encode("user agent contains a character that isn't allowed in a header"))?;
        Ok(Self {
            context,
            credentials: settings.credentials,
            tokens: Tokens::default(),
            retry: settings.retry,
            budget: Budget::new(settings.retry_budget),
            observer: settings.observer,
            user_agent,
        })
    }

    /// Returns the request as it is sent, except for the credentials.
    pub(super) fn prepare(
        &self,
        operation: &Operation,
        mut request: http::Request<Bytes>,
    ) -> Result<http::Request<Bytes>, Error> {
        self.check_destination(operation, request.uri())?;
        request.headers_mut().remove(AUTHORIZATION);
        self.sign(&mut request);
        Ok(request)
    }

    /// Sets the `User-Agent` header.
    pub(super) fn sign(&self, request: &mut http::Request<Bytes>) {
        request.headers_mut().insert(USER_AGENT, self.user_agent.clone());
    }

    /// Ensures that credentials are only sent to the host family of the operation's server, whoever created the request.
    fn check_destination(&self, operation: &Operation, uri: &Uri) -> Result<(), Error> {
        url::check(uri).map_err(|fault| Error::unsendable(operation, format_args!("the request's URL {fault}")))?;
        let origin = self.context.placed_url(operation.server);
        let origin = url::parse(&origin)
            .map_err(|fault| Error::unsendable(operation, format_args!("the operation's server {fault}")))?;
        if page::is_home(uri, &origin, self.context.is_rebased()) {
            return Ok(());
        }
        let [goes, home] = [uri, &origin].map(|uri| uri.host().unwrap_or_default());
        Err(Error::unsendable(
            operation,
            format_args!("the request goes to `{goes}`, but the client's credentials are only sent to `{home}`"),
        ))
    }
}

impl fmt::Debug for Core {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Client")
            .field("context", &self.context)
            .field("credentials", &self.credentials)
            .field("retry", &self.retry)
            .field("user_agent", &self.user_agent)
            .finish_non_exhaustive()
    }
}

/// Returns whether a request has a body, even an empty one. Such a request needs a `Content-Length`, because some proxies
/// require it.
pub(super) fn has_body(method: &Method, body: &Bytes) -> bool {
    !body.is_empty() || !matches!(*method, Method::GET | Method::DELETE)
}

/// Returns the failure of a call whose time is over before its request is sent.
pub(super) fn out_of_time() -> TransportError {
    TransportError::not_sent("the call's `total_timeout` was over before the request was sent")
}

/// The attempts to send a request.
pub(super) struct Attempts<'a> {
    core: &'a Core,
    limits: &'a Limits,
    operation: &'static Operation,
    request: http::Request<Bytes>,
    call: trace::Call,
    number: u32,
    begun: Instant,
    waited: Duration,
    /// The outcome of the previous attempt, until the next one begins.
    previous: Option<Outcome>,
}

type Outcome = Result<http::Response<Bytes>, TransportError>;

/// What follows an attempt.
pub(super) enum Verdict {
    /// Another attempt, after this backoff.
    Again(Duration),
    /// No further attempt.
    Done(Result<http::Response<Bytes>, Error>),
}

impl<'a> Attempts<'a> {
    pub(super) fn new(
        core: &'a Core,
        limits: &'a Limits,
        operation: &'static Operation,
        request: http::Request<Bytes>,
        call: trace::Call,
        now: Instant,
    ) -> Self {
        Self { core, limits, operation, request, call, number: 0, begun: now, waited: Duration::ZERO, previous: None }
    }

    /// Begins the next attempt, and returns its request. If the time of the call is over, the call ends as the previous attempt
    /// did, because this one would hide what is known from it.
    pub(super) fn begin(
        &mut self,
        now: Instant,
    ) -> ControlFlow<Result<http::Response<Bytes>, Error>, http::Request<Bytes>> {
        let previous = self.previous.take();
        if self.limits.deadline.is_some_and(|deadline| deadline <= now) {
            return ControlFlow::Break(self.end(previous.unwrap_or_else(|| Err(out_of_time()))));
        }
        self.number += 1;
        self.begun = now;
        self.call.begin(self.number, now);
        if let Some(observer) = &self.core.observer {
            observer.before(self.operation, self.number);
        }
        let mut request = self.request.clone();
        if let Some(timeout) = AttemptTimeout::new(self.limits) {
            request.extensions_mut().insert(timeout);
        }
        ControlFlow::Continue(request)
    }

    /// Decides what follows this attempt.
    pub(super) fn judge(&mut self, outcome: Outcome, now: Instant) -> Verdict {
        let mut attempt = Attempt {
            operation: self.operation,
            number: self.number,
            outcome: &outcome,
            duration: now.saturating_duration_since(self.begun),
            backoff: None,
        };
        attempt.backoff = self.backoff(&attempt, now);
        let backoff = attempt.backoff;
        if let Some(observer) = &self.core.observer {
            observer.after(&attempt);
        }
        self.call.end(self.number, &outcome, backoff, now);
        match backoff {
            Some(backoff) => {
                self.waited += backoff;
                self.previous = Some(outcome);
                Verdict::Again(backoff)
            }
            None => Verdict::Done(self.end(outcome)),
        }
    }

    fn end(&self, outcome: Outcome) -> Result<http::Response<Bytes>, Error> {
        outcome.map_err(|error| error.into_error(self.operation))
    }

    /// Returns the backoff before the next attempt, if there is one, and keeps the client's budget of retries.
    fn backoff(&self, attempt: &Attempt<'_>, now: Instant) -> Option<Duration> {
        if let Ok(response) = attempt.outcome {
            self.core.budget.give_back(self.number, response.status());
        }
        let retry = self.limits.retry.as_ref().unwrap_or(&self.core.retry);
        let backoff = retry.backoff(attempt, self.waited)?;
        let then = now.checked_add(backoff)?;
        let is_in_time = self.limits.deadline.is_none_or(|deadline| then < deadline);
        (is_in_time && self.core.budget.take()).then_some(backoff)
    }
}
