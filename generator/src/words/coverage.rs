//! Counts which items have descriptions.

use std::collections::{BTreeMap, BTreeSet};

use crate::diagnostic::Location;

/// A kind of item that can be described.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Described {
    /// A resource: a file of a module.
    Resource,
    /// An operation: a request type.
    Operation,
    /// A type other than a request.
    Type,
    /// A parameter or form property of an operation.
    Parameter,
    /// A property of a JSON object.
    Property,
    /// A value of an enum.
    Value,
}

impl Described {
    /// Every kind, in the order of reports.
    pub const ALL: &'static [Self] =
        &[Self::Resource, Self::Operation, Self::Type, Self::Parameter, Self::Property, Self::Value];

    /// Returns the plural, as in `coverage.toml` and reports.
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

/// How many items there are, and how many of them are described.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Count {
    /// The number of items with a description.
    pub described: usize,
    /// The number of all items.
    pub total: usize,
}

impl Count {
    /// Returns the percentage of described items; 100 if there are no items.
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
    /// The kind of item.
    pub kind: Described,
    /// The address of its entry in `spec/words/`, such as `/operations/CreateMessage/parameters/Body`.
    pub address: String,
}

/// Which items are described, and which aren't.
#[derive(Clone, Debug, Default)]
pub struct Coverage {
    /// The counts, by product and kind.
    pub counts: BTreeMap<(String, Described), Count>,
    /// The items without a description, in the documents' order.
    pub undescribed: Vec<Undescribed>,
    /// The locations of the entries that describe something.
    pub(crate) used: BTreeSet<Location>,
}

impl Coverage {
    /// Returns the count of one kind, for all products.
    #[must_use]
    pub fn of(&self, kind: Described) -> Count {
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
