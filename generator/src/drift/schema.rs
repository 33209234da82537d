//! Compares named types in two releases.

use crate::model::{Object, Origin, Property, Schema, Shape, Type};

use super::change::{Change, Class, Kind, Place};
use super::document::Drift;
use super::operation::reordered;
use super::pair::Matches;
use super::{choice, facts, signature};

/// Compares every type that both releases have.
pub(super) fn compare(drift: &mut Drift<'_>) {
    let (old, new) = (drift.pair.old, drift.pair.new);
    for (was, now) in drift.pair.types.clone().iter() {
        matched(drift, &old.schemas[was], &new.schemas[now]);
    }
}

fn matched(drift: &mut Drift<'_>, old: &Schema, new: &Schema) {
    let place = drift.place.owner(old.name.as_str());
    if old.name != new.name && !follows(drift, old, new) {
        drift.push(Kind::TypeRenamed, Class::Breaking, place.clone(), old.name.as_str(), new.name.as_str());
    }
    match (&old.shape, &new.shape) {
        (Shape::Object(was), Shape::Object(now)) => objects(drift, (old, was), (new, now), &place),
        (Shape::Enum(was), Shape::Enum(now)) => choice::enums(drift, was, now, &place),
        (Shape::Union(was), Shape::Union(now)) => choice::unions(drift, was, now, &place),
        (was, now) => drift.push(Kind::TypeKind, Class::Breaking, place.clone(), kind(was), kind(now)),
    }
    // The facts of an inline type are compared with those of its field.
    if let (Origin::Component(_), Origin::Component(_)) = (&old.origin, &new.origin) {
        facts::compare(&old.facts, &new.facts, Some(&Type::String), &place, &mut drift.changes);
    }
}

/// Returns whether the name changed only because that of its operation or parent type did.
fn follows(drift: &Drift<'_>, old: &Schema, new: &Schema) -> bool {
    let (documents, types, operations) = ((drift.pair.old, drift.pair.new), &drift.pair.types, &drift.pair.operations);
    let names = match (&old.origin, &new.origin) {
        (Origin::Schema { parent: was, .. }, Origin::Schema { parent: now, .. })
            if types.new_of(was.0) == Some(now.0) =>
        {
            (&documents.0.schema(*was).name, &documents.1.schema(*now).name)
        }
        (
            Origin::Page { operation: was } | Origin::Operation { operation: was, .. },
            Origin::Page { operation: now } | Origin::Operation { operation: now, .. },
        ) if operations.new_of(*was) == Some(*now) => {
            (&documents.0.operations[*was].name, &documents.1.operations[*now].name)
        }
        _ => return false,
    };
    let rest = old.name.as_str().strip_prefix(names.0.as_str());
    rest.is_some() && rest == new.name.as_str().strip_prefix(names.1.as_str())
}

/// Returns the kind of Rust item that a shape becomes.
pub(super) fn kind(shape: &Shape) -> &'static str {
    match shape {
        Shape::Object(_) => "struct",
        Shape::Enum(_) => "enum",
        Shape::Union(_) => "union",
    }
}

fn objects(drift: &mut Drift<'_>, old: (&Schema, &Object), new: (&Schema, &Object), place: &Place) {
    sent(drift, old.0, new.0, place);
    let in_request = old.0.in_request && new.0.in_request;
    let (was, now) = (&old.1.properties, &new.1.properties);
    let matches = properties(was, now);
    for (index, property) in was.iter().enumerate() {
        let place = place.member(property.name.as_str());
        match matches.new_of(index) {
            Some(partner) => matched_property(drift, property, &now[partner], in_request, &place),
            None => {
                drift.reported_old(&property.ty);
                let text = described(&signature::property(drift.pair.old, property, old.0.in_request), property);
                drift.changes.push(Change::removed(Kind::PropertyRemoved, Class::Breaking, place, text));
            }
        }
    }
    for (index, property) in now.iter().enumerate().filter(|(index, _)| !matches.has_new(*index)) {
        drift.reported_new(&property.ty);
        let is_taken = new.0.in_request && property.required && !property.read_only;
        let class = if is_taken { Class::Breaking } else { Class::Additive };
        let text = described(&signature::property(drift.pair.new, &now[index], new.0.in_request), property);
        drift.changes.push(Change::added(Kind::PropertyAdded, class, place.member(property.name.as_str()), text));
    }
    if in_request {
        order(drift, was, now, &matches, place);
    }
    page(drift, old.1, new.1, &matches, place);
}

fn described(signature: &str, property: &Property) -> String {
    match property.name.as_str() == property.wire {
        true => signature.to_owned(),
        false => format!("{signature}, JSON name {}", property.wire),
    }
}

