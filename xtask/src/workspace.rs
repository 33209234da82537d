//! Knows the repository's layout, and holds the lock that keeps two writing commands apart.

use std::fs::{self, File, OpenOptions};
use std::path::{Path, PathBuf};

use anyhow::{Context, Result};
use fs4::FileExt;

/// The repository's folders.
pub(crate) struct Workspace {
    root: PathBuf,
}

impl Workspace {
    /// Returns the workspace at `root`, or the one that this program belongs to.
    pub(crate) fn new(root: Option<PathBuf>) -> Self {
        let own = || {
            let here = std::env::var_os("CARGO_MANIFEST_DIR").unwrap_or_else(|| env!("CARGO_MANIFEST_DIR").into());
            let here = PathBuf::from(here);
            here.parent().map_or_else(|| here.clone(), Path::to_owned)
        };
        Self { root: root.unwrap_or_else(own) }
    }

    pub(crate) fn root(&self) -> &Path {
        &self.root
    }

    /// Returns the folder of the committed documents, their overlays and the lock file.
    pub(crate) fn spec(&self) -> PathBuf {
        self.root.join("spec")
    }

    /// Returns the folder that the generator owns.
    pub(crate) fn api(&self) -> PathBuf {
        self.root.join("generated/src/api")
    }

    /// Returns the manifest whose feature region the generator owns.
    pub(crate) fn manifest(&self) -> PathBuf {
        self.root.join("generated/Cargo.toml")
    }

    /// Returns a scratch folder, which may be deleted at any time.
    pub(crate) fn scratch(&self) -> PathBuf {
        self.root.join("target/xtask")
    }

    /// Formats a path for messages: relative to the root if it is inside, with `/` on every system.
    pub(crate) fn shown(&self, path: &Path) -> String {
        let path = path.strip_prefix(&self.root).unwrap_or(path);
        path.display().to_string().replace('\\', "/")
    }

    /// Waits until no other command writes in this workspace, and keeps others out until the result is dropped.
    ///
    /// If the process is killed, the operating system releases the lock.
    pub(crate) fn lock(&self) -> Result<File> {
        let scratch = self.scratch();
        fs::create_dir_all(&scratch).with_context(|| format!("cannot create `{}`", scratch.display()))?;
        let path = scratch.join("lock");
        let file = OpenOptions::new()
            .write(true)
            .create(true)
            .truncate(false)
            .open(&path)
            .with_context(|| format!("cannot open `{}`", path.display()))?;
        if FileExt::try_lock(&file).is_err() {
            eprintln!("waiting for another `cargo xtask` command that writes here");
            FileExt::lock(&file).with_context(|| format!("cannot lock `{}`", path.display()))?;
        }
        Ok(file)
    }
}
