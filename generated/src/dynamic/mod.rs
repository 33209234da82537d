//! Any operation by document and operation id, with its arguments as JSON: for command-line tools, agents and tests.
//!
//! The arguments become the operation's own typed request, so what goes out is what the typed request sends, and what
//! comes back has passed through the typed response.
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

/// All operations of the products that are switched on, by document, in the documents' order.
pub fn operations() -> impl Iterator<Item = &'static Endpoint> {
    crate::generated::api::OPERATIONS.iter().copied().flatten()
}

/// One operation, by the stem of its document (`twilio_api_v2010`) and its id (`CreateMessage`).
pub fn operation(document: &str, id: &str) -> Option<&'static Endpoint> {
    crate::generated::api::OPERATIONS
        .iter()
        .filter(|endpoints| endpoints.first().is_some_and(|entry| entry.operation.document == document))
        .copied()
        .flatten()
        .find(|endpoint| endpoint.operation.id == id)
}

/// An operation that can be called with JSON.
pub struct Endpoint {
    operation: &'static Operation,
    description: &'static str,
    parameters: &'static [Parameter],
    encode: fn(ArgumentReader, &Context) -> Result<http::Request<Bytes>, Error>,
    decode: fn(http::Response<Bytes>) -> Result<Response<Json>, Error>,
}

impl Endpoint {
    /// The operation that `R` is a request of.
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

    /// What is known of the operation.
    pub fn operation(&self) -> &'static Operation {
        self.operation
    }

    /// What the operation does; empty if that isn't known. Parameters and properties go by their wire names.
    pub fn description(&self) -> &'static str {
        self.description
    }

    /// Its parameters: path, query, headers, then the body's, each in the document's order.
    pub fn parameters(&self) -> &'static [Parameter] {
        self.parameters
    }

    /// The request with these arguments.
    ///
    /// # Errors
    ///
    /// Where an argument is unknown, missing or of a wrong type, all of which are named, or where its value cannot be sent.
    pub fn to_http(&self, arguments: Arguments, context: &Context) -> Result<http::Request<Bytes>, Error> {
        let reader = ArgumentReader::new(self.operation, self.parameters, arguments)?;
        (self.encode)(reader, context)
    }

    /// Reads a response to this operation through its type, and writes it out again.
    ///
    /// # Errors
    ///
    /// As [`Request::decode`].
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

/// An input of an operation.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Parameter {
    /// Where it goes.
    pub location: ParameterLocation,
    /// Its wire name; empty for a JSON body.
    pub name: &'static str,
    /// Its type: `string`, `boolean`, `integer`, `number`, `date`, `date-time`, `any`, `array<…>`, the values of an enum, or the name of a type.
    pub type_name: &'static str,
    /// Whether the operation requires it.
    pub required: bool,
    /// What it means; empty if that isn't known. Other parameters go by their wire names.
    pub description: &'static str,
    /// Whether it is accepted and not sent, as OpenAPI says for headers called `Authorization`, `Accept` and `Content-Type`.
    pub ignored: bool,
}

/// Where an input goes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum ParameterLocation {
    /// The path.
    Path,
    /// The query.
    Query,
    /// A header.
    Header,
    /// A form body.
    Form,
    /// A JSON body, as a whole.
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

/// A request that can be made out of JSON. Only generated code implements it.
#[doc(hidden)]
pub trait Dynamic: Request + Sized {
    /// What the operation does.
    const DESCRIPTION: &'static str = "";

    /// The parameters, in the order of [`Request::inputs`].
    const PARAMETERS: &'static [Parameter];

    /// Takes each input out of the arguments.
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

/// The body as JSON. Only a map with keys that are no texts cannot be written, and none has such.
fn written<T: JsonValue>(body: &T) -> Json {
    Json::new(&Written(body, Mode::Whole)).unwrap_or_default()
}
