//! Typed requests and responses for every operation of Twilio's REST API, generated from Twilio's OpenAPI documents.
//!
//! A request is a struct that converts to an [`http::Request`], and an [`http::Response`] converts to the operation's response
//! type. Requests and responses are plain data, so you can use any HTTP client, and tests need none. The crate also has two
//! clients of its own:
//!
//! ```no_run
//! # #[cfg(all(feature = "client", feature = "api"))]
//! # mod example {
//! // With the features `client` and `api`, on tokio:
//! use twilio_bindings::{Client, Error, api::v2010::CreateMessage};
//!
//! #[tokio::main]
//! async fn main() -> Result<(), Error> {
//!     let client = Client::from_env()?; // TWILIO_ACCOUNT_SID, TWILIO_AUTH_TOKEN
//!     let message = client.send(&CreateMessage::new("+15558881111").from("+15557771111").body("Hello!")).await?;
//!     println!("sent {:?}", message.sid);
//!     Ok(())
//! }
//! # }
//! # fn main() {}
//! ```
//!
//! ```no_run
//! # #[cfg(all(feature = "blocking", feature = "api"))]
//! # mod example {
//! // With the features `blocking` and `api`, without an async runtime:
//! use twilio_bindings::{Error, api::v2010::CreateMessage, blocking::Client};
//!
//! fn main() -> Result<(), Error> {
//!     let client = Client::from_env()?;
//!     let message = client.send(&CreateMessage::new("+15558881111").from("+15557771111").body("Hello!"))?;
//!     println!("sent {:?}", message.sid);
//!     Ok(())
//! }
//! # }
//! # fn main() {}
//! ```
//!
//! # Features
//!
//! None is enabled by default.
//!
//! | feature | what it adds |
//! |---|---|
//! | `api`, `conversations`, `verify`, … | the requests and responses of one product, in the module of the same name |
//! | `full` | all products |
//! | `client` | `Client`, an async client on reqwest and tokio |
//! | `blocking` | `blocking::Client`, a blocking client on ureq |
//! | `gzip` | compressed responses, in both clients |
//! | `http2` | HTTP/2, as an option of the async client |
//! | `platform-verifier` | the operating system's certificate verification, as an option of both clients |
//! | `tracing` | a span for each call and an event for each attempt, without any value from the request |
//! | `webhook` | the module `webhook`, which validates the signatures of the requests that Twilio sends to webhooks |
//! | `serde-requests` | serde's `Serialize` and `Deserialize` for requests, to store them and send them later |
//! | `dynamic` | the module `dynamic`, which calls any operation by document and operation ID, with JSON arguments |
//!
//! Messages, calls, phone numbers and accounts are in `api`; `messaging` has Messaging Services and senders, but doesn't send
//! messages.
//!
//! # Further reading
//!
//! - The module `guide` has examples for common tasks: messages, calls, conversations, verifications and more. (Your own
//!   `cargo doc` shows it if the feature `client` is enabled.)
//! - The module of each product lists its resources and their operations.
//! - The module `client` explains credentials, retries, lists and transports.
//! - [`Request`], [`Response`] and [`Error`] are common to all operations, [`Page`] to all lists.
//!
//! # Names and types
//!
//! Request types are named after operation IDs, and are in a module for the product and its version:
//! `api::v2010::CreateMessage`. Fields have the documents' names in snake_case; the documentation of each field gives its wire
//! name, which is the name in the HTTP request or response.
//!
//! Enums keep unknown values as [`Unrecognized`], and objects keep unknown fields in [`Extra`]. [`Number`] keeps all digits.
//! Timestamps and dates are types of [`jiff`], HTTP requests and responses of [`http`], and their bodies of [`bytes`]; this
//! crate re-exports all three.
//!
//! # Serde
//!
//! Response types, [`Json`] and [`Number`] implement serde's traits, so they can be parts of your own types.
//!
//! - From JSON text, `serde_json` keeps everything: the digits of numbers, and unknown fields.
//! - `#[serde(flatten)]`, tagged and untagged enums, `serde_json::Value`, and other text formats such as YAML pass on parsed
//!   values. Then a number has only the digits of an `i64`, `u64` or `f64` (`1.50` becomes `1.5`), the members of unknown objects
//!   are sorted, and a value nested more than 128 levels deep is an error.
//! - In other text formats, a number or an unknown field that was kept as JSON text is written as an object with the key
//!   `$serde_json::private::RawValue`.
//! - Binary formats such as CBOR contain a byte string with the JSON text, so they keep everything too. Enums of strings are
//!   strings.
//!
//! A type without required fields matches any object, and so does a union. In an untagged enum, put it after the types that have
//! some. With `flatten`, it takes all fields that the outer struct doesn't have into its `extra`.
//!
//! # Requests as data
//!
//! With the feature `serde-requests`, requests implement `Serialize` and `Deserialize`, so that you can store one and send it
//! later. It is stored by location and wire name, as the module `dynamic` takes it: `{"path": {"Sid": "MM1"}, "body": {"Body":
//! "Hi"}}`. It doesn't contain the operation, nor what comes from the [`Context`], such as the account SID.
//!
//! **Secrets and personal values are stored in plain text**, also those that `Debug` redacts. Store requests where you may store
//! these.
//!
//! ```
//! # #[cfg(all(feature = "api", feature = "serde-requests"))]
//! # fn main() -> Result<(), serde_json::Error> {
//! use serde::{Deserialize, Serialize};
//! use twilio_bindings::api::v2010::{CreateCall, CreateMessage};
//!
//! #[derive(Debug, Deserialize, PartialEq, Serialize)]
//! enum Job {
//!     Call(CreateCall),
//!     Message(CreateMessage),
//! }
//!
//! let job = Job::Message(CreateMessage::new("+15558881111").body("Hi"));
//! let stored = serde_json::to_string(&job)?;
//! assert_eq!(stored, r#"{"Message":{"body":{"Body":"Hi","To":"+15558881111"}}}"#);
//! assert_eq!(serde_json::from_str::<Job>(&stored)?, job);
//! # Ok(()) }
//! # #[cfg(not(all(feature = "api", feature = "serde-requests")))]
//! # fn main() {}
//! ```
//!
//! A stored request may be read by another version of the crate. A parameter that this version doesn't have is an error: nothing
//! is left out silently.

