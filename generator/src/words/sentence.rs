//! The style rules for descriptions, and the nouns that replace placeholders in them.

use crate::diagnostic::Pointer;
use crate::ident::snake;
use crate::text::quoted;

/// The maximum number of characters; nobody reads longer descriptions while typing.
const LONGEST: usize = 300;

const STYLE: &str = "see the section \"Style\" in spec/words/README.md";

/// Returns what is wrong with a description and how to fix it, or `None` if nothing is.
pub(super) fn fault(pointer: &Pointer, text: &str) -> Option<(String, &'static str)> {
    let name = pointer.keys().rfind(|key| key != "words" && key.parse::<usize>().is_err()).unwrap_or_default();
    let letters = |text: &str| text.to_lowercase().chars().filter(char::is_ascii_alphanumeric).collect::<String>();
    let (bare, said) = (letters(&name), letters(text));
    let what = if text.trim().is_empty() {
        "description is empty".to_owned()
    } else if text.trim() != text || text.contains(['\n', '\r', '\t']) {
        "description isn't a single line without leading or trailing spaces".to_owned()
    } else if !text.trim_end_matches(')').ends_with('.') {
        "description doesn't end with a full stop".to_owned()
    } else if text.chars().count() > LONGEST {
        format!("description has {} characters, more than the limit of {LONGEST}", text.chars().count())
    } else if !text.matches('`').count().is_multiple_of(2) {
        "description has a code span without an end".to_owned()
    } else if said == bare || said == format!("the{bare}") {
        format!("description only repeats the name {}", quoted(&name))
    } else {
        let placeholder = unknown_placeholder(text)?;
        format!("{} isn't a placeholder", quoted(placeholder))
    };
    Some((what, STYLE))
}

/// Returns the first unknown placeholder outside code spans.
fn unknown_placeholder(text: &str) -> Option<&str> {
    let outside = text.split('`').step_by(2);
    outside.flat_map(|part| part.match_indices('{').map(move |(at, _)| &part[at..])).find_map(|rest| {
        let end = rest.find('}').map_or(rest.len(), |end| end + 1);
        (!["{resource}", "{resources}"].contains(&&rest[..end])).then_some(&rest[..end])
    })
}

/// The noun for a resource.
#[derive(Clone, Debug)]
pub(super) struct Noun {
    pub(super) singular: String,
    pub(super) plural: String,
}

impl Noun {
    pub(super) fn new(singular: String, plural: Option<String>) -> Self {
        let plural = plural.unwrap_or_else(|| plural_of(&singular));
        Self { singular, plural }
    }

    /// Returns the noun for a name in PascalCase or snake_case.
    pub(super) fn of_name(name: &str) -> Self {
        Self::new(snake(name).replace('_', " "), None)
    }

    /// Replaces the placeholders in a description with this noun.
    pub(super) fn put_into(&self, text: &str) -> String {
        let replaced = text.replace("{resources}", &self.plural).replace("{resource}", &self.singular);
        if text.starts_with('{') { capitalized(replaced) } else { replaced }
    }
}

fn capitalized(text: String) -> String {
    match text.chars().next() {
        Some(first) if first.is_lowercase() => first.to_uppercase().chain(text.chars().skip(1)).collect(),
        _ => text,
    }
}

fn plural_of(noun: &str) -> String {
    let ends = |endings: &[&str]| endings.iter().any(|ending| noun.ends_with(ending));
    match noun.strip_suffix('y') {
        Some(stem) if !ends(&["ay", "ey", "oy", "uy"]) => format!("{stem}ies"),
        _ if ends(&["s", "x", "ch", "sh"]) => format!("{noun}es"),
        _ => format!("{noun}s"),
    }
}
