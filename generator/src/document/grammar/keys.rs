//! The keys of each kind of object, and what becomes of their values.

use super::Key;
use super::ObjectKind as K;
use super::ValueKind::{Aside, Kept, List, Map, One, Prose, Read};
use super::ValueType as T;

/// Returns the keys that an object of this kind can have, except extensions, names and codes.
pub(super) const fn of(kind: K) -> &'static [Key] {
    match kind {
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
        K::Schema => SCHEMA,
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
        K::Paths | K::Callback | K::Responses | K::Scopes | K::SchemaOrFlag => &[],
    }
}

/// Keywords that only annotate, wherever they are.
pub(super) const ANNOTATIONS: &[&str] = &["$comment", "example", "examples", "externalDocs", "xml"];

/// The keys of `x-twilio` that are read, each where it has a meaning. The others are for clients with a tree of resources.
pub(super) const TWILIO: &[&str] = &["conditional", "overrideType", "pii"];

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

const REQUEST_BODY: &[Key] = &[("description", Prose), ("content", Map(K::MediaType)), ("required", Read(T::Boolean))];

const RESPONSE: &[Key] =
    &[("description", Prose), ("headers", Map(K::Header)), ("content", Map(K::MediaType)), ("links", Map(K::Link))];

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
