//! Assigns a Rust name to everything in a lowered document.

use crate::diagnostic::{Diagnostic, Diagnostics, Location, Pointer};
use crate::ident::spelling::{case_word, hex, is_field, is_type, joined, overlapped, spelled};
use crate::ident::{FieldName, TypeName, module, pascal, reserved, snake};
use crate::model::{Document, Input, MOST_POSITIONAL, Operation, Origin, ParameterLocation, Property, Schema, Shape};

use super::scope::{Claim, settle};

/// The maximum length of a name. The compiler allows longer names, but file systems don't, and they are hard to read.
const LONGEST: usize = 200;

/// The rules for names that an overlay pins.
#[derive(Clone, Copy)]
struct Style {
    holds: fn(&str) -> bool,
    what: &'static str,
    help: &'static str,
}

const TYPE: Style =
    Style { holds: is_type, what: "type name", help: "use letters and digits in PascalCase, and not a keyword" };
const FIELD: Style = Style {
    holds: is_field,
    what: "field name",
    help: "use lowercase letters, digits and `_` in snake_case, and not a keyword",
};

/// Assigns every name of a document: types, fields, variants and files.
///
/// # Errors
///
/// Returns an error for each pinned name that isn't an identifier of the right case, or is reserved or already taken, and for each
/// name of more than 200 characters.
pub fn assign(document: &mut Document) -> Result<(), Diagnostics> {
    let mut found = Vec::new();
    types(document, &mut found);
    for index in 0..document.operations.len() {
        let file = document.file.clone();
        fields(&file, &mut document.operations[index], &mut found);
    }
    for index in 0..document.schemas.len() {
        members(document, index, &mut found);
    }
    files(document, &mut found);
    if found.is_empty() { Ok(()) } else { Err(found.into_iter().collect()) }
}

fn types(document: &mut Document, found: &mut Vec<Diagnostic>) {
    let mut claims: Vec<Claim<'static>> = document.operations.iter().map(operation_claim).collect();
    for schema in &document.schemas {
        claims.push(schema_claim(document, schema, &claims));
    }
    let required = required_claims(document, &claims);
    let owners: Vec<usize> = required.iter().map(|(owner, _)| *owner).collect();
    claims.extend(required.into_iter().map(|(_, claim)| claim));
    let mut pointers: Vec<Pointer> = document
        .operations
        .iter()
        .map(|operation| operation.pointer.clone())
        .chain(document.schemas.iter().map(|schema| schema.pointer.clone()))
        .collect();
    pointers.extend(owners.iter().map(|&owner| pointers[owner].clone()).collect::<Vec<_>>());
    let names = settled(&document.file, claims, &reserved::types(), TYPE, |item| pointers[item].clone(), found);
    let mut names = names.into_iter().map(TypeName::new);
    for operation in &mut document.operations {
        operation.name = names.next().unwrap_or_default();
    }
    for schema in &mut document.schemas {
        schema.name = names.next().unwrap_or_default();
    }
    let operations = document.operations.len();
    for (owner, name) in owners.into_iter().zip(names) {
        match owner.checked_sub(operations) {
            None => document.operations[owner].required_name = Some(name),
            Some(schema) => document.schemas[schema].required_name = Some(name),
        }
    }
}

/// Returns the claims of the structs that `new` takes instead of more than four values, each with the index of its owner.
fn required_claims(document: &Document, claims: &[Claim<'_>]) -> Vec<(usize, Claim<'static>)> {
    let operations = document.operations.iter().map(|operation| operation.required().count());
    let counts = operations.chain(document.schemas.iter().map(|schema| schema.required().count()));
    let many = counts.enumerate().filter(|(_, count)| *count > MOST_POSITIONAL);
    many.map(|(owner, _)| {
        let mut candidates = claims[owner].candidates().map(|name| joined(name, "Required"));
        let first = candidates.next().unwrap_or_default();
        let others: Vec<String> = candidates.collect();
        (owner, Claim::new(first, || others))
    })
    .collect()
}

fn operation_claim(operation: &Operation) -> Claim<'static> {
    if let Some(pinned) = &operation.pinned {
        return Claim::pinned(pinned);
    }
    let name = pascal(&operation.id);
    let others = vec![joined(&name, "Operation"), own(&name, &operation.pointer)];
    Claim::new(name, || others)
}

