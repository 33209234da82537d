//! Lowers path, query and header parameters.

use std::collections::BTreeSet;

use crate::ident::FieldName;
use crate::model::{Facts, IGNORED_HEADERS, Input, Operation, Origin, ParameterLocation, Shape, Type, Variant};
use crate::text::quoted;

use super::context::{Context, PARAMETERS, Typed};
use super::facts::{pinned, prose};
use super::marks::is_private;
use super::node::Node;
use super::operation::Declared;
use super::schema::lower_whole;

/// The longest path, in bytes. Upstream's longest has 133.
const LONGEST_PATH: usize = 1000;

const HELP_STYLE: &str =
    "only path, query and header parameters with the default style are supported: correct it with an overlay";

/// A parameter as the document declares it.
struct Parameter<'a> {
    location: ParameterLocation,
    name: &'a str,
    node: Node<'a>,
}

/// Lowers the parameters of an operation, including those that it shares with the other operations of its path: path parameters
/// in the template's order, then query and header parameters in the document's order.
pub(super) fn lower_parameters<'a>(ctx: &mut Context<'a>, declared: &Declared<'a>, operation: &mut Operation) {
    let own = resolved(ctx, &declared.node);
    let mut shared = resolved(ctx, &declared.item);
    let identity = |parameter: &Parameter<'a>| (parameter.location, parameter.name);
    shared.retain(|shared| !own.iter().any(|own| identity(own) == identity(shared)));
    let parameters: Vec<Parameter<'a>> = shared.into_iter().chain(own).collect();
    let mut known = BTreeSet::new();
    for parameter in &parameters {
        let Parameter { location, name, node } = parameter;
        if *location == ParameterLocation::Header && IGNORED_HEADERS.contains(&name.to_ascii_lowercase().as_str()) {
            operation.ignored_headers.push((*name).to_owned());
            continue;
        }
        if !known.insert(identity(parameter)) {
            ctx.wrong(&node.pointer, format!("duplicate parameter {}", quoted(name)), "remove one of them");
            continue;
        }
        operation.inputs.extend(lower_parameter(ctx, declared.index, parameter));
    }
    if let Some(placeholders) = &declared.placeholders {
        check_placeholders(ctx, placeholders, &parameters, &declared.node);
        let order = |input: &Input| placeholders.iter().position(|placeholder| *placeholder == input.wire);
        operation.inputs.sort_by_cached_key(|input| match input.location {
            ParameterLocation::Path => (input.location, order(input)),
            location => (location, None),
        });
    }
}

/// Returns the parameters of an operation or path item, with references resolved.
fn resolved<'a>(ctx: &mut Context<'a>, node: &Node<'a>) -> Vec<Parameter<'a>> {
    let mut found = Vec::new();
    for node in node.items("parameters") {
        let Some(node) = ctx.declared(node, &PARAMETERS) else { continue };
        let name = node.text("name").unwrap_or_default();
        let location = match node.text("in") {
            Some("path") => ParameterLocation::Path,
            Some("query") => ParameterLocation::Query,
            Some("header") => ParameterLocation::Header,
            _ => {
                ctx.wrong(&node.pointer, format!("parameter {} is a cookie", quoted(name)), HELP_STYLE);
                continue;
            }
        };
        if location == ParameterLocation::Header && !is_header_name(name) {
            let what = format!("no header can be called {}", quoted(name));
            ctx.wrong(&node.pointer.child("name"), what, "correct it with an overlay");
            continue;
        }
        found.push(Parameter { location, name, node });
    }
    found
}

/// Returns whether `name` is a token, as HTTP demands of the name of a header.
fn is_header_name(name: &str) -> bool {
    !name.is_empty() && name.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"!#$%&'*+-.^_`|~".contains(&byte))
}

fn lower_parameter<'a>(ctx: &mut Context<'a>, index: usize, parameter: &Parameter<'a>) -> Option<Input> {
    let Parameter { location, name, node } = parameter;
    let (location, shown) = (*location, quoted(name));
    if let Some(what) = unsupported(location, node) {
        ctx.wrong(&node.pointer, format!("parameter {shown} {what}"), HELP_STYLE);
        return None;
    }
    let Some(schema) = node.get("schema").filter(|_| !node.has("content")) else {
        let what = if node.has("content") { "is described by `content`" } else { "has no `schema`" };
        let help = "describe its values with a `schema`, by an overlay";
        ctx.wrong(&node.pointer, format!("parameter {shown} {what}"), help);
        return None;
    };
    let Typed { ty, facts, .. } = lower_whole(ctx, &schema, Origin::in_operation(index, name));
    let ty = as_text(ctx, location, ty);
    let explode = node.raw.get("explode").and_then(serde_json::Value::as_bool);
    if !fits(ctx, location, &ty) || (matches!(ty, Type::Array(_)) && explode == Some(false)) {
        let what = format!("unsupported type or `explode` of {} parameter {shown}", location.as_str());
        ctx.wrong(&schema.pointer, what, "correct it with an overlay");
        return None;
    }
    let account = location == ParameterLocation::Path && *name == "AccountSid";
    if explode.is_some() && !matches!(ty, Type::Array(_)) {
        ctx.keywords.leave_aside("explode");
    }
    if location == ParameterLocation::Path && node.raw.get("required") == Some(&false.into()) {
        ctx.keywords.leave_aside("required");
    }
    Some(Input {
        location,
        wire: (*name).to_owned(),
        pointer: node.pointer.clone(),
        name: FieldName::default(),
        pinned: pinned(node),
        ty,
        required: (location == ParameterLocation::Path || node.flag("required")) && !account,
        account,
        // Those of the parameter override those of its schema.
        facts: Facts {
            description: prose(node),
            deprecated: node.flag("deprecated"),
            private: is_private(node.raw),
            ..Facts::default()
        }
        .or(facts),
    })
}

