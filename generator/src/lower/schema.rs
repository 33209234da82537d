//! Lowers a schema to the type of its values, and adds the named types it needs.

use std::collections::BTreeSet;

use serde_json::Value;

use crate::ident::TypeName;
use crate::model::{Facts, Object, Origin, Schema, SchemaId, Shape, Type, Variant};
use crate::text::quoted;

use super::combine::{combines_objects, leave_part_aside, lower_object, lower_union};
use super::context::{Component, Context, Typed};
use super::facts::{PIN, SCHEMA_FACTS, facts, pinned};
use super::marks::is_private;
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
        let known = id.map(|id| Component::Known(Box::new(named(ctx, id, node.flag("nullable")))));
        if known.is_some() {
            leave_aside(ctx, node, &["minItems", "maxItems"]);
        }
        ctx.components.insert(key, known.unwrap_or(Component::Waiting));
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

/// Returns the type of a value whose schema has a name, with the facts about such a value.
fn named(ctx: &Context<'_>, id: SchemaId, nullable: bool) -> Typed {
    let facts = Facts { description: None, deprecated: false, ..ctx.schemas[id.0].facts.clone() };
    Typed { ty: Type::Named(id), nullable, facts }
}

/// Reserves an index in the model.
fn reserve(ctx: &mut Context<'_>, node: &Node<'_>, origin: Origin) -> SchemaId {
    let alternatives = ["oneOf", "anyOf"].into_iter().filter(|_| node.has("discriminator"));
    let has_private = alternatives.flat_map(|key| node.items(key)).any(|part| is_private(part.raw));
    let facts = facts(node);
    ctx.add(Schema {
        origin,
        pointer: node.pointer.clone(),
        name: TypeName::default(),
        pinned: pinned(node),
        shape: Shape::Object(Object::default()),
        facts: Facts { private: facts.private || has_private, ..facts },
        in_request: false,
        required_name: None,
    })
}

/// Lowers a component to the type of a reference to it.
fn lower_component<'a>(ctx: &mut Context<'a>, key: &'a str, node: &Node<'a>) -> Typed {
    let shown = quoted(key);
    match ctx.components.get(key) {
        Some(Component::Known(typed)) => return (**typed).clone(),
        Some(Component::Waiting) if ctx.aliases <= DEEPEST => {}
        Some(Component::Entered) => {
            ctx.wrong(&node.pointer, format!("schema {shown} is an alias of itself"), "give it its own type");
            return Typed::any();
        }
        Some(Component::Waiting) | None => {
            let what = format!("schema {shown} is behind a chain of more than {DEEPEST} aliases");
            ctx.wrong(&node.pointer, what, "refer to the final schema directly");
            return Typed::any();
        }
    }
    ctx.components.insert(key, Component::Entered);
    ctx.aliases += 1;
    let mut typed = lower_type(ctx, node, Origin::Part { key: key.to_owned(), part: "Item".to_owned() });
    ctx.aliases -= 1;
    if nesting(&typed.ty) > DEEPEST {
        let what = format!("schema {shown} nests arrays and maps more than {DEEPEST} levels deep");
        ctx.wrong(&node.pointer, what, "make one of them an object with its own type");
        typed = Typed::any();
    }
    reject_pin_of_other(ctx, node, &typed.ty);
    ctx.components.insert(key, Component::Known(Box::new(typed.clone())));
    typed
}

/// Lowers the `$ref` of a node to the type of a component.
pub(super) fn lower_reference<'a>(ctx: &mut Context<'a>, node: &Node<'a>, reference: &str) -> Typed {
    let Some((key, target)) = ctx.target(node, reference, "schemas") else { return Typed::any() };
    let target = lower_component(ctx, key, &target);
    refined(ctx, node, target, node.flag("nullable"))
}

