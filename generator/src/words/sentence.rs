//! What a description must be like, and how the name of a resource is put into it.

use crate::diagnostic::Pointer;
use crate::name::snake;

/// Longer descriptions aren't read while typing.
const LONGEST: usize = 300;

const STYLE: &str = "see the section on style in spec/words/README.md";

/// What is wrong with a description, if anything.
pub(super) fn fault(pointer: &Pointer, text: &str) -> Option<(String, &'static str)> {
    let name = pointer.keys().filter(|key| key != "words" && key.parse::<usize>().is_err()).last().unwrap_or_default();
    let letters = |text: &str| text.to_lowercase().chars().filter(char::is_ascii_alphanumeric).collect::<String>();
    let (bare, said) = (letters(&name), letters(text));
    let what = if text.trim().is_empty() {
        "description is empty".to_owned()
    } else if text.trim() != text || text.contains(['\n', '\r', '\t']) {
        "description is not one line without surrounding space".to_owned()
    } else if !text.trim_end_matches(')').ends_with('.') {
        "description doesn't end with a full stop".to_owned()
    } else if text.chars().count() > LONGEST {
        format!("description has {} characters, more than {LONGEST}", text.chars().count())
    } else if !text.matches('`').count().is_multiple_of(2) {
        "description has a code span that doesn't end".to_owned()
    } else if said == bare || said == format!("the{bare}") {
        format!("description merely repeats the name `{}`", name.escape_debug())
    } else {
        let placeholder = unknown_placeholder(text)?;
        format!("`{}` is not a placeholder", placeholder.escape_debug())
    };
    Some((what, STYLE))
}

/// A word in braces, outside of code, that doesn't stand for the resource.
fn unknown_placeholder(text: &str) -> Option<&str> {
    let outside = text.split('`').step_by(2);
    outside.flat_map(|part| part.match_indices('{').map(move |(at, _)| &part[at..])).find_map(|rest| {
        let end = rest.find('}').map_or(rest.len(), |end| end + 1);
        (!["{resource}", "{resources}"].contains(&&rest[..end])).then_some(&rest[..end])
    })
}

/// What a resource is called in a sentence.
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

    /// The noun of a name in PascalCase or snake_case.
    pub(super) fn of_name(name: &str) -> Self {
        Self::new(snake(name).replace('_', " "), None)
    }

    /// The text with this noun in place of the placeholders.
    pub(super) fn put_into(&self, text: &str) -> String {
        let text = text.replace("{resources}", &self.plural).replace("{resource}", &self.singular);
        capitalized(text)
    }
}

/// A sentence may begin with a placeholder.
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
