//! [`Credentials`], from which a client creates `Authorization` headers.

use base64::{Engine, prelude::BASE64_STANDARD};
use http::{HeaderValue, Uri};
use std::fmt;
use zeroize::Zeroizing;

use crate::{
    error::Error,
    operation::{Operation, Security},
};

/// The credentials of a client.
///
/// Secrets are overwritten on drop, and [`Debug`] doesn't show them. (Copies in sent requests belong to the HTTP library, and
/// aren't overwritten.)
///
/// Most operations accept an account's auth token, an API key or a bearer token; a few accept only a bearer token. See the
/// documentation of each operation.
///
/// ```
/// use twilio_bindings::client::Credentials;
///
/// let credentials = Credentials::api_key("SK123", "secret", "AC123").and(Credentials::oauth("OQ123", "another secret"));
/// assert!(!format!("{credentials:?}").contains("secret"));
/// ```
#[derive(Clone, Default)]
pub struct Credentials {
    pub(super) account_sid: Option<String>,
    basic: Option<Basic>,
    bearer: Option<Bearer>,
}

#[derive(Clone)]
struct Basic {
    user: String,
    /// The value of the `Authorization` header.
    header: Zeroizing<Vec<u8>>,
}

#[derive(Clone)]
enum Bearer {
    Token(Zeroizing<Vec<u8>>),
    Client(TokenClient),
}

/// An OAuth client, with which tokens are fetched.
#[derive(Clone)]
pub(super) struct TokenClient {
    pub(super) id: String,
    pub(super) secret: Zeroizing<String>,
    pub(super) token_url: Option<String>,
}

/// How a request is authorized.
pub(super) enum Authorization<'a> {
    Nothing,
    Header(HeaderValue),
    /// With a token that is fetched from this URL, unless the OAuth client has another one.
    Token(&'a TokenClient, &'static str),
}

/// The token URL of operations whose document doesn't give one.
pub(super) const TOKEN_URL: &str = "https://oauth.twilio.com/v2/token";

impl Credentials {
    /// Creates empty credentials.
    pub fn none() -> Self {
        Self::default()
    }

    /// Creates credentials from an account SID (`AC…`) and auth token.
    pub fn account(account_sid: impl Into<String>, auth_token: impl Into<String>) -> Self {
        let account_sid = account_sid.into();
        let basic = Basic::new(account_sid.clone(), auth_token.into());
        Self { account_sid: Some(account_sid), basic: Some(basic), bearer: None }
    }

    /// Creates credentials from an API key (`SK…`), its secret, and the SID of the account that it belongs to (`AC…`).
    pub fn api_key(key: impl Into<String>, secret: impl Into<String>, account_sid: impl Into<String>) -> Self {
        let basic = Basic::new(key.into(), secret.into());
        Self { account_sid: Some(account_sid.into()), basic: Some(basic), bearer: None }
    }

    /// Creates credentials from an OAuth client's ID and secret. The client fetches tokens with them, and renews each token
    /// before it expires.
    pub fn oauth(client_id: impl Into<String>, client_secret: impl Into<String>) -> Self {
        let client =
            TokenClient { id: client_id.into(), secret: Zeroizing::new(client_secret.into()), token_url: None };
        Self { bearer: Some(Bearer::Client(client)), ..Self::default() }
    }

    /// Creates credentials from an existing bearer token.
    pub fn bearer(token: impl Into<String>) -> Self {
        let token = Zeroizing::new(token.into());
        Self { bearer: Some(Bearer::Token(bearer_header(&token))), ..Self::default() }
    }

    /// Sets the URL to fetch tokens from, instead of the one in the operation's document.
    pub fn token_url(mut self, token_url: impl Into<String>) -> Self {
        if let Some(Bearer::Client(client)) = &mut self.bearer {
            client.token_url = Some(token_url.into());
        }
        self
    }

    /// Sets the account SID for paths of requests that don't set one.
    pub fn account_sid(mut self, account_sid: impl Into<String>) -> Self {
        self.account_sid = Some(account_sid.into());
        self
    }

    /// Adds `other`, which is used for operations that require what these credentials lack.
    pub fn and(self, other: Self) -> Self {
        Self {
            account_sid: self.account_sid.or(other.account_sid),
            basic: self.basic.or(other.basic),
            bearer: self.bearer.or(other.bearer),
        }
    }

