//! Knows the repository's layout, and how messages show paths and numbers.

use std::path::{Path, PathBuf};

use anyhow::{Context, Result};
use fs_err as fs;
use semver::Version;

use crate::changelog;

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
        let root = root.unwrap_or_else(own);
        Self { root: std::path::absolute(&root).unwrap_or(root) }
    }

    pub(crate) fn root(&self) -> &Path {
        &self.root
    }

    /// Returns the folder of the committed documents, their overlays and the lock file.
    pub(crate) fn spec(&self) -> PathBuf {
        self.root.join("spec")
    }

    /// Returns the changelog.
    pub(crate) fn changelog(&self) -> PathBuf {
        self.root.join(changelog::FILE)
    }

    /// Returns the folder that the generator owns.
    pub(crate) fn api(&self) -> PathBuf {
        self.root.join("generated/src/api")
    }

    /// Returns the manifest whose feature region the generator owns.
    pub(crate) fn manifest(&self) -> PathBuf {
        self.root.join("generated/Cargo.toml")
    }

    /// Returns the crate's notice.
    pub(crate) fn notice(&self) -> PathBuf {
        self.root.join("generated/NOTICE")
    }

    /// Returns the version in that manifest, if it has one of its own.
    pub(crate) fn version(&self) -> Result<Option<Version>> {
        let path = self.manifest();
        let manifest: toml::Table = toml::from_str(&fs::read_to_string(&path)?)
            .with_context(|| format!("cannot parse `{}`", self.shown(&path)))?;
        let version = manifest.get("package").and_then(|package| package.get("version")?.as_str());
        version
            .map(|version| Version::parse(version).with_context(|| format!("`{version}` isn't a version")))
            .transpose()
    }

    /// Returns a scratch folder in cargo's target folder. It may be deleted at any time.
    pub(crate) fn scratch(&self) -> PathBuf {
        let names = ["CARGO_TARGET_DIR", "CARGO_BUILD_TARGET_DIR"];
        let target = names.into_iter().filter_map(std::env::var_os).find(|folder| !folder.is_empty());
        let target = target.map_or_else(|| self.root.join("target"), PathBuf::from);
        std::path::absolute(&target).unwrap_or(target).join("xtask")
    }

    /// Formats a path for messages: relative to the root if it is inside, with `/` on every system.
    pub(crate) fn shown(&self, path: &Path) -> String {
        let path = path.strip_prefix(&self.root).unwrap_or(path);
        path.display().to_string().replace('\\', "/")
    }
}

/// Formats a number of things for messages: `1 document`, `2 documents`.
pub(crate) fn counted(number: usize, noun: &str) -> String {
    format!("{number} {noun}{}", if number == 1 { "" } else { "s" })
}
