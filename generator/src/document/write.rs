//! Writes a raw tree as YAML that every parser reads the same way.
//!
//! `serde_yaml` writes `off` and `2010-04-01` unquoted, which YAML 1.1 parsers read as a boolean and a date. Here, a string
//! is unquoted only if every version of YAML reads it as a string.

use std::fmt::Write as _;

use serde_json::{Map, Value};

/// The longest key written without the leading `?` that YAML requires for long keys. Leaves room for quotes and escapes.
const MAX_PLAIN_KEY: usize = 128;

/// Returns `tree` as YAML in block style.
#[must_use]
pub fn to_yaml(tree: &Value) -> String {
    let mut to = String::new();
    write_value(&mut to, tree, 0);
    to
}

/// Writes a value and a newline. Its first line starts where `to` ends, and the others with `indent`.
fn write_value(to: &mut String, value: &Value, indent: usize) {
    match value {
        Value::Object(members) if !members.is_empty() => {
            for (index, (key, value)) in members.iter().enumerate() {
                if index > 0 {
                    start_line(to, indent);
                }
                write_member(to, key, value, indent);
            }
            return;
        }
        Value::Array(items) if !items.is_empty() => {
            for (index, item) in items.iter().enumerate() {
                if index > 0 {
                    start_line(to, indent);
                }
                to.push_str("- ");
                write_value(to, item, indent + 2);
            }
            return;
        }
        Value::Number(number) if number.is_f64() => {
            let text = number.as_f64().unwrap_or_default().to_string();
            to.push_str(&text);
            if !text.contains('.') {
                to.push_str(".0");
            }
        }
        Value::String(text) => write_text(to, text),
        // JSON and YAML spell the others the same.
        _ => to.push_str(&value.to_string()),
    }
    to.push('\n');
}

fn write_member(to: &mut String, key: &str, value: &Value, indent: usize) {
    if key.len() > MAX_PLAIN_KEY {
        to.push_str("? ");
        write_text(to, key);
        start_line(to, indent);
    } else {
        write_text(to, key);
    }
    to.push(':');
    let inner = if value.is_object() { indent + 2 } else { indent };
    match value.as_object().map(Map::is_empty).or(value.as_array().map(Vec::is_empty)) {
        Some(false) => start_line(to, inner),
        _ => to.push(' '),
    }
    write_value(to, value, inner);
}

fn start_line(to: &mut String, indent: usize) {
    if !to.ends_with('\n') {
        to.push('\n');
    }
    to.extend(std::iter::repeat_n(' ', indent));
}

fn write_text(to: &mut String, text: &str) {
    if stands_bare(text) {
        to.push_str(text);
    } else if text.chars().all(|character| matches!(character, ' '..='~')) {
        to.push('\'');
        to.push_str(&text.replace('\'', "''"));
        to.push('\'');
    } else {
        write_escaped(to, text);
    }
}

fn write_escaped(to: &mut String, text: &str) {
    to.push('"');
    for character in text.chars() {
        match character {
            '"' => to.push_str("\\\""),
            '\\' => to.push_str("\\\\"),
            '\n' => to.push_str("\\n"),
            '\t' => to.push_str("\\t"),
            ' '..='~' => to.push(character),
            _ if character.is_alphanumeric() => to.push(character),
            _ => {
                let code = u32::from(character);
                // Writing to a `String` can't fail.
                let _ = match code {
                    0..=0xff => write!(to, "\\x{code:02x}"),
                    0x100..=0xffff => write!(to, "\\u{code:04x}"),
                    _ => write!(to, "\\U{code:08x}"),
                };
            }
        }
    }
    to.push('"');
}

fn stands_bare(text: &str) -> bool {
    /// Strings that YAML 1.1 or 1.2 reads as a boolean or null, in lower case.
    const WORDS: [&str; 9] = ["y", "n", "yes", "no", "on", "off", "true", "false", "null"];
    let starts_well =
        text.starts_with(|first: char| first.is_ascii_alphabetic() || matches!(first, '/' | '^' | '_' | '$'));
    let ends_well = !text.ends_with([':', ' ']);
    starts_well
        && ends_well
        && text.chars().all(|character| matches!(character, ' '..='~'))
        && !text.contains(": ")
        && !text.contains(" #")
        && !WORDS.contains(&text.to_ascii_lowercase().as_str())
}
