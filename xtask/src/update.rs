//! `cargo xtask update`: updates the documents, the generated crate and the changelog to an upstream release, all together.
//! Nothing in the repository changes until everything is ready.

use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result};
use clap::Args;
use twilio_codegen::drift::Report;

use crate::documents::file_name;
use crate::drift::Releases;
use crate::lock::Lock;
use crate::replace::{remove_folder, replace};
use crate::spec::{Fetch, Swap};
use crate::workspace::Workspace;
use crate::{Verdict, codegen, documents};

const CHANGELOG: &str = "CHANGELOG.md";
const UNRELEASED: &str = "## Unreleased\n";

/// Updates the crate to an upstream release: documents, generated code and changelog
///
/// An overlay that does not apply to the new documents is an error that names it: correct it, then run this again.
#[derive(Args, Debug)]
pub(crate) struct Update {
    #[command(flatten)]
    fetch: Fetch,
    /// Writes a Markdown report of the changes to this file, including overlays that don't apply
    #[arg(long, value_name = "FILE")]
    report: Option<PathBuf>,
}

impl Update {
    pub(crate) fn run(&self, workspace: &Workspace) -> Result<Verdict> {
        let _alone = workspace.lock()?;
        let staging = workspace.scratch().join("update");
        remove_folder(&staging)?;
        let result = self.update(workspace, &staging);
        remove_folder(&staging)?;
        result
    }

    fn update(&self, workspace: &Workspace, staging: &Path) -> Result<Verdict> {
        let spec = workspace.spec();
        copy_folder(&spec, staging)?;
        copy_folder(&spec.join("overlays"), &staging.join("overlays"))?;
        self.fetch.fetch(workspace, staging)?;

        let report = Releases::read(workspace, &spec, staging)?.compare()?;
        say!("\n{}", report.text(false).trim_end());
        if let Some(path) = &self.report {
            replace(path, report.markdown().as_bytes())?;
        }
        let output = twilio_codegen::generate(&documents::read(staging)?, &documents::words(staging)?, &|_| {})?;
        let mut swap = Swap::new(workspace.root())?;
        // The documents come last, the lock last of all: `codegen --check` then detects an interrupted update.
        for (path, text) in codegen::changes(workspace, &output)? {
            match text {
                Some(text) => swap.put(&path, &text)?,
                None => swap.remove(&path)?,
            }
        }
        let changelog = changelog(workspace, staging, &report)?;
        changelog.iter().try_for_each(|text| swap.put(CHANGELOG, text))?;
        put_spec(workspace, staging, &mut swap)?;
        let counts = swap.commit()?;
        codegen::tidy(workspace, &output)?;
        say!("\n{} files written, {} removed", counts.written, counts.removed);
        match changelog {
            Some(_) => say!(
                "run `cargo xtask snapshots`, read the new entry in {CHANGELOG} and `git diff`, run `cargo xtask ci`, and commit"
            ),
            None => say!("the crate is already at this release"),
        }
        Ok(Verdict::Fine)
    }
}

/// Stages the new documents, and the removal of those that are gone.
fn put_spec(workspace: &Workspace, staging: &Path, swap: &mut Swap) -> Result<()> {
    let relative = |path: &Path| format!("spec/{}", file_name(path));
    let staged = files(staging)?;
    for (name, path) in documents::list(&workspace.spec())? {
        if !staged.iter().any(|other| other.file_stem().and_then(|stem| stem.to_str()) == Some(&name)) {
            swap.remove(&relative(&path))?;
        }
    }
    for path in staged {
        let text = fs::read_to_string(&path).with_context(|| format!("cannot read `{}`", path.display()))?;
        swap.put(&relative(&path), &text)?;
    }
    Ok(())
}

/// Returns the changelog with an entry for the new release; `None` if the documents are already at that release.
fn changelog(workspace: &Workspace, staging: &Path, report: &Report) -> Result<Option<String>> {
    let (old, new) =
        (Lock::read(&workspace.spec())?, Lock::read(staging)?.context("the import did not write `lock.toml`")?);
    if old.as_ref().is_some_and(|old| old.upstream == new.upstream && old.documents == new.documents) {
        return Ok(None);
    }
    let path = workspace.root().join(CHANGELOG);
    let text = fs::read_to_string(&path).with_context(|| format!("cannot read `{}`", path.display()))?;
    let (before, after) = text
        .split_once(UNRELEASED)
        .with_context(|| format!("`{CHANGELOG}` has no section `{}`: add it", UNRELEASED.trim_end()))?;
    let releases = match old {
        Some(old) => format!("{} → {}", old.upstream.tag, new.upstream.tag),
        None => new.upstream.tag,
    };
    let entry = deeper(&report.change_log());
    Ok(Some(format!("{before}{UNRELEASED}\n### Twilio's documents {releases}\n\n{entry}{after}")))
}

/// Returns the Markdown with every heading one level deeper.
fn deeper(markdown: &str) -> String {
    markdown
        .lines()
        .map(|line| if line.starts_with('#') { format!("#{line}\n") } else { format!("{line}\n") })
        .collect()
}

/// Returns the files directly in a folder, sorted, with the lock last.
fn files(folder: &Path) -> Result<Vec<PathBuf>> {
    let context = || format!("cannot read the folder `{}`", folder.display());
    let mut found = Vec::new();
    for entry in fs::read_dir(folder).with_context(context)? {
        let path = entry.with_context(context)?.path();
        if path.is_file() {
            found.push(path);
        }
    }
    found.sort_by_key(|path| (file_name(path) == crate::lock::FILE, path.clone()));
    Ok(found)
}

/// Copies the files directly in a folder; a missing folder counts as empty.
fn copy_folder(from: &Path, to: &Path) -> Result<()> {
    fs::create_dir_all(to).with_context(|| format!("cannot create `{}`", to.display()))?;
    if from.is_dir() {
        for path in files(from)? {
            fs::copy(&path, to.join(file_name(&path))).with_context(|| format!("cannot copy `{}`", path.display()))?;
        }
    }
    Ok(())
}
