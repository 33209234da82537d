//! How much of what users see is described.

use std::collections::{BTreeMap, BTreeSet};

use crate::diagnostic::Place;

/// What can be described.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Kind {
    /// A resource: a file of a module.
    Resource,
    /// An operation: a request type.
    Operation,
    /// Any other type.
    Type,
    /// A parameter or form property of an operation.
    Parameter,
    /// A property of a JSON object.
    Property,
    /// A value of an enum.
    Value,
}

impl Kind {
    /// Every kind, in the order of reports.
    pub const ALL: &'static [Self] =
        &[Self::Resource, Self::Operation, Self::Type, Self::Parameter, Self::Property, Self::Value];

    /// The kind in the plural, as `coverage.toml` and reports write it.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Resource => "resources",
            Self::Operation => "operations",
            Self::Type => "types",
            Self::Parameter => "parameters",
            Self::Property => "properties",
            Self::Value => "values",
        }
    }
}

/// How many items there are, and how many are described.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Count {
    /// Items with a description.
    pub described: usize,
    /// All items.
    pub total: usize,
}

impl Count {
    /// The share that is described, in percent; 100 if there is nothing to describe.
    #[must_use]
    pub fn percent(self) -> f64 {
        if self.total == 0 { 100.0 } else { 100.0 * self.described as f64 / self.total as f64 }
    }
}

/// An item without a description.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Undescribed {
    /// The document's file name.
    pub document: String,
    /// What it is.
    pub kind: Kind,
    /// The address under which `spec/words/` would describe it: `/operations/CreateMessage/parameters/Body`.
    pub address: String,
}

/// What is described, and what isn't.
#[derive(Clone, Debug, Default)]
pub struct Coverage {
    /// Counts by product and kind.
    pub counts: BTreeMap<(String, Kind), Count>,
    /// Items without a description, in the order of documents.
    pub undescribed: Vec<Undescribed>,
    /// Where the entries are that describe something.
    pub(crate) used: BTreeSet<Place>,
}

impl Coverage {
    /// The count of one kind over all products.
    #[must_use]
    pub fn of(&self, kind: Kind) -> Count {
        let counts = self.counts.iter().filter(|((_, it), _)| *it == kind);
        counts.fold(Count::default(), |sum, (_, it)| Count {
            described: sum.described + it.described,
            total: sum.total + it.total,
        })
    }

    /// Adds the coverage of another document.
    pub(crate) fn add(&mut self, more: Self) {
        for (key, count) in more.counts {
            let sum = self.counts.entry(key).or_default();
            sum.described += count.described;
            sum.total += count.total;
        }
        self.undescribed.extend(more.undescribed);
        self.used.extend(more.used);
    }
}
