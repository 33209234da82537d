//! Lowers `oneOf`, `anyOf` and `allOf` to one object or a union.
//!
//! With a discriminator, the alternatives become a union. Without one, there is no way to determine which alternative a
//! value is, so they become one object with the properties of all of them. A property is required if any part of an `allOf`
//! requires it, or if every part of a `oneOf` or `anyOf` does.

use std::collections::{BTreeMap, BTreeSet};

use indexmap::IndexMap;
use serde_json::{Map, Value};

use crate::model::{Object, Property, Schema, SchemaId, Shape, Type, Union, UnionVariant};
use crate::name::TypeName;

use super::Lower;
use super::facts::facts;
use super::node::Node;

/// The most parts that all `allOf`, `oneOf` and `anyOf` of a document may have, including nested ones and their properties.
/// This bounds the cost of nesting them. Upstream's documents had six at most.
pub(super) const MOST_PARTS: u32 = 20_000;

/// The deepest nesting of `allOf`, `oneOf` and `anyOf`. A schema that contains itself exceeds it.
const DEEPEST: u32 = 64;

const NO_OBJECT: &str = "alternative of a `discriminator` is not an object";

/// A property of a part, not lowered yet.
struct Member<'a> {
    key: &'a str,
    node: Node<'a>,
    required: bool,
}

/// A property of an object that may be combined from several parts.
pub(super) struct Members<'a> {
    pub(super) key: &'a str,
    /// Its declarations in the parts, at least one.
    pub(super) nodes: Vec<Node<'a>>,
    pub(super) required: bool,
}

impl<'a> Lower<'a> {
    /// Returns whether all parts of a combination are objects with known properties.
    pub(super) fn combines_objects(&mut self, node: &Node<'a>) -> bool {
        self.all_objects(node, DEEPEST)
    }

    /// Returns `true` if a limit is exceeded, because the combination is then rejected anyway.
    fn all_objects(&mut self, node: &Node<'a>, levels: u32) -> bool {
        if levels == 0 || !self.takes_part(node) {
            return true;
        }
        let parts: Vec<Node<'a>> = ["oneOf", "anyOf", "allOf"].iter().flat_map(|key| node.items(key)).collect();
        !parts.is_empty()
            && parts.iter().all(|part| {
                let Some(part) = self.resolved(part) else { return true };
                part.raw.get("properties").is_some() || self.all_objects(&part, levels - 1)
            })
    }

    /// Counts a part of a combination and its properties. Returns `false` once the document has too many.
    fn takes_part(&mut self, node: &Node<'a>) -> bool {
        if self.parts_left == 0 {
            return false;
        }
        let properties = node.raw.get("properties").and_then(Value::as_object).map_or(0, Map::len);
        let cost = u32::try_from(properties).unwrap_or(u32::MAX).saturating_add(1);
        self.parts_left = self.parts_left.saturating_sub(cost);
        if self.parts_left == 0 {
            let what = format!("`allOf`, `oneOf` and `anyOf` have more than {MOST_PARTS} parts in this document");
            self.wrong(
                &node.pointer,
                what,
                "check if a schema contains itself, or describe the objects with an overlay",
            );
        }
        self.parts_left > 0
    }

