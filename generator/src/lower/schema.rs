//! Lowers a schema to the type of its values, and adds the named types it needs.

use std::collections::BTreeSet;

use serde_json::Value;

use crate::ident::TypeName;
use crate::model::{Object, Origin, Schema, SchemaId, Shape, Type, Variant};

use super::combine::{combines_objects, lower_object, lower_union};
use super::context::{Component, Context, Typed};
use super::facts::{facts, pinned};
use super::node::Node;
use super::paging::is_page_meta;

/// The longest chain of aliases. Upstream's longest has two.
const DEEPEST: usize = 32;

/// The HTTP methods that the runtime's `HttpMethod` has. Enums of only these methods use that type.
const HTTP_METHODS: &[&str] = &["GET", "POST", "PUT", "PATCH", "DELETE", "HEAD", "OPTIONS"];

/// Lowers the components, in document order. Those that are types of their own have the first indices in the model.
pub(super) fn lower_components(ctx: &mut Context<'_>) {
    let schemas = ctx.root().at(&["components", "schemas"]).map(|schemas| schemas.entries()).unwrap_or_default();
    let mut own = Vec::new();
    for (key, node) in &schemas {
        // It says something about a use of a schema, and a `$ref` has its own.
        leave_aside(ctx, node, &["readOnly"]);
        let id = (is_named(ctx, node) && !is_http_method(node))
            .then(|| reserve(ctx, node, Origin::Component((*key).to_owned())));
        let known = |id| Component::Known(Typed { ty: Type::Named(id), nullable: node.flag("nullable") });
        ctx.components.insert(key, id.map_or(Component::Waiting, known));
        own.push(id);
    }
    for ((key, node), id) in schemas.iter().zip(own) {
        match id {
            Some(id) => lower_shape(ctx, id, node),
            None => _ = lower_component(ctx, key, node),
        }
    }
    lower_waiting(ctx);
}

/// Lowers the structure of every inline type found so far.
pub(super) fn lower_waiting(ctx: &mut Context<'_>) {
    while let Some((id, node)) = ctx.waiting.pop_front() {
        lower_shape(ctx, id, &node);
    }
}

/// Reserves an index in the model.
fn reserve(ctx: &mut Context<'_>, node: &Node<'_>, origin: Origin) -> SchemaId {
    ctx.add(Schema {
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

/// Lowers a component to the type of a reference to it.
fn lower_component<'a>(ctx: &mut Context<'a>, key: &'a str, node: &Node<'a>) -> Typed {
    let shown = key.escape_debug();
    match ctx.components.get(key) {
        Some(Component::Known(typed)) => return typed.clone(),
        Some(Component::Waiting) if ctx.aliases <= DEEPEST => {}
        Some(Component::Entered) => {
            ctx.wrong(&node.pointer, format!("schema `{shown}` is an alias of itself"), "give it its own type");
            return Typed::ANY;
        }
        Some(Component::Waiting) | None => {
            let what = format!("schema `{shown}` is behind a chain of more than {DEEPEST} aliases");
            ctx.wrong(&node.pointer, what, "refer to the final schema directly");
            return Typed::ANY;
        }
    }
    ctx.components.insert(key, Component::Entered);
    ctx.aliases += 1;
    let mut typed = lower_type(ctx, node, Origin::Part { key: key.to_owned(), part: "Item".to_owned() });
    ctx.aliases -= 1;
    if nesting(&typed.ty) > DEEPEST {
        let what = format!("schema `{shown}` nests arrays and maps more than {DEEPEST} levels deep");
        ctx.wrong(&node.pointer, what, "make one of them an object with its own type");
        typed = Typed::ANY;
    }
    ctx.components.insert(key, Component::Known(typed.clone()));
    typed
}

/// Lowers the `$ref` of a node to the type of a component.
pub(super) fn lower_reference<'a>(ctx: &mut Context<'a>, node: &Node<'a>, reference: &str) -> Typed {
    let Some((key, target)) = ctx.target(node, reference, "schemas") else { return Typed::ANY };
    let Typed { ty, nullable } = lower_component(ctx, key, &target);
    Typed { ty, nullable: nullable || node.flag("nullable") }
}

/// Lowers a schema to the type of its values. An inline type is named after `origin`.
pub(super) fn lower_type<'a>(ctx: &mut Context<'a>, node: &Node<'a>, origin: Origin) -> Typed {
    if let Some(reference) = node.reference() {
        return lower_reference(ctx, node, reference);
    }
    let nullable = node.flag("nullable") || node.items("enum").iter().any(|value| value.raw.is_null());
    if !is_named(ctx, node) {
        if let Some(only) = only_part(node) {
            let Typed { ty, nullable: also } = lower_type(ctx, &only, origin);
            return Typed { ty, nullable: nullable || also };
        }
        return Typed { ty: lower_plain(ctx, node, origin), nullable };
    }
    let ty = if is_http_method(node) {
        Type::HttpMethod
    } else if matches!(&origin, Origin::Schema { part, .. } if part == "meta") && is_page_meta(node) {
        Type::PageMeta
    } else {
        let id = reserve(ctx, node, origin);
        match node.raw.get("enum") {
            Some(_) => lower_shape(ctx, id, node),
            None => ctx.waiting.push_back((id, node.clone())),
        }
        Type::Named(id)
    };
    Typed { ty, nullable }
}

/// Lowers the schema of a parameter or a body. There is no null that could be sent or received as a whole.
pub(super) fn lower_whole<'a>(ctx: &mut Context<'a>, node: &Node<'a>, origin: Origin) -> Type {
    let Typed { ty, nullable } = lower_type(ctx, node, origin);
    if nullable && ty != Type::Json {
        ctx.keywords.leave_aside("nullable");
    }
    ty
}

