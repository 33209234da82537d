//! Renders the modules of versions and products, the crate's root, and the Cargo features.

use quote::quote;

use crate::model::{Document, Resource};

use super::item::Item;
use super::prose::prose;
use super::{docs, ident};

/// A version, as its product's module needs it.
#[derive(Clone, Debug)]
pub(crate) struct Version {
    /// The product's module.
    pub product: String,
    /// The version's module; `None` if the product has no versions.
    pub module: Option<String>,
    /// The product's name, as in the document's file name.
    pub title: String,
    /// The document's file name.
    pub file: String,
    /// Whether the document has operations.
    pub operations: bool,
}

/// A product with its versions.
#[derive(Clone, Debug)]
pub(crate) struct Product {
    /// The name of the module and of the feature.
    pub module: String,
    /// The versions, sorted.
    pub versions: Vec<Version>,
}

/// Renders the module of a document: it re-exports its resources' modules, and lists its operations.
pub(crate) fn version(document: &Document) -> Vec<Item> {
    let modules: Vec<_> = document.resources.iter().map(|resource| ident(resource.module.as_str())).collect();
    let mut items = vec![Item::Docs(version_docs(document))];
    if !modules.is_empty() {
        items.push(Item::Rust(quote!(#(mod #modules;)*)));
        items.push(Item::Rust(quote!(#(pub use self::#modules::*;)*)));
    }
    if !document.operations.is_empty() {
        items.push(Item::Rust(quote!(
            #[cfg(feature = "dynamic")]
            mod descriptions;
            #[cfg(feature = "dynamic")]
            pub use self::descriptions::{operations, visit_requests};
        )));
    }
    items
}

fn version_docs(document: &Document) -> Vec<String> {
    let name = document_name(document);
    let count = match document.operations.len() {
        1 => "1 operation".to_owned(),
        count => format!("{count} operations"),
    };
    // A document without operations may have no server.
    let server =
        if document.server.is_empty() { String::new() } else { format!(" on {}", docs::code(&document.server)) };
    let mut lines = vec![format!("{name}: {count}{server}."), String::new()];
    let resources = document.resources.iter().filter(|resource| !resource.operations.is_empty());
    lines.extend(resources.flat_map(|resource| resource_lines(document, resource)));
    lines
}

/// Returns the name of a document's product, with its version: `Api v2010`.
pub(super) fn document_name(document: &Document) -> String {
    let product = docs::sentence(&document.product);
    match &document.version {
        Some(version) => format!("{product} {version}"),
        None => product,
    }
}

/// Returns a list item with the resource's description, the link to its documentation, and its operations.
fn resource_lines(document: &Document, resource: &Resource) -> Vec<String> {
    let title = docs::sentence(&resource.title);
    let mut first = match &resource.description {
        Some(text) => format!("- **{title}**: {}", prose(text).join(" ")),
        None => format!("- **{title}**"),
    };
    if let Some(link) = &resource.link {
        first.push_str(&format!(" [Documentation](<{link}>)"));
    }
    let operations =
        resource.operations.iter().map(|&operation| format!("[`{}`]", document.operations[operation].name));
    vec![first, format!("  {}", operations.collect::<Vec<_>>().join(", "))]
}

/// Renders the module of a product that has versions.
pub(crate) fn product(product: &Product) -> Vec<Item> {
    let title = product.versions.first().map(|version| docs::sentence(&version.title)).unwrap_or_default();
    let modules = product.versions.iter().filter_map(|version| version.module.as_deref()).map(ident);
    vec![Item::Docs(vec![format!("{title}.")]), Item::Rust(quote!(#(pub mod #modules;)*))]
}

/// Renders the root of all products. It has no inner attributes, not even a doc comment, because the crate includes it with
/// `#[path]`, and rustc would then look for `api` in the wrong folder.
pub(crate) fn crate_root(products: &[Product]) -> Vec<Item> {
    let modules = products.iter().map(|product| {
        let (module, feature) = (ident(&product.module), &product.module);
        quote!(#[cfg(feature = #feature)] pub mod #module;)
    });
    let versions = products.iter().flat_map(|product| product.versions.iter().filter(|version| version.operations));
    let (features, paths): (Vec<_>, Vec<_>) = versions
        .map(|version| {
            let product = ident(&version.product);
            let module = version.module.as_deref().map(ident).into_iter();
            (version.product.as_str(), quote!(#product #(::#module)*))
        })
        .unzip();
    let operations = quote! {
        /// The operations of each document, in the document's order.
        #[cfg(feature = "dynamic")]
        #[inline]
        pub(crate) const fn operations() -> &'static [&'static [crate::codegen::Endpoint]] {
            const { &[#(#[cfg(feature = #features)] #paths::operations()),*] }
        }
    };
    let visit_requests = quote! {
        /// Passes the request type of each operation to `to`.
        #[allow(unused_variables)]
        #[cfg(feature = "dynamic")]
        pub(crate) fn visit_requests<V: crate::codegen::VisitRequests>(to: &mut V) {
            #(#[cfg(feature = #features)] #paths::visit_requests(to);)*
        }
    };
    modules.chain([operations, visit_requests]).map(Item::Rust).collect()
}

/// Returns the features of the products, as lines of `Cargo.toml`.
pub(crate) fn features(products: &[Product]) -> String {
    let mut names: Vec<&str> = products.iter().map(|product| product.module.as_str()).collect();
    names.sort_unstable();
    let mut text = String::new();
    for name in &names {
        text.push_str(&format!("{name} = []\n"));
    }
    text.push_str("# Every product.\nfull = [\n");
    for name in &names {
        text.push_str(&format!("    \"{name}\",\n"));
    }
    text.push_str("]\n");
    text
}
