//! `cargo xtask ci`: runs the same checks as CI, fastest to fail first, and stops at the first failure.

use std::fs;
use std::path::PathBuf;

use anyhow::{Result, ensure};

use crate::cargo::{cargo, succeed};
use crate::codegen::Codegen;
use crate::conformance::{self, Conformance};
use crate::workspace::Workspace;
use crate::{Verdict, documents, package};

pub(crate) fn run(workspace: &Workspace) -> Result<Verdict> {
    succeed(&mut cargo(workspace, ["fmt", "--all", "--check"]))?;
    ensure!(
        Codegen::check().run(workspace)? == Verdict::Fine,
        "the generated crate is stale: run `cargo xtask codegen`"
    );
    let clippy = ["clippy", "--workspace", "--all-features", "--all-targets", "--", "-D", "warnings"];
    succeed(&mut cargo(workspace, clippy))?;
    succeed(&mut cargo(workspace, ["test", "--workspace", "--all-features"]))?;
    let doc = ["doc", "--workspace", "--all-features", "--no-deps"];
    succeed(cargo(workspace, doc).env("RUSTDOCFLAGS", "-D warnings"))?;
    releases(workspace)?;
    package::run(workspace)?;
    match conformance::default_cases(workspace) {
        Some(_) => Conformance::default().run(workspace),
        None => {
            say!("conformance: skipped, no cases found");
            Ok(Verdict::Fine)
        }
    }
}

/// Generates every upstream release found next to the repository, into a scratch folder.
fn releases(workspace: &Workspace) -> Result<()> {
    let folder = workspace.root().join("../shared/twilio-oai");
    let Ok(entries) = fs::read_dir(&folder) else {
        say!("releases: skipped, none found");
        return Ok(());
    };
    let mut releases: Vec<PathBuf> =
        entries.filter_map(|entry| Some(entry.ok()?.path())).filter(|it| it.is_dir()).collect();
    releases.sort();
    for release in releases {
        say!("release {}", documents::file_name(&release));
        Codegen::apart(release, workspace.scratch().join("release")).run(workspace)?;
    }
    Ok(())
}
