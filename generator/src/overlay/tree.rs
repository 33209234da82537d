//! Compares, merges and removes values in raw trees, for overlay actions.

use serde_json::{Map, Value};

use crate::diagnostic::Pointer;
use crate::document::{self};

/// The longest value that a message shows in full, in bytes.
const MAX_SHOWN: usize = 400;

/// Returns whether `found` matches an `x-expected`.
pub(super) fn holds(found: &Value, expected: &Value) -> bool {
    let (Value::Object(found), Value::Object(expected)) = (found, expected) else {
        return found == expected;
    };
    expected.iter().all(|(key, expected)| match found.get(key) {
        Some(found) => holds(found, expected),
        None => expected.is_null(),
    })
}

/// A value that a merge would replace.
pub(super) struct Replaced<'a> {
    /// Its location in the target.
    pub(super) pointer: Pointer,
    /// The value.
    pub(super) found: &'a Value,
}

/// Returns the first value of `target` that `update` would replace but `expected` doesn't include.
pub(super) fn replaced_unexpectedly<'a>(
    target: &'a Value,
    update: &Value,
    expected: Option<&Value>,
) -> Option<Replaced<'a>> {
    let (Value::Object(target), Value::Object(update)) = (target, update) else {
        return None;
    };
    update.iter().find_map(|(key, new)| {
        let old = target.get(key)?;
        let expected = expected.and_then(|expected| expected.get(key));
        let replaced = match (old, new) {
            (Value::Object(_), Value::Object(_)) => replaced_unexpectedly(old, new, expected)?,
            (Value::Array(_), Value::Array(_)) => return None,
            (Value::String(_), Value::String(_)) if matches!(key.as_str(), "description" | "summary") => return None,
            (old, new) if old == new || expected.is_some() => return None,
            (found, _) => Replaced { pointer: Pointer::root(), found },
        };
        let inside: Vec<String> = replaced.pointer.keys().collect();
        let pointer = Pointer::root().child(key).join(inside.iter().map(String::as_str));
        Some(Replaced { pointer, ..replaced })
    })
}

/// Merges `update` into `target` as Overlay 1.0 specifies.
pub(super) fn merge(target: &mut Value, update: &Value) {
    match (target, update) {
        (Value::Object(target), Value::Object(update)) => merge_object(target, update),
        (Value::Array(list), item) => list.push(item.clone()),
        (target, update) => *target = update.clone(),
    }
}

fn merge_object(target: &mut Map<String, Value>, update: &Map<String, Value>) {
    for (key, new) in update {
        match (target.get_mut(key), new) {
            (Some(Value::Object(old)), Value::Object(new)) => merge_object(old, new),
            (Some(Value::Array(old)), Value::Array(new)) => old.extend(new.iter().cloned()),
            (Some(old), new) => *old = new.clone(),
            (None, new) => drop(target.insert(key.clone(), new.clone())),
        }
    }
}

/// Removes the value that `pointer` points to. Returns `false` if there is none, or if it is the whole tree.
pub(super) fn remove(tree: &mut Value, pointer: &Pointer) -> bool {
    let mut keys: Vec<String> = pointer.keys().collect();
    let Some(last) = keys.pop() else {
        return false;
    };
    let parent = Pointer::root().join(keys.iter().map(String::as_str));
    match tree.pointer_mut(parent.as_str()) {
        Some(Value::Object(members)) => members.shift_remove(&last).is_some(),
        Some(Value::Array(list)) => match last.parse::<usize>() {
            Ok(index) if index < list.len() => {
                list.remove(index);
                true
            }
            _ => false,
        },
        _ => false,
    }
}

/// Formats a value for a message.
pub(super) fn brief(value: &Value) -> String {
    let text = value.to_string();
    match text.len() {
        0..=MAX_SHOWN => format!("`{text}`"),
        _ => format!("{} of {} bytes", document::describe(value), text.len()),
    }
}
