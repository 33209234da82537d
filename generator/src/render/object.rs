//! Renders objects as structs, each with its `object!` table, and with a `page!` table if it is the page of a list.

use crate::model::{Document, Object, Paging, Property, Schema, SchemaId, Type};

use super::docs::RustNames;
use super::input::{Constructor, Settable};
use super::item::{Block, Item, Piece, Table, list, literal};
use super::template::{Fragment, Template};
use super::{Rendering, docs};

/// Renders an object's struct, and the tables from which the runtime implements its traits.
pub(super) fn object(file: &mut Rendering<'_>, id: SchemaId, object: &Object) -> Vec<Item> {
    let document = file.document;
    let schema = document.schema(id);
    let name = schema.name.as_str();
    let names = RustNames::of_object(&object.properties);
    let fields: Vec<Settable<'_>> =
        object.properties.iter().map(|property| settable(document, &names, property, schema.in_request)).collect();
    let mut members: Vec<Piece> = fields.iter().map(|field| file.field(field)).collect();
    let extra = ["Unknown fields, and values that don't match their field's type, by wire name.".to_owned()];
    let fragments = [Fragment::from("extra"), Fragment::from(file.runtime("Extra"))];
    members.push(Piece::new(extra, Template::Field { is_deprecated: false }, fragments));
    let is_deprecated = file.deprecated(schema.facts.deprecated);
    let template = Template::Struct { is_default: false, is_deprecated };
    let head = Piece::new(docs::schema(file, id), template, [Fragment::from(name)]);
    let is_default = file.defaults[id.0];
    let required_name = schema.required_name.as_ref().map(|name| name.as_str());
    let required = file.required_struct(name, &fields, required_name);
    let mut items = vec![Item::Block(Block { head, members })];
    if schema.in_request {
        let (read_only, fields): (Vec<_>, Vec<_>) =
            fields.into_iter().partition(|field| field.required && field.read_only);
        if !read_only.is_empty() {
            file.imports.module = true;
        }
        let blank = read_only.iter().map(|field| format!("{}: codegen::JsonValue::blank()", field.name));
        let rest = blank.chain(["extra: Extra::new()".to_owned()]).collect();
        let what = ("a value", "properties");
        items.push(file.constructor(Constructor { name, fields: &fields, required_name, is_default, what, rest }));
    }
    items.push(Item::Table(table(file, schema, object, is_default)));
    items.extend(page(file, schema, object).map(Item::Table));
    items.extend(required);
    items
}

fn settable<'a>(document: &Document, names: &RustNames<'_>, property: &'a Property, in_request: bool) -> Settable<'a> {
    Settable {
        name: property.name.as_str(),
        ty: &property.ty,
        required: property.is_plain(in_request),
        nullable: property.nullable && in_request,
        boxed: property.boxed,
        read_only: property.read_only,
        deprecated: property.facts.deprecated,
        docs: docs::property(document, names, property, in_request).into(),
    }
}

/// Returns the `object!` table: the object's fields.
fn table(file: &mut Rendering<'_>, schema: &Schema, object: &Object, is_default: bool) -> Table {
    file.runtime("object");
    let mut head = vec![format!("{}{}", schema.name, if is_default { ": Default" } else { "" })];
    let mut wires = |keyword: &str, keep: &dyn Fn(&&Property) -> bool| {
        head.extend(list(keyword, object.properties.iter().filter(keep).map(|property| property.wire.as_str())));
    };
    wires("required", &|property| property.is_plain(schema.in_request));
    wires("private", &|property| property.facts.private);
    wires("read_only", &|property| property.read_only);
    let mut table = Table::new("object", head);
    for property in &object.properties {
        let kind = if property.ty == Type::DateTimeRfc2822 { "rfc2822" } else { "field" };
        table.rows.push(format!("{kind} {} = {}", property.name, literal(&property.wire)));
    }
    table
}

