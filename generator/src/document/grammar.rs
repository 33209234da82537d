//! The structure of an OpenAPI 3.0 document: which keys each kind of object has, and the kinds of their values.
//!
//! A key's meaning depends on its position: a property can be called `description`. [`super::walk`] follows the positions.

/// The kind of an object in the document.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Kind {
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

impl Kind {
    /// Returns whether the keys are names or codes rather than keywords.
    pub(crate) const fn has_names(self) -> bool {
        matches!(self, Self::Paths | Self::Responses | Self::Callback | Self::Flows | Self::Scopes)
    }
}

/// The kind of a key's value.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Member {
    /// A fact, kept unchanged.
    Fact,
    /// Prose.
    Words,
    /// An example, a name or a note that doesn't affect the wire format.
    Aside,
    /// One object.
    One(Kind),
    /// A list of objects.
    List(Kind),
    /// Objects by name, with names chosen by the document.
    Map(Kind),
    /// Not known to OpenAPI 3.0.
    Unknown,
}

/// Returns the kind of the value of `key` in an object of kind `kind`.
#[must_use]
pub(crate) fn member(kind: Kind, key: &str) -> Member {
    match kind {
        Kind::Scopes => Member::Words,
        _ if key.starts_with("x-") => extension(key),
        _ if key == "$ref" => Member::Fact,
        Kind::Callback => Member::One(Kind::PathItem),
        Kind::Paths if key.starts_with('/') => Member::One(Kind::PathItem),
        Kind::Responses if is_status(key) => Member::One(Kind::Response),
        Kind::Flows => Member::One(Kind::Flow),
        Kind::Paths | Kind::Responses => Member::Unknown,
        Kind::Schema => schema(key),
        Kind::PathItem | Kind::Operation => operation(kind, key),
        Kind::Document | Kind::Info | Kind::Components | Kind::Tag => top(kind, key),
        Kind::Parameter | Kind::Header | Kind::MediaType | Kind::Encoding => content(kind, key),
        Kind::RequestBody | Kind::Response | Kind::Link => exchange(kind, key),
        Kind::Server | Kind::ServerVariable | Kind::SecurityScheme | Kind::Flow | Kind::Twilio => leaf(kind, key),
    }
}

/// Returns whether `key` is `default`, a status code or a range such as `4XX`.
fn is_status(key: &str) -> bool {
    let code = matches!(key.as_bytes(), [b'1'..=b'5', rest @ ..] if rest == b"XX" || matches!(rest, [b'0'..=b'9', b'0'..=b'9']));
    code || key == "default"
}

fn extension(key: &str) -> Member {
    match key {
        "x-twilio" => Member::One(Kind::Twilio),
        "x-jvm-type" => Member::Aside,
        _ if key.ends_with("-annotation") => Member::Aside,
        "x-secret" | "x-rust-name" => Member::Fact,
        _ => Member::Unknown,
    }
}

fn top(kind: Kind, key: &str) -> Member {
    match (kind, key) {
        (Kind::Document, "info") => Member::One(Kind::Info),
        (Kind::Document, "servers") => Member::List(Kind::Server),
        (Kind::Document, "paths") => Member::One(Kind::Paths),
        (Kind::Document, "components") => Member::One(Kind::Components),
        (Kind::Document, "tags") => Member::List(Kind::Tag),
        (Kind::Document, "openapi" | "security") => Member::Fact,
        (Kind::Info, "title" | "version") | (Kind::Tag, "name") => Member::Fact,
        (Kind::Info | Kind::Tag, "description") => Member::Words,
        (Kind::Info, "termsOfService" | "contact" | "license") => Member::Aside,
        (Kind::Document | Kind::Tag, "externalDocs") => Member::Aside,
        (Kind::Components, "schemas") => Member::Map(Kind::Schema),
        (Kind::Components, "responses") => Member::Map(Kind::Response),
        (Kind::Components, "parameters") => Member::Map(Kind::Parameter),
        (Kind::Components, "requestBodies") => Member::Map(Kind::RequestBody),
        (Kind::Components, "headers") => Member::Map(Kind::Header),
        (Kind::Components, "securitySchemes") => Member::Map(Kind::SecurityScheme),
        (Kind::Components, "links") => Member::Map(Kind::Link),
        (Kind::Components, "callbacks") => Member::Map(Kind::Callback),
        (Kind::Components, "examples") => Member::Aside,
        _ => Member::Unknown,
    }
}

