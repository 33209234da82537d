//! Typed requests and responses for every operation of Twilio's REST API.
//!
//! A request is a plain struct that turns into an [`http::Request`]; an [`http::Response`] turns into the
//! operation's response type. Both are plain data, so any HTTP client, and any test, can do the rest.
//! Each product is a feature of its own, and `full` is all of them.
//!
//! Generated types read and write JSON by serde, but only with `serde_json`, from text: they keep the digits of numbers and
//! what they do not know as raw text, which other formats, `#[serde(flatten)]` and untagged enums do not hand on.
//!
//! Moments and days are [`jiff`]'s types, requests and responses [`http`]'s, bodies [`bytes`]'s: all three are exported here.

mod operation;
mod request;

mod context;
mod encode;
mod input;

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

#[cfg(feature = "dynamic")]
pub mod dynamic;

#[doc(hidden)]
pub mod codegen;

// One of the products is called `api` too, and takes that name at the root of the crate. (With `#[path]` on a module
// of its own, rustc takes the two files for a circle.) The layout is the generator's, not rustfmt's.
#[rustfmt::skip]
#[path = "."]
#[allow(clippy::module_inception, reason = "the product `api` lies in the folder `api`")]
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
#[allow(unused_imports, unreachable_pub, reason = "without any product there is nothing to export")]
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

/// The README's code, compiled and run.
#[cfg(all(doctest, feature = "client", feature = "full"))]
#[doc = include_str!("../../README.md")]
struct Readme;
