//! `spec/lock.toml`: which release of upstream the documents come from, and the digest of each.
//! Its text comes in and goes out; so does the comparison of a folder with it.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::path::Path;

use anyhow::{Context, Result, ensure};
use sha2::{Digest, Sha256};
use toml::{Table, Value};

use crate::documents::{self, file_name, read_if_there};

/// The file's name inside the folder of documents.
pub(crate) const FILE: &str = "lock.toml";

/// Where a set of documents comes from, and what each of them held.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Lock {
    pub(crate) upstream: Upstream,
    /// Digests by file name.
    pub(crate) documents: BTreeMap<String, Digests>,
}

/// A release of upstream's.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Upstream {
    pub(crate) repository: String,
    pub(crate) tag: String,
    pub(crate) commit: String,
}

/// SHA-256 of a document as upstream has it, and of the file made from it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Digests {
    pub(crate) upstream: String,
    pub(crate) own: String,
}

/// How a document differs from the lock.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Difference {
    Edited,
    Missing,
    Unlisted,
}

impl Lock {
    /// The lock of `folder`, if it has one.
    pub(crate) fn read(folder: &Path) -> Result<Option<Self>> {
        let path = folder.join(FILE);
        let Some(bytes) = read_if_there(&path)? else { return Ok(None) };
        let text = String::from_utf8(bytes).with_context(|| format!("`{}` is not UTF-8", path.display()))?;
        let lock = Self::parse(&text);
        lock.map(Some).with_context(|| {
            format!("cannot understand `{}`: restore it, or run `cargo xtask spec import`", path.display())
        })
    }

    /// The file's text; the same lock always gives the same bytes.
    pub(crate) fn render(&self) -> String {
        let Upstream { repository, tag, commit } = &self.upstream;
        let mut text = String::from("# Written by `cargo xtask spec import`; do not edit.\n\n[upstream]\n");
        for (key, value) in [("repository", repository), ("tag", tag), ("commit", commit)] {
            let _ = writeln!(text, "{key} = {}", quoted(value));
        }
        for (name, digests) in &self.documents {
            let _ = writeln!(text, "\n[[document]]\nname = {}", quoted(name));
            let _ =
                writeln!(text, "upstream_sha256 = {}\nsha256 = {}", quoted(&digests.upstream), quoted(&digests.own));
        }
        text
    }

    /// What differs between the lock and the documents that lie in `folder`, by file name.
    pub(crate) fn differences(&self, folder: &Path) -> Result<BTreeMap<String, Difference>> {
        let mut differences = BTreeMap::new();
        let present = documents::list(folder)?;
        for path in present.values() {
            let name = file_name(path);
            match self.documents.get(&name) {
                None => _ = differences.insert(name, Difference::Unlisted),
                Some(digests) if digests.own != sha256(&documents::read_file(path)?) => {
                    _ = differences.insert(name, Difference::Edited)
                }
                Some(_) => (),
            }
        }
        let names: Vec<String> = present.values().map(|path| file_name(path)).collect();
        let missing = self.documents.keys().filter(|name| !names.contains(name));
        differences.extend(missing.map(|name| (name.clone(), Difference::Missing)));
        Ok(differences)
    }

    fn parse(text: &str) -> Result<Self> {
        let table: Table = text.parse()?;
        let upstream = table.get("upstream").and_then(Value::as_table).context("there is no `[upstream]`")?;
        let upstream = Upstream {
            repository: text_at(upstream, "repository")?,
            tag: text_at(upstream, "tag")?,
            commit: text_at(upstream, "commit")?,
        };
        let mut documents = BTreeMap::new();
        for document in table.get("document").and_then(Value::as_array).into_iter().flatten() {
            let document = document.as_table().context("`document` is not a list of tables")?;
            let name = text_at(document, "name")?;
            let digests =
                Digests { upstream: text_at(document, "upstream_sha256")?, own: text_at(document, "sha256")? };
            let twice = documents.insert(name.clone(), digests).is_some();
            ensure!(!twice, "`{name}` is listed twice");
        }
        Ok(Self { upstream, documents })
    }
}

impl Difference {
    /// The word for it in reports.
    pub(crate) fn as_str(self) -> &'static str {
        match self {
            Self::Edited => "edited",
            Self::Missing => "missing",
            Self::Unlisted => "unlisted",
        }
    }
}

/// SHA-256 in hexadecimal.
pub(crate) fn sha256(bytes: &[u8]) -> String {
    Sha256::digest(bytes).iter().fold(String::with_capacity(64), |mut text, byte| {
        let _ = write!(text, "{byte:02x}");
        text
    })
}

fn text_at(table: &Table, key: &str) -> Result<String> {
    let text = table.get(key).and_then(Value::as_str);
    text.map(str::to_owned).with_context(|| format!("`{key}` is missing or not a string"))
}

fn quoted(text: &str) -> String {
    Value::from(text).to_string()
}
