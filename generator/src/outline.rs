//! The outline: a named model as facts, one line for each request, input, type, field and variant.
//!
//! An outline holds what a user of the crate sees and what is sent, without tokens and without order. `drift` compares the
//! outlines of two releases, and tests take them as snapshots.

mod build;

use std::collections::BTreeMap;

pub use build::outline;

use crate::text::printable;

/// The facts of a document, by path.
pub type Outline = BTreeMap<Path, Fact>;

/// The Rust path of an item in its document's module. Empty for the document itself.
#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub struct Path {
    /// The name of the request or type.
    pub owner: String,
    /// Its input, field or variant.
    pub member: Option<String>,
}

impl Path {
    /// Returns the path of a request or type.
    pub(crate) fn owner(name: impl Into<String>) -> Self {
        Self { owner: name.into(), member: None }
    }

    /// Returns the path of a member of this request or type.
    pub(crate) fn member(&self, name: impl Into<String>) -> Self {
        Self { owner: self.owner.clone(), member: Some(name.into()) }
    }
}

/// What the outline says about an item.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fact {
    /// What it is.
    pub item: ItemKind,
    /// Its aspects, each with one value or more. A flag that is set has the value `yes`; one that isn't is absent.
    pub aspects: BTreeMap<Aspect, Vec<String>>,
}

impl Fact {
    pub(crate) fn new(item: ItemKind) -> Self {
        Self { item, aspects: BTreeMap::new() }
    }

    /// Adds an aspect, unless it has no values.
    pub(crate) fn with<T: Into<String>>(mut self, aspect: Aspect, values: impl IntoIterator<Item = T>) -> Self {
        let values = Vec::from_iter(values.into_iter().map(Into::into));
        if !values.is_empty() {
            self.aspects.insert(aspect, values);
        }
        self
    }

    /// Returns the values of an aspect.
    pub(crate) fn all(&self, aspect: Aspect) -> &[String] {
        self.aspects.get(&aspect).map_or(&[], Vec::as_slice)
    }

    /// Returns the first value of an aspect, or the empty string.
    pub(crate) fn get(&self, aspect: Aspect) -> &str {
        self.all(aspect).first().map_or("", String::as_str)
    }

    /// Returns whether it has the aspect.
    pub(crate) fn has(&self, aspect: Aspect) -> bool {
        self.aspects.contains_key(&aspect)
    }
}

/// The kinds of items.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum ItemKind {
    /// The document itself.
    Document,
    /// A request type.
    Request,
    /// A parameter, form property or JSON body of a request.
    Input,
    /// A struct that is not a request.
    Struct,
    /// An open enum of strings.
    Enum,
    /// One of several structs, distinguished by a property.
    Union,
    /// A field of a struct.
    Field,
    /// A value of an enum.
    Value,
    /// An alternative of a union.
    Alternative,
}

impl ItemKind {
    /// Returns the word for a whole type or document. Members have none.
    pub(crate) const fn word(self) -> &'static str {
        match self {
            Self::Document => "document",
            Self::Struct => "struct",
            Self::Enum => "enum",
            Self::Union => "union",
            _ => "",
        }
    }

    /// Returns whether it is a type other than a request.
    pub(crate) const fn is_type(self) -> bool {
        matches!(self, Self::Struct | Self::Enum | Self::Union)
    }
}

macro_rules! aspects {
    ($($aspect:ident = $label:literal, $doc:literal;)+) => {
        /// The aspects of items, in the order of a line.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
        pub enum Aspect {
            $(#[doc = $doc] $aspect,)+
        }

        impl Aspect {
            /// Returns what precedes the values in a line.
            const fn label(self) -> &'static str {
                match self { $(Self::$aspect => $label,)+ }
            }

            /// Returns whether the label says everything.
            pub(crate) fn is_flag(self) -> bool {
                !self.label().is_empty() && !self.label().ends_with(' ')
            }
        }
    };
}

