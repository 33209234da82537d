//! Lowers `oneOf`, `anyOf` and `allOf` to one object or a union.
//!
//! With a discriminator, the alternatives become a union. Without one, the alternative of a value can't be determined, so they
//! become one object with the properties of all of them. A property is required if any part of an `allOf` requires it, or if
//! every part of a `oneOf` or `anyOf` does.

use std::collections::{BTreeMap, BTreeSet};

use indexmap::IndexMap;
use serde_json::{Map, Value};

use crate::ident::TypeName;
use crate::model::{Object, Origin, Property, Schema, SchemaId, Shape, Type, Union, UnionVariant};
use crate::text::quoted;

use super::context::{Context, Typed};
use super::facts::SCHEMA_FACTS;
use super::marks::is_private;
use super::node::Node;
use super::property::{declare_also, lower_property};
use super::schema::{leave_aside, lower_reference, lower_type, reject_pin};

/// The most parts that all `allOf`, `oneOf` and `anyOf` of a document may have, including nested ones and their properties.
/// This bounds the cost of nesting them. Upstream's documents had six at most.
pub(super) const MOST_PARTS: u32 = 20_000;

/// The deepest nesting of `allOf`, `oneOf` and `anyOf`. A schema that contains itself exceeds it.
const DEEPEST: u32 = 64;

const NO_OBJECT: &str = "alternative of a `discriminator` is not an object";

/// The properties of a combination, not lowered yet.
#[derive(Default)]
struct Gathered<'a> {
    /// The declarations of each property.
    properties: IndexMap<&'a str, Vec<Node<'a>>>,
    /// The names of those that are required, and maybe others.
    required: BTreeSet<&'a str>,
    /// The names of those in a part that is private as a whole.
    private: BTreeSet<&'a str>,
}

/// Returns whether all parts of a combination are objects with known properties.
pub(super) fn combines_objects<'a>(ctx: &mut Context<'a>, node: &Node<'a>) -> bool {
    are_objects(ctx, node, DEEPEST)
}

/// Returns `true` if a limit is exceeded, because the combination is then rejected anyway.
fn are_objects<'a>(ctx: &mut Context<'a>, node: &Node<'a>, levels: u32) -> bool {
    if levels == 0 || !takes_part(ctx, node) {
        return true;
    }
    let parts: Vec<Node<'a>> = ["oneOf", "anyOf", "allOf"].iter().flat_map(|key| node.items(key)).collect();
    !parts.is_empty()
        && parts.iter().all(|part| {
            let Some(part) = resolved(ctx, part) else { return true };
            part.raw.get("properties").is_some() || are_objects(ctx, &part, levels - 1)
        })
}

/// Counts a part of a combination and its properties. Returns `false` once the document has too many.
fn takes_part(ctx: &mut Context<'_>, node: &Node<'_>) -> bool {
    if ctx.parts_left == 0 {
        return false;
    }
    let properties = node.raw.get("properties").and_then(Value::as_object).map_or(0, Map::len);
    let cost = u32::try_from(properties).unwrap_or(u32::MAX).saturating_add(1);
    ctx.parts_left = ctx.parts_left.saturating_sub(cost);
    if ctx.parts_left == 0 {
        let what = format!("`allOf`, `oneOf` and `anyOf` have more than {MOST_PARTS} parts in this document");
        ctx.wrong(&node.pointer, what, "check if a schema contains itself, or describe the objects with an overlay");
    }
    ctx.parts_left > 0
}

fn resolved<'a>(ctx: &mut Context<'a>, node: &Node<'a>) -> Option<Node<'a>> {
    match node.reference() {
        Some(reference) => ctx.target(node, reference, "schemas").map(|(_, target)| target),
        None => Some(node.clone()),
    }
}

/// Returns what an object becomes, or a combination of objects.
pub(super) fn lower_object<'a>(ctx: &mut Context<'a>, id: SchemaId, node: &Node<'a>) -> Object {
    let ty = |ctx: &mut Context<'a>, key: &str, node: &Node<'a>| {
        lower_type(ctx, node, Origin::Schema { parent: id, part: key.to_owned() })
    };
    Object { properties: lower_properties(ctx, node, ty), page: None }
}

/// Lowers the properties of an object and of all the parts that it combines, each once, in the order found. `type_of` lowers
/// the type of one declaration.
pub(super) fn lower_properties<'a>(
    ctx: &mut Context<'a>,
    node: &Node<'a>,
    mut type_of: impl FnMut(&mut Context<'a>, &str, &Node<'a>) -> Typed,
) -> Vec<Property> {
    let Gathered { properties, required, private } = gather(ctx, node, DEEPEST);
    // Such a name has no schema that could be checked.
    required.iter().filter(|name| !properties.contains_key(*name)).for_each(|_| ctx.keywords.leave_aside("required"));
    let properties = properties.into_iter().map(|(key, nodes)| {
        let first = &nodes[0];
        let typed = type_of(ctx, key, first);
        let mut property = lower_property(ctx, key, first, typed);
        property.required = required.contains(key);
        property.facts.private |= private.contains(key);
        for other in nodes[1..].iter().filter(|other| other.raw != first.raw) {
            let typed = type_of(ctx, key, other);
            declare_also(ctx, &mut property, (first, other), &typed);
        }
        property
    });
    properties.collect()
}