fn operation(kind: Kind, key: &str) -> Member {
    match (kind, key) {
        (_, "summary" | "description") => Member::Words,
        (_, "servers") => Member::List(Kind::Server),
        (_, "parameters") => Member::List(Kind::Parameter),
        (Kind::PathItem, "get" | "put" | "post" | "delete" | "options" | "head" | "patch" | "trace") => {
            Member::One(Kind::Operation)
        }
        (Kind::Operation, "requestBody") => Member::One(Kind::RequestBody),
        (Kind::Operation, "responses") => Member::One(Kind::Responses),
        (Kind::Operation, "callbacks") => Member::Map(Kind::Callback),
        (Kind::Operation, "externalDocs") => Member::Aside,
        (Kind::Operation, "tags" | "operationId" | "deprecated" | "security") => Member::Fact,
        _ => Member::Unknown,
    }
}

fn content(kind: Kind, key: &str) -> Member {
    match (kind, key) {
        (Kind::Encoding, "headers") => Member::Map(Kind::Header),
        (Kind::Encoding, "contentType" | "style" | "explode" | "allowReserved") => Member::Fact,
        (Kind::Encoding, _) => Member::Unknown,
        (_, "schema") => Member::One(Kind::Schema),
        (_, "example" | "examples") => Member::Aside,
        (Kind::MediaType, "encoding") => Member::Map(Kind::Encoding),
        (Kind::MediaType, _) => Member::Unknown,
        (_, "description") => Member::Words,
        (_, "content") => Member::Map(Kind::MediaType),
        (Kind::Parameter, "name" | "in") => Member::Fact,
        (_, "required" | "deprecated" | "allowEmptyValue" | "style" | "explode" | "allowReserved") => Member::Fact,
        _ => Member::Unknown,
    }
}

fn exchange(kind: Kind, key: &str) -> Member {
    match (kind, key) {
        (_, "description") => Member::Words,
        (Kind::RequestBody | Kind::Response, "content") => Member::Map(Kind::MediaType),
        (Kind::RequestBody, "required") => Member::Fact,
        (Kind::Response, "headers") => Member::Map(Kind::Header),
        (Kind::Response, "links") => Member::Map(Kind::Link),
        (Kind::Link, "server") => Member::One(Kind::Server),
        (Kind::Link, "operationRef" | "operationId" | "parameters" | "requestBody") => Member::Fact,
        _ => Member::Unknown,
    }
}

fn schema(key: &str) -> Member {
    match key {
        "properties" => Member::Map(Kind::Schema),
        "items" | "additionalProperties" | "not" => Member::One(Kind::Schema),
        "allOf" | "anyOf" | "oneOf" => Member::List(Kind::Schema),
        "description" => Member::Words,
        "title" | "example" | "externalDocs" => Member::Aside,
        "type" | "format" | "enum" | "default" | "nullable" | "required" | "discriminator" | "readOnly"
        | "writeOnly" | "deprecated" | "xml" => Member::Fact,
        "pattern" | "minLength" | "maxLength" | "minimum" | "maximum" | "exclusiveMinimum" | "exclusiveMaximum"
        | "multipleOf" | "minItems" | "maxItems" | "uniqueItems" | "minProperties" | "maxProperties" => Member::Fact,
        _ => Member::Unknown,
    }
}

fn leaf(kind: Kind, key: &str) -> Member {
    match (kind, key) {
        (Kind::Twilio, "shortDescription") => Member::Words,
        (Kind::Twilio, _) => Member::Fact,
        (Kind::Server | Kind::ServerVariable | Kind::SecurityScheme, "description") => Member::Words,
        (Kind::Server, "variables") => Member::Map(Kind::ServerVariable),
        (Kind::Server, "url") | (Kind::ServerVariable, "enum" | "default") => Member::Fact,
        (Kind::SecurityScheme, "flows") => Member::One(Kind::Flows),
        (Kind::SecurityScheme, "type" | "name" | "in" | "scheme" | "bearerFormat" | "openIdConnectUrl") => Member::Fact,
        (Kind::Flow, "scopes") => Member::One(Kind::Scopes),
        (Kind::Flow, "authorizationUrl" | "tokenUrl" | "refreshUrl") => Member::Fact,
        _ => Member::Unknown,
    }
}
