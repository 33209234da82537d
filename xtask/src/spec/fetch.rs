//! `cargo xtask spec fetch`: imports a shallow clone of an upstream release into `spec/`, which doesn't change until the
//! import is complete.

use std::path::Path;

use anyhow::Result;
use clap::Args;

use super::UPSTREAM;
use super::import::{Order, import};
use crate::replace::remove_folder;
use crate::workspace::Workspace;
use crate::{Verdict, git};

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
    pub(super) fn run(&self, workspace: &Workspace) -> Result<Verdict> {
        let _alone = workspace.lock()?;
        self.fetch(workspace, &workspace.spec())
    }

    /// Fetches the release and imports it into `spec`.
    pub(crate) fn fetch(&self, workspace: &Workspace, spec: &Path) -> Result<Verdict> {
        let clone = workspace.scratch().join("upstream");
        remove_folder(&clone)?;
        let result = self.fetch_via(&clone, spec);
        remove_folder(&clone)?;
        result
    }

    fn fetch_via(&self, clone: &Path, spec: &Path) -> Result<Verdict> {
        let tag = match &self.tag {
            Some(tag) => tag.clone(),
            None => git::newest_release(&self.url)?,
        };
        git::clone(&self.url, &tag, clone)?;
        let order = Order {
            dir: clone,
            out: spec,
            is_spec: true,
            with_descriptions: false,
            repository: Some(git::without_credentials(&self.url)),
            tag: Some(tag),
            commit: None,
        };
        import(&order)
    }
}
