//! [`Call`], a request with options of its own, which both clients send.

use bytes::Bytes;
use http::{HeaderMap, HeaderName, HeaderValue};
use std::{
    borrow::Cow,
    fmt,
    time::{Duration, Instant},
};

use super::{network::LONGEST_TIMEOUT, retry::Retry};
use crate::{context::Context, encode::is_the_clients, error::Error, request::Request};

/// A request with options of its own, returned by the client's `request` method.
///
/// ```
/// # #[cfg(all(feature = "blocking", feature = "api"))]
/// # fn main() -> Result<(), twilio_bindings::Error> {
/// use std::time::Duration;
/// use twilio_bindings::{api::v2010::CreateMessage, blocking::Client, client::{Credentials, Mock, Retry}};
/// # let mock = Mock::new().respond_json(201, r#"{"sid": "SM123"}"#);
/// # let client = Client::builder().credentials(Credentials::account("AC1", "t")).transport(mock.clone()).build()?;
///
/// let message = client
///     .request(&CreateMessage::new("+15558881111").from("+15557771111").body("Hello!"))
///     .account_sid("AC0123456789abcdef0123456789abcdef") // a subaccount
///     .header("X-Request-Source", "shop")
///     .timeout(Duration::from_secs(5))
///     .retry(Retry::never())
///     .send()?;
/// assert_eq!(message.sid.as_deref(), Some("SM123"));
/// # assert_eq!(mock.requests()[0].headers()["x-request-source"], "shop");
/// # assert!(mock.requests()[0].uri().path().contains("/AC0123456789abcdef0123456789abcdef/"));
/// # Ok(()) }
/// # #[cfg(not(all(feature = "blocking", feature = "api")))]
/// # fn main() {}
/// ```
#[must_use = "a call is only sent by `send`"]
pub struct Call<'a, C, R> {
    pub(super) client: &'a C,
    pub(super) request: &'a R,
    pub(super) options: Options,
}

/// The options of a call, or of each request of a list.
#[derive(Clone, Default)]
pub(super) struct Options {
    headers: HeaderMap,
    /// Why a header can't be sent.
    fault: Option<String>,
    account_sid: Option<String>,
    pub(super) policy: Policy,
}

/// How long a call may take, and how it is retried.
#[derive(Clone, Default)]
pub(super) struct Policy {
    pub(super) timeout: Option<Duration>,
    pub(super) total_timeout: Option<Duration>,
    pub(super) retry: Option<Retry>,
}

/// The policy of a call that has begun.
#[derive(Clone, Default)]
pub(super) struct Limits {
    pub(super) timeout: Option<Duration>,
    pub(super) deadline: Option<Instant>,
    pub(super) retry: Option<Retry>,
}

/// The time limits of one attempt, which a call sets.
///
/// It is an extension of the [`http::Request`] that a [transport](super#transports) gets, if the call has time limits of its
/// own. A transport of your own should respect it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct AttemptTimeout {
    timeout: Option<Duration>,
    deadline: Option<Instant>,
}

/// Defines the methods that set the options of a call, for a type with the field `options`.
macro_rules! option_setters {
    ($subject:literal) => {
        #[doc = concat!("Adds a header to ", $subject, ". It replaces a header of the request with the same name.")]
        ///
        /// A name or value that isn't valid in a header is an error when the request is sent, and so is a header that the client
        /// sets itself, such as `Authorization`.
        pub fn header<N, V>(mut self, name: N, value: V) -> Self
        where
            N: TryInto<http::HeaderName>,
            V: TryInto<http::HeaderValue>,
        {
            self.options.header(name, value);
            self
        }

        #[doc = concat!("Sets the account SID for ", $subject, ", unless the request sets its own. It overrides the client's,")]
        /// such as with the SID of a subaccount.
        pub fn account_sid(mut self, account_sid: impl Into<String>) -> Self {
            self.options.account_sid(account_sid.into());
            self
        }

        #[doc = concat!("Sets the timeout of each attempt of ", $subject, ", instead of the client's.")]
        ///
        /// It doesn't apply to a request for an OAuth token, because calls share tokens.
        pub fn timeout(mut self, timeout: std::time::Duration) -> Self {
            self.options.policy.timeout = Some(timeout);
            self
        }

        #[doc = concat!("Sets the time after which all attempts of ", $subject, " and their backoffs are over. No limit is set")]
        /// by default.
        ///
        /// No retry starts later, and an attempt that takes longer times out. The time includes fetching an
        /// OAuth token, or waiting for one that another call fetches.
        pub fn total_timeout(mut self, total_timeout: std::time::Duration) -> Self {
            self.options.policy.total_timeout = Some(total_timeout);
            self
        }

        #[doc = concat!("Sets the retry policy of ", $subject, ", instead of the client's.")]
        ///
        /// It doesn't apply to a request for an OAuth token, because calls share tokens.
        pub fn retry(mut self, retry: $crate::client::Retry) -> Self {
            self.options.policy.retry = Some(retry);
            self
        }
    };
}
pub(super) use option_setters;

