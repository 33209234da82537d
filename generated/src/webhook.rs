//! Validates the signatures of requests that Twilio sends to webhooks.
//!
//! Twilio signs each request: an HMAC of its URL and form parameters, with the account's auth token as the key, is in the
//! header `X-Twilio-Signature`. The URL of a request with a JSON body has the hash of that body in its query (`bodySHA256`). A
//! [`Validator`] recomputes all of that.
//!
//! ```
//! use twilio_bindings::{bytes::Bytes, http, webhook::Validator};
//!
//! /// Returns the status to respond with.
//! fn receive(validator: &Validator, request: &http::Request<Bytes>) -> http::StatusCode {
//!     match validator.validate("https://example.com/sms", request) {
//!         Ok(()) => http::StatusCode::NO_CONTENT, // Twilio sent it; now read the form in its body.
//!         Err(error) => {
//!             eprintln!("rejected a request: {error}");
//!             http::StatusCode::FORBIDDEN
//!         }
//!     }
//! }
//!
//! let validator = Validator::new("12345"); // Your auth token, such as `TWILIO_AUTH_TOKEN` in the environment.
//! let request = http::Request::post("/sms?shop=7")
//!     .header("Content-Type", "application/x-www-form-urlencoded")
//!     .header("X-Twilio-Signature", "xcIcjrW096AZ/2v59u5/UTx/QSw=")
//!     .body(Bytes::from("From=%2B15558881111&To=%2B15557771111&Body=Hi+%26+bye"));
//! assert_eq!(receive(&validator, &request.expect("a request")), http::StatusCode::NO_CONTENT);
//! ```
//!
//! # Behind a proxy
//!
//! Twilio signs the URL that it was given, so pass that URL: the one configured for the phone number, service or callback. Don't
//! take the scheme, host or port from the request, since a proxy or load balancer may have changed them (and anyone can set
//! `Host` and `X-Forwarded-Host`). The query is taken from the request, because Twilio adds parameters to it. If one handler
//! serves several paths, put the URL together: `format!("https://example.com{}", request.uri().path())`. Twilio sometimes signs
//! a URL with its port and sometimes without, so both are tried.
//!
//! # What a signature doesn't prove
//!
//! It covers neither the method nor the headers, and it doesn't expire: whoever has seen a request can send it again. Use
//! `https`, and expect that the same request can arrive twice.

use base64::{Engine, prelude::BASE64_STANDARD};
use hmac::{Hmac, KeyInit, Mac};
use http::{HeaderMap, Request, header::CONTENT_TYPE};
use sha1::Sha1;
use sha2::{Digest, Sha256};
use std::{borrow::Cow, error::Error, fmt};
use zeroize::Zeroizing;

/// The header with the signature.
pub const SIGNATURE_HEADER: &str = "x-twilio-signature";

/// The header that names the algorithm and the ID of the key, if a request isn't signed with the auth token and HMAC-SHA1.
pub const SETTINGS_HEADER: &str = "x-twilio-webhooks-signature-settings";

/// Validates the signatures of requests.
///
/// Secrets are overwritten on drop, and [`Debug`] doesn't show them. Signatures are compared in constant time.
#[derive(Clone)]
pub struct Validator {
    secrets: Vec<Zeroizing<String>>,
}

impl Validator {
    /// Creates a validator from an account's auth token. A subaccount's requests are signed with the subaccount's own token.
    ///
    /// An empty secret is ignored, because anyone could sign with it.
    pub fn new(auth_token: impl Into<String>) -> Self {
        Self { secrets: Vec::new() }.or(auth_token)
    }

    /// Adds another secret: the other auth token while tokens are rotated, another account's token, or the secret of a shared
    /// key, with which Twilio signs if a webhook setting of the account says so. A request is valid if it's signed with any of
    /// the secrets.
    pub fn or(mut self, secret: impl Into<String>) -> Self {
        let secret = Zeroizing::new(secret.into());
        if !secret.is_empty() {
            self.secrets.push(secret);
        }
        self
    }

