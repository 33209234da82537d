//! `cargo xtask conformance`: runs a folder of cases through the `replay` example, and checks the results with the
//! folder's own `check.py`.

use std::fs::{self, File};
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use anyhow::{Context, Result, ensure};
use clap::Args;

use crate::Verdict;
use crate::cargo::{cargo, succeed};
use crate::workspace::Workspace;

/// Replays the conformance cases and checks the results
#[derive(Args, Debug, Default)]
pub(crate) struct Conformance {
    /// The folder with `check.py`, `requests.jsonl.gz` and `responses.jsonl.gz` [default: ../shared/conformance]
    #[arg(value_name = "DIR")]
    cases: Option<PathBuf>,
}

impl Conformance {
    pub(crate) fn run(&self, workspace: &Workspace) -> Result<Verdict> {
        let cases = self.cases.clone().or_else(|| default_cases(workspace));
        let cases = cases.context("no conformance cases found: pass the folder that holds them")?;
        let cases = cases.canonicalize().with_context(|| format!("cannot find `{}`", cases.display()))?;
        fs::create_dir_all(workspace.scratch())
            .with_context(|| format!("cannot create `{}`", workspace.scratch().display()))?;
        let results = ["requests", "responses"].map(|kind| check(workspace, &cases, kind));
        results.into_iter().collect::<Result<()>>().map(|()| Verdict::Fine)
    }
}

/// Returns the folder of cases next to the repository, if there is one; the cases aren't part of the repository.
pub(crate) fn default_cases(workspace: &Workspace) -> Option<PathBuf> {
    let folder = workspace.root().join("../shared/conformance");
    folder.join("check.py").is_file().then_some(folder)
}

fn check(workspace: &Workspace, cases: &Path, kind: &str) -> Result<()> {
    let input = cases.join(format!("{kind}.jsonl.gz"));
    let output = workspace.scratch().join(format!("{kind}.jsonl"));
    replay(workspace, kind, &input, &output)?;
    succeed(Command::new("python3").arg(cases.join("check.py")).arg(kind).args([&input, &output]))
}

/// Unpacks the cases of one kind, pipes them into the example and writes its output to `output`.
fn replay(workspace: &Workspace, kind: &str, cases: &Path, output: &Path) -> Result<()> {
    let mut unpack = Command::new("gzip");
    let mut unpacking = unpack.arg("-dc").arg(cases).stdout(Stdio::piped()).spawn().context("cannot run `gzip`")?;
    let lines = unpacking.stdout.take().context("`gzip` has no output")?;
    let to = File::create(output).with_context(|| format!("cannot write `{}`", output.display()))?;
    let example = [
        "run",
        "--release",
        "--package",
        "twilio-bindings",
        "--features",
        "full,dynamic",
        "--example",
        "replay",
        "--",
        kind,
    ];
    let replayed = succeed(cargo(workspace, example).stdin(lines).stdout(to));
    let unpacked = unpacking.wait().context("cannot wait for `gzip`")?;
    replayed?;
    ensure!(unpacked.success(), "`gzip` cannot unpack `{}`", cases.display());
    Ok(())
}
