//! Replaces files atomically: writes the content to a temporary file in the target's folder, then renames it over the
//! target.

use std::fs::{self, OpenOptions};
use std::io::{ErrorKind, Write};
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicU64, Ordering};

use anyhow::{Context, Result};

const PREFIX: &str = ".xtask-";
const SUFFIX: &str = ".tmp";

/// Content that is on disk, but hasn't replaced its target yet.
#[derive(Debug)]
pub(crate) struct Staged {
    temporary: PathBuf,
    target: PathBuf,
}

impl Staged {
    /// Writes `bytes` to a temporary file next to `target`.
    pub(crate) fn new(target: &Path, bytes: &[u8]) -> Result<Self> {
        let staged = Self { temporary: temporary(target)?, target: target.to_owned() };
        let written = OpenOptions::new()
            .write(true)
            .create_new(true)
            .open(&staged.temporary)
            .and_then(|mut file| file.write_all(bytes));
        written.with_context(|| format!("cannot write `{}`", target.display()))?;
        Ok(staged)
    }

    /// Replaces the target with the content.
    pub(crate) fn commit(self) -> Result<()> {
        fs::rename(&self.temporary, &self.target).with_context(|| format!("cannot replace `{}`", self.target.display()))
    }
}

impl Drop for Staged {
    fn drop(&mut self) {
        // After a commit there is nothing left to remove.
        let _ = fs::remove_file(&self.temporary);
    }
}

/// Replaces one file.
pub(crate) fn replace(target: &Path, bytes: &[u8]) -> Result<()> {
    Staged::new(target, bytes)?.commit()
}

/// Returns whether a file of this name is a temporary file that a killed run left behind.
pub(crate) fn is_leftover(name: &str) -> bool {
    name.strip_prefix(PREFIX)
        .and_then(|rest| rest.strip_suffix(SUFFIX))
        .is_some_and(|middle| !middle.is_empty() && middle.bytes().all(|byte| byte.is_ascii_digit() || byte == b'-'))
}

/// Removes temporary files that killed runs left in `folder` itself, not in its subfolders.
pub(crate) fn remove_leftovers(folder: &Path) -> Result<()> {
    let entries = match fs::read_dir(folder) {
        Err(error) if error.kind() == ErrorKind::NotFound => return Ok(()),
        other => other.with_context(|| format!("cannot read `{}`", folder.display()))?,
    };
    for entry in entries {
        let entry = entry.with_context(|| format!("cannot read `{}`", folder.display()))?;
        if entry.file_name().to_str().is_some_and(is_leftover) {
            fs::remove_file(entry.path()).with_context(|| format!("cannot remove `{}`", entry.path().display()))?;
        }
    }
    Ok(())
}

/// Removes a scratch folder and its content, if it exists.
pub(crate) fn remove_folder(folder: &Path) -> Result<()> {
    match fs::remove_dir_all(folder) {
        Err(error) if error.kind() != ErrorKind::NotFound => {
            Err(error).with_context(|| format!("cannot remove `{}`", folder.display()))
        }
        _ => Ok(()),
    }
}

fn temporary(target: &Path) -> Result<PathBuf> {
    static NEXT: AtomicU64 = AtomicU64::new(0);
    let folder = target.parent().with_context(|| format!("`{}` has no parent folder", target.display()))?;
    let number = NEXT.fetch_add(1, Ordering::Relaxed);
    Ok(folder.join(format!("{PREFIX}{}-{number}{SUFFIX}", std::process::id())))
}
