//! Sorts and counts the changes of a release, and determines its version.

use crate::diagnostic::Diagnostic;

use super::{Change, Class, Models, Signature};

/// The changes between two releases.
#[derive(Clone, Debug, Default)]
pub struct Report {
    /// The changes, sorted by document and location.
    pub changes: Vec<Change>,
    /// Errors of the overlay actions that don't apply, each with the release: `old`, `new` or `both`.
    pub unfit: Vec<(&'static str, Diagnostic)>,
    /// What `new` takes, where that changed.
    pub constructors: Vec<Signature>,
    /// Whether the crate's version is 1.0 or later, which determines the part that has to change.
    pub is_stable: bool,
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
    /// There are breaking changes, or private values that `Debug` now shows.
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
    pub(super) fn new(mut changes: Vec<Change>, constructors: Vec<Signature>) -> Self {
        changes.sort();
        Self { changes, constructors, ..Self::default() }
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

    /// Returns the number of changes of this class.
    #[must_use]
    pub fn count(&self, class: Class) -> usize {
        self.changes.iter().filter(|change| change.class == class).count()
    }

    /// Returns the part of the crate's version that has to change.
    #[must_use]
    pub fn verdict(&self) -> Verdict {
        match self.changes.iter().map(|change| change.class).min() {
            None => Verdict::None,
            Some(Class::Docs) => Verdict::Patch,
            Some(Class::Additive) => Verdict::Minor,
            Some(Class::Privacy | Class::Breaking) => Verdict::Major,
        }
    }

    /// Returns the part of the crate's current version that has to change. Before 1.0, that is one part less than the verdict.
    #[must_use]
    pub fn version_part(&self) -> Verdict {
        match (self.verdict(), self.is_stable) {
            (Verdict::Major, false) => Verdict::Minor,
            (Verdict::Minor, false) => Verdict::Patch,
            (verdict, _) => verdict,
        }
    }

    /// Returns the same in words, with the reason: `minor version (breaking)`.
    #[must_use]
    pub fn version(&self) -> String {
        let reason = match self.verdict() {
            Verdict::None => return "no new version".to_owned(),
            Verdict::Patch => "documentation only",
            Verdict::Minor => "additive",
            Verdict::Major if self.count(Class::Breaking) == 0 => "privacy",
            Verdict::Major => "breaking",
        };
        format!("{} version ({reason})", self.version_part().as_str())
    }

    /// Returns the number of changes of each class that has any, in words: `2 breaking, 1 additive`.
    pub(super) fn counted(&self) -> String {
        let word = |class: Class| if class == Class::Docs { "documentation only" } else { class.as_str() };
        let counts = Class::ALL.iter().map(|class| (self.count(*class), word(*class)));
        let parts = counts.filter(|(count, _)| *count > 0).map(|(count, word)| format!("{count} {word}"));
        parts.collect::<Vec<_>>().join(", ")
    }
}
