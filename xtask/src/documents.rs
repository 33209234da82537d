//! Reads a folder of documents. A folder comes in; the documents with their overlays, as the
//! generator takes them, go out.

use std::collections::{BTreeMap, BTreeSet};
use std::fs::{self, File};
use std::io::{ErrorKind, Read};
use std::path::{Path, PathBuf};

use anyhow::{Context, Result, bail, ensure};
use twilio_codegen::name::Home;
use twilio_codegen::{Source, Words, WordsFile};

/// One byte more than the generator takes: it refuses the document, and memory stays bounded.
const READ_LIMIT: u64 = 64 * 1024 * 1024 + 1;

/// The documents of `folder`, sorted by name, each with its overlay if `folder/overlays` has one.
pub(crate) fn read(folder: &Path) -> Result<Vec<Source>> {
    let documents = list(folder)?;
    ensure!(!documents.is_empty(), "`{}` holds no document (`*.yaml` or `*.json`)", folder.display());
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

/// The descriptions in `folder/words`, none if there is no such folder.
pub(crate) fn words(folder: &Path) -> Result<Words> {
    let folder = folder.join("words");
    let files = match folder.is_dir() {
        true => list(&folder)?,
        false => BTreeMap::new(),
    };
    let file = |path: &PathBuf| Ok(WordsFile { name: file_name(path), text: read_file(path)? });
    Ok(Words::read(&files.values().map(file).collect::<Result<Vec<_>>>()?)?)
}

/// The documents in `folder` itself: path by name without ending. Two endings for one document are refused.
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
        let stem = stem.with_context(|| format!("the name of `{}` is not UTF-8", path.display()))?;
        if let Some(other) = found.insert(stem.to_owned(), path.clone()) {
            bail!("`{}` and `{}` are the same document: keep one", other.display(), path.display());
        }
    }
    Ok(found)
}

/// Keeps the documents of `products`, all if none is given; a product that no document has is an error.
pub(crate) fn keep_products(sources: &mut Vec<Source>, products: &[String]) -> Result<()> {
    if products.is_empty() {
        return Ok(());
    }
    let known: BTreeSet<String> = sources.iter().map(|source| product(&source.name)).collect();
    if let Some(unknown) = products.iter().find(|it| !known.contains(*it)) {
        let known = Vec::from_iter(known).join(", ");
        bail!("no document is of the product `{}`; there are: {known}", unknown.escape_debug());
    }
    sources.retain(|source| products.contains(&product(&source.name)));
    Ok(())
}

/// A file's content, or `None` if there is no such file.
pub(crate) fn read_if_there(path: &Path) -> Result<Option<Vec<u8>>> {
    match fs::read(path) {
        Ok(bytes) => Ok(Some(bytes)),
        Err(error) if error.kind() == ErrorKind::NotFound => Ok(None),
        Err(error) => Err(error).with_context(|| format!("cannot read `{}`", path.display())),
    }
}

/// A document's content, cut off just above the size that the generator refuses.
pub(crate) fn read_file(path: &Path) -> Result<Vec<u8>> {
    let mut bytes = Vec::new();
    File::open(path)
        .and_then(|file| file.take(READ_LIMIT).read_to_end(&mut bytes))
        .with_context(|| format!("cannot read `{}`", path.display()))?;
    Ok(bytes)
}

/// The last part of a path, for names that are known to be UTF-8.
pub(crate) fn file_name(path: &Path) -> String {
    path.file_name().unwrap_or_default().to_string_lossy().into_owned()
}

/// The product's module that a document's name gives: `iam` of `twilio_iam_organizations.yaml`.
fn product(name: &str) -> String {
    let stem = name.rsplit_once('.').map_or(name, |(stem, _)| stem);
    let product = Home::of(stem).product_module;
    product.to_string()
}
