//! Replaces several files of a folder together: all new content is on disk before the first file is replaced, and if one
//! replacement fails, the earlier ones are rolled back.

use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result};

use crate::documents::read_if_there;
use crate::replace::{Staged, remove_leftovers, replace};

/// Pending changes to a folder, none of them visible yet.
#[derive(Debug)]
pub(crate) struct Swap {
    folder: PathBuf,
    steps: Vec<Step>,
    unchanged: usize,
}

/// The number of files a swap changed.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Counts {
    pub(crate) written: usize,
    pub(crate) unchanged: usize,
    pub(crate) removed: usize,
}

#[derive(Debug)]
struct Step {
    target: PathBuf,
    before: Option<Vec<u8>>,
    /// The new content; if `None`, the file is removed.
    staged: Option<Staged>,
}

impl Swap {
    pub(crate) fn new(folder: &Path) -> Result<Self> {
        fs::create_dir_all(folder).with_context(|| format!("cannot create `{}`", folder.display()))?;
        remove_leftovers(folder)?;
        Ok(Self { folder: folder.to_owned(), steps: Vec::new(), unchanged: 0 })
    }

    /// Stages a file's new content, if it differs from the old one.
    pub(crate) fn put(&mut self, name: &str, text: &str) -> Result<()> {
        let target = self.folder.join(name);
        let before = read_if_there(&target)?;
        if before.as_deref() == Some(text.as_bytes()) {
            self.unchanged += 1;
            return Ok(());
        }
        if let Some(parent) = target.parent() {
            fs::create_dir_all(parent).with_context(|| format!("cannot create `{}`", parent.display()))?;
        }
        let staged = Some(Staged::new(&target, text.as_bytes())?);
        self.steps.push(Step { target, before, staged });
        Ok(())
    }

    /// Marks a file for removal, if it exists.
    pub(crate) fn remove(&mut self, name: &str) -> Result<()> {
        let target = self.folder.join(name);
        let before = read_if_there(&target)?;
        if before.is_some() {
            self.steps.push(Step { target, before, staged: None });
        }
        Ok(())
    }

    /// Applies every change or none.
    pub(crate) fn commit(self) -> Result<Counts> {
        let mut counts = Counts { unchanged: self.unchanged, ..Counts::default() };
        let mut done = Vec::with_capacity(self.steps.len());
        for Step { target, before, staged } in self.steps {
            let result = match staged {
                Some(staged) => staged.commit().map(|()| counts.written += 1),
                None => fs::remove_file(&target).map(|()| counts.removed += 1).map_err(Into::into),
            };
            if let Err(error) = result {
                roll_back(&done);
                return Err(error.context(format!(
                    "cannot replace `{}`; the files replaced before it were restored",
                    target.display()
                )));
            }
            done.push((target, before));
        }
        Ok(counts)
    }
}

fn roll_back(done: &[(PathBuf, Option<Vec<u8>>)]) {
    for (target, before) in done.iter().rev() {
        let result = match before {
            Some(bytes) => replace(target, bytes),
            None => fs::remove_file(target).map_err(Into::into),
        };
        if let Err(error) = result {
            eprintln!("warning: cannot restore `{}`: {error:#}", target.display());
        }
    }
}
