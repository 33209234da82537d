//! Compares the generated files with a folder: stale, missing and orphaned files are changes, foreign files are left alone.
//!
//! Symbolic links are never followed: a link in place of a folder is an error, a link in place of a file is replaced
//! by the file.

use std::collections::BTreeMap;
use std::fs::FileType;
use std::io::Read;
use std::path::{Path, PathBuf};

use anyhow::{Result, ensure};
use fs_err as fs;
use twilio_codegen::{HEADER, Output};
use walkdir::WalkDir;

use crate::fence;
use crate::transaction::{Changes, leftovers};

/// The differences between the generated files and a folder.
#[derive(Debug)]
pub(crate) struct Plan {
    pub(crate) changes: Changes,
    /// Files that are neither generated nor part of the output; they are left alone.
    pub(crate) foreign: Vec<PathBuf>,
    /// Whether the folder is new, empty or an earlier output: its own `mod.rs` is generated.
    pub(crate) is_ours: bool,
}

impl Plan {
    /// Compares the files of `output` with the content of `folder`, which is in `base`.
    ///
    /// Unless `only` is empty, leaves out the module list and all products but these.
    pub(crate) fn new(base: &Path, folder: &Path, output: &Output, only: &[String]) -> Result<Self> {
        let shown = folder.display();
        ensure!(!folder.is_symlink(), "`{shown}` is a symbolic link, which `codegen` does not follow: remove it");
        let found = scan(folder)?;
        let in_scope = |path: &str| {
            only.is_empty() || path.split_once('/').is_some_and(|(product, _)| only.iter().any(|it| it == product))
        };
        let is_fresh = found.values().all(|kind| kind.is_dir() || kind.is_symlink());
        let is_ours = is_fresh || is_generated(&folder.join("mod.rs"))?;
        let mut plan = Self { changes: Changes::new(base), foreign: Vec::new(), is_ours };
        for (path, text) in &output.files {
            fence::check_output_path(path)?;
            ensure!(text.starts_with(HEADER), "the generated file `{path}` has no header; nothing was written");
            check_way_to(&found, folder, path)?;
            if in_scope(path) {
                plan.changes.put(folder.join(path), text.clone())?;
            }
        }
        for (path, _) in found.iter().filter(|(path, kind)| !kind.is_dir() && in_scope(path)) {
            let full = folder.join(path);
            match output.files.contains_key(path) {
                true => (),
                false if is_generated(&full)? => plan.changes.remove(full),
                false => plan.foreign.push(full),
            }
        }
        plan.changes.tidy(folder);
        Ok(plan)
    }
}

/// The content of a folder: kinds by path relative to it.
type Found = BTreeMap<String, FileType>;

fn scan(folder: &Path) -> Result<Found> {
    let mut found = Found::new();
    let temporary: Vec<PathBuf> = leftovers(folder).collect();
    if !folder.exists() {
        return Ok(found);
    }
    for entry in WalkDir::new(folder).min_depth(1).into_iter().filter_entry(|it| !temporary.contains(&it.path().into()))
    {
        let entry = entry?;
        let path = entry.path().strip_prefix(folder)?.iter().map(|name| name.to_string_lossy());
        found.insert(path.collect::<Vec<_>>().join("/"), entry.file_type());
    }
    Ok(found)
}

/// Fails if something else already occupies the path or one of its parent folders.
fn check_way_to(found: &Found, folder: &Path, path: &str) -> Result<()> {
    let parents = path.match_indices('/').map(|(end, _)| &path[..end]);
    let mut taken = parents.filter(|parent| found.get(*parent).is_some_and(|kind| !kind.is_dir()));
    let taken = taken.next().or_else(|| found.get(path)?.is_dir().then_some(path));
    let shown = || folder.join(taken.unwrap_or_default());
    ensure!(taken.is_none(), "`{}` is in the way of a generated file: remove it", shown().display());
    Ok(())
}

/// Returns whether the file starts with the header of generated files; reads no further than that.
fn is_generated(path: &Path) -> Result<bool> {
    // A file whose name is not UTF-8 is not ours, and its lossy name does not lead to it.
    if !fs::symlink_metadata(path).is_ok_and(|metadata| metadata.is_file()) {
        return Ok(false);
    }
    let mut start = Vec::new();
    fs::File::open(path)?.take(HEADER.len() as u64).read_to_end(&mut start)?;
    Ok(start == HEADER.as_bytes())
}
