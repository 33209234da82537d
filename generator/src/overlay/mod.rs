//! An OpenAPI Overlay 1.0 document and a raw tree in; the tree changed by the overlay's actions, in their order.
//!
//! An action here says more than Overlay 1.0 asks, so that what it rests on is checked at each run:
//!
//! - `description`, the reason, is demanded;
//! - `x-expected` is what the target has to hold before: of a mapping, the keys that it names (`null` says that a key
//!   is absent), and so on inside; of a list or a scalar, the very value. A removal, and an update that replaces a value,
//!   demand it; only the words of a `description` or `summary` may be replaced without.
//! - A target that selects nothing, holds something else, or holds the update already, is an error: a fault that
//!   upstream has mended removes itself.
//!
//! An update is merged: into a mapping key by key, its inner mappings likewise, its inner lists appended; to a list that is the target it is appended
//! as one item. A scalar is replaced through the mapping around it.

mod action;
mod tree;

use serde_yaml::Value;

use self::action::Action;
use crate::diagnostic::{Diagnostic, Diagnostics, Place, Pointer, Result};
use crate::document::{Raw, describe, read_tree};

/// Applies the overlay `text` to `document`; `name` is the overlay file's, for messages.
///
/// # Errors
/// An overlay that is not well formed, and each action that does not find what it expects.
pub fn apply(document: &mut Raw, name: &str, text: &[u8]) -> Result<()> {
    apply_fitting(document, name, text)?.into_iter().collect::<Diagnostics>().into_result(())
}

/// As [`apply`], but an action that does not find what it expects is skipped, and told in the result.
///
/// # Errors
/// An overlay that is not well formed.
pub fn apply_fitting(document: &mut Raw, name: &str, text: &[u8]) -> Result<Vec<Diagnostic>> {
    let actions = parse(name, &read_tree(name, text)?, &document.name)?;
    let mut mirror = tree::to_json(&document.tree);
    let apply = |action: &Action| action.apply(document, &mut mirror).err();
    Ok(actions.iter().filter_map(apply).collect())
}

fn parse(name: &str, overlay: &Value, document: &str) -> Result<Vec<Action>> {
    let mut faults = Faults { name, found: Diagnostics::new() };
    let root = Pointer::root();
    if !overlay.is_mapping() {
        return Err(Diagnostic::new(Place::whole(name), format!("is {}, not an overlay", describe(overlay))).into());
    }
    faults.only_keys(overlay, &root, &["overlay", "info", "extends", "actions"]);
    match faults.text(overlay, &root, "overlay") {
        Some("1.0.0") | None => {}
        Some(other) => faults.push(
            root.child("overlay"),
            format!("is Overlay `{other}`, not 1.0.0"),
            "give an Overlay 1.0.0 document",
        ),
    }
    let info = overlay.get("info").unwrap_or(&Value::Null);
    faults.only_keys(info, &root.child("info"), &["title", "version"]);
    faults.text(info, &root.child("info"), "title");
    faults.text(info, &root.child("info"), "version");
    if let Some(extends) = overlay.get("extends") {
        let extends = extends.as_str().unwrap_or_default();
        if extends.rsplit('/').next() != Some(document) {
            let what = format!("extends `{extends}`, but is applied to `{document}`");
            faults.push(root.child("extends"), what, "name the overlay after the document that it is for");
        }
    }
    let mut actions = Vec::new();
    match overlay.get("actions") {
        Some(Value::Sequence(list)) if !list.is_empty() => {
            let read = list
                .iter()
                .enumerate()
                .filter_map(|(index, node)| Action::parse(&mut faults, node, &root.child("actions").index(index)));
            actions.extend(read);
        }
        _ => faults.push(
            root.child("actions"),
            "is not a list of at least one action",
            "write an action, or remove the overlay",
        ),
    }
    faults.found.into_result(actions)
}

/// What is wrong with an overlay's own text.
struct Faults<'a> {
    name: &'a str,
    found: Diagnostics,
}

impl Faults<'_> {
    fn push(&mut self, pointer: Pointer, what: impl Into<String>, help: &str) {
        self.found.push(Diagnostic::new(Place::new(self.name, pointer), what).help(help));
    }

    fn only_keys(&mut self, node: &Value, pointer: &Pointer, known: &[&str]) {
        let keys = node.as_mapping().into_iter().flatten().filter_map(|(key, _)| key.as_str());
        for key in keys.filter(|key| !known.contains(key)) {
            self.push(
                pointer.child(key),
                format!("`{key}` is not a key of an overlay here"),
                &format!("known are `{}`", known.join("`, `")),
            );
        }
    }

    fn text<'v>(&mut self, node: &'v Value, pointer: &Pointer, key: &str) -> Option<&'v str> {
        let text = node.get(key).and_then(Value::as_str).filter(|text| !text.trim().is_empty());
        if text.is_none() {
            self.push(
                pointer.clone(),
                format!("has no `{key}`, or one that is not a text"),
                &format!("give a `{key}`"),
            );
        }
        text
    }
}
