//! Clients: a request's value comes in, Twilio's answer goes out.
//!
//! There are two, with the same methods: [`Client`] with the feature `client`, for `async` code on tokio, and
//! [`blocking::Client`] with the feature `blocking`, for everything else. What both share is here: who the
//! client is ([`Credentials`]), how it is built ([`ClientBuilder`]), when it sends a request again ([`Retry`]).
//!
//! # Lists
//!
//! `client.list(request)` gives a list's pages or its items one after the other, and asks for a page when it is needed.
//!
//! # Transports
//!
//! What goes over the network goes through a transport. [`Mock`] is one that answers from a script and keeps what it is
//! given; [`ClientBuilder`] takes any other that implements the transport trait of the client in question.

mod builder;
mod credentials;
mod exchange;
mod failure;
mod mock;
mod retry;
mod token;
mod trace;
mod walk;

#[cfg(feature = "client")]
mod asynchronous;
#[cfg(feature = "blocking")]
pub mod blocking;

#[cfg(feature = "client")]
pub use asynchronous::{Client, Items, List, Pages, Transport, TransportFuture};
pub use builder::ClientBuilder;
pub use credentials::Credentials;
pub use failure::{TransportError, TransportErrorKind};
pub use mock::Mock;
pub use retry::Retry;
