//! Tokens for OAuth clients: fetched with id and secret, kept until shortly before they expire, one fetch at a time.

use bytes::Bytes;
use http::{HeaderValue, Method, Uri};
use std::{
    collections::BTreeMap,
    sync::{Arc, Mutex, MutexGuard, PoisonError},
    time::{Duration, Instant},
};
use zeroize::Zeroizing;

use super::credentials::{TokenClient, bearer_header, header_value, token_address};
use crate::{
    codegen::{Body, Extra, Fields, Inputs, Object, Operation, Read, Reader, Request, Sealed, Security, object},
    context::Context,
    error::{Error, ErrorKind},
};

/// How long a token is kept whose response does not say how long it lasts.
const UNKNOWN_LIFETIME: Duration = Duration::from_secs(300);

/// How long before it expires a token is renewed, at the most; one that lasts shortly, after nine tenths of its time.
const LONGEST_MARGIN: Duration = Duration::from_secs(60);

/// The tokens of a client, by the address that they come from.
#[derive(Default)]
pub(super) struct Tokens(Mutex<BTreeMap<String, Arc<Slot>>>);

/// The tokens of one address.
pub(super) struct Slot {
    address: Uri,
    state: Mutex<State>,
    /// Who holds it fetches.
    #[cfg(feature = "client")]
    pub(super) turn: tokio::sync::Mutex<()>,
    /// Who holds it fetches.
    #[cfg(feature = "blocking")]
    pub(super) blocking_turn: Mutex<()>,
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

/// How many fetches there were when someone came for a token.
#[derive(Clone, Copy)]
pub(super) struct Ticket(u64);

impl Tokens {
    /// The tokens that this client fetches for operations which name this address.
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
            blocking_turn: Mutex::default(),
        }
    }

    /// The header with a token, or what to wait with for the turn to fetch one.
    pub(super) fn look(&self, now: Instant) -> Result<Result<HeaderValue, Ticket>, Error> {
        let state = lock(&self.state);
        match &state.token {
            Some(token) if now < token.renewal => header_value(&token.header).map(Ok),
            _ => Ok(Err(Ticket(state.fetches))),
        }
    }

    /// What another one fetched, or failed to fetch, while the turn was waited for.
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

    /// The request for a token.
    pub(super) fn request(&self, client: &TokenClient) -> Result<http::Request<Bytes>, Error> {
        let mut request = FetchToken { client }.to_http(&Context::new())?;
        *request.uri_mut() = self.address.clone();
        Ok(request)
    }

    /// Keeps what was fetched, or that it failed.
    pub(super) fn keep(
        &self,
        response: Result<http::Response<Bytes>, Error>,
        now: Instant,
    ) -> Result<HeaderValue, Error> {
        let outcome = response.and_then(read_token).and_then(|(token, lifetime)| {
            let header = bearer_header(&token);
            let value = header_value(&header)?;
            let margin = (lifetime / 10).min(LONGEST_MARGIN);
            Ok((Token { header, renewal: now + (lifetime - margin) }, value))
        });
        let mut state = lock(&self.state);
        state.fetches += 1;
        match outcome {
            Ok((token, value)) => {
                state.token = Some(token);
                state.failure = None;
                Ok(value)
            }
            Err(error) => {
                state.token = None;
                state.failure = Some(error.duplicate());
                Err(error)
            }
        }
    }

    /// Forgets a token that was refused, unless there is a newer one already.
    pub(super) fn forget(&self, refused: &HeaderValue) {
        let mut state = lock(&self.state);
        if state.token.as_ref().is_some_and(|token| token.header.as_slice() == refused.as_bytes()) {
            state.token = None;
        }
    }
}

pub(super) const FETCH_TOKEN: &Operation = FetchToken::OPERATION;

struct FetchToken<'a> {
    client: &'a TokenClient,
}

impl Sealed for FetchToken<'_> {}

impl Request for FetchToken<'_> {
    type Response = Grant;

    const OPERATION: &'static Operation =
        &Operation::new("twilio_oauth_v2", "CreateOauth2Token", Method::POST, "https://oauth.twilio.com", "/v2/token")
            .security(Security::None)
            .body(Body::Form)
            .private(&["client_secret"]);

    fn inputs<I: Inputs>(&self, to: &mut I) {
        to.form("grant_type", &"client_credentials".to_owned());
        to.form("client_id", &self.client.id);
        to.form("client_secret", &*self.client.secret);
    }
}

/// The token, and how long it lasts. An error holds the response only where it is no success, for no error shows a token.
fn read_token(response: http::Response<Bytes>) -> Result<(Zeroizing<String>, Duration), Error> {
    let grant = FetchToken::decode(response).map_err(|error| match error.kind() {
        ErrorKind::Decode => error.without_reply(),
        _ => error,
    })?;
    let seconds = grant.expires_in.map(|seconds| u64::try_from(seconds).unwrap_or_default());
    let lifetime = seconds.map_or(UNKNOWN_LIFETIME, |seconds| Duration::from_secs(seconds.min(u32::MAX.into())));
    Ok((Zeroizing::new(grant.into_inner().access_token), lifetime))
}

#[derive(Clone, Default, PartialEq)]
struct Grant {
    access_token: String,
    expires_in: Option<i64>,
    extra: Extra,
}

impl Object for Grant {
    const NAME: &'static str = "Grant";
    const REQUIRED: &'static [&'static str] = &["access_token"];
    const PRIVATE: &'static [&'static str] = &["access_token"];

    fn blank() -> Self {
        Self::default()
    }

    fn extra(&self) -> &Extra {
        &self.extra
    }

    fn extra_mut(&mut self) -> &mut Extra {
        &mut self.extra
    }

    fn fields<V: Fields>(&self, to: &mut V) {
        to.field("access_token", &self.access_token);
        to.field("expires_in", &self.expires_in);
    }

    fn read(&mut self, name: &str, from: &mut Reader<'_>) -> Read {
        match name {
            "access_token" => from.read(&mut self.access_token),
            "expires_in" => from.read(&mut self.expires_in),
            _ => from.unknown(),
        }
    }
}

object!(Grant);

/// The lock, also where its last holder panicked: nothing here is left half done.
pub(super) fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}
