//! Compares the items that two releases of a document have in common, aspect by aspect. `generator/DRIFT.md` lists the rules.

use std::collections::BTreeSet;

use crate::model::MOST_POSITIONAL;
use crate::outline::{Aspect, Fact, ItemKind, Path};

use super::change::{ChangeKind, Class};
use super::comparison::Comparison;
use super::matching::{bare_path, members};

/// An item in both releases.
#[derive(Clone, Copy)]
pub(super) struct Pair<'a> {
    pub(super) old_path: &'a Path,
    pub(super) new_path: &'a Path,
    pub(super) old: &'a Fact,
    pub(super) new: &'a Fact,
}

/// Aspects that matter as a whole, whatever the item.
const PLAIN: [(Aspect, ChangeKind); 9] = [
    (Aspect::Stem, ChangeKind::DocumentRenamed),
    (Aspect::Server, ChangeKind::Server),
    (Aspect::Method, ChangeKind::Method),
    (Aspect::Security, ChangeKind::Security),
    (Aspect::ContentType, ChangeKind::ContentType),
    (Aspect::Accept, ChangeKind::Accept),
    (Aspect::Location, ChangeKind::InputMoved),
    (Aspect::Tag, ChangeKind::UnionTag),
    (Aspect::Conditional, ChangeKind::Alternatives),
];

/// Aspects that only affect the documentation, except for the format and the description.
const FACTS: [(Aspect, ChangeKind); 6] = [
    (Aspect::Values, ChangeKind::Limits),
    (Aspect::Pattern, ChangeKind::Pattern),
    (Aspect::Limits, ChangeKind::Limits),
    (Aspect::Default, ChangeKind::Default),
    (Aspect::Deprecated, ChangeKind::Deprecated),
    (Aspect::ResponseHeaders, ChangeKind::ResponseHeaders),
];

/// Compares an item in both releases. Its members are items too.
pub(super) fn compare(drift: &mut Comparison<'_>, pair: Pair<'_>) {
    if pair.old.item != pair.new.item {
        drift.push(ChangeKind::TypeKind, pair.old_path, Some(pair.old.item.word()), Some(pair.new.item.word()));
    }
    name(drift, pair);
    for (aspect, kind) in PLAIN {
        differ(drift, pair, aspect, kind, kind.class());
    }
    match pair.old.item {
        ItemKind::Request => request(drift, pair),
        ItemKind::Struct if pair.new.item == ItemKind::Struct => sent_and_records(drift, pair),
        ItemKind::Field => read_only(drift, pair),
        ItemKind::Alternative => values(drift, pair),
        _ => {}
    }
    arguments(drift, pair);
    let is_same = type_(drift, pair);
    let is_same_encoding = pair.old.all(Aspect::Encoding) == pair.new.all(Aspect::Encoding);
    if is_same && !is_same_encoding {
        let (kind, class) = match pair.old.item {
            ItemKind::Input => (ChangeKind::InputEncoding, Class::Breaking),
            _ if drift.is_sent(pair.old_path, pair.new_path) => (ChangeKind::PropertyEncoding, Class::Breaking),
            _ => (ChangeKind::PropertyEncoding, Class::Docs),
        };
        differ(drift, pair, Aspect::Encoding, kind, class);
    }
    // The facts of a component and those of an inline type, which its field has, can't be compared.
    if pair.old.has(Aspect::Component) == pair.new.has(Aspect::Component) {
        privacy(drift, pair);
        facts(drift, pair, is_same && is_same_encoding);
    }
}

/// Reports an aspect with different values.
fn differ(drift: &mut Comparison<'_>, pair: Pair<'_>, aspect: Aspect, kind: ChangeKind, class: Class) {
    if pair.old.all(aspect) == pair.new.all(aspect) {
        return;
    }
    let value = |fact: &Fact| match (fact.has(aspect), aspect) {
        (true, _) => Some(fact.all(aspect).join(", ")),
        (false, Aspect::ContentType | Aspect::Accept | Aspect::Paging | Aspect::Scopes | Aspect::ResponseHeaders) => {
            Some("none".to_owned())
        }
        (false, aspect) => aspect.is_flag().then(|| "no".to_owned()),
    };
    drift.push_as(kind, class, pair.old_path, value(pair.old), value(pair.new));
}

