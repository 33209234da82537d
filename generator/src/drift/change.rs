//! One change: its class, its kind, its place, and what stood there before and after.

use crate::model::Document;

/// What a change does to the crate.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Class {
    /// Code that compiled may not compile, or a request that worked goes out differently or not at all.
    Breaking,
    /// New things only.
    Additive,
    /// No effect on types or wire.
    Docs,
}

impl Class {
    /// Every class, the weightiest first.
    pub const ALL: &'static [Self] = &[Self::Breaking, Self::Additive, Self::Docs];

    /// The word for it in reports.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Breaking => "breaking",
            Self::Additive => "additive",
            Self::Docs => "docs",
        }
    }
}

macro_rules! kinds {
    ($($(#[$doc:meta])* $kind:ident = $word:literal, $phrase:literal;)+) => {
        /// What sort of change it is.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
        #[non_exhaustive]
        pub enum Kind {
            $($(#[$doc])* $kind,)+
        }

        impl Kind {
            /// Every kind.
            pub const ALL: &'static [Self] = &[$(Self::$kind,)+];

            /// The word for it in `json`.
            #[must_use]
            pub const fn as_str(self) -> &'static str {
                match self { $(Self::$kind => $word,)+ }
            }

            /// The words for it in reports for people.
            pub(super) const fn phrase(self) -> &'static str {
                match self { $(Self::$kind => $phrase,)+ }
            }
        }
    };
}

kinds! {
    /// A document, with its module and perhaps a feature.
    DocumentAdded = "document-added", "document added";
    /// A document is gone.
    DocumentRemoved = "document-removed", "document removed";
    /// The module has another document's name behind it.
    DocumentRenamed = "document-renamed", "document renamed";
    /// Requests go to another host.
    Server = "server", "server";
    /// A request type.
    OperationAdded = "operation-added", "operation added";
    /// A request type is gone.
    OperationRemoved = "operation-removed", "operation removed";
    /// The same method and path has another request type.
    OperationRenamed = "operation-renamed", "operation renamed";
    /// The same request type stands for another operationId.
    OperationId = "operation-id", "operationId";
    /// Another HTTP method.
    Method = "method", "method";
    /// Another path, not counting the names of its parameters.
    Path = "path", "path";
    /// Other credentials.
    Security = "security", "credentials";
    /// The body is written in another way.
    ContentType = "content-type", "content type";
    /// Another media type is asked for.
    Accept = "accept", "accepted media type";
    /// Another type of the answer.
    Response = "response", "response type";
    /// Other status codes are success.
    Success = "success", "success codes";
    /// Pages follow one another in another way.
    Paging = "paging", "paging";
    /// `new` takes the same values in another order.
    RequiredOrder = "required-order", "order of required values";
    /// The struct that `new` takes has another name.
    RequiredRenamed = "required-renamed", "struct of required values";
    /// A header that is declared and ignored.
    HeaderIgnored = "header-ignored", "ignored header added";
    /// A header is no longer declared and ignored.
    HeaderNotIgnored = "header-not-ignored", "ignored header removed";
    /// A field and a setter, or a value that `new` takes.
    InputAdded = "input-added", "input added";
    /// An input is gone.
    InputRemoved = "input-removed", "input removed";
    /// The same input by another name.
    InputRenamed = "input-renamed", "input renamed";
    /// The same field stands for another wire name.
    InputWire = "input-wire", "wire name of the input";
    /// The same input in another part of the request.
    InputMoved = "input-moved", "input moved";
    /// An input has another type.
    InputType = "input-type", "input type";
    /// An optional input is required.
    InputRequired = "input-required", "input became required";
    /// A required input is optional.
    InputOptional = "input-optional", "input became optional";
    /// The same value is written in another way.
    InputEncoding = "input-encoding", "input written differently";
    /// A named type.
    TypeAdded = "type-added", "type added";
    /// A named type is gone.
    TypeRemoved = "type-removed", "type removed";
    /// The same type by another name.
    TypeRenamed = "type-renamed", "type renamed";
    /// A struct became an enum, or the like.
    TypeKind = "type-kind", "kind of type";
    /// A type got a constructor and setters, as a JSON body holds it.
    TypeSent = "type-sent", "type is sent, too";
    /// A type lost its constructor and setters, as no JSON body holds it.
    TypeNotSent = "type-not-sent", "type is no longer sent";
    /// A field of a struct.
    PropertyAdded = "property-added", "field added";
    /// A field of a struct is gone.
    PropertyRemoved = "property-removed", "field removed";
    /// The same field by another name.
    PropertyRenamed = "property-renamed", "field renamed";
    /// The same field stands for another wire name.
    PropertyWire = "property-wire", "wire name of the field";
    /// A field has another type.
    PropertyType = "property-type", "field type";
    /// A field that might be absent or null may not, or may no longer be both.
    PropertyRequired = "property-required", "field became required";
    /// A field may be absent or null.
    PropertyOptional = "property-optional", "field became optional";
    /// A field is no longer sent.
    PropertyReadOnly = "property-read-only", "field became read-only";
    /// A field is sent.
    PropertyWritable = "property-writable", "field became writable";
    /// The same value is written in another way.
    PropertyEncoding = "property-encoding", "field written differently";
    /// The records of a page are in another field.
    PageRecords = "page-records", "records of the page";
    /// A value of an enum.
    ValueAdded = "value-added", "value added";
    /// A value of an enum is gone.
    ValueRemoved = "value-removed", "value removed";
    /// The same value by another name of the variant.
    ValueRenamed = "value-renamed", "value renamed";
    /// The same variant stands for another text.
    ValueText = "value-text", "text of the value";
    /// Another property tells the alternatives of a union apart.
    UnionTag = "union-tag", "tag of the union";
    /// An alternative of a union.
    AlternativeAdded = "alternative-added", "alternative added";
    /// An alternative of a union is gone.
    AlternativeRemoved = "alternative-removed", "alternative removed";
    /// The same alternative by another name.
    AlternativeRenamed = "alternative-renamed", "alternative renamed";
    /// Other values of the tag tell the alternative.
    AlternativeValues = "alternative-values", "values of the alternative";
    /// An alternative holds another type.
    AlternativeType = "alternative-type", "type of the alternative";
    /// Prose.
    Description = "description", "description";
    /// The format of a text.
    Format = "format", "format";
    /// The pattern of a text.
    Pattern = "pattern", "pattern";
    /// How long, how large or how many.
    Limits = "limits", "limits";
    /// The value that stands when none is given.
    Default = "default", "default";
    /// Deprecation.
    Deprecated = "deprecated", "deprecation";
    /// Whether `Debug` hides the value.
    Private = "private", "hidden by `Debug`";
    /// Of which inputs one is wanted.
    Alternatives = "alternatives", "one of these is wanted";
}

/// Where a change is.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Place {
    stem: String,
    module: String,
    owner: String,
    member: Option<String>,
}

impl Place {
    /// A document as a whole.
    pub(super) fn whole(document: &Document) -> Self {
        let mut module = document.product_module.to_string();
        if let Some(version) = &document.version_module {
            module.push_str(&format!("::{version}"));
        }
        Self { stem: document.stem.clone(), module, owner: String::new(), member: None }
    }

    /// A type of the document.
    pub(super) fn owner(&self, name: &str) -> Self {
        Self { owner: name.to_owned(), member: None, ..self.clone() }
    }

    /// A field or variant of the type.
    pub(super) fn member(&self, name: &str) -> Self {
        Self { member: Some(name.to_owned()), ..self.clone() }
    }
}

/// One change.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Change {
    /// What it does to the crate.
    pub class: Class,
    /// What sort of change it is.
    pub kind: Kind,
    /// Stem of the document: `twilio_api_v2010`.
    pub document: String,
    /// Module of the document: `api::v2010`.
    pub module: String,
    /// The request or type, as it was called before; empty for the document itself.
    pub owner: String,
    /// Its field, input or variant.
    pub member: Option<String>,
    /// What stood there before; `None` for what is new.
    pub was: Option<String>,
    /// What stands there after; `None` for what is gone.
    pub now: Option<String>,
}

