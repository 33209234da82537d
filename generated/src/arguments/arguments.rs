//! [`Arguments`], the arguments of a call as JSON, by location and wire name.

use crate::error::Error;
use crate::json::{Extra, Json, Mode, Written, serialize_in_format};
use serde::{
    Deserialize, Deserializer, Serialize, Serializer,
    de::{MapAccess, Visitor},
    ser::SerializeMap,
};
use std::collections::BTreeMap;
use std::fmt;

/// The arguments of a call, by location and wire name.
#[derive(Clone, Default, PartialEq)]
pub struct Arguments {
    pub(super) path: BTreeMap<String, Json>,
    pub(super) query: BTreeMap<String, Json>,
    pub(super) header: BTreeMap<String, Json>,
    pub(super) body: Option<Json>,
    pub(super) extra: Extra,
}

impl Arguments {
    /// Creates empty arguments.
    pub fn new() -> Self {
        Self::default()
    }

    /// Parses `{"path": {…}, "query": {…}, "header": {…}, "body": …, "extra": {…}}`, as a request serializes. Each part may be
    /// absent. The digits of numbers are kept.
    ///
    /// # Errors
    ///
    /// Fails if the text isn't such a JSON object.
    pub fn from_json(text: &str) -> Result<Self, Error> {
        let mut arguments = Self::new();
        for (part, value) in members(text, "arguments")? {
            match part.as_str() {
                "path" => arguments.path = members(value.get(), "`path`")?,
                "query" => arguments.query = members(value.get(), "`query`")?,
                "header" => arguments.header = members(value.get(), "`header`")?,
                "body" => arguments.body = Some(value),
                "extra" => {
                    for (name, value) in members(value.get(), "`extra`")? {
                        arguments.extra.insert(name, value);
                    }
                }
                _ => {
                    return Err(Error::encode(format!(
                        "arguments have an unknown part `{}`: the parts are `path`, `query`, `header`, `body` and `extra`",
                        part.escape_debug()
                    )));
                }
            }
        }
        Ok(arguments)
    }

    /// Adds a path parameter.
    pub fn path(mut self, name: impl Into<String>, value: impl Into<Json>) -> Self {
        self.path.insert(name.into(), value.into());
        self
    }

    /// Adds a query parameter.
    pub fn query(mut self, name: impl Into<String>, value: impl Into<Json>) -> Self {
        self.query.insert(name.into(), value.into());
        self
    }

    /// Adds a header.
    pub fn header(mut self, name: impl Into<String>, value: impl Into<Json>) -> Self {
        self.header.insert(name.into(), value.into());
        self
    }

    /// Adds a parameter that this version of the crate doesn't have; see [`Request::extra`](crate::Request::extra).
    pub fn extra(mut self, name: impl Into<String>, value: impl Into<Json>) -> Self {
        self.extra.insert(name, value);
        self
    }

    /// Sets the body. For a form, this is a JSON object with its parameters by wire name.
    pub fn body(mut self, body: impl Into<Json>) -> Self {
        self.body = Some(body.into());
        self
    }
}

impl Serialize for Arguments {
    fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        serialize_in_format(&Parts(self), to)
    }
}

struct Parts<'a>(&'a Arguments);

impl Serialize for Parts<'_> {
    fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        let Arguments { path, query, header, body, extra } = self.0;
        let mut map = to.serialize_map(None)?;
        for (name, part) in [("path", path), ("query", query), ("header", header)] {
            if !part.is_empty() {
                map.serialize_entry(name, &Written(part, Mode::Whole))?;
            }
        }
        if let Some(body) = body {
            map.serialize_entry("body", &Written(body, Mode::Whole))?;
        }
        if !extra.is_empty() {
            map.serialize_entry("extra", extra)?;
        }
        map.end()
    }
}

/// Shows only names: values may be private, and only the operation knows which are.
impl fmt::Debug for Arguments {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Arguments")
            .field("path", &self.path.keys())
            .field("query", &self.query.keys())
            .field("header", &self.header.keys())
            .field("body", &self.body.as_ref().map(|_| format_args!("[redacted]")))
            .field("extra", &self.extra)
            .finish()
    }
}

/// Parses the members of a JSON object; `null` has none.
pub(super) fn members(text: &str, what: &str) -> Result<BTreeMap<String, Json>, Error> {
    match serde_json::from_str::<Option<Members>>(text) {
        Ok(Some(Members { twice: Some(name), .. })) => {
            Err(Error::encode(format!("{what} contains `{}` twice", name.escape_debug())))
        }
        Ok(members) => Ok(members.map(|members| members.by_name).unwrap_or_default()),
        Err(error) => Err(Error::encode(format!("{what} must be a JSON object: {}", describe(&error)))),
    }
}

/// The members of an object, and the name of one that occurs twice, which is ambiguous.
struct Members {
    by_name: BTreeMap<String, Json>,
    twice: Option<String>,
}

impl<'de> Deserialize<'de> for Members {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        from.deserialize_map(MembersVisitor)
    }
}

struct MembersVisitor;

impl<'de> Visitor<'de> for MembersVisitor {
    type Value = Members;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("an object")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Members, A::Error> {
        let mut members = Members { by_name: BTreeMap::new(), twice: None };
        while let Some((name, value)) = map.next_entry::<String, Json>()? {
            if members.by_name.insert(name.clone(), value).is_some() {
                members.twice = Some(name);
            }
        }
        Ok(members)
    }
}

/// Describes the location of an error, without the value that serde_json would quote.
fn describe(error: &serde_json::Error) -> String {
    let kind = match error.classify() {
        serde_json::error::Category::Data => "it has another type",
        _ => "it is not valid JSON",
    };
    format!("{kind} (line {}, column {})", error.line(), error.column())
}
