//! The state of lowering a document, which the functions of this stage take first.

use std::borrow::Cow;
use std::collections::{BTreeMap, VecDeque};

use indexmap::IndexMap;
use openapiv3::{Components, Parameter, ReferenceOr, RequestBody, Response};

use crate::diagnostic::{Diagnostic, Diagnostics, Location, Pointer};
use crate::document::ParsedDocument;
use crate::ident::Home;
use crate::model::{Schema, SchemaId, Type};

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
    /// Inline types whose structure hasn't been lowered yet. A queue rather than recursion, so that chains of types can have
    /// any length.
    pub(super) waiting: VecDeque<(SchemaId, Node<'a>)>,
    pub(super) found: Diagnostics,
    /// How many more parts of combinations are allowed.
    pub(super) parts_left: u32,
}

/// The type of a value, and whether it can be null.
#[derive(Clone, Debug)]
pub(super) struct Typed {
    pub(super) ty: Type,
    pub(super) nullable: bool,
}

impl Typed {
    /// Any value, including null.
    pub(super) const ANY: Self = Self { ty: Type::Json, nullable: true };
}

/// The progress of lowering a component.
pub(super) enum Component {
    /// Not lowered yet.
    Waiting,
    /// Being lowered. A reference to it now means that it contains itself.
    Entered,
    /// Lowered to the type of a reference to it.
    Known(Typed),
}

/// A section of `components` that is read through openapiv3's types.
pub(super) struct Section<T: 'static> {
    key: &'static str,
    /// What a message calls one of its components.
    word: &'static str,
    of: fn(&Components) -> &IndexMap<String, ReferenceOr<T>>,
}

pub(super) const PARAMETERS: Section<Parameter> =
    Section { key: "parameters", word: "parameter", of: |components| &components.parameters };
pub(super) const REQUEST_BODIES: Section<RequestBody> =
    Section { key: "requestBodies", word: "request body", of: |components| &components.request_bodies };
pub(super) const RESPONSES: Section<Response> =
    Section { key: "responses", word: "response", of: |components| &components.responses };

impl<'a> Context<'a> {
    pub(super) fn new(document: &'a ParsedDocument, found: Diagnostics) -> Self {
        Self {
            document,
            home: Home::of(&document.stem),
            schemas: Vec::new(),
            components: BTreeMap::new(),
            waiting: VecDeque::new(),
            found,
            parts_left: MOST_PARTS,
        }
    }

    pub(super) fn root(&self) -> Node<'a> {
        Node::new(&self.document.raw, Pointer::root())
    }

    /// Returns the node that a schema of the model was lowered from.
    pub(super) fn node_of(&self, id: SchemaId) -> Option<Node<'a>> {
        let pointer = &self.schemas[id.0].pointer;
        Some(Node::new(self.document.node(pointer)?, pointer.clone()))
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
            let what = format!("can't resolve `$ref` to `{}`", reference.escape_debug());
            self.wrong(&node.pointer, what, &format!("refer to `#/components/{section}/…` in the same document"));
        }
        target
    }

    fn component(&self, reference: &str, section: &'static str) -> Option<(&'a str, Node<'a>)> {
        let key = reference.strip_prefix("#/components/")?.strip_prefix(section)?.strip_prefix('/')?;
        let key: Cow<'_, str> =
            if key.contains('~') { key.replace("~1", "/").replace("~0", "~").into() } else { key.into() };
        let components = self.document.raw.get("components")?.get(section)?.as_object()?;
        let (key, raw) = components.get_key_value(key.as_ref())?;
        Some((key, Node::new(raw, Pointer::root().join(["components", section, key]))))
    }

    /// Returns what is declared at `node`, itself or by a `$ref`, as openapiv3's type and as the raw node.
    pub(super) fn declared<T>(
        &mut self,
        declared: &'a ReferenceOr<T>,
        node: Node<'a>,
        section: &Section<T>,
    ) -> Option<(&'a T, Node<'a>)> {
        match declared {
            ReferenceOr::Item(item) => Some((item, node)),
            ReferenceOr::Reference { reference } => self.followed(&node, reference, section),
        }
    }

    /// Resolves a `$ref` to both the openapiv3 type and the raw node. It is an error if the target is another `$ref`.
    pub(super) fn followed<T>(
        &mut self,
        node: &Node<'a>,
        reference: &str,
        section: &Section<T>,
    ) -> Option<(&'a T, Node<'a>)> {
        let (key, target) = self.target(node, reference, section.key)?;
        let components = self.document.api.components.as_ref();
        if let Some(ReferenceOr::Item(item)) = components.and_then(|components| (section.of)(components).get(key)) {
            return Some((item, target));
        }
        let what = format!("{} is a `$ref` to a `$ref`", section.word);
        self.wrong(&target.pointer, what, "refer to the final target directly");
        None
    }
}
