//! [`ClientBuilder`]: what a client is to be like comes in, the client goes out.

use std::{fmt, time::Duration};

use super::{credentials::Credentials, retry::Retry};
use crate::{context::Context, error::Error};

const USER_AGENT: &str = concat!("twilio-bindings/", env!("CARGO_PKG_VERSION"));

/// Puts a client together.
///
/// Both clients have the same one: [`Client::builder`](crate::Client::builder) and
/// [`blocking::Client::builder`](crate::blocking::Client::builder).
///
/// ```
/// # #[cfg(feature = "client")]
/// # fn main() -> Result<(), twilio_bindings::Error> {
/// use std::time::Duration;
/// use twilio_bindings::{Client, client::Credentials};
///
/// let client = Client::builder()
///     .credentials(Credentials::account("AC123", "the auth token"))
///     .region("au1")
///     .timeout(Duration::from_secs(10))
///     .build()?;
/// # Ok(()) }
/// # #[cfg(not(feature = "client"))]
/// # fn main() {}
/// ```
#[must_use]
pub struct ClientBuilder<C> {
    settings: Settings,
    make: Box<dyn FnOnce(Settings) -> Result<C, Error> + Send>,
}

/// What a client is to be like.
pub(super) struct Settings {
    pub(super) context: Result<Context, Error>,
    pub(super) credentials: Credentials,
    pub(super) retry: Retry,
    pub(super) user_agent: String,
    pub(super) wire: Wire,
}

/// What a client's own transport is to be like.
#[derive(Clone, Debug)]
pub(super) struct Wire {
    pub(super) timeout: Duration,
    pub(super) connect_timeout: Duration,
    pub(super) max_in_flight: usize,
    pub(super) proxy: bool,
}

impl<C> ClientBuilder<C> {
    pub(super) fn new(make: impl FnOnce(Settings) -> Result<C, Error> + Send + 'static) -> Self {
        let settings = Settings {
            context: Ok(Context::new()),
            credentials: Credentials::none(),
            retry: Retry::new(),
            user_agent: format!("{USER_AGENT} ({} {})", std::env::consts::OS, std::env::consts::ARCH),
            wire: Wire {
                timeout: Duration::from_secs(30),
                connect_timeout: Duration::from_secs(10),
                max_in_flight: 128,
                proxy: true,
            },
        };
        Self { settings, make: Box::new(make) }
    }

    /// Puts another way to make the client in place of its own, and keeps the settings.
    pub(super) fn made_by(mut self, make: impl FnOnce(Settings) -> Result<C, Error> + Send + 'static) -> Self {
        self.make = Box::new(make);
        self
    }

    /// Who the client is. Without any, only operations that take no credentials can be called.
    pub fn credentials(mut self, credentials: Credentials) -> Self {
        self.settings.credentials = credentials;
        self
    }

    /// Credentials, region and edge from variables; [`from_env`](crate::Client::from_env) takes the environment's.
    ///
    /// `TWILIO_ACCOUNT_SID` is needed, and either `TWILIO_API_KEY` with `TWILIO_API_SECRET` or `TWILIO_AUTH_TOKEN`; with both, the
    /// API key is used. `TWILIO_REGION` and `TWILIO_EDGE` are optional. A variable that is empty is as one that is not set.
    ///
    /// ```
    /// # #[cfg(feature = "client")]
    /// # fn main() -> Result<(), twilio_bindings::Error> {
    /// let file = [("TWILIO_ACCOUNT_SID", "AC123"), ("TWILIO_AUTH_TOKEN", "secret"), ("TWILIO_EDGE", "sydney")];
    /// let variable = |name: &str| file.iter().find(|(key, _)| *key == name).map(|(_, value)| (*value).to_owned());
    /// let client = twilio_bindings::Client::builder().from_vars(variable)?.build()?;
    /// # Ok(()) }
    /// # #[cfg(not(feature = "client"))]
    /// # fn main() {}
    /// ```
    ///
    /// # Errors
    ///
    /// Where one is missing, which is named.
    pub fn from_vars(mut self, variable: impl Fn(&str) -> Option<String>) -> Result<Self, Error> {
        let variable = |name: &str| variable(name).filter(|value| !value.is_empty());
        self.settings.credentials = Credentials::from_variables(&variable)?;
        if let Some(region) = variable("TWILIO_REGION") {
            self = self.region(region);
        }
        if let Some(edge) = variable("TWILIO_EDGE") {
            self = self.edge(edge);
        }
        Ok(self)
    }

