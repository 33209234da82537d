//! The state of comparing two releases of a document.

use std::collections::BTreeSet;

use crate::outline::{Aspect, Outline, Path};

use super::change::{Change, ChangeKind, Class};
use super::matching::{Matches, named};

/// Two releases of a document, and the changes found so far.
pub(super) struct Comparison<'a> {
    pub(super) old: &'a Outline,
    pub(super) new: &'a Outline,
    pub(super) matches: Matches<'a>,
    pub(super) changes: Vec<Change>,
    /// Types that a reported change mentions, in each release. An inline type isn't reported again if its field was added or
    /// removed.
    pub(super) mentioned: (BTreeSet<String>, BTreeSet<String>),
}

impl<'a> Comparison<'a> {
    pub(super) fn new(old: &'a Outline, new: &'a Outline) -> Self {
        let matches = Matches::find(old, new);
        Self { old, new, matches, changes: Vec::new(), mentioned: Default::default() }
    }

    /// Reports a change of the usual class.
    pub(super) fn push<T: Into<String>>(&mut self, kind: ChangeKind, path: &Path, was: Option<T>, now: Option<T>) {
        self.push_as(kind, kind.class(), path, was, now);
    }

    /// Reports a change of this class.
    pub(super) fn push_as<T: Into<String>>(
        &mut self,
        kind: ChangeKind,
        class: Class,
        path: &Path,
        was: Option<T>,
        now: Option<T>,
    ) {
        let document = &self.old[&Path::default()];
        self.changes.push(Change {
            class,
            kind,
            document: document.get(Aspect::Stem).to_owned(),
            module: document.get(Aspect::Module).to_owned(),
            owner: path.owner.clone(),
            member: path.member.clone(),
            was: was.map(Into::into),
            now: now.map(Into::into),
        });
    }

    /// Records that a reported change mentions these types.
    pub(super) fn mention(&mut self, old: &str, new: &str) {
        self.mentioned.0.insert(named(old).to_owned());
        self.mentioned.1.insert(named(new).to_owned());
    }

    /// Returns whether the struct with this field is used in requests in both releases.
    pub(super) fn is_sent(&self, old: &Path, new: &Path) -> bool {
        self.old[&Path::owner(&old.owner)].has(Aspect::Sent) && self.new[&Path::owner(&new.owner)].has(Aspect::Sent)
    }

    /// Returns whether `new` takes this member of the new release.
    pub(super) fn is_argument(&self, new: &Path) -> bool {
        let arguments = self.new[&Path::owner(&new.owner)].all(Aspect::Arguments);
        new.member.as_ref().is_some_and(|member| arguments.contains(member))
    }
}
