//! Runs all stages for each document, then generates the modules above the documents.

use std::collections::BTreeMap;

use crate::diagnostic::{Diagnostic, Diagnostics, Location};
use crate::document::Keywords;
use crate::document::Source;
use crate::format::Formatter;
use crate::ident::{Home, stem};
use crate::model::Document;
use crate::parallel::each;
use crate::render::{self, Version};
use crate::words::{Coverage, Words};
use crate::{check, document, lower, name, overlay};

/// The result of [`generate`].
#[derive(Clone, Debug, Default)]
pub struct Output {
    /// The content of each file, by its path below `src/api`, such as `conversations/v1/message.rs`.
    pub files: BTreeMap<String, String>,
    /// The lines between the markers of the generated features in `Cargo.toml`.
    pub features: String,
    /// Counts of what was read.
    pub summary: Summary,
}

/// Counts of what was read.
#[derive(Clone, Debug, Default)]
pub struct Summary {
    /// The number of documents.
    pub documents: usize,
    /// The number of operations, each of which became a request type.
    pub operations: usize,
    /// The number of generated types, including requests.
    pub types: usize,
    /// The components that no operation uses, which aren't generated: document and key, in the documents' order.
    pub unused: Vec<(String, String)>,
    /// How much of the crate has descriptions.
    pub coverage: Coverage,
    /// The keywords in the documents.
    pub keywords: Keywords,
}

/// The generated code of one document.
struct Generated {
    version: Version,
    files: Vec<(String, String)>,
    summary: Summary,
}

/// Generates the crate's modules from `sources`, on as many threads as there are cores.
///
/// # Errors
///
/// Returns all problems found in the documents, each with its location and how to fix it.
pub fn generate(sources: &[Source], words: &Words) -> Result<Output, Diagnostics> {
    generate_by(|source| read(source, words), sources)
}

/// Like [`generate`], but gets the model of each document from `model`.
pub(crate) fn generate_by(
    model: impl Fn(&Source) -> Result<Named, Diagnostics> + Sync,
    sources: &[Source],
) -> Result<Output, Diagnostics> {
    let formatter = Formatter::default();
    let generated =
        each_source(sources, names(sources), |source| model(source).map(|named| one(source, named, &formatter)))?;
    Ok(assemble(generated, &formatter))
}

/// Calls `work` for each document, on as many threads as there are cores. Adds its errors to `found`.
pub(crate) fn each_source<T: Send>(
    sources: &[Source],
    mut found: Diagnostics,
    work: impl Fn(&Source) -> Result<T, Diagnostics> + Sync,
) -> Result<Vec<T>, Diagnostics> {
    let results = each(sources, |source| source.text.len(), work);
    let results = results.into_iter().filter_map(|result| found.absorb(result)).collect();
    found.into_result(results)
}

/// Returns the errors in the names of the documents, which determine the generated files.
pub(crate) fn names(sources: &[Source]) -> Diagnostics {
    let mut found: Diagnostics = sources.iter().filter_map(unprintable).collect();
    let mut homes: BTreeMap<String, BTreeMap<Option<String>, Vec<&str>>> = BTreeMap::new();
    for Source { name, .. } in sources {
        let home = Home::of(stem(name));
        let version = home.version_module.map(|version| version.to_string());
        homes.entry(home.product_module.to_string()).or_default().entry(version).or_default().push(name);
    }
    for (product, versions) in &homes {
        for (version, files) in versions {
            let folder = version.iter().fold(product.clone(), |product, version| format!("{product}/{version}"));
            found.extend(files.iter().skip(1).map(|file| {
                let what = format!("another document also produces `{folder}/mod.rs`");
                let help = "rename one of the files, so that their products or versions differ";
                Diagnostic::new(Location::whole(*file), what).help(help)
            }));
        }
        if let Some(bare) = versions.get(&None).filter(|_| versions.len() > 1) {
            let what = format!("product `{product}` has documents both with and without a version");
            found.push(Diagnostic::new(Location::whole(bare[0]), what).help("add a version to the file name"));
        }
    }
    found
}

/// Checks that the crate can be generated from `sources`, with those actions of their overlays that apply. Returns the errors
/// of the others, and of overlays that are malformed.
///
/// # Errors
///
/// Returns all problems found in the documents.
pub fn check_documents(sources: &[Source]) -> Result<Vec<Diagnostic>, Diagnostics> {
    each_source(sources, names(sources), accepted).map(|unfit| unfit.concat())
}

