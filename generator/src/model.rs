//! What a document says, as plain data: no YAML comes this far, and no Rust token is made yet.
//!
//! `lower` fills the model with wire names, `name` gives every item its Rust name, `check` holds
//! the whole against the invariants, `render` and `drift` read it.

mod walk;

use crate::diagnostic::Pointer;
use crate::name::{FieldName, ModuleName, TypeName};

/// One OpenAPI document: a version of a product.
#[derive(Clone, Debug)]
pub struct Document {
    /// The file's name, for messages: `twilio_conversations_v1.yaml`.
    pub file: String,
    /// The file's name without its ending: `twilio_conversations_v1`.
    pub stem: String,
    /// The product's part of the stem: `conversations`.
    pub product: String,
    /// The version's part of the stem: `v1`; `preview` has none.
    pub version: Option<String>,
    /// Module of the product, which is its Cargo feature too.
    pub product_module: ModuleName,
    /// Module of the version inside of the product's.
    pub version_module: Option<ModuleName>,
    /// Origin of every request: `https://conversations.twilio.com`.
    pub server: String,
    /// Requests, in the document's order.
    pub operations: Vec<Operation>,
    /// Named types: components first, then those made from inline schemas, in the order of finding.
    pub schemas: Vec<Schema>,
    /// Files of the version's module, sorted by name.
    pub resources: Vec<Resource>,
    /// Keys of components that no operation uses, which aren't generated.
    pub unused: Vec<String>,
}

impl Document {
    /// The schema that an id of this document stands for.
    pub fn schema(&self, id: SchemaId) -> &Schema {
        &self.schemas[id.0]
    }
}

/// A file of the version's module: the operations of one resource and the types that only they use.
#[derive(Clone, Debug)]
pub struct Resource {
    /// The resource's name, from the operations' tag: `ConversationWithParticipants`.
    pub title: String,
    /// What it is called in a sentence: `conversation`.
    pub noun: String,
    /// The plural of that.
    pub plural: String,
    /// What it is, in our words.
    pub description: Option<String>,
    /// Its page in Twilio's documentation.
    pub link: Option<String>,
    /// Module of the file.
    pub module: ModuleName,
    /// Indices into [`Document::operations`].
    pub operations: Vec<usize>,
    /// Schemas placed here.
    pub schemas: Vec<SchemaId>,
}

/// One operation, which becomes a request type.
#[derive(Clone, Debug)]
pub struct Operation {
    /// The operationId.
    pub id: String,
    /// Where the document has it.
    pub pointer: Pointer,
    /// Name of the request type.
    pub name: TypeName,
    /// Name that an overlay pins.
    pub pinned: Option<String>,
    /// The tag without product and version, or the path's last word: which file it goes to.
    pub resource: String,
    /// HTTP method in capitals.
    pub method: &'static str,
    /// Path template, checked: every placeholder is a path input.
    pub path: String,
    /// Prose, if the document or an overlay has some.
    pub description: Option<String>,
    /// Marked as deprecated.
    pub deprecated: bool,
    /// Credentials that it takes.
    pub security: Security,
    /// Path inputs in template order, then query, header and body, each in the document's order.
    pub inputs: Vec<Input>,
    /// Header parameters that OpenAPI says to ignore: `Authorization`, `Accept`, `Content-Type`.
    pub ignored_headers: Vec<String>,
    /// How the body is written.
    pub body: Body,
    /// Declared status codes of success, ascending.
    pub success: Vec<u16>,
    /// What a success holds; `None` where no content is declared.
    pub response: Option<Type>,
    /// Media type of that content.
    pub accept: Option<String>,
    /// Name of the struct that `new` takes instead of more than four values.
    pub required_name: Option<TypeName>,
    /// How a list goes on; `None` where it is no list.
    pub paging: Option<Paging>,
    /// `x-twilio.conditional`: of each group, one alternative is wanted.
    pub conditional: Vec<Vec<String>>,
}

