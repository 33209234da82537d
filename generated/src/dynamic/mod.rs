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

mod argument;
mod arguments;
mod reader;

pub use arguments::Arguments;

#[doc(hidden)]
pub use argument::Argument;
#[doc(hidden)]
pub use reader::ArgumentReader;

use crate::context::Context;
use crate::error::Error;
use crate::json::{Json, JsonValue, Mode, Written};
use crate::operation::Operation;
use crate::request::Request;
use crate::response::Response;
use bytes::Bytes;
use std::fmt;

/// Returns all operations of the enabled products, by document, in the document's order.
pub fn operations() -> impl Iterator<Item = &'static Endpoint> {
    crate::generated::api::OPERATIONS.iter().copied().flatten()
}

/// Returns the operation in this document (the file stem, such as `twilio_api_v2010`) with this ID (such as `CreateMessage`).
pub fn operation(document: &str, id: &str) -> Option<&'static Endpoint> {
    crate::generated::api::OPERATIONS
        .iter()
        .filter(|endpoints| endpoints.first().is_some_and(|entry| entry.operation.document == document))
        .copied()
        .flatten()
        .find(|endpoint| endpoint.operation.id == id)
}

/// An operation that can be called with JSON arguments.
pub struct Endpoint {
    operation: &'static Operation,
    description: &'static str,
    parameters: &'static [Parameter],
    encode: fn(ArgumentReader, &Context) -> Result<http::Request<Bytes>, Error>,
    decode: fn(http::Response<Bytes>) -> Result<Response<Json>, Error>,
}

impl Endpoint {
    /// Creates the endpoint for the operation of the request type `R`.
    #[doc(hidden)]
    pub const fn of<R: Dynamic>() -> Self {
        Self {
            operation: R::OPERATION,
            description: R::DESCRIPTION,
            parameters: R::PARAMETERS,
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
        self.description
    }

    /// Returns the parameters: path, query, header, then body, each in the document's order.
    pub fn parameters(&self) -> &'static [Parameter] {
        self.parameters
    }

    /// Creates the request with these arguments.
    ///
    /// # Errors
    ///
    /// Fails if arguments are unknown, missing or of the wrong type (the error lists all of them), or if a value can't be sent.
    pub fn to_http(&self, arguments: Arguments, context: &Context) -> Result<http::Request<Bytes>, Error> {
        let reader = ArgumentReader::new(self.operation, self.parameters, arguments)?;
        (self.encode)(reader, context)
    }

    /// Decodes a response as the operation's response type, and returns it as JSON.
    ///
    /// # Errors
    ///
    /// Fails as [`Request::decode`] does.
    pub fn decode(&self, response: http::Response<Bytes>) -> Result<Response<Json>, Error> {
        (self.decode)(response)
    }
}

impl fmt::Debug for Endpoint {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Endpoint")
            .field("operation", self.operation)
            .field("parameters", &self.parameters)
            .finish_non_exhaustive()
    }
}

/// A parameter of an operation, a property of its form, or its JSON body.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Parameter {
    /// Where it is in the request.
    pub location: ParameterLocation,
    /// The wire name; empty for a JSON body.
    pub name: &'static str,
    /// The type: `string`, `boolean`, `integer`, `number`, `date`, `date-time`, `any`, `array<…>`, `map<…>`, the values of an
    /// enum (`queued | sent`), or the name of a type.
    pub type_name: &'static str,
    /// Whether it is required.
    pub required: bool,
    /// The description, or an empty string. It refers to other parameters by their wire names.
    pub description: &'static str,
    /// Whether it is accepted but not sent. OpenAPI says to ignore headers called `Authorization`, `Accept` and `Content-Type`.
    pub ignored: bool,
}

/// Where a parameter is in the request.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum ParameterLocation {
    /// In the path.
    Path,
    /// In the query.
    Query,
    /// As a header.
    Header,
    /// As a property of the form.
    Form,
    /// As the whole JSON body.
    Body,
}

impl fmt::Display for ParameterLocation {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            ParameterLocation::Path => "path parameter",
            ParameterLocation::Query => "query parameter",
            ParameterLocation::Header => "header",
            ParameterLocation::Form => "form field",
            ParameterLocation::Body => "body",
        })
    }
}

#[doc(hidden)]
impl Parameter {
    const fn new(
        location: ParameterLocation,
        name: &'static str,
        type_name: &'static str,
        required: bool,
        description: &'static str,
    ) -> Self {
        Self { location, name, type_name, required, description, ignored: false }
    }

    pub const fn path(name: &'static str, type_name: &'static str, required: bool, description: &'static str) -> Self {
        Self::new(ParameterLocation::Path, name, type_name, required, description)
    }

    pub const fn query(name: &'static str, type_name: &'static str, required: bool, description: &'static str) -> Self {
        Self::new(ParameterLocation::Query, name, type_name, required, description)
    }

    pub const fn header(
        name: &'static str,
        type_name: &'static str,
        required: bool,
        description: &'static str,
    ) -> Self {
        Self::new(ParameterLocation::Header, name, type_name, required, description)
    }

    pub const fn ignored_header(name: &'static str) -> Self {
        Self { ignored: true, ..Self::new(ParameterLocation::Header, name, "string", false, "") }
    }

    pub const fn form(name: &'static str, type_name: &'static str, required: bool, description: &'static str) -> Self {
        Self::new(ParameterLocation::Form, name, type_name, required, description)
    }

    pub const fn body(type_name: &'static str, required: bool, description: &'static str) -> Self {
        Self::new(ParameterLocation::Body, "", type_name, required, description)
    }
}

/// A request that can be created from JSON arguments. Only generated code implements it.
#[doc(hidden)]
pub trait Dynamic: Request + Sized {
    /// The operation's description.
    const DESCRIPTION: &'static str = "";

    /// The parameters, in the order of [`Request::inputs`].
    const PARAMETERS: &'static [Parameter];

    /// Creates the request from the arguments.
    fn from_arguments(from: &mut ArgumentReader) -> Result<Self, Error>;
}

fn encode<R: Dynamic>(mut arguments: ArgumentReader, context: &Context) -> Result<http::Request<Bytes>, Error> {
    let request = R::from_arguments(&mut arguments)?;
    arguments.finish()?;
    request.to_http(context)
}

fn decode<R: Dynamic>(response: http::Response<Bytes>) -> Result<Response<Json>, Error> {
    R::decode(response).map(|response| response.map(|body| written(&body)))
}

/// Returns the body as JSON. This can't fail, because the keys of all maps are strings.
fn written<T: JsonValue>(body: &T) -> Json {
    Json::new(&Written(body, Mode::Whole)).unwrap_or_default()
}
