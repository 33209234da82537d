//! The keys of each kind of object, and what becomes of their values.

use super::Keys;
use super::ObjectKind as K;
use super::ValueKind::{Aside, Kept, List, Map, One, Prose, Read};
use super::ValueType as T;

/// Returns the keys that an object of this kind can have, except names, codes and what any object can have.
pub(super) const fn of(kind: K) -> &'static [Keys] {
    match kind {
        K::Document => DOCUMENT,
        K::Info => INFO,
        K::Server => SERVER,
        K::Components => COMPONENTS,
        K::Tag => &[(Kept, &["name"]), (Prose, &["description"])],
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
        K::Discriminator => &[(Read(T::String), &["propertyName"]), (Read(T::Mapping), &["mapping"])],
        K::SecurityScheme => SECURITY_SCHEME,
        K::Flows => FLOWS,
        K::Flow | K::OtherFlow => FLOW,
        K::ServerVariable => &[(Kept, &["enum", "default"]), (Prose, &["description"])],
        K::TwilioOperation => &[(Read(T::Groups), &["conditional"]), SHORT_DESCRIPTION],
        K::TwilioParameter => &[(Read(T::Personal), &["pii"]), SHORT_DESCRIPTION],
        K::TwilioSchema => {
            &[(Read(T::Personal), &["pii"]), (Read(T::OneOf(&["string"])), &["overrideType"]), SHORT_DESCRIPTION]
        }
        K::Twilio => &[SHORT_DESCRIPTION],
        K::Paths | K::Callback | K::Responses | K::Scopes | K::SchemaOrFlag => &[],
    }
}

/// Keywords that only annotate, wherever they are. In a schema, an import keeps `xml`.
pub(super) const ANNOTATIONS: &[&str] = &["$comment", "example", "examples", "externalDocs", "xml"];

/// The keys of `x-twilio` that are read, each in the positions in which it has a meaning. The others are for clients with a tree
/// of resources.
pub(super) const TWILIO: &[&str] = &["conditional", "overrideType", "pii"];

const SHORT_DESCRIPTION: Keys = (Prose, &["shortDescription"]);

const DOCUMENT: &[Keys] = &[
    (Read(T::String), &["openapi"]),
    (One(K::Info), &["info"]),
    (List(K::Server), &["servers"]),
    (One(K::Paths), &["paths"]),
    (One(K::Components), &["components"]),
    (Read(T::Security), &["security"]),
    (List(K::Tag), &["tags"]),
];

const INFO: &[Keys] = &[
    (Kept, &["title", "version"]),
    (Prose, &["description", "summary"]),
    (Aside, &["termsOfService", "contact", "license"]),
];

const SERVER: &[Keys] =
    &[(Read(T::String), &["url"]), (Prose, &["description"]), (Map(K::ServerVariable), &["variables"])];

const COMPONENTS: &[Keys] = &[
    (Map(K::Schema), &["schemas"]),
    (Map(K::Response), &["responses"]),
    (Map(K::Parameter), &["parameters"]),
    (Map(K::RequestBody), &["requestBodies"]),
    (Map(K::Header), &["headers"]),
    (Map(K::SecurityScheme), &["securitySchemes"]),
    (Map(K::Link), &["links"]),
    (Map(K::Callback), &["callbacks"]),
];

const PATH_ITEM: &[Keys] = &[
    (Prose, &["summary", "description"]),
    (List(K::Server), &["servers"]),
    (List(K::Parameter), &["parameters"]),
    (One(K::Operation), &["get", "put", "post", "delete", "options", "head", "patch", "trace"]),
];

const OPERATION: &[Keys] = &[
    (Read(T::String), &["operationId", "x-rust-name"]),
    (Prose, &["summary", "description"]),
    (Read(T::Strings), &["tags"]),
    (List(K::Server), &["servers"]),
    (List(K::Parameter), &["parameters"]),
    (One(K::RequestBody), &["requestBody"]),
    (One(K::Responses), &["responses"]),
    (Map(K::Callback), &["callbacks"]),
    (Read(T::Boolean), &["deprecated"]),
    (Read(T::Security), &["security"]),
    (One(K::TwilioOperation), &["x-twilio"]),
];

