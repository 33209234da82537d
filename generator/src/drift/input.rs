//! Compares the inputs of an operation in two releases: parameters, form properties and JSON request bodies.

use crate::model::{Input, Operation, ParameterLocation as At};

use super::change::{Change, Class, Kind, Place};
use super::document::Drift;
use super::pair::{Matches, bare_path, path_inputs};
use super::{facts, signature};

/// Compares every input of the operation. Returns which of them match.
pub(super) fn compare(drift: &mut Drift<'_>, old: &Operation, new: &Operation, place: &Place) -> Matches {
    let matches = matches(old, new);
    for (index, input) in old.inputs.iter().enumerate() {
        let place = place.member(input.name.as_str());
        match matches.new_of(index) {
            Some(partner) => matched(drift, input, &new.inputs[partner], &place),
            None => {
                drift.reported_old(&input.ty);
                let was = described(&signature::input(drift.pair.old, input), input);
                drift.changes.push(Change::removed(Kind::InputRemoved, Class::Breaking, place, was));
            }
        }
    }
    for (index, input) in new.inputs.iter().enumerate() {
        if !matches.has_new(index) {
            drift.reported_new(&input.ty);
            let class = if input.required { Class::Breaking } else { Class::Additive };
            let now = described(&signature::input(drift.pair.new, input), input);
            drift.changes.push(Change::added(Kind::InputAdded, class, place.member(input.name.as_str()), now));
        }
    }
    matches
}

fn described(signature: &str, input: &Input) -> String {
    format!("{signature}, {} {}", input.place.as_str(), input.wire)
}

/// Matches inputs by location and wire name, else by wire name, else by position in the path, else by location and Rust name.
fn matches(old: &Operation, new: &Operation) -> Matches {
    let mut matches = Matches::default();
    fn all(operation: &Operation) -> impl Iterator<Item = (usize, &Input)> {
        operation.inputs.iter().enumerate()
    }
    let exact = |(index, input): (usize, &'_ Input)| (index, (input.place, input.wire.clone()));
    matches.by_key(all(old).map(exact), all(new).map(exact));
    let wire = |(index, input): (usize, &'_ Input)| (index, input.wire.clone());
    matches.by_key(all(old).map(wire), all(new).map(wire));
    if bare_path(&old.path) == bare_path(&new.path) {
        let positions =
            |operation| Vec::from_iter(path_inputs(operation).enumerate().map(|(at, (index, _))| (index, at)));
        matches.by_key(positions(old).into_iter(), positions(new).into_iter());
    }
    let name = |(index, input): (usize, &'_ Input)| (index, (input.place, input.name.clone()));
    matches.by_key(all(old).map(name), all(new).map(name));
    matches
}

fn matched(drift: &mut Drift<'_>, old: &Input, new: &Input, place: &Place) {
    if old.place != new.place {
        let (was, now) = (old.place.as_str(), new.place.as_str());
        drift.push(Kind::InputMoved, Class::Breaking, place.clone(), was, now);
    }
    let names = signature::Names { old: (old.name.as_str(), &old.wire), new: (new.name.as_str(), &new.wire) };
    drift.renamed(&names, Kind::InputRenamed, Kind::InputWire, place);
    let is_same = drift.pair.is_same(&old.ty, &new.ty);
    let (was, now) = (signature::input(drift.pair.old, old), signature::input(drift.pair.new, new));
    if !is_same {
        drift.reported_old(&old.ty);
        drift.reported_new(&new.ty);
        drift.push(Kind::InputType, Class::Breaking, place.clone(), was, now);
    } else if old.required != new.required {
        let kind = if new.required { Kind::InputRequired } else { Kind::InputOptional };
        drift.push(kind, Class::Breaking, place.clone(), was, now);
    }
    let (was, now) = (signature::encoding(&old.ty), signature::encoding(&new.ty));
    let is_written_alike = was == now;
    if is_same && !is_written_alike {
        drift.push(Kind::InputEncoding, Class::Breaking, place.clone(), was, now);
    }
    // The facts of a request body are those of its type.
    if old.place != At::Body {
        facts::compare(
            &old.facts,
            &new.facts,
            (is_same && is_written_alike).then_some(&new.ty),
            place,
            &mut drift.changes,
        );
    }
}
