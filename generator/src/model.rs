//! The model: a document as plain data, without YAML or Rust tokens.
//!
//! `lower` creates the model with wire names, `words` adds descriptions, `name` adds Rust names, and `check` checks its limits.
//! `render` and `drift` read it.

mod arguments;
mod facts;
mod walk;

use crate::diagnostic::Pointer;
use crate::ident::{FieldName, Home, ModuleName, TypeName};

pub use arguments::{MOST_POSITIONAL, ordered};
pub use facts::Facts;

/// One OpenAPI document: a version of a product.
#[derive(Clone, Debug)]
pub struct Document {
    /// The file name, for messages: `twilio_conversations_v1.yaml`.
    pub file: String,
    /// The file name without its extension: `twilio_conversations_v1`.
    pub stem: String,
    /// The product and version in the stem, and their modules.
    pub home: Home,
    /// The scheme and host of every request: `https://conversations.twilio.com`.
    pub server: String,
    /// The operations, in the document's order.
    pub operations: Vec<Operation>,
    /// The named types: first components, then inline schemas in the order in which they were found.
    pub schemas: Vec<Schema>,
    /// The files of the version's module, sorted by name.
    pub resources: Vec<Resource>,
    /// The keys of components that no operation uses, which aren't generated.
    pub unused: Vec<String>,
}

impl Document {
    /// Returns the schema with this ID.
    pub fn schema(&self, id: SchemaId) -> &Schema {
        &self.schemas[id.0]
    }
}

/// A file of the version's module: the operations of one resource, and the types that only they use.
#[derive(Clone, Debug, Default)]
pub struct Resource {
    /// The resource's name, from the operations' tag: `ConversationWithParticipants`.
    pub title: String,
    /// The noun for it in descriptions: `conversation`.
    pub noun: String,
    /// The plural of that noun.
    pub plural: String,
    /// Its description, from `spec/words/`.
    pub description: Option<String>,
    /// The URL of its page in Twilio's documentation.
    pub link: Option<String>,
    /// The file's module.
    pub module: ModuleName,
    /// The operations in this file, as indices into [`Document::operations`].
    pub operations: Vec<usize>,
    /// The schemas in this file.
    pub schemas: Vec<SchemaId>,
}

/// An operation, which becomes a request type.
#[derive(Clone, Debug)]
pub struct Operation {
    /// The `operationId`.
    pub id: String,
    /// The pointer to it in the document.
    pub pointer: Pointer,
    /// The name of the request type.
    pub name: TypeName,
    /// The name that an overlay pins with `x-rust-name`.
    pub pinned: Option<String>,
    /// The resource, which determines the file: the tag without product and version, or the path's last word.
    pub resource: String,
    /// The HTTP method in upper case.
    pub method: &'static str,
    /// The path template. Every placeholder in it is a path parameter.
    pub path: String,
    /// The description, from `spec/words/`, the document or an overlay.
    pub description: Option<String>,
    /// Whether it is deprecated.
    pub deprecated: bool,
    /// The credentials that it requires.
    pub security: Security,
    /// Path parameters in the template's order, then query, header and body, each in the document's order.
    pub inputs: Vec<Input>,
    /// The header parameters that are ignored (see [`IGNORED_HEADERS`]).
    pub ignored_headers: Vec<String>,
    /// How the request body is written.
    pub body: Body,
    /// The declared status codes of success, ascending.
    pub success: Vec<u16>,
    /// The type of a successful response; `None` if no content is declared.
    pub response: Option<Type>,
    /// The media type of that content.
    pub accept: Option<String>,
    /// The declared response headers that the crate reads (see [`READ_HEADERS`]), sorted.
    pub response_headers: Vec<String>,
    /// The name of the struct that `new` takes instead of more than four values.
    pub required_name: Option<TypeName>,
    /// How the next page is found; `None` if the operation isn't a list.
    pub paging: Option<Paging>,
    /// The wire name of the query parameter for the number of records per page, if a list declares one.
    pub page_size: Option<String>,
    /// `x-twilio.conditional`: groups of parameters, of which one per group is required.
    pub conditional: Vec<Vec<String>>,
}

impl Operation {
    /// Returns the inputs that `new` takes, in order.
    pub fn required(&self) -> impl Iterator<Item = &Input> {
        ordered(self.inputs.iter().filter(|input| input.required), |input| input.name.as_str())
    }
}

