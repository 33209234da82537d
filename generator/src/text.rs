//! Shows strings from documents, which can have any characters, in terminals and in Markdown.

use std::borrow::Cow;
use std::fmt::Display;

/// Returns whether a character can't be shown: it ends the line, controls the terminal or changes the text direction.
fn is_hidden(letter: char) -> bool {
    letter.is_control() || matches!(letter, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' | '\u{2028}' | '\u{2029}')
}

/// Escapes the characters that can't be shown: `\n`, `\u{1b}`.
pub(crate) fn printable(text: &str) -> String {
    text.chars().fold(String::with_capacity(text.len()), |mut out, letter| {
        match is_hidden(letter) {
            true => out.extend(letter.escape_default()),
            false => out.push(letter),
        }
        out
    })
}

/// The longest string that a message quotes in full, in characters.
const MAX_QUOTED: usize = 120;

/// Returns `text` in backticks for a message: escaped, and cut if it is long.
pub(crate) fn quoted(text: &str) -> String {
    format!("`{}`", printable(&shortened(text, MAX_QUOTED)))
}

/// Cuts `text` after `most` characters.
pub(crate) fn shortened(text: &str, most: usize) -> Cow<'_, str> {
    match text.char_indices().nth(most) {
        Some((at, _)) => format!("{}…", &text[..at]).into(),
        None => text.into(),
    }
}

/// Returns a number with separators: `3,195`.
#[must_use]
pub fn thousands(number: impl Display) -> String {
    let digits = number.to_string();
    let groups: Vec<&str> = digits.as_bytes().rchunks(3).rev().filter_map(|group| str::from_utf8(group).ok()).collect();
    groups.join(",")
}

/// Returns a number with its noun: `1 type`, `2 types`.
pub(crate) fn counted(count: usize, noun: &str) -> String {
    format!("{count} {noun}{}", if count == 1 { "" } else { "s" })
}

/// Replaces a character that can't be shown with a space.
pub(crate) fn visible(letter: char) -> char {
    if is_hidden(letter) { ' ' } else { letter }
}

/// Returns a string that can be shown as a Markdown code span. Its fence is longer than any backticks in it.
pub(crate) fn code_span(text: &str) -> String {
    let longest = text.split(|letter| letter != '`').map(str::len).max().unwrap_or_default();
    let fence = "`".repeat(longest + 1);
    let space = if text.starts_with('`') || text.ends_with('`') || text.trim().is_empty() { " " } else { "" };
    format!("{fence}{space}{text}{space}{fence}")
}
