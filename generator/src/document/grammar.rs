//! The structure of an OpenAPI 3.0 document: which keys each kind of object has, and the kinds of their values.
//!
//! A key's meaning depends on its position: a property can be called `description`. [`super::walk`] follows the positions.

/// The kind of an object in the document.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum ObjectKind {
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
    /// The value of one content type.
    MediaType,
    /// One of a content type's `encoding`.
    Encoding,
    /// A schema, anywhere.
    Schema,
    /// One of `securitySchemes`.
    SecurityScheme,
    /// `flows` of an OAuth 2 scheme.
    Flows,
    /// One of the `flows`.
    Flow,
    /// `scopes` of a flow: descriptions by scope name.
    Scopes,
    /// `x-twilio`, anywhere.
    Twilio,
}

impl ObjectKind {
    /// Returns whether the keys are names or codes rather than keywords.
    pub(crate) const fn has_names(self) -> bool {
        matches!(self, Self::Paths | Self::Responses | Self::Callback | Self::Flows | Self::Scopes)
    }
}

/// The kind of a key's value.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum ValueKind {
    /// A fact, kept unchanged.
    Fact,
    /// Prose.
    Words,
    /// An example, a name or a note that doesn't affect the wire format.
    Aside,
    /// One object.
    One(ObjectKind),
    /// A list of objects.
    List(ObjectKind),
    /// Objects by name, with names chosen by the document.
    Map(ObjectKind),
    /// Not known to OpenAPI 3.0.
    Unknown,
}

/// Returns the kind of the value of `key` in an object of kind `kind`.
#[must_use]
pub(crate) fn value_kind(kind: ObjectKind, key: &str) -> ValueKind {
    match kind {
        ObjectKind::Scopes => ValueKind::Words,
        _ if key.starts_with("x-") => extension(key),
        _ if key == "$ref" => ValueKind::Fact,
        ObjectKind::Callback => ValueKind::One(ObjectKind::PathItem),
        ObjectKind::Paths if key.starts_with('/') => ValueKind::One(ObjectKind::PathItem),
        ObjectKind::Responses if is_status(key) => ValueKind::One(ObjectKind::Response),
        ObjectKind::Flows => ValueKind::One(ObjectKind::Flow),
        ObjectKind::Paths | ObjectKind::Responses => ValueKind::Unknown,
        ObjectKind::Schema => schema(key),
        ObjectKind::PathItem | ObjectKind::Operation => operation(kind, key),
        ObjectKind::Document | ObjectKind::Info | ObjectKind::Components | ObjectKind::Tag => top(kind, key),
        ObjectKind::Parameter | ObjectKind::Header | ObjectKind::MediaType | ObjectKind::Encoding => content(kind, key),
        ObjectKind::RequestBody | ObjectKind::Response | ObjectKind::Link => exchange(kind, key),
        ObjectKind::Server
        | ObjectKind::ServerVariable
        | ObjectKind::SecurityScheme
        | ObjectKind::Flow
        | ObjectKind::Twilio => leaf(kind, key),
    }
}

/// Returns whether `key` is `default`, a status code or a range such as `4XX`.
fn is_status(key: &str) -> bool {
    let code = matches!(key.as_bytes(), [b'1'..=b'5', rest @ ..] if rest == b"XX" || matches!(rest, [b'0'..=b'9', b'0'..=b'9']));
    code || key == "default"
}

fn extension(key: &str) -> ValueKind {
    match key {
        "x-twilio" => ValueKind::One(ObjectKind::Twilio),
        "x-jvm-type" => ValueKind::Aside,
        _ if key.ends_with("-annotation") => ValueKind::Aside,
        "x-secret" | "x-rust-name" => ValueKind::Fact,
        _ => ValueKind::Unknown,
    }
}

fn top(kind: ObjectKind, key: &str) -> ValueKind {
    match (kind, key) {
        (ObjectKind::Document, "info") => ValueKind::One(ObjectKind::Info),
        (ObjectKind::Document, "servers") => ValueKind::List(ObjectKind::Server),
        (ObjectKind::Document, "paths") => ValueKind::One(ObjectKind::Paths),
        (ObjectKind::Document, "components") => ValueKind::One(ObjectKind::Components),
        (ObjectKind::Document, "tags") => ValueKind::List(ObjectKind::Tag),
        (ObjectKind::Document, "openapi" | "security") => ValueKind::Fact,
        (ObjectKind::Info, "title" | "version") | (ObjectKind::Tag, "name") => ValueKind::Fact,
        (ObjectKind::Info | ObjectKind::Tag, "description") => ValueKind::Words,
        (ObjectKind::Info, "termsOfService" | "contact" | "license") => ValueKind::Aside,
        (ObjectKind::Document | ObjectKind::Tag, "externalDocs") => ValueKind::Aside,
        (ObjectKind::Components, "schemas") => ValueKind::Map(ObjectKind::Schema),
        (ObjectKind::Components, "responses") => ValueKind::Map(ObjectKind::Response),
        (ObjectKind::Components, "parameters") => ValueKind::Map(ObjectKind::Parameter),
        (ObjectKind::Components, "requestBodies") => ValueKind::Map(ObjectKind::RequestBody),
        (ObjectKind::Components, "headers") => ValueKind::Map(ObjectKind::Header),
        (ObjectKind::Components, "securitySchemes") => ValueKind::Map(ObjectKind::SecurityScheme),
        (ObjectKind::Components, "links") => ValueKind::Map(ObjectKind::Link),
        (ObjectKind::Components, "callbacks") => ValueKind::Map(ObjectKind::Callback),
        (ObjectKind::Components, "examples") => ValueKind::Aside,
        _ => ValueKind::Unknown,
    }
}

