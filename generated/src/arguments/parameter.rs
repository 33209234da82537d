//! [`Parameter`], which describes a parameter of an operation, with its location in the request.

use std::fmt;

/// A parameter of an operation, a property of its form, or its JSON body.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Parameter {
    /// Its location in the request.
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
    /// Whether it is accepted but not sent. OpenAPI ignores header parameters called `Authorization`, `Accept` or `Content-Type`.
    pub ignored: bool,
}

/// The location of a parameter in the request.
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
            ParameterLocation::Form => "form property",
            ParameterLocation::Body => "body",
        })
    }
}
