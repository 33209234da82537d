//! Lowers path, query and header parameters.

use std::collections::BTreeSet;

use openapiv3::{HeaderStyle, Parameter, ParameterSchemaOrContent, PathStyle, QueryStyle, ReferenceOr};

use crate::ident::FieldName;
use crate::model::{IGNORED_HEADERS, Input, ParameterLocation, Shape, Type};

use super::context::{Context, PARAMETERS, Typed};
use super::facts::{parameter_facts, pinned};
use super::node::Node;
use super::operation::Declared;
use super::schema::{Parent, Site, lower_type};

/// The longest path, in bytes. Upstream's longest has 133.
const LONGEST_PATH: usize = 1000;

/// The parameters of an operation.
pub(super) struct Parameters {
    /// Path parameters in template order, then query and header parameters in document order.
    pub(super) inputs: Vec<Input>,
    /// The names of the header parameters that are ignored.
    pub(super) ignored_headers: Vec<String>,
}

/// Lowers the parameters of an operation, including those that it shares with the other operations of its path.
pub(super) fn lower_parameters<'a>(ctx: &mut Context<'a>, declared: &Declared<'a>) -> Parameters {
    let path = declared.path;
    let mut inputs: Vec<Input> = Vec::new();
    let mut ignored_headers = Vec::new();
    let own = resolved(ctx, &declared.operation.parameters, &declared.node);
    let shared = resolved(ctx, &declared.item.parameters, &declared.item_node);
    let overridden: BTreeSet<(ParameterLocation, &str)> =
        own.iter().map(|(parameter, _)| identity(parameter)).collect();
    let is_new = |shared: &&(&'a Parameter, Node<'a>)| !overridden.contains(&identity(shared.0));
    let mut known = BTreeSet::new();
    for (parameter, node) in shared.iter().filter(is_new).chain(&own) {
        let name = &parameter.parameter_data_ref().name;
        let is_header = matches!(parameter, Parameter::Header { .. });
        if is_header && IGNORED_HEADERS.contains(&name.to_ascii_lowercase().as_str()) {
            ignored_headers.push(name.clone());
            continue;
        }
        let Some(input) = lower_parameter(ctx, declared.index, parameter, node) else { continue };
        if known.insert(identity(parameter)) {
            inputs.push(input);
        } else {
            let what = format!("duplicate parameter `{}`", name.escape_debug());
            ctx.wrong(&node.pointer, what, "remove one of them");
        }
    }
    check_template(ctx, path, &inputs, &declared.node);
    let order = |input: &Input| match input.location {
        ParameterLocation::Path if path.len() <= LONGEST_PATH => {
            path.find(&format!("{{{}}}", input.wire)).unwrap_or(usize::MAX)
        }
        _ => 0,
    };
    inputs.sort_by_cached_key(|input| (input.location, order(input)));
    Parameters { inputs, ignored_headers }
}

/// Returns the parameters of an operation or path item with their raw nodes, with references resolved.
fn resolved<'a>(
    ctx: &mut Context<'a>,
    parameters: &'a [ReferenceOr<Parameter>],
    node: &Node<'a>,
) -> Vec<(&'a Parameter, Node<'a>)> {
    let nodes = parameters.iter().zip(node.items("parameters"));
    nodes.filter_map(|(parameter, node)| ctx.declared(parameter, node, &PARAMETERS)).collect()
}