fn accepted(source: &Source) -> Result<Vec<Diagnostic>, Diagnostics> {
    let read = |source: &Source| fitting(source).map(|(_, unfit)| unfit);
    read(source).or_else(|found: Diagnostics| {
        // If the document is fine by itself, only the overlay is wrong.
        let bare = Source { overlay: None, ..source.clone() };
        read(&bare).map(|_| found.iter().cloned().collect()).map_err(|_| found)
    })
}

/// Reads a document without upstream's prose, and with those actions of its overlay that apply. Returns the errors of the others.
pub(crate) fn fitting(source: &Source) -> Result<(Named, Vec<Diagnostic>), Diagnostics> {
    let mut raw = document::facts::without_annotations(&source.text, document::read(&source.name, &source.text)?);
    let unfit = match &source.overlay {
        Some((name, text)) => overlay::apply_fitting(&mut raw, name, text)?,
        None => Vec::new(),
    };
    Ok((named(raw, &Words::default())?, unfit))
}

/// Returns an error if the file name can't be put into the header of generated files.
fn unprintable(source: &Source) -> Option<Diagnostic> {
    let plain = source.name.chars().all(|letter| letter.is_ascii_graphic());
    let what = "file name contains spaces or characters other than printable ASCII";
    (!plain).then(|| Diagnostic::new(Location::whole(&source.name), what).help("rename the file"))
}

/// Reads, overlays, lowers, names and checks one document.
///
/// # Errors
///
/// Returns all problems found in it.
pub fn model(source: &Source) -> Result<(Document, Keywords), Diagnostics> {
    read(source, &Words::default()).map(|named| (named.model, named.keywords))
}

/// A document ready to be rendered.
pub(crate) struct Named {
    pub(crate) model: Document,
    pub(crate) keywords: Keywords,
    pub(crate) coverage: Coverage,
}

fn read(source: &Source, words: &Words) -> Result<Named, Diagnostics> {
    let mut raw = document::read(&source.name, &source.text)?;
    if let Some((name, text)) = &source.overlay {
        overlay::apply(&mut raw, name, text)?;
    }
    named(raw, words)
}

/// Lowers, describes, names and checks one document, after its overlay was applied.
fn named(raw: document::Raw, words: &Words) -> Result<Named, Diagnostics> {
    let (mut model, keywords) = lower::lower(&raw.into_document()?)?;
    let coverage = words.describe(&mut model)?;
    name::assign(&mut model)?;
    check::check(&model)?;
    Ok(Named { model, keywords, coverage })
}

fn one(source: &Source, named: Named, formatter: &Formatter) -> Generated {
    let Named { model, keywords, coverage } = named;
    let directory = model.home.module_path("/");
    let rendered = render::files(&model);
    let types = model.types();
    let path = |file: &render::File| format!("{directory}/{}.rs", file.module);
    let files = rendered.iter().map(|file| (path(file), formatter.file(&file.items, &source.name))).collect();
    let version = Version { home: model.home, file: model.file, has_operations: !model.operations.is_empty() };
    let unused = model.unused.into_iter().map(|key| (source.name.clone(), key)).collect();
    let summary = Summary { documents: 1, operations: model.operations.len(), types, unused, coverage, keywords };
    Generated { version, files, summary }
}

/// Combines the documents. The result doesn't depend on their order.
fn assemble(mut generated: Vec<Generated>, formatter: &Formatter) -> Output {
    generated.sort_by_key(|it| it.version.home.module_path("/"));
    let mut output = Output::default();
    let mut versions: Vec<Version> = Vec::new();
    for Generated { version, files, summary } in generated {
        output.files.extend(files);
        add(&mut output.summary, summary);
        versions.push(version);
    }
    modules(&mut output, &versions, formatter);
    output
}

/// Adds the modules above those of the documents.
fn modules(output: &mut Output, versions: &[Version], formatter: &Formatter) {
    let products: Vec<&[Version]> = render::products(versions).collect();
    for product in products.iter().filter(|product| product.iter().any(|version| version.home.version_module.is_some()))
    {
        let sources: Vec<&str> = product.iter().map(|version| version.file.as_str()).collect();
        let text = formatter.file(&render::product(product), &sources.join(", "));
        output.files.insert(format!("{}/mod.rs", product[0].home.product_module), text);
    }
    output.files.insert("mod.rs".to_owned(), formatter.file(&render::crate_root(versions), "all documents"));
    output.features = render::features(versions);
}

fn add(sum: &mut Summary, more: Summary) {
    sum.documents += more.documents;
    sum.operations += more.operations;
    sum.types += more.types;
    sum.unused.extend(more.unused);
    sum.coverage.add(more.coverage);
    sum.keywords.add(&more.keywords);
}
