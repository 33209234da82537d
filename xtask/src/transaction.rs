//! Changes files all together: stages the new content, replaces each file by a rename, and rolls back if one replacement fails.
//!
//! Only the holder of the lock (`.xtask-lock` in the root) changes files. Its temporary folders are named `.xtask-….tmp`; the lock
//! file lists the folders that contain them, so that the next run finds what a killed run left, rolls it back and removes it.

mod journal;

use std::fs::{File, OpenOptions};
use std::io::{self, Read as _, Seek as _, Write as _};
use std::path::{Path, PathBuf};
use std::process::Stdio;

use anyhow::{Context, Result};
use fs_err as fs;
use fs4::FileExt;
use tempfile::TempDir;
use walkdir::WalkDir;

use crate::documents::{if_there, read_if_there};
use crate::workspace::{Workspace, counted};

const LOCK: &str = ".xtask-lock";
/// The environment variable with the number of a replacement, after which the command waits to be killed by a test.
const STOP_AFTER: &str = "XTASK_STOP_AFTER";
const PREFIX: &str = ".xtask-";
const SUFFIX: &str = ".tmp";

/// Files to put and to remove, in this order; none of the changes is visible yet.
#[derive(Debug)]
pub(crate) struct Changes {
    /// The folder that contains all the files.
    base: PathBuf,
    pub(crate) steps: Vec<FileChange>,
    unchanged: usize,
    /// The folders to remove empty folders from.
    tidied: Vec<PathBuf>,
}

/// A change to one file.
#[derive(Debug)]
pub(crate) struct FileChange {
    pub(crate) path: PathBuf,
    /// The new content; if `None`, the file is removed.
    text: Option<String>,
    exists: bool,
}

impl FileChange {
    /// Returns the word used in reports for the file's current state.
    pub(crate) fn state(&self) -> &'static str {
        match (&self.text, self.exists) {
            (None, _) => "orphaned",
            (Some(_), true) => "stale",
            (Some(_), false) => "missing",
        }
    }
}

impl Changes {
    pub(crate) fn new(base: &Path) -> Self {
        Self { base: base.to_owned(), steps: Vec::new(), unchanged: 0, tidied: Vec::new() }
    }

    /// Adds a file's new content, if it differs from the current one. A symbolic link is replaced, not followed.
    pub(crate) fn put(&mut self, path: PathBuf, text: String) -> Result<()> {
        let is_link = path.is_symlink();
        let current = if is_link { None } else { read_if_there(&path)? };
        match current.as_deref() == Some(text.as_bytes()) {
            true => self.unchanged += 1,
            false => self.steps.push(FileChange { path, text: Some(text), exists: is_link || current.is_some() }),
        }
        Ok(())
    }

    /// Adds the removal of a file, if it exists.
    pub(crate) fn remove(&mut self, path: PathBuf) {
        if path.is_symlink() || path.exists() {
            self.steps.push(FileChange { path, text: None, exists: true });
        }
    }

    /// Adds the removal of the folders below `folder` that are empty after the changes.
    pub(crate) fn tidy(&mut self, folder: &Path) {
        self.tidied.push(folder.to_owned());
    }

    /// Adds the changes of `more` after those of `self`.
    pub(crate) fn append(&mut self, more: Self) {
        self.steps.extend(more.steps);
        self.unchanged += more.unchanged;
        self.tidied.extend(more.tidied);
    }

    /// Describes the number of changes.
    pub(crate) fn summary(&self) -> String {
        let removed = self.steps.iter().filter(|step| step.text.is_none()).count();
        let written = self.steps.len() - removed;
        format!("{} written, {} unchanged, {removed} removed", counted(written, "file"), self.unchanged)
    }
}

/// The right to change files; every other command that writes waits until it is dropped.
#[derive(Debug)]
pub(crate) struct Writer {
    lock: File,
}

impl Writer {
    /// Waits until no other command writes in this workspace, then rolls back and removes what killed runs left.
    ///
    /// If the process is killed, the operating system releases the lock.
    pub(crate) fn new(workspace: &Workspace) -> Result<Self> {
        let path = workspace.root().join(LOCK);
        Self::locked(open(&path).with_context(|| format!("cannot open `{}`", path.display()))?, workspace.root())
    }

    /// The same for a command that only writes to the folder `out`: the workspace may be read-only. It waits for those with the
    /// same target folder.
    pub(crate) fn elsewhere(workspace: &Workspace, out: &Path) -> Result<Self> {
        let scratch = workspace.scratch();
        let lock = fs::create_dir_all(&scratch).and_then(|()| open(&scratch.join("lock")));
        // Without a folder to share, there is nobody to wait for.
        Self::locked(lock.or_else(|_| tempfile::tempfile())?, &std::path::absolute(out)?)
    }

