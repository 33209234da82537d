//! A change between two releases: its class, kind, location, and the values before and after.

use crate::model::Document;

/// How a change affects the crate.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Class {
    /// Code that compiled may no longer compile, or a request that worked is sent differently or not at all.
    Breaking,
    /// Only adds to the API.
    Additive,
    /// Affects neither types nor the wire format.
    Docs,
}

impl Class {
    /// Every class, the most severe first.
    pub const ALL: &'static [Self] = &[Self::Breaking, Self::Additive, Self::Docs];

    /// Returns the name used in reports.
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
        /// The kind of a change.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
        #[non_exhaustive]
        pub enum Kind {
            $($(#[$doc])* $kind,)+
        }

        impl Kind {
            /// Every kind.
            pub const ALL: &'static [Self] = &[$(Self::$kind,)+];

            /// Returns the name used in JSON reports.
            #[must_use]
            pub const fn as_str(self) -> &'static str {
                match self { $(Self::$kind => $word,)+ }
            }

            /// Returns the phrase used in text and Markdown reports.
            pub(super) const fn phrase(self) -> &'static str {
                match self { $(Self::$kind => $phrase,)+ }
            }
        }
    };
}

kinds! {
    /// A document, with its module and possibly a feature, was added.
    DocumentAdded = "document-added", "document added";
    /// A document was removed.
    DocumentRemoved = "document-removed", "document removed";
    /// The document has another name, but the same module.
    DocumentRenamed = "document-renamed", "document renamed";
    /// Requests are sent to another host.
    Server = "server", "server";
    /// A request type was added.
    OperationAdded = "operation-added", "operation added";
    /// A request type was removed.
    OperationRemoved = "operation-removed", "operation removed";
    /// The request type for the same method and path has another name.
    OperationRenamed = "operation-renamed", "operation renamed";
    /// The same request type has another `operationId`.
    OperationId = "operation-id", "operationId";
    /// The HTTP method changed.
    Method = "method", "method";
    /// The path changed, ignoring the names of its parameters.
    Path = "path", "path";
    /// The credentials changed.
    Security = "security", "credentials";
    /// The content type of the request body changed.
    ContentType = "content-type", "content type";
    /// The `Accept` header changed.
    Accept = "accept", "accepted media type";
    /// The response type changed.
    Response = "response", "response type";
    /// The declared success codes changed.
    Success = "success", "success codes";
    /// The pagination changed.
    Paging = "paging", "pagination";
    /// `new` takes the same arguments in another order.
    RequiredOrder = "required-order", "order of `new` arguments";
    /// The struct that `new` takes was renamed.
    RequiredRenamed = "required-renamed", "name of the struct that `new` takes";
    /// A header parameter is now declared, and is ignored.
    HeaderIgnored = "header-ignored", "ignored header added";
    /// An ignored header parameter is no longer declared.
    HeaderNotIgnored = "header-not-ignored", "ignored header removed";
    /// A parameter was added: a field and a setter, or an argument of `new`.
    InputAdded = "input-added", "parameter added";
    /// A parameter was removed.
    InputRemoved = "input-removed", "parameter removed";
    /// A parameter has another Rust name.
    InputRenamed = "input-renamed", "parameter renamed";
    /// A parameter has the same Rust name, but another wire name.
    InputWire = "input-wire", "wire name of the parameter";
    /// A parameter is in another part of the request.
    InputMoved = "input-moved", "parameter moved";
    /// The type of a parameter changed.
    InputType = "input-type", "parameter type";
    /// An optional parameter became required.
    InputRequired = "input-required", "parameter became required";
    /// A required parameter became optional.
    InputOptional = "input-optional", "parameter became optional";
    /// The wire format of a parameter changed, but not its type.
    InputEncoding = "input-encoding", "parameter encoding";
    /// A named type was added.
    TypeAdded = "type-added", "type added";
    /// A named type was removed.
    TypeRemoved = "type-removed", "type removed";
    /// A type has another name.
    TypeRenamed = "type-renamed", "type renamed";
    /// The kind of a type changed, such as from struct to enum.
    TypeKind = "type-kind", "kind of type";
    /// A type gained a constructor and setters, because a JSON request body now uses it.
    TypeSent = "type-sent", "type now used in requests";
    /// A type lost its constructor and setters, because no JSON request body uses it any more.
    TypeNotSent = "type-not-sent", "type no longer used in requests";
    /// A field of a struct was added.
    PropertyAdded = "property-added", "field added";
    /// A field of a struct was removed.
    PropertyRemoved = "property-removed", "field removed";
    /// A field has another Rust name.
    PropertyRenamed = "property-renamed", "field renamed";
    /// A field has the same Rust name, but another wire name.
    PropertyWire = "property-wire", "wire name of the field";
    /// The type of a field changed.
    PropertyType = "property-type", "field type";
    /// A field is no longer an `Option`, because it can no longer be absent or null.
    PropertyRequired = "property-required", "field became required";
    /// A field became an `Option`, because it can be absent or null.
    PropertyOptional = "property-optional", "field became optional";
    /// A field became read-only: it is no longer sent.
    PropertyReadOnly = "property-read-only", "field became read-only";
    /// A field is no longer read-only: it can be sent.
    PropertyWritable = "property-writable", "field became writable";
    /// The wire format of a field changed, but not its type.
    PropertyEncoding = "property-encoding", "field encoding";
    /// The records of a page are now in another field.
    PageRecords = "page-records", "records of the page";
    /// A value of an enum was added.
    ValueAdded = "value-added", "value added";
    /// A value of an enum was removed.
    ValueRemoved = "value-removed", "value removed";
    /// The variant for the same value has another name.
    ValueRenamed = "value-renamed", "value renamed";
    /// The same variant has another wire value.
    ValueText = "value-text", "wire value";
    /// The discriminator property of a union changed.
    UnionTag = "union-tag", "discriminator of the union";
    /// An alternative of a union was added.
    AlternativeAdded = "alternative-added", "alternative added";
    /// An alternative of a union was removed.
    AlternativeRemoved = "alternative-removed", "alternative removed";
    /// An alternative has another name.
    AlternativeRenamed = "alternative-renamed", "alternative renamed";
    /// The discriminator values of an alternative changed.
    AlternativeValues = "alternative-values", "discriminator values of the alternative";
    /// The type of an alternative changed.
    AlternativeType = "alternative-type", "type of the alternative";
    /// The description changed.
    Description = "description", "description";
    /// The format of a string changed.
    Format = "format", "format";
    /// The pattern of a string changed.
    Pattern = "pattern", "pattern";
    /// The limits on length, value or number of items changed.
    Limits = "limits", "limits";
    /// The default value changed.
    Default = "default", "default";
    /// The deprecation changed.
    Deprecated = "deprecated", "deprecation";
    /// Whether `Debug` hides the value changed.
    Private = "private", "hidden by `Debug`";
    /// The groups of parameters of which one is required changed.
    Alternatives = "alternatives", "alternative parameters";
}

