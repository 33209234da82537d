//! The descriptions of one document, by their addresses: JSON pointers into its words file.

use std::collections::BTreeMap;

use serde_json::Value;

use crate::diagnostic::{Location, Pointer};

use crate::text::quoted;

use super::sentence::Noun;
use super::{Entry, EntryReader};

/// The descriptions of one document.
#[derive(Clone, Debug, Default)]
pub(super) struct Book {
    /// The document whose descriptions apply to what this one doesn't describe.
    pub(super) include: Option<(String, Pointer)>,
    entries: BTreeMap<Pointer, Entry>,
    nouns: BTreeMap<Pointer, (Noun, Location)>,
    links: BTreeMap<Pointer, Entry>,
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

    /// Returns the locations of all descriptions, nouns and links.
    pub(super) fn locations(&self) -> impl Iterator<Item = &Location> {
        let entries = self.entries.values().chain(self.links.values());
        entries.map(|entry| &entry.location).chain(self.nouns.values().map(|(_, location)| location))
    }

    pub(super) fn entry(&self, address: &Pointer) -> Option<&Entry> {
        self.entries.get(address)
    }

    pub(super) fn noun(&self, address: &Pointer) -> Option<&(Noun, Location)> {
        self.nouns.get(address)
    }

    pub(super) fn link(&self, address: &Pointer) -> Option<&Entry> {
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
        for (key, value) in mapping {
            let child = pointer.child(key);
            match (level, key.as_str()) {
                (Level::File, "include") => self.include = reader.text(value, &child).map(|stem| (stem, child)),
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
                    let plural = mapping.get("plural").and_then(|value| reader.text(value, &pointer.child("plural")));
                    let noun = reader.text(value, &child).map(|noun| Noun::new(noun, plural));
                    self.nouns.extend(noun.map(|noun| (pointer.clone(), (noun, Location::new(reader.file, child)))));
                }
                (Level::Resource | Level::Node, "plural") if mapping.contains_key("noun") => {}
                (Level::Resource, "link") => {
                    let location = Location::new(reader.file, child.clone());
                    let link = reader.text(value, &child).map(|text| Entry { text, location });
                    self.links.extend(link.map(|link| (pointer.clone(), link)));
                }
                _ => {
                    let what = format!("{} isn't allowed here", quoted(key));
                    reader.wrong(&child, what, "see spec/words/README.md");
                }
            }
        }
    }

    fn description(&mut self, value: &Value, pointer: &Pointer, reader: &mut EntryReader<'_>) {
        let text = reader.text(value, pointer);
        self.entries.extend(text.map(|text| (pointer.clone(), reader.entry(pointer, &text))));
    }
}
