//! [`ClientBuilder`], which configures and creates a client.

use std::fmt;

use super::{attempt::Observer, credentials::Credentials, network::Network, retry::Retry};
use crate::{context::Context, error::Error};

const USER_AGENT: &str = concat!("twilio-bindings/", env!("CARGO_PKG_VERSION"));

/// Configures and creates a client.
///
/// Both clients use it: `Client::builder()` and `blocking::Client::builder()` create one.
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
    pub(super) settings: Settings,
    make: Box<dyn FnOnce(Settings) -> Result<C, Error> + Send>,
}

/// The configuration of a client.
pub(super) struct Settings {
    pub(super) context: Result<Context, Error>,
    pub(super) credentials: Credentials,
    pub(super) retry: Retry,
    pub(super) retry_budget: u32,
    pub(super) observer: Option<Box<dyn Observer>>,
    pub(super) user_agent: String,
    pub(super) network: Network,
}

impl<C> ClientBuilder<C> {
    pub(super) fn new(make: impl FnOnce(Settings) -> Result<C, Error> + Send + 'static) -> Self {
        let settings = Settings {
            context: Ok(Context::new()),
            credentials: Credentials::none(),
            retry: Retry::new(),
            retry_budget: 100,
            observer: None,
            user_agent: format!("{USER_AGENT} ({} {})", std::env::consts::OS, std::env::consts::ARCH),
            network: Network::default(),
        };
        Self { settings, make: Box::new(make) }
    }

    /// Replaces the function that creates the client, and keeps the settings.
    pub(super) fn made_by(mut self, make: impl FnOnce(Settings) -> Result<C, Error> + Send + 'static) -> Self {
        self.make = Box::new(make);
        self
    }

    /// Sets the credentials. Without credentials, only operations that require none can be called.
    pub fn credentials(mut self, credentials: Credentials) -> Self {
        self.settings.credentials = credentials;
        self
    }

    /// Reads credentials and settings from variables; `variable` returns the value of each. `Client::from_env` uses environment
    /// variables. Empty variables count as unset.
    ///
    /// | variable | what it sets |
    /// |---|---|
    /// | `TWILIO_ACCOUNT_SID` | the account; required |
    /// | `TWILIO_API_KEY`, `TWILIO_API_SECRET` | an API key, used even if there is an auth token |
    /// | `TWILIO_AUTH_TOKEN` | the account's auth token; required if there is no API key |
    /// | `TWILIO_REGION` | the [region](Self::region) |
    /// | `TWILIO_EDGE` | the [edge](Self::edge) |
    /// | `TWILIO_BASE_URL` | the [base URL](Self::base_url), such as that of a mock server; Twilio's own libraries don't read it |
    /// | `TWILIO_CA_BUNDLE` | the path of a file with further [root certificates](Self::root_certificate) |
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
    /// Fails if a required variable isn't set, or if the file with root certificates can't be read. The error names the variable.
    pub fn from_vars(mut self, variable: impl Fn(&str) -> Option<String>) -> Result<Self, Error> {
        let variable = |name: &str| variable(name).filter(|value| !value.is_empty());
        self.settings.credentials = Credentials::from_variables(&variable)?;
        if let Some(region) = variable("TWILIO_REGION") {
            self = self.region(region);
        }
        if let Some(edge) = variable("TWILIO_EDGE") {
            self = self.edge(edge);
        }
        if let Some(base_url) = variable("TWILIO_BASE_URL") {
            self = self.base_url(base_url);
        }
        if let Some(path) = variable("TWILIO_CA_BUNDLE") {
            let pem = std::fs::read(&path).map_err(|error| {
                Error::encode(format!("variable `TWILIO_CA_BUNDLE`: can't read the file `{path}`: {error}"))
            })?;
            self = self.root_certificate(pem);
        }
        Ok(self)
    }

    /// Sets the account SID for the paths of requests that don't set their own. It overrides the credentials' account SID.
    pub fn account_sid(self, account_sid: impl Into<String>) -> Self {
        self.with_context(|context| Ok(context.account_sid(account_sid)))
    }

    /// Sets the region that processes requests, such as `au1`.
    pub fn region(self, region: impl Into<String>) -> Self {
        self.with_context(|context| context.region(region))
    }

    /// Sets the edge location through which requests enter Twilio's network, such as `sydney`. If no region is set, the region is
    /// `us1`.
    pub fn edge(self, edge: impl Into<String>) -> Self {
        self.with_context(|context| context.edge(edge))
    }

    /// Sends every request to this URL, such as `http://localhost:4010`, instead of Twilio's hosts. Use it for a mock server or a
    /// gateway.
    pub fn base_url(self, base_url: impl Into<String>) -> Self {
        self.with_context(|context| context.base_url(base_url))
    }

    /// Sets how often and how soon requests are retried. Defaults to [`Retry::new`].
    pub fn retry(mut self, retry: Retry) -> Self {
        self.settings.retry = retry;
        self
    }

    /// Sets how many retries all calls of the client can spend while requests fail. Defaults to 100.
    ///
    /// A retry takes one from the budget, and returns it if a complete response arrives whose status isn't 429 or from 500 to
    /// 599. A first attempt with such a response adds a tenth of a retry, up to this maximum. So if Twilio fails for a long time,
    /// the client soon sends each request only once.
    pub fn retry_budget(mut self, retries: u32) -> Self {
        self.settings.retry_budget = retries;
        self
    }

    /// Sets an observer of all attempts to send a request, for metrics or logs.
    pub fn observer(mut self, observer: impl Observer + 'static) -> Self {
        self.settings.observer = Some(Box::new(observer));
        self
    }

    /// Appends a string such as `shop/1.2` to the `User-Agent`.
    pub fn user_agent_extension(mut self, extension: impl AsRef<str>) -> Self {
        self.settings.user_agent.push(' ');
        self.settings.user_agent.push_str(extension.as_ref());
        self
    }

    /// Creates the client.
    ///
    /// # Errors
    ///
    /// Fails if a setting is invalid, such as a region that isn't a DNS label, a base URL that isn't a URL, or a token that isn't
    /// a valid header value.
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
        f.debug_struct("ClientBuilder")
            .field("context", &self.settings.context)
            .field("credentials", &self.settings.credentials)
            .field("retry", &self.settings.retry)
            .field("network", &self.settings.network)
            .finish_non_exhaustive()
    }
}
