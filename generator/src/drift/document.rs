//! Compares two releases of one document: reports what only one of them has, and leaves the rest to the rules.

use std::collections::BTreeSet;

use crate::outline::{Aspect, Fact, ItemKind, Outline, Path};

use super::change::{ChangeKind, Class};
use super::comparison::Comparison;
use super::rules::{self, Pair};

/// Compares two releases of a document. The changes are in no particular order.
pub(super) fn compare<'a>(old: &'a Outline, new: &'a Outline) -> Comparison<'a> {
    let mut drift = Comparison::new(old, new);
    for (old_path, fact) in old {
        match drift.matches.new_of(old_path) {
            Some(new_path) => rules::compare(&mut drift, Pair { old_path, new_path, old: fact, new: &new[new_path] }),
            None => removed_member(&mut drift, old_path, fact),
        }
    }
    for (path, fact) in new {
        if drift.matches.old_of(path).is_none() {
            added_member(&mut drift, path, fact);
        }
    }
    // Which types stand alone depends on the changes so far.
    for (path, fact) in old {
        let is_matched = |path: &Path| drift.matches.new_of(path).is_some();
        if stands_alone(path, fact, is_matched, &drift.mentioned.0) {
            drift.push(kinds(fact.item).0, path, Some(described(path, fact)), None);
        }
    }
    for (path, fact) in new {
        let is_matched = |path: &Path| drift.matches.old_of(path).is_some();
        if stands_alone(path, fact, is_matched, &drift.mentioned.1) {
            drift.push(kinds(fact.item).1, path, None, Some(described(path, fact)));
        }
    }
    drift
}

/// Returns whether an item is reported as removed or added: a member isn't, and neither is an inline type whose request or type
/// has no match either, or that a reported change mentions.
fn stands_alone(path: &Path, fact: &Fact, is_matched: impl Fn(&Path) -> bool, mentioned: &BTreeSet<String>) -> bool {
    let is_of_owner = || mentioned.contains(&path.owner) || !is_matched(&Path::owner(fact.get(Aspect::Owner)));
    path.member.is_none() && !is_matched(path) && !(fact.has(Aspect::Owner) && is_of_owner())
}

/// Reports a member without a match, unless its request or type has none either or is of another kind.
fn removed_member(drift: &mut Comparison<'_>, path: &Path, fact: &Fact) {
    let owner = Path::owner(&path.owner);
    let has_owner = |partner: &Path| drift.new[partner].item == drift.old[&owner].item;
    if path.member.is_some() && drift.matches.new_of(&owner).is_some_and(has_owner) {
        drift.mention(fact.get(Aspect::Type), "");
        drift.push(kinds(fact.item).0, path, Some(described(path, fact)), None);
    }
}

/// Like [`removed_member`], for the new release.
fn added_member(drift: &mut Comparison<'_>, path: &Path, fact: &Fact) {
    let (owner, Some(member)) = (Path::owner(&path.owner), &path.member) else { return };
    let Some(partner) = drift.matches.old_of(&owner) else { return };
    if drift.old[partner].item == drift.new[&owner].item {
        drift.mention("", fact.get(Aspect::Type));
        let class = if drift.is_argument(path) { Class::Breaking } else { Class::Additive };
        drift.push_as(kinds(fact.item).1, class, &partner.member(member), None, Some(described(path, fact)));
    }
}

/// Returns the kinds of removing and adding an item.
fn kinds(item: ItemKind) -> (ChangeKind, ChangeKind) {
    match item {
        ItemKind::Document => (ChangeKind::DocumentRemoved, ChangeKind::DocumentAdded),
        ItemKind::Request => (ChangeKind::OperationRemoved, ChangeKind::OperationAdded),
        ItemKind::Struct | ItemKind::Enum | ItemKind::Union => (ChangeKind::TypeRemoved, ChangeKind::TypeAdded),
        ItemKind::Input => (ChangeKind::InputRemoved, ChangeKind::InputAdded),
        ItemKind::Field => (ChangeKind::PropertyRemoved, ChangeKind::PropertyAdded),
        ItemKind::Value => (ChangeKind::ValueRemoved, ChangeKind::ValueAdded),
        ItemKind::Alternative => (ChangeKind::AlternativeRemoved, ChangeKind::AlternativeAdded),
    }
}

/// Describes an item that was added or removed.
fn described(path: &Path, fact: &Fact) -> String {
    let (ty, wire) = (fact.get(Aspect::Type), fact.get(Aspect::Wire));
    match fact.item {
        ItemKind::Request => format!("{} {}", fact.get(Aspect::Method), fact.get(Aspect::UrlPath)),
        ItemKind::Input => format!("{ty}, {} {wire}", fact.get(Aspect::Location)),
        ItemKind::Field if path.member.as_deref() != Some(wire) => format!("{ty}, JSON name {wire}"),
        ItemKind::Field | ItemKind::Alternative => ty.to_owned(),
        ItemKind::Value => wire.to_owned(),
        ItemKind::Document | ItemKind::Struct | ItemKind::Enum | ItemKind::Union => fact.item.word().to_owned(),
    }
}