/// Returns the placeholders in a path, which must be a valid template. Each may appear once.
pub(super) fn lower_path<'a>(ctx: &mut Context<'_>, path: &'a str, item: &Node<'_>) -> Option<Vec<&'a str>> {
    let Some(placeholders) = placeholders(path).filter(|_| path.len() <= LONGEST_PATH) else {
        ctx.wrong(
            &item.pointer,
            format!("path {} is not a valid path template", quoted(path)),
            "start it with `/`, close every `{`, use only letters, digits and `-._~/` outside of braces, \
             no `.` or `..` segments, and at most 1000 bytes",
        );
        return None;
    };
    let mut known = BTreeSet::new();
    let (once, again): (Vec<_>, Vec<_>) = placeholders.into_iter().partition(|name| known.insert(*name));
    for name in BTreeSet::from_iter(again) {
        let what = format!("placeholder {} appears twice in the path", quoted(name));
        ctx.wrong(&item.pointer, what, "rename one of them");
    }
    Some(once)
}

/// Checks that each placeholder has a path parameter, and the reverse.
fn check_placeholders(ctx: &mut Context<'_>, placeholders: &[&str], parameters: &[Parameter<'_>], node: &Node<'_>) {
    let names = parameters.iter().filter(|it| it.location == ParameterLocation::Path).map(|it| it.name);
    let names: BTreeSet<&str> = names.collect();
    for name in placeholders.iter().filter(|name| !names.contains(*name)) {
        let what = format!("placeholder {} has no path parameter", quoted(name));
        ctx.wrong(&node.pointer, what, "declare it with an overlay");
    }
    for name in names.iter().filter(|name| !placeholders.contains(name)) {
        let what = format!("path parameter {} is not in the path template", quoted(name));
        ctx.wrong(&node.pointer, what, "remove it with an overlay");
    }
}

/// Returns whether a parameter in this location can have this type.
fn fits(ctx: &Context<'_>, location: ParameterLocation, ty: &Type) -> bool {
    let item = match ty {
        Type::Array(item) if location == ParameterLocation::Query => item,
        ty => ty,
    };
    match item {
        Type::Named(id) => matches!(ctx.schemas[id.0].shape, Shape::Enum(_)),
        Type::PrefixedMap(_) => location == ParameterLocation::Query && item == ty,
        Type::Array(_) | Type::Map(_) | Type::Nullable(_) | Type::PageMeta => false,
        Type::Json => location == ParameterLocation::Query,
        _ => true,
    }
}

fn unsupported(location: ParameterLocation, node: &Node<'_>) -> Option<String> {
    let default = if location == ParameterLocation::Query { "form" } else { "simple" };
    match node.text("style") {
        _ if node.flag("allowReserved") => Some("has `allowReserved`".to_owned()),
        Some(style) if style != default => Some(format!("has a `style` other than `{default}`")),
        _ => None,
    }
}

/// Returns the type of a value that is sent as a string. An enum of exactly `true` and `false` is a boolean. A timestamp in a
/// query can also be a date. In a form, objects and maps are JSON.
pub(super) fn as_text(ctx: &Context<'_>, location: ParameterLocation, ty: Type) -> Type {
    let is_form = location == ParameterLocation::Form;
    match ty {
        Type::Named(id) => match &ctx.schemas[id.0].shape {
            Shape::Enum(variants) if is_boolean(variants) => Type::Boolean,
            Shape::Object(_) | Shape::Union(_) if is_form => Type::Json,
            _ => ty,
        },
        Type::DateTime if location == ParameterLocation::Query => Type::DateTimeOrDate,
        Type::Map(_) | Type::PageMeta | Type::PrefixedMap(_) if is_form => Type::Json,
        Type::Array(item) => match as_text(ctx, location, *item) {
            Type::Array(_) if is_form => Type::Array(Box::new(Type::Json)),
            item => Type::Array(Box::new(item)),
        },
        Type::Nullable(inner) if is_form => as_text(ctx, location, *inner),
        ty => ty,
    }
}

fn is_boolean(variants: &[Variant]) -> bool {
    BTreeSet::from_iter(variants.iter().map(|variant| variant.wire.as_str())) == BTreeSet::from(["false", "true"])
}

/// Returns the names of the placeholders in a path template, or `None` if it isn't valid.
fn placeholders(path: &str) -> Option<Vec<&str>> {
    let mut rest = path.strip_prefix('/')?;
    let mut names = Vec::new();
    let plain = |text: &str| text.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"-._~/".contains(&byte));
    while let Some((literal, from)) = rest.split_once('{') {
        let (name, behind) = from.split_once('}')?;
        if !plain(literal) || name.is_empty() || name.contains(['{', '/']) {
            return None;
        }
        names.push(name);
        rest = behind;
    }
    let dots = path.split('/').any(|segment| segment == "." || segment == "..");
    (plain(rest) && !dots).then_some(names)
}
