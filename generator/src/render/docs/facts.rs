//! Writes the facts of a value in one line: wire name, format, limits, allowed values, default.

use crate::model::{Document, Facts, Shape, Type};

use super::{code, list};

/// The maximum number of values to list. The values of larger enums are listed in the documentation of the enum.
const MOST_VALUES: usize = 12;

/// Builds a line of facts.
pub(super) struct FactLine(Vec<String>);

impl FactLine {
    pub(super) fn new(subject: String) -> Self {
        Self(vec![subject])
    }

    /// Adds the wire name to the subject.
    pub(super) fn name(&mut self, wire: &str) {
        if let Some(subject) = self.0.first_mut() {
            subject.push(' ');
            subject.push_str(&code(wire));
        }
    }

    pub(super) fn push(&mut self, fact: &str) {
        self.0.push(fact.to_owned());
    }

    /// Adds the facts in the document, and returns the line.
    pub(super) fn with(mut self, document: &Document, facts: &Facts, ty: &Type) -> String {
        self.0.extend(limits(document, facts, ty));
        format!("{}.", self.0.join("; "))
    }
}

fn limits(document: &Document, facts: &Facts, ty: &Type) -> Vec<String> {
    let mut parts = Vec::new();
    let shown_by_type = !matches!(ty, Type::String | Type::Json | Type::Named(_) | Type::Array(_));
    if let Some(format) = facts.format.as_ref().filter(|_| !shown_by_type) {
        parts.push(format!("format {}", code(format)));
    }
    parts.extend(values(document, facts, ty));
    parts.extend(facts.limits(matches!(ty, Type::Array(_))));
    if let Some(pattern) = &facts.pattern {
        parts.push(format!("matches {}", code(pattern)));
    }
    if let Some(default) = &facts.default {
        parts.push(format!("{} by default", code(default)));
    }
    if facts.deprecated {
        parts.push("deprecated".to_owned());
    }
    parts
}

/// Returns the allowed values, unless there are too many.
fn values(document: &Document, facts: &Facts, ty: &Type) -> Option<String> {
    let values: Vec<String> = match ty.innermost() {
        Type::HttpMethod => facts.values.iter().map(|value| code(value)).collect(),
        Type::Named(id) => match &document.schema(*id).shape {
            Shape::Enum(variants) => variants.iter().map(|variant| code(&variant.wire)).collect(),
            _ => Vec::new(),
        },
        _ => Vec::new(),
    };
    (1..=MOST_VALUES).contains(&values.len()).then(|| list(&values, "or"))
}
