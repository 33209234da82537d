//! One action of an overlay: read, checked against what its target holds, applied.

use serde_json_path::JsonPath;
use serde_yaml::Value;

use super::Faults;
use super::tree::{self, Replaced};
use crate::diagnostic::{Diagnostic, Place, Pointer};
use crate::document::{Raw, describe, node, node_mut};

const HELP_MENDED: &str = "if upstream has mended it, remove the action";

/// One action.
pub(super) struct Action {
    /// Where the action itself stands.
    place: Place,
    /// The target's text, for messages.
    target: String,
    path: JsonPath,
    change: Change,
    expected: Option<Value>,
}

enum Change {
    Update(Value),
    Remove,
}

impl Action {
    /// Reads an action; what is wrong with it is added to `faults`.
    pub(super) fn parse(faults: &mut Faults<'_>, action: &Value, pointer: &Pointer) -> Option<Self> {
        faults.only_keys(action, pointer, &["target", "description", "update", "remove", "x-expected"]);
        faults.text(action, pointer, "description");
        let target = faults.text(action, pointer, "target")?;
        let path = JsonPath::parse(target)
            .map_err(|error| {
                faults.push(pointer.child("target"), format!("is not a JSONPath: {error}"), "write it after RFC 9535")
            })
            .ok()?;
        let change = match (action.get("update"), action.get("remove")) {
            (_, Some(Value::Bool(true))) => Change::Remove,
            (Some(update), None | Some(Value::Bool(false))) => Change::Update(update.clone()),
            _ => {
                faults.push(pointer.clone(), "has neither an `update` nor `remove: true`", "say what the action does");
                return None;
            }
        };
        let expected = action.get("x-expected").cloned();
        if expected.is_none() && matches!(change, Change::Remove) {
            faults.push(pointer.clone(), "removes its target without `x-expected`", "give the value that it removes");
        }
        let place = Place::new(faults.name, pointer.clone());
        Some(Self { place, target: target.to_owned(), path, change, expected })
    }

    /// Changes `document`, and `mirror`, the same document as JSON, in which the target is looked up.
    pub(super) fn apply(&self, document: &mut Raw, mirror: &mut serde_json::Value) -> Result<(), Diagnostic> {
        let located = self.path.query_located(mirror);
        let pointers: Vec<Pointer> =
            located.locations().filter_map(|path| Pointer::parse(&path.to_json_pointer())).collect();
        if pointers.is_empty() {
            let what = format!("target `{}` selects nothing in `{}`", self.target, document.name);
            return Err(self.diagnostic(what, "upstream has changed it: correct the target, or remove the action"));
        }
        // Last first, so that the place of what is still to be removed stays the same.
        for pointer in pointers.iter().rev() {
            match &self.change {
                Change::Update(update) => self.update(document, mirror, pointer, update)?,
                Change::Remove => self.remove(document, mirror, pointer)?,
            }
        }
        Ok(())
    }

    fn update(
        &self,
        document: &mut Raw,
        mirror: &mut serde_json::Value,
        pointer: &Pointer,
        update: &Value,
    ) -> Result<(), Diagnostic> {
        let place = Place::new(document.name.as_str(), pointer.clone());
        let Some(found) = node_mut(&mut document.tree, pointer) else {
            return Err(self.diagnostic(format!("target `{}` is gone from `{place}`", self.target), HELP_MENDED));
        };
        self.check_expected(found, &place)?;
        match (&*found, update) {
            (Value::Mapping(_), Value::Mapping(_)) | (Value::Sequence(_), _) => {}
            (found, _) => {
                let what = format!(
                    "`update` of `{place}` is {}, which cannot be merged into {}",
                    describe(update),
                    describe(found)
                );
                return Err(self.diagnostic(what, "select the mapping around it, and update that"));
            }
        }
        if let Some(Replaced { pointer: inside, found }) =
            tree::replaced_unexpectedly(found, update, self.expected.as_ref())
        {
            let what = format!(
                "`update` replaces `{inside}` of `{place}`, which is {}, without `x-expected`",
                tree::brief(found)
            );
            return Err(self.diagnostic(what, "give the value that it replaces in `x-expected`"));
        }
        let before = found.clone();
        tree::merge(found, update);
        if *found == before {
            let what = format!("`{place}` holds the `update` already");
            return Err(self.diagnostic(what, HELP_MENDED));
        }
        if let Some(reflection) = mirror.pointer_mut(pointer.as_str()) {
            *reflection = tree::to_json(found);
        }
        Ok(())
    }

    fn remove(&self, document: &mut Raw, mirror: &mut serde_json::Value, pointer: &Pointer) -> Result<(), Diagnostic> {
        let place = Place::new(document.name.as_str(), pointer.clone());
        if let Some(found) = node(&document.tree, pointer) {
            self.check_expected(found, &place)?;
        }
        if !tree::remove(&mut document.tree, pointer) {
            return Err(
                self.diagnostic(format!("`{place}` cannot be removed"), "select something inside of the document")
            );
        }
        *mirror = tree::to_json(&document.tree);
        Ok(())
    }

    fn check_expected(&self, found: &Value, place: &Place) -> Result<(), Diagnostic> {
        match &self.expected {
            Some(expected) if !tree::holds(found, expected) => {
                let (found, expected) = (tree::brief(found), tree::brief(expected));
                let what = format!("expects `{place}` to hold {expected}, but finds {found}");
                Err(self.diagnostic(what, "if upstream has mended it, remove the action; else correct `x-expected`"))
            }
            _ => Ok(()),
        }
    }

    fn diagnostic(&self, what: String, help: &str) -> Diagnostic {
        Diagnostic::new(self.place.clone(), what).help(help)
    }
}
