//! Compares what a document specifies about a value in addition to its type, which only affects the crate's documentation.

use crate::model::{Facts, Type};

use super::change::{Change, Class, Kind, Place};

/// Reports a changed `description` if both releases have one. Only our overlays add or remove descriptions.
pub(super) fn description(old: Option<&String>, new: Option<&String>, place: &Place, changes: &mut Vec<Change>) {
    let (Some(old), Some(new)) = (old, new) else { return };
    if old != new {
        changes.push(Change::new(Kind::Description, Class::Docs, place.clone(), old, new));
    }
}

/// Reports a changed flag.
pub(super) fn flag(kind: Kind, old: bool, new: bool, place: &Place, changes: &mut Vec<Change>) {
    let word = |flag: bool| if flag { "yes" } else { "no" };
    if old != new {
        changes.push(Change::new(kind, Class::Docs, place.clone(), word(old), word(new)));
    }
}

/// Reports changed facts about a value. `ty` is its type, or `None` if its type or encoding changed.
pub(super) fn compare(old: &Facts, new: &Facts, ty: Option<&Type>, place: &Place, changes: &mut Vec<Change>) {
    description(old.description.as_ref(), new.description.as_ref(), place, changes);
    let mut text = |kind, old: Option<String>, new: Option<String>| {
        if old != new {
            changes.push(Change::with(kind, Class::Docs, place.clone(), old, new));
        }
    };
    if ty.is_some_and(tells_format) {
        text(Kind::Format, old.format.clone(), new.format.clone());
    }
    text(Kind::Pattern, old.pattern.clone(), new.pattern.clone());
    text(Kind::Limits, limits(old), limits(new));
    text(Kind::Default, old.default.clone(), new.default.clone());
    flag(Kind::Deprecated, old.deprecated, new.deprecated, place, changes);
    flag(Kind::Private, old.private, new.private, place, changes);
}

/// Returns whether the format adds to the type. The width of a number doesn't.
fn tells_format(ty: &Type) -> bool {
    matches!(ty, Type::String | Type::Json | Type::Array(_) | Type::Named(_))
}

fn limits(facts: &Facts) -> Option<String> {
    let text = |count: Option<u64>| count.map(|count| count.to_string());
    let ranges = [
        range(text(facts.min_length), text(facts.max_length), " characters"),
        range(facts.minimum.clone(), facts.maximum.clone(), ""),
        range(text(facts.min_items), text(facts.max_items), " items"),
    ];
    let limits: Vec<String> = ranges.into_iter().flatten().collect();
    (!limits.is_empty()).then(|| limits.join(", "))
}

fn range(least: Option<String>, most: Option<String>, unit: &str) -> Option<String> {
    Some(match (least, most) {
        (Some(least), Some(most)) => format!("{least} to {most}{unit}"),
        (Some(least), None) => format!("at least {least}{unit}"),
        (None, Some(most)) => format!("at most {most}{unit}"),
        (None, None) => return None,
    })
}
