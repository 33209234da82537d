//! Lowers an OpenAPI document to the model, which has only wire names at this stage.
//!
//! Operations are read through openapiv3's types. Schemas are read from the raw tree, because those types drop the siblings
//! of a `$ref` and read half of Twilio's objects as "any" (`{type: object, format: uri-map}`). Anything unsupported is an
//! error and never skipped.

mod audit;
mod body;
mod boolean;
mod combine;
mod cycle;
mod facts;
mod node;
mod operation;
mod paging;
mod parameter;
mod place;
mod privacy;
mod response;
mod schema;
mod unused;

use std::collections::{BTreeMap, BTreeSet, VecDeque};

use indexmap::IndexMap;
use openapiv3::{Components, ReferenceOr};

use crate::Keywords;
use crate::diagnostic::{Diagnostic, Diagnostics, Place, Pointer};
use crate::document;
use crate::model::{Document, Origin, Schema, SchemaId, Type};
use crate::name::Home;

use node::Node;

/// Lowers a document. Also returns the counts of its keywords.
///
/// # Errors
///
/// Returns an error for everything in the document that is unsupported or contradictory.
pub(crate) fn lower(document: &document::Document) -> Result<(Document, Keywords), Diagnostics> {
    let mut lower = Lower::new(document);
    let audit::Audit { keywords, found, .. } = audit::audit(document);
    lower.found.extend(found);
    lower.components();
    let server = lower.server();
    let operations = lower.operations();
    lower.unions();
    let home = lower.home.clone();
    let mut model = Document {
        file: document.name.clone(),
        stem: document.stem.clone(),
        product: home.product,
        version: home.version,
        product_module: home.product_module,
        version_module: home.version_module,
        server,
        operations,
        schemas: std::mem::take(&mut lower.schemas),
        resources: Vec::new(),
        unused: Vec::new(),
    };
    let types = lower.types();
    lower.found.into_result(())?;
    boolean::retype(&mut model);
    unused::remove(&mut model, &types);
    cycle::box_cycles(&mut model);
    place::place(&mut model);
    privacy::mark(&mut model);
    Ok((model, keywords))
}

/// The state of lowering a document.
struct Lower<'a> {
    document: &'a document::Document,
    home: Home,
    schemas: Vec<Schema>,
    components: BTreeMap<&'a str, Component>,
    /// Inline types whose structure hasn't been lowered yet. A queue rather than recursion, so that chains of types can have
    /// any length.
    waiting: VecDeque<(SchemaId, Node<'a>)>,
    found: Diagnostics,
    /// How many more parts of combinations are allowed.
    parts_left: u32,
}

/// Returns the components of one kind.
type Declared<T> = fn(&Components) -> &IndexMap<String, ReferenceOr<T>>;

/// The progress of lowering a component.
#[derive(Clone)]
enum Component {
    /// Not lowered yet, but its index in the model is reserved.
    Waiting(SchemaId),
    /// Being lowered. A reference to it now means that it contains itself.
    Entered,
    /// The type of a reference to it, and whether it can be null.
    Known(Type, bool),
}

impl<'a> Lower<'a> {
    fn new(document: &'a document::Document) -> Self {
        Self {
            document,
            home: Home::of(&document.stem),
            schemas: Vec::new(),
            components: BTreeMap::new(),
            waiting: VecDeque::new(),
            found: Diagnostics::new(),
            parts_left: combine::MOST_PARTS,
        }
    }

    /// Returns the components that are types of their own rather than aliases.
    fn types(&self) -> BTreeSet<SchemaId> {
        let own = self.components.values().filter_map(|component| match component {
            Component::Known(Type::Named(id), _) => Some(*id),
            _ => None,
        });
        own.collect()
    }

    fn root(&self) -> Node<'a> {
        Node::new(&self.document.raw, Pointer::root())
    }

    /// Adds an error.
    fn wrong(&mut self, pointer: &Pointer, what: impl Into<String>, help: &str) {
        let place = Place::new(&self.document.name, pointer.clone());
        self.found.push(Diagnostic::new(place, what).help(help));
    }

    fn add(&mut self, schema: Schema) -> SchemaId {
        self.schemas.push(schema);
        SchemaId(self.schemas.len() - 1)
    }

    /// Resolves a `$ref` to both the `openapiv3` type and the raw node. It is an error if the target is another `$ref`.
    fn followed<T>(
        &mut self,
        node: &Node<'a>,
        reference: &str,
        (kind, word, declared): (&str, &str, Declared<T>),
    ) -> Option<(&'a T, Node<'a>)> {
        let target = self.target(node, reference, kind)?;
        let key = target.pointer.keys().last().unwrap_or_default();
        let declared = self.document.api.components.as_ref().and_then(|all| declared(all).get(&key));
        if let Some(ReferenceOr::Item(item)) = declared {
            return Some((item, target));
        }
        self.wrong(&target.pointer, format!("{word} is a `$ref` to a `$ref`"), "refer to the final target directly");
        None
    }

    /// Resolves a `$ref` to `components/<kind>` of this document.
    fn target(&mut self, node: &Node<'a>, reference: &str, kind: &str) -> Option<Node<'a>> {
        let key = reference.strip_prefix("#/components/").and_then(|rest| rest.strip_prefix(kind)?.strip_prefix('/'));
        let key = key.map(|key| key.replace("~1", "/").replace("~0", "~"));
        let components = self.root().get("components").and_then(|components| components.get(kind));
        let target = key.and_then(|key| components?.get(&key));
        if target.is_none() {
            let what = format!("can't resolve `$ref` to `{}`", reference.escape_debug());
            self.wrong(&node.pointer, what, &format!("refer to `#/components/{kind}/…` in the same document"));
        }
        target
    }
}

/// Returns the origin of an inline schema.
fn inline(parent: &Parent, part: &str) -> Origin {
    match parent {
        Parent::Operation(operation) => Origin::Operation { operation: *operation, part: part.to_owned() },
        Parent::Schema(parent) => Origin::Schema { parent: *parent, part: part.to_owned() },
    }
}

/// The parent of an inline schema.
#[derive(Clone, Copy)]
enum Parent {
    /// An operation, by its index.
    Operation(usize),
    /// Another schema.
    Schema(SchemaId),
}
