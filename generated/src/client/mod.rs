//! The HTTP clients, async and blocking.
//!
//! Both have the same methods: `Client` (feature `client`) is for `async` code on tokio, `blocking::Client` (feature
//! `blocking`) is for everything else. They share [`Credentials`], [`ClientBuilder`] and [`Retry`].
//!
//! # Lists
//!
//! `client.list(request)` iterates over the pages or the items of a list, and requests each page when it is needed.
//!
//! # Transports
//!
//! A client sends its HTTP requests through a transport. [`Mock`] is a transport for tests that returns scripted responses and
//! records requests. [`ClientBuilder`] accepts any other type that implements the client's transport trait.

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
