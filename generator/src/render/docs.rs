//! Writes doc comments: the description of an item, then its facts in one line.

mod facts;
mod types;

use std::collections::BTreeMap;

use crate::model::{Document, Input, Operation, ParameterLocation, Property, Security, Type, Variant};
use crate::text::{code_span, visible};

use super::Rendering;
use super::prose::prose;
use facts::fact_line;

pub(super) use types::{TypeUses, schema, union_variant, uses_of};

/// Splits a name into words, the first of them capitalized: `FetchPhoneNumber` → `Fetch phone number`.
pub(super) fn sentence(name: &str) -> String {
    use heck::ToSnakeCase as _;
    let words = crate::ident::snake(name).to_snake_case().replace('_', " ");
    let mut letters = words.chars();
    match letters.next() {
        Some(first) => first.to_uppercase().chain(letters).collect(),
        None => words,
    }
}

/// Returns a string as a code span, whatever characters it contains.
pub(super) fn code(text: &str) -> String {
    code_span(&text.chars().map(visible).collect::<String>())
}

/// The Rust names of the parameters or properties that a description may mention, by wire name.
#[derive(Default)]
pub(super) struct RustNames<'a>(BTreeMap<&'a str, &'a str>);

impl<'a> RustNames<'a> {
    /// Returns the names of a request's fields.
    pub(super) fn of_request(operation: &'a Operation) -> Self {
        Self(operation.inputs.iter().map(|input| (input.wire.as_str(), input.name.as_str())).collect())
    }

    /// Returns the names of an object's fields.
    pub(super) fn of_object(properties: &'a [Property]) -> Self {
        Self(properties.iter().map(|property| (property.wire.as_str(), property.name.as_str())).collect())
    }

    /// Returns the lines of a doc comment for `text`, with wire names replaced by Rust names.
    pub(super) fn prose(&self, text: &str) -> Vec<String> {
        let parts = text.split('`').enumerate().map(|(index, part)| match self.0.get(part) {
            Some(name) if index % 2 == 1 => name,
            _ => part,
        });
        prose(&parts.collect::<Vec<_>>().join("`"))
    }
}

/// Returns a link to a type in the same version's module.
pub(super) fn link(name: impl std::fmt::Display) -> String {
    format!("[`{name}`](super::{name})")
}

/// Joins links or code spans to an enumeration: `a`, `b` and `c`.
pub(super) fn list(items: &[String], last: &str) -> String {
    match items {
        [] => String::new(),
        [only] => only.clone(),
        [first @ .., end] => format!("{} {last} {end}", first.join(", ")),
    }
}

/// Returns the doc comment of a request type.
pub(super) fn operation(file: &Rendering<'_>, operation: &Operation) -> Vec<String> {
    let names = RustNames::of_request(operation);
    let mut lines = match &operation.description {
        Some(text) => names.prose(text),
        None => vec![format!("{}.", sentence(&operation.id))],
    };
    let mut paragraph = |text: String| lines.extend([String::new(), text]);
    paragraph(code(&format!("{} {}{}", operation.method, file.document.server, operation.path)));
    match &operation.response {
        Some(ty) => paragraph(format!("Returns {}.", types::returned(file.document, ty))),
        None => paragraph("Returns no content.".to_owned()),
    }
    for group in &operation.conditional {
        let names: Vec<String> = group.iter().map(|name| code(name)).collect();
        paragraph(format!("Requires {}.", list(&names, "or")));
    }
    match operation.security {
        Security::Basic => {}
        Security::None => paragraph("Requires no credentials.".to_owned()),
        Security::Bearer => paragraph("Requires a bearer token.".to_owned()),
        Security::OAuth2 { .. } => paragraph("Requires a bearer token from OAuth 2.0 client credentials.".to_owned()),
    }
    lines
}

/// Returns the doc comment of a request's field and of its setter.
pub(super) fn input(document: &Document, names: &RustNames<'_>, input: &Input) -> Vec<String> {
    let wire = code(&input.wire);
    let mut parts = vec![match input.location {
        ParameterLocation::Path => format!("Path parameter {wire}"),
        ParameterLocation::Query => format!("Query parameter {wire}"),
        ParameterLocation::Header => format!("Header {wire}"),
        ParameterLocation::Form => format!("Form property {wire}"),
        ParameterLocation::Body => "The JSON body".to_owned(),
    }];
    if input.account {
        parts.push("the context's account by default".to_owned());
    } else if input.required {
        parts.push("required".to_owned());
    }
    let facts = fact_line(parts, document, &input.facts, &input.ty);
    let description = input.facts.description.as_deref();
    let description = description.or_else(|| match (input.location, &input.ty) {
        (ParameterLocation::Body, Type::Json) => Some("The request body. Twilio's document declares no properties."),
        (ParameterLocation::Body, ty) => types::description(document, ty),
        _ => None,
    });
    described(names, description, facts)
}

/// Returns the doc comment of an object's field and of its setter.
pub(super) fn property(
    document: &Document,
    names: &RustNames<'_>,
    property: &Property,
    in_request: bool,
) -> Vec<String> {
    let said = [
        (property.required, if in_request { "required" } else { "always present" }),
        (property.nullable && (in_request || property.required), "may be null"),
        (property.read_only, "only in responses"),
    ];
    let said = said.into_iter().filter(|(holds, _)| *holds).map(|(_, words)| words.to_owned());
    let parts = [format!("Property {}", code(&property.wire))].into_iter().chain(said).collect();
    let facts = fact_line(parts, document, &property.facts, &property.ty);
    described(names, property.facts.description.as_deref(), facts)
}

/// Returns a description, if there is one, and a line with facts.
fn described(names: &RustNames<'_>, description: Option<&str>, facts: String) -> Vec<String> {
    let mut lines = description.map(|text| names.prose(text)).unwrap_or_default();
    if !lines.is_empty() {
        lines.push(String::new());
    }
    lines.push(facts);
    lines
}

/// Returns the doc comment of an enum's variant.
pub(super) fn variant(variant: &Variant) -> Vec<String> {
    described(&RustNames::default(), variant.description.as_deref(), code(&variant.wire))
}

/// Returns the doc comment of a constructor, which lists its arguments. `what` and `fields` name the type and its fields.
pub(super) fn constructor(required: &[(&str, &[String])], many: bool, (what, fields): (&str, &str)) -> Vec<String> {
    if required.is_empty() {
        return vec![format!("Creates {what} with no {fields} set.")];
    }
    let mut lines = vec![format!("Creates {what} with its required {fields}{}", if many { "." } else { ":" })];
    if !many {
        lines.push(String::new());
        for (name, docs) in required {
            // Only the description, because the field has the facts.
            let description = docs.split(String::is_empty).next().unwrap_or_default().join(" ");
            lines.push(match docs.len() > 1 {
                true => format!("- `{name}`: {description}"),
                false => format!("- `{name}`"),
            });
        }
    }
    lines
}