impl<'a, C, R: Request> Call<'a, C, R> {
    pub(super) fn new(client: &'a C, request: &'a R) -> Self {
        Self { client, request, options: Options::default() }
    }

    option_setters!("this call");
}

impl Options {
    pub(super) fn header<N, V>(&mut self, name: N, value: V)
    where
        N: TryInto<HeaderName>,
        V: TryInto<HeaderValue>,
    {
        let fault = match (name.try_into(), value.try_into()) {
            (Ok(name), _) if is_the_clients(name.as_str()) || name == http::header::USER_AGENT => {
                format!("header `{name}` can't be added: the client sets it")
            }
            (Ok(name), Ok(value)) => {
                self.headers.append(name, value);
                return;
            }
            (Ok(name), Err(_)) => format!("header `{name}` contains a character that isn't allowed in a header"),
            (Err(_), _) => "a header can't be added: its name is not a valid header name".to_owned(),
        };
        self.fault.get_or_insert(fault);
    }

    pub(super) fn account_sid(&mut self, account_sid: String) {
        self.account_sid = Some(account_sid);
    }

    /// Encodes the request with these options.
    pub(super) fn encode<R: Request>(&self, request: &R, context: &Context) -> Result<http::Request<Bytes>, Error> {
        if let Some(fault) = &self.fault {
            return Err(Error::unsendable(R::OPERATION, fault));
        }
        let context = match &self.account_sid {
            Some(account_sid) => Cow::Owned(context.clone().account_sid(account_sid)),
            None => Cow::Borrowed(context),
        };
        let mut request = request.to_http(&context)?;
        request.headers_mut().extend(self.headers.clone());
        Ok(request)
    }
}

impl Policy {
    /// Begins a call.
    pub(super) fn begin(&self, now: Instant) -> Limits {
        let deadline = self.total_timeout.and_then(|total| now.checked_add(total));
        Limits { timeout: self.timeout, deadline, retry: self.retry.clone() }
    }
}

impl AttemptTimeout {
    /// Returns the time limits of an attempt, if the call sets any.
    pub(super) fn new(limits: &Limits) -> Option<Self> {
        let &Limits { timeout, deadline, .. } = limits;
        (timeout.is_some() || deadline.is_some()).then_some(Self { timeout, deadline })
    }

    /// Returns the time limits of this request, if its call sets any.
    pub fn of<B>(request: &http::Request<B>) -> Option<Self> {
        request.extensions().get().copied()
    }

    /// Returns how long the attempt may take if it starts now. `default` is the transport's own timeout.
    pub fn remaining(self, now: Instant, default: Duration) -> Duration {
        let timeout = self.timeout.unwrap_or(default).min(LONGEST_TIMEOUT);
        match self.deadline {
            Some(deadline) => timeout.min(deadline.saturating_duration_since(now)),
            None => timeout,
        }
    }

    /// Returns when the call is over, even if the attempt hasn't started yet.
    pub fn deadline(self) -> Option<Instant> {
        self.deadline
    }
}

impl<C, R> fmt::Debug for Call<'_, C, R> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Call").finish_non_exhaustive()
    }
}