    /// Validates a request. `url` is the URL that is configured with Twilio; its query and fragment are ignored, because the
    /// query is taken from the request.
    ///
    /// The body must be the one that was received, byte for byte.
    ///
    /// # Errors
    ///
    /// Fails if Twilio didn't send this request, or if the validator's URL or secrets can't be used.
    pub fn validate<B: AsRef<[u8]>>(&self, url: &str, request: &Request<B>) -> Result<(), ValidationError> {
        let signature = Signature::of(request.headers())?;
        let url = url.split(['?', '#']).next().unwrap_or_default();
        let url = match request.uri().query() {
            Some(query) => format!("{url}?{query}"),
            None => url.to_owned(),
        };
        let body = request.body().as_ref();
        if is_form(request.headers()) {
            return self.validate_form(&url, form_urlencoded::parse(body), &signature);
        }
        // The URL of a GET request may have the hash of a body that isn't sent.
        let has_no_body = body.is_empty() && (request.method().is_safe() || body_hashes(&url).next().is_none());
        if has_no_body { self.validate_url(&url, &signature) } else { self.validate_body(&url, body, &signature) }
    }

    /// Validates a request without a body, such as a `GET` request or a WebSocket handshake. `url` is the complete URL, as Twilio
    /// requested it.
    ///
    /// # Errors
    ///
    /// Fails as [`validate`](Self::validate) does.
    pub fn validate_url(&self, url: &str, signature: &Signature<'_>) -> Result<(), ValidationError> {
        self.verify(url, &[], signature)
    }

    /// Validates a request with a form. `url` is the complete URL, as Twilio requested it; `params` are all parameters of the
    /// form, decoded, in any order. A name may occur several times.
    ///
    /// ```
    /// use twilio_bindings::webhook::{Signature, Validator};
    ///
    /// let params = [("From", "+15558881111"), ("To", "+15557771111"), ("Body", "Hi & bye")];
    /// let signature = Signature::new("xcIcjrW096AZ/2v59u5/UTx/QSw=");
    /// let result = Validator::new("12345").validate_form("https://example.com/sms?shop=7", params, &signature);
    /// assert_eq!(result, Ok(()));
    /// ```
    ///
    /// # Errors
    ///
    /// Fails as [`validate`](Self::validate) does.
    pub fn validate_form(
        &self,
        url: &str,
        params: impl IntoIterator<Item = (impl AsRef<str>, impl AsRef<str>)>,
        signature: &Signature<'_>,
    ) -> Result<(), ValidationError> {
        let params: Vec<_> = params.into_iter().collect();
        let mut params: Vec<_> = params.iter().map(|(name, value)| (name.as_ref(), value.as_ref())).collect();
        params.sort_unstable();
        params.dedup();
        self.verify(url, &params, signature)
    }

    /// Validates a request with a body that isn't a form, such as JSON. `url` is the complete URL, as Twilio requested it, with
    /// `bodySHA256` in its query; `body` is the body that was received, byte for byte.
    ///
    /// # Errors
    ///
    /// Fails as [`validate`](Self::validate) does.
    pub fn validate_body(
        &self,
        url: &str,
        body: impl AsRef<[u8]>,
        signature: &Signature<'_>,
    ) -> Result<(), ValidationError> {
        self.verify(url, &[], signature)?;
        let hash = hex(&Sha256::digest(body.as_ref()));
        let mut hashes = body_hashes(url).peekable();
        if hashes.peek().is_none() {
            return Err(ValidationError::MissingBodyHash);
        }
        if !hashes.any(|it| it == hash) {
            return Err(ValidationError::BodyMismatch);
        }
        Ok(())
    }

