//! `cargo xtask update`: updates the documents, the generated crate and the changelog to an upstream release, all together.
//! Nothing in the repository changes until everything is ready.

mod words;

use std::path::{Path, PathBuf};

use anyhow::{Result, ensure};
use clap::Args;
use fs_err as fs;
use twilio_codegen::drift::Report;
use twilio_codegen::generate;

use self::words::Todo;
use crate::changelog::{self, UNRELEASED};
use crate::documents;
use crate::drift::Releases;
use crate::spec::{Fetch, Imported};
use crate::transaction::{Changes, Writer};
use crate::workspace::Workspace;
use crate::{Outcome, codegen, git};

/// Updates the crate to an upstream release: documents, generated code and changelog
///
/// An overlay that does not apply to the new documents is an error that names it: correct it, then run this again. Parameters
/// and properties that lack a description in `spec/words/` are listed.
#[derive(Args, Debug)]
pub(crate) struct Update {
    #[command(flatten)]
    fetch: Fetch,
    /// Writes a Markdown report to this file: the changes, overlays that don't apply, and what lacks a description
    #[arg(long, value_name = "FILE")]
    report: Option<PathBuf>,
    /// Updates even if there are uncommitted changes
    #[arg(long)]
    allow_dirty: bool,
    /// Updates even if the release is older than the current one
    #[arg(long)]
    allow_downgrade: bool,
}

impl Update {
    pub(crate) fn run(&self, workspace: &Workspace) -> Result<Outcome> {
        let mut writer = Writer::new(workspace)?;
        let spec = workspace.spec();
        let imported = self.fetch.fetch(workspace, &mut writer)?;
        imported.report();
        self.ensure_wanted(workspace, &imported)?;
        let old = documents::texts_if_there(&spec)?;
        let overlays = documents::overlays(&spec)?;
        let new = imported.applied_to(old.clone());
        let report = Releases::new(old.clone(), new.clone(), &overlays).compare(workspace)?;

        let made = documents::with_overlays(new, &spec).and_then(|sources| {
            let words = documents::words(&spec)?;
            let output = generate(&sources, &words)?;
            let todo = Todo::find(&words, &old, &overlays, &sources, &output.summary.coverage);
            Ok((output, todo))
        });
        // The report also helps to fix what makes this fail, such as an overlay.
        let todo = made.as_ref().map_or_else(|_| String::new(), |(_, todo)| todo.markdown());
        let markdown = report.markdown() + &todo;
        say!("\n{}", markdown.trim_end());
        self.write_report(&mut writer, markdown)?;

        let mut changes = codegen::plan(workspace, &made?.0)?.changes;
        if let Some(text) = changelog(workspace, &imported, &report)? {
            changes.put(workspace.changelog(), text)?;
        }
        let is_new = imported.is_new();
        changes.append(imported.changes);
        writer.commit(&changes)?;
        say!("\n{}", changes.summary());
        match is_new {
            true => say!(
                "run `cargo xtask snapshots`, read the new entry in {} and `git diff`, run `cargo xtask ci`, and commit",
                changelog::FILE
            ),
            false => say!("the crate is already at this release"),
        }
        Ok(Outcome::Fine)
    }

    /// Fails if the update would mix with uncommitted changes or go back to an older release, unless that is allowed.
    fn ensure_wanted(&self, workspace: &Workspace, imported: &Imported) -> Result<()> {
        let Some(old) = imported.old.as_ref().filter(|_| imported.is_new()) else { return Ok(()) };
        let (from, to) = (&old.upstream.tag, &imported.lock.upstream.tag);
        ensure!(
            self.allow_downgrade || !git::is_older(to, from),
            "release {to} is older than the current one, {from}: pass `--allow-downgrade` if you want it"
        );
        let report = self.report.as_deref().map(std::path::absolute).transpose()?;
        let is_report = |path: &Path| report.as_deref() == Some(path);
        let edited = git::uncommitted(workspace.root())?.into_iter().find(|path| !is_report(path));
        let edited = edited.filter(|_| !self.allow_dirty).map(|path| workspace.shown(&path));
        ensure!(
            edited.is_none(),
            "`{}` has uncommitted changes, with which the update would mix: commit or stash them, or pass `--allow-dirty`",
            edited.unwrap_or_default()
        );
        Ok(())
    }

    fn write_report(&self, writer: &mut Writer, markdown: String) -> Result<()> {
        let Some(path) = &self.report else { return Ok(()) };
        let path = std::path::absolute(path)?;
        let mut changes = Changes::new(path.parent().unwrap_or(&path));
        changes.put(path.clone(), markdown)?;
        writer.commit(&changes)
    }
}

/// Returns the changelog with a section for the new release; `None` if no document has changed.
fn changelog(workspace: &Workspace, imported: &Imported, report: &Report) -> Result<Option<String>> {
    let Imported { old, lock: new, .. } = imported;
    if old.as_ref().is_some_and(|old| old.documents == new.documents) {
        return Ok(None);
    }
    let text = fs::read_to_string(workspace.changelog())?;
    let (before, after) = changelog::split(&text)?;
    let releases = match old {
        Some(old) => format!("{} → {}", old.upstream.release(), new.upstream.release()),
        None => new.upstream.release(),
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