#![cfg_attr(docsrs, feature(doc_cfg))]

mod operation;
mod request;
mod with_extra;

#[cfg(feature = "serde-requests")]
mod arguments;
mod context;
mod encode;
mod equality;
mod input;
mod url;

mod http_method;
mod json;
mod number;
mod open_enum;
mod time;
mod union;

mod error;
mod page;
mod response;

#[cfg(any(feature = "client", feature = "blocking"))]
pub mod client;

#[cfg(feature = "webhook")]
pub mod webhook;

#[cfg(feature = "dynamic")]
pub mod dynamic;

#[cfg(all(feature = "client", any(doc, all(doctest, feature = "full"))))]
pub mod guide;

#[doc(hidden)]
pub mod codegen;

// This module exists because one of the products is also called `api`, and takes that name at the root of the crate. (With
// `#[path]` on `api` itself, rustc reports a circular module.) The generator formats these files, not rustfmt.
#[rustfmt::skip]
#[path = "."]
#[allow(clippy::module_inception, reason = "the product `api` is in the folder `api`")]
mod generated {
    pub(crate) mod api;
}

#[cfg(feature = "client")]
#[doc(inline)]
pub use client::Client;
#[cfg(feature = "blocking")]
#[doc(inline)]
pub use client::blocking;
pub use {bytes, http, jiff};

pub use context::Context;
pub use error::{ApiError, Error, ErrorKind};
#[allow(unused_imports, unreachable_pub, reason = "without any product, there is nothing to export")]
pub use generated::api::*;
pub use http_method::HttpMethod;
pub use json::{Extra, Json, Nullable};
pub use number::{Number, ParseNumberError};
pub use open_enum::Unrecognized;
pub use operation::{Body, Operation, Paging, Security};
pub use page::{Page, PageMeta};
pub use request::Request;
pub use response::{RateLimit, Response, RetryAfter};
pub use time::DateTimeOrDate;
pub use with_extra::WithExtra;

/// Compiles and runs the code blocks of the README.
#[cfg(all(doctest, feature = "client", feature = "full", feature = "webhook"))]
#[doc = include_str!("../../README.md")]
struct Readme;
