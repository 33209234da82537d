//! Reads a folder of documents, with their overlays and descriptions.

use std::collections::{BTreeMap, BTreeSet};
use std::io::{self, ErrorKind, Read};
use std::path::Path;

use anyhow::{Context, Result, bail, ensure};
use fs_err as fs;
use twilio_codegen::document::limits::MAX_BYTES;
use twilio_codegen::ident::{Home, stem};
use twilio_codegen::{Source, Words, WordsFile};

/// One byte more than the generator accepts: it rejects larger documents, and memory use is limited.
const READ_LIMIT: u64 = MAX_BYTES as u64 + 1;

/// The content of files, by their name.
pub(crate) type Texts = BTreeMap<String, Vec<u8>>;

/// Reads the documents in `folder`, sorted by name, each with its overlay if `folder/overlays` has one.
pub(crate) fn read(folder: &Path) -> Result<Vec<Source>> {
    with_overlays(texts(folder)?, folder)
}

/// Returns the documents with their overlays in `spec/overlays`. Fails if an overlay has no document.
pub(crate) fn with_overlays(documents: Texts, spec: &Path) -> Result<Vec<Source>> {
    let (sources, others) = pair(documents, &overlays(spec)?);
    if let Some(name) = others.first() {
        bail!("`{name}` corrects a document that does not exist: rename it or remove it");
    }
    ensure!(!sources.is_empty(), "`{}` contains no documents (`*.yaml` or `*.json`)", spec.display());
    Ok(sources)
}

/// Returns the documents with their overlays, and the names of the overlays without a document.
pub(crate) fn pair(documents: Texts, overlays: &Texts) -> (Vec<Source>, Vec<String>) {
    let stems: BTreeSet<String> = documents.keys().map(|name| stem(name).to_owned()).collect();
    let shown = |name: &String| format!("overlays/{name}");
    let others = overlays.keys().filter(|name| !stems.contains(stem(name))).map(shown).collect();
    let source = |(name, text): (String, Vec<u8>)| {
        let overlay = overlays.iter().find(|(other, _)| stem(other) == stem(&name));
        let overlay = overlay.map(|(name, text)| (shown(name), text.clone()));
        Source { name, text, overlay }
    };
    (documents.into_iter().map(source).collect(), others)
}

/// Reads the overlays in `spec/overlays`; a missing folder counts as empty.
pub(crate) fn overlays(spec: &Path) -> Result<Texts> {
    texts_if_there(&spec.join("overlays"))
}

/// Reads the descriptions in `folder/words`; a missing folder counts as empty.
pub(crate) fn words(folder: &Path) -> Result<Words> {
    let files = texts_if_there(&folder.join("words"))?.into_iter();
    Ok(Words::read(&files.map(|(name, text)| WordsFile { name, text }).collect::<Vec<_>>())?)
}

/// Reads the documents directly in `folder`. Fails if two differ only in their extension, or if one isn't a regular file.
pub(crate) fn texts(folder: &Path) -> Result<Texts> {
    let mut texts = Texts::new();
    for entry in fs::read_dir(folder)? {
        let path = entry?.path();
        if !path.extension().and_then(|ending| ending.to_str()).is_some_and(is_document) {
            continue;
        }
        let name = path.file_name().and_then(|name| name.to_str());
        let name = name.with_context(|| format!("the file name of `{}` is not UTF-8", path.display()))?;
        if let Some(other) = texts.keys().find(|other| stem(other) == stem(name)) {
            bail!("`{}` and `{}` are the same document: keep only one", folder.join(other).display(), path.display());
        }
        texts.insert(name.to_owned(), read_file(&path)?);
    }
    Ok(texts)
}

/// Returns whether files with this extension are documents.
pub(crate) fn is_document(extension: &str) -> bool {
    ["yaml", "yml", "json"].iter().any(|known| known.eq_ignore_ascii_case(extension))
}

/// Reads the documents directly in `folder`; a missing folder counts as empty.
pub(crate) fn texts_if_there(folder: &Path) -> Result<Texts> {
    if_there(fs::symlink_metadata(folder))?.map_or_else(|| Ok(Texts::new()), |_| texts(folder))
}

/// Removes the documents of other products, unless `products` is empty. Fails if a product has no document.
pub(crate) fn keep_products(sources: &mut Vec<Source>, products: &[String]) -> Result<()> {
    if products.is_empty() {
        return Ok(());
    }
    let known: BTreeSet<String> = sources.iter().map(|source| product(&source.name)).collect();
    if let Some(unknown) = products.iter().find(|it| !known.contains(*it)) {
        let known = Vec::from_iter(known).join(", ");
        bail!("unknown product `{}`; the products are: {known}", unknown.escape_debug());
    }
    sources.retain(|source| products.contains(&product(&source.name)));
    Ok(())
}

/// Reads a file; `None` if it doesn't exist.
pub(crate) fn read_if_there(path: &Path) -> Result<Option<Vec<u8>>> {
    if_there(fs::read(path))
}

/// Returns `None` instead of the error that the file or folder doesn't exist.
pub(crate) fn if_there<T>(result: io::Result<T>) -> Result<Option<T>> {
    match result {
        Err(error) if error.kind() == ErrorKind::NotFound => Ok(None),
        result => Ok(Some(result?)),
    }
}

/// Reads a document, up to one byte more than the generator accepts. Fails if it isn't a regular file or a link to one.
pub(crate) fn read_file(path: &Path) -> Result<Vec<u8>> {
    // Opening a pipe would wait for its writer.
    let is_file =
        fs::metadata(path).with_context(|| format!("cannot read the document `{}`", path.display()))?.is_file();
    ensure!(is_file, "`{}` is not a regular file: replace it with the document, or remove it", path.display());
    let mut bytes = Vec::new();
    fs::File::open(path)?.take(READ_LIMIT).read_to_end(&mut bytes)?;
    Ok(bytes)
}

/// Returns the product's module for a document's name: `iam` for `twilio_iam_organizations.yaml`.
fn product(name: &str) -> String {
    Home::of(stem(name)).product_module.to_string()
}
