//! `cargo xtask conformance`: a folder of cases comes in; the `replay` example runs them, and the
//! folder's own `check.py` says whether what it did is what was expected.

use std::fs::{self, File};
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use anyhow::{Context, Result, ensure};
use clap::Args;

use crate::Verdict;
use crate::cargo::{cargo, succeed};
use crate::workspace::Workspace;

/// Holds the replayed conformance cases against what is expected of them
#[derive(Args, Debug, Default)]
pub(crate) struct Conformance {
    /// The folder of `check.py`, `requests.jsonl.gz` and `responses.jsonl.gz` [default: ../shared/conformance]
    #[arg(value_name = "DIR")]
    cases: Option<PathBuf>,
}

impl Conformance {
    pub(crate) fn run(&self, workspace: &Workspace) -> Result<Verdict> {
        let cases = self.cases.clone().or_else(|| default_cases(workspace));
        let cases = cases.context("there are no cases: name the folder that holds them")?;
        let cases = cases.canonicalize().with_context(|| format!("cannot find `{}`", cases.display()))?;
        fs::create_dir_all(workspace.scratch())
            .with_context(|| format!("cannot create `{}`", workspace.scratch().display()))?;
        let results = ["requests", "responses"].map(|kind| check(workspace, &cases, kind));
        results.into_iter().collect::<Result<()>>().map(|()| Verdict::Fine)
    }
}

/// The cases beside the repository, if they are there; they are no part of it.
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

/// Unpacks the cases of one kind into the example, and its lines into `output`.
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
