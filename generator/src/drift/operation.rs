//! Compares operations in two releases.

use crate::model::{Body, MOST_POSITIONAL, Operation, Paging, Security};

use super::change::{Change, Class, Kind, Place};
use super::document::Drift;
use super::pair::{Matches, bare_path};
use super::{facts, input, signature};

/// Compares every operation of the document.
pub(super) fn compare(drift: &mut Drift<'_>) {
    let (old, new) = (drift.pair.old, drift.pair.new);
    let operations = drift.pair.operations.clone();
    for (index, operation) in old.operations.iter().enumerate() {
        let place = drift.place.owner(operation.name.as_str());
        match operations.new_of(index) {
            Some(partner) => matched(drift, operation, &new.operations[partner], &place),
            None => {
                drift.changes.push(Change::removed(Kind::OperationRemoved, Class::Breaking, place, line(operation)))
            }
        }
    }
    for (index, operation) in new.operations.iter().enumerate() {
        if !operations.has_new(index) {
            let place = drift.place.owner(operation.name.as_str());
            drift.changes.push(Change::added(Kind::OperationAdded, Class::Additive, place, line(operation)));
        }
    }
}

fn line(operation: &Operation) -> String {
    format!("{} {}", operation.method, operation.path)
}

fn matched(drift: &mut Drift<'_>, old: &Operation, new: &Operation, place: &Place) {
    let names = signature::Names { old: (old.name.as_str(), &old.id), new: (new.name.as_str(), &new.id) };
    drift.renamed(&names, Kind::OperationRenamed, Kind::OperationId, place);
    let mut breaking = |kind, was: String, now: String| {
        if was != now {
            drift.push(kind, Class::Breaking, place.clone(), was, now);
        }
    };
    breaking(Kind::Method, old.method.to_owned(), new.method.to_owned());
    if bare_path(&old.path) != bare_path(&new.path) {
        breaking(Kind::Path, old.path.clone(), new.path.clone());
    }
    breaking(Kind::Security, security(&old.security), security(&new.security));
    breaking(Kind::ContentType, content_type(&old.body), content_type(&new.body));
    let accept = |operation: &Operation| operation.accept.clone().unwrap_or_else(|| "none".to_owned());
    breaking(Kind::Accept, accept(old), accept(new));
    response(drift, old, new, place);
    success(drift, old, new, place);
    paging(drift, old, new, place);
    ignored_headers(drift, old, new, place);
    let inputs = input::compare(drift, old, new, place);
    required(drift, old, new, &inputs, place);
    docs(drift, old, new, place);
}

fn response(drift: &mut Drift<'_>, old: &Operation, new: &Operation, place: &Place) {
    let is_same = match (&old.response, &new.response) {
        (None, None) => true,
        (Some(old), Some(new)) => drift.pair.is_same(old, new),
        _ => false,
    };
    if is_same {
        return;
    }
    let was = signature::response(drift.pair.old, old.response.as_ref());
    let now = signature::response(drift.pair.new, new.response.as_ref());
    old.response.iter().for_each(|ty| drift.reported_old(ty));
    new.response.iter().for_each(|ty| drift.reported_new(ty));
    drift.push(Kind::Response, Class::Breaking, place.clone(), was, now);
}

/// Any 2xx is a success, declared or not, so only redirects make a difference.
fn success(drift: &mut Drift<'_>, old: &Operation, new: &Operation, place: &Place) {
    if old.success == new.success {
        return;
    }
    let gained = |from: &[u16], to: &[u16]| to.iter().any(|code| !(200..300).contains(code) && !from.contains(code));
    let class = match (gained(&new.success, &old.success), gained(&old.success, &new.success)) {
        (true, _) => Class::Breaking,
        (false, true) => Class::Additive,
        (false, false) => Class::Docs,
    };
    let codes = |codes: &[u16]| codes.iter().map(ToString::to_string).collect::<Vec<_>>().join(", ");
    drift.push(Kind::Success, class, place.clone(), codes(&old.success), codes(&new.success));
}

/// Gaining pagination is additive. With any other change, the next page is requested differently or not at all.
fn paging(drift: &mut Drift<'_>, old: &Operation, new: &Operation, place: &Place) {
    let words = |paging: &Option<Paging>| match paging {
        None => "none".to_owned(),
        Some(Paging::NextPageUrl) => "next_page_url".to_owned(),
        Some(Paging::NextPageUri) => "next_page_uri".to_owned(),
        Some(Paging::Token { parameter }) => format!("token in {parameter}"),
        Some(Paging::StartIndex) => "startIndex".to_owned(),
        Some(Paging::PageNumber { parameter }) => format!("page number in {parameter}"),
        Some(Paging::Unpaged) => "unpaged".to_owned(),
    };
    if old.paging != new.paging {
        let class = if old.paging.is_none() { Class::Additive } else { Class::Breaking };
        drift.push(Kind::Paging, class, place.clone(), words(&old.paging), words(&new.paging));
    }
}