/// Returns whether the schema becomes a type with a name, rather than a built-in type or one composed of other types.
fn is_named<'a>(ctx: &mut Context<'a>, node: &Node<'a>) -> bool {
    if node.reference().is_some() {
        return false;
    }
    if node.has("enum") || node.has("properties") {
        return true;
    }
    only_part(node).is_none() && combines(node) && (node.has("discriminator") || combines_objects(ctx, node))
}

fn combines(node: &Node<'_>) -> bool {
    ["oneOf", "anyOf", "allOf"].into_iter().any(|key| node.has(key))
}

fn is_http_method(node: &Node<'_>) -> bool {
    let values = node.texts("enum");
    node.text("format") == Some("http-method") && values.iter().all(|value| HTTP_METHODS.contains(value))
}

/// Lowers the structure of a type.
fn lower_shape<'a>(ctx: &mut Context<'a>, id: SchemaId, node: &Node<'a>) {
    if node.has("enum") || node.raw.get("discriminator").is_some() {
        leave_aside(ctx, node, &["required", "additionalProperties"]);
    }
    ctx.schemas[id.0].shape = if node.has("enum") {
        Shape::Enum(lower_variants(ctx, node))
    } else if node.raw.get("discriminator").is_some() {
        Shape::Union(lower_union(ctx, node))
    } else {
        Shape::Object(lower_object(ctx, id, node))
    };
}

fn lower_variants(ctx: &mut Context<'_>, node: &Node<'_>) -> Vec<Variant> {
    if !matches!(node.text("type"), None | Some("string")) {
        let what = format!("`enum` has type `{}`", node.text("type").unwrap_or_default().escape_debug());
        ctx.wrong(&node.pointer, what, "only string enums are supported: correct it with an overlay");
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
                ctx.wrong(
                    &value.pointer,
                    format!("duplicate `enum` value `{}`", text.escape_debug()),
                    "remove one of them",
                );
            }
            _ => ctx.wrong(&value.pointer, "`enum` value is not a string", "only string enums are supported"),
        }
    }
    if variants.is_empty() {
        ctx.wrong(&node.pointer, "`enum` has no values other than null", "correct it with an overlay");
    }
    variants
}

fn lower_plain<'a>(ctx: &mut Context<'a>, node: &Node<'a>, origin: Origin) -> Type {
    if node.raw.get("discriminator").is_some() {
        ctx.wrong(
            &node.pointer,
            "schema with a `discriminator` has no alternatives in `oneOf`",
            "list them in `oneOf`",
        );
    }
    let ty = plain_type(node);
    let ignored: &[&str] = match ty {
        // A value that combines other types than objects can be any JSON.
        None => &["required"],
        Some("object") => &["required", "oneOf", "anyOf", "allOf"],
        Some(_) => &["required", "oneOf", "anyOf", "allOf", "additionalProperties"],
    };
    leave_aside(ctx, node, ignored);
    match ty {
        None => Type::Json,
        Some("string") => string(node.text("format")),
        Some("boolean") => Type::Boolean,
        // Twilio declares that this number is a string on the wire.
        Some("integer" | "number") if override_type(node) == Some("string") => Type::String,
        Some("integer") => Type::Integer,
        Some("number") => Type::Number,
        Some("array") => lower_array(ctx, node, origin),
        Some(_) => lower_free_object(ctx, node, origin),
    }
}

/// Returns the `type` of a schema, or the one that its other keywords imply.
fn plain_type<'a>(node: &Node<'a>) -> Option<&'a str> {
    let implied = || match () {
        () if node.raw.get("items").is_some() => Some("array"),
        () if node.raw.get("additionalProperties").is_some() => Some("object"),
        () => None,
    };
    node.text("type").or_else(implied)
}

/// Counts the keywords that have no effect on this schema.
pub(super) fn leave_aside(ctx: &mut Context<'_>, node: &Node<'_>, keys: &[&str]) {
    for key in keys.iter().filter(|key| node.raw.get(**key).is_some()) {
        ctx.keywords.leave_aside(key);
    }
}

fn lower_array<'a>(ctx: &mut Context<'a>, node: &Node<'a>, origin: Origin) -> Type {
    let Some(items) = node.get("items") else {
        ctx.wrong(&node.pointer, "array has no `items`", "add `items` with an overlay");
        return Type::Json;
    };
    Type::Array(Box::new(lower_element(ctx, &items, origin)))
}

/// Returns the type of an object without `properties`.
fn lower_free_object<'a>(ctx: &mut Context<'a>, node: &Node<'a>, origin: Origin) -> Type {
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
            Type::Map(Box::new(lower_element(ctx, &values, origin)))
        }
        Some(_) => {
            // Any members, or none: either way an object without a type of its own.
            leave_aside(ctx, node, &["additionalProperties"]);
            Type::Json
        }
        None => Type::Json,
    }
}

fn lower_element<'a>(ctx: &mut Context<'a>, node: &Node<'a>, origin: Origin) -> Type {
    let Typed { ty, nullable } = lower_type(ctx, node, origin);
    if nullable && ty != Type::Json { Type::Nullable(Box::new(ty)) } else { ty }
}

/// Returns the only part of an `allOf`. Such an `allOf` is equivalent to the part, and is used to add facts to a `$ref`.
fn only_part<'a>(node: &Node<'a>) -> Option<Node<'a>> {
    let mut parts = node.items("allOf");
    let structure = ["oneOf", "anyOf", "properties", "items", "additionalProperties", "enum", "required"];
    let alone = structure.iter().all(|key| !node.has(key));
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
