//! Formats the Rust type and encoding of a value for reports.

use crate::model::{Document, Input, Property, Type};

/// Returns the Rust type as generated code spells it.
pub(super) fn ty(document: &Document, of: &Type) -> String {
    match of {
        Type::String => "String".to_owned(),
        Type::Boolean => "bool".to_owned(),
        Type::Integer => "i64".to_owned(),
        Type::Number => "Number".to_owned(),
        Type::Date => "Date".to_owned(),
        Type::DateTime | Type::DateTimeRfc2822 => "Timestamp".to_owned(),
        Type::DateTimeOrDate => "DateTimeOrDate".to_owned(),
        Type::Json | Type::PrefixedMap(_) => "Json".to_owned(),
        Type::HttpMethod => "HttpMethod".to_owned(),
        Type::PageMeta => "PageMeta".to_owned(),
        Type::Array(item) => format!("Vec<{}>", ty(document, item)),
        Type::Map(value) => format!("BTreeMap<String, {}>", ty(document, value)),
        Type::Nullable(inner) => format!("Option<{}>", ty(document, inner)),
        Type::Named(id) => document.schema(*id).name.to_string(),
    }
}

/// Returns the response type of a request.
pub(super) fn response(document: &Document, of: Option<&Type>) -> String {
    of.map_or_else(|| "()".to_owned(), |of| ty(document, of))
}

/// Returns the type of a request's field.
pub(super) fn input(document: &Document, input: &Input) -> String {
    let inner = ty(document, &input.ty);
    if input.required { inner } else { format!("Option<{inner}>") }
}

/// Returns whether the struct's field isn't an `Option`. In responses, null is the same as absent.
pub(super) fn is_plain(property: &Property, in_request: bool) -> bool {
    property.required && (in_request || !property.nullable)
}

/// Returns the type of a struct's field.
pub(super) fn property(document: &Document, property: &Property, in_request: bool) -> String {
    let mut inner = ty(document, &property.ty);
    if property.boxed {
        inner = format!("Box<{inner}>");
    }
    if property.nullable && in_request {
        inner = format!("Nullable<{inner}>");
    }
    if is_plain(property, in_request) { inner } else { format!("Option<{inner}>") }
}

/// Returns the wire format of a value, unless its Rust type determines it.
pub(super) fn encoding(of: &Type) -> String {
    match of {
        Type::DateTimeRfc2822 => "RFC 2822".to_owned(),
        Type::DateTime => "RFC 3339".to_owned(),
        Type::PrefixedMap(prefix) => format!("parameters named {prefix}.…"),
        Type::Json => "JSON".to_owned(),
        Type::Array(inner) | Type::Map(inner) | Type::Nullable(inner) => encoding(inner),
        _ => String::new(),
    }
}

/// The Rust name and wire name of an item in two releases.
pub(super) struct Names<'a> {
    pub(super) old: (&'a str, &'a str),
    pub(super) new: (&'a str, &'a str),
}

impl Names<'_> {
    /// Returns the old and new Rust names, with the wire names if those differ too.
    pub(super) fn rust(&self) -> (String, String) {
        let is_same_wire = self.old.1 == self.new.1;
        let shown = |(name, wire): (&str, &str)| {
            if is_same_wire { name.to_owned() } else { format!("{name}, wire name {wire}") }
        };
        (shown(self.old), shown(self.new))
    }
}
