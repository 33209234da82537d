//! `cargo xtask spec`: brings upstream's documents into `spec/`.

mod fetch;
mod import;
pub(crate) mod notice;

use std::path::Path;

use anyhow::{Result, ensure};
use clap::Subcommand;

pub(crate) use self::fetch::Fetch;
pub(crate) use self::import::Imported;
use crate::Outcome;
use crate::documents::Texts;
use crate::workspace::Workspace;

/// Where upstream publishes its documents.
const UPSTREAM: &str = "https://github.com/twilio/twilio-oai";

/// Imports upstream's documents into `spec/`
#[derive(Debug, Subcommand)]
pub(crate) enum Spec {
    Import(import::Import),
    Fetch(Fetch),
}

impl Spec {
    pub(crate) fn run(&self, workspace: &Workspace) -> Result<Outcome> {
        match self {
            Self::Import(command) => command.run(workspace),
            Self::Fetch(command) => command.run(workspace),
        }
    }
}

/// Returns the documents of an upstream checkout or a plain folder, keyed by their name in `spec/`.
pub(crate) fn read_upstream(dir: &Path) -> Result<Texts> {
    ensure!(dir.is_dir(), "`{}` is not a folder", dir.display());
    import::read_upstream(&import::document_folder(dir))
}
