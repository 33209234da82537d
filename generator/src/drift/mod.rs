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

/// Returns the changes from `old` to `new`, sorted by document and location.
#[must_use]
pub fn compare(old: &[Document], new: &[Document]) -> Report {
    let (old, new) = (by_module(old), by_module(new));
    let has_product =
        |outlines: &Outlines, module: &str| outlines.keys().any(|other| product(other) == product(module));
    let (mut changes, mut constructors) = (Vec::new(), Vec::new());
    for module in BTreeSet::from_iter(old.keys().chain(new.keys())) {
        let (kind, outline, is_alone) = match (old.get(module), new.get(module)) {
            (Some(old), Some(new)) => {
                let drift = document::compare(old, new);
                constructors.extend(constructor::constructors(&drift));
                changes.extend(drift.changes);
                continue;
            }
            (Some(gone), None) => (ChangeKind::DocumentRemoved, gone, !has_product(&new, module)),
            (None, Some(added)) => (ChangeKind::DocumentAdded, added, !has_product(&old, module)),
            (None, None) => continue,
        };
        let (stem, contents) = (outline[&Path::default()].get(Aspect::Stem), contents(module, outline, is_alone));
        let (was, now) = match kind {
            ChangeKind::DocumentRemoved => (Some(contents), None),
            _ => (None, Some(contents)),
        };
        changes.push(Change {
            class: kind.class(),
            kind,
            document: stem.to_owned(),
            module: module.clone(),
            owner: String::new(),
            member: None,
            was,
            now,
        });
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

/// Describes what is added or removed with a document. `with_feature` is set for the only document of a product.
fn contents(module: &str, outline: &Outline, with_feature: bool) -> String {
    let count = |is_counted: fn(ItemKind) -> bool| outline.values().filter(|fact| is_counted(fact.item)).count();
    let (operations, types) = (count(|item| item == ItemKind::Request), count(ItemKind::is_type));
    let feature = if with_feature { format!(", feature {}", product(module)) } else { String::new() };
    format!("{operations} operations, {types} types{feature}")
}