    /// Checks the signature of a URL and of the sorted parameters of a form.
    fn verify(&self, url: &str, params: &[(&str, &str)], signature: &Signature<'_>) -> Result<(), ValidationError> {
        if self.secrets.is_empty() {
            return Err(ValidationError::NoSecret);
        }
        let url = Url::parse(url).ok_or(ValidationError::InvalidUrl)?;
        let code = BASE64_STANDARD.decode(signature.value).map_err(|_| ValidationError::MalformedSignature)?;
        let is_signed = match signature.algorithm()? {
            Algorithm::HmacSha1 => is_signed::<Hmac<Sha1>>,
            Algorithm::HmacSha256 => is_signed::<Hmac<Sha256>>,
        };
        let matches = |secret: &Zeroizing<String>| {
            let ports = [["", ""], [":", url.port]];
            ports.iter().any(|port| is_signed(secret.as_bytes(), &url, port, params, &code))
        };
        if self.secrets.iter().any(matches) { Ok(()) } else { Err(ValidationError::SignatureMismatch) }
    }
}

impl fmt::Debug for Validator {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Validator").field("secrets", &self.secrets.len()).finish_non_exhaustive()
    }
}

/// The signature of a request: the values of its headers.
#[derive(Clone, Copy, Debug)]
pub struct Signature<'a> {
    value: &'a str,
    settings: Option<&'a str>,
}

impl<'a> Signature<'a> {
    /// Creates a signature from the value of the header `X-Twilio-Signature`.
    pub fn new(value: &'a str) -> Self {
        Self { value, settings: None }
    }

    /// Sets the value of the header `X-Twilio-Webhooks-Signature-Settings`, such as `key=…,algorithm=HMAC_SHA256`. If the request
    /// doesn't have this header, or if it names no algorithm, the algorithm is HMAC-SHA1.
    pub fn settings(mut self, settings: impl Into<Option<&'a str>>) -> Self {
        self.settings = settings.into();
        self
    }

    /// Reads the headers of a request. Each must occur only once.
    fn of(headers: &'a HeaderMap) -> Result<Self, ValidationError> {
        let [value, settings] = [SIGNATURE_HEADER, SETTINGS_HEADER].map(|name| {
            let mut values = headers.get_all(name).iter();
            match (values.next(), values.next()) {
                (Some(value), None) => value.to_str().map(Some).map_err(|_| ValidationError::MalformedSignature),
                (Some(_), Some(_)) => Err(ValidationError::MalformedSignature),
                (None, _) => Ok(None),
            }
        });
        Ok(Self::new(value?.ok_or(ValidationError::MissingSignature)?).settings(settings?))
    }

    fn algorithm(&self) -> Result<Algorithm, ValidationError> {
        let settings = self.settings.unwrap_or_default().split(',').filter_map(|it| it.split_once('='));
        let mut names = settings.filter(|(key, _)| key.trim() == "algorithm").map(|(_, value)| value.trim());
        match names.find(|name| !name.is_empty()) {
            None => Ok(Algorithm::HmacSha1),
            Some(name) if name.eq_ignore_ascii_case("HMAC_SHA1") => Ok(Algorithm::HmacSha1),
            Some(name) if name.eq_ignore_ascii_case("HMAC_SHA256") => Ok(Algorithm::HmacSha256),
            Some(_) => Err(ValidationError::UnsupportedAlgorithm),
        }
    }
}

enum Algorithm {
    HmacSha1,
    HmacSha256,
}

/// Why a request isn't valid.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum ValidationError {
    /// The request has no `X-Twilio-Signature` header.
    MissingSignature,
    /// The value of `X-Twilio-Signature` isn't base64, or one of the headers occurs twice.
    MalformedSignature,
    /// The request is signed with an algorithm other than HMAC-SHA1 and HMAC-SHA256.
    UnsupportedAlgorithm,
    /// The signature isn't that of this URL and these parameters, with any of the secrets.
    SignatureMismatch,
    /// The body isn't a form, and the URL has no hash of it, so that anyone could have written it.
    MissingBodyHash,
    /// Twilio signed this URL, but for another body.
    BodyMismatch,
    /// The URL passed to the validator isn't an absolute URL.
    InvalidUrl,
    /// The validator has no secrets, or only empty ones.
    NoSecret,
}

