//! `cargo xtask spec`: the ways in which upstream's documents come into `spec/`.

mod fetch;
mod import;
mod notice;
mod swap;

use std::collections::BTreeMap;
use std::path::Path;

use anyhow::{Result, ensure};
use clap::Subcommand;

pub(crate) use self::fetch::Fetch;
pub(crate) use self::swap::Swap;
use crate::Verdict;
use crate::workspace::Workspace;

/// Where upstream publishes its documents.
const UPSTREAM: &str = "https://github.com/twilio/twilio-oai";

#[derive(Debug, Subcommand)]
pub(crate) enum Spec {
    /// Reads a checkout of upstream's, or a folder of its documents, and writes the facts into `spec/`
    Import(import::Import),
    /// Clones a release of upstream's by git, then imports it
    Fetch(Fetch),
}

impl Spec {
    pub(crate) fn run(&self, workspace: &Workspace) -> Result<Verdict> {
        match self {
            Self::Import(command) => command.run(workspace),
            Self::Fetch(command) => command.run(workspace),
        }
    }
}

/// The documents of a checkout of upstream's or of a folder, by the name that they have here.
pub(crate) fn read_upstream(dir: &Path) -> Result<BTreeMap<String, Vec<u8>>> {
    ensure!(dir.is_dir(), "`{}` is no folder", dir.display());
    import::read_upstream(&import::document_folder(dir))
}
