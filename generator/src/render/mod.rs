//! Renders the named model as items: tokens and tables. There is one file per resource, and one of descriptions for `dynamic`.

mod choice;
mod defaults;
mod docs;
mod dynamic;
mod imports;
mod input;
mod item;
mod module;
mod object;
mod prose;
mod request;
mod template;
mod types;

use proc_macro2::{Ident, Span};
use quote::quote;

use crate::model::{Document, SchemaId, Shape};

use imports::Imports;

pub(crate) use item::{Block, Item, Piece};
pub(crate) use module::{Version, crate_root, features, product, products};
pub(crate) use template::{Fragment, Template};

/// A file of a version's module.
#[derive(Clone, Debug)]
pub(crate) struct File {
    /// The module's name, which is the file name without its extension: `message`.
    pub module: String,
    /// The content.
    pub items: Vec<Item>,
}

/// Renders the files of a document's module: `mod`, one for each resource, and `descriptions` if there are operations.
pub(crate) fn files(document: &Document) -> Vec<File> {
    let mut file = Rendering {
        document,
        homes: homes(document),
        defaults: defaults::defaults(document),
        uses_of: docs::uses_of(document),
        home: 0,
        imports: Imports::default(),
        uses_deprecated: false,
    };
    let mut files = vec![File { module: "mod".to_owned(), items: module::version(document) }];
    files.extend((0..document.resources.len()).map(|index| file.resource(index)));
    if !document.operations.is_empty() {
        files.push(File { module: "descriptions".to_owned(), items: dynamic::descriptions(document) });
    }
    files
}

/// Returns the index of the resource in which each schema is placed.
fn homes(document: &Document) -> Vec<usize> {
    let mut homes = vec![0; document.schemas.len()];
    for (index, resource) in document.resources.iter().enumerate() {
        for schema in &resource.schemas {
            homes[schema.0] = index;
        }
    }
    homes
}

/// The state of rendering a file.
struct Rendering<'a> {
    document: &'a Document,
    homes: Vec<usize>,
    defaults: Vec<bool>,
    uses_of: Vec<docs::TypeUses>,
    /// The index of the file's resource.
    home: usize,
    imports: Imports<'a>,
    /// Whether the file uses deprecated items, because it declares one.
    uses_deprecated: bool,
}

impl<'a> Rendering<'a> {
    fn resource(&mut self, index: usize) -> File {
        (self.home, self.imports, self.uses_deprecated) = (index, Imports::default(), false);
        let document = self.document;
        let resource = &document.resources[index];
        let mut items: Vec<Item> = Vec::new();
        for &operation in &resource.operations {
            items.extend(request::request(self, &document.operations[operation]));
        }
        for &id in &resource.schemas {
            items.extend(match &document.schema(id).shape {
                Shape::Object(object) => object::object(self, id, object),
                Shape::Enum(variants) => choice::open_enum(self, id, variants),
                Shape::Union(union) => choice::union(self, id, union),
            });
        }
        let mut head = vec![Item::Docs(vec![format!("{}.", docs::sentence(&resource.title))])];
        head.extend(self.uses_deprecated.then(|| Item::Rust(quote!(#![allow(deprecated)]))));
        head.extend(self.imports.items().map(Item::Rust));
        items.splice(..0, head);
        File { module: resource.module.to_string(), items }
    }

    /// Returns the name of a type in the same document, and imports it if it is in another file.
    fn named(&mut self, id: SchemaId) -> &'a str {
        let name = self.document.schema(id).name.as_str();
        if self.homes[id.0] != self.home {
            self.imports.siblings.insert(name);
        }
        name
    }
}

/// Returns an identifier. All names come from `name`, which only makes valid ones.
fn ident(name: &str) -> Ident {
    Ident::new(name, Span::call_site())
}
