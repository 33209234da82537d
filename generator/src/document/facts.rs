//! Turns an upstream document into the one kept in `spec/`, which has its facts but not upstream's prose.
//!
//! What is removed depends on its position in the document (see [`super::grammar`]), never on its key alone:
//!
//! - prose: `description`, `summary`, `x-twilio.shortDescription` (kept on request);
//! - `example` and `examples`, `externalDocs`, a schema's `title`, contact, licence and terms of use,
//!   `x-jvm-type` and the `x-*-annotation` of Twilio's Java library;
//! - the five `Access-Control-*` headers of each response, which are for browsers and which no library reads.
//!
//! Where OpenAPI requires prose, a fact replaces it: the reason phrase of a response's status, or the name of a component
//! or scope. Everything else is kept unchanged and in order, including the siblings of a `$ref` and keywords that OpenAPI
//! doesn't know, which the generator rejects later. Doing this twice gives the same document.

use serde_yaml::{Mapping, Value};

use super::grammar::{Kind, Member, member};
use super::{Raw, read, write};
use crate::diagnostic::Result;

/// The first line of a document written by [`facts_only`].
const HEAD: &str = "# Written by `cargo xtask spec import`; corrections go into an overlay.\n";

/// Returns the facts of the document `text` as YAML, and its prose too if `keep_prose` is set.
///
/// # Errors
/// Fails like [`super::load`].
pub fn facts_only(name: &str, text: &[u8], keep_prose: bool) -> Result<String> {
    let document = read(name, text)?.into_document()?;
    let facts = Sieve { keep_prose }.object(Kind::Document, "", document.raw);
    Ok(HEAD.to_owned() + &write::to_yaml(&facts))
}

/// Removes from `raw` everything that [`facts_only`] removes, including prose. `text` is the source of `raw`.
#[must_use]
pub fn sift(text: &[u8], raw: Raw) -> Raw {
    if text.starts_with(HEAD.as_bytes()) {
        return raw;
    }
    let tree = Sieve { keep_prose: false }.object(Kind::Document, "", raw.tree);
    Raw { name: raw.name, tree }
}

#[derive(Clone, Copy)]
struct Sieve {
    keep_prose: bool,
}

impl Sieve {
    /// Returns the facts of the object at the key `name`.
    fn object(self, kind: Kind, name: &str, node: Value) -> Value {
        let Value::Mapping(members) = node else {
            return node;
        };
        let mut facts = Mapping::with_capacity(members.len());
        for (key, value) in members {
            let Some(word) = key.as_str() else { continue };
            if let Some(fact) = self.member(kind, name, word, value) {
                facts.insert(key, fact);
            }
        }
        Value::Mapping(facts)
    }

    fn member(self, kind: Kind, name: &str, key: &str, value: Value) -> Option<Value> {
        let was_empty = is_empty(&value);
        match (member(kind, key), value) {
            (Member::Words, value) if self.keep_prose => Some(value),
            (Member::Words, _) => stand_in(kind, name, key).map(Value::String),
            (Member::Aside, _) => None,
            (Member::One(Kind::Twilio), value) => not_emptied(self.object(Kind::Twilio, key, value), was_empty),
            (Member::One(kind), value) => Some(self.object(kind, key, value)),
            (Member::List(kind), Value::Sequence(list)) => {
                Some(Value::Sequence(list.into_iter().map(|item| self.object(kind, key, item)).collect()))
            }
            (Member::Map(of), Value::Mapping(map)) => {
                let facts = map.into_iter().filter_map(|(name, item)| self.named(kind, of, name, item));
                not_emptied(Value::Mapping(facts.collect()), was_empty)
            }
            (Member::List(_) | Member::Map(_) | Member::Fact | Member::Unknown, value) => Some(value),
        }
    }

    fn named(self, parent: Kind, kind: Kind, key: Value, item: Value) -> Option<(Value, Value)> {
        let name = key.as_str()?;
        if parent == Kind::Response && kind == Kind::Header && is_for_browsers(name) {
            return None;
        }
        let facts = self.object(kind, name, item);
        Some((key, facts))
    }
}

/// Returns `facts`, unless everything in it has been removed.
fn not_emptied(facts: Value, was_empty: bool) -> Option<Value> {
    (was_empty || !is_empty(&facts)).then_some(facts)
}

fn is_empty(value: &Value) -> bool {
    value.as_mapping().is_some_and(Mapping::is_empty)
}

fn is_for_browsers(header: &str) -> bool {
    const PREFIX: &str = "access-control-";
    header.get(..PREFIX.len()).is_some_and(|start| start.eq_ignore_ascii_case(PREFIX))
}

/// Returns the replacement for prose that OpenAPI requires at `key` of the object called `name`.
fn stand_in(kind: Kind, name: &str, key: &str) -> Option<String> {
    match kind {
        Kind::Response => Some(reason_phrase(name).unwrap_or(name).to_owned()),
        Kind::Scopes => Some(key.to_owned()),
        _ => None,
    }
}

/// Returns the reason phrase of a status, from the HTTP status code registry.
#[must_use]
pub fn reason_phrase(status: &str) -> Option<&'static str> {
    REASONS.iter().find_map(|(code, phrase)| (*code == status).then_some(*phrase))
}

const REASONS: [(&str, &str); 58] = [
    ("default", "Default"),
    ("1XX", "Informational"),
    ("2XX", "Successful"),
    ("3XX", "Redirection"),
    ("4XX", "Client Error"),
    ("5XX", "Server Error"),
    ("200", "OK"),
    ("201", "Created"),
    ("202", "Accepted"),
    ("203", "Non-Authoritative Information"),
    ("204", "No Content"),
    ("205", "Reset Content"),
    ("206", "Partial Content"),
    ("207", "Multi-Status"),
    ("300", "Multiple Choices"),
    ("301", "Moved Permanently"),
    ("302", "Found"),
    ("303", "See Other"),
    ("304", "Not Modified"),
    ("307", "Temporary Redirect"),
    ("308", "Permanent Redirect"),
    ("400", "Bad Request"),
    ("401", "Unauthorized"),
    ("402", "Payment Required"),
    ("403", "Forbidden"),
    ("404", "Not Found"),
    ("405", "Method Not Allowed"),
    ("406", "Not Acceptable"),
    ("407", "Proxy Authentication Required"),
    ("408", "Request Timeout"),
    ("409", "Conflict"),
    ("410", "Gone"),
    ("411", "Length Required"),
    ("412", "Precondition Failed"),
    ("413", "Content Too Large"),
    ("414", "URI Too Long"),
    ("415", "Unsupported Media Type"),
    ("416", "Range Not Satisfiable"),
    ("417", "Expectation Failed"),
    ("421", "Misdirected Request"),
    ("422", "Unprocessable Content"),
    ("423", "Locked"),
    ("424", "Failed Dependency"),
    ("425", "Too Early"),
    ("426", "Upgrade Required"),
    ("428", "Precondition Required"),
    ("429", "Too Many Requests"),
    ("431", "Request Header Fields Too Large"),
    ("451", "Unavailable For Legal Reasons"),
    ("500", "Internal Server Error"),
    ("501", "Not Implemented"),
    ("502", "Bad Gateway"),
    ("503", "Service Unavailable"),
    ("504", "Gateway Timeout"),
    ("505", "HTTP Version Not Supported"),
    ("507", "Insufficient Storage"),
    ("508", "Loop Detected"),
    ("511", "Network Authentication Required"),
];
