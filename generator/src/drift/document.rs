//! Compares two releases of one document: reports what only one of them has, and leaves the rest to the rules.

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
        let has_owner = |owner: &Path| drift.matches.new_of(owner).is_some();
        if !has_owner(path) && stands_alone(path, fact, has_owner, drift.mentions_old(&path.owner)) {
            let kind =
                if fact.item == ItemKind::Request { ChangeKind::OperationRemoved } else { ChangeKind::TypeRemoved };
            drift.push(kind, path, Some(described(path, fact)), None);
        }
    }
    for (path, fact) in new {
        let has_owner = |owner: &Path| drift.matches.old_of(owner).is_some();
        if !has_owner(path) && stands_alone(path, fact, has_owner, drift.mentions_new(&path.owner)) {
            let kind = if fact.item == ItemKind::Request { ChangeKind::OperationAdded } else { ChangeKind::TypeAdded };
            drift.push(kind, path, None, Some(described(path, fact)));
        }
    }
    drift
}

/// Returns whether an item without a match is reported: a member isn't, and neither is an inline type whose request or type
/// has no match either, or that a reported change mentions.
fn stands_alone(path: &Path, fact: &Fact, has_owner: impl Fn(&Path) -> bool, is_mentioned: bool) -> bool {
    let is_inline = fact.has(Aspect::Owner);
    path.member.is_none() && (!is_inline || (!is_mentioned && has_owner(&Path::owner(fact.get(Aspect::Owner)))))
}

fn removed_member(drift: &mut Comparison<'_>, path: &Path, fact: &Fact) {
    let owner = Path::owner(&path.owner);
    let Some(kind) = kinds(fact.item).map(|kinds| kinds.0) else { return };
    if drift.matches.new_of(&owner).is_some_and(|partner| drift.new[partner].item == drift.old[&owner].item) {
        drift.mention(fact.get(Aspect::Type), "");
        drift.push(kind, path, Some(described(path, fact)), None);
    }
}

fn added_member(drift: &mut Comparison<'_>, path: &Path, fact: &Fact) {
    let owner = Path::owner(&path.owner);
    let Some(kind) = kinds(fact.item).map(|kinds| kinds.1) else { return };
    let Some(partner) = drift.matches.old_of(&owner) else { return };
    if drift.old[partner].item == drift.new[&owner].item {
        drift.mention("", fact.get(Aspect::Type));
        let class = if drift.is_argument(path) { Class::Breaking } else { Class::Additive };
        let place = partner.member(path.member.as_deref().unwrap_or_default());
        drift.push_as(kind, class, &place, None, Some(described(path, fact)));
    }
}

/// Returns the kinds of removing and adding a member.
fn kinds(item: ItemKind) -> Option<(ChangeKind, ChangeKind)> {
    Some(match item {
        ItemKind::Input => (ChangeKind::InputRemoved, ChangeKind::InputAdded),
        ItemKind::Field => (ChangeKind::PropertyRemoved, ChangeKind::PropertyAdded),
        ItemKind::Value => (ChangeKind::ValueRemoved, ChangeKind::ValueAdded),
        ItemKind::Alternative => (ChangeKind::AlternativeRemoved, ChangeKind::AlternativeAdded),
        ItemKind::Document | ItemKind::Request | ItemKind::Struct | ItemKind::Enum | ItemKind::Union => return None,
    })
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
