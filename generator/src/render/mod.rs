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
    /// The number of types that it declares.
    pub types: usize,
}

/// Renders the files of a document's module: `mod`, one for each resource, and `descriptions` if there are operations.
pub(crate) fn files(document: &Document) -> Vec<File> {
    let homes = homes(document);
    let defaults = defaults::defaults(document);
    let uses_of = docs::uses_of(document);
    let mut files = vec![File { module: "mod".to_owned(), items: module::version(document), types: 0 }];
    let resources = 0..document.resources.len();
    files.extend(resources.map(|index| resource(document, (&homes, &defaults, &uses_of), index)));
    if !document.operations.is_empty() {
        let items = dynamic::descriptions(document);
        files.push(File { module: "descriptions".to_owned(), items, types: 0 });
    }
    files
}

fn resource(
    document: &Document,
    (homes, defaults, uses_of): (&[usize], &[bool], &[docs::TypeUses]),
    index: usize,
) -> File {
    let resource = &document.resources[index];
    let mut file = Rendering { document, homes, defaults, uses_of, home: index, imports: Imports::default(), types: 0 };
    let mut items: Vec<Item> = Vec::new();
    for &operation in &resource.operations {
        items.extend(request::request(&mut file, &document.operations[operation]));
    }
    for &schema in &resource.schemas {
        items.extend(schema_item(&mut file, schema));
    }
    let mut head = vec![Item::Docs(vec![format!("{}.", docs::sentence(&resource.title))])];
    head.extend(file.imports.deprecated().then(|| Item::Rust(quote!(#![allow(deprecated)]))));
    head.extend(file.imports.items().map(Item::Rust));
    items.splice(..0, head);
    File { module: resource.module.as_str().to_owned(), items, types: file.types }
}

fn schema_item(file: &mut Rendering<'_>, id: SchemaId) -> Vec<Item> {
    let document = file.document;
    let schema = document.schema(id);
    file.types += 1;
    match &schema.shape {
        Shape::Object(object) => object::object(file, id, object),
        Shape::Enum(variants) => choice::open_enum(file, id, variants),
        Shape::Union(union) => choice::union(file, id, union),
    }
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
    homes: &'a [usize],
    defaults: &'a [bool],
    uses_of: &'a [docs::TypeUses],
    home: usize,
    imports: Imports,
    types: usize,
}

impl<'a> Rendering<'a> {
    /// Returns the name of a type in the same document, and imports it if it is in another file.
    fn named(&mut self, id: SchemaId) -> &'a str {
        let name = self.document.schema(id).name.as_str();
        if self.homes[id.0] != self.home {
            self.imports.sibling(name);
        }
        name
    }
}

/// Returns an identifier. All names come from `name`, which only makes valid ones.
fn ident(name: &str) -> Ident {
    Ident::new(name, Span::call_site())
}
