//! Compares two releases of one document.

use std::collections::BTreeSet;

use crate::model::{Document, Origin, Schema, SchemaId, Type};

use super::change::{Change, Class, Kind, Place};
use super::pair::Pair;
use super::signature::Names;
use super::{operation, schema};

/// Returns the changes between two releases of a document, in no particular order.
pub(super) fn compare(old: &Document, new: &Document) -> Vec<Change> {
    let mut drift = Drift {
        pair: Pair::new(old, new),
        place: Place::whole(old),
        changes: Vec::new(),
        reported: Reported::default(),
    };
    drift.whole();
    operation::compare(&mut drift);
    schema::compare(&mut drift);
    drift.lone_types();
    drift.changes
}

/// The state of a comparison.
pub(super) struct Drift<'a> {
    pub(super) pair: Pair<'a>,
    /// The document as a whole.
    pub(super) place: Place,
    pub(super) changes: Vec<Change>,
    reported: Reported,
}

/// Types that a reported change mentions. An inline type isn't reported again if its field was added or removed.
#[derive(Default)]
struct Reported {
    old: BTreeSet<SchemaId>,
    new: BTreeSet<SchemaId>,
}

impl Drift<'_> {
    pub(super) fn push(
        &mut self,
        kind: Kind,
        class: Class,
        place: Place,
        was: impl Into<String>,
        now: impl Into<String>,
    ) {
        self.changes.push(Change::new(kind, class, place, was, now));
    }

    /// Records that a reported change mentions this type of the old release.
    pub(super) fn reported_old(&mut self, ty: &Type) {
        self.reported.old.extend(ty.schema());
    }

    /// Records that a reported change mentions this type of the new release.
    pub(super) fn reported_new(&mut self, ty: &Type) {
        self.reported.new.extend(ty.schema());
    }

    /// Reports a change of the Rust name as kind `rust`, or a change of only the wire name as kind `wire`.
    pub(super) fn renamed(&mut self, names: &Names<'_>, rust: Kind, wire: Kind, place: &Place) {
        if names.old.0 != names.new.0 {
            let (was, now) = names.rust();
            self.push(rust, Class::Breaking, place.clone(), was, now);
        } else if names.old.1 != names.new.1 {
            self.push(wire, Class::Breaking, place.clone(), names.old.1, names.new.1);
        }
    }

    fn whole(&mut self) {
        let (old, new) = (self.pair.old, self.pair.new);
        if old.stem != new.stem {
            self.push(Kind::DocumentRenamed, Class::Breaking, self.place.clone(), &old.stem, &new.stem);
        }
        if old.server != new.server {
            self.push(Kind::Server, Class::Breaking, self.place.clone(), &old.server, &new.server);
        }
    }

    /// Reports types that only one release has.
    fn lone_types(&mut self) {
        let (old, new) = (self.pair.old, self.pair.new);
        let lone = |document: &Document,
                    matched: &dyn Fn(usize) -> bool,
                    reported: &BTreeSet<SchemaId>,
                    has_operation: &dyn Fn(usize) -> bool| {
            let stands_alone = |schema: &Schema, id| match &schema.origin {
                Origin::Component(_) | Origin::Part { .. } => true,
                Origin::Page { operation } | Origin::Operation { operation, .. } => {
                    has_operation(*operation) && !reported.contains(&id)
                }
                Origin::Schema { parent, .. } => matched(parent.0) && !reported.contains(&id),
            };
            let lone = (0..document.schemas.len()).filter(|index| !matched(*index));
            Vec::from_iter(lone.filter(|index| stands_alone(&document.schemas[*index], SchemaId(*index))))
        };
        let (types, operations) = (&self.pair.types, &self.pair.operations);
        let gone = lone(old, &|index| types.has_old(index), &self.reported.old, &|index| operations.has_old(index));
        let added = lone(new, &|index| types.has_new(index), &self.reported.new, &|index| operations.has_new(index));
        for gone in gone.into_iter().map(|index| &old.schemas[index]) {
            let place = self.place.owner(gone.name.as_str());
            self.changes.push(Change::removed(Kind::TypeRemoved, Class::Breaking, place, schema::kind(&gone.shape)));
        }
        for added in added.into_iter().map(|index| &new.schemas[index]) {
            let place = self.place.owner(added.name.as_str());
            self.changes.push(Change::added(Kind::TypeAdded, Class::Additive, place, schema::kind(&added.shape)));
        }
    }
}
