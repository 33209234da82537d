//! Compares the outlines of two releases of the documents, and classifies the changes by how they affect the crate.
//!
//! Only an item's Rust path, signature and wire format matter, so order, upstream's prose and spelling make no difference.
//! `generator/DRIFT.md` lists every rule with an example.

mod read;

mod matching;

mod change;
mod comparison;
mod rules;

mod constructor;
mod document;

mod json;
mod markdown;
mod report;
mod sentence;

pub use change::{Change, ChangeKind, Class};
pub use constructor::Signature;
pub use json::VERSION;
pub use read::{Models, generate, models};
pub use report::{Report, Verdict};

use std::collections::{BTreeMap, BTreeSet};

use crate::model::Document;
use crate::outline::{Aspect, ItemKind, Outline, Path, outline};
use crate::text::counted;

/// Returns the changes from `old` to `new`, sorted by document and location.
#[must_use]
pub fn compare(old: &[Document], new: &[Document]) -> Report {
    let (old, new) = (by_module(old), by_module(new));
    let (mut changes, mut constructors) = (Vec::new(), Vec::new());
    for module in BTreeSet::from_iter(old.keys().chain(new.keys())) {
        match (old.get(module), new.get(module)) {
            (Some(old), Some(new)) => {
                let drift = document::compare(old, new);
                constructors.extend(constructor::constructors(&drift));
                changes.extend(drift.changes);
            }
            (Some(gone), None) => changes.push(whole(ChangeKind::DocumentRemoved, module, gone, &new)),
            (None, Some(added)) => changes.push(whole(ChangeKind::DocumentAdded, module, added, &old)),
            (None, None) => {}
        }
    }
    Report::new(changes, constructors)
}

type Outlines = BTreeMap<String, Outline>;

fn by_module(documents: &[Document]) -> Outlines {
    let outlines = documents.iter().map(outline);
    outlines.map(|outline| (outline[&Path::default()].get(Aspect::Module).to_owned(), outline)).collect()
}

fn product(module: &str) -> &str {
    module.split("::").next().unwrap_or(module)
}

/// Returns the change for a document that the `others`, those of the other release, don't have.
fn whole(kind: ChangeKind, module: &str, outline: &Outline, others: &Outlines) -> Change {
    let count = |is_counted: fn(ItemKind) -> bool| outline.values().filter(|fact| is_counted(fact.item)).count();
    let (operations, types) = (count(|item| item == ItemKind::Request), count(ItemKind::is_type));
    let mut contents = format!("{}, {}", counted(operations, "operation"), counted(types, "type"));
    if !others.keys().any(|other| product(other) == product(module)) {
        contents += &format!(", feature {}", product(module));
    }
    let contents = Some(contents);
    let (was, now) = if kind == ChangeKind::DocumentRemoved { (contents, None) } else { (None, contents) };
    Change {
        module: module.to_owned(),
        owner: String::new(),
        member: None,
        kind,
        was,
        now,
        class: kind.class(),
        document: outline[&Path::default()].get(Aspect::Stem).to_owned(),
    }
}
