//! Calls any operation by document and operation ID, with arguments as JSON: for command-line tools, agents and tests.
//!
//! The arguments are converted to the operation's typed request, and the response is decoded as the operation's response type.
//!
//! ```no_run
//! use twilio_bindings::{Context, dynamic};
//!
//! # fn main() -> Result<(), Box<dyn std::error::Error>> {
//! let operation = dynamic::operation("twilio_api_v2010", "CreateMessage").ok_or("no such operation")?;
//! let arguments = dynamic::Arguments::from_json(r#"{"body": {"To": "+15558881111", "From": "+15557771111", "Body": "Hi"}}"#)?;
//! let request = operation.to_http(arguments, &Context::new().account_sid("AC123"))?;
//! # Ok(()) }
//! ```
//!
//! [`operation`] and [`operations`] compile all operations of the enabled products, in the crate that calls them. If that takes too
//! long at each build, call them in a library of your own. If you need only some operations, list their request types, or use a
//! version's own `operations()`:
//!
//! ```
//! # #[cfg(feature = "api")]
//! # fn main() {
//! use twilio_bindings::api::v2010::{CreateMessage, FetchMessage};
//! use twilio_bindings::dynamic::Endpoint;
//!
//! const OPERATIONS: [Endpoint; 2] = [Endpoint::of::<CreateMessage>(), Endpoint::of::<FetchMessage>()];
//!
//! let endpoint = OPERATIONS.iter().find(|it| it.operation().id == "FetchMessage");
//! assert_eq!(endpoint.map(|it| it.description()), Some("Fetches a message."));
//! # }
//! # #[cfg(not(feature = "api"))]
//! # fn main() {}
//! ```

mod response_body;

pub use crate::arguments::{Arguments, Parameter, ParameterLocation};
pub use response_body::ResponseBody;

use crate::arguments::{ArgumentReader, FromArguments, read};
use crate::context::Context;
use crate::error::Error;
use crate::operation::Operation;
use crate::request::Request;
use crate::response::Response;
use crate::with_extra::WithExtra;
use bytes::Bytes;
use std::fmt;

/// Returns all operations of the enabled products, grouped by document, each group in its document's order.
#[inline]
pub fn operations() -> impl Iterator<Item = &'static Endpoint> {
    crate::generated::api::operations().iter().copied().flatten()
}

/// Returns the operation in this document (the file stem, such as `twilio_api_v2010`) with this ID (such as `CreateMessage`).
#[inline]
pub fn operation(document: &str, id: &str) -> Option<&'static Endpoint> {
    find(crate::generated::api::operations(), document, id)
}

