//! Checks that every keyword in the document is either supported or deliberately ignored, and reports the others as errors.

use std::collections::BTreeMap;

use serde_json::Value;

use crate::diagnostic::{Diagnostic, Diagnostics};
use crate::document::{self, ObjectKind, ValueKind, Visited, Visitor, walk};

/// How often each keyword occurs in the documents.
#[derive(Clone, Debug, Default)]
pub struct Keywords {
    /// Keywords that affect the output.
    pub read: BTreeMap<String, u64>,
    /// Keywords that are ignored on purpose.
    pub left_aside: BTreeMap<String, u64>,
}

/// Keywords that affect neither the types nor the wire format. They include limits that aren't rendered, because the server
/// checks them.
const LEFT_ASIDE: &[&str] = &[
    "allowEmptyValue",
    "bearerFormat",
    "callbacks",
    "exclusiveMaximum",
    "exclusiveMinimum",
    "headers",
    "info",
    "links",
    "maxProperties",
    "minProperties",
    "multipleOf",
    "openIdConnectUrl",
    "refreshUrl",
    "uniqueItems",
    "writeOnly",
    "xml",
];

/// The keys of `x-twilio` that are used. The others are for clients with a tree of resources.
const TWILIO: &[&str] = &["conditional", "overrideType", "pii"];

/// Counts the document's keywords and reports unknown ones.
pub(super) fn audit(document: &document::ParsedDocument) -> Audit<'_> {
    let mut audit = Audit { document, keywords: Keywords::default(), found: Diagnostics::new() };
    walk(&document.raw, &mut audit);
    audit
}

/// The keywords found so far.
pub(super) struct Audit<'a> {
    document: &'a document::ParsedDocument,
    pub(super) keywords: Keywords,
    pub(super) found: Diagnostics,
}

impl<'a> Visitor<'a> for Audit<'a> {
    fn member(&mut self, object: &Visited<'_, 'a>, key: &'a str, kind: ValueKind, _: &'a Value) -> bool {
        let names = object.kind.has_names();
        if kind == ValueKind::Aside || (!names && is_aside(object.kind, key)) {
            count(&mut self.keywords.left_aside, key);
            return false;
        }
        if !names {
            count(&mut self.keywords.read, key);
        }
        if kind == ValueKind::Unknown {
            let location = self.document.location(object.position.pointer().child(key));
            let what = format!("unknown keyword `{}`", key.escape_debug());
            let help = "remove it with an overlay, or add support for it to the generator";
            self.found.push(Diagnostic::new(location, what).help(help));
        }
        true
    }
}

fn is_aside(kind: ObjectKind, key: &str) -> bool {
    match kind {
        ObjectKind::Twilio => !TWILIO.contains(&key),
        ObjectKind::Document => key == "tags" || key == "info",
        ObjectKind::PathItem => key == "x-twilio",
        _ => LEFT_ASIDE.contains(&key),
    }
}

fn count(counts: &mut BTreeMap<String, u64>, key: &str) {
    match counts.get_mut(key) {
        Some(count) => *count += 1,
        None => {
            counts.insert(key.to_owned(), 1);
        }
    }
}
