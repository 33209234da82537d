//! The structure of an OpenAPI 3.0 document: which keys each kind of object has, and what becomes of their values.
//!
//! A key's meaning depends on its position: a property can be called `description`. `walk` follows the positions.

mod keys;

use crate::diagnostic::Pointer;

use ObjectKind as K;
use ValueKind::{Aside, Kept, One, Prose, Read};
use ValueType as T;

/// The kind of an object in the document.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ObjectKind {
    /// The root of the document.
    Document,
    /// `info`.
    Info,
    /// One of `servers`.
    Server,
    /// One of a server's `variables`.
    ServerVariable,
    /// `components`.
    Components,
    /// One of the document's `tags`.
    Tag,
    /// `paths`.
    Paths,
    /// The value of one path.
    PathItem,
    /// The value of one HTTP method.
    Operation,
    /// One of `callbacks`.
    Callback,
    /// One of `parameters`.
    Parameter,
    /// `requestBody`.
    RequestBody,
    /// `responses`.
    Responses,
    /// The value of one status code.
    Response,
    /// One of a response's `headers`.
    Header,
    /// One of a response's `links`.
    Link,
    /// The value of one media type.
    MediaType,
    /// One of a media type's `encoding`.
    Encoding,
    /// A schema, anywhere.
    Schema,
    /// `additionalProperties`: a schema or a boolean.
    SchemaOrFlag,
    /// `discriminator`.
    Discriminator,
    /// One of `securitySchemes`.
    SecurityScheme,
    /// `flows` of an OAuth 2 scheme.
    Flows,
    /// `clientCredentials`.
    Flow,
    /// One of the other flows.
    OtherFlow,
    /// `scopes` of a flow: descriptions by scope name.
    Scopes,
    /// `x-twilio` of an operation.
    TwilioOperation,
    /// `x-twilio` of a parameter.
    TwilioParameter,
    /// `x-twilio` of a schema.
    TwilioSchema,
    /// `x-twilio` anywhere else.
    Twilio,
}

/// What becomes of the value of a key.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ValueKind {
    /// Read. A value of another type is an error.
    Read(ValueType),
    /// Prose, removed by an import.
    Prose,
    /// Affects neither the types nor the wire format: left aside, but kept by an import.
    Kept,
    /// Only annotates: left aside, and removed by an import.
    Aside,
    /// One object.
    One(ObjectKind),
    /// A list of objects.
    List(ObjectKind),
    /// Objects by name, with names chosen by the document.
    Map(ObjectKind),
    /// A vendor extension that isn't known: left aside like [`Aside`](Self::Aside), but an error in an overlay.
    Extension,
    /// Not known to OpenAPI 3.0, or not here.
    Unknown,
}

/// The type of a value that is read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ValueType {
    /// A value of any type.
    Any,
    /// An array of values of any type.
    Array,
    /// A boolean.
    Boolean,
    /// A number.
    Number,
    /// An integer that isn't negative.
    Count,
    /// A string.
    String,
    /// An array of strings.
    Strings,
    /// Lists of strings.
    Groups,
    /// Strings by name.
    Mapping,
    /// A list of security requirements: lists of scopes by the name of a scheme.
    Security,
    /// `pii`: facts about a personal value, or whether it is one.
    Personal,
    /// One of these strings.
    OneOf(&'static [&'static str]),
}

/// Keys of an object, and what becomes of their values.
pub type Keys = (ValueKind, &'static [&'static str]);

impl ObjectKind {
    /// Returns the keys that an object of this kind can have, except names, codes and what any object can have.
    #[must_use]
    pub const fn keys(self) -> &'static [Keys] {
        keys::of(self)
    }

    /// Returns the keys that an object of this kind must have.
    #[must_use]
    pub const fn required(self) -> &'static [&'static str] {
        match self {
            K::Document => &["info", "paths"],
            K::Server => &["url"],
            K::Operation => &["responses"],
            K::Parameter => &["name", "in"],
            K::RequestBody => &["content"],
            K::Response => &["description"],
            K::Discriminator => &["propertyName"],
            K::SecurityScheme => &["type"],
            _ => &[],
        }
    }

    /// Returns whether a `$ref` can stand in place of an object of this kind.
    #[must_use]
    pub const fn can_be_reference(self) -> bool {
        matches!(
            self,
            K::PathItem
                | K::Callback
                | K::Parameter
                | K::RequestBody
                | K::Response
                | K::Header
                | K::Link
                | K::Schema
                | K::SecurityScheme
        )
    }

    /// Returns whether objects of this kind are read. The others are left aside with everything in them.
    #[must_use]
    pub const fn is_read(self) -> bool {
        !matches!(
            self,
            K::Info | K::Tag | K::ServerVariable | K::Callback | K::Header | K::Link | K::OtherFlow | K::Scopes
        )
    }

    /// Returns whether the prose of objects of this kind is read.
    #[must_use]
    pub const fn has_read_prose(self) -> bool {
        matches!(self, K::Schema | K::Parameter | K::Operation | K::RequestBody)
    }

    /// Returns whether this is an `x-twilio`.
    #[must_use]
    pub const fn is_twilio(self) -> bool {
        matches!(self, K::Twilio | K::TwilioOperation | K::TwilioParameter | K::TwilioSchema)
    }

    /// Returns what becomes of the value of `key` in an object of this kind.
    #[must_use]
    pub fn member(self, key: &str) -> ValueKind {
        if let Some((member, _)) = self.keys().iter().find(|(_, keys)| keys.contains(&key)) {
            return *member;
        }
        match self {
            K::Scopes => Prose,
            _ if self.is_twilio() && keys::TWILIO.contains(&key) => ValueKind::Unknown,
            _ if self.is_twilio() => Kept,
            _ if key == "x-twilio" => One(K::Twilio),
            _ if key.starts_with("x-") => ValueKind::Extension,
            _ if key == "$ref" && self.can_be_reference() => Read(T::String),
            K::Callback | K::Paths => One(K::PathItem),
            K::Responses if is_status(key) => One(K::Response),
            _ if keys::ANNOTATIONS.contains(&key) => Aside,
            _ => ValueKind::Unknown,
        }
    }

    /// Returns the kind that an object has in a position of this kind.
    #[must_use]
    pub const fn of_object(self) -> Self {
        if matches!(self, K::SchemaOrFlag) { K::Schema } else { self }
    }

    /// Returns what the value at `pointer` in a document is.
    #[must_use]
    pub fn of(pointer: &Pointer) -> ValueKind {
        pointer.keys().fold(One(K::Document), |outer, key| match outer {
            One(kind) => kind.of_object().member(&key),
            ValueKind::List(kind) | ValueKind::Map(kind) => One(kind),
            leaf => leaf,
        })
    }
}

/// Returns whether `key` is `default`, a status code or a range such as `4XX`.
fn is_status(key: &str) -> bool {
    let code = matches!(key.as_bytes(), [b'1'..=b'5', rest @ ..]
        if rest == b"XX" || rest == b"xx" || matches!(rest, [b'0'..=b'9', b'0'..=b'9']));
    code || key == "default"
}
