//! Turns any string into an ASCII identifier. Names aren't compared here: `name` makes them unique.

use heck::{ToPascalCase as _, ToSnakeCase as _};

use super::reserved::KEYWORDS;

/// Returns the snake_case identifier for a string: `Timers.Inactive` → `timers_inactive`, `DateSent<` →
/// `date_sent_before`, `type` → `type_`.
pub fn snake(text: &str) -> String {
    let name = words(&inequality(text)).to_snake_case();
    finish(name, "unnamed")
}

/// Returns the PascalCase identifier for a string: `in-progress` → `InProgress`.
pub fn pascal(text: &str) -> String {
    let name = words(&inequality(text)).to_pascal_case();
    finish(name, "Unnamed")
}

/// Spells out punctuation as words, so that strings that differ only in punctuation get different names.
pub(crate) fn spelled(text: &str) -> String {
    let mut out = String::new();
    for sign in text.chars() {
        match sign_word(sign) {
            Some(word) => out.extend([" ", word, " "]),
            None => out.push(sign),
        }
    }
    out
}

/// Returns a word for the case of a string's letters, for strings that differ only in case.
pub(crate) fn case_word(text: &str) -> &'static str {
    let upper = text.chars().any(char::is_uppercase);
    let lower = text.chars().any(char::is_lowercase);
    match (upper, lower) {
        (true, false) => "Uppercase",
        (false, true) => "Lowercase",
        _ => "Mixedcase",
    }
}

/// Returns the bytes of a string in hexadecimal, which are unique to it.
pub(crate) fn hex(text: &str) -> String {
    let digit = |bits: u8| char::from(b"0123456789abcdef"[usize::from(bits)]);
    ['x'].into_iter().chain(text.bytes().flat_map(|byte| [digit(byte >> 4), digit(byte & 15)])).collect()
}

/// Appends words to a PascalCase name.
pub(crate) fn joined(name: &str, words: &str) -> String {
    format!("{}{words}", name.trim_end_matches('_'))
}

/// Like [`joined`], but words that end `name` and start `words` aren't repeated: `Role` and `RoleType` give `RoleType`.
/// At least one word is added, so that a part never gets the name of its parent.
pub(crate) fn overlapped(name: &str, words: &str) -> String {
    let starts = words.char_indices().skip(1).filter(|(_, letter)| letter.is_ascii_uppercase()).map(|(at, _)| at);
    let shared = starts.filter(|&end| ends_with_word(name, &words[..end])).last();
    joined(name, &words[shared.unwrap_or(0)..])
}

fn ends_with_word(name: &str, words: &str) -> bool {
    name.ends_with(words) && words.starts_with(|first: char| first.is_ascii_uppercase())
}

/// Returns whether a string is an ASCII identifier and not a keyword.
pub(super) fn is_identifier(text: &str) -> bool {
    text.starts_with(|first: char| first.is_ascii_alphabetic())
        && text.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'_')
        && KEYWORDS.binary_search(&text).is_err()
}

/// Returns whether an overlay may pin this string as the name of a type.
pub(crate) fn is_type(text: &str) -> bool {
    is_identifier(text) && text.starts_with(|first: char| first.is_ascii_uppercase()) && !text.contains('_')
}

/// Returns whether an overlay may pin this string as the name of a field.
pub(crate) fn is_field(text: &str) -> bool {
    is_identifier(text) && !text.contains(|letter: char| letter.is_ascii_uppercase())
}

fn inequality(text: &str) -> String {
    match text.as_bytes() {
        [stem @ .., b'<'] if !stem.is_empty() => format!("{} before", &text[..text.len() - 1]),
        [stem @ .., b'>'] if !stem.is_empty() => format!("{} after", &text[..text.len() - 1]),
        _ => text.to_owned(),
    }
}

/// Splits a string into words. ASCII letters and digits are kept, other letters become their code points, and everything
/// else separates words.
fn words(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for letter in text.chars() {
        match letter {
            'a'..='z' | 'A'..='Z' | '0'..='9' => out.push(letter),
            _ if letter.is_ascii() || !letter.is_alphanumeric() => out.push(' '),
            _ => out.push_str(&format!(" u{:x} ", u32::from(letter))),
        }
    }
    out
}

fn finish(mut name: String, nothing: &str) -> String {
    if name.is_empty() {
        name.push_str(nothing);
    }
    if name.starts_with(|first: char| first.is_ascii_digit()) {
        name.insert(0, if nothing.starts_with('U') { 'N' } else { 'n' });
    }
    if KEYWORDS.binary_search(&name.as_str()).is_ok() {
        name.push('_');
    }
    name
}

fn sign_word(sign: char) -> Option<&'static str> {
    Some(match sign {
        '.' => "dot",
        '_' => "underscore",
        '-' => "dash",
        '/' => "slash",
        ':' => "colon",
        ' ' => "space",
        '<' => "less",
        '>' => "greater",
        '+' => "plus",
        '#' => "hash",
        '@' => "at",
        '*' => "star",
        '$' => "dollar",
        '%' => "percent",
        '&' => "and",
        '=' => "equals",
        '!' => "bang",
        '?' => "question",
        '~' => "tilde",
        '(' | ')' | '[' | ']' | '{' | '}' => "bracket",
        '\'' | '"' | '`' => "quote",
        ',' | ';' => "comma",
        _ => return None,
    })
}
