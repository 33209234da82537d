//! Counts of the keywords in a document.

use std::collections::BTreeMap;

/// How often each keyword occurs in the documents.
#[derive(Clone, Debug, Default)]
pub struct Keywords {
    /// Keywords that affect the output.
    pub read: BTreeMap<String, u64>,
    /// What only annotates, and is left aside: keywords, extensions, and parts such as further media types.
    pub left_aside: BTreeMap<String, u64>,
}

impl Keywords {
    pub(crate) fn read(&mut self, keyword: &str) {
        count(&mut self.read, keyword, 1);
    }

    pub(crate) fn leave_aside(&mut self, what: &str) {
        count(&mut self.left_aside, what, 1);
    }

    pub(crate) fn add(&mut self, more: &Self) {
        more.read.iter().for_each(|(keyword, number)| count(&mut self.read, keyword, *number));
        more.left_aside.iter().for_each(|(what, number)| count(&mut self.left_aside, what, *number));
    }
}

fn count(counts: &mut BTreeMap<String, u64>, key: &str, number: u64) {
    match counts.get_mut(key) {
        Some(count) => *count += number,
        None => drop(counts.insert(key.to_owned(), number)),
    }
}
