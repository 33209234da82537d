//! Lowers a schema to the type of its values, and adds the named types it needs.

use std::collections::BTreeSet;

use serde_json::Value;

use crate::model::{Object, Origin, Property, Schema, SchemaId, Shape, Type, Variant};
use crate::name::{FieldName, TypeName};

use super::facts::{facts, pinned};
use super::node::Node;
use super::paging::is_page_meta;
use super::{Component, Lower, Parent, inline};

/// The longest chain of aliases. Upstream's longest has two.
const DEEPEST: usize = 32;

/// The HTTP methods that the runtime's `HttpMethod` has. Enums of only these methods use that type.
const HTTP_METHODS: &[&str] = &["GET", "POST", "PUT", "PATCH", "DELETE", "HEAD", "OPTIONS"];

/// The kind of type that a schema becomes, inferred from its keywords alone.
pub(super) enum Kind {
    /// A type of its own.
    Named,
    /// A built-in type, or one composed of other types.
    Plain,
}

impl<'a> Lower<'a> {
    /// Reserves an index in the model for each component, then lowers them in document order.
    pub(super) fn components(&mut self) {
        let schemas = self.root().at(&["components", "schemas"]).map(|schemas| schemas.entries()).unwrap_or_default();
        for (key, node) in &schemas {
            let id = self.reserve(node, Origin::Component((*key).to_owned()));
            self.components.insert(key, Component::Waiting(id));
        }
        for (index, (key, node)) in schemas.iter().enumerate() {
            if matches!(self.kind(node), Kind::Named) && !self.is_http_method(node) {
                let ty = Type::Named(SchemaId(index));
                self.components.insert(key, Component::Known(ty, node.flag("nullable")));
            }
        }
        for (index, (key, node)) in schemas.iter().enumerate() {
            let id = SchemaId(index);
            if self.component(key, node, 0).0 == Type::Named(id) {
                self.fill(id, node);
            }
        }
        self.settle();
    }

    /// Lowers the structure of every type found so far.
    pub(super) fn settle(&mut self) {
        while let Some((id, node)) = self.waiting.pop_front() {
            self.fill(id, &node);
        }
    }

    fn reserve(&mut self, node: &Node<'a>, origin: Origin) -> SchemaId {
        self.add(Schema {
            origin,
            pointer: node.pointer.clone(),
            name: TypeName::default(),
            pinned: pinned(node),
            shape: Shape::Object(Object::default()),
            facts: facts(node),
            in_request: false,
            required_name: None,
        })
    }

    /// Returns the type of a reference to a component, and whether it can be null.
    fn component(&mut self, key: &str, node: &Node<'a>, depth: usize) -> (Type, bool) {
        let Some((&key, state)) = self.components.get_key_value(key) else { return (Type::Json, true) };
        let id = match state {
            Component::Known(ty, nullable) => return (ty.clone(), *nullable),
            Component::Waiting(id) if depth <= DEEPEST => *id,
            Component::Waiting(_) => {
                let what = format!("schema `{}` is behind a chain of more than {DEEPEST} aliases", key.escape_debug());
                self.wrong(&node.pointer, what, "refer to the final schema directly");
                return (Type::Json, true);
            }
            Component::Entered => {
                let what = format!("schema `{}` is an alias of itself", key.escape_debug());
                self.wrong(&node.pointer, what, "give it its own type");
                return (Type::Json, true);
            }
        };
        self.components.insert(key, Component::Entered);
        let (ty, nullable) = self.ty(node, Parent::Schema(id), "Item", depth + 1);
        if nesting(&ty) > DEEPEST {
            let what = format!("schema `{}` nests arrays and maps more than {DEEPEST} levels deep", key.escape_debug());
            self.wrong(&node.pointer, what, "make one of them an object with its own type");
            self.components.insert(key, Component::Known(Type::Json, true));
            return (Type::Json, true);
        }
        self.components.insert(key, Component::Known(ty.clone(), nullable));
        (ty, nullable)
    }

