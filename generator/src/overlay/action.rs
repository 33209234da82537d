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
    /// What to merge into the target. `None` removes it.
    update: Option<Value>,
    expected: Option<Value>,
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
                let what = format!("not a valid JSONPath: {error}");
                faults.push(pointer.child("target"), what, "use the syntax of RFC 9535");
            })
            .ok()?;
        let update = match (action.get("update").cloned(), action.get("remove")) {
            (None, Some(Value::Bool(true))) => None,
            (Some(update), None | Some(Value::Bool(false))) => Some(update),
            (update, remove) => {
                let (what, help) = match update.is_some() && remove == Some(&Value::Bool(true)) {
                    true => ("action has both `update` and `remove: true`", "remove one of them"),
                    false => ("action has neither `update` nor `remove: true`", "add one of them"),
                };
                faults.push(pointer.clone(), what, help);
                return None;
            }
        };
        let expected = action.get("x-expected").cloned();
        if expected.is_none() && update.is_none() {
            let what = "action removes its target without `x-expected`";
            faults.push(pointer.clone(), what, "set `x-expected` to the removed value");
        }
        let location = Location::new(faults.name, pointer.clone());
        Some(Self { location, target: shown?, line, path, update, expected })
    }

    /// Applies the action to all its targets in `document`, or to none.
    pub(super) fn apply(&self, document: &mut Raw) -> Result<(), Diagnostics> {
        let located = self.path.query_located(&document.tree);
        let mut pointers: Vec<Pointer> =
            located.locations().filter_map(|path| Pointer::parse(&path.to_json_pointer())).collect();
        if pointers.is_empty() {
            let what = format!("target `{}` matches nothing in `{}` (line {})", self.target, document.name, self.line);
            let help = "upstream has changed: correct the target or remove the action";
            return Err(Diagnostic::new(self.location.clone(), what).help(help).into());
        }
        // In descending order, so that removing a value doesn't move the ones still to be removed.
        let order = |pointer: &Pointer| Vec::from_iter(pointer.keys().map(|key| (key.parse::<usize>().ok(), key)));
        pointers.sort_by_cached_key(|pointer| std::cmp::Reverse(order(pointer)));
        pointers.dedup();
        let before = (pointers.len() > 1).then(|| document.tree.clone());
        let applied = self.apply_to(document, &pointers);
        if let (Err(_), Some(before)) = (&applied, before) {
            document.tree = before;
        }
        applied
    }

    /// Applies the action to each target. If it fails at one, those before it are changed.
    fn apply_to(&self, document: &mut Raw, pointers: &[Pointer]) -> Result<(), Diagnostics> {
        for pointer in pointers {
            if let Some(update) = &self.update {
                let found = check::update(&document.name, pointer, update);
                found.map_err(|found| found.iter().map(|found| self.unknown(found)).collect::<Diagnostics>())?;
            }
            let location = Location::new(document.name.as_str(), pointer.clone());
            let Some(found) = document.tree.pointer_mut(pointer.as_str()) else {
                return Err(self.diagnostic(format!("target no longer exists at `{location}`"), HELP_FIXED).into());
            };
            self.check_expected(found, &location)?;
            match &self.update {
                Some(update) => self.update(found, update, &location)?,
                None if tree::remove(&mut document.tree, pointer) => {}
                None => {
                    let what = format!("`{location}` can't be removed");
                    return Err(self.diagnostic(what, "select a value inside the document").into());
                }
            }
        }
        Ok(())
    }

    /// Returns the error for a keyword of the update that the grammar doesn't have.
    fn unknown(&self, found: &Diagnostic) -> Diagnostic {
        let help = "correct the `update`: overlays can only have keywords that the generator knows";
        self.diagnostic(format!("{} at `{}`", found.what, found.location), help)
    }

    fn update(&self, found: &mut Value, update: &Value, location: &Location) -> Result<(), Diagnostic> {
        if !(found.is_array() || found.is_object() && update.is_object()) {
            let (update, found) = (describe(update), describe(found));
            let what = format!("`update` of `{location}` is {update}, which can't be merged into {found}");
            return Err(self.diagnostic(what, "select the object that contains it, and update that"));
        }
        let expected = self.expected.as_ref();
        if let Some((inside, found)) = tree::replaced_unexpectedly(&Pointer::root(), found, update, expected) {
            let is = format!("which is {}, but `x-expected` doesn't include it", tree::brief(found));
            let what = format!("`update` replaces `{inside}` of `{location}`, {is}");
            return Err(self.diagnostic(what, "add the replaced value to `x-expected`"));
        }
        let before = found.clone();
        tree::merge(found, update);
        if *found == before {
            return Err(self.diagnostic(format!("`{location}` already contains the `update`"), HELP_FIXED));
        }
        Ok(())
    }

    fn check_expected(&self, found: &Value, location: &Location) -> Result<(), Diagnostic> {
        match &self.expected {
            Some(expected) if !tree::holds(found, expected) => {
                let (found, expected) = (tree::brief(found), tree::brief(expected));
                let what = format!("expected {expected} at `{location}`, found {found}");
                let help = "if upstream has fixed it, remove the action; otherwise correct `x-expected`";
                Err(self.diagnostic(what, help))
            }
            _ => Ok(()),
        }
    }

    fn diagnostic(&self, what: String, help: &str) -> Diagnostic {
        let what = format!("{what} (target `{}`, line {})", self.target, self.line);
        Diagnostic::new(self.location.clone(), what).help(help)
    }
}