/// Lowers a schema to the type of its values. An inline type is named after `origin`.
pub(super) fn lower_type<'a>(ctx: &mut Context<'a>, node: &Node<'a>, origin: Origin) -> Typed {
    if let Some(reference) = node.reference() {
        return lower_reference(ctx, node, reference);
    }
    let nullable = node.flag("nullable") || node.items("enum").iter().any(|value| value.raw.is_null());
    if !is_named(ctx, node) {
        if let Some(only) = only_part(node) {
            let part = lower_type(ctx, &only, origin);
            reject_pin_of_other(ctx, &only, &part.ty);
            leave_aside(ctx, &only, &["readOnly"]);
            return refined(ctx, node, part, nullable);
        }
        let (ty, of_elements) = lower_plain(ctx, node, origin);
        let private = of_elements.private || (*ty.innermost() == Type::Json && ctx.contains_mark(node));
        let plain = Typed { ty, nullable, facts: Facts { private, ..of_elements } };
        return refined(ctx, node, plain, nullable);
    }
    let known = |ty| Typed { ty, nullable, facts: Facts::default() };
    let typed = if is_http_method(node) {
        known(Type::HttpMethod)
    } else if matches!(&origin, Origin::Schema { part, .. } if part == "meta") && is_page_meta(node) {
        for (_, property) in node.members("properties") {
            leave_aside(ctx, &property, SCHEMA_FACTS);
            leave_aside(ctx, &property, &["nullable", "deprecated", "readOnly"]);
        }
        known(Type::PageMeta)
    } else {
        let id = reserve(ctx, node, origin);
        match node.raw.get("enum") {
            Some(_) => lower_shape(ctx, id, node),
            None => ctx.waiting.push_back((id, node.clone())),
        }
        named(ctx, id, nullable)
    };
    refined(ctx, node, typed, nullable)
}

/// Adds the facts of the schema at `node` to a type, and counts those that have no effect on it.
fn refined(ctx: &mut Context<'_>, node: &Node<'_>, of: Typed, nullable: bool) -> Typed {
    if !matches!(of.ty, Type::Array(_)) {
        leave_aside(ctx, node, &["minItems", "maxItems"]);
    }
    let has_format = match of.ty {
        Type::Boolean | Type::Integer | Type::Number | Type::PageMeta => false,
        Type::Map(_) => node.text("format") == Some("uri-map"),
        _ => true,
    };
    if !has_format {
        leave_aside(ctx, node, &["format"]);
    }
    Typed { ty: of.ty, nullable: nullable || of.nullable, facts: facts(node).or(of.facts) }
}

/// Lowers the schema of a parameter or a body. Null can't be sent or received as a whole.
pub(super) fn lower_whole<'a>(ctx: &mut Context<'a>, node: &Node<'a>, origin: Origin) -> Typed {
    let typed = lower_type(ctx, node, origin);
    if typed.nullable && typed.ty != Type::Json {
        ctx.keywords.leave_aside("nullable");
    }
    leave_aside(ctx, node, &["readOnly"]);
    reject_pin_of_other(ctx, node, &typed.ty);
    typed
}

/// Rejects a name that is pinned on a schema other than that of a named type.
fn reject_pin_of_other(ctx: &mut Context<'_>, node: &Node<'_>, ty: &Type) {
    let is_own = matches!(ty, Type::Named(id) if ctx.schemas[id.0].pointer == node.pointer);
    if !is_own {
        reject_pin(ctx, node, "set it on a parameter, a property, or a schema that becomes a type of its own");
    }
}

/// Rejects a pinned name that has no effect.
pub(super) fn reject_pin(ctx: &mut Context<'_>, node: &Node<'_>, help: &str) {
    if node.has(PIN) {
        ctx.wrong(&node.pointer.child(PIN), format!("`{PIN}` has no effect here"), help);
    }
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
        let what = format!("`enum` has type {}", quoted(node.text("type").unwrap_or_default()));
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
                ctx.wrong(&value.pointer, format!("duplicate `enum` value {}", quoted(text)), "remove one of them");
            }
            _ => ctx.wrong(&value.pointer, "`enum` value is not a string", "only string enums are supported"),
        }
    }
    if variants.is_empty() {
        ctx.wrong(&node.pointer, "`enum` has no values other than null", "correct it with an overlay");
    }
    variants
}