    /// Returns the type at `node` and whether its values can be null. An inline type is named after `parent` and `part`.
    pub(super) fn ty(&mut self, node: &Node<'a>, parent: Parent, part: &str, depth: usize) -> (Type, bool) {
        if let Some(reference) = node.reference() {
            let Some(target) = self.target(node, reference, "schemas") else { return (Type::Json, true) };
            let key = target.pointer.keys().last().unwrap_or_default();
            let (ty, nullable) = self.component(&key, &target, depth);
            return (ty, nullable || node.flag("nullable"));
        }
        let nullable = node.flag("nullable") || node.items("enum").iter().any(|value| value.raw.is_null());
        let ty = match self.kind(node) {
            Kind::Named if self.is_http_method(node) => Type::HttpMethod,
            Kind::Named if part == "meta" && is_page_meta(node) => Type::PageMeta,
            Kind::Named => {
                let id = self.reserve(node, inline(&parent, part));
                match node.raw.get("enum") {
                    Some(_) => self.fill(id, node),
                    None => self.waiting.push_back((id, node.clone())),
                }
                Type::Named(id)
            }
            Kind::Plain => match only_part(node) {
                Some(only) => {
                    let (ty, also) = self.ty(&only, parent, part, depth);
                    return (ty, nullable || also);
                }
                None => self.plain(node, parent, part, depth),
            },
        };
        (ty, nullable)
    }

    /// Returns whether the schema becomes a type of its own.
    pub(super) fn kind(&mut self, node: &Node<'a>) -> Kind {
        let has = |key: &str| node.raw.get(key).is_some_and(|value| !is_empty(value));
        let combines = ["oneOf", "anyOf", "allOf"].into_iter().any(has);
        if node.reference().is_some() {
            return Kind::Plain;
        }
        if has("enum") || has("properties") {
            return Kind::Named;
        }
        if only_part(node).is_some() {
            return Kind::Plain;
        }
        if combines && (has("discriminator") || self.combines_objects(node)) {
            return Kind::Named;
        }
        Kind::Plain
    }

    fn is_http_method(&self, node: &Node<'a>) -> bool {
        let values = node.texts("enum");
        node.text("format") == Some("http-method") && values.iter().all(|value| HTTP_METHODS.contains(value))
    }

    /// Lowers the structure of a reserved schema.
    fn fill(&mut self, id: SchemaId, node: &Node<'a>) {
        let has = |key: &str| node.raw.get(key).is_some_and(|value| !is_empty(value));
        let shape = if has("enum") {
            Shape::Enum(self.variants(node))
        } else if node.raw.get("discriminator").is_some() {
            self.union(node)
        } else if ["oneOf", "anyOf", "allOf"].into_iter().any(has) {
            Shape::Object(self.combined(id, node))
        } else {
            Shape::Object(self.object(id, node))
        };
        self.schemas[id.0].shape = shape;
    }

    fn variants(&mut self, node: &Node<'a>) -> Vec<Variant> {
        if !matches!(node.text("type"), None | Some("string")) {
            let what = format!("`enum` has type `{}`", node.text("type").unwrap_or_default().escape_debug());
            self.wrong(&node.pointer, what, "only string enums are supported: correct it with an overlay");
        }
        let mut variants: Vec<Variant> = Vec::new();
        let mut known = BTreeSet::new();
        for value in node.items("enum") {
            match value.raw {
                Value::Null => {}
                Value::String(text) if known.insert(text) => {
                    variants.push(Variant { wire: text.clone(), name: TypeName::default(), description: None });
                }
                Value::String(text) => {
                    self.wrong(
                        &value.pointer,
                        format!("duplicate `enum` value `{}`", text.escape_debug()),
                        "remove one of them",
                    );
                }
                _ => self.wrong(&value.pointer, "`enum` value is not a string", "only string enums are supported"),
            }
        }
        if variants.is_empty() {
            self.wrong(&node.pointer, "`enum` has no values other than null", "correct it with an overlay");
        }
        variants
    }

    fn object(&mut self, id: SchemaId, node: &Node<'a>) -> Object {
        let required = BTreeSet::from_iter(node.texts("required"));
        let members = node.members("properties");
        let properties = members.iter().map(|(key, property)| self.property(id, key, property, required.contains(key)));
        Object { properties: properties.collect(), page: None }
    }

    fn property(&mut self, id: SchemaId, key: &str, node: &Node<'a>, required: bool) -> Property {
        let ty = self.ty(node, Parent::Schema(id), key, 0);
        self.property_of(key, node, required, ty)
    }

