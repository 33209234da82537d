//! `cargo xtask drift --prove`: verifies the report's "not breaking" verdicts against the public APIs of both crates.
//!
//! Builds both crates in scratch folders and has rustdoc export their public APIs. In a document that the report doesn't
//! call breaking, nothing of the old API may be removed or changed; if the report lists no additions either, nothing may
//! be new.

use std::collections::BTreeSet;
use std::path::Path;

use anyhow::{Context, Result};
use fs_err as fs;
use twilio_codegen::drift::{self, ChangeKind, Class, Report};
use twilio_codegen::{Output, Source};

use super::Releases;
use super::public_api::{Api, Difference};
use crate::Outcome;
use crate::alone::{write, write_crate};
use crate::cargo::{cargo, succeed};
use crate::transaction::remove_folder;
use crate::workspace::{Workspace, counted};

/// Builds both crates and compares their public APIs, document by document.
pub(super) fn run(workspace: &Workspace, releases: &Releases, report: &Report) -> Result<Outcome> {
    let scratch = workspace.scratch().join("prove");
    let old = public_api(workspace, &scratch.join("old"), &releases.old.sources)?;
    let new = public_api(workspace, &scratch.join("new"), &releases.new.sources)?;
    let (mut proven, mut breaking, mut visible, mut wrong) = (0, 0, 0, Vec::new());
    for module in old.modules() {
        let has = |class| report.changes.iter().any(|change| change.module == *module && change.class == class);
        let is_added = |it: &Difference| matches!(it, Difference::Added(_));
        let differences = old.differences(&new, module);
        if has(Class::Breaking) {
            breaking += 1;
            visible += usize::from(!differences.iter().all(is_added));
            continue;
        }
        let before = wrong.len();
        let unexpected = differences.iter().filter(|it| !has(Class::Additive) || !is_added(it));
        wrong.extend(unexpected.map(|it| format!("{module}: {it}")));
        proven += usize::from(wrong.len() == before);
    }
    let known: BTreeSet<&String> = old.modules().collect();
    let is_reported =
        |module: &String| report.changes.iter().any(|it| it.kind == ChangeKind::DocumentAdded && it.module == *module);
    let unreported = new.modules().filter(|module| !known.contains(module) && !is_reported(module));
    wrong.extend(unreported.map(|module| format!("{module}: is new, but the report does not list it")));

    for line in &wrong {
        eprintln!("error: {line}");
    }
    let proven = counted(proven, "document");
    eprintln!(
        "{proven} proven not breaking; {breaking} reported as breaking, {visible} of them visible in the public API"
    );
    eprintln!("{}", counted(wrong.len(), "contradiction"));
    Ok(if wrong.is_empty() { Outcome::Fine } else { Outcome::Stale })
}

/// Generates the crate of a release in `folder` and has rustdoc export its public API.
fn public_api(workspace: &Workspace, folder: &Path, sources: &[Source]) -> Result<Api> {
    remove_folder(folder)?;
    lay_out(workspace, folder, &drift::generate(sources)?)?;
    let target = workspace.scratch().join("prove/target");
    // rustdoc's JSON output is an unstable option, used here on the stable compiler; nothing that is released depends on it.
    let mut command = cargo(
        workspace,
        "rustdoc --quiet --package twilio-bindings --lib --features full -- \
         -Z unstable-options --output-format json --cap-lints allow",
    );
    command.current_dir(folder).env("RUSTC_BOOTSTRAP", "1").env("CARGO_TARGET_DIR", &target);
    succeed(&mut command)?;
    let path = target.join("doc/twilio_bindings.json");
    Api::parse(&fs::read(&path)?).with_context(|| format!("cannot parse `{}`", path.display()))
}

/// Writes a workspace made of the current hand-written part of the crate and `output`.
fn lay_out(workspace: &Workspace, folder: &Path, output: &Output) -> Result<()> {
    let manifest = crate::codegen::with_features(&workspace.manifest(), &output.features)?;
    write_crate(workspace, folder, &manifest, |path| path != workspace.api())?;
    let api = folder.join("generated/src/api");
    output.files.iter().try_for_each(|(path, text)| write(&api.join(path), text))
}