impl Operation {
    /// Inputs that `new` takes, in order.
    pub fn required(&self) -> impl Iterator<Item = &Input> {
        self.inputs.iter().filter(|input| input.required)
    }
}

/// Credentials that an operation takes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Security {
    /// HTTP basic: account SID and auth token, or API key and secret.
    Basic,
    /// HTTP bearer, without a word on where the token comes from.
    Bearer,
    /// OAuth 2.0 client credentials.
    OAuth2 {
        /// Where a token is fetched.
        token_url: String,
    },
    /// None are sent.
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
        /// The media type that is sent: the first one declared.
        content_type: String,
    },
}

/// How the pages of a list follow one another.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Paging {
    /// `meta.next_page_url`, absolute.
    NextPageUrl,
    /// `next_page_uri`, relative.
    NextPageUri,
    /// `meta.next_token` or `meta.nextToken`, sent as a query parameter.
    Token {
        /// Wire name of that parameter.
        parameter: String,
    },
    /// SCIM's `startIndex`.
    StartIndex,
    /// `current_page` and `has_next`, asked for by a page number.
    PageNumber {
        /// Wire name of the parameter.
        parameter: String,
    },
    /// All there is comes at once.
    Unpaged,
}

/// Where a request carries a parameter, form property or body.
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

/// One input of an operation.
#[derive(Clone, Debug)]
pub struct Input {
    /// Where it goes.
    pub place: ParameterLocation,
    /// Name on the wire; `body` for a JSON body.
    pub wire: String,
    /// Where the document has it.
    pub pointer: Pointer,
    /// Name of the request's field.
    pub name: FieldName,
    /// Name that an overlay pins.
    pub pinned: Option<String>,
    /// Type of a value.
    pub ty: Type,
    /// `new` takes it.
    pub required: bool,
    /// A path's `AccountSid`: the account of the context is the default.
    pub account: bool,
    /// What else the document says of it.
    pub facts: Facts,
}

/// Type of a value.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Type {
    /// Text.
    String,
    /// `true` or `false`.
    Boolean,
    /// 64-bit integer.
    Integer,
    /// Decimal number that keeps its digits.
    Number,
    /// Calendar date.
    Date,
    /// Moment, RFC 3339.
    DateTime,
    /// Moment, RFC 2822.
    DateTimeRfc2822,
    /// Moment of a query, which may be given as a bare date.
    DateTimeOrDate,
    /// Any JSON value.
    Json,
    /// Any JSON value, written as `Prefix.key=value` pairs.
    PrefixedMap(String),
    /// List.
    Array(Box<Type>),
    /// Map by name.
    Map(Box<Type>),
    /// A value that may be null, inside of a list or map.
    Nullable(Box<Type>),
    /// A named type of the same document.
    Named(SchemaId),
    /// One of the HTTP methods that the runtime knows.
    HttpMethod,
    /// The standard `meta` of a page, which the runtime has once for all.
    PageMeta,
}

/// Index into [`Document::schemas`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct SchemaId(pub usize);

/// A named type.
#[derive(Clone, Debug)]
pub struct Schema {
    /// Where its name comes from.
    pub origin: Origin,
    /// Where the document has it.
    pub pointer: Pointer,
    /// Name of the type.
    pub name: TypeName,
    /// Name that an overlay pins.
    pub pinned: Option<String>,
    /// Its structure.
    pub shape: Shape,
    /// What else the document says of it.
    pub facts: Facts,
    /// Reached from a JSON request body.
    pub in_request: bool,
    /// Name of the struct that `new` takes instead of more than four values.
    pub required_name: Option<TypeName>,
}

impl Schema {
    /// Properties that `new` takes, in order; only what goes out has a `new`.
    pub fn required(&self) -> impl Iterator<Item = &Property> {
        let properties = match &self.shape {
            Shape::Object(object) if self.in_request => object.properties.as_slice(),
            _ => &[],
        };
        properties.iter().filter(|property| property.required && !property.read_only)
    }
}

/// Values that `new` takes one by one; if there are more, it takes a struct that names them.
pub const MOST_POSITIONAL: usize = 4;