    /// Returns a property of the given type and nullability.
    pub(super) fn property_of(
        &mut self,
        key: &str,
        node: &Node<'a>,
        required: bool,
        (ty, nullable): (Type, bool),
    ) -> Property {
        self.unpin(&ty, node);
        Property {
            wire: key.to_owned(),
            pointer: node.pointer.clone(),
            name: FieldName::default(),
            pinned: pinned(node),
            ty,
            required,
            nullable,
            read_only: node.flag("readOnly"),
            boxed: false,
            facts: facts(node),
        }
    }

    /// Unpins an inline type: a name that is pinned on its property belongs to the field.
    fn unpin(&mut self, ty: &Type, node: &Node<'a>) {
        if let Type::Named(id) = ty {
            let schema = &mut self.schemas[id.0];
            if schema.pointer == node.pointer {
                schema.pinned = None;
            }
        }
    }

    fn plain(&mut self, node: &Node<'a>, parent: Parent, part: &str, depth: usize) -> Type {
        if node.raw.get("not").is_some() {
            self.wrong(
                &node.pointer,
                "keyword `not` is not supported",
                "describe the value another way with an overlay",
            );
            return Type::Json;
        }
        match node.text("type") {
            None => Type::Json,
            Some("string") => string(node.text("format")),
            Some("boolean") => Type::Boolean,
            Some("integer") => Type::Integer,
            // Twilio declares that this number is a string on the wire.
            Some("number") if override_type(node) == Some("string") => Type::String,
            Some("number") => Type::Number,
            Some("array") => self.array(node, parent, part, depth),
            Some("object") => self.free_object(node, parent, part, depth),
            Some(other) => {
                self.wrong(
                    &node.pointer,
                    format!("unknown `type` `{}`", other.escape_debug()),
                    "correct it with an overlay",
                );
                Type::Json
            }
        }
    }

    fn array(&mut self, node: &Node<'a>, parent: Parent, part: &str, depth: usize) -> Type {
        let Some(items) = node.get("items") else {
            self.wrong(&node.pointer, "array has no `items`", "add `items` with an overlay");
            return Type::Json;
        };
        Type::Array(Box::new(self.element(&items, parent, part, depth)))
    }

    /// Returns the type of an object without `properties`.
    fn free_object(&mut self, node: &Node<'a>, parent: Parent, part: &str, depth: usize) -> Type {
        if let Some(format) = node.text("format") {
            if format == "uri-map" {
                return Type::Map(Box::new(Type::Nullable(Box::new(Type::String))));
            }
            if let Some(prefix) = format.strip_prefix("prefixed-collapsible-map-") {
                return Type::PrefixedMap(prefix.to_owned());
            }
        }
        match node.get("additionalProperties") {
            Some(values) if values.raw.as_object().is_some_and(|keywords| !keywords.is_empty()) => {
                Type::Map(Box::new(self.element(&values, parent, part, depth)))
            }
            _ => Type::Json,
        }
    }

    fn element(&mut self, node: &Node<'a>, parent: Parent, part: &str, depth: usize) -> Type {
        let (ty, nullable) = self.ty(node, parent, part, depth);
        if nullable && ty != Type::Json { Type::Nullable(Box::new(ty)) } else { ty }
    }
}

/// Returns the only part of an `allOf`. Such an `allOf` is equivalent to the part, and is used to add facts to a `$ref`.
fn only_part<'a>(node: &Node<'a>) -> Option<Node<'a>> {
    let mut parts = node.items("allOf");
    let structure = ["oneOf", "anyOf", "properties", "items", "additionalProperties", "enum", "required"];
    let alone = structure.iter().all(|key| node.raw.get(key).is_none_or(is_empty));
    if parts.len() == 1 && alone { parts.pop() } else { None }
}

/// Returns how deeply arrays and maps are nested.
fn nesting(mut ty: &Type) -> usize {
    let mut levels = 0;
    while let Type::Array(inner) | Type::Map(inner) | Type::Nullable(inner) = ty {
        (ty, levels) = (inner, levels + 1);
    }
    levels
}

fn string(format: Option<&str>) -> Type {
    match format {
        Some("date") => Type::Date,
        Some("date-time") => Type::DateTime,
        Some("date-time-rfc-2822") => Type::DateTimeRfc2822,
        _ => Type::String,
    }
}

fn override_type<'a>(node: &Node<'a>) -> Option<&'a str> {
    node.raw.get("x-twilio")?.get("overrideType")?.as_str()
}

fn is_empty(value: &Value) -> bool {
    match value {
        Value::Object(members) => members.is_empty(),
        Value::Array(items) => items.is_empty(),
        _ => false,
    }
}
