//! Writes a raw tree as YAML that every parser reads the same way.
//!
//! `serde_yaml` writes `off` and `2010-04-01` unquoted, which YAML 1.1 parsers read as a boolean and a date. Here, a string
//! is unquoted only if every version of YAML reads it as a string.

use std::fmt::Write as _;

use serde_json::{Map, Number, Value};

/// The longest key written without the leading `?` that YAML requires for long keys. Leaves room for quotes and escapes.
const MAX_PLAIN_KEY: usize = 128;

/// Returns `tree` as YAML in block style.
#[must_use]
pub fn to_yaml(tree: &Value) -> String {
    let mut to = String::new();
    match tree {
        Value::Object(members) if !members.is_empty() => write_object(&mut to, members, 0),
        Value::Array(list) if !list.is_empty() => write_list(&mut to, list, 0),
        other => write_inline(&mut to, other),
    }
    to
}

fn write_object(to: &mut String, members: &Map<String, Value>, indent: usize) {
    for (index, (key, value)) in members.iter().enumerate() {
        if index > 0 {
            start_line(to, indent);
        }
        if key.len() > MAX_PLAIN_KEY {
            to.push_str("? ");
            write_text(to, key);
            start_line(to, indent);
        } else {
            write_text(to, key);
        }
        to.push(':');
        match value {
            Value::Object(inner) if !inner.is_empty() => {
                start_line(to, indent + 2);
                write_object(to, inner, indent + 2);
            }
            Value::Array(list) if !list.is_empty() => {
                start_line(to, indent);
                write_list(to, list, indent);
            }
            other => {
                to.push(' ');
                write_inline(to, other);
            }
        }
    }
}

fn write_list(to: &mut String, list: &[Value], indent: usize) {
    for (index, item) in list.iter().enumerate() {
        if index > 0 {
            start_line(to, indent);
        }
        to.push_str("- ");
        match item {
            Value::Object(inner) if !inner.is_empty() => write_object(to, inner, indent + 2),
            Value::Array(inner) if !inner.is_empty() => write_list(to, inner, indent + 2),
            other => write_inline(to, other),
        }
    }
}

fn start_line(to: &mut String, indent: usize) {
    if !to.ends_with('\n') {
        to.push('\n');
    }
    to.extend(std::iter::repeat_n(' ', indent));
}

/// Writes a single-line value and a newline.
fn write_inline(to: &mut String, value: &Value) {
    match value {
        Value::Null => to.push_str("null"),
        Value::Bool(value) => to.push_str(if *value { "true" } else { "false" }),
        Value::Number(number) => write_number(to, number),
        Value::String(text) => write_text(to, text),
        Value::Array(_) => to.push_str("[]"),
        Value::Object(_) => to.push_str("{}"),
    }
    to.push('\n');
}

fn write_number(to: &mut String, number: &Number) {
    match (number.as_i64(), number.as_u64(), number.as_f64()) {
        (Some(value), _, _) => to.push_str(&value.to_string()),
        (_, Some(value), _) => to.push_str(&value.to_string()),
        (_, _, value) => {
            let text = value.unwrap_or_default().to_string();
            to.push_str(&text);
            if !text.contains('.') {
                to.push_str(".0");
            }
        }
    }
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
