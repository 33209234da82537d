//! Compares the variants of enums and unions in two releases.

use std::collections::BTreeSet;

use crate::model::{Type, Union, UnionVariant, Variant};

use super::change::{Change, Class, Kind, Place};
use super::document::Drift;
use super::pair::Matches;
use super::signature::{self, Names};

/// Compares enums. They are open, so added values are additive. Removed and renamed values are breaking.
pub(super) fn enums(drift: &mut Drift<'_>, old: &[Variant], new: &[Variant], place: &Place) {
    let mut matches = Matches::default();
    let wires = |values: &[Variant]| Vec::from_iter(values.iter().map(|value| value.wire.clone()).enumerate());
    matches.by_key(wires(old).into_iter(), wires(new).into_iter());
    let names = |values: &[Variant]| Vec::from_iter(values.iter().map(|value| value.name.clone()).enumerate());
    matches.by_key(names(old).into_iter(), names(new).into_iter());
    for (index, value) in old.iter().enumerate() {
        let place = place.member(value.name.as_str());
        match matches.new_of(index).map(|partner| &new[partner]) {
            Some(partner) => {
                let names =
                    Names { old: (value.name.as_str(), &value.wire), new: (partner.name.as_str(), &partner.wire) };
                drift.renamed(&names, Kind::ValueRenamed, Kind::ValueText, &place);
            }
            None => drift.changes.push(Change::removed(Kind::ValueRemoved, Class::Breaking, place, &value.wire)),
        }
    }
    for (_, value) in new.iter().enumerate().filter(|(index, _)| !matches.has_new(*index)) {
        let place = place.member(value.name.as_str());
        drift.changes.push(Change::added(Kind::ValueAdded, Class::Additive, place, &value.wire));
    }
}

/// Compares unions.
pub(super) fn unions(drift: &mut Drift<'_>, old: &Union, new: &Union, place: &Place) {
    if old.tag != new.tag {
        drift.push(Kind::UnionTag, Class::Breaking, place.clone(), &old.tag, &new.tag);
    }
    let matches = alternatives(old, new);
    for (index, variant) in old.variants.iter().enumerate() {
        let place = place.member(variant.name.as_str());
        match matches.new_of(index) {
            Some(partner) => alternative(drift, variant, &new.variants[partner], &place),
            None => {
                let ty = Type::Named(variant.schema);
                drift.reported_old(&ty);
                let was = signature::ty(drift.pair.old, &ty);
                drift.changes.push(Change::removed(Kind::AlternativeRemoved, Class::Breaking, place, was));
            }
        }
    }
    for (_, variant) in new.variants.iter().enumerate().filter(|(index, _)| !matches.has_new(*index)) {
        let ty = Type::Named(variant.schema);
        drift.reported_new(&ty);
        let now = signature::ty(drift.pair.new, &ty);
        let place = place.member(variant.name.as_str());
        drift.changes.push(Change::added(Kind::AlternativeAdded, Class::Additive, place, now));
    }
}

/// Matches alternatives by discriminator values, else by Rust name.
fn alternatives(old: &Union, new: &Union) -> Matches {
    let mut matches = Matches::default();
    fn values(union: &Union) -> impl Iterator<Item = (usize, BTreeSet<&str>)> {
        union.variants.iter().map(tags).enumerate()
    }
    matches.by_key(values(old), values(new));
    let names = |union: &Union| Vec::from_iter(union.variants.iter().map(|it| it.name.clone()).enumerate());
    matches.by_key(names(old).into_iter(), names(new).into_iter());
    matches
}

fn alternative(drift: &mut Drift<'_>, old: &UnionVariant, new: &UnionVariant, place: &Place) {
    if old.name != new.name {
        drift.push(Kind::AlternativeRenamed, Class::Breaking, place.clone(), old.name.as_str(), new.name.as_str());
    }
    let (was, now) = (tags(old), tags(new));
    if was != now {
        let class = if now.is_superset(&was) { Class::Additive } else { Class::Breaking };
        let text = |values: BTreeSet<&str>| Vec::from_iter(values).join(", ");
        drift.push(Kind::AlternativeValues, class, place.clone(), text(was), text(now));
    }
    let (was, now) = (Type::Named(old.schema), Type::Named(new.schema));
    if !drift.pair.is_same(&was, &now) {
        drift.reported_old(&was);
        drift.reported_new(&now);
        let (was, now) = (signature::ty(drift.pair.old, &was), signature::ty(drift.pair.new, &now));
        drift.push(Kind::AlternativeType, Class::Breaking, place.clone(), was, now);
    }
}

/// Returns the discriminator values of an alternative.
pub(super) fn tags(variant: &UnionVariant) -> BTreeSet<&str> {
    [&variant.value].into_iter().chain(&variant.aliases).map(String::as_str).collect()
}
