//! Limits on the size and nesting of a document, and the errors for exceeding them.

use crate::diagnostic::{Diagnostic, Location, Result};

/// The longest document, in bytes.
pub const MAX_BYTES: usize = 64 << 20;

/// The deepest nesting. Upstream's deepest document has 21 levels.
pub const MAX_DEPTH: usize = 96;

/// The most brackets that can be open at once. Higher than [`MAX_DEPTH`], because brackets in strings count too. The YAML
/// parser's time grows with their number, so they are counted before it starts.
const MAX_OPEN_BRACKETS: usize = 256;

/// The most values in a document, as counted by [`marks`]. Generating takes up to 2,800 bytes for each, so the largest
/// document stays below 1 GiB. Upstream's largest has 40,000.
pub(super) const MAX_VALUES: usize = 300_000;

pub(super) const ALIASES: &str = "YAML aliases make the document many times longer than its source";
pub(super) const HELP_ALIASES: &str = "replace the aliases with the values they refer to";
pub(super) const HELP_DEPTH: &str = "no OpenAPI document is nested this deeply: check the tool that wrote the file";
pub(super) const HELP_SIZE: &str = "use one of Twilio's OpenAPI documents";
pub(super) const HELP_NUMBER: &str = "use a number that fits in 64 bits";
pub(super) const HELP_TAG: &str = "remove the tag: only values that JSON supports are allowed";

/// Returns `text` as UTF-8 if it is within the limits.
pub(super) fn text<'a>(name: &str, text: &'a [u8]) -> Result<&'a str> {
    if text.len() > MAX_BYTES {
        let what = format!("file has {} bytes, more than the limit of {} MiB", text.len(), MAX_BYTES >> 20);
        return Err(Diagnostic::new(Location::whole(name), what).help(HELP_SIZE).into());
    }
    let text = std::str::from_utf8(text).map_err(|error| not_utf8(name, text, error.valid_up_to()))?;
    let text = text.strip_prefix('\u{feff}').unwrap_or(text);
    if text.trim().is_empty() {
        return Err(empty(name).into());
    }
    let (open_brackets, values) = marks(text.as_bytes());
    if open_brackets > MAX_OPEN_BRACKETS {
        let what = format!("brackets are nested more than {MAX_OPEN_BRACKETS} levels deep");
        return Err(Diagnostic::new(Location::whole(name), what).help(HELP_DEPTH).into());
    }
    if values > MAX_VALUES {
        return Err(Diagnostic::new(Location::whole(name), too_many_values()).help(HELP_SIZE).into());
    }
    Ok(text)
}

pub(super) fn too_deep() -> String {
    format!("values are nested more than {MAX_DEPTH} levels deep")
}

pub(super) fn too_many_values() -> String {
    format!("document has more than {MAX_VALUES} values")
}

pub(super) fn empty(name: &str) -> Diagnostic {
    Diagnostic::new(Location::whole(name), "file is empty").help("fetch it again")
}

pub(super) fn syntax(name: &str, error: &serde_yaml::Error) -> Diagnostic {
    let text = error.to_string();
    if text.contains("recursion limit exceeded") {
        return Diagnostic::new(Location::whole(name), too_deep()).help(HELP_DEPTH);
    }
    if text.contains("repetition limit exceeded") {
        return Diagnostic::new(Location::whole(name), ALIASES).help(HELP_ALIASES);
    }
    Diagnostic::new(Location::whole(name), format!("not valid YAML or JSON: {text}"))
        .help("fetch it again: it may be truncated")
}

fn not_utf8(name: &str, text: &[u8], at: usize) -> Diagnostic {
    let line = text[..at].iter().filter(|byte| **byte == b'\n').count() + 1;
    Diagnostic::new(Location::whole(name), format!("not valid UTF-8 at line {line}")).help("save the file as UTF-8")
}

/// Returns the most brackets that are open at once, and the most values that the document can have. Counts the characters that
/// make up YAML's structure, including those in strings, where they have no meaning.
fn marks(text: &[u8]) -> (usize, usize) {
    let (mut open, mut open_brackets, mut values) = (0_usize, 0, 0);
    for (at, byte) in text.iter().enumerate() {
        match byte {
            b'[' | b'{' => {
                open += 1;
                open_brackets = open_brackets.max(open);
                values += 1;
            }
            b']' | b'}' => open = open.saturating_sub(1),
            b',' => values += 1,
            b'-' | b'?' | b':' => values += usize::from(text.get(at + 1).is_none_or(u8::is_ascii_whitespace)),
            _ => {}
        }
    }
    (open_brackets, values)
}