    /// The account that stands in paths where a request does not name one, in place of the credentials' own.
    pub fn account_sid(self, account_sid: impl Into<String>) -> Self {
        self.with_context(|context| Ok(context.account_sid(account_sid)))
    }

    /// The region that requests are processed in, such as `au1`.
    pub fn region(self, region: impl Into<String>) -> Self {
        self.with_context(|context| context.region(region))
    }

    /// The edge location that requests enter by, such as `sydney`. Without a region, the region is `us1`.
    pub fn edge(self, edge: impl Into<String>) -> Self {
        self.with_context(|context| context.edge(edge))
    }

    /// Sends every request here, such as `http://localhost:4010`, in place of Twilio's hosts: to a mock server, or through
    /// a gateway.
    pub fn base_url(self, base_url: impl Into<String>) -> Self {
        self.with_context(|context| context.base_url(base_url))
    }

    /// When requests are sent again. Without it, as [`Retry::new`] says.
    pub fn retry(mut self, retry: Retry) -> Self {
        self.settings.retry = retry;
        self
    }

    /// How long one attempt may take in all, from connecting to the last byte of the answer. Without it, 30 s.
    ///
    /// Says nothing to a [transport](crate::client#transports) of your own.
    pub fn timeout(mut self, timeout: Duration) -> Self {
        self.settings.wire.timeout = timeout;
        self
    }

    /// How long connecting may take. Without it, 10 s.
    ///
    /// Says nothing to a [transport](crate::client#transports) of your own.
    pub fn connect_timeout(mut self, connect_timeout: Duration) -> Self {
        self.settings.wire.connect_timeout = connect_timeout;
        self
    }

    /// How many requests are on their way at once; others wait for their turn, and their time does not begin before.
    /// Without it, 128.
    ///
    /// Says nothing to a [transport](crate::client#transports) of your own.
    pub fn max_in_flight(mut self, max_in_flight: usize) -> Self {
        self.settings.wire.max_in_flight = max_in_flight.max(1);
        self
    }

    /// Connects directly, whatever proxy the environment names (`HTTPS_PROXY` and the like).
    ///
    /// Says nothing to a [transport](crate::client#transports) of your own.
    pub fn no_proxy(mut self) -> Self {
        self.settings.wire.proxy = false;
        self
    }

    /// Appends to the `User-Agent`, such as `shop/1.2`.
    pub fn user_agent_extension(mut self, extension: impl AsRef<str>) -> Self {
        self.settings.user_agent.push(' ');
        self.settings.user_agent.push_str(extension.as_ref());
        self
    }

    /// The client.
    ///
    /// # Errors
    ///
    /// Where a setting cannot be: a region that is no DNS label, a base URL that is none, a token that no header may hold.
    pub fn build(self) -> Result<C, Error> {
        (self.make)(self.settings)
    }

    fn with_context(mut self, change: impl FnOnce(Context) -> Result<Context, Error>) -> Self {
        self.settings.context = self.settings.context.and_then(change);
        self
    }
}

impl<C> fmt::Debug for ClientBuilder<C> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Builder")
            .field("context", &self.settings.context)
            .field("credentials", &self.settings.credentials)
            .field("retry", &self.settings.retry)
            .field("wire", &self.settings.wire)
            .finish_non_exhaustive()
    }
}
