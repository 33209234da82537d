//! Compares the models of two releases of the documents, and classifies the changes by how they affect the crate.
//!
//! Models are compared after naming. Only an item's Rust path, signature and wire format matter, so order, upstream's prose
//! and spelling make no difference. `generator/DRIFT.md` lists every rule with an example.

mod change;
mod choice;
mod document;
mod facts;
mod input;
mod json;
mod markdown;
mod operation;
mod pair;
mod read;
mod report;
mod schema;
mod signature;
mod text;

pub use change::{Change, Class, Kind};
pub use json::VERSION;
pub use read::{Models, generate, models};
pub use report::{Counts, Report, Verdict};

use std::collections::{BTreeMap, BTreeSet};

use crate::model::Document;

use change::Place;

/// Returns the changes from `old` to `new`, sorted by document and location.
#[must_use]
pub fn compare(old: &[Document], new: &[Document]) -> Report {
    let (old_documents, new_documents) = (by_module(old), by_module(new));
    let modules: BTreeSet<&Module> = old_documents.keys().chain(new_documents.keys()).collect();
    let mut changes = Vec::new();
    for module in modules {
        match (old_documents.get(module), new_documents.get(module)) {
            (Some(old), Some(new)) => changes.extend(document::compare(old, new)),
            (Some(gone), None) => {
                let is_last = new.iter().all(|other| other.product_module != gone.product_module);
                changes.push(Change::removed(
                    Kind::DocumentRemoved,
                    Class::Breaking,
                    Place::whole(gone),
                    contents(gone, is_last),
                ));
            }
            (None, Some(added)) => {
                let is_first = old.iter().all(|other| other.product_module != added.product_module);
                changes.push(Change::added(
                    Kind::DocumentAdded,
                    Class::Additive,
                    Place::whole(added),
                    contents(added, is_first),
                ));
            }
            (None, None) => {}
        }
    }
    Report::new(changes)
}

type Module = (String, Option<String>);

fn by_module(documents: &[Document]) -> BTreeMap<Module, &Document> {
    let module = |document: &Document| {
        (document.product_module.to_string(), document.version_module.as_ref().map(ToString::to_string))
    };
    documents.iter().map(|document| (module(document), document)).collect()
}

/// Describes what is added or removed with a document. `with_feature` is set for the only document of a product.
fn contents(document: &Document, with_feature: bool) -> String {
    let mut text = format!("{} operations, {} types", document.operations.len(), document.schemas.len());
    if with_feature {
        text.push_str(&format!(", feature {}", document.product_module));
    }
    text
}
