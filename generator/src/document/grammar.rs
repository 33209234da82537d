//! The structure of an OpenAPI 3.0 document: which keys each kind of object has, and what becomes of their values.
//!
//! A key's meaning depends on its position: a property can be called `description`. [`super::walk`] follows the positions.

use ObjectKind as K;
use ValueKind::{Aside, Kept, List, Map, One, Prose, Read};
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
    Any,
    Array,
    Boolean,
    Number,
    /// An integer that isn't negative.
    Count,
    String,
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

/// A key of an object, and what becomes of its value.
pub type Key = (&'static str, ValueKind);

impl ObjectKind {
    /// Every kind.
    pub const ALL: &[Self] = &[
        K::Document, K::Info, K::Server, K::ServerVariable, K::Components, K::Tag, K::Paths, K::PathItem, K::Operation,
        K::Callback, K::Parameter, K::RequestBody, K::Responses, K::Response, K::Header, K::Link, K::MediaType,
        K::Encoding, K::Schema, K::SchemaOrFlag, K::Discriminator, K::SecurityScheme, K::Flows, K::Flow, K::OtherFlow,
        K::Scopes, K::TwilioOperation, K::TwilioParameter, K::TwilioSchema, K::Twilio,
    ];

    /// Returns the keys that an object of this kind can have, except extensions, names and codes.
    #[must_use]
    pub const fn keys(self) -> &'static [Key] {
        match self {
            K::Document => DOCUMENT,
            K::Info => INFO,
            K::Server => SERVER,
            K::Components => COMPONENTS,
            K::Tag => &[("name", Kept), ("description", Prose), ("externalDocs", Aside)],
            K::PathItem => PATH_ITEM,
            K::Operation => OPERATION,
            K::Parameter => PARAMETER,
            K::RequestBody => REQUEST_BODY,
            K::Response => RESPONSE,
            K::Header => HEADER,
            K::Link => LINK,
            K::MediaType => MEDIA_TYPE,
            K::Encoding => ENCODING,
            K::Schema | K::SchemaOrFlag => SCHEMA,
            K::Discriminator => &[("propertyName", Read(T::String)), ("mapping", Read(T::Mapping))],
            K::SecurityScheme => SECURITY_SCHEME,
            K::Flows => FLOWS,
            K::Flow | K::OtherFlow => FLOW,
            K::ServerVariable => &[("enum", Kept), ("default", Kept), ("description", Prose)],
            K::TwilioOperation => &[("conditional", Read(T::Groups)), SHORT_DESCRIPTION],
            K::TwilioParameter => &[("pii", Read(T::Personal)), SHORT_DESCRIPTION],
            K::TwilioSchema => {
                &[("pii", Read(T::Personal)), ("overrideType", Read(T::OneOf(&["string"]))), SHORT_DESCRIPTION]
            }
            K::Twilio => &[SHORT_DESCRIPTION],
            K::Paths | K::Callback | K::Responses | K::Scopes => &[],
        }
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
            K::PathItem | K::Callback | K::Parameter | K::RequestBody | K::Response | K::Header | K::Link | K::Schema
                | K::SchemaOrFlag | K::SecurityScheme
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
        matches!(self, K::Schema | K::SchemaOrFlag | K::Parameter | K::Operation | K::RequestBody)
    }

    /// Returns whether this is an `x-twilio`.
    #[must_use]
    pub const fn is_twilio(self) -> bool {
        matches!(self, K::Twilio | K::TwilioOperation | K::TwilioParameter | K::TwilioSchema)
    }

    /// Returns what becomes of the value of `key` in an object of this kind.
    #[must_use]
    pub fn member(self, key: &str) -> ValueKind {
        if let Some((_, member)) = self.keys().iter().find(|(known, _)| *known == key) {
            return *member;
        }
        match self {
            K::Scopes => Prose,
            _ if self.is_twilio() => if TWILIO.contains(&key) { ValueKind::Unknown } else { Kept },
            _ if key.starts_with("x-") => self.extension(key),
            _ if key == "$ref" && self.can_be_reference() => Read(T::String),
            K::Callback | K::Paths => One(K::PathItem),
            K::Responses if is_status(key) => One(K::Response),
            _ if ANNOTATIONS.contains(&key) => Aside,
            _ => ValueKind::Unknown,
        }
    }

    fn extension(self, key: &str) -> ValueKind {
        match (self, key) {
            (K::Operation, "x-twilio") => One(K::TwilioOperation),
            (K::Parameter, "x-twilio") => One(K::TwilioParameter),
            (K::Schema | K::SchemaOrFlag, "x-twilio") => One(K::TwilioSchema),
            (_, "x-twilio") => One(K::Twilio),
            (K::Parameter | K::Schema | K::SchemaOrFlag, "x-secret") => Read(T::Boolean),
            (K::Operation | K::Parameter | K::Schema | K::SchemaOrFlag, "x-rust-name") => Read(T::String),
            _ => ValueKind::Extension,
        }
    }
}

