//! Assigns a Rust name to everything in a lowered document.

use crate::diagnostic::{Diagnostic, Diagnostics, Location, Pointer};
use crate::ident::spelling::{case_word, hex, is_field, is_type, joined, overlapped, spelled};
use crate::ident::{FieldName, TypeName, module, pascal, reserved, snake};
use crate::model::{
    Document, Input, MOST_POSITIONAL, Operation, Origin, ParameterLocation, Property, Schema, Shape, UnionVariant,
    Variant,
};
use crate::text::quoted;

use super::scope::{Claim, settle};

/// The maximum length of a name. The compiler allows longer names, but file systems don't, and they are hard to read.
const LONGEST: usize = 200;

/// The kinds of names, with the rules for those that an overlay pins.
#[derive(Clone, Copy)]
struct Style<N> {
    new: fn(String) -> N,
    holds: fn(&str) -> bool,
    what: &'static str,
    help: &'static str,
}

const TYPE: Style<TypeName> = Style {
    new: TypeName::new,
    holds: is_type,
    what: "type name",
    help: "use letters and digits in PascalCase, and not a keyword",
};
const FIELD: Style<FieldName> = Style {
    new: FieldName::new,
    holds: is_field,
    what: "field name",
    help: "use lowercase letters, digits and `_` in snake_case, and not a keyword",
};

/// An item to name: its claim, its location, and where its name goes.
type Unnamed<'c, 'n, N> = (Claim<'c>, Pointer, &'n mut N);

/// Assigns every name of a document: types, fields, variants and files.
///
/// # Errors
///
/// Returns an error for each pinned name that isn't an identifier of the right case, or is reserved or already taken, and for each
/// name of more than 200 characters.
pub fn assign(document: &mut Document) -> Result<(), Diagnostics> {
    let mut found = Vec::new();
    types(document, &mut found);
    let file = &document.file;
    for operation in &mut document.operations {
        let inputs = operation.inputs.iter_mut().map(|input| {
            let Input { location, wire, pinned, pointer, name, .. } = input;
            (input_claim(*location, wire, pinned.as_deref()), pointer.clone(), name)
        });
        settle_names(file, inputs.collect(), reserved::REQUEST_FIELDS, FIELD, &mut found);
    }
    for schema in &mut document.schemas {
        members(file, schema, &mut found);
    }
    files(document, &mut found);
    if found.is_empty() { Ok(()) } else { Err(found.into_iter().collect()) }
}

fn types(document: &mut Document, found: &mut Vec<Diagnostic>) {
    let mut claims: Vec<Claim<'static>> = document.operations.iter().map(operation_claim).collect();
    for schema in &document.schemas {
        claims.push(schema_claim(document, schema, &claims));
    }
    let counts = document.operations.iter().map(|operation| operation.required().count());
    let counts: Vec<usize> = counts.chain(document.schemas.iter().map(|schema| schema.required().count())).collect();
    let operations = document.operations.iter_mut().map(|it| (&it.pointer, &mut it.name, &mut it.required_name));
    let schemas = document.schemas.iter_mut().map(|it| (&it.pointer, &mut it.name, &mut it.required_name));
    let (mut items, mut structs) = (Vec::new(), Vec::new());
    for ((claim, count), (pointer, name, required_name)) in
        claims.into_iter().zip(counts).zip(operations.chain(schemas))
    {
        if count > MOST_POSITIONAL {
            let required = required_claim(&claim);
            structs.push((required, pointer.clone(), required_name.insert(TypeName::default())));
        }
        items.push((claim, pointer.clone(), name));
    }
    items.append(&mut structs);
    settle_names(&document.file, items, &reserved::types(), TYPE, found);
}

