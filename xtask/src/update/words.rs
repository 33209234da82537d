//! Finds what the words in `spec/words/` lack for a new release, and which of their entries it makes obsolete.

use std::collections::BTreeSet;

use twilio_codegen::words::{Coverage, Described, Undescribed};
use twilio_codegen::{Diagnostics, Source, Words, generate};

use crate::documents::{self, Texts};

/// What to change in `spec/words/`; none of it keeps the crate from being updated.
#[derive(Debug)]
pub(super) struct Todo {
    /// The parameters and properties without a description that the release before didn't have.
    undescribed: Vec<Undescribed>,
    /// A diagnostic for each entry that describes nothing.
    unused: Diagnostics,
}

impl Todo {
    /// Compares the `coverage` of the documents `new` with that of `old`.
    pub(super) fn find(words: &Words, old: &Texts, overlays: &Texts, new: &[Source], coverage: &Coverage) -> Self {
        let is_same = |name: &str, text: &Vec<u8>| new.iter().any(|it| it.name == name && it.text == *text);
        let changed = old.iter().filter(|(name, text)| !is_same(name, text));
        let changed = changed.map(|(name, text)| (name.clone(), text.clone())).collect();
        let before: Vec<Undescribed> =
            documents::pair(changed, overlays).0.into_iter().flat_map(|source| undescribed(words, source)).collect();
        let before: BTreeSet<&Undescribed> = before.iter().collect();
        let is_new = |item: &&Undescribed| {
            let is_same = old.get(&item.document).is_some_and(|text| is_same(&item.document, text));
            !is_same && matches!(item.kind, Described::Parameter | Described::Property) && !before.contains(item)
        };
        let undescribed = coverage.undescribed.iter().filter(is_new).cloned().collect();
        Self { undescribed, unused: words.all_used(coverage, new).err().unwrap_or_default() }
    }

    /// Returns sections for the report; empty if there is nothing to do.
    pub(super) fn markdown(&self) -> String {
        let undescribed = self.undescribed.iter();
        let undescribed = undescribed.map(|it| format!("{}: {}", it.document, it.address.escape_debug()));
        let unused = self.unused.iter().map(|diagnostic| diagnostic.location.to_string());
        section("New parameters and properties to describe in spec/words/", undescribed)
            + &section("Entries in spec/words/ to rename or remove, because they match nothing", unused)
    }
}

/// Returns a section with a list; empty if the list is.
fn section(title: &str, lines: impl Iterator<Item = String>) -> String {
    let lines: String = lines.map(|line| format!("- `{}`\n", line.replace('`', "'"))).collect();
    if lines.is_empty() { lines } else { format!("\n### {title}\n\n{lines}") }
}

/// Returns what isn't described in a document of the release before, with its overlay if that still applies.
fn undescribed(words: &Words, source: Source) -> Vec<Undescribed> {
    let plain = Source { overlay: None, ..source.clone() };
    let output = generate(&[source], words).or_else(|_| generate(&[plain], words));
    output.map(|output| output.summary.coverage.undescribed).unwrap_or_default()
}
