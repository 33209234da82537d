//! OAuth tokens: fetched with a client's ID and secret, cached until shortly before they expire, one fetch at a time.

use bytes::Bytes;
use http::{HeaderValue, Method, Uri};
use std::{
    collections::BTreeMap,
    sync::{Arc, Mutex, MutexGuard, PoisonError},
    time::{Duration, Instant},
};
use zeroize::Zeroizing;

#[cfg(feature = "blocking")]
use super::blocking::Permits;
use super::credentials::{TokenClient, bearer_header, header_value, token_address};
use crate::{
    codegen::{Body, Extra, Inputs, Operation, Request, Security, object},
    context::Context,
    error::Error,
};

/// How long a token is cached if the response doesn't give its lifetime.
const UNKNOWN_LIFETIME: Duration = Duration::from_secs(300);

/// How long before its expiry a token is renewed, at most. A short-lived token is renewed after nine tenths of its lifetime.
const LONGEST_MARGIN: Duration = Duration::from_secs(60);

/// The tokens of a client, by token URL.
#[derive(Default)]
pub(super) struct Tokens(Mutex<BTreeMap<String, Arc<Slot>>>);

/// The token of one token URL.
pub(super) struct Slot {
    address: Uri,
    state: Mutex<State>,
    /// Held while a token is fetched.
    #[cfg(feature = "client")]
    pub(super) turn: tokio::sync::Mutex<()>,
    /// One permit, held while a token is fetched.
    #[cfg(feature = "blocking")]
    pub(super) blocking_turn: Permits,
}

#[derive(Default)]
struct State {
    token: Option<Token>,
    failure: Option<Error>,
    fetches: u64,
}

struct Token {
    header: Zeroizing<Vec<u8>>,
    renewal: Instant,
}

/// The number of fetches when a caller needed a token.
#[derive(Clone, Copy)]
pub(super) struct Ticket(u64);

impl Tokens {
    /// Returns the slot for the tokens that this client fetches for operations with this token URL.
    pub(super) fn slot(&self, context: &Context, client: &TokenClient, named: &str) -> Result<Arc<Slot>, Error> {
        let address = client.token_url.clone().unwrap_or_else(|| context.placed_url(named));
        let mut slots = lock(&self.0);
        if let Some(slot) = slots.get(&address) {
            return Ok(slot.clone());
        }
        let slot = Arc::new(Slot::new(token_address(&address)?));
        slots.insert(address, slot.clone());
        Ok(slot)
    }
}

impl Slot {
    fn new(address: Uri) -> Self {
        Self {
            address,
            state: Mutex::default(),
            #[cfg(feature = "client")]
            turn: tokio::sync::Mutex::default(),
            #[cfg(feature = "blocking")]
            blocking_turn: Permits::new(1),
        }
    }

    /// Returns the header with a token, or the ticket with which to wait for the turn to fetch one.
    pub(super) fn look(&self, now: Instant) -> Result<Result<HeaderValue, Ticket>, Error> {
        let state = lock(&self.state);
        match &state.token {
            Some(token) if now < token.renewal => header_value(&token.header).map(Ok),
            _ => Ok(Err(Ticket(state.fetches))),
        }
    }

    /// Returns what another caller fetched, or failed to fetch, while this one waited for its turn.
    pub(super) fn look_again(&self, ticket: Ticket) -> Option<Result<HeaderValue, Error>> {
        let state = lock(&self.state);
        if state.fetches == ticket.0 {
            return None;
        }
        match (&state.token, &state.failure) {
            (Some(token), _) => Some(header_value(&token.header)),
            (None, Some(failure)) => Some(Err(failure.duplicate())),
            (None, None) => None,
        }
    }

    /// Returns the request for a token.
    pub(super) fn request(&self, client: &TokenClient) -> Result<http::Request<Bytes>, Error> {
        let mut request = FetchToken { grant_type: "client_credentials".to_owned(), client }.to_http(&Context::new())?;
        *request.uri_mut() = self.address.clone();
        Ok(request)
    }

    /// Stores the token, or the failure to fetch one. Other callers don't share a failure if the time of this call, which
    /// ended at `deadline`, was over: the next one tries again.
    pub(super) fn keep(
        &self,
        response: Result<http::Response<Bytes>, Error>,
        deadline: Option<Instant>,
        now: Instant,
    ) -> Result<HeaderValue, Error> {
        let outcome = response.and_then(read_token).map_err(without_token).and_then(|(token, lifetime)| {
            let header = bearer_header(&token);
            let value = header_value(&header)?;
            let margin = (lifetime / 10).min(LONGEST_MARGIN);
            Ok((Token { header, renewal: now + (lifetime - margin) }, value))
        });
        let mut state = lock(&self.state);
        let is_late = outcome.is_err() && deadline.is_some_and(|deadline| deadline <= now);
        state.fetches += u64::from(!is_late);
        match outcome {
            Err(error) if is_late => Err(error.before_sending()),
            Ok((token, value)) => {
                state.token = Some(token);
                state.failure = None;
                Ok(value)
            }
            Err(error) => {
                let error = error.before_sending();
                state.token = None;
                state.failure = Some(error.duplicate());
                Err(error)
            }
        }
    }

    /// Forgets a token that was rejected, unless there already is a newer one.
    pub(super) fn forget(&self, refused: &HeaderValue) {
        let mut state = lock(&self.state);
        if state.token.as_ref().is_some_and(|token| token.header.as_slice() == refused.as_bytes()) {
            state.token = None;
        }
    }
}

pub(super) const FETCH_TOKEN: &Operation = FetchToken::OPERATION;

struct FetchToken<'a> {
    /// Always `client_credentials`. It is a field because `inputs` passes on references that live as long as the request.
    grant_type: String,
    client: &'a TokenClient,
}

impl Request for FetchToken<'_> {
    type Response = Grant;

    const OPERATION: &'static Operation =
        &Operation::new("twilio_oauth_v2", "CreateOauth2Token", Method::POST, "https://oauth.twilio.com", "/v2/token")
            .security(Security::None)
            .body(Body::Form)
            .private(&["client_secret"]);

    fn inputs<'a, I: Inputs<'a>>(&'a self, to: &mut I) {
        to.form("grant_type", &self.grant_type);
        to.form("client_id", &self.client.id);
        to.form("client_secret", &*self.client.secret);
    }
}

/// Reads the token and its lifetime.
fn read_token(response: http::Response<Bytes>) -> Result<(Zeroizing<String>, Duration), Error> {
    let grant = FetchToken::decode(response)?;
    let seconds = grant.expires_in.map(|seconds| u64::try_from(seconds).unwrap_or_default());
    let lifetime = seconds.map_or(UNKNOWN_LIFETIME, |seconds| Duration::from_secs(seconds.min(u32::MAX.into())));
    Ok((Zeroizing::new(grant.into_inner().access_token), lifetime))
}

/// Removes the response if its status is a success: it may contain the token, even if it was cut off.
fn without_token(error: Error) -> Error {
    match error.status() {
        Some(status) if status.is_success() => error.without_reply(),
        _ => error,
    }
}

struct Grant {
    access_token: String,
    expires_in: Option<i64>,
    extra: Extra,
}

object! {
    Grant, required ["access_token"], private ["access_token"];
    field access_token = "access_token";
    field expires_in = "expires_in";
}

/// Locks a mutex, even if a previous holder panicked: none leaves its state half updated.
pub(super) fn lock<T: ?Sized>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}
