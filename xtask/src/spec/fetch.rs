//! `cargo xtask spec fetch`: imports a shallow clone of an upstream release into `spec/`.

use anyhow::Result;
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
        let tag = match &self.tag {
            Some(tag) => tag.clone(),
            None => git::newest_release(&self.url)?,
        };
        let folder = writer.folder(&workspace.scratch())?;
        let clone = folder.path().join("upstream");
        git::clone(&self.url, &tag, &clone, writer.stdin()?)?;
        let import = Import {
            dir: clone,
            with_descriptions: false,
            out: None,
            tag: Some(tag),
            commit: None,
            repository: Some(git::without_credentials(&self.url)),
        };
        import.prepare(workspace)
    }
}
