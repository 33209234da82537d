//! Renders what only the feature `dynamic` needs: names of types, and descriptions of operations and parameters.

use quote::quote;

use crate::model::{Document, Shape, Type};
use crate::text::visible;

use super::Rendering;
use super::item::{Item, Table, literal};
use super::module::document_name;

/// Renders the file with the descriptions of a document's operations, in the document's order.
pub(super) fn descriptions(document: &Document) -> Vec<Item> {
    let mut table = Table::new("operations", vec![literal(&document_name(document))]);
    for operation in &document.operations {
        let own = description(operation.description.as_deref());
        table.rows.push(format!("operation {} = {}", operation.name, literal(&own)));
        for input in &operation.inputs {
            table.rows.push(format!("parameter {}", literal(&description(input.facts.description.as_deref()))));
        }
    }
    vec![
        Item::Docs(vec!["What the operations and their parameters mean.".to_owned()]),
        Item::Rust(quote!(
            use super::*;
            use crate::codegen::operations;
        )),
        Item::Table(table),
    ]
}

/// Returns a description as one line, with wire names.
fn description(text: Option<&str>) -> String {
    text.unwrap_or_default().chars().map(visible).collect::<String>().trim().to_owned()
}

/// Returns the name of a type for lists of parameters: the values of an enum, the name of an object.
pub(super) fn type_name(file: &Rendering<'_>, ty: &Type) -> String {
    match ty {
        Type::String | Type::HttpMethod => "string".to_owned(),
        Type::Boolean => "boolean".to_owned(),
        Type::Integer => "integer".to_owned(),
        Type::Number => "number".to_owned(),
        Type::Date => "date".to_owned(),
        Type::DateTime | Type::DateTimeRfc2822 | Type::DateTimeOrDate => "date-time".to_owned(),
        Type::Json | Type::PrefixedMap(_) | Type::PageMeta => "any".to_owned(),
        Type::Array(item) => format!("array<{}>", type_name(file, item)),
        Type::Map(value) => format!("map<{}>", type_name(file, value)),
        Type::Nullable(inner) => type_name(file, inner),
        Type::Named(id) => match &file.document.schema(*id).shape {
            Shape::Enum(variants) => {
                variants.iter().map(|variant| variant.wire.as_str()).collect::<Vec<_>>().join(" | ")
            }
            _ => file.document.schema(*id).name.as_str().to_owned(),
        },
    }
}
