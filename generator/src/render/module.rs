//! Renders the modules of versions and products, the crate's root, and the Cargo features.

use std::iter;

use quote::quote;

use crate::ident::{Home, ModuleName};
use crate::model::{Document, Resource};

use super::item::Item;
use super::prose::prose;
use super::{docs, ident};

/// A version, as the modules above it need it.
#[derive(Clone, Debug)]
pub(crate) struct Version {
    pub(crate) home: Home,
    /// The document's file name.
    pub(crate) file: String,
    /// Whether the document has operations.
    pub(crate) has_operations: bool,
}

/// Splits versions, which are sorted, by product.
pub(crate) fn products(versions: &[Version]) -> impl Iterator<Item = &[Version]> {
    versions.chunk_by(|one, other| one.home.product_module == other.home.product_module)
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
    let product = docs::sentence(&document.home.product);
    match &document.home.version {
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
pub(crate) fn product(versions: &[Version]) -> Vec<Item> {
    let title = docs::sentence(&versions[0].home.product);
    let modules = versions.iter().filter_map(|version| version.home.version_module.as_ref());
    let modules = modules.map(|module| ident(module.as_str()));
    vec![Item::Docs(vec![format!("{title}.")]), Item::Rust(quote!(#(pub mod #modules;)*))]
}

/// Renders the root of all products. It has no inner attributes, not even a doc comment, because the crate includes it with
/// `#[path]`, and rustc would then look for `api` in the wrong folder.
pub(crate) fn crate_root(versions: &[Version]) -> Vec<Item> {
    let modules = products(versions).map(|product| {
        let name = product[0].home.product_module.as_str();
        let module = ident(name);
        quote!(#[cfg(feature = #name)] pub mod #module;)
    });
    let versions = versions.iter().filter(|version| version.has_operations);
    let (features, paths): (Vec<_>, Vec<_>) = versions
        .map(|Version { home, .. }| {
            let (product, version) = (home.product_module.as_str(), home.version_module.as_ref());
            let path = iter::once(product).chain(version.map(ModuleName::as_str)).map(ident);
            (product, quote!(#(#path)::*))
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
pub(crate) fn features(versions: &[Version]) -> String {
    let names: Vec<&str> = products(versions).map(|product| product[0].home.product_module.as_str()).collect();
    let features: String = names.iter().map(|name| format!("{name} = []\n")).collect();
    let full: String = names.iter().map(|name| format!("    \"{name}\",\n")).collect();
    format!("{features}# Every product.\nfull = [\n{full}]\n")
}