/// Reports another Rust name, or the same Rust name with another wire name.
fn name(drift: &mut Comparison<'_>, pair: Pair<'_>) {
    let (kind, wire) = match pair.old.item {
        ItemKind::Document => return,
        ItemKind::Request => (ChangeKind::OperationRenamed, Some((Aspect::OperationId, ChangeKind::OperationId))),
        ItemKind::Input => (ChangeKind::InputRenamed, Some((Aspect::Wire, ChangeKind::InputWire))),
        ItemKind::Field => (ChangeKind::PropertyRenamed, Some((Aspect::Wire, ChangeKind::PropertyWire))),
        ItemKind::Value => (ChangeKind::ValueRenamed, Some((Aspect::Wire, ChangeKind::ValueText))),
        ItemKind::Alternative => (ChangeKind::AlternativeRenamed, None),
        ItemKind::Struct | ItemKind::Enum | ItemKind::Union => (ChangeKind::TypeRenamed, None),
    };
    let own = |path: &Path| path.member.as_ref().unwrap_or(&path.owner).clone();
    let (was, now) = (own(pair.old_path), own(pair.new_path));
    let wires = wire.map(|(aspect, _)| (pair.old.get(aspect), pair.new.get(aspect)));
    match (wires, wire) {
        _ if was != now && follows(drift, pair) => {}
        (Some((old, new)), _) if was != now && old != new => {
            let words = |name, wire| format!("{name}, wire name {wire}");
            drift.push(kind, pair.old_path, Some(words(was, old)), Some(words(now, new)));
        }
        _ if was != now => drift.push(kind, pair.old_path, Some(was), Some(now)),
        (_, Some((aspect, kind))) => differ(drift, pair, aspect, kind, kind.class()),
        _ => {}
    }
}

/// Returns whether the name of a type changed only because that of the request or type that contains it did.
fn follows(drift: &Comparison<'_>, pair: Pair<'_>) -> bool {
    let owners = (Path::owner(pair.old.get(Aspect::Owner)), Path::owner(pair.new.get(Aspect::Owner)));
    let rest = |path: &Path, owner: &Path| path.owner.strip_prefix(owner.owner.as_str()).map(str::to_owned);
    pair.old.has(Aspect::Owner)
        && drift.matches.new_of(&owners.0) == Some(&owners.1)
        && rest(pair.old_path, &owners.0).is_some_and(|old| Some(old) == rest(pair.new_path, &owners.1))
}

fn request(drift: &mut Comparison<'_>, pair: Pair<'_>) {
    if bare_path(pair.old.get(Aspect::UrlPath)) != bare_path(pair.new.get(Aspect::UrlPath)) {
        differ(drift, pair, Aspect::UrlPath, ChangeKind::Path, Class::Breaking);
    }
    // Any 2xx is a success, declared or not, so only redirects make a difference.
    let gained = |from: &Fact, to: &Fact| {
        let mut codes = to.all(Aspect::Success).iter().filter(|code| !code.starts_with('2'));
        codes.any(|code| !from.all(Aspect::Success).contains(code))
    };
    let class = match (gained(pair.new, pair.old), gained(pair.old, pair.new)) {
        (true, _) => Class::Breaking,
        (false, true) => Class::Additive,
        (false, false) => Class::Docs,
    };
    differ(drift, pair, Aspect::Success, ChangeKind::Success, class);
    // A token that lacks a scope is rejected.
    let (was, now) = (pair.old.all(Aspect::Scopes), pair.new.all(Aspect::Scopes));
    let class = if now.iter().all(|scope| was.contains(scope)) { Class::Docs } else { Class::Breaking };
    differ(drift, pair, Aspect::Scopes, ChangeKind::Scopes, class);
    // Gaining pagination is additive. With any other change, the next page is requested differently or not at all.
    let class = if pair.old.has(Aspect::Paging) { Class::Breaking } else { Class::Additive };
    differ(drift, pair, Aspect::Paging, ChangeKind::Paging, class);
    // Access by name (`dynamic`) accepts and drops ignored headers, but rejects undeclared ones.
    let (old, new) = (pair.old.all(Aspect::IgnoredHeaders), pair.new.all(Aspect::IgnoredHeaders));
    for header in old.iter().filter(|header| !new.contains(header)) {
        drift.push(ChangeKind::HeaderNotIgnored, pair.old_path, Some(header), None);
    }
    for header in new.iter().filter(|header| !old.contains(header)) {
        drift.push(ChangeKind::HeaderIgnored, pair.old_path, None, Some(header));
    }
}