    /// Reads credentials from variables such as `TWILIO_AUTH_TOKEN`; see [`from_vars`](super::ClientBuilder::from_vars).
    pub(super) fn from_variables(variable: &impl Fn(&str) -> Option<String>) -> Result<Self, Error> {
        let need = |name: &str, reason: &str| {
            variable(name).ok_or_else(|| Error::encode(format!("variable `{name}` is not set: {reason}")))
        };
        let account_sid = need("TWILIO_ACCOUNT_SID", "set it to the account SID (`AC…`)")?;
        if let Some(key) = variable("TWILIO_API_KEY") {
            let secret = need("TWILIO_API_SECRET", "it is required with `TWILIO_API_KEY`")?;
            return Ok(Self::api_key(key, secret, account_sid));
        }
        let auth_token = need("TWILIO_AUTH_TOKEN", "set it, or `TWILIO_API_KEY` and `TWILIO_API_SECRET`")?;
        Ok(Self::account(account_sid, auth_token))
    }

    /// Checks that a bearer token or token URL is valid.
    pub(super) fn check(&self) -> Result<(), Error> {
        match &self.bearer {
            Some(Bearer::Token(header)) => header_value(header).map(drop),
            Some(Bearer::Client(TokenClient { token_url: Some(url), .. })) => token_address(url).map(drop),
            _ => Ok(()),
        }
    }

    /// Returns how requests of this operation are authorized.
    pub(super) fn authorization(&self, operation: &Operation) -> Result<Authorization<'_>, Error> {
        let (basic, token_url) = match operation.security {
            Security::None => return Ok(Authorization::Nothing),
            Security::Basic => (self.basic.as_ref(), TOKEN_URL),
            Security::Bearer => (None, TOKEN_URL),
            Security::OAuth2 { token_url } => (None, token_url),
        };
        match (basic, &self.bearer) {
            (Some(basic), _) => Ok(Authorization::Header(header_value(&basic.header)?)),
            (None, Some(Bearer::Token(header))) => Ok(Authorization::Header(header_value(header)?)),
            (None, Some(Bearer::Client(client))) => Ok(Authorization::Token(client, token_url)),
            (None, None) => Err(missing(operation)),
        }
    }
}

fn missing(operation: &Operation) -> Error {
    let fault = match operation.security {
        Security::Bearer | Security::OAuth2 { .. } => {
            "a bearer token is required, but the client has none: use `Credentials::oauth` or `Credentials::bearer`"
        }
        _ => "credentials are required, but the client has none: use `Credentials::account` or `Credentials::api_key`",
    };
    Error::unsendable(operation, fault)
}

impl Basic {
    fn new(user: String, password: String) -> Self {
        let password = Zeroizing::new(password);
        let mut pair = Zeroizing::new(Vec::with_capacity(user.len() + 1 + password.len()));
        pair.extend_from_slice(user.as_bytes());
        pair.push(b':');
        pair.extend_from_slice(password.as_bytes());
        let mut header = Zeroizing::new(b"Basic ".to_vec());
        let start = header.len();
        header.resize(start + pair.len().div_ceil(3) * 4, 0);
        // Unlike a string that the encoder returns, the header is overwritten on drop.
        BASE64_STANDARD.encode_slice(&*pair, &mut header[start..]).expect("the header has the length of the result");
        Self { user, header }
    }
}

/// Returns the `Authorization` header for a bearer token.
pub(super) fn bearer_header(token: &str) -> Zeroizing<Vec<u8>> {
    let mut header = Zeroizing::new(Vec::with_capacity("Bearer ".len() + token.len()));
    header.extend_from_slice(b"Bearer ");
    header.extend_from_slice(token.as_bytes());
    header
}

/// Returns the value of an `Authorization` header, marked as sensitive.
pub(super) fn header_value(header: &[u8]) -> Result<HeaderValue, Error> {
    let mut value = HeaderValue::from_bytes(header)
        .map_err(|_| Error::encode("bearer token contains a character that isn't allowed in a header"))?;
    value.set_sensitive(true);
    Ok(value)
}

/// Parses a token URL.
pub(super) fn token_address(url: &str) -> Result<Uri, Error> {
    crate::url::parse(url).map_err(|fault| Error::encode(format!("token URL {fault}")))
}

impl fmt::Debug for Credentials {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut shown = f.debug_struct("Credentials");
        shown.field("account_sid", &self.account_sid);
        if let Some(basic) = &self.basic {
            shown.field("user", &basic.user);
        }
        if let Some(Bearer::Client(client)) = &self.bearer {
            shown.field("client_id", &client.id);
        }
        shown.finish_non_exhaustive()
    }
}
