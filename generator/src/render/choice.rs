//! Renders enums and unions.

use crate::model::{SchemaId, Union, Variant};

use super::item::{Block, Item, Piece, Table, literal};
use super::template::{Fragment, Template};
use super::{Rendering, docs};

/// Renders an open set of strings.
pub(super) fn open_enum(file: &mut Rendering<'_>, id: SchemaId, variants: &[Variant]) -> Vec<Item> {
    let document = file.document;
    let schema = document.schema(id);
    file.runtime("open_enum");
    let member =
        |variant: &Variant| Piece::new(docs::variant(variant), Template::Variant, [Fragment::from(&variant.name)]);
    let mut members: Vec<Piece> = variants.iter().map(member).collect();
    members.push(unrecognized("A value that this version of the crate doesn't know.", file.runtime("Unrecognized")));
    let template = Template::OpenEnum { is_deprecated: file.deprecated(schema.facts.deprecated) };
    let head = Piece::new(docs::schema(file, id), template, [Fragment::from(&schema.name)]);
    let mut table = Table::new("open_enum", vec![schema.name.to_string()]);
    for variant in variants {
        table.rows.push(format!("{} = {}", variant.name, literal(&variant.wire)));
    }
    vec![Item::Block(Block { head, members }), Item::Table(table)]
}

/// Renders an enum of objects that are distinguished by a tag.
pub(super) fn union(file: &mut Rendering<'_>, id: SchemaId, union: &Union) -> Vec<Item> {
    let document = file.document;
    let schema = document.schema(id);
    file.runtime("union");
    let mut members = Vec::new();
    let mut table = Table::new("union", vec![schema.name.to_string(), literal(&union.tag)]);
    for variant in &union.variants {
        let payload = file.named(variant.schema);
        let docs = docs::union_variant(document, variant);
        members.push(Piece::new(docs, Template::Payload, [Fragment::from(&variant.name), Fragment::from(payload)]));
        let values = [&variant.value].into_iter().chain(&variant.aliases).map(|value| literal(value));
        table.rows.push(format!("{}({payload}) = {}", variant.name, values.collect::<Vec<_>>().join(" | ")));
    }
    let unknown = "An object with a tag that this version of the crate doesn't know.";
    members.push(unrecognized(unknown, file.runtime("Json")));
    let template = Template::Union { is_deprecated: file.deprecated(schema.facts.deprecated) };
    let head = Piece::new(docs::schema(file, id), template, [Fragment::from(&schema.name)]);
    vec![Item::Block(Block { head, members }), Item::Table(table)]
}

/// Renders the variant that holds what the others don't.
fn unrecognized(docs: &str, payload: &str) -> Piece {
    Piece::new([docs.to_owned()], Template::Payload, [Fragment::from("Unrecognized"), Fragment::from(payload)])
}