    fn resolved(&mut self, node: &Node<'a>) -> Option<Node<'a>> {
        match node.reference() {
            Some(reference) => self.target(node, reference, "schemas"),
            None => Some(node.clone()),
        }
    }

    /// Returns the object that a combination of objects becomes.
    pub(super) fn combined(&mut self, id: SchemaId, node: &Node<'a>) -> Object {
        let properties = self.merged(node, |lower, key, node| lower.ty(node, super::Parent::Schema(id), key, 0));
        Object { properties, page: None }
    }

    /// Returns the properties of an object and of all the parts that it combines. A property has the type that `type_of`
    /// returns for each of its declarations, or is any JSON value if they differ. It is private if any declaration is.
    pub(super) fn merged(
        &mut self,
        node: &Node<'a>,
        mut type_of: impl FnMut(&mut Self, &str, &Node<'a>) -> (Type, bool),
    ) -> Vec<Property> {
        let members = self.members(node);
        let properties = members.iter().map(|member| {
            let ty = type_of(self, member.key, &member.nodes[0]);
            let mut property = self.property_of(member.key, &member.nodes[0], member.required, ty);
            for other in member.nodes[1..].iter().filter(|other| other.raw != member.nodes[0].raw) {
                let (ty, nullable) = type_of(self, member.key, other);
                property.nullable |= nullable;
                property.read_only |= other.flag("readOnly");
                property.facts.private |= facts(other).private;
                if property.ty != ty {
                    property.ty = Type::Json;
                }
            }
            property
        });
        properties.collect()
    }

    /// Returns the properties of an object and of all the parts that it combines, each once, in the order found.
    fn members(&mut self, node: &Node<'a>) -> Vec<Members<'a>> {
        let mut found: IndexMap<&'a str, Members<'a>> = IndexMap::new();
        for Member { key, node, required } in self.gather(node, DEEPEST) {
            let members = found.entry(key).or_insert_with(|| Members { key, nodes: Vec::new(), required: false });
            members.required |= required;
            members.nodes.push(node);
        }
        found.into_values().collect()
    }

    fn gather(&mut self, node: &Node<'a>, levels: u32) -> Vec<Member<'a>> {
        if !self.takes_part(node) {
            return Vec::new();
        }
        if levels == 0 {
            let what = format!("`allOf`, `oneOf` and `anyOf` are nested more than {DEEPEST} levels deep");
            self.wrong(
                &node.pointer,
                what,
                "check if a schema contains itself, or describe the object with an overlay",
            );
            return Vec::new();
        }
        let own = BTreeSet::from_iter(node.texts("required"));
        let own_members = node.members("properties").into_iter();
        let mut members: Vec<Member<'a>> =
            own_members.map(|(key, node)| Member { key, node, required: false }).collect();
        for key in ["allOf", "oneOf", "anyOf"] {
            let mut parts = Vec::new();
            for part in node.items(key) {
                if let Some(part) = self.resolved(&part) {
                    parts.push(self.gather(&part, levels - 1));
                }
            }
            if key != "allOf" {
                keep_common_requirements(&mut parts);
            }
            members.extend(parts.into_iter().flatten());
        }
        for member in &mut members {
            member.required |= own.contains(&member.key);
        }
        members
    }

    /// Lowers a schema with a discriminator to a union.
    pub(super) fn union(&mut self, node: &Node<'a>) -> Shape {
        let tag = node.get("discriminator").and_then(|it| it.text("propertyName")).unwrap_or_default().to_owned();
        let parts: Vec<Node<'a>> = ["oneOf", "anyOf"].iter().flat_map(|key| node.items(key)).collect();
        if parts.is_empty() || node.get("properties").is_some() || node.get("allOf").is_some() {
            let what = "schema with a `discriminator` has no alternatives, or has properties of its own";
            self.wrong(&node.pointer, what, "list the alternatives in `oneOf` and nothing else, with an overlay");
        }
        let mut values = self.mapping(node, &parts);
        let mut variants: Vec<UnionVariant> = Vec::new();
        for part in parts {
            let Some(reference) = part.reference() else {
                self.wrong(
                    &part.pointer,
                    "alternative of a `discriminator` is not a `$ref`",
                    "make it a component with an overlay",
                );
                continue;
            };
            let (Type::Named(schema), _) = self.ty(&part, super::Parent::Schema(SchemaId(0)), "", 0) else {
                self.wrong(&part.pointer, NO_OBJECT, "give it `properties` with an overlay");
                continue;
            };
            if variants.iter().any(|known| known.schema == schema) {
                self.wrong(&part.pointer, "duplicate alternative of a `discriminator`", "remove one with an overlay");
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
        Shape::Union(Union { tag, variants })
    }

    /// Returns the values of the tag for each alternative.
    fn mapping(&mut self, node: &Node<'a>, parts: &[Node<'a>]) -> BTreeMap<&'a str, Vec<String>> {
        let known: BTreeSet<&str> = parts.iter().filter_map(|part| part.reference()).map(part_name).collect();
        let mapping = node.at(&["discriminator", "mapping"]).map(|mapping| mapping.entries()).unwrap_or_default();
        let mut values: BTreeMap<&'a str, Vec<String>> = BTreeMap::new();
        for (value, target) in mapping {
            match target.raw.as_str().map(part_name).filter(|target| known.contains(target)) {
                Some(target) => values.entry(target).or_default().push(value.to_owned()),
                None => {
                    let what = format!(
                        "`discriminator` value `{}` maps to a schema that isn't an alternative",
                        value.escape_debug()
                    );
                    self.wrong(&target.pointer, what, "add the schema to `oneOf` with an overlay");
                }
            }
        }
        values
    }

    /// Rejects alternatives that aren't objects: they have no tag, and could be the union itself.
    pub(super) fn unions(&mut self) {
        let alternatives = |schema: &Schema| match &schema.shape {
            Shape::Union(union) => union.variants.iter().map(|variant| variant.schema).collect(),
            _ => Vec::new(),
        };
        for index in 0..self.schemas.len() {
            for schema in alternatives(&self.schemas[index]) {
                if !matches!(self.schemas[schema.0].shape, Shape::Object(_)) {
                    let pointer = self.schemas[index].pointer.clone();
                    self.wrong(&pointer, NO_OBJECT, "give it `properties` with an overlay");
                }
            }
        }
    }
}

fn part_name(reference: &str) -> &str {
    reference.rsplit('/').next().unwrap_or(reference)
}

/// Makes a property required only if all alternatives require it.
fn keep_common_requirements(parts: &mut [Vec<Member<'_>>]) {
    let required = |part: &Vec<Member<'_>>| -> BTreeSet<String> {
        part.iter().filter(|member| member.required).map(|member| member.key.to_owned()).collect()
    };
    let common = parts.iter().map(required).reduce(|all, part| &all & &part).unwrap_or_default();
    for member in parts.iter_mut().flatten() {
        member.required = common.contains(member.key);
    }
}
