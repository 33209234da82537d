//! Compares, merges and removes values in raw trees, for overlay actions.

use serde_json::{Map, Value};

use crate::diagnostic::Pointer;
use crate::document;

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

/// Returns the first value that `update` would replace in the target at `pointer`, but `expected` doesn't include.
pub(super) fn replaced_unexpectedly<'a>(
    pointer: &Pointer,
    target: &'a Value,
    update: &Value,
    expected: Option<&Value>,
) -> Option<(Pointer, &'a Value)> {
    update.as_object()?.iter().find_map(|(key, new)| {
        let (old, pointer) = (target.get(key)?, pointer.child(key));
        let expected = expected.and_then(|expected| expected.get(key));
        match (old, new) {
            (Value::Object(_), Value::Object(_)) => replaced_unexpectedly(&pointer, old, new, expected),
            (Value::Array(_), Value::Array(_)) => None,
            (Value::String(_), Value::String(_)) if matches!(key.as_str(), "description" | "summary") => None,
            (old, new) => (old != new && expected.is_none()).then_some((pointer, old)),
        }
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
    let (Some((parent, _)), Some(last)) = (pointer.as_str().rsplit_once('/'), pointer.keys().next_back()) else {
        return false;
    };
    match tree.pointer_mut(parent) {
        Some(Value::Object(members)) => members.shift_remove(&last).is_some(),
        Some(Value::Array(list)) => {
            let index = last.parse().ok().filter(|index| *index < list.len());
            index.map(|index: usize| list.remove(index)).is_some()
        }
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
