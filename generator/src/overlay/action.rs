//! Parses an overlay action, checks it against the value of its target, and applies it.

use serde_json::Value;
use serde_json_path::JsonPath;

use super::Faults;
use super::tree;
use crate::diagnostic::{Diagnostic, Diagnostics, Location, Pointer};
use crate::document::{Raw, check, describe, line_of};
use crate::text::{printable, shortened};

/// The longest target that a message shows in full, in characters.
const MAX_TARGET: usize = 300;

const HELP_FIXED: &str = "if upstream has fixed it, remove the action";

/// An overlay action.
pub(super) struct Action {
    /// The location of the action in the overlay.
    location: Location,
    /// The target and the line, for messages.
    target: String,
    line: usize,
    path: JsonPath,
    change: Effect,
    expected: Option<Value>,
}

enum Effect {
    Update(Value),
    Remove,
}

impl Action {
    /// Parses an action. Errors are added to `faults`.
    pub(super) fn parse(faults: &mut Faults<'_>, action: &Value, pointer: &Pointer) -> Option<Self> {
        let line = line_of(faults.text, pointer);
        let shown =
            action.get("target").and_then(Value::as_str).map(|target| printable(&shortened(target, MAX_TARGET)));
        faults.action = Some(match &shown {
            Some(target) => format!(" (target `{target}`, line {line})"),
            None => format!(" (line {line})"),
        });
        faults.only_keys(action, pointer, &["target", "description", "update", "remove", "x-expected"]);
        faults.text(action, pointer, "description");
        let target = faults.text(action, pointer, "target")?;
        let path = JsonPath::parse(target)
            .map_err(|error| {
                faults.push(
                    pointer.child("target"),
                    format!("not a valid JSONPath: {error}"),
                    "use the syntax of RFC 9535",
                )
            })
            .ok()?;
        let change = match (action.get("update"), action.get("remove")) {
            (None, Some(Value::Bool(true))) => Effect::Remove,
            (Some(_), Some(Value::Bool(true))) => {
                faults.push(pointer.clone(), "action has both `update` and `remove: true`", "remove one of them");
                return None;
            }
            (Some(update), None | Some(Value::Bool(false))) => Effect::Update(update.clone()),
            _ => {
                faults.push(pointer.clone(), "action has neither `update` nor `remove: true`", "add one of them");
                return None;
            }
        };
        let expected = action.get("x-expected").cloned();
        if expected.is_none() && matches!(change, Effect::Remove) {
            faults.push(
                pointer.clone(),
                "action removes its target without `x-expected`",
                "set `x-expected` to the removed value",
            );
        }
        let location = Location::new(faults.name, pointer.clone());
        Some(Self { location, target: shown?, line, path, change, expected })
    }

    /// Applies the action to `document`.
    pub(super) fn apply(&self, document: &mut Raw) -> Result<(), Diagnostics> {
        let located = self.path.query_located(&document.tree);
        let pointers: Vec<Pointer> =
            located.locations().filter_map(|path| Pointer::parse(&path.to_json_pointer())).collect();
        if pointers.is_empty() {
            let what = format!("target `{}` matches nothing in `{}` (line {})", self.target, document.name, self.line);
            let help = "upstream has changed: correct the target or remove the action";
            return Err(Diagnostic::new(self.location.clone(), what).help(help).into());
        }
        // In reverse order, so that removing a value doesn't move the ones still to be removed.
        for pointer in pointers.iter().rev() {
            match &self.change {
                Effect::Update(update) => {
                    let found = check::update(&document.name, pointer, update);
                    found.map_err(|found| found.iter().map(|found| self.unknown(found)).collect::<Diagnostics>())?;
                    self.update(document, pointer, update)?;
                }
                Effect::Remove => self.remove(document, pointer)?,
            }
        }
        Ok(())
    }

    /// Returns the error for a keyword of the update that the grammar doesn't have.
    fn unknown(&self, found: &Diagnostic) -> Diagnostic {
        let help = "correct the `update`: overlays can only have keywords that the generator knows";
        self.diagnostic(format!("{} at `{}`", found.what, found.location), help)
    }

    fn update(&self, document: &mut Raw, pointer: &Pointer, update: &Value) -> Result<(), Diagnostic> {
        let location = Location::new(document.name.as_str(), pointer.clone());
        let Some(found) = document.tree.pointer_mut(pointer.as_str()) else {
            return Err(self.diagnostic(format!("target no longer exists at `{location}`"), HELP_FIXED));
        };
        self.check_expected(found, &location)?;
        if !(found.is_array() || found.is_object() && update.is_object()) {
            let (update, found) = (describe(update), describe(found));
            let what = format!("`update` of `{location}` is {update}, which can't be merged into {found}");
            return Err(self.diagnostic(what, "select the object that contains it, and update that"));
        }
        let expected = self.expected.as_ref();
        if let Some((inside, found)) = tree::replaced_unexpectedly(&Pointer::root(), found, update, expected) {
            let what = format!(
                "`update` replaces `{inside}` of `{location}`, which is {}, but `x-expected` doesn't include it",
                tree::brief(found)
            );
            return Err(self.diagnostic(what, "add the replaced value to `x-expected`"));
        }
        let before = found.clone();
        tree::merge(found, update);
        if *found == before {
            let what = format!("`{location}` already contains the `update`");
            return Err(self.diagnostic(what, HELP_FIXED));
        }
        Ok(())
    }

    fn remove(&self, document: &mut Raw, pointer: &Pointer) -> Result<(), Diagnostic> {
        let location = Location::new(document.name.as_str(), pointer.clone());
        if let Some(found) = document.tree.pointer(pointer.as_str()) {
            self.check_expected(found, &location)?;
        }
        if !tree::remove(&mut document.tree, pointer) {
            return Err(self.diagnostic(format!("`{location}` can't be removed"), "select a value inside the document"));
        }
        Ok(())
    }

    fn check_expected(&self, found: &Value, location: &Location) -> Result<(), Diagnostic> {
        match &self.expected {
            Some(expected) if !tree::holds(found, expected) => {
                let (found, expected) = (tree::brief(found), tree::brief(expected));
                let what = format!("expected {expected} at `{location}`, found {found}");
                Err(self
                    .diagnostic(what, "if upstream has fixed it, remove the action; otherwise correct `x-expected`"))
            }
            _ => Ok(()),
        }
    }

    fn diagnostic(&self, what: String, help: &str) -> Diagnostic {
        let what = format!("{what} (target `{}`, line {})", self.target, self.line);
        Diagnostic::new(self.location.clone(), what).help(help)
    }
}