/// The location of a change.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Place {
    stem: String,
    module: String,
    owner: String,
    member: Option<String>,
}

impl Place {
    /// Creates a location for the whole document.
    pub(super) fn whole(document: &Document) -> Self {
        let mut module = document.product_module.to_string();
        if let Some(version) = &document.version_module {
            module.push_str(&format!("::{version}"));
        }
        Self { stem: document.stem.clone(), module, owner: String::new(), member: None }
    }

    /// Returns the location of a type in the document.
    pub(super) fn owner(&self, name: &str) -> Self {
        Self { owner: name.to_owned(), member: None, ..self.clone() }
    }

    /// Returns the location of a field or variant of the type.
    pub(super) fn member(&self, name: &str) -> Self {
        Self { member: Some(name.to_owned()), ..self.clone() }
    }
}

/// A change between two releases.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Change {
    /// How it affects the crate.
    pub class: Class,
    /// The kind of change.
    pub kind: Kind,
    /// The stem of the document, such as `twilio_api_v2010`.
    pub document: String,
    /// The module of the document, such as `api::v2010`.
    pub module: String,
    /// The old name of the request or type. Empty for the document itself.
    pub owner: String,
    /// Its field, parameter or variant.
    pub member: Option<String>,
    /// The old value. `None` for additions.
    pub was: Option<String>,
    /// The new value. `None` for removals.
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

    /// Returns the request or type and its member, such as `CreateMessage.from`. For the document itself, returns its module.
    #[must_use]
    pub fn place(&self) -> String {
        match &self.member {
            _ if self.owner.is_empty() => self.module.clone(),
            Some(member) => format!("{}.{member}", self.owner),
            None => self.owner.clone(),
        }
    }

    /// Returns the product's module, such as `api`.
    #[must_use]
    pub fn product(&self) -> &str {
        self.module.split("::").next().unwrap_or_default()
    }
}
