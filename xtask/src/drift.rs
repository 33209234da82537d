//! `cargo xtask drift`: reports what changed between two folders of documents, classified by the effect on the crate.
//! Writes nothing except the scratch folders of `--prove`.

mod prove;
mod public_api;

use std::path::PathBuf;

use anyhow::Result;
use clap::{Args, ValueEnum};
use twilio_codegen::diagnostic::{Diagnostic, Location};
use twilio_codegen::drift::{self, Models, Report, Verdict};
use twilio_codegen::{Diagnostics, Source};

use crate::Outcome;
use crate::documents::{self, Texts};
use crate::spec::read_upstream;
use crate::workspace::Workspace;

/// Reports what changed from one release of the documents to another
///
/// A change is `privacy`, `breaking`, `additive` or `docs`, depending on its effect on the crate; generator/DRIFT.md lists the
/// rules.
#[derive(Args, Debug)]
pub(crate) struct Drift {
    /// The older folder, ours or upstream's; without NEW, this is the newer one, and `spec/` the older
    old: PathBuf,
    /// The newer folder
    new: Option<PathBuf>,
    /// The format of the report
    #[arg(long, value_enum, default_value = "markdown")]
    format: Format,
    /// The changes that cause exit code 1
    #[arg(long, value_enum, default_value = "breaking")]
    fail_on: FailOn,
    /// Builds both crates and verifies every "not breaking" verdict by comparing their public APIs
    #[arg(long)]
    prove: bool,
}

#[derive(Clone, Copy, Debug, ValueEnum)]
enum Format {
    /// For the terminal, a pull request or a changelog
    Markdown,
    /// A single object, for programs
    Json,
}

#[derive(Clone, Copy, Debug, ValueEnum)]
enum FailOn {
    /// Breaking changes, and values that `Debug` no longer hides
    Breaking,
    /// All changes
    Any,
    /// None
    Never,
}

impl Drift {
    pub(crate) fn run(&self, workspace: &Workspace) -> Result<Outcome> {
        let spec = workspace.spec();
        let (old, new) = self.new.as_ref().map_or((&spec, &self.old), |new| (&self.old, new));
        let releases = Releases::new(read_upstream(old)?, read_upstream(new)?, &documents::overlays(&spec)?);
        let report = releases.compare(workspace)?;
        let text = match self.format {
            Format::Markdown => report.markdown(),
            Format::Json => report.json(),
        };
        crate::print(format_args!("{text}"));
        if self.prove && prove::run(workspace, &releases, &report)? == Outcome::Stale {
            return Ok(Outcome::Stale);
        }
        let fails = match self.fail_on {
            FailOn::Breaking => report.verdict() == Verdict::Major,
            FailOn::Any => !report.changes.is_empty(),
            FailOn::Never => false,
        };
        Ok(if fails { Outcome::Stale } else { Outcome::Fine })
    }
}

/// The documents of two releases, each with our overlay for it.
pub(crate) struct Releases {
    old: ReleaseSources,
    new: ReleaseSources,
}

#[derive(Debug, Default)]
struct ReleaseSources {
    sources: Vec<Source>,
    /// Diagnostics for overlays whose document the release does not have.
    unfit: Vec<Diagnostic>,
}

impl Releases {
    /// Pairs the documents of both releases with the overlays, which apply to both.
    pub(crate) fn new(old: Texts, new: Texts, overlays: &Texts) -> Self {
        Self { old: ReleaseSources::new(old, overlays), new: ReleaseSources::new(new, overlays) }
    }

    /// Compares the two releases.
    pub(crate) fn compare(&self, workspace: &Workspace) -> Result<Report> {
        let mut found = Diagnostics::new();
        let (old, new) = (found.absorb(self.old.models()), found.absorb(self.new.models()));
        let (old, new) = found.into_result((old.unwrap_or_default(), new.unwrap_or_default()))?;
        let is_stable = workspace.version()?.is_some_and(|version| version.major > 0);
        let report = drift::compare(&old.documents, &new.documents).with_unfit(&old, &new);
        Ok(Report { is_stable, ..report })
    }
}

impl ReleaseSources {
    fn new(documents: Texts, overlays: &Texts) -> Self {
        let (sources, others) = documents::pair(documents, overlays);
        let what = "applies to a document that this release does not have";
        let unfit = others.into_iter().map(|name| Diagnostic::new(Location::whole(name), what)).collect();
        Self { sources, unfit }
    }

    fn models(&self) -> Result<Models, Diagnostics> {
        let mut models = drift::models(&self.sources)?;
        models.unfit.extend(self.unfit.iter().cloned());
        Ok(models)
    }
}