/// Returns the claim for a schema's name. `claims` are those of all operations and of the schemas before this one, which include
/// its parent.
fn schema_claim(document: &Document, schema: &Schema, claims: &[Claim<'_>]) -> Claim<'static> {
    if let Some(pinned) = &schema.pinned {
        return Claim::pinned(pinned);
    }
    let within = |parents: Vec<String>, part: &str| -> Vec<String> {
        let part = pascal(part);
        let first = parents.first().map(|parent| overlapped(parent, &part));
        first.into_iter().chain(parents.iter().map(|parent| joined(parent, &part))).collect()
    };
    let of_claim = |index: usize, part: &str| within(claims[index].candidates().cloned().collect(), part);
    let mut candidates = match &schema.origin {
        Origin::Component(key) => component_candidates(document, key),
        Origin::Part { key, part } => within(component_candidates(document, key), part),
        Origin::Page { operation } => of_claim(*operation, "Page"),
        Origin::Operation { operation, part } => of_claim(*operation, part),
        Origin::Schema { parent, part } => of_claim(document.operations.len() + parent.0, part),
    };
    candidates.push(own(&candidates[0], &schema.pointer));
    candidates.dedup();
    let first = candidates.remove(0);
    Claim::new(first, || candidates)
}

fn component_candidates(document: &Document, key: &str) -> Vec<String> {
    let (prefix, bare_key) = (document.key_prefix(), document.bare_key(key));
    let last = bare_key.rsplit('.').find(|segment| !segment.is_empty()).unwrap_or(bare_key);
    let enum_name = snake(last).split_once("_enum_").map(|(owner, part)| overlapped(&pascal(owner), &pascal(part)));
    let bare = bare_key.replace("_enum_", "_");
    let mut candidates: Vec<String> = enum_name.into_iter().chain(suffixes(&bare).map(pascal)).collect();
    candidates.extend([pascal(bare_key), pascal(key), pascal(&format!("{prefix}{key}")), pascal(&spelled(key))]);
    candidates
}

/// Returns the last dotted segment of a key, then the last two, and so on.
fn suffixes(key: &str) -> impl Iterator<Item = &str> {
    let dots = key.rmatch_indices('.').filter(|(at, _)| at + 1 < key.len());
    dots.map(|(at, _)| &key[at + 1..]).chain([key])
}

/// Returns a name that is unique to `pointer`.
fn own(name: &str, pointer: &Pointer) -> String {
    joined(name, &pascal(&hex(pointer.as_str())))
}

fn fields(file: &str, operation: &mut Operation, found: &mut Vec<Diagnostic>) {
    let claims = operation.inputs.iter().map(input_claim).collect();
    let inputs = &operation.inputs;
    let names = settled(file, claims, reserved::REQUEST_FIELDS, FIELD, |item| inputs[item].pointer.clone(), found);
    for (input, name) in operation.inputs.iter_mut().zip(names) {
        input.name = FieldName::new(name);
    }
}

/// If a path parameter and a form property have the same name, the form property keeps it: `AccountSid` of
/// UpdateIncomingPhoneNumber is `account_sid` in the form and `path_account_sid` in the path.
fn input_claim(input: &Input) -> Claim<'_> {
    if let Some(pinned) = &input.pinned {
        return Claim::pinned(pinned);
    }
    let name = snake(&input.wire);
    let prefix = match input.location {
        ParameterLocation::Path => "path_",
        ParameterLocation::Query => "query_",
        ParameterLocation::Header => "header_",
        ParameterLocation::Form | ParameterLocation::Body => "",
    };
    Claim::new(name.clone(), move || {
        vec![
            snake(&format!("{prefix}{name}")),
            format!("{name}_"),
            snake(&format!("{prefix}{}", spelled(&input.wire))),
            format!("{prefix}{name}_{}", hex(&format!("{:?} {}", input.location, input.wire))),
        ]
    })
}

fn members(document: &mut Document, index: usize, found: &mut Vec<Diagnostic>) {
    let file = document.file.clone();
    let schema = &mut document.schemas[index];
    let (pointer, in_request) = (schema.pointer.clone(), schema.in_request);
    match &mut schema.shape {
        Shape::Object(object) => {
            let claims = object.properties.iter().map(property_claim).collect();
            let properties = &object.properties;
            let at = |item: usize| properties[item].pointer.clone();
            // Only a type that is sent has setters, and a setter can't have the name of one of the page's methods.
            let is_sent_page = object.page.is_some() && in_request;
            let reserved = if is_sent_page { reserved::PAGE_FIELDS } else { reserved::OBJECT_FIELDS };
            let names = settled(&file, claims, reserved, FIELD, at, found);
            for (property, name) in object.properties.iter_mut().zip(names) {
                property.name = FieldName::new(name);
            }
        }
        Shape::Enum(variants) => {
            let claims = variants.iter().map(|variant| variant_claim(&variant.wire)).collect();
            let at = |item: usize| pointer.child("enum").index(item);
            let names = settled(&file, claims, reserved::VARIANTS, TYPE, at, found);
            for (variant, name) in variants.iter_mut().zip(names) {
                variant.name = TypeName::new(name);
            }
        }
        Shape::Union(union) => {
            let claims = union.variants.iter().map(|variant| variant_claim(&variant.value)).collect();
            let names = settled(&file, claims, reserved::VARIANTS, TYPE, |_| pointer.clone(), found);
            for (variant, name) in union.variants.iter_mut().zip(names) {
                variant.name = TypeName::new(name);
            }
        }
    }
}

fn property_claim(property: &Property) -> Claim<'_> {
    if let Some(pinned) = &property.pinned {
        return Claim::pinned(pinned);
    }
    let (wire, name) = (&property.wire, snake(&property.wire));
    Claim::new(name.clone(), move || vec![format!("{name}_"), snake(&spelled(wire)), format!("{name}_{}", hex(wire))])
}

