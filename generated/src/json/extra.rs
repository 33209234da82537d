//! What a response holds beside its type's fields: by wire name, as JSON.

use std::{collections::BTreeMap, fmt};

use super::Json;

/// Fields that the documents do not know, and values that do not fit their field, by wire name.
///
/// Writing an object out puts them back. One pointer wide; empty as a rule. `Debug` shows the names only.
#[derive(Clone, Default, PartialEq, Eq)]
#[allow(clippy::box_collection, reason = "a map without its box is three pointers wide, in every type")]
pub struct Extra(Option<Box<BTreeMap<String, Json>>>);

impl Extra {
    /// Nothing.
    pub const fn new() -> Self {
        Self(None)
    }

    /// The value of the field with this wire name.
    pub fn get(&self, name: &str) -> Option<&Json> {
        self.0.as_ref()?.get(name)
    }

    /// Whether there is a field with this wire name.
    pub fn contains_key(&self, name: &str) -> bool {
        self.get(name).is_some()
    }

    /// Puts in a field; gives back what its name held before.
    pub fn insert(&mut self, name: impl Into<String>, value: impl Into<Json>) -> Option<Json> {
        self.0.get_or_insert_default().insert(name.into(), value.into())
    }

    /// Takes out the field with this wire name.
    pub fn remove(&mut self, name: &str) -> Option<Json> {
        let fields = self.0.as_mut()?;
        let value = fields.remove(name);
        if fields.is_empty() {
            self.0 = None;
        }
        value
    }

    /// The fields, sorted by wire name.
    pub fn iter(&self) -> impl Iterator<Item = (&str, &Json)> {
        self.0.iter().flat_map(|fields| fields.iter()).map(|(name, value)| (name.as_str(), value))
    }

    /// How many fields there are.
    pub fn len(&self) -> usize {
        self.0.as_ref().map_or(0, |fields| fields.len())
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.0.is_none()
    }
}

impl fmt::Debug for Extra {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_set().entries(self.iter().map(|(name, _)| name)).finish()
    }
}