fn properties(old: &[Property], new: &[Property]) -> Matches {
    let mut matches = Matches::default();
    let wires = |properties: &[Property]| Vec::from_iter(properties.iter().map(|it| it.wire.clone()).enumerate());
    matches.by_key(wires(old).into_iter(), wires(new).into_iter());
    let names = |properties: &[Property]| Vec::from_iter(properties.iter().map(|it| it.name.clone()).enumerate());
    matches.by_key(names(old).into_iter(), names(new).into_iter());
    matches
}

/// Types used in requests have a constructor, setters and `Nullable` fields, and no `Default` if a field is required.
fn sent(drift: &mut Drift<'_>, old: &Schema, new: &Schema, place: &Place) {
    let nullable = |property: &Property| property.nullable;
    match (old.in_request, new.in_request, &new.shape) {
        (false, true, Shape::Object(object)) => {
            let changes_fields = new.required().next().is_some() || object.properties.iter().any(nullable);
            let class = if changes_fields { Class::Breaking } else { Class::Additive };
            drift.push(Kind::TypeSent, class, place.clone(), "responses only", "requests and responses");
        }
        (true, false, _) => {
            drift.push(Kind::TypeNotSent, Class::Breaking, place.clone(), "requests and responses", "responses only")
        }
        _ => {}
    }
}

fn matched_property(drift: &mut Drift<'_>, old: &Property, new: &Property, in_request: bool, place: &Place) {
    let names = signature::Names { old: (old.name.as_str(), &old.wire), new: (new.name.as_str(), &new.wire) };
    drift.renamed(&names, Kind::PropertyRenamed, Kind::PropertyWire, place);
    let is_same = drift.pair.is_same(&old.ty, &new.ty);
    let was = signature::property(drift.pair.old, old, in_request);
    let now = signature::property(drift.pair.new, new, in_request);
    let (was_plain, is_plain) = (signature::is_plain(old, in_request), signature::is_plain(new, in_request));
    if !is_same || old.boxed != new.boxed || (in_request && old.nullable != new.nullable) {
        drift.reported_old(&old.ty);
        drift.reported_new(&new.ty);
        drift.push(Kind::PropertyType, Class::Breaking, place.clone(), was, now);
    } else if was_plain != is_plain {
        let kind = if is_plain { Kind::PropertyRequired } else { Kind::PropertyOptional };
        drift.push(kind, Class::Breaking, place.clone(), was, now);
    }
    read_only(drift, old, new, in_request, place);
    let (was, now) = (signature::encoding(&old.ty), signature::encoding(&new.ty));
    let is_written_alike = was == now;
    if is_same && !is_written_alike {
        let class = if in_request { Class::Breaking } else { Class::Docs };
        drift.push(Kind::PropertyEncoding, class, place.clone(), was, now);
    }
    facts::compare(&old.facts, &new.facts, (is_same && is_written_alike).then_some(&new.ty), place, &mut drift.changes);
}

/// A field that becomes writable gets a setter, or becomes an argument of `new`. If the type isn't used in requests, only the
/// documentation changes.
fn read_only(drift: &mut Drift<'_>, old: &Property, new: &Property, in_request: bool, place: &Place) {
    let (kind, class) = match (old.read_only, new.read_only) {
        (false, true) => (Kind::PropertyReadOnly, Class::Breaking),
        (true, false) if new.required => (Kind::PropertyWritable, Class::Breaking),
        (true, false) => (Kind::PropertyWritable, Class::Additive),
        _ => return,
    };
    let class = if in_request { class } else { Class::Docs };
    let word = |property: &Property| if property.read_only { "read-only" } else { "writable" };
    drift.push(kind, class, place.clone(), word(old), word(new));
}

fn order(drift: &mut Drift<'_>, old: &[Property], new: &[Property], matches: &Matches, place: &Place) {
    let positions = |properties: &[Property]| -> Vec<usize> {
        let taken = properties.iter().enumerate().filter(|(_, property)| property.required && !property.read_only);
        taken.map(|(index, _)| index).collect()
    };
    let names = (|index: usize| old[index].name.to_string(), |index: usize| new[index].name.to_string());
    if let Some((was, now)) = reordered(&positions(old), &positions(new), matches, names.0, names.1) {
        drift.push(Kind::RequiredOrder, Class::Breaking, place.clone(), was, now);
    }
}

fn page(drift: &mut Drift<'_>, old: &Object, new: &Object, matches: &Matches, place: &Place) {
    let (Some(was), Some(now)) = (&old.page, &new.page) else { return };
    if matches.new_of(was.records) != Some(now.records) {
        let (was, now) = (&old.properties[was.records].name, &new.properties[now.records].name);
        drift.push(Kind::PageRecords, Class::Breaking, place.clone(), was.as_str(), now.as_str());
    }
}
