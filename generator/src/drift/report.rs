//! Sorts and counts the changes of a release, and determines its version.

use crate::diagnostic::Diagnostic;

use super::{Change, Class, Models};

/// The changes between two releases.
#[derive(Clone, Debug, Default)]
pub struct Report {
    /// The changes, sorted by document and location.
    pub changes: Vec<Change>,
    /// Errors of the overlay actions that don't apply, each with the release: `old`, `new` or `both`.
    pub unfit: Vec<(&'static str, Diagnostic)>,
}

/// The number of changes of each class.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Counts {
    /// Changes of class [`Class::Breaking`].
    pub breaking: usize,
    /// Changes of class [`Class::Additive`].
    pub additive: usize,
    /// Changes of class [`Class::Docs`].
    pub docs: usize,
}

/// The part of the crate's version that has to change.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Verdict {
    /// No changes.
    None,
    /// Only documentation changed.
    Patch,
    /// The API only grew.
    Minor,
    /// There are breaking changes.
    Major,
}

impl Verdict {
    /// Returns the name used in reports.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::None => "none",
            Self::Patch => "patch",
            Self::Minor => "minor",
            Self::Major => "major",
        }
    }
}

impl Report {
    pub(super) fn new(mut changes: Vec<Change>) -> Self {
        changes.sort_by(|one, other| key(one).cmp(&key(other)));
        Self { changes, unfit: Vec::new() }
    }

    /// Adds the overlay actions that don't apply.
    #[must_use]
    pub fn with_unfit(mut self, old: &Models, new: &Models) -> Self {
        let is_both = |diagnostic: &&Diagnostic| old.unfit.contains(diagnostic) && new.unfit.contains(diagnostic);
        for diagnostic in &old.unfit {
            self.unfit.push((if is_both(&diagnostic) { "both" } else { "old" }, diagnostic.clone()));
        }
        let only_new = new.unfit.iter().filter(|diagnostic| !is_both(diagnostic));
        self.unfit.extend(only_new.map(|diagnostic| ("new", diagnostic.clone())));
        self
    }

    /// Returns the number of changes of each class.
    #[must_use]
    pub fn counts(&self) -> Counts {
        let count = |class| self.changes.iter().filter(|change| change.class == class).count();
        Counts { breaking: count(Class::Breaking), additive: count(Class::Additive), docs: count(Class::Docs) }
    }

    /// Returns the part of the crate's version that has to change.
    #[must_use]
    pub fn verdict(&self) -> Verdict {
        match self.changes.iter().map(|change| change.class).min() {
            None => Verdict::None,
            Some(Class::Docs) => Verdict::Patch,
            Some(Class::Additive) => Verdict::Minor,
            Some(Class::Breaking) => Verdict::Major,
        }
    }
}

type ChangeKey<'a> = (&'a str, &'a str, Option<&'a str>, super::ChangeKind, Option<&'a str>, Option<&'a str>);

fn key(change: &Change) -> ChangeKey<'_> {
    let Change { module, owner, member, kind, was, now, .. } = change;
    (module, owner, member.as_deref(), *kind, was.as_deref(), now.as_deref())
}