/// In one enum, `head` and `HEAD` become `HeadLowercase` and `HeadUppercase`.
fn variant_claim(wire: &str) -> Claim<'_> {
    let name = pascal(wire);
    Claim::new(name.clone(), move || {
        vec![
            pascal(&spelled(wire)),
            joined(&name, case_word(wire)),
            joined(&pascal(&spelled(wire)), case_word(wire)),
            joined(&name, &pascal(&hex(wire))),
        ]
    })
}

/// Resources with the same module name share a file. Users don't see this, because the modules are private.
fn files(document: &mut Document, found: &mut Vec<Diagnostic>) {
    for resource in &mut document.resources {
        resource.module = module(&resource.title, &["descriptions", "mod_"]);
        if resource.module.as_str().len() > LONGEST {
            let at = Location::whole(&document.file);
            let help = "give the operations of this resource a shorter tag with an overlay";
            found.push(too_long(at, &resource.title, help));
        }
    }
    document.resources.sort_by(|one, other| (&one.module, &one.title).cmp(&(&other.module, &other.title)));
    document.resources.dedup_by(|later, first| {
        let same = later.module == first.module;
        if same {
            first.operations.append(&mut later.operations);
            first.schemas.append(&mut later.schemas);
        }
        same
    });
}

/// Returns the names that the claims settle on, or none if there is an error.
fn settled(
    file: &str,
    claims: Vec<Claim<'_>>,
    reserved: &[&str],
    style: Style,
    at: impl Fn(usize) -> Pointer,
    found: &mut Vec<Diagnostic>,
) -> Vec<String> {
    let before = found.len();
    for (item, claim) in claims.iter().enumerate() {
        if claim.pinned && !(style.holds)(&claim.first) {
            let what = format!("`x-rust-name` is `{}`, which isn't a valid {}", claim.first.escape_debug(), style.what);
            found.push(Diagnostic::new(Location::new(file, at(item)), what).help(style.help));
        }
    }
    let names = settle(&claims, reserved).unwrap_or_else(|clash| {
        let what = format!("name `{}` is reserved or already taken", clash.name.escape_debug());
        found.push(
            Diagnostic::new(Location::new(file, at(clash.item)), what)
                .help("set another name with `x-rust-name` in an overlay"),
        );
        claims.iter().map(|claim| claim.first.clone()).collect()
    });
    for (item, name) in names.iter().enumerate().filter(|(_, name)| name.len() > LONGEST) {
        let help = "set a shorter name with `x-rust-name` in an overlay";
        found.push(too_long(Location::new(file, at(item)), name, help));
    }
    if found.len() == before { names } else { Vec::new() }
}

fn too_long(at: Location, name: &str, help: &str) -> Diagnostic {
    let start: String = name.chars().take(40).collect();
    let what = format!(
        "name starting with `{}` has {} characters, more than the limit of {LONGEST}",
        start.escape_debug(),
        name.len()
    );
    Diagnostic::new(at, what).help(help)
}
