//! Applies the actions of an OpenAPI Overlay 1.0 document to a raw tree, in order.
//!
//! Overlays here are stricter than Overlay 1.0, so that each run checks what an action assumes:
//!
//! - `description`, the reason for the action, is required.
//! - `x-expected` is the value that the target must have. For an object, only the given keys are compared, recursively, and
//!   `null` means that a key is absent. For an array or a scalar, the whole value is compared. It is required for removals
//!   and for updates that replace a value, except the prose of a `description` or `summary`.
//! - It is an error if the target matches nothing, has another value, or already contains the update. This way, actions
//!   that are no longer needed are found when upstream fixes an error.
//! - It is an error if an update has a keyword that isn't known in its position, such as `x-secert`, or a value of the wrong
//!   type.
//!
//! An update of an object is merged key by key, recursively, and nested arrays are appended. An update of an array is
//! appended as one item. To replace a scalar, update the object that contains it.

mod action;
mod tree;

use serde_json::Value;

use self::action::Action;
use crate::diagnostic::{Diagnostic, Diagnostics, Location, Pointer, Result};
use crate::document::{Raw, describe, read_tree};
use crate::text::quoted;

/// Applies the overlay `text` to `document`. `name` is the name of the overlay file, for messages.
///
/// # Errors
/// Fails if the overlay is malformed. Also returns an error for each action that doesn't apply.
pub fn apply(document: &mut Raw, name: &str, text: &[u8]) -> Result<()> {
    apply_fitting(document, name, text)?.into_iter().collect::<Diagnostics>().into_result(())
}

/// Like [`apply`], but skips actions that don't apply and returns their errors.
///
/// # Errors
/// Fails if the overlay is malformed.
pub fn apply_fitting(document: &mut Raw, name: &str, text: &[u8]) -> Result<Vec<Diagnostic>> {
    let overlay = read_tree(name, text)?;
    let faults = Faults { name, text: &String::from_utf8_lossy(text), action: None, found: Diagnostics::new() };
    let actions = parse(faults, &overlay, &document.name)?;
    Ok(actions.iter().filter_map(|action| action.apply(document).err()).flatten().collect())
}

fn parse(mut faults: Faults<'_>, overlay: &Value, document: &str) -> Result<Vec<Action>> {
    let root = Pointer::root();
    if !overlay.is_object() {
        return Err(Diagnostic::new(
            Location::whole(faults.name),
            format!("expected an overlay, found {}", describe(overlay)),
        )
        .into());
    }
    faults.only_keys(overlay, &root, &["overlay", "info", "extends", "actions"]);
    match faults.text(overlay, &root, "overlay") {
        Some("1.0.0") | None => {}
        Some(other) => faults.push(
            root.child("overlay"),
            format!("Overlay version is {}, expected 1.0.0", quoted(other)),
            "use an Overlay 1.0.0 document",
        ),
    }
    let info = overlay.get("info").unwrap_or(&Value::Null);
    faults.only_keys(info, &root.child("info"), &["title", "version"]);
    faults.text(info, &root.child("info"), "title");
    faults.text(info, &root.child("info"), "version");
    if let Some(extends) = overlay.get("extends") {
        let extends = extends.as_str().unwrap_or_default();
        if extends.rsplit('/').next() != Some(document) {
            let what = format!("overlay extends {}, but is applied to `{document}`", quoted(extends));
            faults.push(root.child("extends"), what, "name the overlay after the document that it extends");
        }
    }
    let mut actions = Vec::new();
    match overlay.get("actions") {
        Some(Value::Array(list)) if !list.is_empty() => {
            let pointer = |index| root.child("actions").index(index);
            let list = list.iter().enumerate();
            actions.extend(list.filter_map(|(index, node)| Action::parse(&mut faults, node, &pointer(index))));
        }
        _ => faults.push(
            root.child("actions"),
            "`actions` is not an array with at least one action",
            "add an action or remove the overlay",
        ),
    }
    faults.found.into_result(actions)
}

/// The errors in an overlay document itself.
struct Faults<'a> {
    name: &'a str,
    /// The source of the overlay.
    text: &'a str,
    /// The end of messages about the action that is being read.
    action: Option<String>,
    found: Diagnostics,
}

impl Faults<'_> {
    fn push(&mut self, pointer: Pointer, what: impl Into<String>, help: &str) {
        let what = what.into() + self.action.as_deref().unwrap_or_default();
        self.found.push(Diagnostic::new(Location::new(self.name, pointer), what).help(help));
    }

    fn only_keys(&mut self, node: &Value, pointer: &Pointer, known: &[&str]) {
        let keys = node.as_object().into_iter().flat_map(|members| members.keys());
        for key in keys.filter(|key| !known.contains(&key.as_str())) {
            self.push(
                pointer.child(key),
                format!("unsupported key {}", quoted(key)),
                &format!("supported keys are `{}`", known.join("`, `")),
            );
        }
    }

    fn text<'v>(&mut self, node: &'v Value, pointer: &Pointer, key: &str) -> Option<&'v str> {
        let text = node.get(key).and_then(Value::as_str).filter(|text| !text.trim().is_empty());
        if text.is_none() {
            self.push(
                pointer.clone(),
                format!("`{key}` is missing, empty or not a string"),
                &format!("set `{key}` to a string"),
            );
        }
        text
    }
}