/// Returns whether `key` is `default`, a status code or a range such as `4XX`.
fn is_status(key: &str) -> bool {
    let code = matches!(key.as_bytes(), [b'1'..=b'5', rest @ ..]
        if rest == b"XX" || rest == b"xx" || matches!(rest, [b'0'..=b'9', b'0'..=b'9']));
    code || key == "default"
}

/// Keywords that only annotate, wherever they are.
const ANNOTATIONS: &[&str] = &["$comment", "example", "examples", "externalDocs", "xml"];

/// The keys of `x-twilio` that are read, each where it has a meaning. The others are for clients with a tree of resources.
const TWILIO: &[&str] = &["conditional", "overrideType", "pii"];

const SHORT_DESCRIPTION: Key = ("shortDescription", Prose);

const DOCUMENT: &[Key] = &[
    ("openapi", Read(T::String)),
    ("info", One(K::Info)),
    ("servers", List(K::Server)),
    ("paths", One(K::Paths)),
    ("components", One(K::Components)),
    ("security", Read(T::Security)),
    ("tags", List(K::Tag)),
    ("externalDocs", Aside),
];

const INFO: &[Key] = &[
    ("title", Kept),
    ("version", Kept),
    ("description", Prose),
    ("summary", Prose),
    ("termsOfService", Aside),
    ("contact", Aside),
    ("license", Aside),
];

const SERVER: &[Key] = &[("url", Read(T::String)), ("description", Prose), ("variables", Map(K::ServerVariable))];

const COMPONENTS: &[Key] = &[
    ("schemas", Map(K::Schema)),
    ("responses", Map(K::Response)),
    ("parameters", Map(K::Parameter)),
    ("requestBodies", Map(K::RequestBody)),
    ("headers", Map(K::Header)),
    ("securitySchemes", Map(K::SecurityScheme)),
    ("links", Map(K::Link)),
    ("callbacks", Map(K::Callback)),
    ("examples", Aside),
];

const PATH_ITEM: &[Key] = &[
    ("summary", Prose),
    ("description", Prose),
    ("servers", List(K::Server)),
    ("parameters", List(K::Parameter)),
    ("get", One(K::Operation)),
    ("put", One(K::Operation)),
    ("post", One(K::Operation)),
    ("delete", One(K::Operation)),
    ("options", One(K::Operation)),
    ("head", One(K::Operation)),
    ("patch", One(K::Operation)),
    ("trace", One(K::Operation)),
];

const OPERATION: &[Key] = &[
    ("operationId", Read(T::String)),
    ("summary", Prose),
    ("description", Prose),
    ("tags", Read(T::Strings)),
    ("servers", List(K::Server)),
    ("parameters", List(K::Parameter)),
    ("requestBody", One(K::RequestBody)),
    ("responses", One(K::Responses)),
    ("callbacks", Map(K::Callback)),
    ("deprecated", Read(T::Boolean)),
    ("security", Read(T::Security)),
    ("externalDocs", Aside),
];

const STYLES: &[&str] = &["matrix", "label", "form", "simple", "spaceDelimited", "pipeDelimited", "deepObject"];

