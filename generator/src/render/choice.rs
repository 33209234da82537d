//! Renders enums and unions.

use quote::quote;

use crate::model::{SchemaId, Union, Variant};

use super::item::{Item, Table, literal};
use super::{Rendering, docs, ident};

/// Renders an open set of strings.
pub(super) fn open_enum(file: &mut Rendering<'_>, id: SchemaId, variants: &[Variant]) -> Vec<Item> {
    let document = file.document;
    let schema = document.schema(id);
    let name = ident(schema.name.as_str());
    let docs = docs::attributes(&docs::schema(file, id));
    let unrecognized = file.runtime("Unrecognized");
    file.runtime("open_enum");
    let names: Vec<_> = variants.iter().map(|variant| ident(variant.name.as_str())).collect();
    let variant_docs = variants.iter().map(|variant| docs::attributes(&docs::variant(variant)));
    let deprecated = file.deprecated(schema.facts.deprecated);
    let declaration = quote! {
        #docs
        #deprecated
        #[derive(Clone, Debug, PartialEq, Eq, Hash)]
        #[non_exhaustive]
        pub enum #name {
            #(#variant_docs #names,)*
            /// A value that this version of the crate doesn't know.
            Unrecognized(#unrecognized),
        }
    };
    let mut table = Table::new("open_enum", vec![schema.name.to_string()]);
    for variant in variants {
        table.row(format!("{} = {}", variant.name, literal(&variant.wire)));
    }
    vec![Item::Rust(declaration), Item::Table(table)]
}

/// Renders an enum of objects that are distinguished by a tag.
pub(super) fn union(file: &mut Rendering<'_>, id: SchemaId, union: &Union) -> Vec<Item> {
    let document = file.document;
    let schema = document.schema(id);
    let name = ident(schema.name.as_str());
    let docs = docs::attributes(&docs::schema(file, id));
    let json = file.runtime("Json");
    file.runtime("union");
    let names: Vec<_> = union.variants.iter().map(|variant| ident(variant.name.as_str())).collect();
    let payloads: Vec<_> = union.variants.iter().map(|variant| file.named(variant.schema)).collect();
    let variant_docs = union.variants.iter().map(|variant| docs::attributes(&docs::union_variant(document, variant)));
    let declaration = quote! {
        #docs
        #[derive(Clone, PartialEq)]
        #[non_exhaustive]
        pub enum #name {
            #(#variant_docs #names(#payloads),)*
            /// An object with a tag that this version of the crate doesn't know.
            Unrecognized(#json),
        }
    };
    let mut table = Table::new("union", vec![schema.name.to_string(), literal(&union.tag)]);
    for (variant, payload) in union.variants.iter().zip(&payloads) {
        let values = [&variant.value].into_iter().chain(&variant.aliases).map(|value| literal(value));
        table.row(format!("{}({payload}) = {}", variant.name, values.collect::<Vec<_>>().join(" | ")));
    }
    vec![Item::Rust(declaration), Item::Table(table)]
}
