//! Doc comments, made from the facts alone: they say no more than the document does.

use proc_macro2::TokenStream;
use quote::quote;

use crate::model::{Facts, Input, Operation, Origin, Place, Property, Schema, Security, Type};

use super::Rendering;
use super::prose::prose;

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

/// A text as code: no text ends it early, and none begins a line.
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

/// What a request type is.
pub(super) fn operation(document: &crate::model::Document, operation: &Operation) -> Vec<String> {
    let mut lines = vec![format!("{}.", sentence(&operation.id))];
    if let Some(text) = &operation.description {
        lines.push(String::new());
        lines.extend(prose(text));
    }
    lines.push(String::new());
    lines.push(code(&format!("{} {}{}", operation.method, document.server, operation.path)));
    let credentials = match operation.security {
        Security::Basic => None,
        Security::None => Some("Takes no credentials."),
        Security::Bearer => Some("Takes a bearer token."),
        Security::OAuth2 { .. } => Some("Takes a bearer token of OAuth 2.0 client credentials."),
    };
    let groups = operation.conditional.iter().map(|group| {
        let names: Vec<String> = group.iter().map(|name| code(name)).collect();
        format!("One of {} is wanted.", names.join(", "))
    });
    for line in credentials.map(str::to_owned).into_iter().chain(groups) {
        lines.push(String::new());
        lines.push(line);
    }
    lines
}

/// What a field of a request is.
pub(super) fn input(input: &Input) -> Vec<String> {
    let place = match input.place {
        Place::Path => "Path parameter",
        Place::Query => "Query parameter",
        Place::Header => "Header",
        Place::Form => "Form property",
        Place::Body => "The JSON body",
    };
    let mut subject = place.to_owned();
    if input.place != Place::Body {
        subject.push(' ');
        subject.push_str(&code(&input.wire));
    }
    let mut notes = Vec::new();
    if input.account {
        notes.push("the account of the context unless given".to_owned());
    } else if input.required {
        notes.push("required".to_owned());
    }
    described(&input.facts, &subject, notes, &input.ty)
}

/// What a field of an object is.
pub(super) fn property(property: &Property, in_request: bool) -> Vec<String> {
    let mut notes = Vec::new();
    if property.required {
        notes.push(if in_request { "required" } else { "always there" }.to_owned());
    }
    if property.nullable && (in_request || property.required) {
        notes.push("may be null".to_owned());
    }
    if property.read_only {
        notes.push("only in responses".to_owned());
    }
    described(&property.facts, &format!("Property {}", code(&property.wire)), notes, &property.ty)
}

fn described(facts: &Facts, subject: &str, notes: Vec<String>, ty: &Type) -> Vec<String> {
    let mut lines = Vec::new();
    if let Some(text) = &facts.description {
        lines.extend(prose(text));
        lines.push(String::new());
    }
    let mut parts = vec![subject.to_owned()];
    parts.extend(notes);
    parts.extend(limits(facts, ty));
    lines.push(format!("{}.", parts.join("; ")));
    lines
}

/// Format, limits and default, in words.
fn limits(facts: &Facts, ty: &Type) -> Vec<String> {
    let mut parts = Vec::new();
    let told_by_type = !matches!(ty, Type::String | Type::Json | Type::Named(_) | Type::Array(_));
    if let Some(format) = facts.format.as_ref().filter(|_| !told_by_type) {
        parts.push(format!("format {}", code(format)));
    }
    if !facts.values.is_empty() && matches!(ty, Type::HttpMethod) {
        let values: Vec<String> = facts.values.iter().map(|value| code(value)).collect();
        parts.push(values.join(" or "));
    }
    parts.extend(range(
        "characters",
        facts.min_length.map(|it| it.to_string()),
        facts.max_length.map(|it| it.to_string()),
    ));
    parts.extend(range("", facts.minimum.clone(), facts.maximum.clone()));
    let is_list = matches!(ty, Type::Array(_));
    let (min_items, max_items) = if is_list { (facts.min_items, facts.max_items) } else { (None, None) };
    parts.extend(range("items", min_items.map(|it| it.to_string()), max_items.map(|it| it.to_string())));
    if let Some(pattern) = &facts.pattern {
        parts.push(format!("matches {}", code(pattern)));
    }
    if let Some(default) = &facts.default {
        parts.push(format!("{} unless given", code(default)));
    }
    if facts.deprecated {
        parts.push("deprecated".to_owned());
    }
    parts
}

fn range(unit: &str, from: Option<String>, to: Option<String>) -> Option<String> {
    let unit = if unit.is_empty() { String::new() } else { format!(" {unit}") };
    Some(match (from, to) {
        (Some(from), Some(to)) if from == to => format!("{from}{unit}"),
        (Some(from), Some(to)) => format!("{from} to {to}{unit}"),
        (Some(from), None) => format!("at least {from}{unit}"),
        (None, Some(to)) => format!("at most {to}{unit}"),
        (None, None) => return None,
    })
}

/// What a named type is.
pub(super) fn schema(file: &Rendering<'_>, schema: &Schema) -> Vec<String> {
    let operation = |index: usize| &file.document.operations[index];
    let what = match &schema.origin {
        Origin::Component(key) | Origin::Part { key, .. } => format!("Schema {}.", code(key)),
        Origin::Page { operation: index } => {
            format!("A page of [`{}`](super::{}).", operation(*index).name, operation(*index).name)
        }
        Origin::Operation { operation: index, part } if part == "Body" => {
            format!("The JSON body of [`{}`](super::{}).", operation(*index).name, operation(*index).name)
        }
        Origin::Operation { operation: index, part } if part == "Response" => {
            format!("What [`{}`](super::{}) answers.", operation(*index).name, operation(*index).name)
        }
        Origin::Operation { operation: index, part } => {
            format!("Values of {} in [`{}`](super::{}).", code(part), operation(*index).name, operation(*index).name)
        }
        Origin::Schema { parent, part } => {
            let parent = &file.document.schema(*parent).name;
            format!("{} of [`{parent}`](super::{parent}).", code(part))
        }
    };
    let mut lines = vec![what];
    if let Some(text) = &schema.facts.description {
        lines.push(String::new());
        lines.extend(prose(text));
    }
    lines
}
