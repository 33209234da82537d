//! A change between two releases: its class, kind, location, and the values before and after.

/// How a change affects the crate.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Class {
    /// `Debug` shows a personal or secret value that it hid, so logs may start to have it.
    Privacy,
    /// Code that compiled may no longer compile, or a request that worked is sent differently or not at all.
    Breaking,
    /// Only adds to the API.
    Additive,
    /// Affects neither types nor the wire format.
    Docs,
}

impl Class {
    /// Every class, the most severe first.
    pub const ALL: &'static [Self] = &[Self::Privacy, Self::Breaking, Self::Additive, Self::Docs];

    /// Returns the name used in reports.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Privacy => "privacy",
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
    PrivacyLost = "privacy-lost", Privacy, "no longer hidden by `Debug`";
    PrivacyGained = "privacy-gained", Additive, "hidden by `Debug`";
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
    Scopes = "scopes", Breaking, "OAuth scopes";
    ContentType = "content-type", Breaking, "content type";
    Accept = "accept", Breaking, "accepted media type";
    Response = "response", Breaking, "response type";
    Success = "success", Breaking, "success codes";
    ResponseHeaders = "response-headers", Docs, "response headers that the crate reads";
    Paging = "paging", Breaking, "pagination";
    RequiredOrder = "required-order", Breaking, "order of `new` arguments";
    RequiredRenamed = "required-renamed", Breaking, "name of the struct that `new` takes";
    HeaderIgnored = "header-ignored", Additive, "ignored header added";
    HeaderNotIgnored = "header-not-ignored", Breaking, "ignored header removed";
    InputAdded = "input-added", Additive, "parameter added";
    InputRemoved = "input-removed", Breaking, "parameter removed";
    InputRenamed = "input-renamed", Breaking, "parameter renamed";
    InputWire = "input-wire", Breaking, "wire name";
    InputMoved = "input-moved", Breaking, "location";
    InputType = "input-type", Breaking, "type";
    InputRequired = "input-required", Breaking, "parameter became required";
    InputOptional = "input-optional", Breaking, "parameter became optional";
    InputEncoding = "input-encoding", Breaking, "wire format";
    TypeAdded = "type-added", Additive, "type added";
    TypeRemoved = "type-removed", Breaking, "type removed";
    TypeRenamed = "type-renamed", Breaking, "type renamed";
    TypeKind = "type-kind", Breaking, "kind of type";
    TypeSent = "type-sent", Breaking, "type now used in requests";
    TypeNotSent = "type-not-sent", Breaking, "type no longer used in requests";
    PropertyAdded = "property-added", Additive, "field added";
    PropertyRemoved = "property-removed", Breaking, "field removed";
    PropertyRenamed = "property-renamed", Breaking, "field renamed";
    PropertyWire = "property-wire", Breaking, "wire name";
    PropertyType = "property-type", Breaking, "type";
    PropertyRequired = "property-required", Breaking, "field became required";
    PropertyOptional = "property-optional", Breaking, "field became optional";
    PropertyReadOnly = "property-read-only", Breaking, "field became read-only";
    PropertyWritable = "property-writable", Breaking, "field became writable";
    PropertyEncoding = "property-encoding", Breaking, "wire format";
    PageRecords = "page-records", Breaking, "field with the records";
    ValueAdded = "value-added", Additive, "value added";
    ValueRemoved = "value-removed", Breaking, "value removed";
    ValueRenamed = "value-renamed", Breaking, "value renamed";
    ValueText = "value-text", Breaking, "wire value";
    UnionTag = "union-tag", Breaking, "discriminator";
    AlternativeAdded = "alternative-added", Additive, "alternative added";
    AlternativeRemoved = "alternative-removed", Breaking, "alternative removed";
    AlternativeRenamed = "alternative-renamed", Breaking, "alternative renamed";
    AlternativeValues = "alternative-values", Breaking, "discriminator values";
    AlternativeType = "alternative-type", Breaking, "type";
    Description = "description", Docs, "description";
    Format = "format", Docs, "format";
    Pattern = "pattern", Docs, "pattern";
    Limits = "limits", Docs, "limits";
    Default = "default", Docs, "default";
    Deprecated = "deprecated", Docs, "deprecation";
    Alternatives = "alternatives", Docs, "parameters of which one is required";
}

/// A change between two releases. Changes are sorted by location.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Change {
    /// The module of the document, such as `api::v2010`.
    pub module: String,
    /// The old name of the request or type. Empty for the document itself.
    pub owner: String,
    /// Its field, parameter or variant.
    pub member: Option<String>,
    /// The kind of change.
    pub kind: ChangeKind,
    /// The old value. `None` for additions.
    pub was: Option<String>,
    /// The new value. `None` for removals.
    pub now: Option<String>,
    /// How it affects the crate.
    pub class: Class,
    /// The stem of the document, such as `twilio_api_v2010`.
    pub document: String,
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

    /// Returns the value of an addition or removal.
    pub(super) fn value(&self) -> &str {
        self.was.as_deref().or(self.now.as_deref()).unwrap_or_default()
    }

    /// Returns the product's module, such as `api`.
    #[must_use]
    pub fn product(&self) -> &str {
        super::product(&self.module)
    }
}
