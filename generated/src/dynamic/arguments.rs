//! The arguments of a call as JSON by wire name: path, query, header and body apart.

use crate::error::Error;
use crate::json::Json;
use serde::{
    Deserialize, Deserializer,
    de::{MapAccess, Visitor},
};
use std::collections::BTreeMap;
use std::fmt;

/// The arguments of a call, by wire name.
#[derive(Clone, Default, PartialEq)]
pub struct Arguments {
    pub(super) path: BTreeMap<String, Json>,
    pub(super) query: BTreeMap<String, Json>,
    pub(super) header: BTreeMap<String, Json>,
    pub(super) body: Option<Json>,
}

impl Arguments {
    /// No arguments.
    pub fn new() -> Self {
        Self::default()
    }

    /// Reads `{"path": {…}, "query": {…}, "header": {…}, "body": …}`, each part of which may be absent. The digits of numbers are kept.
    ///
    /// # Errors
    ///
    /// Where the text is no such JSON object.
    pub fn from_json(text: &str) -> Result<Self, Error> {
        let mut arguments = Self::new();
        for (part, value) in members(text, "arguments")? {
            match part.as_str() {
                "path" => arguments.path = members(value.get(), "`path`")?,
                "query" => arguments.query = members(value.get(), "`query`")?,
                "header" => arguments.header = members(value.get(), "`header`")?,
                "body" => arguments.body = Some(value).filter(|value| !value.is_null()),
                _ => {
                    return Err(Error::encode(format!(
                        "arguments have an unknown part `{}`: the parts are `path`, `query`, `header` and `body`",
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

    /// Sets the body: a JSON object of the fields by wire name, for a form too.
    pub fn body(mut self, body: impl Into<Json>) -> Self {
        self.body = Some(body.into());
        self
    }
}

/// Shows names only: values may be private, and what is private is known to the operation alone.
impl fmt::Debug for Arguments {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Arguments")
            .field("path", &self.path.keys())
            .field("query", &self.query.keys())
            .field("header", &self.header.keys())
            .field("body", &self.body.as_ref().map(|_| format_args!("[redacted]")))
            .finish()
    }
}

/// The members of a JSON object; none of `null`.
pub(super) fn members(text: &str, what: &str) -> Result<BTreeMap<String, Json>, Error> {
    match serde_json::from_str::<Option<Members>>(text) {
        Ok(Some(Members { twice: Some(name), .. })) => {
            Err(Error::encode(format!("{what} has `{}` twice", name.escape_debug())))
        }
        Ok(members) => Ok(members.map(|members| members.by_name).unwrap_or_default()),
        Err(error) => Err(Error::encode(format!("{what} must be a JSON object: {}", place_of(&error)))),
    }
}

/// The members of an object, and the name of one that stands twice: which of both is meant, nobody knows.
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

/// Where it went wrong, without the value that serde_json would quote.
fn place_of(error: &serde_json::Error) -> String {
    let kind = match error.classify() {
        serde_json::error::Category::Data => "it is of another type",
        _ => "it is no valid JSON",
    };
    format!("{kind} (line {}, column {})", error.line(), error.column())
}
