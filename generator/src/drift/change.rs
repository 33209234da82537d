//! A change between two releases: its class, kind, location, and the values before and after.

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
    ($($kind:ident = $word:literal, $class:ident, $phrase:literal;)+) => {
        /// The kind of a change; `generator/DRIFT.md` has an example of each.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
        #[non_exhaustive]
        pub enum ChangeKind {
            $(#[doc = $phrase] $kind,)+
        }

        impl ChangeKind {
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

            /// Returns the class of most changes of this kind.
            pub(super) const fn class(self) -> Class {
                match self { $(Self::$kind => Class::$class,)+ }
            }
        }
    };
}

kinds! {
    DocumentAdded = "document-added", Additive, "document added";
    DocumentRemoved = "document-removed", Breaking, "document removed";
    DocumentRenamed = "document-renamed", Breaking, "document renamed";
    Server = "server", Breaking, "server";
    OperationAdded = "operation-added", Additive, "operation added";
    OperationRemoved = "operation-removed", Breaking, "operation removed";
    OperationRenamed = "operation-renamed", Breaking, "operation renamed";
    OperationId = "operation-id", Breaking, "operationId";
    Method = "method", Breaking, "method";
    Path = "path", Breaking, "path";
    Security = "security", Breaking, "credentials";
    ContentType = "content-type", Breaking, "content type";
    Accept = "accept", Breaking, "accepted media type";
    Response = "response", Breaking, "response type";
    Success = "success", Breaking, "success codes";
    Paging = "paging", Breaking, "pagination";
    RequiredOrder = "required-order", Breaking, "order of `new` arguments";
    RequiredRenamed = "required-renamed", Breaking, "name of the struct that `new` takes";
    HeaderIgnored = "header-ignored", Additive, "ignored header added";
    HeaderNotIgnored = "header-not-ignored", Breaking, "ignored header removed";
    InputAdded = "input-added", Additive, "parameter added";
    InputRemoved = "input-removed", Breaking, "parameter removed";
    InputRenamed = "input-renamed", Breaking, "parameter renamed";
    InputWire = "input-wire", Breaking, "wire name of the parameter";
    InputMoved = "input-moved", Breaking, "parameter moved";
    InputType = "input-type", Breaking, "parameter type";
    InputRequired = "input-required", Breaking, "parameter became required";
    InputOptional = "input-optional", Breaking, "parameter became optional";
    InputEncoding = "input-encoding", Breaking, "parameter encoding";
    TypeAdded = "type-added", Additive, "type added";
    TypeRemoved = "type-removed", Breaking, "type removed";
    TypeRenamed = "type-renamed", Breaking, "type renamed";
    TypeKind = "type-kind", Breaking, "kind of type";
    TypeSent = "type-sent", Breaking, "type now used in requests";
    TypeNotSent = "type-not-sent", Breaking, "type no longer used in requests";
    PropertyAdded = "property-added", Additive, "field added";
    PropertyRemoved = "property-removed", Breaking, "field removed";
    PropertyRenamed = "property-renamed", Breaking, "field renamed";
    PropertyWire = "property-wire", Breaking, "wire name of the field";
    PropertyType = "property-type", Breaking, "field type";
    PropertyRequired = "property-required", Breaking, "field became required";
    PropertyOptional = "property-optional", Breaking, "field became optional";
    PropertyReadOnly = "property-read-only", Breaking, "field became read-only";
    PropertyWritable = "property-writable", Breaking, "field became writable";
    PropertyEncoding = "property-encoding", Breaking, "field encoding";
    PageRecords = "page-records", Breaking, "records of the page";
    ValueAdded = "value-added", Additive, "value added";
    ValueRemoved = "value-removed", Breaking, "value removed";
    ValueRenamed = "value-renamed", Breaking, "value renamed";
    ValueText = "value-text", Breaking, "wire value";
    UnionTag = "union-tag", Breaking, "discriminator of the union";
    AlternativeAdded = "alternative-added", Additive, "alternative added";
    AlternativeRemoved = "alternative-removed", Breaking, "alternative removed";
    AlternativeRenamed = "alternative-renamed", Breaking, "alternative renamed";
    AlternativeValues = "alternative-values", Breaking, "discriminator values of the alternative";
    AlternativeType = "alternative-type", Breaking, "type of the alternative";
    Description = "description", Docs, "description";
    Format = "format", Docs, "format";
    Pattern = "pattern", Docs, "pattern";
    Limits = "limits", Docs, "limits";
    Default = "default", Docs, "default";
    Deprecated = "deprecated", Docs, "deprecation";
    Private = "private", Docs, "hidden by `Debug`";
    Alternatives = "alternatives", Docs, "alternative parameters";
}

/// A change between two releases.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Change {
    /// How it affects the crate.
    pub class: Class,
    /// The kind of change.
    pub kind: ChangeKind,
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
