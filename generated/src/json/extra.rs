//! [`Extra`]: unknown fields, and values that don't match their field's type, as JSON by wire name.

use serde::{Serialize, Serializer, ser::Error as _};
use serde_json::value::RawValue;
use std::{collections::BTreeMap, fmt};

use super::{Json, Mode, Written};

/// Unknown fields, and values that don't match their field's type, by wire name.
///
/// An object that is serialized includes them. `Extra` is one pointer in size, and usually empty. `Debug` shows only the
/// names. A name that Rust can't represent, with half a surrogate pair, appears as it is escaped in JSON: `\ud800`.
#[derive(Clone, Default, PartialEq, Eq)]
pub struct Extra(Option<Box<Members>>);

#[derive(Clone, Default, PartialEq, Eq)]
struct Members {
    named: BTreeMap<String, Json>,
    /// Those whose name contains an unpaired surrogate, and so isn't a Rust string, by their name as it is escaped in the JSON text.
    escaped: BTreeMap<String, Json>,
}

static NONE: Members = Members { named: BTreeMap::new(), escaped: BTreeMap::new() };

impl Extra {
    /// Creates an empty `Extra`.
    pub const fn new() -> Self {
        Self(None)
    }

    /// Returns the value of the field with this wire name.
    #[inline]
    pub fn get(&self, name: &str) -> Option<&Json> {
        self.0.as_ref()?.get(name)
    }

    /// Returns whether there is a field with this wire name.
    #[inline]
    pub fn contains_key(&self, name: &str) -> bool {
        self.get(name).is_some()
    }

    /// Inserts a field, and returns the previous value of that name, if there was one.
    pub fn insert(&mut self, name: impl Into<String>, value: impl Into<Json>) -> Option<Json> {
        self.0.get_or_insert_default().named.insert(name.into(), value.into())
    }

    /// Inserts a field that was read. If `escaped`, its name contains an unpaired surrogate.
    pub(crate) fn keep(&mut self, name: &str, escaped: bool, value: Json) {
        let members = self.0.get_or_insert_default();
        let members = if escaped { &mut members.escaped } else { &mut members.named };
        members.insert(name.to_owned(), value);
    }

    /// Appends the fields to the JSON text of an object.
    #[inline]
    pub(crate) fn append_to(&self, object: String) -> String {
        let own = serde_json::to_string(self).unwrap_or_default();
        match (object.len(), own.len()) {
            (..=2, _) => own,
            (_, ..=2) => object,
            (end, _) => format!("{},{}", &object[..end - 1], &own[1..]),
        }
    }

    /// Returns the fields whose names are Rust strings.
    pub(super) fn named(&self) -> impl Iterator<Item = (&str, &Json)> {
        pairs(&self.members().named)
    }

    /// Returns whether there are fields whose name contains an unpaired surrogate.
    #[inline]
    pub(super) fn has_escaped(&self) -> bool {
        self.0.as_ref().is_some_and(|members| !members.escaped.is_empty())
    }

    /// Writes `named`, an object, and the fields whose name contains an unpaired surrogate. No serializer can write such a name.
    #[cold]
    pub(super) fn write_escaped<S: Serializer>(&self, named: &impl Serialize, to: S) -> Result<S::Ok, S::Error> {
        let mut object = serde_json::to_string(named).map_err(S::Error::custom)?;
        for (name, value) in pairs(&self.members().escaped) {
            object.pop();
            let comma = if object.len() > 1 { "," } else { "" };
            object += &format!("{comma}\"{name}\":{value}}}");
        }
        RawValue::from_string(object).map_err(S::Error::custom)?.serialize(to)
    }

    /// Removes the field with this wire name, and returns its value.
    #[inline]
    pub fn remove(&mut self, name: &str) -> Option<Json> {
        let members = self.0.as_mut()?;
        let value = members.remove(name);
        if members.named.is_empty() && members.escaped.is_empty() {
            self.0 = None;
        }
        value
    }

    /// Returns the fields, sorted by wire name; those whose name has half a surrogate pair come last.
    #[inline]
    pub fn iter(&self) -> impl Iterator<Item = (&str, &Json)> {
        self.named().chain(pairs(&self.members().escaped))
    }

    #[inline]
    fn members(&self) -> &Members {
        self.0.as_deref().unwrap_or(&NONE)
    }

    /// Returns the number of fields.
    pub fn len(&self) -> usize {
        self.members().named.len() + self.members().escaped.len()
    }

    /// Returns whether there are no fields.
    pub fn is_empty(&self) -> bool {
        self.0.is_none()
    }
}

// Not inlined, because usually there are no members.
impl Members {
    #[inline(never)]
    fn get(&self, name: &str) -> Option<&Json> {
        self.named.get(name).or_else(|| self.escaped.get(name))
    }

    #[inline(never)]
    fn remove(&mut self, name: &str) -> Option<Json> {
        self.named.remove(name).or_else(|| self.escaped.remove(name))
    }
}

fn pairs(members: &BTreeMap<String, Json>) -> impl Iterator<Item = (&str, &Json)> {
    members.iter().map(|(name, value)| (name.as_str(), value))
}

/// Serializes the fields as an object.
impl Serialize for Extra {
    fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        let named = Named(self);
        if self.has_escaped() { self.write_escaped(&named, to) } else { named.serialize(to) }
    }
}

struct Named<'a>(&'a Extra);

impl Serialize for Named<'_> {
    fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        to.collect_map(self.0.named().map(|(name, value)| (name, Written(value, Mode::Whole))))
    }
}

impl fmt::Debug for Extra {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_set().entries(self.iter().map(|(name, _)| name)).finish()
    }
}