fn lower_parameter<'a>(
    ctx: &mut Context<'a>,
    index: usize,
    parameter: &'a Parameter,
    node: &Node<'a>,
) -> Option<Input> {
    let data = parameter.parameter_data_ref();
    let name = data.name.escape_debug();
    if let Some(what) = unsupported(parameter) {
        ctx.wrong(
            &node.pointer,
            format!("parameter `{name}` {what}"),
            "only path, query and header parameters with the default style are supported: correct it with an overlay",
        );
        return None;
    }
    let (ParameterSchemaOrContent::Schema(_), Some(schema)) = (&data.format, node.get("schema")) else {
        ctx.wrong(&node.pointer, format!("parameter `{name}` has no `schema`"), "correct it with an overlay");
        return None;
    };
    let location = location(parameter);
    let Typed { ty, .. } = lower_type(ctx, &schema, Site::new(Parent::Operation(index), &data.name));
    let ty = if location == ParameterLocation::Query { query_type(ty) } else { ty };
    if !fits(ctx, location, &ty) || (matches!(ty, Type::Array(_)) && data.explode == Some(false)) {
        let what = format!("unsupported type or `explode` of {} parameter `{name}`", location.as_str());
        ctx.wrong(&schema.pointer, what, "correct it with an overlay");
        return None;
    }
    let account = location == ParameterLocation::Path && data.name == "AccountSid";
    Some(Input {
        location,
        wire: data.name.clone(),
        pointer: node.pointer.clone(),
        name: FieldName::default(),
        pinned: pinned(node),
        ty,
        required: (location == ParameterLocation::Path || data.required) && !account,
        account,
        facts: parameter_facts(node, &schema),
    })
}

/// Checks that each placeholder of the template has a path parameter, and the reverse.
fn check_template(ctx: &mut Context<'_>, path: &str, inputs: &[Input], node: &Node<'_>) {
    let Some(placeholders) = placeholders(path).filter(|_| path.len() <= LONGEST_PATH) else {
        let what = format!("path `{}` is not a valid path template", path.escape_debug().take(100).collect::<String>());
        ctx.wrong(
            &node.pointer,
            what,
            "start it with `/`, close every `{`, use only letters, digits and `-._~/` outside of braces, \
             no `.` or `..` segments, and at most 1000 bytes",
        );
        return;
    };
    for (at, placeholder) in placeholders.iter().enumerate() {
        if placeholders[..at].contains(placeholder) {
            let what = format!("placeholder `{placeholder}` appears twice in the path");
            ctx.wrong(&node.pointer, what, "rename one of them");
        }
        if !inputs.iter().any(|input| input.location == ParameterLocation::Path && input.wire == *placeholder) {
            let what = format!("placeholder `{placeholder}` has no path parameter");
            ctx.wrong(&node.pointer, what, "declare it with an overlay");
        }
    }
    let stray: Vec<String> = inputs
        .iter()
        .filter(|input| input.location == ParameterLocation::Path && !placeholders.contains(&input.wire.as_str()))
        .map(|input| input.wire.escape_debug().to_string())
        .collect();
    for name in stray {
        ctx.wrong(
            &node.pointer,
            format!("path parameter `{name}` is not in the path template"),
            "remove it with an overlay",
        );
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

fn location(parameter: &Parameter) -> ParameterLocation {
    match parameter {
        Parameter::Path { .. } => ParameterLocation::Path,
        Parameter::Query { .. } => ParameterLocation::Query,
        Parameter::Header { .. } | Parameter::Cookie { .. } => ParameterLocation::Header,
    }
}

fn identity(parameter: &Parameter) -> (ParameterLocation, &str) {
    (location(parameter), &parameter.parameter_data_ref().name)
}

fn unsupported(parameter: &Parameter) -> Option<&'static str> {
    match parameter {
        Parameter::Query { allow_reserved: true, .. } => Some("has `allowReserved`"),
        Parameter::Query { style, .. } if *style != QueryStyle::Form => Some("has a `style` other than `form`"),
        Parameter::Header { style, .. } if *style != HeaderStyle::Simple => Some("has a `style` other than `simple`"),
        Parameter::Path { style, .. } if *style != PathStyle::Simple => Some("has a `style` other than `simple`"),
        Parameter::Cookie { .. } => Some("is a cookie parameter"),
        _ => None,
    }
}

/// A timestamp in a query can also be a date.
fn query_type(ty: Type) -> Type {
    match ty {
        Type::DateTime => Type::DateTimeOrDate,
        Type::Array(item) => Type::Array(Box::new(query_type(*item))),
        ty => ty,
    }
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