/// Compares what `new` takes.
fn arguments(drift: &mut Comparison<'_>, pair: Pair<'_>) {
    let (was, now) = (pair.old.all(Aspect::Arguments), pair.new.all(Aspect::Arguments));
    if was.len() <= MOST_POSITIONAL && now.len() <= MOST_POSITIONAL {
        let new_name = |old: &String| drift.matches.new_of(&pair.old_path.member(old))?.member.clone();
        let kept = was.iter().filter_map(|old| Some((old, new_name(old).filter(|new| now.contains(new))?)));
        let (old, names): (Vec<_>, Vec<_>) = kept.map(|(old, new)| (old.clone(), new)).unzip();
        let ordered = Vec::from_iter(now.iter().filter(|name| names.contains(name)).cloned());
        if ordered != names {
            drift.push(ChangeKind::RequiredOrder, pair.old_path, Some(old.join(", ")), Some(ordered.join(", ")));
        }
    }
    let follows = |fact: &Fact, path: &Path| fact.get(Aspect::RequiredStruct) == format!("{}Required", path.owner);
    let have_both = pair.old.has(Aspect::RequiredStruct) && pair.new.has(Aspect::RequiredStruct);
    if have_both && !(follows(pair.old, pair.old_path) && follows(pair.new, pair.new_path)) {
        differ(drift, pair, Aspect::RequiredStruct, ChangeKind::RequiredRenamed, Class::Breaking);
    }
}

/// Structs used in requests have a constructor, setters and `Nullable` fields, and no `Default` if a field is required.
fn sent_and_records(drift: &mut Comparison<'_>, pair: Pair<'_>) {
    let (responses, both) = (Some("responses only"), Some("requests and responses"));
    match (pair.old.has(Aspect::Sent), pair.new.has(Aspect::Sent)) {
        (false, true) => {
            let is_nullable = |fact: &Fact| fact.get(Aspect::Type).contains("Nullable<");
            let changes_fields =
                pair.new.has(Aspect::Arguments) || members(drift.new, pair.new_path).any(|it| is_nullable(it.1));
            let class = if changes_fields { Class::Breaking } else { Class::Additive };
            drift.push_as(ChangeKind::TypeSent, class, pair.old_path, responses, both);
        }
        (true, false) => drift.push(ChangeKind::TypeNotSent, pair.old_path, both, responses),
        _ => {}
    }
    if pair.old.has(Aspect::Records) && pair.new.has(Aspect::Records) {
        let (was, now) = (pair.old.get(Aspect::Records), pair.new.get(Aspect::Records));
        let partner = drift.matches.new_of(&pair.old_path.member(was));
        if partner.is_none_or(|partner| partner.member.as_deref() != Some(now)) {
            drift.push(ChangeKind::PageRecords, pair.old_path, Some(was), Some(now));
        }
    }
}

fn values(drift: &mut Comparison<'_>, pair: Pair<'_>) {
    let (was, now) = (pair.old.all(Aspect::Wire), pair.new.all(Aspect::Wire));
    let is_superset = BTreeSet::from_iter(now).is_superset(&was.iter().collect());
    let class = if is_superset { Class::Additive } else { Class::Breaking };
    differ(drift, pair, Aspect::Wire, ChangeKind::AlternativeValues, class);
}