impl fmt::Display for ValidationError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::MissingSignature => "request has no `X-Twilio-Signature` header",
            Self::MalformedSignature => "`X-Twilio-Signature` must occur once, as base64",
            Self::UnsupportedAlgorithm => {
                "`X-Twilio-Webhooks-Signature-Settings` names an algorithm other than `HMAC_SHA1` and `HMAC_SHA256`"
            }
            Self::SignatureMismatch => {
                "signature doesn't match: if Twilio sent the request, compare the URL with the one configured there, and \
                 the secret with the auth token of the account that sent it"
            }
            Self::MissingBodyHash => "body isn't a form, and `bodySHA256` isn't in the URL's query",
            Self::BodyMismatch => "body doesn't match `bodySHA256` in the URL's query",
            Self::InvalidUrl => "URL must be absolute, with the scheme `https`, `http`, `wss` or `ws`",
            Self::NoSecret => "no secret is set: pass the account's auth token",
        })
    }
}

impl Error for ValidationError {}

/// An absolute URL, divided at its port.
struct Url<'a> {
    /// The scheme, user information and host.
    start: &'a str,
    /// The port, or that of the scheme.
    port: &'a str,
    /// The path and what follows it.
    end: &'a str,
}

impl<'a> Url<'a> {
    fn parse(url: &'a str) -> Option<Self> {
        let (scheme, _) = url.split_once("://")?;
        let default_port = match scheme.to_ascii_lowercase().as_str() {
            "https" | "wss" => "443",
            "http" | "ws" => "80",
            _ => return None,
        };
        let authority = scheme.len() + "://".len();
        let end = url[authority..].find(['/', '?', '#']).map_or(url.len(), |at| authority + at);
        let host = url[authority..end].rfind('@').map_or(authority, |at| authority + at + 1);
        // The host may be an IPv6 address in brackets, which has colons.
        let bracket = url[host..end].rfind(']').map_or(host, |at| host + at + 1);
        let colon = url[bracket..end].find(':').map_or(end, |at| bracket + at);
        let port = match url[colon..end].trim_start_matches(':') {
            "" => default_port,
            port => port,
        };
        (host < colon).then_some(Self { start: &url[..colon], port, end: &url[end..] })
    }
}

/// Returns whether `code` is the HMAC of this URL, with this port, and these parameters. The comparison takes constant time.
fn is_signed<M: Mac + KeyInit>(
    secret: &[u8],
    url: &Url<'_>,
    port: &[&str],
    params: &[(&str, &str)],
    code: &[u8],
) -> bool {
    let Ok(mut mac) = <M as KeyInit>::new_from_slice(secret) else {
        return false;
    };
    mac.update(url.start.as_bytes());
    port.iter().for_each(|part| mac.update(part.as_bytes()));
    mac.update(url.end.as_bytes());
    for (name, value) in params {
        mac.update(name.as_bytes());
        mac.update(value.as_bytes());
    }
    mac.verify_slice(code).is_ok()
}

fn is_form(headers: &HeaderMap) -> bool {
    let content_type = headers.get(CONTENT_TYPE).and_then(|it| it.to_str().ok()).unwrap_or_default();
    let media_type = content_type.split(';').next().unwrap_or_default();
    media_type.trim().eq_ignore_ascii_case("application/x-www-form-urlencoded")
}

/// Returns the hashes of the body in the query of a URL. There may be more than one if the configured URL has one already.
fn body_hashes(url: &str) -> impl Iterator<Item = Cow<'_, str>> {
    let query = url.split_once('?').map_or("", |(_, query)| query);
    let hashes = form_urlencoded::parse(query.as_bytes()).filter(|(name, _)| name == "bodySHA256");
    hashes.map(|(_, hash)| hash)
}

fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}