/// The header parameters that are ignored, in lower case. OpenAPI 3.0 requires this for those that the client sets; headers
/// for message framing can only be set correctly by the client.
pub const IGNORED_HEADERS: &[&str] =
    &["accept", "authorization", "content-length", "content-type", "host", "transfer-encoding"];

/// The response headers that the crate reads, in lower case.
pub const READ_HEADERS: &[&str] = &["retry-after", "t-request-id", "twilio-request-id"];

/// The credentials that an operation requires.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Security {
    /// HTTP basic authentication: account SID and auth token, or API key and secret.
    Basic,
    /// A bearer token. The document doesn't declare where to get it.
    Bearer,
    /// OAuth 2.0 client credentials.
    OAuth2 {
        /// The URL to fetch tokens from.
        token_url: String,
        /// The scopes that the token must have.
        scopes: Vec<String>,
    },
    /// No credentials.
    None,
}

/// How a request body is written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Body {
    /// No body.
    None,
    /// `application/x-www-form-urlencoded`.
    Form,
    /// JSON.
    Json {
        /// The media type to send: the first one declared.
        content_type: String,
    },
}

/// How the next page of a list is found.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Paging {
    /// By `meta.next_page_url`, an absolute URL.
    NextPageUrl,
    /// By `next_page_uri`, a relative URL.
    NextPageUri,
    /// By `meta.next_token` or `meta.nextToken`, which is sent as a query parameter.
    Token {
        /// The wire name of that parameter.
        parameter: String,
    },
    /// By SCIM's `startIndex`.
    StartIndex,
    /// By page number, with `current_page` and `has_next`.
    PageNumber {
        /// The wire name of the parameter for the page number.
        parameter: String,
    },
    /// There is only one page.
    Unpaged,
}

/// The location of an input in the request.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum ParameterLocation {
    /// In the path.
    Path,
    /// In the query.
    Query,
    /// As a header.
    Header,
    /// As a form property.
    Form,
    /// As the whole JSON body.
    Body,
}

impl ParameterLocation {
    /// The location as OpenAPI writes it; `form` and `body` for request bodies.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Path => "path",
            Self::Query => "query",
            Self::Header => "header",
            Self::Form => "form",
            Self::Body => "body",
        }
    }
}

/// An input of an operation: a parameter, a form property, or a JSON body.
#[derive(Clone, Debug)]
pub struct Input {
    /// Its location in the request.
    pub location: ParameterLocation,
    /// The wire name; `body` for a JSON body.
    pub wire: String,
    /// The pointer to it in the document.
    pub pointer: Pointer,
    /// The name of the request's field.
    pub name: FieldName,
    /// The name that an overlay pins with `x-rust-name`.
    pub pinned: Option<String>,
    /// The type of its value.
    pub ty: Type,
    /// Whether it is required; if so, `new` takes it.
    pub required: bool,
    /// Whether it is the `AccountSid` of a path, which defaults to the context's account.
    pub account: bool,
    /// Its other facts.
    pub facts: Facts,
}

/// The type of a value.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Type {
    /// A string.
    String,
    /// `true` or `false`.
    Boolean,
    /// A 64-bit integer.
    Integer,
    /// A decimal number that keeps its digits.
    Number,
    /// A date.
    Date,
    /// A timestamp in RFC 3339 format.
    DateTime,
    /// A timestamp in RFC 2822 format.
    DateTimeRfc2822,
    /// A timestamp in a query, which may also be a date.
    DateTimeOrDate,
    /// Any JSON value.
    Json,
    /// Any JSON value, written as `Prefix.key=value` pairs.
    PrefixedMap(String),
    /// A list.
    Array(Box<Type>),
    /// A map with string keys.
    Map(Box<Type>),
    /// A value that may be null, in a list or map.
    Nullable(Box<Type>),
    /// A named type in the same document.
    Named(SchemaId),
    /// An HTTP method; the runtime has the type.
    HttpMethod,
    /// The common `meta` object of a page; the runtime has the type.
    PageMeta,
}

/// The ID of a schema: an index into [`Document::schemas`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct SchemaId(pub usize);

