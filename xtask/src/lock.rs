//! Reads and writes `spec/lock.toml`, which records the upstream release and the digest of each document, and compares a
//! folder with it.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::path::Path;

use anyhow::{Context, Result, ensure};
use sha2::{Digest, Sha256};
use toml::{Table, Value};

use crate::documents::{self, file_name, read_if_there};

/// The file's name inside the folder of documents.
pub(crate) const FILE: &str = "lock.toml";

/// The origin of a set of documents, and the digests of each.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Lock {
    pub(crate) upstream: Upstream,
    /// Digests by file name.
    pub(crate) documents: BTreeMap<String, Digests>,
}

/// An upstream release.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Upstream {
    pub(crate) repository: String,
    pub(crate) tag: String,
    pub(crate) commit: String,
}

/// SHA-256 of upstream's document, and of the file made from it.
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
    /// Reads the lock file of `folder`, if there is one.
    pub(crate) fn read(folder: &Path) -> Result<Option<Self>> {
        let path = folder.join(FILE);
        let Some(bytes) = read_if_there(&path)? else { return Ok(None) };
        let text = String::from_utf8(bytes).with_context(|| format!("`{}` is not UTF-8", path.display()))?;
        let lock = Self::parse(&text);
        lock.map(Some)
            .with_context(|| format!("cannot parse `{}`: restore it, or run `cargo xtask spec import`", path.display()))
    }

    /// Renders the file's content; equal locks give equal bytes.
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

    /// Returns the differences between the lock and the documents in `folder`, by file name.
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
        let upstream = table.get("upstream").and_then(Value::as_table).context("`[upstream]` is missing")?;
        let upstream = Upstream {
            repository: text_at(upstream, "repository")?,
            tag: text_at(upstream, "tag")?,
            commit: text_at(upstream, "commit")?,
        };
        let mut documents = BTreeMap::new();
        for document in table.get("document").and_then(Value::as_array).into_iter().flatten() {
            let document = document.as_table().context("`document` is not an array of tables")?;
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
    /// Returns the word used in reports.
    pub(crate) fn as_str(self) -> &'static str {
        match self {
            Self::Edited => "edited",
            Self::Missing => "missing",
            Self::Unlisted => "unlisted",
        }
    }
}

/// Returns the SHA-256 digest in hexadecimal.
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