fn operation(kind: ObjectKind, key: &str) -> ValueKind {
    match (kind, key) {
        (_, "summary" | "description") => ValueKind::Words,
        (_, "servers") => ValueKind::List(ObjectKind::Server),
        (_, "parameters") => ValueKind::List(ObjectKind::Parameter),
        (ObjectKind::PathItem, "get" | "put" | "post" | "delete" | "options" | "head" | "patch" | "trace") => {
            ValueKind::One(ObjectKind::Operation)
        }
        (ObjectKind::Operation, "requestBody") => ValueKind::One(ObjectKind::RequestBody),
        (ObjectKind::Operation, "responses") => ValueKind::One(ObjectKind::Responses),
        (ObjectKind::Operation, "callbacks") => ValueKind::Map(ObjectKind::Callback),
        (ObjectKind::Operation, "externalDocs") => ValueKind::Aside,
        (ObjectKind::Operation, "tags" | "operationId" | "deprecated" | "security") => ValueKind::Fact,
        _ => ValueKind::Unknown,
    }
}

fn content(kind: ObjectKind, key: &str) -> ValueKind {
    match (kind, key) {
        (ObjectKind::Encoding, "headers") => ValueKind::Map(ObjectKind::Header),
        (ObjectKind::Encoding, "contentType" | "style" | "explode" | "allowReserved") => ValueKind::Fact,
        (ObjectKind::Encoding, _) => ValueKind::Unknown,
        (_, "schema") => ValueKind::One(ObjectKind::Schema),
        (_, "example" | "examples") => ValueKind::Aside,
        (ObjectKind::MediaType, "encoding") => ValueKind::Map(ObjectKind::Encoding),
        (ObjectKind::MediaType, _) => ValueKind::Unknown,
        (_, "description") => ValueKind::Words,
        (_, "content") => ValueKind::Map(ObjectKind::MediaType),
        (ObjectKind::Parameter, "name" | "in") => ValueKind::Fact,
        (_, "required" | "deprecated" | "allowEmptyValue" | "style" | "explode" | "allowReserved") => ValueKind::Fact,
        _ => ValueKind::Unknown,
    }
}

fn exchange(kind: ObjectKind, key: &str) -> ValueKind {
    match (kind, key) {
        (_, "description") => ValueKind::Words,
        (ObjectKind::RequestBody | ObjectKind::Response, "content") => ValueKind::Map(ObjectKind::MediaType),
        (ObjectKind::RequestBody, "required") => ValueKind::Fact,
        (ObjectKind::Response, "headers") => ValueKind::Map(ObjectKind::Header),
        (ObjectKind::Response, "links") => ValueKind::Map(ObjectKind::Link),
        (ObjectKind::Link, "server") => ValueKind::One(ObjectKind::Server),
        (ObjectKind::Link, "operationRef" | "operationId" | "parameters" | "requestBody") => ValueKind::Fact,
        _ => ValueKind::Unknown,
    }
}

fn schema(key: &str) -> ValueKind {
    match key {
        "properties" => ValueKind::Map(ObjectKind::Schema),
        "items" | "additionalProperties" | "not" => ValueKind::One(ObjectKind::Schema),
        "allOf" | "anyOf" | "oneOf" => ValueKind::List(ObjectKind::Schema),
        "description" => ValueKind::Words,
        "title" | "example" | "externalDocs" => ValueKind::Aside,
        "type" | "format" | "enum" | "default" | "nullable" | "required" | "discriminator" | "readOnly"
        | "writeOnly" | "deprecated" | "xml" => ValueKind::Fact,
        "pattern" | "minLength" | "maxLength" | "minimum" | "maximum" | "exclusiveMinimum" | "exclusiveMaximum"
        | "multipleOf" | "minItems" | "maxItems" | "uniqueItems" | "minProperties" | "maxProperties" => ValueKind::Fact,
        _ => ValueKind::Unknown,
    }
}

fn leaf(kind: ObjectKind, key: &str) -> ValueKind {
    match (kind, key) {
        (ObjectKind::Twilio, "shortDescription") => ValueKind::Words,
        (ObjectKind::Twilio, _) => ValueKind::Fact,
        (ObjectKind::Server | ObjectKind::ServerVariable | ObjectKind::SecurityScheme, "description") => {
            ValueKind::Words
        }
        (ObjectKind::Server, "variables") => ValueKind::Map(ObjectKind::ServerVariable),
        (ObjectKind::Server, "url") | (ObjectKind::ServerVariable, "enum" | "default") => ValueKind::Fact,
        (ObjectKind::SecurityScheme, "flows") => ValueKind::One(ObjectKind::Flows),
        (ObjectKind::SecurityScheme, "type" | "name" | "in" | "scheme" | "bearerFormat" | "openIdConnectUrl") => {
            ValueKind::Fact
        }
        (ObjectKind::Flow, "scopes") => ValueKind::One(ObjectKind::Scopes),
        (ObjectKind::Flow, "authorizationUrl" | "tokenUrl" | "refreshUrl") => ValueKind::Fact,
        _ => ValueKind::Unknown,
    }
}