const STYLES: &[&str] = &["matrix", "label", "form", "simple", "spaceDelimited", "pipeDelimited", "deepObject"];

const PARAMETER: &[Keys] = &[
    (Read(T::String), &["name", "x-rust-name"]),
    (Read(T::OneOf(&["path", "query", "header", "cookie"])), &["in"]),
    (Prose, &["description"]),
    (Read(T::Boolean), &["required", "deprecated", "explode", "allowReserved", "x-secret"]),
    (Kept, &["allowEmptyValue"]),
    (One(K::TwilioParameter), &["x-twilio"]),
    (Read(T::OneOf(STYLES)), &["style"]),
    (One(K::Schema), &["schema"]),
    (Map(K::MediaType), &["content"]),
];

const HEADER: &[Keys] = &[
    (Prose, &["description"]),
    (Kept, &["required", "deprecated", "allowEmptyValue", "style", "explode", "allowReserved"]),
    (One(K::Schema), &["schema"]),
    (Map(K::MediaType), &["content"]),
];

const REQUEST_BODY: &[Keys] =
    &[(Prose, &["description"]), (Map(K::MediaType), &["content"]), (Read(T::Boolean), &["required"])];

const RESPONSE: &[Keys] = &[
    (Prose, &["description"]),
    (Map(K::Header), &["headers"]),
    (Map(K::MediaType), &["content"]),
    (Map(K::Link), &["links"]),
];

const LINK: &[Keys] = &[
    (Kept, &["operationRef", "operationId", "parameters", "requestBody"]),
    (Prose, &["description"]),
    (One(K::Server), &["server"]),
];

const MEDIA_TYPE: &[Keys] = &[(One(K::Schema), &["schema"]), (Map(K::Encoding), &["encoding"])];

const ENCODING: &[Keys] = &[
    (Read(T::String), &["contentType"]),
    (Map(K::Header), &["headers"]),
    (Read(T::OneOf(STYLES)), &["style"]),
    (Read(T::Boolean), &["explode", "allowReserved"]),
];

const SCHEMA: &[Keys] = &[
    (Read(T::OneOf(&["array", "boolean", "integer", "number", "object", "string"])), &["type"]),
    (Read(T::String), &["format", "pattern", "x-rust-name"]),
    (Prose, &["description"]),
    (Read(T::Boolean), &["nullable", "deprecated", "readOnly", "exclusiveMinimum", "exclusiveMaximum", "x-secret"]),
    (Read(T::Any), &["default"]),
    (Read(T::Array), &["enum"]),
    (Map(K::Schema), &["properties"]),
    (Read(T::Strings), &["required"]),
    (One(K::SchemaOrFlag), &["additionalProperties"]),
    (One(K::Schema), &["items", "not"]),
    (List(K::Schema), &["allOf", "anyOf", "oneOf"]),
    (One(K::Discriminator), &["discriminator"]),
    (One(K::TwilioSchema), &["x-twilio"]),
    (Read(T::Count), &["minLength", "maxLength", "minItems", "maxItems"]),
    (Read(T::Number), &["minimum", "maximum"]),
    (Kept, &["writeOnly", "multipleOf", "uniqueItems", "minProperties", "maxProperties", "xml"]),
    (Aside, &["title"]),
];

const SECURITY_SCHEME: &[Keys] = &[
    (Read(T::OneOf(&["apiKey", "http", "oauth2", "openIdConnect"])), &["type"]),
    (Read(T::String), &["scheme"]),
    (One(K::Flows), &["flows"]),
    (Prose, &["description"]),
    (Kept, &["name", "in", "bearerFormat", "openIdConnectUrl"]),
];

const FLOWS: &[Keys] =
    &[(One(K::Flow), &["clientCredentials"]), (One(K::OtherFlow), &["implicit", "password", "authorizationCode"])];

const FLOW: &[Keys] =
    &[(Read(T::String), &["tokenUrl"]), (Kept, &["authorizationUrl", "refreshUrl"]), (One(K::Scopes), &["scopes"])];
