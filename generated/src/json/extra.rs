//! [`Extra`]: unknown fields, and values that don't match their field's type, as JSON by wire name.

use std::{collections::BTreeMap, fmt};

use super::Json;

/// Unknown fields, and values that don't match their field's type, by wire name.
///
/// An object that is serialized includes them. `Extra` is one pointer in size, and usually empty. `Debug` shows only the
/// names.
#[derive(Clone, Default, PartialEq, Eq)]
#[allow(clippy::box_collection, reason = "a map without a box would take three pointers in every type")]
pub struct Extra(Option<Box<BTreeMap<String, Json>>>);

impl Extra {
    /// Creates an empty `Extra`.
    pub const fn new() -> Self {
        Self(None)
    }

    /// Returns the value of the field with this wire name.
    pub fn get(&self, name: &str) -> Option<&Json> {
        self.0.as_ref()?.get(name)
    }

    /// Returns whether there is a field with this wire name.
    pub fn contains_key(&self, name: &str) -> bool {
        self.get(name).is_some()
    }

    /// Inserts a field, and returns the previous value of that name, if there was one.
    pub fn insert(&mut self, name: impl Into<String>, value: impl Into<Json>) -> Option<Json> {
        self.0.get_or_insert_default().insert(name.into(), value.into())
    }

    /// Removes the field with this wire name, and returns its value.
    pub fn remove(&mut self, name: &str) -> Option<Json> {
        let fields = self.0.as_mut()?;
        let value = fields.remove(name);
        if fields.is_empty() {
            self.0 = None;
        }
        value
    }

    /// Returns the fields, sorted by wire name.
    pub fn iter(&self) -> impl Iterator<Item = (&str, &Json)> {
        self.0.iter().flat_map(|fields| fields.iter()).map(|(name, value)| (name.as_str(), value))
    }

    /// Returns the number of fields.
    pub fn len(&self) -> usize {
        self.0.as_ref().map_or(0, |fields| fields.len())
    }

    /// Returns whether there are no fields.
    pub fn is_empty(&self) -> bool {
        self.0.is_none()
    }
}

impl fmt::Debug for Extra {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_set().entries(self.iter().map(|(name, _)| name)).finish()
    }
}