/// Lowers a schema to a type without a name. Also returns the facts of the elements, if it is a list or map.
fn lower_plain<'a>(ctx: &mut Context<'a>, node: &Node<'a>, origin: Origin) -> (Type, Facts) {
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
    for part in ["oneOf", "anyOf", "allOf"].into_iter().flat_map(|key| node.items(key)) {
        leave_part_aside(ctx, &part);
        leave_aside(ctx, &part, &["enum", "required", "properties", "additionalProperties", "items"]);
    }
    let ty = match ty {
        None => Type::Json,
        Some("string") => string(node.text("format")),
        Some("boolean") => Type::Boolean,
        // Twilio declares that this number is a string on the wire.
        Some("integer" | "number") if override_type(node) == Some("string") => Type::String,
        Some("integer") => Type::Integer,
        Some("number") => Type::Number,
        Some("array") => return lower_array(ctx, node, origin),
        Some(_) => return lower_free_object(ctx, node, origin),
    };
    (ty, Facts::default())
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

fn lower_array<'a>(ctx: &mut Context<'a>, node: &Node<'a>, origin: Origin) -> (Type, Facts) {
    let Some(items) = node.get("items") else {
        ctx.wrong(&node.pointer, "array has no `items`", "add `items` with an overlay");
        return (Type::Json, Facts::default());
    };
    let (item, facts) = lower_element(ctx, &items, origin);
    (Type::Array(Box::new(item)), facts)
}

/// Returns the type of an object without `properties`, and the facts of its values.
fn lower_free_object<'a>(ctx: &mut Context<'a>, node: &Node<'a>, origin: Origin) -> (Type, Facts) {
    let values = node.get("additionalProperties");
    let known = match node.text("format") {
        Some("uri-map") => Some(Type::Map(Box::new(Type::Nullable(Box::new(Type::String))))),
        format => format
            .and_then(|it| it.strip_prefix("prefixed-collapsible-map-"))
            .map(|it| Type::PrefixedMap(it.to_owned())),
    };
    let is_open = |values: &&Node<'_>| values.raw.as_object().is_some_and(|keywords| !keywords.is_empty());
    if let Some(values) = values.as_ref().filter(|values| known.is_none() && is_open(values)) {
        let (value, facts) = lower_element(ctx, values, origin);
        facts.format.iter().for_each(|_| ctx.keywords.leave_aside("format"));
        return (Type::Map(Box::new(value)), Facts { format: None, ..facts });
    }
    // Any members, or none: either way an object without a type of its own.
    leave_aside(ctx, node, &["additionalProperties"]);
    (known.unwrap_or(Type::Json), Facts::default())
}

/// Lowers the items of a list or the values of a map. Also returns the facts that are shown with the list or map.
fn lower_element<'a>(ctx: &mut Context<'a>, node: &Node<'a>, origin: Origin) -> (Type, Facts) {
    let Typed { ty, nullable, facts } = lower_type(ctx, node, origin);
    reject_pin_of_other(ctx, node, &ty);
    leave_aside(ctx, node, &["default", "readOnly", "minItems", "maxItems"]);
    let is_named = matches!(ty, Type::Named(_));
    match is_named {
        true => leave_aside(ctx, node, &["format"]),
        false => leave_aside(ctx, node, &["description", "deprecated"]),
    }
    // That of other types determines the type.
    let format = facts.format.filter(|_| matches!(ty, Type::String | Type::Json));
    let shown = Facts {
        description: None,
        default: None,
        deprecated: false,
        min_items: None,
        max_items: None,
        format,
        ..facts
    };
    (if nullable && ty != Type::Json { Type::Nullable(Box::new(ty)) } else { ty }, shown)
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
