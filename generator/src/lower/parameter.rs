//! Lowers path, query and header parameters.

use std::collections::BTreeSet;

use openapiv3::{HeaderStyle, Parameter, ParameterSchemaOrContent, PathItem, PathStyle, QueryStyle, ReferenceOr};

use crate::model::{Input, ParameterLocation, Shape, Type};
use crate::name::FieldName;

use super::facts::{parameter_facts, pinned};
use super::node::Node;
use super::{Lower, Parent};

/// Header parameters that OpenAPI 3.0 requires to be ignored because the client sets them, and headers for message framing,
/// which only the client can set correctly.
const IGNORED: &[&str] = &["accept", "authorization", "content-length", "content-type", "host", "transfer-encoding"];

/// The longest path, in bytes. Upstream's longest has 133.
const LONGEST_PATH: usize = 1000;

impl<'a> Lower<'a> {
    /// Returns the path parameters in template order, then the query and header parameters in document order. Also returns
    /// the names of the ignored header parameters.
    pub(super) fn parameters(
        &mut self,
        index: usize,
        path: &str,
        item: &'a PathItem,
        operation: &'a openapiv3::Operation,
        node: &Node<'a>,
    ) -> (Vec<Input>, Vec<String>) {
        let mut inputs: Vec<Input> = Vec::new();
        let mut ignored = Vec::new();
        let own = self.declared(&operation.parameters, node.items("parameters"));
        let shared_nodes = self.path_item(path).map(|item| item.items("parameters")).unwrap_or_default();
        let shared = self.declared(&item.parameters, shared_nodes);
        let overridden: BTreeSet<(ParameterLocation, &str)> =
            own.iter().map(|(parameter, _)| identity(parameter)).collect();
        let is_new = |shared: &&(&'a Parameter, Node<'a>)| !overridden.contains(&identity(shared.0));
        let mut known = BTreeSet::new();
        for (parameter, node) in shared.iter().filter(is_new).chain(&own) {
            let name = &parameter.parameter_data_ref().name;
            let is_header = matches!(parameter, Parameter::Header { .. });
            if is_header && IGNORED.contains(&name.to_ascii_lowercase().as_str()) {
                ignored.push(name.clone());
                continue;
            }
            let Some(input) = self.parameter(index, parameter, node) else { continue };
            if !known.insert(identity(parameter)) {
                self.wrong(
                    &node.pointer,
                    format!("duplicate parameter `{}`", name.escape_debug()),
                    "remove one of them",
                );
            } else {
                inputs.push(input);
            }
        }
        self.match_template(path, &inputs, node);
        let order = |input: &Input| match input.place {
            ParameterLocation::Path if path.len() <= LONGEST_PATH => {
                path.find(&format!("{{{}}}", input.wire)).unwrap_or(usize::MAX)
            }
            _ => 0,
        };
        inputs.sort_by_cached_key(|input| (input.place, order(input)));
        (inputs, ignored)
    }

    fn path_item(&self, path: &str) -> Option<Node<'a>> {
        self.root().get("paths")?.get(path)
    }

    /// Returns parameters with their raw nodes, with references resolved.
    fn declared(
        &mut self,
        parameters: &'a [ReferenceOr<Parameter>],
        nodes: Vec<Node<'a>>,
    ) -> Vec<(&'a Parameter, Node<'a>)> {
        let mut found = Vec::new();
        for (parameter, node) in parameters.iter().zip(nodes) {
            match parameter {
                ReferenceOr::Item(parameter) => found.push((parameter, node)),
                ReferenceOr::Reference { reference } => {
                    found.extend(self.followed(
                        &node,
                        reference,
                        ("parameters", "parameter", |components| &components.parameters),
                    ));
                }
            }
        }
        found
    }

    fn parameter(&mut self, index: usize, parameter: &'a Parameter, node: &Node<'a>) -> Option<Input> {
        let data = parameter.parameter_data_ref();
        let name = data.name.escape_debug();
        if let Some(what) = unsupported(parameter) {
            self.wrong(
                &node.pointer,
                format!("parameter `{name}` {what}"),
                "only path, query and header parameters with the default style are supported: correct it with an overlay",
            );
            return None;
        }
        let (ParameterSchemaOrContent::Schema(_), Some(schema)) = (&data.format, node.get("schema")) else {
            self.wrong(&node.pointer, format!("parameter `{name}` has no `schema`"), "correct it with an overlay");
            return None;
        };
        let place = place(parameter);
        let (ty, _) = self.ty(&schema, Parent::Operation(index), &data.name, 0);
        let ty = if place == ParameterLocation::Query { query_type(ty) } else { ty };
        if !self.fits(place, &ty) || (matches!(ty, Type::Array(_)) && data.explode == Some(false)) {
            let what = format!("unsupported type or `explode` of {} parameter `{name}`", place.as_str());
            self.wrong(&schema.pointer, what, "correct it with an overlay");
            return None;
        }
        let account = place == ParameterLocation::Path && data.name == "AccountSid";
        Some(Input {
            place,
            wire: data.name.clone(),
            pointer: node.pointer.clone(),
            name: FieldName::default(),
            pinned: pinned(node),
            ty,
            required: (place == ParameterLocation::Path || data.required) && !account,
            account,
            facts: parameter_facts(node, &schema),
        })
    }

    /// Checks that each placeholder of the template has a path parameter, and the reverse.
    fn match_template(&mut self, path: &str, inputs: &[Input], node: &Node<'a>) {
        let Some(placeholders) = placeholders(path).filter(|_| path.len() <= LONGEST_PATH) else {
            let what =
                format!("path `{}` is not a valid path template", path.escape_debug().take(100).collect::<String>());
            self.wrong(
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
                self.wrong(&node.pointer, what, "rename one of them");
            }
            if !inputs.iter().any(|input| input.place == ParameterLocation::Path && input.wire == *placeholder) {
                let what = format!("placeholder `{placeholder}` has no path parameter");
                self.wrong(&node.pointer, what, "declare it with an overlay");
            }
        }
        let stray: Vec<String> = inputs
            .iter()
            .filter(|input| input.place == ParameterLocation::Path && !placeholders.contains(&input.wire.as_str()))
            .map(|input| input.wire.escape_debug().to_string())
            .collect();
        for name in stray {
            self.wrong(
                &node.pointer,
                format!("path parameter `{name}` is not in the path template"),
                "remove it with an overlay",
            );
        }
    }

    fn fits(&self, place: ParameterLocation, ty: &Type) -> bool {
        let item = match ty {
            Type::Array(item) if place == ParameterLocation::Query => item,
            ty => ty,
        };
        match item {
            Type::Named(id) => matches!(self.schemas[id.0].shape, Shape::Enum(_)),
            Type::PrefixedMap(_) => place == ParameterLocation::Query && item == ty,
            Type::Array(_) | Type::Map(_) | Type::Nullable(_) | Type::PageMeta => false,
            Type::Json => place == ParameterLocation::Query,
            _ => true,
        }
    }
}

fn place(parameter: &Parameter) -> ParameterLocation {
    match parameter {
        Parameter::Path { .. } => ParameterLocation::Path,
        Parameter::Query { .. } => ParameterLocation::Query,
        Parameter::Header { .. } | Parameter::Cookie { .. } => ParameterLocation::Header,
    }
}

fn identity(parameter: &Parameter) -> (ParameterLocation, &str) {
    (place(parameter), &parameter.parameter_data_ref().name)
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
