//! Writes the facts of a value in one line: wire name, format, limits, allowed values, default.

use crate::model::{Document, Facts, Shape, Type};

use super::{code, list};

/// The maximum number of values to list. The values of larger enums are listed in the documentation of the enum.
const MOST_VALUES: usize = 12;

/// Returns a line with `parts` and the facts in the document.
pub(super) fn fact_line(mut parts: Vec<String>, document: &Document, facts: &Facts, ty: &Type) -> String {
    let shown_by_type = !matches!(ty, Type::String | Type::Json | Type::Named(_) | Type::Array(_));
    if let Some(format) = facts.format.as_ref().filter(|_| !shown_by_type) {
        parts.push(format!("format {}", code(format)));
    }
    parts.extend(values(document, facts, ty));
    parts.extend(facts.limits(ty));
    if let Some(pattern) = &facts.pattern {
        let matches = if ty.has_elements() { "each matches" } else { "matches" };
        parts.push(format!("{matches} {}", code(pattern)));
    }
    if let Some(default) = &facts.default {
        parts.push(format!("{} by default", code(default)));
    }
    if facts.deprecated {
        parts.push("deprecated".to_owned());
    }
    format!("{}.", parts.join("; "))
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
