//! Checks that every keyword in the document is either supported or deliberately ignored, and reports the others as errors.

use std::collections::BTreeMap;

use crate::Keywords;
use crate::document::grammar::{Kind, Member, member};

use super::Lower;
use super::node::Node;

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

impl<'a> Lower<'a> {
    /// Counts the document's keywords and reports unknown ones.
    pub(super) fn audit(&mut self) -> Keywords {
        let mut counts = Keywords::default();
        self.keywords(&self.root(), Kind::Document, &mut counts);
        counts
    }

    fn keywords(&mut self, node: &Node<'a>, kind: Kind, counts: &mut Keywords) {
        for (key, below) in node.entries() {
            let of = member(kind, key);
            let names = matches!(kind, Kind::Paths | Kind::Responses | Kind::Callback | Kind::Flows | Kind::Scopes);
            let aside = matches!(of, Member::Aside) || (!names && is_aside(kind, key));
            if aside {
                count(&mut counts.left_aside, key);
                continue;
            }
            if !names {
                count(&mut counts.read, key);
            }
            match of {
                Member::One(kind) => self.keywords(&below, kind, counts),
                Member::List(kind) => {
                    for (index, item) in below.raw.as_sequence().into_iter().flatten().enumerate() {
                        self.keywords(&Node::new(item, below.pointer.index(index)), kind, counts);
                    }
                }
                Member::Map(kind) => {
                    for (_, member) in below.entries() {
                        self.keywords(&member, kind, counts);
                    }
                }
                Member::Fact | Member::Words | Member::Aside => {}
                Member::Unknown => {
                    let what = format!("unknown keyword `{}`", key.escape_debug());
                    self.wrong(
                        &below.pointer,
                        what,
                        "remove it with an overlay, or add support for it to the generator",
                    );
                }
            }
        }
    }
}

fn is_aside(kind: Kind, key: &str) -> bool {
    match kind {
        Kind::Twilio => !TWILIO.contains(&key),
        Kind::Document => key == "tags" || key == "info",
        Kind::PathItem => key == "x-twilio",
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