const PARAMETER: &[Key] = &[
    ("name", Read(T::String)),
    ("in", Read(T::OneOf(&["path", "query", "header", "cookie"]))),
    ("description", Prose),
    ("required", Read(T::Boolean)),
    ("deprecated", Read(T::Boolean)),
    ("allowEmptyValue", Kept),
    ("style", Read(T::OneOf(STYLES))),
    ("explode", Read(T::Boolean)),
    ("allowReserved", Read(T::Boolean)),
    ("schema", One(K::Schema)),
    ("content", Map(K::MediaType)),
    ("example", Aside),
    ("examples", Aside),
];

const HEADER: &[Key] = &[
    ("description", Prose),
    ("required", Kept),
    ("deprecated", Kept),
    ("allowEmptyValue", Kept),
    ("style", Kept),
    ("explode", Kept),
    ("allowReserved", Kept),
    ("schema", One(K::Schema)),
    ("content", Map(K::MediaType)),
    ("example", Aside),
    ("examples", Aside),
];

const REQUEST_BODY: &[Key] =
    &[("description", Prose), ("content", Map(K::MediaType)), ("required", Read(T::Boolean))];

const RESPONSE: &[Key] = &[
    ("description", Prose),
    ("headers", Map(K::Header)),
    ("content", Map(K::MediaType)),
    ("links", Map(K::Link)),
];

const LINK: &[Key] = &[
    ("operationRef", Kept),
    ("operationId", Kept),
    ("parameters", Kept),
    ("requestBody", Kept),
    ("description", Prose),
    ("server", One(K::Server)),
];

const MEDIA_TYPE: &[Key] =
    &[("schema", One(K::Schema)), ("example", Aside), ("examples", Aside), ("encoding", Map(K::Encoding))];

const ENCODING: &[Key] = &[
    ("contentType", Read(T::String)),
    ("headers", Map(K::Header)),
    ("style", Read(T::OneOf(STYLES))),
    ("explode", Read(T::Boolean)),
    ("allowReserved", Read(T::Boolean)),
];

const SCHEMA: &[Key] = &[
    ("type", Read(T::OneOf(&["array", "boolean", "integer", "number", "object", "string"]))),
    ("format", Read(T::String)),
    ("description", Prose),
    ("nullable", Read(T::Boolean)),
    ("default", Read(T::Any)),
    ("enum", Read(T::Array)),
    ("properties", Map(K::Schema)),
    ("required", Read(T::Strings)),
    ("additionalProperties", One(K::SchemaOrFlag)),
    ("items", One(K::Schema)),
    ("allOf", List(K::Schema)),
    ("anyOf", List(K::Schema)),
    ("oneOf", List(K::Schema)),
    ("not", One(K::Schema)),
    ("discriminator", One(K::Discriminator)),
    ("deprecated", Read(T::Boolean)),
    ("readOnly", Read(T::Boolean)),
    ("writeOnly", Kept),
    ("pattern", Read(T::String)),
    ("minLength", Read(T::Count)),
    ("maxLength", Read(T::Count)),
    ("minimum", Read(T::Number)),
    ("maximum", Read(T::Number)),
    ("exclusiveMinimum", Read(T::Boolean)),
    ("exclusiveMaximum", Read(T::Boolean)),
    ("minItems", Read(T::Count)),
    ("maxItems", Read(T::Count)),
    ("multipleOf", Kept),
    ("uniqueItems", Kept),
    ("minProperties", Kept),
    ("maxProperties", Kept),
    ("title", Aside),
    ("example", Aside),
    ("externalDocs", Aside),
    ("xml", Kept),
];

const SECURITY_SCHEME: &[Key] = &[
    ("type", Read(T::OneOf(&["apiKey", "http", "oauth2", "openIdConnect"]))),
    ("scheme", Read(T::String)),
    ("flows", One(K::Flows)),
    ("description", Prose),
    ("name", Kept),
    ("in", Kept),
    ("bearerFormat", Kept),
    ("openIdConnectUrl", Kept),
];

const FLOWS: &[Key] = &[
    ("clientCredentials", One(K::Flow)),
    ("implicit", One(K::OtherFlow)),
    ("password", One(K::OtherFlow)),
    ("authorizationCode", One(K::OtherFlow)),
];

const FLOW: &[Key] =
    &[("tokenUrl", Read(T::String)), ("authorizationUrl", Kept), ("refreshUrl", Kept), ("scopes", One(K::Scopes))];
