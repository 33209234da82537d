//! Reads nodes of the raw tree and keeps track of their JSON pointers.

use serde_json::Value;

use crate::diagnostic::Pointer;

/// A node and its location.
#[derive(Clone)]
pub(super) struct Node<'a> {
    pub(super) raw: &'a Value,
    pub(super) pointer: Pointer,
}

impl<'a> Node<'a> {
    pub(super) fn new(raw: &'a Value, pointer: Pointer) -> Self {
        Self { raw, pointer }
    }

    /// Returns the member `key`, if this is an object that has it.
    pub(super) fn get(&self, key: &str) -> Option<Node<'a>> {
        Some(Node::new(self.raw.get(key)?, self.pointer.child(key)))
    }

    pub(super) fn at(&self, keys: &[&str]) -> Option<Node<'a>> {
        keys.iter().try_fold(self.clone(), |node, key| node.get(key))
    }

    /// Returns whether this has a member `key` that isn't an empty object or list.
    pub(super) fn has(&self, key: &str) -> bool {
        match self.raw.get(key) {
            None => false,
            Some(Value::Object(members)) => !members.is_empty(),
            Some(Value::Array(items)) => !items.is_empty(),
            Some(_) => true,
        }
    }

    pub(super) fn text(&self, key: &str) -> Option<&'a str> {
        self.raw.get(key)?.as_str()
    }

    pub(super) fn flag(&self, key: &str) -> bool {
        self.raw.get(key).and_then(Value::as_bool).unwrap_or(false)
    }

    pub(super) fn count(&self, key: &str) -> Option<u64> {
        self.raw.get(key)?.as_u64()
    }

    /// Returns the members of the object at `key`, in document order.
    pub(super) fn members(&self, key: &str) -> Vec<(&'a str, Node<'a>)> {
        self.get(key).map(|node| node.entries()).unwrap_or_default()
    }

    /// Returns the members of this object, in document order.
    pub(super) fn entries(&self) -> Vec<(&'a str, Node<'a>)> {
        let members = self.raw.as_object().into_iter().flatten();
        members.map(|(key, value)| (key.as_str(), Node::new(value, self.pointer.child(key)))).collect()
    }

    /// Returns the items of the list at `key`.
    pub(super) fn items(&self, key: &str) -> Vec<Node<'a>> {
        let Some(list) = self.get(key) else { return Vec::new() };
        let items = list.raw.as_array().into_iter().flatten();
        items.enumerate().map(|(index, item)| Node::new(item, list.pointer.index(index))).collect()
    }

    /// Returns the strings in the list at `key`.
    pub(super) fn texts(&self, key: &str) -> Vec<&'a str> {
        let items = self.raw.get(key).and_then(Value::as_array).into_iter().flatten();
        items.filter_map(Value::as_str).collect()
    }

    pub(super) fn reference(&self) -> Option<&'a str> {
        self.text("$ref")
    }

    /// Returns the number at `key` as a string.
    pub(super) fn scalar(&self, key: &str) -> Option<String> {
        self.raw.get(key)?.as_number().map(ToString::to_string)
    }
}
