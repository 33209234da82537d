//! Doc comments: the description of an item, then its facts in one line.

mod facts;
mod types;

use std::collections::BTreeMap;

use proc_macro2::TokenStream;
use quote::quote;

use crate::model::{Document, Input, Operation, ParameterLocation, Property, Schema, Security, Shape, Type, Variant};

use super::Rendering;
use super::prose::prose;

pub(super) use types::{Uses, schema, union_variant, uses_of};

/// Lines of a doc comment as attributes.
pub(super) fn attributes(lines: &[String]) -> TokenStream {
    let lines = lines.iter().map(|line| if line.is_empty() { String::new() } else { format!(" {line}") });
    quote!(#(#[doc = #lines])*)
}

/// A name in words, as a sentence begins: `CreateConversationWithParticipants` → `Create conversation with participants`.
pub(super) fn sentence(name: &str) -> String {
    use heck::ToSnakeCase as _;
    let words = crate::name::snake(name).to_snake_case().replace('_', " ");
    let mut letters = words.chars();
    match letters.next() {
        Some(first) => first.to_uppercase().chain(letters).collect(),
        None => words,
    }
}

/// A string as code: none ends it early, and none begins a line.
pub(super) fn code(text: &str) -> String {
    let text: String = text.chars().map(visible).collect();
    let mut longest = 0;
    let mut run = 0;
    for letter in text.chars() {
        run = if letter == '`' { run + 1 } else { 0 };
        longest = longest.max(run);
    }
    let fence = "`".repeat(longest + 1);
    let space = if text.starts_with('`') || text.ends_with('`') || text.trim().is_empty() { " " } else { "" };
    format!("{fence}{space}{text}{space}{fence}")
}

/// A character as a line of a doc comment may hold it: none that ends the line, none that turns the direction in which
/// it is read.
pub(super) fn visible(letter: char) -> char {
    match letter {
        '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' | '\u{2028}' | '\u{2029}' => ' ',
        letter if letter.is_control() => ' ',
        letter => letter,
    }
}

/// Rust names by wire name, of the parameters or properties that a description may mention.
#[derive(Default)]
pub(super) struct RustNames<'a>(BTreeMap<&'a str, &'a str>);

impl<'a> RustNames<'a> {
    /// The names of a request.
    pub(super) fn of_request(operation: &'a Operation) -> Self {
        Self(operation.inputs.iter().map(|input| (input.wire.as_str(), input.name.as_str())).collect())
    }

    /// The names of an object.
    pub(super) fn of_object(properties: &'a [Property]) -> Self {
        Self(properties.iter().map(|property| (property.wire.as_str(), property.name.as_str())).collect())
    }

    /// Lines of a doc comment that say what `text` says, by Rust names.
    pub(super) fn prose(&self, text: &str) -> Vec<String> {
        let parts = text.split('`').enumerate().map(|(index, part)| match self.0.get(part) {
            Some(name) if index % 2 == 1 => name,
            _ => part,
        });
        prose(&parts.collect::<Vec<_>>().join("`"))
    }
}

/// A link to a type of the same version.
pub(super) fn link(name: impl std::fmt::Display) -> String {
    format!("[`{name}`](super::{name})")
}

/// Links or code, as a sentence lists them: `a`, `b` and `c`.
pub(super) fn list(items: &[String], last: &str) -> String {
    match items {
        [] => String::new(),
        [only] => only.clone(),
        [first @ .., end] => format!("{} {last} {end}", first.join(", ")),
    }
}

/// What a request type does.
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
        Security::None => paragraph("Takes no credentials.".to_owned()),
        Security::Bearer => paragraph("Takes a bearer token.".to_owned()),
        Security::OAuth2 { .. } => paragraph("Takes a bearer token from OAuth 2.0 client credentials.".to_owned()),
    }
    lines
}

/// What a parameter or body of a request is, for its field and its setter.
pub(super) fn input(document: &Document, names: &RustNames<'_>, input: &Input) -> Vec<String> {
    let location = match input.place {
        ParameterLocation::Path => "Path parameter",
        ParameterLocation::Query => "Query parameter",
        ParameterLocation::Header => "Header",
        ParameterLocation::Form => "Form property",
        ParameterLocation::Body => "The JSON body",
    };
    let mut line = facts::Line::new(location.to_owned());
    if input.place != ParameterLocation::Body {
        line.name(&input.wire);
    }
    if input.account {
        line.push("the context's account by default");
    } else if input.required {
        line.push("required");
    }
    let facts = line.with(document, &input.facts, &input.ty);
    let description = input.facts.description.as_deref();
    let description = description.or_else(|| match (input.place, &input.ty) {
        (ParameterLocation::Body, Type::Json) => Some("The request body. Twilio's document declares no properties."),
        (ParameterLocation::Body, ty) => types::description(document, ty),
        _ => None,
    });
    described(names, description, facts)
}

/// What a property of an object is.
pub(super) fn property(
    document: &Document,
    names: &RustNames<'_>,
    property: &Property,
    in_request: bool,
) -> Vec<String> {
    let mut line = facts::Line::new("Property".to_owned());
    line.name(&property.wire);
    if property.required {
        line.push(if in_request { "required" } else { "always present" });
    }
    if property.nullable && (in_request || property.required) {
        line.push("may be null");
    }
    if property.read_only {
        line.push("only in responses");
    }
    described(names, property.facts.description.as_deref(), line.with(document, &property.facts, &property.ty))
}

fn described(names: &RustNames<'_>, description: Option<&str>, facts: String) -> Vec<String> {
    let mut lines = description.map(|text| names.prose(text)).unwrap_or_default();
    if !lines.is_empty() {
        lines.push(String::new());
    }
    lines.push(facts);
    lines
}

/// What a value of an enum means.
pub(super) fn variant(variant: &Variant) -> Vec<String> {
    let wire = code(&variant.wire);
    match &variant.description {
        Some(text) => {
            let mut lines = prose(text);
            lines.extend([String::new(), wire]);
            lines
        }
        None => vec![wire],
    }
}

/// The summary of a constructor: what it takes, by name.
pub(super) fn constructor(required: &[(&str, &[String])], many: bool, what: &str) -> Vec<String> {
    if required.is_empty() {
        return vec![format!("Creates {what} with nothing set.")];
    }
    let mut lines = vec![format!("Creates {what} from what it requires{}", if many { "." } else { ":" })];
    if !many {
        lines.push(String::new());
        for (name, docs) in required {
            // Only the description: the facts are on the field.
            let description = docs.split(String::is_empty).next().unwrap_or_default().join(" ");
            lines.push(match docs.len() > 1 {
                true => format!("- `{name}`: {description}"),
                false => format!("- `{name}`"),
            });
        }
    }
    lines
}

/// The object that a schema is, if it is one.
fn properties(schema: &Schema) -> &[Property] {
    match &schema.shape {
        Shape::Object(object) => &object.properties,
        _ => &[],
    }
}