/// A named type.
#[derive(Clone, Debug)]
pub struct Schema {
    /// The origin, from which its name is derived.
    pub origin: Origin,
    /// The pointer to it in the document.
    pub pointer: Pointer,
    /// The name of the type.
    pub name: TypeName,
    /// The name that an overlay pins with `x-rust-name`.
    pub pinned: Option<String>,
    /// Its structure.
    pub shape: Shape,
    /// Its other facts.
    pub facts: Facts,
    /// Whether a JSON request body contains it.
    pub in_request: bool,
    /// The name of the struct that `new` takes instead of more than four values.
    pub required_name: Option<TypeName>,
}

impl Schema {
    /// Returns the properties that `new` takes, in order. Only types that are sent have a `new`.
    pub fn required(&self) -> impl Iterator<Item = &Property> {
        let properties = self.properties().iter().filter(|_| self.in_request);
        let required = properties.filter(|property| property.required && !property.read_only);
        ordered(required, |property| property.name.as_str())
    }
}

/// The origin of a schema, from which its name is derived.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Origin {
    /// A component, with this key.
    Component(String),
    /// The page of a list operation.
    Page {
        /// The index of the operation.
        operation: usize,
    },
    /// An inline schema of an operation: its JSON body, its response or a parameter.
    Operation {
        /// The index of the operation.
        operation: usize,
        /// `Body`, `Response`, or the name of a parameter.
        part: String,
    },
    /// An inline schema of another schema: a property, a list item or a map value.
    Schema {
        /// The schema that contains it.
        parent: SchemaId,
        /// The property's name, or `Item` or `Value`.
        part: String,
    },
    /// An inline schema of a component that isn't a type of its own: the item of an array component, or a property that was
    /// merged by `allOf`.
    Part {
        /// The key of the component.
        key: String,
        /// The path to it: property names, `Item` or `Value`, the outermost first.
        part: String,
    },
}

/// The structure of a named type.
#[derive(Clone, Debug)]
pub enum Shape {
    /// An object with known properties.
    Object(Object),
    /// An open set of strings.
    Enum(Vec<Variant>),
    /// One of several objects, distinguished by a tag.
    Union(Union),
}

/// An object with known properties.
#[derive(Clone, Debug, Default)]
pub struct Object {
    /// The properties, in the document's order.
    pub properties: Vec<Property>,
    /// The records and the paging, if the object is a page of a list.
    pub page: Option<Page>,
}

/// The records of a page, and how the next page is found.
#[derive(Clone, Debug)]
pub struct Page {
    /// The index of the property with the records.
    pub records: usize,
    /// How the next page is found.
    pub paging: Paging,
}

/// A property of an object.
#[derive(Clone, Debug)]
pub struct Property {
    /// The wire name.
    pub wire: String,
    /// The pointer to it in the document.
    pub pointer: Pointer,
    /// The name of the field.
    pub name: FieldName,
    /// The name that an overlay pins with `x-rust-name`.
    pub pinned: Option<String>,
    /// The type of its value.
    pub ty: Type,
    /// Whether it is always present.
    pub required: bool,
    /// Whether its value may be null.
    pub nullable: bool,
    /// Whether it isn't sent in requests.
    pub read_only: bool,
    /// Whether the field is boxed, because the type contains itself.
    pub boxed: bool,
    /// Its other facts.
    pub facts: Facts,
}

impl Property {
    /// Returns whether the field isn't an `Option`. `in_request` is whether the object is sent in requests; if it isn't, null is
    /// the same as absent.
    #[must_use]
    pub const fn is_plain(&self, in_request: bool) -> bool {
        self.required && (in_request || !self.nullable)
    }
}

/// A value of an enum.
#[derive(Clone, Debug)]
pub struct Variant {
    /// The string on the wire.
    pub wire: String,
    /// The name of the variant.
    pub name: TypeName,
    /// Its description.
    pub description: Option<String>,
}

/// One of several objects, distinguished by a tag.
#[derive(Clone, Debug)]
pub struct Union {
    /// The wire name of the property that distinguishes them.
    pub tag: String,
    /// The alternatives.
    pub variants: Vec<UnionVariant>,
}

/// An alternative of a union.
#[derive(Clone, Debug)]
pub struct UnionVariant {
    /// The value of the tag.
    pub value: String,
    /// Other values of the tag for the same alternative.
    pub aliases: Vec<String>,
    /// The name of the variant.
    pub name: TypeName,
    /// The object's schema.
    pub schema: SchemaId,
}
