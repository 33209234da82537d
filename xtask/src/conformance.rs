//! The step `conformance` of `cargo xtask ci`: runs a folder of cases (`requests.jsonl.gz`, `responses.jsonl.gz`) through the
//! `replay` example, and checks the results with the folder's own `check.py`.

use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::Result;
use fs_err as fs;

use crate::cargo::{cargo, succeed};
use crate::workspace::Workspace;

/// Checks the requests and the responses, even if the requests fail.
pub(crate) fn check(workspace: &Workspace, cases: &Path) -> Result<()> {
    let cases = fs::canonicalize(cases)?;
    let results = ["requests", "responses"].map(|kind| replay(workspace, &cases, kind));
    results.into_iter().collect()
}

/// Unpacks the cases of one kind into the scratch folder, and returns the path of the file.
pub(crate) fn unpack(workspace: &Workspace, cases: &Path, kind: &str) -> Result<PathBuf> {
    fs::create_dir_all(workspace.scratch())?;
    let path = workspace.scratch().join(format!("{kind}-cases.jsonl"));
    let to = fs::File::create(&path)?.into_file();
    succeed(Command::new("gzip").arg("-dc").arg(cases.join(format!("{kind}.jsonl.gz"))).stdout(to))?;
    Ok(path)
}

fn replay(workspace: &Workspace, cases: &Path, kind: &str) -> Result<()> {
    let from = fs::File::open(unpack(workspace, cases, kind)?)?.into_file();
    let output = workspace.scratch().join(format!("{kind}.jsonl"));
    let to = fs::File::create(&output)?.into_file();
    let example = "run --release --package twilio-bindings-tests --features full,dynamic --example replay --";
    succeed(cargo(workspace, example).arg(kind).stdin(from).stdout(to))?;
    let input = cases.join(format!("{kind}.jsonl.gz"));
    succeed(Command::new("python3").arg(cases.join("check.py")).arg(kind).args([&input, &output]))
}