aspects! {
    Stem = "", "The name of the document.";
    Module = "module ", "The module of the document.";
    Server = "", "The scheme and host of every request.";
    Unused = "unused ", "The components that no operation uses.";
    Method = "", "The HTTP method.";
    UrlPath = "", "The path template.";
    OperationId = "operationId ", "The `operationId`.";
    Security = "credentials ", "The credentials.";
    Scopes = "scopes ", "The OAuth scopes that the token must have.";
    ContentType = "sends ", "The content type of the request body.";
    Accept = "accepts ", "The `Accept` header.";
    Response = "returns ", "The type of the response.";
    ResponseHeaders = "reads ", "The declared response headers that the crate reads.";
    Success = "success ", "The declared status codes of success.";
    Paging = "paging ", "How the next page is requested.";
    IgnoredHeaders = "ignores ", "Declared header parameters that are ignored.";
    Conditional = "needs ", "Groups of parameters of which one is required.";
    Tag = "tag ", "The discriminator of a union.";
    Type = "", "The type in the crate.";
    Encoding = "as ", "The wire format, unless the type determines it.";
    Location = "", "The parameter location.";
    Wire = "", "The wire name or value; all values of the discriminator for an alternative.";
    ReadOnly = "read-only", "Whether the field isn't sent in requests.";
    Account = "the account by default", "Whether the account of the context is the default.";
    Records = "records in ", "The field of a page that holds the records.";
    Sent = "used in requests", "Whether JSON request bodies use the struct.";
    Arguments = "new of ", "The values that `new` takes, in order.";
    RequiredStruct = "in ", "The struct that `new` takes instead of more than four values.";
    Component = "component ", "The key of the component.";
    PartOf = "part of ", "The key of the component that contains the type.";
    Owner = "from ", "The request or type that contains an inline type.";
    Part = "", "The part of that.";
    Format = "format ", "The declared format, unless the type determines it.";
    Values = "values ", "The allowed strings, if the type isn't an enum of its own.";
    Pattern = "pattern ", "The regular expression.";
    Limits = "", "The limits on length, value and number of items.";
    Default = "default ", "The default value.";
    Deprecated = "deprecated", "Whether it is deprecated.";
    Private = "private", "Whether `Debug` hides the value.";
    Description = "described as ", "The description.";
    File = "file ", "The module of the resource.";
}

/// Returns the outline as lines, such as `CreateMessage.from: Option<String>, form From, private`.
#[must_use]
pub fn lines(outline: &Outline) -> String {
    outline.iter().map(|(path, fact)| line(path, fact)).collect()
}

fn line(path: &Path, fact: &Fact) -> String {
    let mut parts = Vec::from_iter(Some(fact.item.word()).filter(|word| !word.is_empty()).map(str::to_owned));
    for (aspect, values) in &fact.aspects {
        let text = match aspect.is_flag() {
            true => aspect.label().to_owned(),
            false => format!("{}{}", aspect.label(), printable(&values.join(", "))),
        };
        match (aspect, parts.last_mut()) {
            (Aspect::Wire, _) if fact.item == ItemKind::Field => {
                let is_renamed = path.member.as_ref() != values.first();
                parts.extend(is_renamed.then(|| format!("JSON name {text}")));
            }
            // These two read as one: `GET /v1/Things`, `form From`, `from CreateThing Body`.
            (Aspect::UrlPath | Aspect::Part, Some(last)) => last.push_str(&format!(" {text}")),
            (Aspect::Wire, Some(last)) if fact.item == ItemKind::Input => last.push_str(&format!(" {text}")),
            _ => parts.push(text),
        }
    }
    let path = [path.owner.as_str()].into_iter().chain(path.member.as_deref()).collect::<Vec<_>>().join(".");
    let colon = if path.is_empty() { "" } else { ": " };
    format!("{path}{colon}{}\n", parts.join(", "))
}
