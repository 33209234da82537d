//! Compares the generated files with a folder, and writes the differences: stale, missing and orphaned files.
//!
//! Symbolic links are never followed: a link where a folder belongs is an error, a link where a file belongs is
//! replaced by the file.

use std::collections::{BTreeMap, BTreeSet};
use std::fs::{self, File};
use std::io::{ErrorKind, Read};
use std::path::{Path, PathBuf};

use anyhow::{Context, Result, ensure};
use twilio_codegen::{HEADER, Output};

use crate::documents::read_if_there;
use crate::fence;
use crate::replace::{Staged, is_leftover};

/// The files below the folder that a run owns.
#[derive(Debug)]
pub(crate) enum Scope {
    Whole,
    /// The files of these products; neither the top-level module list nor the files of other products.
    Products(BTreeSet<String>),
}

/// The differences between the generated files and a folder.
#[derive(Debug, Default)]
pub(crate) struct Plan {
    pub(crate) folder: PathBuf,
    pub(crate) stale: BTreeMap<String, String>,
    pub(crate) missing: BTreeMap<String, String>,
    pub(crate) orphaned: BTreeSet<String>,
    /// Files that are neither generated nor part of the output; they are left alone.
    pub(crate) foreign: BTreeSet<String>,
    pub(crate) unchanged: usize,
    /// Whether the folder is absent or empty.
    pub(crate) is_fresh: bool,
    /// Whether the folder's own `mod.rs` is generated.
    pub(crate) is_earlier_output: bool,
    leftovers: BTreeSet<PathBuf>,
}

impl Scope {
    fn has(&self, path: &str) -> bool {
        match self {
            Self::Whole => true,
            Self::Products(products) => path.split_once('/').is_some_and(|(product, _)| products.contains(product)),
        }
    }
}

impl Plan {
    /// Compares the files of `output` in `scope` with the content of `folder`; writes nothing.
    pub(crate) fn new(folder: &Path, output: &Output, scope: &Scope) -> Result<Self> {
        let mut found = Found::default();
        ensure!(
            !is_link(folder),
            "`{}` is a symbolic link, which `codegen` does not follow: remove it",
            folder.display()
        );
        found.scan(folder, "")?;
        let mut plan = Self { folder: folder.to_owned(), is_fresh: found.files.is_empty(), ..Self::default() };
        plan.is_earlier_output = found.files.contains("mod.rs") && is_generated(&folder.join("mod.rs"))?;
        for (path, text) in &output.files {
            fence::check_output_path(path)?;
            ensure!(text.starts_with(HEADER), "the generated file `{path}` has no header; nothing was written");
            found.check_way_to(folder, path)?;
            if scope.has(path) {
                plan.compare(&found, path, text)?;
            }
        }
        for path in found.files.difference(&output.files.keys().cloned().collect()) {
            match scope.has(path) && is_generated(&folder.join(path))? {
                true => plan.orphaned.insert(path.clone()),
                false => scope.has(path) && plan.foreign.insert(path.clone()),
            };
        }
        plan.foreign.extend(found.links.into_iter().filter(|path| scope.has(path) && !output.files.contains_key(path)));
        plan.leftovers = found.leftovers;
        Ok(plan)
    }

    /// Writes the differences: puts all new content on disk before replacing the first file, then removes orphans and
    /// empty folders.
    pub(crate) fn write(&self) -> Result<()> {
        for path in &self.leftovers {
            remove(path)?;
        }
        // The top-level module list comes first: it lets the next run recognize an interrupted output as its own.
        let top = self.files().filter(|(path, _)| *path == "mod.rs");
        let rest = self.files().filter(|(path, _)| *path != "mod.rs");
        let staged: Vec<Staged> = top.chain(rest).map(|(path, text)| self.stage(path, text)).collect::<Result<_>>()?;
        for file in staged {
            file.commit()?;
        }
        for path in &self.orphaned {
            remove(&self.folder.join(path))?;
        }
        remove_empty_folders(&self.folder).map(drop)
    }

    /// Returns the temporary files that killed runs left behind.
    pub(crate) fn leftovers(&self) -> impl Iterator<Item = &Path> {
        self.leftovers.iter().map(PathBuf::as_path)
    }

    /// Returns every file to write, with its content.
    fn files(&self) -> impl Iterator<Item = (&str, &str)> {
        self.missing.iter().chain(&self.stale).map(|(path, text)| (path.as_str(), text.as_str()))
    }

