//! Reads a folder of documents, with their overlays and descriptions.

use std::collections::{BTreeMap, BTreeSet};
use std::fs::{self, File};
use std::io::{ErrorKind, Read};
use std::path::{Path, PathBuf};

use anyhow::{Context, Result, bail, ensure};
use twilio_codegen::name::Home;
use twilio_codegen::{Source, Words, WordsFile};

/// One byte more than the generator accepts, so that it rejects larger documents, and memory use is limited.
const READ_LIMIT: u64 = 64 * 1024 * 1024 + 1;

/// Reads the documents in `folder`, sorted by name, each with its overlay if `folder/overlays` has one.
pub(crate) fn read(folder: &Path) -> Result<Vec<Source>> {
    let documents = list(folder)?;
    ensure!(!documents.is_empty(), "`{}` contains no documents (`*.yaml` or `*.json`)", folder.display());
    let overlay_folder = folder.join("overlays");
    let mut overlays = match overlay_folder.is_dir() {
        true => list(&overlay_folder)?,
        false => BTreeMap::new(),
    };
    let mut sources = Vec::with_capacity(documents.len());
    for (stem, path) in documents {
        let overlay = match overlays.remove(&stem) {
            Some(path) => Some((format!("overlays/{}", file_name(&path)), read_file(&path)?)),
            None => None,
        };
        sources.push(Source { name: file_name(&path), text: read_file(&path)?, overlay });
    }
    if let Some(path) = overlays.values().next() {
        bail!("`overlays/{}` corrects a document that does not exist: rename it or remove it", file_name(path));
    }
    Ok(sources)
}

/// Reads the descriptions in `folder/words`; a missing folder counts as empty.
pub(crate) fn words(folder: &Path) -> Result<Words> {
    let folder = folder.join("words");
    let files = match folder.is_dir() {
        true => list(&folder)?,
        false => BTreeMap::new(),
    };
    let file = |path: &PathBuf| Ok(WordsFile { name: file_name(path), text: read_file(path)? });
    Ok(Words::read(&files.values().map(file).collect::<Result<Vec<_>>>()?)?)
}

/// Lists the documents directly in `folder`: their paths by name without extension. Fails if the names of two files differ only
/// in the extension.
pub(crate) fn list(folder: &Path) -> Result<BTreeMap<String, PathBuf>> {
    let mut found = BTreeMap::new();
    let context = || format!("cannot read the folder `{}`", folder.display());
    for entry in fs::read_dir(folder).with_context(context)? {
        let path = entry.with_context(context)?.path();
        let ending = path.extension().and_then(|ending| ending.to_str());
        if !matches!(ending, Some("yaml" | "yml" | "json")) || !path.is_file() {
            continue;
        }
        let stem = path.file_stem().and_then(|stem| stem.to_str());
        let stem = stem.with_context(|| format!("the file name of `{}` is not UTF-8", path.display()))?;
        if let Some(other) = found.insert(stem.to_owned(), path.clone()) {
            bail!("`{}` and `{}` are the same document: keep only one", other.display(), path.display());
        }
    }
    Ok(found)
}

/// Removes the documents of other products, unless `products` is empty. Fails if a product has no document.
pub(crate) fn keep_products(sources: &mut Vec<Source>, products: &[String]) -> Result<()> {
    if products.is_empty() {
        return Ok(());
    }
    let known: BTreeSet<String> = sources.iter().map(|source| product(&source.name)).collect();
    if let Some(unknown) = products.iter().find(|it| !known.contains(*it)) {
        let known = Vec::from_iter(known).join(", ");
        bail!("there is no product `{}`; the products are: {known}", unknown.escape_debug());
    }
    sources.retain(|source| products.contains(&product(&source.name)));
    Ok(())
}

/// Reads a file; `None` if it doesn't exist.
pub(crate) fn read_if_there(path: &Path) -> Result<Option<Vec<u8>>> {
    match fs::read(path) {
        Ok(bytes) => Ok(Some(bytes)),
        Err(error) if error.kind() == ErrorKind::NotFound => Ok(None),
        Err(error) => Err(error).with_context(|| format!("cannot read `{}`", path.display())),
    }
}

/// Reads a document, up to one byte more than the generator accepts.
pub(crate) fn read_file(path: &Path) -> Result<Vec<u8>> {
    let mut bytes = Vec::new();
    File::open(path)
        .and_then(|file| file.take(READ_LIMIT).read_to_end(&mut bytes))
        .with_context(|| format!("cannot read `{}`", path.display()))?;
    Ok(bytes)
}

/// Returns the file name of a path. It must be UTF-8.
pub(crate) fn file_name(path: &Path) -> String {
    path.file_name().unwrap_or_default().to_string_lossy().into_owned()
}

/// Returns the product's module for a document's name: `iam` for `twilio_iam_organizations.yaml`.
fn product(name: &str) -> String {
    let stem = name.rsplit_once('.').map_or(name, |(stem, _)| stem);
    let product = Home::of(stem).product_module;
    product.to_string()
}