/// Access by name (`dynamic`) accepts and drops ignored headers, but rejects undeclared ones.
fn ignored_headers(drift: &mut Drift<'_>, old: &Operation, new: &Operation, place: &Place) {
    for header in old.ignored_headers.iter().filter(|header| !new.ignored_headers.contains(header)) {
        drift.changes.push(Change::removed(Kind::HeaderNotIgnored, Class::Breaking, place.clone(), header));
    }
    for header in new.ignored_headers.iter().filter(|header| !old.ignored_headers.contains(header)) {
        drift.changes.push(Change::added(Kind::HeaderIgnored, Class::Additive, place.clone(), header));
    }
}

fn required(drift: &mut Drift<'_>, old: &Operation, new: &Operation, inputs: &Matches, place: &Place) {
    let positions = |operation: &Operation| -> Vec<usize> {
        let inputs = operation.inputs.iter().enumerate();
        inputs.filter(|(_, input)| input.required).map(|(index, _)| index).collect()
    };
    let (was, now) = (positions(old), positions(new));
    let name = |operation: &Operation, index: usize| operation.inputs[index].name.to_string();
    let order = reordered(&was, &now, inputs, |index| name(old, index), |index| name(new, index));
    if let Some((was, now)) = order {
        drift.push(Kind::RequiredOrder, Class::Breaking, place.clone(), was, now);
    }
    if let (Some(was), Some(now)) = (&old.required_name, &new.required_name) {
        let follows =
            was.as_str() == format!("{}Required", old.name) && now.as_str() == format!("{}Required", new.name);
        if was != now && !follows {
            drift.push(Kind::RequiredRenamed, Class::Breaking, place.clone(), was.as_str(), now.as_str());
        }
    }
}

/// Returns the names of the arguments of `new` in both releases, if it takes them one by one and in another order.
pub(super) fn reordered(
    was: &[usize],
    now: &[usize],
    matches: &Matches,
    old_name: impl Fn(usize) -> String,
    new_name: impl Fn(usize) -> String,
) -> Option<(String, String)> {
    if was.len() > MOST_POSITIONAL || now.len() > MOST_POSITIONAL {
        return None;
    }
    let kept: Vec<(usize, usize)> =
        was.iter().filter_map(|old| Some((*old, matches.new_of(*old).filter(|new| now.contains(new))?))).collect();
    let mut in_new_order = kept.clone();
    in_new_order.sort_by_key(|(_, new)| now.iter().position(|at| at == new));
    let old_names = Vec::from_iter(kept.iter().map(|(old, _)| old_name(*old)));
    let new_names = Vec::from_iter(in_new_order.iter().map(|(_, new)| new_name(*new)));
    (kept != in_new_order).then(|| (old_names.join(", "), new_names.join(", ")))
}

fn docs(drift: &mut Drift<'_>, old: &Operation, new: &Operation, place: &Place) {
    facts::description(old.description.as_ref(), new.description.as_ref(), place, &mut drift.changes);
    facts::flag(Kind::Deprecated, old.deprecated, new.deprecated, place, &mut drift.changes);
    let groups = |operation: &Operation| {
        let mut groups: Vec<Vec<&str>> =
            operation.conditional.iter().map(|group| group.iter().map(String::as_str).collect()).collect();
        groups.iter_mut().for_each(|group: &mut Vec<&str>| group.sort_unstable());
        groups.sort();
        let groups: Vec<String> = groups.iter().map(|group| group.join(" or ")).collect();
        (!groups.is_empty()).then(|| groups.join("; "))
    };
    let (was, now) = (groups(old), groups(new));
    if was != now {
        drift.changes.push(Change::with(Kind::Alternatives, Class::Docs, place.clone(), was, now));
    }
}

fn security(security: &Security) -> String {
    match security {
        Security::Basic => "basic".to_owned(),
        Security::Bearer => "bearer".to_owned(),
        Security::OAuth2 { token_url } => format!("OAuth 2.0, token from {token_url}"),
        Security::None => "none".to_owned(),
    }
}

fn content_type(body: &Body) -> String {
    match body {
        Body::None => "none".to_owned(),
        Body::Form => "application/x-www-form-urlencoded".to_owned(),
        Body::Json { content_type } => content_type.clone(),
    }
}
