//! Renders the modules of versions and products, the crate's root, and the Cargo features.

use crate::model::{Document, Resource};

use super::docs;
use super::item::{Item, literal};
use super::prose::prose;

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

const DESCRIPTIONS: &str = r#"
    #[cfg(feature = "dynamic")]
    mod descriptions;
    #[cfg(feature = "dynamic")]
    pub use self::descriptions::{operations, visit_requests};
"#;

/// Renders the module of a document: it re-exports its resources' modules, and lists its operations.
pub(crate) fn version(document: &Document) -> Vec<Item> {
    let modules = || document.resources.iter().map(|resource| &resource.module);
    let mut items = vec![Item::Docs(version_docs(document))];
    if !document.resources.is_empty() {
        items.push(Item::Rust(modules().map(|module| format!("mod {module};")).collect()));
        items.push(Item::Rust(modules().map(|module| format!("pub use self::{module}::*;")).collect()));
    }
    if !document.operations.is_empty() {
        items.push(Item::Rust(DESCRIPTIONS.to_owned()));
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
    let modules = product.versions.iter().filter_map(|version| version.module.as_deref());
    let modules = modules.map(|module| format!("pub mod {module};")).collect();
    vec![Item::Docs(vec![format!("{title}.")]), Item::Rust(modules)]
}

/// Renders the root of all products. It has no inner attributes, not even a doc comment, because the crate includes it with
/// `#[path]`, and rustc would then look for `api` in the wrong folder.
pub(crate) fn crate_root(products: &[Product]) -> Vec<Item> {
    let modules = products
        .iter()
        .map(|Product { module, .. }| format!("#[cfg(feature = {})] pub mod {module};", literal(module)));
    let versions = products.iter().flat_map(|product| product.versions.iter().filter(|version| version.operations));
    let (operations, visits): (Vec<_>, Vec<_>) = versions
        .map(|version| {
            let cfg = format!("#[cfg(feature = {})]", literal(&version.product));
            let module =
                version.module.iter().fold(version.product.clone(), |outer, inner| format!("{outer}::{inner}"));
            (format!("{cfg} {module}::operations(),"), format!("{cfg} {module}::visit_requests(to);"))
        })
        .unzip();
    let operations = format!(
        "
        /// The operations of each document, in the document's order.
        #[cfg(feature = \"dynamic\")]
        #[inline]
        pub(crate) const fn operations() -> &'static [&'static [crate::codegen::Endpoint]] {{
            const {{ &[{}] }}
        }}",
        operations.concat()
    );
    let visit_requests = format!(
        "
        /// Passes the request type of each operation to `to`.
        #[allow(unused_variables)]
        #[cfg(feature = \"dynamic\")]
        pub(crate) fn visit_requests<V: crate::codegen::VisitRequests>(to: &mut V) {{
            {}
        }}",
        visits.concat()
    );
    modules.chain([operations, visit_requests]).map(Item::Rust).collect()
}

/// Returns the features of the products, as lines of `Cargo.toml`.
pub(crate) fn features(products: &[Product]) -> String {
    let mut names: Vec<&str> = products.iter().map(|product| product.module.as_str()).collect();
    names.sort_unstable();
    let features: String = names.iter().map(|name| format!("{name} = []\n")).collect();
    let full: String = names.iter().map(|name| format!("    \"{name}\",\n")).collect();
    format!("{features}# Every product.\nfull = [\n{full}]\n")
}