/// Where a schema's name comes from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Origin {
    /// A component, by its key.
    Component(String),
    /// The page of a list operation.
    Page {
        /// Index of the operation.
        operation: usize,
    },
    /// The JSON body or the answer of an operation, declared in place.
    Operation {
        /// Index of the operation.
        operation: usize,
        /// `Body`, `Response`, or the words of a parameter.
        part: String,
    },
    /// A property, item or map value of another schema, declared in place.
    Schema {
        /// The schema that holds it.
        parent: SchemaId,
        /// Property name, or `Item` or `Value`.
        part: String,
    },
    /// A part of a component that isn't a type of its own: the item of an array component, or a property that only
    /// came in by `allOf`.
    Part {
        /// Key of the component.
        key: String,
        /// Property names, `Item` or `Value`, from the outside in.
        part: String,
    },
}

/// Structure of a named type.
#[derive(Clone, Debug)]
pub enum Shape {
    /// Object with known properties.
    Object(Object),
    /// Open set of texts.
    Enum(Vec<Variant>),
    /// One of several objects, told apart by a property.
    Union(Union),
}

/// Object with known properties.
#[derive(Clone, Debug, Default)]
pub struct Object {
    /// In the document's order.
    pub properties: Vec<Property>,
    /// How the page goes on, where the object is the page of a list.
    pub page: Option<Page>,
}

/// What makes an object the page of a list.
#[derive(Clone, Debug)]
pub struct Page {
    /// Index of the property that holds the records.
    pub records: usize,
    /// How the next page is found.
    pub paging: Paging,
}

/// Property of an object.
#[derive(Clone, Debug)]
pub struct Property {
    /// Name on the wire.
    pub wire: String,
    /// Where the document has it.
    pub pointer: Pointer,
    /// Name of the field.
    pub name: FieldName,
    /// Name that an overlay pins.
    pub pinned: Option<String>,
    /// Type of a value.
    pub ty: Type,
    /// Always there.
    pub required: bool,
    /// May be null.
    pub nullable: bool,
    /// Not sent in requests.
    pub read_only: bool,
    /// The field holds a box, as the type contains itself.
    pub boxed: bool,
    /// What else the document says of it.
    pub facts: Facts,
}

/// Value of an enum.
#[derive(Clone, Debug)]
pub struct Variant {
    /// Text on the wire.
    pub wire: String,
    /// Name of the variant.
    pub name: TypeName,
    /// What it means.
    pub description: Option<String>,
}

/// One of several objects, told apart by a property.
#[derive(Clone, Debug)]
pub struct Union {
    /// Wire name of the property that tells.
    pub tag: String,
    /// Alternatives.
    pub variants: Vec<UnionVariant>,
}

/// Alternative of a union.
#[derive(Clone, Debug)]
pub struct UnionVariant {
    /// Value of the tag.
    pub value: String,
    /// Other values of the tag that lead here too.
    pub aliases: Vec<String>,
    /// Name of the variant.
    pub name: TypeName,
    /// What it holds.
    pub schema: SchemaId,
}

/// What a document says of a value beyond its type.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Facts {
    /// Prose.
    pub description: Option<String>,
    /// The format as declared.
    pub format: Option<String>,
    /// Texts that are allowed, where the type is not an enum of its own.
    pub values: Vec<String>,
    /// Regular expression.
    pub pattern: Option<String>,
    /// Fewest characters.
    pub min_length: Option<u64>,
    /// Most characters.
    pub max_length: Option<u64>,
    /// Smallest number, as declared.
    pub minimum: Option<String>,
    /// Largest number, as declared.
    pub maximum: Option<String>,
    /// Fewest items.
    pub min_items: Option<u64>,
    /// Most items.
    pub max_items: Option<u64>,
    /// Value that stands when none is given, as JSON.
    pub default: Option<String>,
    /// Marked as deprecated.
    pub deprecated: bool,
    /// Personal (`x-twilio.pii`) or secret (an overlay says so): `Debug` must not show it.
    pub private: bool,
}
