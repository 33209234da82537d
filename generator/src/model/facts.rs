//! What a document specifies about a value in addition to its type.

use super::Type;

/// The facts about a value besides its type. Those of a list or map include the facts of its elements.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Facts {
    /// The description.
    pub description: Option<String>,
    /// The format, as declared.
    pub format: Option<String>,
    /// The allowed strings, if the type isn't an enum of its own.
    pub values: Vec<String>,
    /// The regular expression that strings match.
    pub pattern: Option<String>,
    /// The minimum number of characters.
    pub min_length: Option<u64>,
    /// The maximum number of characters.
    pub max_length: Option<u64>,
    /// The minimum number, as declared.
    pub minimum: Option<String>,
    /// The maximum number, as declared.
    pub maximum: Option<String>,
    /// The number that values must exceed, as declared.
    pub exclusive_minimum: Option<String>,
    /// The number that values must stay below, as declared.
    pub exclusive_maximum: Option<String>,
    /// The minimum number of items.
    pub min_items: Option<u64>,
    /// The maximum number of items.
    pub max_items: Option<u64>,
    /// The default value, as JSON.
    pub default: Option<String>,
    /// Whether it is deprecated.
    pub deprecated: bool,
    /// Whether it is personal (`x-twilio.pii`) or secret (`x-secret`), so that `Debug` must not show it.
    pub private: bool,
}

impl Facts {
    /// Returns the limits of a value's length, of the value itself and, if it is a list, of the number of its items. All but
    /// the last are those of each item of a list, or each value of a map.
    pub fn limits(&self, ty: &Type) -> Vec<String> {
        let number = |limit: Option<u64>| limit.map(|limit| limit.to_string());
        let items = |limit| number(limit).filter(|_| matches!(ty, Type::Array(_)));
        let each = if ty.has_elements() { " each" } else { "" };
        let ranges = [
            range(number(self.min_length), number(self.max_length), &format!(" characters{each}")),
            range(self.minimum.clone(), self.maximum.clone(), each),
            self.exclusive_minimum.as_ref().map(|limit| format!("more than {limit}{each}")),
            self.exclusive_maximum.as_ref().map(|limit| format!("less than {limit}{each}")),
            range(items(self.min_items), items(self.max_items), " items"),
        ];
        ranges.into_iter().flatten().collect()
    }
}

fn range(least: Option<String>, most: Option<String>, unit: &str) -> Option<String> {
    Some(match (least, most) {
        (Some(least), Some(most)) if least == most => format!("{least}{unit}"),
        (Some(least), Some(most)) => format!("{least} to {most}{unit}"),
        (Some(least), None) => format!("at least {least}{unit}"),
        (None, Some(most)) => format!("at most {most}{unit}"),
        (None, None) => return None,
    })
}
