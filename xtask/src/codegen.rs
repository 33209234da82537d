//! `cargo xtask codegen`: generates the crate's modules, compares them with the files on disk, and writes the differences, or
//! lists them (`--check`).

mod features;
mod plan;
mod report;

use std::path::{Path, PathBuf};
use std::time::Instant;

use anyhow::{Result, ensure};
use clap::Args;
use twilio_codegen::Output;

pub(crate) use self::features::with_features;
use self::plan::Plan;
use crate::Outcome;
use crate::documents::{self, Texts};
use crate::lock::{self, Lock};
use crate::transaction::{Writer, leftovers};
use crate::words::shortfalls;
use crate::workspace::Workspace;

/// Generates the crate's modules from the documents in `spec/`
///
/// Everything is generated and checked before the first file is written. Each file is replaced by a rename, and only if it
/// differs. Generated files that no document produces are removed.
#[derive(Args, Debug, Default)]
pub(crate) struct Codegen {
    /// Writes nothing; lists files that are stale, missing, orphaned or differ from lock.toml, and exits with 1 if there are any
    #[arg(long)]
    pub(crate) check: bool,
    /// Only reads and writes these products (`conversations`); the module list and the features stay as they are
    #[arg(long, value_name = "PRODUCT", num_args = 1.., value_delimiter = ',')]
    pub(crate) only: Vec<String>,
    /// Reads the documents in this folder, the overlays in its `overlays/` and the descriptions in its `words/`
    #[arg(long, value_name = "DIR")]
    pub(crate) spec: Option<PathBuf>,
    /// Writes to this folder instead of `generated/src/api`; it must be new, empty or an earlier output
    #[arg(long, value_name = "DIR")]
    pub(crate) out: Option<PathBuf>,
    /// Also lists the schemas that no operation uses, and what only annotates and is left aside; both are otherwise only counted
    #[arg(long, short)]
    pub(crate) verbose: bool,
}

impl Codegen {
    pub(crate) fn run(&self, workspace: &Workspace) -> Result<Outcome> {
        let start = Instant::now();
        let writer = match &self.out {
            _ if self.check => None,
            Some(out) => Some(Writer::elsewhere(workspace, out)?),
            None => Some(Writer::new(workspace)?),
        };
        let spec = self.spec.clone().unwrap_or_else(|| workspace.spec());
        let texts = documents::texts(&spec)?;
        let differences = self.lock_differences(workspace, &spec, &texts)?;
        let mut sources = documents::with_overlays(texts, &spec)?;
        documents::keep_products(&mut sources, &self.only)?;
        let words = documents::words(&spec)?;

        let output = twilio_codegen::generate(&sources, &words)?;
        let uncovered = match self.only.is_empty() {
            true => shortfalls(&spec, &words, &output.summary.coverage, &sources)?,
            false => Vec::new(),
        };
        let plan = self.plan(workspace, &output)?;

        let Some(mut writer) = writer else {
            let leftovers: Vec<PathBuf> = leftovers(self.out.as_deref().unwrap_or(workspace.root())).collect();
            return Ok(report::check(workspace, &plan, &leftovers, &differences, &uncovered));
        };
        report::warn(workspace, &plan, &differences);
        writer.commit(&plan.changes)?;
        let imported = Lock::read(&spec)?.and_then(|lock| lock.annotations).unwrap_or_default();
        report::summary(&plan, &output.summary, &imported, start.elapsed(), self.verbose);
        Ok(Outcome::Fine)
    }

    /// Returns how the documents differ from `lock.toml`. Only `spec/` must have that file.
    fn lock_differences(&self, workspace: &Workspace, spec: &Path, texts: &Texts) -> Result<Vec<String>> {
        let Some(lock) = Lock::read(spec)? else {
            let path = workspace.shown(&spec.join(lock::FILE));
            return Ok(if self.spec.is_none() { vec![format!("missing   {path}")] } else { Vec::new() });
        };
        let line = |(name, state)| format!("{state:<9} {} (by {})", workspace.shown(&spec.join(name)), lock::FILE);
        Ok(lock.differences(texts).into_iter().map(line).collect())
    }

    fn plan(&self, workspace: &Workspace, output: &Output) -> Result<Plan> {
        match &self.out {
            None if self.only.is_empty() => plan(workspace, output),
            None => Plan::new(workspace.root(), &workspace.api(), output, &self.only),
            Some(folder) => {
                let plan = Plan::new(folder, folder, output, &[])?;
                let shown = folder.display();
                ensure!(
                    self.check || plan.is_ours,
                    "`{shown}` is neither empty nor an earlier output: choose another folder for `--out`"
                );
                Ok(plan)
            }
        }
    }
}

/// Compares the whole crate with `output`.
pub(crate) fn plan(workspace: &Workspace, output: &Output) -> Result<Plan> {
    let mut plan = Plan::new(workspace.root(), &workspace.api(), output, &[])?;
    let manifest = workspace.manifest();
    plan.changes.put(manifest.clone(), with_features(&manifest, &output.features)?)?;
    Ok(plan)
}