/// Returns the claim of the struct that `new` takes instead of more than four values.
fn required_claim(owner: &Claim<'_>) -> Claim<'static> {
    let mut candidates = owner.candidates().map(|name| joined(name, "Required"));
    let first = candidates.next().unwrap_or_default();
    let others: Vec<String> = candidates.collect();
    Claim::new(first, || others)
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

/// If a path parameter and a form property have the same name, the form property keeps it: `AccountSid` of
/// UpdateIncomingPhoneNumber is `account_sid` in the form and `path_account_sid` in the path.
fn input_claim<'a>(location: ParameterLocation, wire: &'a str, pinned: Option<&str>) -> Claim<'a> {
    if let Some(pinned) = pinned {
        return Claim::pinned(pinned);
    }
    let name = snake(wire);
    let prefix = match location {
        ParameterLocation::Path => "path_",
        ParameterLocation::Query => "query_",
        ParameterLocation::Header => "header_",
        ParameterLocation::Form | ParameterLocation::Body => "",
    };
    Claim::new(name.clone(), move || {
        vec![
            snake(&format!("{prefix}{name}")),
            format!("{name}_"),
            snake(&format!("{prefix}{}", spelled(wire))),
            format!("{prefix}{name}_{}", hex(&format!("{location:?} {wire}"))),
        ]
    })
}

fn members(file: &str, schema: &mut Schema, found: &mut Vec<Diagnostic>) {
    let pointer = &schema.pointer;
    let variants = match &mut schema.shape {
        Shape::Object(object) => {
            let properties = object.properties.iter_mut().map(|property| {
                let Property { wire, pinned, pointer, name, .. } = property;
                (property_claim(wire, pinned.as_deref()), pointer.clone(), name)
            });
            return settle_names(file, properties.collect(), reserved::OBJECT_FIELDS, FIELD, found);
        }
        Shape::Enum(variants) => {
            let variants = variants.iter_mut().enumerate().map(|(index, Variant { wire, name, .. })| {
                (variant_claim(wire), pointer.child("enum").index(index), name)
            });
            variants.collect()
        }
        Shape::Union(union) => {
            let variants = union.variants.iter_mut();
            variants.map(|UnionVariant { value, name, .. }| (variant_claim(value), pointer.clone(), name)).collect()
        }
    };
    settle_names(file, variants, reserved::VARIANTS, TYPE, found);
}

fn property_claim<'a>(wire: &'a str, pinned: Option<&str>) -> Claim<'a> {
    if let Some(pinned) = pinned {
        return Claim::pinned(pinned);
    }
    let name = snake(wire);
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
            let help = "give the operations of this resource a shorter tag with an overlay";
            found.push(Diagnostic::new(Location::whole(&document.file), too_long(&resource.title)).help(help));
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

/// Gives the items of a scope the names that their claims settle on, unless there is an error.
fn settle_names<N>(
    file: &str,
    items: Vec<Unnamed<'_, '_, N>>,
    reserved: &[&str],
    style: Style<N>,
    found: &mut Vec<Diagnostic>,
) {
    let before = found.len();
    let mut wrong = |pointer: &Pointer, what: String, help: &str| {
        found.push(Diagnostic::new(Location::new(file, pointer.clone()), what).help(help));
    };
    for (claim, pointer, _) in items.iter().filter(|(claim, ..)| claim.pinned && !(style.holds)(&claim.first)) {
        let what = format!("`x-rust-name` is {}, which isn't a valid {}", quoted(&claim.first), style.what);
        wrong(pointer, what, style.help);
    }
    let claims: Vec<&Claim<'_>> = items.iter().map(|(claim, ..)| claim).collect();
    let names = settle(&claims, reserved).unwrap_or_else(|clash| {
        let what = format!("name {} is reserved or already taken", quoted(&clash.name));
        wrong(&items[clash.item].1, what, "set another name with `x-rust-name` in an overlay");
        claims.iter().map(|claim| claim.first.clone()).collect()
    });
    for ((_, pointer, _), name) in items.iter().zip(&names).filter(|(_, name)| name.len() > LONGEST) {
        wrong(pointer, too_long(name), "set a shorter name with `x-rust-name` in an overlay");
    }
    if found.len() == before {
        items.into_iter().zip(names).for_each(|((.., slot), name)| *slot = (style.new)(name));
    }
}

fn too_long(name: &str) -> String {
    let start: String = name.chars().take(40).collect();
    format!("name starting with {} has {} characters, more than the limit of {LONGEST}", quoted(&start), name.len())
}
