//! The journal of a transaction: what to restore if the process is killed between its first and its last replacement.
//!
//! A staging folder holds the new content of each file (`3`), its old content (`3.old`), and the journal. The transaction takes
//! effect when the journal is removed. As long as there is one, rolling back restores every file that the transaction has
//! replaced, except those that somebody has changed since.

use std::path::{Component, Path, PathBuf};

use anyhow::{Context, Result, ensure};
use fs_err as fs;
use serde::{Deserialize, Serialize};

use super::{Changes, FileChange, remove_empty_parents};
use crate::documents::read_if_there;
use crate::lock::sha256;

const FILE: &str = "journal.json";

#[derive(Debug, Deserialize, Serialize)]
struct JournalEntry {
    /// Relative to the folder that contains the staging folder.
    path: PathBuf,
    /// The digest of the new content; `None` if the file is removed.
    new: Option<String>,
    existed: bool,
}

/// Returns the staged file with the new content of this step.
pub(super) fn staged(staging: &Path, number: usize) -> PathBuf {
    staging.join(number.to_string())
}

fn backup(staging: &Path, number: usize) -> PathBuf {
    staging.join(format!("{number}.old"))
}

/// Writes the journal. From now on, a killed transaction is rolled back.
pub(super) fn open(staging: &Path, changes: &Changes) -> Result<()> {
    let entry = |step: &FileChange| {
        let path = step.path.strip_prefix(&changes.base).with_context(|| {
            format!("`{}` is not in `{}`; nothing was written", step.path.display(), changes.base.display())
        })?;
        let new = step.text.as_ref().map(|text| sha256(text.as_bytes()));
        Ok(JournalEntry { path: path.to_owned(), new, existed: step.exists })
    };
    let entries = changes.steps.iter().map(entry).collect::<Result<Vec<_>>>()?;
    let unfinished = staging.join(format!("{FILE}.new"));
    fs::write(&unfinished, serde_json::to_vec(&entries)?)?;
    Ok(fs::rename(unfinished, staging.join(FILE))?)
}

/// Applies a step after saving the current file.
pub(super) fn replace(staging: &Path, number: usize, step: &FileChange) -> Result<()> {
    if step.exists {
        let backup = backup(staging, number);
        // A second link to the file needs no space, but not every file system has links.
        fs::hard_link(&step.path, &backup).or_else(|_| fs::copy(&step.path, &backup).map(drop))?;
    }
    if step.text.is_none() {
        return Ok(fs::remove_file(&step.path)?);
    }
    if let Some(parent) = step.path.parent() {
        fs::create_dir_all(parent)?;
    }
    Ok(fs::rename(staged(staging, number), &step.path)?)
}

/// Removes the journal: the transaction is complete.
pub(super) fn close(staging: &Path) -> Result<()> {
    Ok(fs::remove_file(staging.join(FILE))?)
}

/// Restores what an incomplete transaction has replaced. Returns whether there was one.
pub(super) fn roll_back(staging: &Path) -> Result<bool> {
    let journal = staging.join(FILE);
    let Some(bytes) = read_if_there(&journal)? else { return Ok(false) };
    let shown = journal.display();
    let entries: Vec<JournalEntry> = serde_json::from_slice(&bytes)
        .with_context(|| format!("cannot parse `{shown}`: compare your files with git, then remove its folder"))?;
    let base = staging.parent().unwrap_or(staging);
    for JournalEntry { path, .. } in &entries {
        ensure!(
            is_inside(base, path),
            "`{shown}` lists `{}`, which isn't a file in its folder: remove it",
            path.display()
        );
    }
    for (number, entry) in entries.iter().enumerate().rev() {
        restore(base, entry, &backup(staging, number))
            .with_context(|| format!("cannot restore `{}`", base.join(&entry.path).display()))?;
    }
    close(staging)?;
    Ok(true)
}

/// Returns whether the relative path leads to something in `base`, without `..` or a link. Anybody who may write to `base` can
/// leave a journal there, which must not reach further than that.
fn is_inside(base: &Path, path: &Path) -> bool {
    let is_plain = path.components().all(|component| matches!(component, Component::Normal(_)));
    is_plain && !path.ancestors().skip(1).any(|parent| parent != Path::new("") && base.join(parent).is_symlink())
}

fn restore(base: &Path, entry: &JournalEntry, backup: &Path) -> Result<()> {
    let path = base.join(&entry.path);
    let is_replaced = match (fs::symlink_metadata(&path), &entry.new) {
        (Ok(metadata), Some(new)) => metadata.is_file() && sha256(&fs::read(&path)?) == *new,
        (Err(_), None) => true,
        _ => false,
    };
    match entry.existed {
        _ if !is_replaced => {}
        true if backup.is_symlink() || backup.exists() => {
            fs::create_dir_all(path.parent().unwrap_or(base))?;
            fs::rename(backup, &path)?;
        }
        true => {}
        false => {
            fs::remove_file(&path)?;
            remove_empty_parents(&path, base);
        }
    }
    Ok(())
}