impl Change {
    pub(super) fn new(kind: Kind, class: Class, place: Place, was: impl Into<String>, now: impl Into<String>) -> Self {
        Self::with(kind, class, place, Some(was.into()), Some(now.into()))
    }

    pub(super) fn added(kind: Kind, class: Class, place: Place, now: impl Into<String>) -> Self {
        Self::with(kind, class, place, None, Some(now.into()))
    }

    pub(super) fn removed(kind: Kind, class: Class, place: Place, was: impl Into<String>) -> Self {
        Self::with(kind, class, place, Some(was.into()), None)
    }

    pub(super) fn with(kind: Kind, class: Class, place: Place, was: Option<String>, now: Option<String>) -> Self {
        let Place { stem, module, owner, member } = place;
        Self { class, kind, document: stem, module, owner, member, was, now }
    }

    /// The request or type and its member, `CreateMessage.from`; the module for the document itself.
    #[must_use]
    pub fn place(&self) -> String {
        match &self.member {
            _ if self.owner.is_empty() => self.module.clone(),
            Some(member) => format!("{}.{member}", self.owner),
            None => self.owner.clone(),
        }
    }

    /// The product's module: `api`.
    #[must_use]
    pub fn product(&self) -> &str {
        self.module.split("::").next().unwrap_or_default()
    }
}
