//! The HTTP clients, async and blocking.
//!
//! Both have the same methods: `Client` (feature `client`) is for `async` code on tokio, and `blocking::Client` (feature
//! `blocking`) needs no async runtime. They share [`Credentials`], [`ClientBuilder`] and [`Retry`].
//!
//! # Credentials
//!
//! A client authenticates requests with [`Credentials`]: an account's auth token, an API key, an OAuth client or a bearer token.
//! `from_env` reads an auth token or an API key from environment variables; [`ClientBuilder::from_vars`] lists them.
//!
//! # Calls
//!
//! `client.send(&request)` is the short form of `client.request(&request).send()`. The [`Call`] in between sets options of one
//! call: headers, account, timeouts and retries. A [`List`] has the same options, for the request of each page.
//!
//! # Retries
//!
//! A request is only retried if nothing can happen twice. [`Retry`] lists the cases, and sets how often and how soon. An
//! [`Observer`] learns of each attempt, for metrics.
//!
//! # Lists
//!
//! `client.list(request)` iterates over the pages or the items of a list, and requests each page when it is needed.
//! Import [`Page`](crate::Page) to call the methods of a page.
//!
//! # Transports
//!
//! A client sends its HTTP requests through a transport. The built-in ones, `ReqwestTransport` and `blocking::UreqTransport`, are
//! configured by the builder: timeouts, proxy, root certificates, connections and the maximum size of a response. They use TLS
//! from rustls with ring, and trust Mozilla's root certificates.
//!
//! - `http_client` replaces reqwest's client or ureq's agent, if the builder lacks a setting.
//! - `wrap_transport` wraps the built-in transport, to log or count requests.
//! - `transport` replaces the transport. To use another HTTP library, implement the client's `Transport` trait.
//! - [`Mock`] is a transport for tests that returns scripted responses and records requests.
//!
//! If no complete response arrives, a transport returns a [`TransportError`]. Its [kind](TransportErrorKind) is what may have
//! happened to the request, and its [cause](TransportErrorCause) what went wrong. The client retries accordingly.

mod attempt;
mod budget;
mod builder;
mod call;
mod cause;
mod credentials;
mod exchange;
mod failure;
mod list;
mod mock;
mod network;
mod proxy;
mod retry;
mod tls;
mod token;
mod trace;
mod walk;

#[cfg(feature = "client")]
mod asynchronous;
#[cfg(feature = "blocking")]
pub mod blocking;

#[cfg(feature = "client")]
pub use asynchronous::{Client, Items, Pages, ReqwestTransport, Transport, TransportFuture};
pub use attempt::{Attempt, Observer};
pub use builder::ClientBuilder;
pub use call::{AttemptTimeout, Call};
pub use cause::TransportErrorCause;
pub use credentials::Credentials;
pub use failure::{TransportError, TransportErrorKind};
pub use list::List;
pub use mock::{Mock, SentRequest};
pub use retry::Retry;