fn gather<'a>(ctx: &mut Context<'a>, node: &Node<'a>, levels: u32) -> Gathered<'a> {
    if levels == 0 {
        let what = format!("`allOf`, `oneOf` and `anyOf` are nested more than {DEEPEST} levels deep");
        ctx.wrong(&node.pointer, what, "check if a schema contains itself, or describe the object with an overlay");
        return Gathered::default();
    }
    // Other members than the properties are kept as they are, whatever they may be.
    leave_aside(ctx, node, &["additionalProperties"]);
    let mut found = Gathered { required: BTreeSet::from_iter(node.texts("required")), ..Gathered::default() };
    for (key, node) in node.members("properties") {
        found.properties.entry(key).or_default().push(node);
    }
    for key in ["allOf", "oneOf", "anyOf"] {
        let mut required: Vec<BTreeSet<&'a str>> = Vec::new();
        for part in node.items(key) {
            let is_private = is_private(part.raw);
            leave_part_aside(ctx, &part);
            let Some(part) = resolved(ctx, &part).filter(|part| takes_part(ctx, part)) else { continue };
            if !["properties", "required", "allOf", "oneOf", "anyOf"].iter().any(|key| part.has(key)) {
                // An object without properties adds nothing.
                ctx.keywords.leave_aside(key);
                continue;
            }
            let is_private = is_private || self::is_private(part.raw);
            let part = gather(ctx, &part, levels - 1);
            found.private.extend(part.private);
            for (key, nodes) in part.properties {
                found.private.extend(is_private.then_some(key));
                found.properties.entry(key).or_default().extend(nodes);
            }
            required.push(part.required);
        }
        let required = match key {
            "allOf" => required.into_iter().flatten().collect(),
            // Only what all alternatives require is required.
            _ => required.into_iter().reduce(|all, part| &all & &part).unwrap_or_default(),
        };
        found.required.extend(required);
    }
    found
}

/// Counts the facts about a part of a combination. Only those about its properties have an effect, and the flags.
pub(super) fn leave_part_aside(ctx: &mut Context<'_>, part: &Node<'_>) {
    leave_aside(ctx, part, SCHEMA_FACTS);
    leave_aside(ctx, part, &["nullable", "deprecated", "readOnly"]);
    reject_pin(ctx, part, "set it on the schema that has this part");
}

/// Lowers a schema with a discriminator to a union.
pub(super) fn lower_union<'a>(ctx: &mut Context<'a>, node: &Node<'a>) -> Union {
    let tag = node.get("discriminator").and_then(|it| it.text("propertyName")).unwrap_or_default().to_owned();
    let parts: Vec<Node<'a>> = ["oneOf", "anyOf"].iter().flat_map(|key| node.items(key)).collect();
    if parts.is_empty() || node.get("properties").is_some() || node.get("allOf").is_some() {
        let what =
            "schema with a `discriminator` has no alternatives in `oneOf`, or has `properties` or `allOf` of its own";
        ctx.wrong(&node.pointer, what, "list the alternatives in `oneOf` and nothing else, with an overlay");
    }
    parts.iter().for_each(|part| leave_part_aside(ctx, part));
    let mut values = lower_mapping(ctx, node, &parts);
    let mut variants: Vec<UnionVariant> = Vec::new();
    for part in parts {
        let Some(reference) = part.reference() else {
            ctx.wrong(
                &part.pointer,
                "alternative of a `discriminator` is not a `$ref`",
                "make it a component with an overlay",
            );
            continue;
        };
        let Type::Named(schema) = lower_reference(ctx, &part, reference).ty else {
            ctx.wrong(&part.pointer, NO_OBJECT, "give it `properties` with an overlay");
            continue;
        };
        if variants.iter().any(|known| known.schema == schema) {
            ctx.wrong(&part.pointer, "duplicate alternative of a `discriminator`", "remove one with an overlay");
            continue;
        }
        let mut values = values.remove(part_name(reference)).unwrap_or_default().into_iter();
        variants.push(UnionVariant {
            value: values.next().unwrap_or_else(|| part_name(reference).to_owned()),
            aliases: values.collect(),
            name: TypeName::default(),
            schema,
        });
    }
    Union { tag, variants }
}

/// Returns the values of the tag for each alternative.
fn lower_mapping<'a>(ctx: &mut Context<'a>, node: &Node<'a>, parts: &[Node<'a>]) -> BTreeMap<&'a str, Vec<String>> {
    let known: BTreeSet<&str> = parts.iter().filter_map(|part| part.reference()).map(part_name).collect();
    let mapping = node.at(&["discriminator", "mapping"]).map(|mapping| mapping.entries()).unwrap_or_default();
    let mut values: BTreeMap<&'a str, Vec<String>> = BTreeMap::new();
    for (value, target) in mapping {
        match target.raw.as_str().map(part_name).filter(|target| known.contains(target)) {
            Some(target) => values.entry(target).or_default().push(value.to_owned()),
            None => {
                let shown = quoted(value);
                let what = format!("`discriminator` value {shown} maps to a schema that isn't an alternative");
                ctx.wrong(&target.pointer, what, "add the schema to `oneOf` with an overlay");
            }
        }
    }
    values
}

/// Rejects alternatives that aren't objects: they have no tag, and could be the union itself.
pub(super) fn check_alternatives(ctx: &mut Context<'_>) {
    let alternatives = |schema: &Schema| match &schema.shape {
        Shape::Union(union) => union.variants.iter().map(|variant| variant.schema).collect(),
        _ => Vec::new(),
    };
    for index in 0..ctx.schemas.len() {
        for schema in alternatives(&ctx.schemas[index]) {
            if !matches!(ctx.schemas[schema.0].shape, Shape::Object(_)) {
                let pointer = ctx.schemas[index].pointer.clone();
                ctx.wrong(&pointer, NO_OBJECT, "give it `properties` with an overlay");
            }
        }
    }
}

fn part_name(reference: &str) -> &str {
    reference.rsplit('/').next().unwrap_or(reference)
}
