//! `cargo xtask drift --prove`: verifies the report's "not breaking" verdicts against the public APIs of both crates.
//!
//! Builds both crates in scratch folders and has rustdoc export their public APIs. In a document that the report doesn't
//! call breaking, nothing of the old API may be removed or changed; if the report lists no additions either, nothing may
//! be new.

use std::collections::BTreeSet;
use std::path::Path;

use anyhow::{Context, Result};
use fs_err as fs;
use twilio_codegen::drift::{self, Class, Kind, Report};
use twilio_codegen::{Output, Source};
use walkdir::WalkDir;

use super::Releases;
use super::public_api::{Api, Difference};
use crate::Verdict;
use crate::cargo::{cargo, succeed};
use crate::transaction::remove_folder;
use crate::workspace::Workspace;

/// Builds both crates and compares their public APIs, document by document.
pub(super) fn run(workspace: &Workspace, releases: &Releases, report: &Report) -> Result<Verdict> {
    let scratch = workspace.scratch().join("prove");
    let old = public_api(workspace, &scratch.join("old"), &releases.old.sources)?;
    let new = public_api(workspace, &scratch.join("new"), &releases.new.sources)?;
    let mut proof = Proof::default();
    for module in old.modules() {
        let class = report.changes.iter().filter(|change| change.module == *module).map(|change| change.class).min();
        match class {
            Some(Class::Breaking) => proof.note(&old.differences(&new, module)),
            class => proof.check(module, class, &old.differences(&new, module)),
        }
    }
    let known: BTreeSet<&String> = old.modules().collect();
    let is_reported =
        |module: &String| report.changes.iter().any(|it| it.kind == Kind::DocumentAdded && it.module == *module);
    proof.wrong.extend(
        new.modules()
            .filter(|module| !known.contains(module) && !is_reported(module))
            .map(|module| format!("{module}: is new, but the report does not list it")),
    );
    Ok(proof.report())
}

/// The result of the comparison.
#[derive(Default)]
struct Proof {
    /// Documents that the report doesn't call breaking, confirmed by their public API.
    proven: usize,
    /// Documents that the report calls breaking; there is nothing to verify.
    breaking: usize,
    /// Those of them whose public API alone shows that they are breaking.
    visible: usize,
    wrong: Vec<String>,
}

impl Proof {
    fn check(&mut self, module: &str, class: Option<Class>, differences: &[Difference]) {
        let may_grow = class == Some(Class::Additive);
        let wrong = differences.iter().filter(|difference| !(may_grow && matches!(difference, Difference::Added(_))));
        let before = self.wrong.len();
        self.wrong.extend(wrong.map(|difference| format!("{module}: {difference}")));
        self.proven += usize::from(self.wrong.len() == before);
    }

    fn note(&mut self, differences: &[Difference]) {
        self.breaking += 1;
        self.visible += usize::from(differences.iter().any(|it| !matches!(it, Difference::Added(_))));
    }

    fn report(&self) -> Verdict {
        for line in &self.wrong {
            eprintln!("error: {line}");
        }
        let Self { proven, breaking, visible, wrong } = self;
        eprintln!(
            "{proven} documents proven not breaking; {breaking} reported as breaking, {visible} of them visible in the public API"
        );
        eprintln!("{} contradictions", wrong.len());
        if self.wrong.is_empty() { Verdict::Fine } else { Verdict::Stale }
    }
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

/// Writes a workspace made of the current hand-written part of the crate and `output`, without tests and benchmarks.
fn lay_out(workspace: &Workspace, folder: &Path, output: &Output) -> Result<()> {
    let root = workspace.root();
    let manifest = fs::read_to_string(root.join("Cargo.toml"))?;
    let members =
        manifest.lines().map(|line| if line.starts_with("members = ") { "members = [\"generated\"]" } else { line });
    write(&folder.join("Cargo.toml"), &members.collect::<Vec<_>>().join("\n"))?;
    fs::copy(root.join("Cargo.lock"), folder.join("Cargo.lock"))?;
    copy(&root.join("generated/src"), &folder.join("generated/src"), &workspace.api())?;
    let manifest = crate::codegen::with_features(&workspace.manifest(), &output.features)?;
    let (manifest, _) = manifest.split_once("\n[dev-dependencies]").unwrap_or((&manifest, ""));
    write(&folder.join("generated/Cargo.toml"), manifest)?;
    let api = folder.join("generated/src/api");
    output.files.iter().try_for_each(|(path, text)| write(&api.join(path), text))
}

/// Copies the files of a folder, except those of the folder `without` in it.
fn copy(from: &Path, to: &Path, without: &Path) -> Result<()> {
    for entry in WalkDir::new(from).into_iter().filter_entry(|entry| entry.path() != without) {
        let entry = entry?;
        let target = to.join(entry.path().strip_prefix(from)?);
        match entry.file_type() {
            kind if kind.is_dir() => fs::create_dir_all(&target)?,
            kind if kind.is_file() => _ = fs::copy(entry.path(), &target)?,
            _ => (),
        }
    }
    Ok(())
}

fn write(path: &Path, text: &str) -> Result<()> {
    fs::create_dir_all(path.parent().unwrap_or(path))?;
    Ok(fs::write(path, text)?)
}
