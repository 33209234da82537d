//! The descriptions of one document, by their addresses: JSON pointers into its words file.

use std::collections::BTreeMap;

use serde_json::Value;

use crate::diagnostic::Pointer;

use super::sentence::Noun;
use super::{Entry, EntryReader};

/// The descriptions of one document.
#[derive(Clone, Debug, Default)]
pub(super) struct Book {
    /// The document whose descriptions apply to what this one doesn't describe.
    pub(super) include: Option<(String, Pointer)>,
    entries: BTreeMap<Pointer, Entry>,
    nouns: BTreeMap<Pointer, Noun>,
    links: BTreeMap<Pointer, String>,
}

/// What a mapping in the file contains.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Level {
    File,
    /// Resources, by name.
    Resources,
    Resource,
    Operations,
    Operation,
    /// Schemas, parameters or properties, by name.
    Nodes,
    /// A schema, parameter or property.
    Node,
    /// Descriptions, by enum value.
    Values,
}

impl Book {
    /// Reads the tree of a document's words file.
    pub(super) fn read(tree: &Value, reader: &mut EntryReader<'_>) -> Self {
        let mut book = Self::default();
        book.level(Level::File, tree, &Pointer::root(), reader);
        book
    }

    pub(super) fn entries(&self) -> impl Iterator<Item = &Entry> {
        self.entries.values()
    }

    pub(super) fn entry(&self, address: &Pointer) -> Option<&Entry> {
        self.entries.get(address)
    }

    pub(super) fn noun(&self, address: &Pointer) -> Option<&Noun> {
        self.nouns.get(address)
    }

    pub(super) fn link(&self, address: &Pointer) -> Option<&String> {
        self.links.get(address)
    }

    fn level(&mut self, level: Level, value: &Value, pointer: &Pointer, reader: &mut EntryReader<'_>) {
        let is_described = matches!(level, Level::Resource | Level::Operation | Level::Node);
        let mapping = match value {
            Value::String(text) if is_described => {
                self.entries.insert(pointer.clone(), reader.entry(pointer, text));
                return;
            }
            Value::Object(mapping) => mapping,
            _ => {
                reader.wrong(pointer, "expected a description or a mapping", "see spec/words/README.md");
                return;
            }
        };
        let text = |key: &str| mapping.get(key).and_then(Value::as_str).map(str::to_owned);
        for (key, value) in mapping {
            let child = pointer.child(key);
            match (level, key.as_str()) {
                (Level::File, "include") => self.include = text(key).map(|stem| (stem, child)),
                (Level::File, "resources") => self.level(Level::Resources, value, &child, reader),
                (Level::File, "operations") => self.level(Level::Operations, value, &child, reader),
                (Level::File, "schemas") | (Level::Operation, "parameters") | (Level::Node, "properties") => {
                    self.level(Level::Nodes, value, &child, reader);
                }
                (Level::Operation, "body" | "response") => self.level(Level::Node, value, &child, reader),
                (Level::Node, "values") => self.level(Level::Values, value, &child, reader),
                (Level::Resources, _) => self.level(Level::Resource, value, &child, reader),
                (Level::Operations, _) => self.level(Level::Operation, value, &child, reader),
                (Level::Nodes, _) => self.level(Level::Node, value, &child, reader),
                (Level::Values, _) => self.description(value, &child, reader),
                (Level::Resource | Level::Operation | Level::Node, "words") => self.description(value, pointer, reader),
                (Level::Resource | Level::Node, "noun") => {
                    let noun = text(key).map(|noun| Noun::new(noun, text("plural")));
                    self.nouns.extend(noun.map(|noun| (pointer.clone(), noun)));
                }
                (Level::Resource | Level::Node, "plural") if mapping.contains_key("noun") => {}
                (Level::Resource, "link") => self.links.extend(text(key).map(|link| (pointer.clone(), link))),
                _ => {
                    let what = format!("`{}` isn't allowed here", key.escape_debug());
                    reader.wrong(&child, what, "see spec/words/README.md");
                }
            }
        }
    }

    fn description(&mut self, value: &Value, pointer: &Pointer, reader: &mut EntryReader<'_>) {
        match value.as_str() {
            Some(text) => _ = self.entries.insert(pointer.clone(), reader.entry(pointer, text)),
            None => reader.wrong(pointer, "description isn't a string", "put it in quotes"),
        }
    }
}
