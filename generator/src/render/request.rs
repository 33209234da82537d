//! Renders operations as request types, each with its `request!` table.

use crate::model::{Document, Input, Operation, ParameterLocation, Security, Type};

use super::docs::RustNames;
use super::input::{Constructor, Settable};
use super::item::{Block, Item, Piece, Table, list, literal};
use super::template::{Fragment, Template};
use super::{Rendering, docs, dynamic};

/// Renders an operation's request type, and the table from which the runtime implements its traits.
pub(super) fn request(file: &mut Rendering<'_>, operation: &Operation) -> Vec<Item> {
    let name = operation.name.as_str();
    let names = RustNames::of_request(operation);
    let fields: Vec<Settable<'_>> =
        operation.inputs.iter().map(|input| settable(file.document, &names, input)).collect();
    let members = fields.iter().map(|field| file.field(field)).collect();
    let is_default = operation.required().next().is_none();
    let is_deprecated = file.deprecated(operation.deprecated);
    let template = Template::Struct { is_default, is_deprecated };
    let head = Piece::new(docs::operation(file, operation), template, [Fragment::from(name)]);
    let required_name = operation.required_name.as_ref().map(|name| name.as_str());
    let required = file.required_struct(name, &fields, required_name);
    let what = ("a request", "parameters");
    let rest = Vec::new();
    let mut items = vec![
        Item::Block(Block { head, members }),
        file.constructor(Constructor { name, fields: &fields, required_name, is_default, what, rest }),
        Item::Table(table(file, operation)),
    ];
    items.extend(required);
    items
}

fn settable<'a>(document: &Document, names: &RustNames<'_>, input: &'a Input) -> Settable<'a> {
    Settable {
        name: input.name.as_str(),
        ty: &input.ty,
        required: input.required,
        nullable: false,
        boxed: false,
        read_only: false,
        deprecated: input.facts.deprecated,
        docs: docs::input(document, names, input).into(),
    }
}

/// Returns the `request!` table: the operation and its parameters.
fn table(file: &mut Rendering<'_>, operation: &Operation) -> Table {
    file.runtime("request");
    let response = operation.response.as_ref().map_or_else(|| "()".to_owned(), |ty| file.ty(ty));
    let (id, document) = (literal(&operation.id), literal(&file.document.stem));
    let success: Vec<String> = operation.success.iter().map(ToString::to_string).collect();
    let mut head = vec![
        format!("{} -> {response}", operation.name),
        format!("{document} {id}"),
        format!(
            "{} {} {} => [{}]",
            operation.method,
            literal(&file.document.server),
            literal(&operation.path),
            success.join(", ")
        ),
        security(&operation.security),
        // The runtime's `Body` and `Paging` look like the model's.
        format!("{:?}", operation.body),
    ];
    head.extend(operation.accept.as_ref().map(|accept| format!("accept {}", literal(accept))));
    head.extend(operation.paging.as_ref().map(|paging| match &operation.page_size {
        Some(name) => format!("paging {paging:?} page_size {}", literal(name)),
        None => format!("paging {paging:?}"),
    }));
    let private = operation.inputs.iter().filter(|input| input.facts.private).map(|input| input.wire.as_str());
    head.extend(list("private", private));
    head.extend(list("ignored", operation.ignored_headers.iter().map(String::as_str)));
    let mut table = Table::new("request", head);
    for input in &operation.inputs {
        table.rows.push(row(file, input));
    }
    table
}

fn security(security: &Security) -> String {
    match security {
        Security::Basic => "Basic".to_owned(),
        Security::Bearer => "Bearer".to_owned(),
        Security::OAuth2 { token_url, .. } => format!("OAuth2 {{ token_url: {} }}", literal(token_url)),
        Security::None => "None".to_owned(),
    }
}

/// Returns the row of a parameter: its location, its field and its wire name.
fn row(file: &Rendering<'_>, input: &Input) -> String {
    let (field, wire) = (&input.name, literal(&input.wire));
    match (input.location, &input.ty) {
        (ParameterLocation::Path, _) if input.account => format!("account {field} = {wire}"),
        (ParameterLocation::Query, Type::PrefixedMap(prefix)) => {
            format!("query_map {field} = {wire} {}", literal(prefix))
        }
        (ParameterLocation::Body, ty) => format!("body {field} = {}", literal(&dynamic::type_name(file, ty))),
        (location, _) => format!("{} {field} = {wire}", location.as_str()),
    }
}
