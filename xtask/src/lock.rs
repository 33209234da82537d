//! Reads and renders `spec/lock.toml`, which records the upstream release and the digests of each document, and compares
//! documents with it.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use anyhow::{Context, Result, ensure};
use serde::{Deserialize, Serialize};
use sha2::{Digest as _, Sha256};

use crate::documents::{Texts, read_if_there};

/// The file's name inside the folder of documents.
pub(crate) const FILE: &str = "lock.toml";

/// The origin of a set of documents, and the digests of each.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize, Serialize)]
pub(crate) struct Lock {
    pub(crate) upstream: Upstream,
    /// Sorted by name.
    #[serde(rename = "document", default)]
    pub(crate) documents: Vec<LockedDocument>,
    /// How often each annotation occurs in upstream's documents, including those that the import removes.
    pub(crate) annotations: Option<BTreeMap<String, u64>>,
}

/// The tag or commit of documents whose origin doesn't have or show one.
pub(crate) const UNKNOWN: &str = "unknown";

/// An upstream release.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize, Serialize)]
pub(crate) struct Upstream {
    pub(crate) repository: String,
    pub(crate) tag: String,
    pub(crate) commit: String,
}

impl Upstream {
    /// Returns the tag, or `commit …` if the commit has none.
    pub(crate) fn release(&self) -> String {
        match self.tag == UNKNOWN {
            true => format!("commit {}", self.commit.get(..12).unwrap_or(&self.commit)),
            false => self.tag.clone(),
        }
    }
}

/// The SHA-256 digests of upstream's document, and of the file made from it.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize, Serialize)]
pub(crate) struct LockedDocument {
    pub(crate) name: String,
    pub(crate) upstream_sha256: String,
    sha256: String,
}

impl LockedDocument {
    pub(crate) fn new(name: &str, upstream: &[u8], own: &[u8]) -> Self {
        Self { name: name.to_owned(), upstream_sha256: sha256(upstream), sha256: sha256(own) }
    }
}

impl Lock {
    /// Reads the lock file of `folder`, if there is one.
    pub(crate) fn read(folder: &Path) -> Result<Option<Self>> {
        let path = folder.join(FILE);
        let Some(bytes) = read_if_there(&path)? else { return Ok(None) };
        let help = || format!("cannot parse `{}`: restore it, or run `cargo xtask spec import`", path.display());
        let lock: Self = toml::from_slice(&bytes).with_context(help)?;
        let mut names = BTreeSet::new();
        for LockedDocument { name, .. } in &lock.documents {
            ensure!(names.insert(name), "`{}` lists `{}` twice", path.display(), name.escape_debug());
        }
        Ok(Some(lock))
    }

    /// Renders the file's content; equal locks give equal bytes.
    pub(crate) fn render(&self) -> Result<String> {
        Ok(format!("# Written by `cargo xtask spec import`; do not edit.\n\n{}", toml::to_string(self)?))
    }

    /// Returns how `documents` differ from the lock, as a word for each file name.
    pub(crate) fn differences<'a>(&'a self, documents: &'a Texts) -> Vec<(&'a str, &'static str)> {
        let listed = |name: &str| self.documents.iter().find(|it| it.name == name);
        let state = |(name, text): (&'a String, &Vec<u8>)| match listed(name) {
            None => Some((name.as_str(), "unlisted")),
            Some(document) if document.sha256 != sha256(text) => Some((name.as_str(), "edited")),
            Some(_) => None,
        };
        let names = self.documents.iter().map(|it| it.name.as_str());
        let missing = names.filter(|name| !documents.contains_key(*name)).map(|name| (name, "missing"));
        let mut differences: Vec<_> = documents.iter().filter_map(state).chain(missing).collect();
        differences.sort_unstable();
        differences
    }
}

/// Returns the SHA-256 digest in hexadecimal.
pub(crate) fn sha256(bytes: &[u8]) -> String {
    Sha256::digest(bytes).iter().map(|byte| format!("{byte:02x}")).collect()
}
