//! The state of lowering a document, which the functions of this stage take first.

use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet, VecDeque};

use crate::diagnostic::{Diagnostic, Diagnostics, Location, Pointer};
use crate::document::{Keywords, ParsedDocument};
use crate::ident::Home;
use crate::model::{Facts, Schema, SchemaId, Type};
use crate::text::quoted;

use super::combine::MOST_PARTS;
use super::node::Node;

/// The state of lowering a document.
pub(super) struct Context<'a> {
    pub(super) document: &'a ParsedDocument,
    pub(super) home: Home,
    /// The schemas of the model.
    pub(super) schemas: Vec<Schema>,
    /// The progress of each component, by its key.
    pub(super) components: BTreeMap<&'a str, Component>,
    /// The number of aliases that lead to the schema being lowered.
    pub(super) aliases: usize,
    /// Inline types whose structure hasn't been lowered yet. A queue rather than recursion, so that chains of types can have
    /// any length.
    pub(super) waiting: VecDeque<(SchemaId, Node<'a>)>,
    pub(super) found: Diagnostics,
    pub(super) keywords: Keywords,
    /// How many more parts of combinations are allowed.
    pub(super) parts_left: u32,
    /// The components that contain a mark of a private value, once they are needed.
    pub(super) marked: Option<BTreeSet<&'a str>>,
}

/// The type of a value, whether it can be null, and its other facts.
#[derive(Clone, Debug)]
pub(super) struct Typed {
    pub(super) ty: Type,
    pub(super) nullable: bool,
    /// Those of its schema, completed by those of the schema that it refers to.
    pub(super) facts: Facts,
}

impl Typed {
    /// Any value, including null.
    pub(super) fn any() -> Self {
        Self { ty: Type::Json, nullable: true, facts: Facts::default() }
    }
}

/// The progress of lowering a component.
pub(super) enum Component {
    /// Not lowered yet.
    Waiting,
    /// Being lowered. A reference to it now means that it contains itself.
    Entered,
    /// Lowered to the type of a reference to it.
    Known(Box<Typed>),
}

/// A section of `components`.
pub(super) struct Section {
    key: &'static str,
    /// What a message calls one of its components.
    word: &'static str,
}

pub(super) const PARAMETERS: Section = Section { key: "parameters", word: "parameter" };
pub(super) const REQUEST_BODIES: Section = Section { key: "requestBodies", word: "request body" };
pub(super) const RESPONSES: Section = Section { key: "responses", word: "response" };
pub(super) const SECURITY_SCHEMES: Section = Section { key: "securitySchemes", word: "security scheme" };

impl<'a> Context<'a> {
    pub(super) fn new(document: &'a ParsedDocument) -> Self {
        Self {
            document,
            home: Home::of(&document.stem),
            schemas: Vec::new(),
            components: BTreeMap::new(),
            aliases: 0,
            waiting: VecDeque::new(),
            found: Diagnostics::new(),
            keywords: document.keywords.clone(),
            parts_left: MOST_PARTS,
            marked: None,
        }
    }

    pub(super) fn root(&self) -> Node<'a> {
        Node::new(&self.document.raw, Pointer::root())
    }

    /// Returns the node that a schema or property of the model was lowered from.
    pub(super) fn node_at(&self, pointer: &Pointer) -> Option<Node<'a>> {
        Some(Node::new(self.document.raw.pointer(pointer.as_str())?, pointer.clone()))
    }

    /// Adds an error.
    pub(super) fn wrong(&mut self, pointer: &Pointer, what: impl Into<String>, help: &str) {
        let location = Location::new(&self.document.name, pointer.clone());
        self.found.push(Diagnostic::new(location, what).help(help));
    }

    pub(super) fn add(&mut self, schema: Schema) -> SchemaId {
        self.schemas.push(schema);
        SchemaId(self.schemas.len() - 1)
    }

    /// Resolves a `$ref` to `components/<section>` of this document. Returns the key and the node of the component.
    pub(super) fn target(
        &mut self,
        node: &Node<'a>,
        reference: &str,
        section: &'static str,
    ) -> Option<(&'a str, Node<'a>)> {
        let target = self.component(reference, section);
        if target.is_none() {
            let shown = quoted(reference);
            match reference.starts_with('#') {
                true => self.wrong(
                    &node.pointer,
                    format!("can't resolve `$ref` to {shown}"),
                    &format!("refer to `#/components/{section}/…` in the same document"),
                ),
                false => self.wrong(
                    &node.pointer,
                    format!("`$ref` to {shown}: references to other files aren't supported"),
                    &format!("copy what it refers to into `components/{section}`"),
                ),
            }
        }
        target
    }

    pub(super) fn component(&self, reference: &str, section: &'static str) -> Option<(&'a str, Node<'a>)> {
        let key = reference.strip_prefix("#/components/")?.strip_prefix(section)?.strip_prefix('/')?;
        let key: Cow<'_, str> =
            if key.contains('~') { key.replace("~1", "/").replace("~0", "~").into() } else { key.into() };
        let components = self.document.raw.get("components")?.get(section)?.as_object()?;
        let (key, raw) = components.get_key_value(key.as_ref())?;
        Some((key, Node::new(raw, Pointer::root().join(["components", section, key]))))
    }

    /// Returns what is declared at `node`, itself or by a `$ref`. It is an error if the target is another `$ref`.
    pub(super) fn declared(&mut self, node: Node<'a>, section: &Section) -> Option<Node<'a>> {
        let Some(reference) = node.reference() else { return Some(node) };
        let (_, target) = self.target(&node, reference, section.key)?;
        if target.reference().is_none() {
            return Some(target);
        }
        let what = format!("{} is a `$ref` to a `$ref`", section.word);
        self.wrong(&target.pointer, what, "refer to the final target directly");
        None
    }
}