    fn locked(mut lock: File, base: &Path) -> Result<Self> {
        if FileExt::try_lock(&lock).is_err() {
            eprintln!("waiting for another `cargo xtask` command that writes");
            FileExt::lock(&lock).context("cannot lock a file")?;
        }
        let mut parents = Vec::new();
        lock.read_to_end(&mut parents)?;
        let parents = String::from_utf8_lossy(&parents);
        parents.lines().map(Path::new).chain([base]).try_for_each(recover)?;
        lock.set_len(0)?;
        lock.rewind()?;
        Ok(Self { lock })
    }

    /// Creates a temporary folder in `parent`, which is removed when the result is dropped.
    pub(crate) fn folder(&mut self, parent: &Path) -> Result<TempDir> {
        let parent = std::path::absolute(parent)?;
        recover(&parent)?;
        fs::create_dir_all(&parent)?;
        writeln!(self.lock, "{}", parent.display())?;
        let folder = tempfile::Builder::new().prefix(PREFIX).suffix(SUFFIX).tempdir_in(&parent);
        folder.with_context(|| format!("cannot create a folder in `{}`", parent.display()))
    }

    /// Returns the standard input for a program that writes to a temporary folder: it keeps the lock until that program exits,
    /// even if this one is killed.
    pub(crate) fn stdin(&self) -> Result<Stdio> {
        Ok(self.lock.try_clone()?.into())
    }

    /// Applies every change or none.
    pub(crate) fn commit(&mut self, changes: &Changes) -> Result<()> {
        let result = match changes.steps.is_empty() {
            true => Ok(()),
            false => self.folder(&changes.base).and_then(|staging| {
                let staging = staging.path();
                stage(changes, staging)?;
                journal::open(staging, changes)?;
                replace_all(changes, staging)?;
                journal::close(staging)
            }),
        };
        match &result {
            Ok(()) => changes.tidied.iter().for_each(|folder| remove_empty_folders(folder)),
            Err(_) => changes.steps.iter().for_each(|step| remove_empty_parents(&step.path, &changes.base)),
        }
        result
    }
}

impl Drop for Writer {
    fn drop(&mut self) {
        // The temporary folders are gone by now.
        let _ = self.lock.set_len(0);
    }
}

/// Returns the temporary folders directly in `folder`. Unless a run is in progress, killed runs left them.
pub(crate) fn leftovers(folder: &Path) -> impl Iterator<Item = PathBuf> {
    let entries = fs::read_dir(folder).into_iter().flatten().flatten();
    let is_temporary = |name: &str| name.starts_with(PREFIX) && name.ends_with(SUFFIX);
    let ours = entries.filter(move |it| {
        it.file_type().is_ok_and(|kind| kind.is_dir()) && it.file_name().to_str().is_some_and(is_temporary)
    });
    ours.map(|entry| entry.path())
}

/// Removes a folder and its content, if it exists.
pub(crate) fn remove_folder(folder: &Path) -> Result<()> {
    if_there(fs::remove_dir_all(folder)).map(drop)
}

/// Opens a lock file.
fn open(path: &Path) -> io::Result<File> {
    OpenOptions::new().read(true).write(true).create(true).truncate(false).open(path)
}

/// Rolls back and removes what killed runs left directly in `folder`.
fn recover(folder: &Path) -> Result<()> {
    for staging in leftovers(folder) {
        if journal::roll_back(&staging)? {
            eprintln!("a command was killed while it changed files in `{}`: restored them", folder.display());
        }
        remove_folder(&staging)?;
    }
    Ok(())
}

fn stage(changes: &Changes, staging: &Path) -> Result<()> {
    for (number, step) in changes.steps.iter().enumerate() {
        if let Some(text) = &step.text {
            fs::write(journal::staged(staging, number), text)?;
        }
    }
    Ok(())
}

fn replace_all(changes: &Changes, staging: &Path) -> Result<()> {
    for (number, step) in changes.steps.iter().enumerate() {
        let replaced = journal::replace(staging, number, step);
        while std::env::var(STOP_AFTER).is_ok_and(|stop| stop == number.to_string()) {
            std::thread::park();
        }
        let Err(error) = replaced else { continue };
        let path = step.path.display();
        return match journal::roll_back(staging) {
            Ok(_) => Err(error.context(format!("cannot replace `{path}`; the files replaced before it were restored"))),
            Err(failed) => {
                eprintln!("warning: {failed:#}");
                Err(error.context(format!("cannot replace `{path}`")))
            }
        };
    }
    Ok(())
}

/// Removes every empty folder below `folder`. Removing a folder that isn't empty fails, which is the intention.
fn remove_empty_folders(folder: &Path) {
    let entries = WalkDir::new(folder).min_depth(1).contents_first(true).into_iter().flatten();
    entries.filter(|it| it.file_type().is_dir()).for_each(|it| _ = std::fs::remove_dir(it.path()));
}

/// Removes the empty folders that contain a file, up to `base`: whoever created it may have created them.
fn remove_empty_parents(path: &Path, base: &Path) {
    let parents = path.ancestors().skip(1).take_while(|parent| parent.starts_with(base));
    let _ = parents.map(std::fs::remove_dir).take_while(std::result::Result::is_ok).count();
}
