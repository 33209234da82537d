//! The bounds of what is read at all, and the words in which a text outside of them is refused.

use serde_yaml::Value;

use super::grammar::{Kind, Member, member};
use crate::diagnostic::{Diagnostic, Place, Result};

/// The longest text that is read, in bytes.
pub const MAX_BYTES: usize = 64 << 20;

/// The deepest nesting that is read; upstream's deepest document has 21 levels.
pub const MAX_DEPTH: usize = 96;

/// The most brackets that may stand open at once. It is higher than [`MAX_DEPTH`], because brackets in texts count too;
/// the YAML reader's time grows with their number, so that they are counted before it starts.
const MAX_OPEN_BRACKETS: usize = 256;

/// The most values that one text may hold, as counted by [`marks`]. The YAML reader takes some 300 bytes for each;
/// upstream's richest document holds 40,000.
const MAX_VALUES: usize = 4_000_000;

/// The most that [`schema_cost`] may amount to; upstream's dearest document costs 7,000.
const MAX_SCHEMA_COST: u64 = 1 << 18;

pub(super) const HELP_DEPTH: &str = "no OpenAPI document is nested so deep: look at what wrote it";
pub(super) const HELP_SIZE: &str = "give one of Twilio's OpenAPI documents";
pub(super) const HELP_NUMBER: &str = "write a number that fits in 64 bits";
pub(super) const HELP_TAG: &str = "a document holds what JSON can say, without tags";

/// `text` as UTF-8, if it is within the bounds.
pub(super) fn text<'a>(name: &str, text: &'a [u8]) -> Result<&'a str> {
    if text.len() > MAX_BYTES {
        let what = format!("is {} bytes long, more than {} MiB", text.len(), MAX_BYTES >> 20);
        return Err(Diagnostic::new(Place::whole(name), what).help(HELP_SIZE).into());
    }
    let text = std::str::from_utf8(text).map_err(|error| not_utf8(name, text, error.valid_up_to()))?;
    let text = text.strip_prefix('\u{feff}').unwrap_or(text);
    if text.trim().is_empty() {
        return Err(empty(name).into());
    }
    let Marks { open_brackets, values } = marks(text.as_bytes());
    if open_brackets > MAX_OPEN_BRACKETS {
        let what = format!("is nested more than {MAX_OPEN_BRACKETS} brackets deep");
        return Err(Diagnostic::new(Place::whole(name), what).help(HELP_DEPTH).into());
    }
    if values > MAX_VALUES {
        let what = format!("holds more than {MAX_VALUES} values");
        return Err(Diagnostic::new(Place::whole(name), what).help(HELP_SIZE).into());
    }
    Ok(text)
}

/// Refuses schemas that are nested so deep that `openapiv3` would not come to an end with them.
pub(super) fn schemas(name: &str, tree: &Value) -> Result<()> {
    if schema_cost(Kind::Document, tree, 0) > MAX_SCHEMA_COST {
        let what = "nests schemas so deep that reading them would take minutes";
        return Err(Diagnostic::new(Place::whole(name), what).help(HELP_DEPTH).into());
    }
    Ok(())
}

pub(super) fn empty(name: &str) -> Diagnostic {
    Diagnostic::new(Place::whole(name), "is empty").help("fetch it again")
}

pub(super) fn syntax(name: &str, error: &serde_yaml::Error) -> Diagnostic {
    let text = error.to_string();
    if text.contains("recursion limit exceeded") {
        let what = format!("is nested more than {MAX_DEPTH} levels deep");
        return Diagnostic::new(Place::whole(name), what).help(HELP_DEPTH);
    }
    if text.contains("repetition limit exceeded") {
        let what = "aliases make it many times its own length";
        return Diagnostic::new(Place::whole(name), what).help("write out what the aliases stand for");
    }
    Diagnostic::new(Place::whole(name), format!("is neither YAML nor JSON: {text}"))
        .help("fetch it again: it may be cut short")
}

fn not_utf8(name: &str, text: &[u8], at: usize) -> Diagnostic {
    let line = text[..at].iter().filter(|byte| **byte == b'\n').count() + 1;
    Diagnostic::new(Place::whole(name), format!("is not UTF-8 at line {line}")).help("save it as UTF-8")
}

struct Marks {
    /// The most brackets open at once.
    open_brackets: usize,
    /// How many values the text can hold, at most.
    values: usize,
}

/// Counts what YAML's structure is made of, also where it stands in a text and means nothing.
fn marks(text: &[u8]) -> Marks {
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
    Marks { open_brackets, values }
}

/// How often `openapiv3` may read a schema: it tries one kind of schema after the other, and two of them read the
/// schemas inside, which makes two to the power of the nesting.
fn schema_cost(kind: Kind, node: &Value, nesting: u32) -> u64 {
    let (own, nesting) = match kind {
        Kind::Schema => (1_u64.checked_shl(nesting).unwrap_or(u64::MAX), nesting + 1),
        _ => (0, nesting),
    };
    let members = node.as_mapping().into_iter().flatten();
    members.filter_map(|(key, value)| Some((key.as_str()?, value))).fold(own, |cost, (key, value)| {
        let inner = match (member(kind, key), value) {
            (Member::One(kind), value) => schema_cost(kind, value, nesting),
            (Member::List(kind), Value::Sequence(list)) => {
                list.iter().fold(0, |cost: u64, item| cost.saturating_add(schema_cost(kind, item, nesting)))
            }
            (Member::Map(kind), Value::Mapping(map)) => {
                map.iter().fold(0, |cost: u64, (_, item)| cost.saturating_add(schema_cost(kind, item, nesting)))
            }
            _ => 0,
        };
        cost.saturating_add(inner)
    })
}