/// Returns the `page!` table, if the object is the page of a list: its records, and how to find the next page.
fn page(file: &mut Rendering<'_>, schema: &Schema, object: &Object) -> Option<Table> {
    let (page, records) = (object.page.as_ref()?, object.records()?);
    let Type::Array(item) = &records.ty else { return None };
    let item = file.ty(item);
    file.runtime("page");
    let kind = if records.is_plain(false) { "required" } else { "optional" };
    let mut table = Table::new("page", vec![schema.name.to_string(), format!("{kind} {}: {item}", records.name)]);
    let leads: &[&str] = match &page.paging {
        Paging::NextPageUri => &["next_page_uri"],
        Paging::NextPageUrl | Paging::Token { .. } => &["meta"],
        Paging::StartIndex => &["totalResults"],
        Paging::PageNumber { .. } => &["has_next", "current_page"],
        Paging::Unpaged => &[],
    };
    // A value that doesn't match its type must be an error here: otherwise, the list would seem to end.
    table.rows.extend(list("guard", [records.wire.as_str()].into_iter().chain(leads.iter().copied())));
    let meta = object.properties.iter().find(|property| property.wire == "meta" && property.ty == Type::PageMeta);
    table.rows.extend(meta.map(|meta| format!("guard_meta |page| &{}.extra", holder(meta))));
    table.rows.extend(next(file, object, &page.paging));
    Some(table)
}

/// Returns the row that finds the next page, if there can be one.
fn next(file: &mut Rendering<'_>, object: &Object, paging: &Paging) -> Option<String> {
    let property =
        |wire: &str, ty: Type| object.properties.iter().find(|property| property.wire == wire && property.ty == ty);
    match paging {
        Paging::NextPageUri => {
            let link = text("page", property("next_page_uri", Type::String)?);
            Some(format!("next_link |page| {link}"))
        }
        Paging::NextPageUrl | Paging::Token { .. } => {
            let meta = object.properties.iter().find(|property| property.wire == "meta")?;
            let link = match &meta.ty {
                Type::PageMeta => format!("{}.next_page_url.as_deref()", holder(meta)),
                ty => text(&holder(meta), next_member(file, ty, paging)?),
            };
            Some(format!("next_link |page| {link}"))
        }
        Paging::StartIndex => Some(format!("total_results |page| {}", value(property("totalResults", Type::Integer)?))),
        Paging::PageNumber { .. } => {
            let more = value(property("has_next", Type::Boolean)?);
            let current = value(property("current_page", Type::Integer)?);
            file.imports.module = true;
            Some(format!("next_number |page| codegen::next_number({more}, {current})"))
        }
        Paging::Unpaged => None,
    }
}

/// Returns an expression for the `meta` of a page.
fn holder(meta: &Property) -> String {
    format!("page.{}{}", meta.name, if meta.is_plain(false) { "" } else { ".as_ref()?" })
}

/// Returns an expression for a string property of `holder`, as an `Option`.
fn text(holder: &str, property: &Property) -> String {
    let field = &property.name;
    if property.is_plain(false) {
        format!("Some({holder}.{field}.as_str())")
    } else {
        format!("{holder}.{field}.as_deref()")
    }
}

/// Returns an expression for an integer or boolean property of the page, as an `Option`.
fn value(property: &Property) -> String {
    let field = &property.name;
    if property.is_plain(false) { format!("Some(page.{field})") } else { format!("page.{field}") }
}

/// Returns the property of `meta` with the next page's URL or token.
fn next_member<'d>(file: &Rendering<'d>, meta: &Type, paging: &Paging) -> Option<&'d Property> {
    let object = file.document.object(meta)?;
    let leads: &[&str] = match paging {
        Paging::NextPageUrl => &["next_page_url"],
        _ => &["next_token", "nextToken"],
    };
    object.properties.iter().find(|property| leads.contains(&property.wire.as_str()) && property.ty == Type::String)
}