/// Compares types, apart from renaming. Returns whether they are the same, optional or not.
fn type_(drift: &mut Comparison<'_>, pair: Pair<'_>) -> bool {
    let (aspect, kind, optional) = match pair.old.item {
        ItemKind::Request => (Aspect::Response, ChangeKind::Response, None),
        ItemKind::Input => {
            (Aspect::Type, ChangeKind::InputType, Some((ChangeKind::InputRequired, ChangeKind::InputOptional)))
        }
        ItemKind::Field => {
            (Aspect::Type, ChangeKind::PropertyType, Some((ChangeKind::PropertyRequired, ChangeKind::PropertyOptional)))
        }
        ItemKind::Alternative => (Aspect::Type, ChangeKind::AlternativeType, None),
        _ => return true,
    };
    let (mut was, mut now) = (pair.old.get(aspect).to_owned(), pair.new.get(aspect).to_owned());
    if pair.old.item == ItemKind::Field && !drift.is_sent(pair.old_path, pair.new_path) {
        (was, now) = (in_responses(&was), in_responses(&now));
    }
    let translated = drift.matches.translate(&was);
    if translated == now {
        return true;
    }
    let (kind, is_same) = match (optional, inner(&translated), inner(&now)) {
        (Some((required, _)), Some(old), None) if old == now => (required, true),
        (Some((_, optional)), None, Some(new)) if new == translated => (optional, true),
        _ => (kind, false),
    };
    if !is_same {
        drift.mention(pair.old.get(aspect), pair.new.get(aspect));
    }
    drift.push(kind, pair.old_path, Some(was), Some(now));
    is_same
}

/// Returns the type inside an `Option`.
fn inner(ty: &str) -> Option<&str> {
    ty.strip_prefix("Option<")?.strip_suffix('>')
}

/// Returns the type of a field as it is in a struct that requests don't use: null is the same as absent.
fn in_responses(ty: &str) -> String {
    let nullable = inner(ty).unwrap_or(ty).strip_prefix("Nullable<");
    nullable.map_or_else(|| ty.to_owned(), |rest| format!("Option<{rest}"))
}

/// A field that becomes writable gets a setter, or becomes an argument of `new`. If the type isn't used in requests, only the
/// documentation changes.
fn read_only(drift: &mut Comparison<'_>, pair: Pair<'_>) {
    let (kind, class) = match (pair.old.has(Aspect::ReadOnly), pair.new.has(Aspect::ReadOnly)) {
        (false, true) => (ChangeKind::PropertyReadOnly, Class::Breaking),
        (true, false) if drift.is_argument(pair.new_path) => (ChangeKind::PropertyWritable, Class::Breaking),
        (true, false) => (ChangeKind::PropertyWritable, Class::Additive),
        _ => return,
    };
    let class = if drift.is_sent(pair.old_path, pair.new_path) { class } else { Class::Docs };
    let word = |fact: &Fact| Some(if fact.has(Aspect::ReadOnly) { "read-only" } else { "writable" });
    drift.push_as(kind, class, pair.old_path, word(pair.old), word(pair.new));
}

/// A value that `Debug` no longer hides appears in logs.
fn privacy(drift: &mut Comparison<'_>, pair: Pair<'_>) {
    let kind = match (pair.old.has(Aspect::Private), pair.new.has(Aspect::Private)) {
        (true, false) => ChangeKind::PrivacyLost,
        (false, true) => ChangeKind::PrivacyGained,
        _ => return,
    };
    let word = |fact: &Fact| Some(if fact.has(Aspect::Private) { "hidden" } else { "shown" });
    drift.push(kind, pair.old_path, word(pair.old), word(pair.new));
}

/// Compares what only affects the documentation. Only our overlays add or remove descriptions.
fn facts(drift: &mut Comparison<'_>, pair: Pair<'_>, is_same_type: bool) {
    if pair.old.has(Aspect::Description) && pair.new.has(Aspect::Description) {
        differ(drift, pair, Aspect::Description, ChangeKind::Description, Class::Docs);
    }
    if is_same_type {
        differ(drift, pair, Aspect::Format, ChangeKind::Format, Class::Docs);
    }
    for (aspect, kind) in FACTS {
        differ(drift, pair, aspect, kind, Class::Docs);
    }
}