fn find(tables: &[&'static [Endpoint]], document: &str, id: &str) -> Option<&'static Endpoint> {
    let table = tables.iter().find(|table| table.first().is_some_and(|first| first.operation.document == document))?;
    table.iter().find(|endpoint| endpoint.operation.id == id)
}

/// An operation that can be called with JSON arguments.
#[derive(Clone, Copy)]
pub struct Endpoint {
    operation: &'static Operation,
    description: &'static Description,
    collect: fn() -> Vec<Parameter>,
    encode: fn(ArgumentReader<'_>, &Context) -> Result<http::Request<Bytes>, Error>,
    decode: fn(http::Response<Bytes>) -> Result<Response<ResponseBody>, Error>,
}

/// The description of an operation, and those of its parameters, in the order of [`Request::inputs`].
#[doc(hidden)]
#[derive(Debug)]
pub struct Description(pub &'static str, pub &'static [&'static str]);

impl Endpoint {
    /// Returns the operation of the request type `R`.
    pub const fn of<R: Described>() -> Self {
        Self {
            operation: R::OPERATION,
            description: R::DESCRIPTION,
            collect: parameters::<R>,
            encode: encode::<R>,
            decode: decode::<R>,
        }
    }

    /// Returns the operation's metadata.
    pub fn operation(&self) -> &'static Operation {
        self.operation
    }

    /// Returns the operation's description, or an empty string. It refers to parameters and properties by their wire names.
    pub fn description(&self) -> &'static str {
        self.description.0
    }

    /// Returns the parameters: those in the path in the template's order, then query, headers and body, each in the document's
    /// order, then those that are ignored.
    pub fn parameters(&self) -> Vec<Parameter> {
        let mut parameters = (self.collect)();
        for (parameter, description) in parameters.iter_mut().zip(self.description.1) {
            parameter.description = description;
        }
        parameters
    }

    /// Encodes a request with these arguments, as [`Request::to_http`] does.
    ///
    /// # Errors
    ///
    /// Fails if arguments are unknown, missing or of the wrong type (the error lists all of them), or if a value can't be sent.
    pub fn to_http(&self, arguments: Arguments, context: &Context) -> Result<http::Request<Bytes>, Error> {
        let parameters = (self.collect)();
        let reader = ArgumentReader::new(self.operation, &parameters, arguments)?;
        (self.encode)(reader, context)
    }

    /// Decodes a response as the operation's response type, and returns it as JSON.
    ///
    /// # Errors
    ///
    /// Fails as [`Request::decode`] does.
    pub fn decode(&self, response: http::Response<Bytes>) -> Result<Response<ResponseBody>, Error> {
        (self.decode)(response)
    }
}

impl fmt::Debug for Endpoint {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Endpoint")
            .field("operation", self.operation)
            .field("parameters", &self.parameters())
            .finish_non_exhaustive()
    }
}

/// A request whose operation and parameters are described. Only generated code implements it.
#[doc(hidden)]
pub trait Described: FromArguments {
    /// The descriptions.
    const DESCRIPTION: &'static Description;
}

/// Receives the request type of each operation. This is for tests: unlike a function pointer in [`Endpoint`], it costs programs
/// nothing.
#[doc(hidden)]
pub trait VisitRequests {
    /// Receives one type.
    fn request<R: Described>(&mut self);
}

/// Passes the request types of the enabled products to `to`.
#[doc(hidden)]
pub fn visit_requests<V: VisitRequests>(to: &mut V) {
    crate::generated::api::visit_requests(to);
}

/// Describes the operations of a document and their parameters, and lists them in a function.
///
/// The function is inlined and its list is a constant inside it, so that a program without a call of it compiles none of them.
#[doc(hidden)]
#[macro_export]
macro_rules! __operations {
    ($title:literal; $(operation $request:ident = $description:literal; $(parameter $parameter:literal;)*)*) => {
        $(
            #[allow(deprecated)]
            impl $crate::codegen::Described for $request {
                const DESCRIPTION: &'static $crate::codegen::Description =
                    &$crate::codegen::Description($description, &[$($parameter),*]);
            }
        )*

        #[doc = concat!("Returns the operations of ", $title, " for calls with JSON arguments, in the document's order.")]
        #[allow(deprecated)]
        #[inline]
        pub const fn operations() -> &'static [$crate::codegen::Endpoint] {
            const { &[$($crate::codegen::Endpoint::of::<$request>()),*] }
        }

        #[doc(hidden)]
        #[allow(deprecated)]
        pub fn visit_requests<V: $crate::codegen::VisitRequests>(to: &mut V) {
            $(to.request::<$request>();)*
        }
    };
}

fn parameters<R: FromArguments>() -> Vec<Parameter> {
    let mut collector = ArgumentReader::collector(R::OPERATION);
    R::blank().arguments(&mut collector);
    collector.collected(R::IGNORED)
}

fn encode<R: FromArguments>(arguments: ArgumentReader<'_>, context: &Context) -> Result<http::Request<Bytes>, Error> {
    read::<R>(arguments)?.to_http(context)
}

/// Encodes a request after it was serialized and deserialized; for the tests.
#[doc(hidden)]
pub fn to_http_stored<R: FromArguments>(
    arguments: Arguments,
    context: &Context,
) -> Result<http::Request<Bytes>, Error> {
    let parameters = parameters::<R>();
    let request = read::<R>(ArgumentReader::new(R::OPERATION, &parameters, arguments)?)?;
    let unsendable = |error| Error::unsendable(R::OPERATION, error);
    let text = serde_json::to_string(&request).map_err(unsendable)?;
    let stored: WithExtra<R> = serde_json::from_str(&text).map_err(unsendable)?;
    stored.to_http(context)
}

fn decode<R: FromArguments>(response: http::Response<Bytes>) -> Result<Response<ResponseBody>, Error> {
    R::decode(response).map(|response| response.map(|body| ResponseBody::new(&body)))
}
