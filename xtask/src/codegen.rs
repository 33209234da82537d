//! `cargo xtask codegen`: generates the crate's modules, compares them with the files on disk, and writes the differences, or
//! lists them (`--check`).

mod features;
mod plan;
mod report;

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use std::time::Instant;

use anyhow::{Context, Result, ensure};
use clap::Args;
use twilio_codegen::Output;

use self::features::Features;
use self::plan::{Plan, Scope};
use self::report::Progress;
use crate::lock::{self, Lock};
use crate::words::Coverage;
use crate::workspace::Workspace;
use crate::{Verdict, documents, replace};

/// Generates the crate's modules from the documents in `spec/`
///
/// Everything is generated and checked before the first file is written. Each file is replaced by a rename, and only if it
/// differs. Generated files that no document produces are removed.
#[derive(Args, Debug)]
pub(crate) struct Codegen {
    /// Writes nothing; lists files that are stale, missing, orphaned or differ from lock.toml, and exits with 1 if there are any
    #[arg(long)]
    check: bool,
    /// Only reads and writes these products (`conversations`); the module list and the features stay as they are
    #[arg(long, value_name = "PRODUCT", num_args = 1.., value_delimiter = ',')]
    only: Vec<String>,
    /// Reads the documents in this folder, the overlays in its `overlays/` and the descriptions in its `words/`
    #[arg(long, value_name = "DIR")]
    spec: Option<PathBuf>,
    /// Writes to this folder instead of `generated/src/api`; it must be new, empty or an earlier output
    #[arg(long, value_name = "DIR")]
    out: Option<PathBuf>,
    /// Also lists the schemas that no operation uses, which are otherwise only counted
    #[arg(long, short)]
    verbose: bool,
}

impl Codegen {
    /// Returns the command with `--check`.
    pub(crate) fn check() -> Self {
        Self { check: true, only: Vec::new(), spec: None, out: None, verbose: false }
    }

    /// Returns the command with `--spec` and `--out`.
    pub(crate) fn apart(spec: PathBuf, out: PathBuf) -> Self {
        Self { check: false, only: Vec::new(), spec: Some(spec), out: Some(out), verbose: false }
    }

    pub(crate) fn run(&self, workspace: &Workspace) -> Result<Verdict> {
        let start = Instant::now();
        let _alone = match self.check {
            true => None,
            false => Some(workspace.lock()?),
        };
        let spec = self.spec.clone().unwrap_or_else(|| workspace.spec());
        let differences = self.lock_differences(workspace, &spec)?;
        let mut sources = documents::read(&spec)?;
        documents::keep_products(&mut sources, &self.only)?;
        let words = documents::words(&spec)?;

        let progress = Progress::new(sources.len());
        let output = twilio_codegen::generate(&sources, &words, &|name| progress.done(name))?;
        let mut uncovered = Vec::new();
        if self.only.is_empty() {
            words.all_used(&output.summary.coverage, &sources)?;
            uncovered = Coverage::read(&spec)?.shortfalls(&output.summary.coverage);
        }
        let target = self.target(workspace, output)?;

        if self.check {
            return Ok(report::check(workspace, &target, &differences, &uncovered));
        }
        report::warn(workspace, &target, &differences);
        target.write()?;
        report::summary(&target, start.elapsed(), self.verbose);
        Ok(Verdict::Fine)
    }

    /// Returns how the documents differ from `lock.toml`. Only `spec/` must have that file.
    fn lock_differences(&self, workspace: &Workspace, spec: &Path) -> Result<Vec<String>> {
        let Some(lock) = Lock::read(spec)? else {
            let path = workspace.shown(&spec.join(lock::FILE));
            return Ok(if self.spec.is_none() { vec![format!("missing   {path}")] } else { Vec::new() });
        };
        let differences = lock.differences(spec)?;
        let line = |(name, difference): (&String, &lock::Difference)| {
            format!("{:<9} {} (by {})", difference.as_str(), workspace.shown(&spec.join(name)), lock::FILE)
        };
        Ok(differences.iter().map(line).collect())
    }

    fn target(&self, workspace: &Workspace, output: Output) -> Result<Target> {
        let folder = self.out.clone().unwrap_or_else(|| workspace.api());
        let scope = match &self.out {
            None if !self.only.is_empty() => Scope::Products(BTreeSet::from_iter(self.only.clone())),
            _ => Scope::Whole,
        };
        let plan = Plan::new(&folder, &output, &scope)?;
        if self.out.is_some() && !self.check {
            let ours = plan.is_fresh || plan.is_earlier_output;
            ensure!(
                ours,
                "`{}` is neither empty nor an earlier output: choose another folder for `--out`",
                folder.display()
            );
        }
        let features = match (&self.out, &scope) {
            (None, Scope::Whole) => Some(Features::compare(&workspace.manifest(), &output.features)?),
            _ => None,
        };
        Ok(Target { plan, features, summary: output.summary })
    }
}

/// Returns the files of the crate that differ from `output`: the path from the root and the new content, or `None` if the file
/// is to be removed.
pub(crate) fn changes(workspace: &Workspace, output: &Output) -> Result<Vec<(String, Option<String>)>> {
    let plan = Plan::new(&workspace.api(), output, &Scope::Whole)?;
    let features = Features::compare(&workspace.manifest(), &output.features)?;
    let path = |relative: &String| workspace.shown(&workspace.api().join(relative));
    let written = plan.missing.iter().chain(&plan.stale).map(|(name, text)| (path(name), Some(text.clone())));
    let gone = plan.orphaned.iter().map(|name| (path(name), None));
    let manifest = features.replacement.map(|text| (workspace.shown(&features.manifest), Some(text)));
    Ok(written.chain(gone).chain(manifest).collect())
}

/// Removes the folders that have become empty.
pub(crate) fn tidy(workspace: &Workspace, output: &Output) -> Result<()> {
    Plan::new(&workspace.api(), output, &Scope::Whole)?.write()
}

/// Returns the content of `manifest` with these generated features.
pub(crate) fn with_features(manifest: &Path, features: &str) -> Result<String> {
    let text = std::fs::read_to_string(manifest).with_context(|| format!("cannot read `{}`", manifest.display()))?;
    let features = Features::compare(manifest, features)?;
    Ok(features.replacement.unwrap_or(text))
}

/// The changes of a run, and the counts of what it read.
struct Target {
    plan: Plan,
    features: Option<Features>,
    summary: twilio_codegen::Summary,
}

impl Target {
    fn write(&self) -> Result<()> {
        self.plan.write()?;
        let Some(features) = &self.features else { return Ok(()) };
        let folder = features.manifest.parent().context("the manifest isn't in a folder")?;
        replace::remove_leftovers(folder)?;
        match &features.replacement {
            Some(text) => replace::replace(&features.manifest, text.as_bytes()),
            None => Ok(()),
        }
    }
}