    fn stage(&self, path: &str, text: &str) -> Result<Staged> {
        let target = self.folder.join(path);
        let parent = target.parent().unwrap_or(&self.folder);
        fs::create_dir_all(parent).with_context(|| format!("cannot create `{}`", parent.display()))?;
        Staged::new(&target, text.as_bytes())
    }

    fn compare(&mut self, found: &Found, path: &str, text: &str) -> Result<()> {
        let on_disk = match found.files.contains(path) {
            true => read_if_there(&self.folder.join(path))?,
            false => None,
        };
        match on_disk {
            Some(bytes) if bytes == text.as_bytes() => self.unchanged += 1,
            None if !found.links.contains(path) => _ = self.missing.insert(path.to_owned(), text.to_owned()),
            _ => _ = self.stale.insert(path.to_owned(), text.to_owned()),
        }
        Ok(())
    }
}

/// The content of the folder, as paths relative to it.
#[derive(Debug, Default)]
struct Found {
    files: BTreeSet<String>,
    folders: BTreeSet<String>,
    links: BTreeSet<String>,
    leftovers: BTreeSet<PathBuf>,
}

impl Found {
    fn scan(&mut self, folder: &Path, prefix: &str) -> Result<()> {
        let context = || format!("cannot read the folder `{}`", folder.display());
        let entries = match fs::read_dir(folder) {
            Err(error) if error.kind() == ErrorKind::NotFound => return Ok(()),
            other => other.with_context(context)?,
        };
        for entry in entries {
            let entry = entry.with_context(context)?;
            let kind = entry.file_type().with_context(context)?;
            let name = entry.file_name().to_string_lossy().into_owned();
            let path = format!("{prefix}{name}");
            if kind.is_symlink() {
                self.links.insert(path);
            } else if kind.is_dir() {
                self.scan(&entry.path(), &format!("{path}/"))?;
                self.folders.insert(path);
            } else if is_leftover(&name) {
                self.leftovers.insert(entry.path());
            } else {
                self.files.insert(path);
            }
        }
        Ok(())
    }

    /// Fails if something else already occupies the path or one of its parent folders.
    fn check_way_to(&self, folder: &Path, path: &str) -> Result<()> {
        let taken = |it: &str| format!("`{}` is in the way of a generated file: remove it", folder.join(it).display());
        for (end, _) in path.match_indices('/') {
            let parent = &path[..end];
            ensure!(!self.links.contains(parent) && !self.files.contains(parent), taken(parent));
        }
        ensure!(!self.folders.contains(path), taken(path));
        Ok(())
    }
}

fn is_link(path: &Path) -> bool {
    fs::symlink_metadata(path).is_ok_and(|metadata| metadata.is_symlink())
}

/// Returns whether the file starts with the header of generated files; reads no further than that.
fn is_generated(path: &Path) -> Result<bool> {
    let mut start = Vec::new();
    let context = || format!("cannot read `{}`", path.display());
    // A file whose name is not UTF-8 is not ours, and its lossy name does not lead to it.
    if !fs::symlink_metadata(path).is_ok_and(|metadata| metadata.is_file()) {
        return Ok(false);
    }
    let file = File::open(path).with_context(context)?;
    file.take(HEADER.len() as u64).read_to_end(&mut start).with_context(context)?;
    Ok(start == HEADER.as_bytes())
}

/// Removes every empty folder below `folder`; returns whether `folder` itself is empty afterwards.
fn remove_empty_folders(folder: &Path) -> Result<bool> {
    let context = || format!("cannot read the folder `{}`", folder.display());
    let mut is_empty = true;
    for entry in fs::read_dir(folder).with_context(context)? {
        let entry = entry.with_context(context)?;
        let is_folder = entry.file_type().with_context(context)?.is_dir();
        if is_folder && remove_empty_folders(&entry.path())? {
            fs::remove_dir(entry.path()).with_context(|| format!("cannot remove `{}`", entry.path().display()))?;
        } else {
            is_empty = false;
        }
    }
    Ok(is_empty)
}

fn remove(path: &Path) -> Result<()> {
    match fs::remove_file(path) {
        Err(error) if error.kind() == ErrorKind::NotFound => Ok(()),
        other => other.with_context(|| format!("cannot remove `{}`", path.display())),
    }
}
