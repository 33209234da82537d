//! `cargo xtask spec fetch`: imports a shallow clone of an upstream release into `spec/`.

use anyhow::{Result, ensure};
use clap::Args;

use super::UPSTREAM;
use super::import::{Import, Imported};
use crate::transaction::Writer;
use crate::workspace::Workspace;
use crate::{Outcome, git};

/// Clones an upstream release with git, then imports it
#[derive(Args, Debug)]
pub(crate) struct Fetch {
    /// The release, such as `2.6.7` [default: the newest]
    #[arg(long)]
    tag: Option<String>,
    /// A branch, such as `main`: its newest commit, released or not
    #[arg(long, conflicts_with = "tag")]
    branch: Option<String>,
    /// The repository to clone
    #[arg(long, default_value = UPSTREAM)]
    url: String,
}

impl Fetch {
    pub(super) fn run(&self, workspace: &Workspace) -> Result<Outcome> {
        let mut writer = Writer::new(workspace)?;
        let imported = self.fetch(workspace, &mut writer)?;
        imported.commit(&mut writer)
    }

    /// Fetches the release; `spec/` doesn't change.
    pub(crate) fn fetch(&self, workspace: &Workspace, writer: &mut Writer) -> Result<Imported> {
        let named = self.tag.as_ref().or(self.branch.as_ref());
        let name = named.map_or_else(|| git::newest_release(&self.url), |name| Ok(name.clone()))?;
        let shown = git::without_credentials(&self.url);
        let folder = writer.folder(workspace.root())?;
        let clone = folder.path().join("upstream");
        git::clone(&self.url, &name, &clone, writer.stdin()?)?;
        ensure!(
            self.branch.is_some() || git::is_at_tag(&clone, &name),
            "`{name}` is not a tag of `{shown}`: for a branch, pass `--branch {name}`"
        );
        let tag = self.branch.is_none().then_some(name);
        let import = Import { dir: clone, tag, commit: None, repository: Some(shown) };
        import.prepare(workspace)
    }
}
