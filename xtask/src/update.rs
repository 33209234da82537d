//! `cargo xtask update`: updates the documents, the generated crate and the changelog to an upstream release, all together.
//! Nothing in the repository changes until everything is ready.

mod words;

use std::path::PathBuf;

use anyhow::{Context, Result};
use clap::Args;
use fs_err as fs;
use twilio_codegen::drift::Report;
use twilio_codegen::generate;

use self::words::Todo;
use crate::documents;
use crate::drift::Releases;
use crate::spec::{Fetch, Imported};
use crate::transaction::{Changes, Writer};
use crate::workspace::Workspace;
use crate::{Outcome, codegen};

const CHANGELOG: &str = "CHANGELOG.md";
const UNRELEASED: &str = "## Unreleased\n";

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
}

impl Update {
    pub(crate) fn run(&self, workspace: &Workspace) -> Result<Outcome> {
        let mut writer = Writer::new(workspace)?;
        let spec = workspace.spec();
        let imported = self.fetch.fetch(workspace, &mut writer)?;
        imported.report();
        let old = documents::texts_if_there(&spec)?;
        let overlays = documents::overlays(&spec)?;
        let new = imported.applied_to(old.clone());
        let report = Releases::new(old.clone(), new.clone(), &overlays).compare()?;

        let made = documents::with_overlays(new, &spec).and_then(|sources| {
            let words = documents::words(&spec)?;
            let output = generate(&sources, &words, &|_| {})?;
            let todo = Todo::find(&words, &old, &overlays, &sources, &output.summary.coverage);
            Ok((output, todo))
        });
        // The report also helps to fix what makes this fail, such as an overlay.
        let (text, markdown) =
            made.as_ref().map_or_else(|_| Default::default(), |(_, todo)| (todo.text(), todo.markdown()));
        say!("\n{}", (report.text(false) + &text).trim_end());
        self.write_report(&mut writer, report.markdown() + &markdown)?;

        let mut changes = codegen::plan(workspace, &made?.0)?.changes;
        let changelog = changelog(workspace, &imported, &report)?;
        let is_new = changelog.is_some();
        changelog.into_iter().try_for_each(|text| changes.put(workspace.root().join(CHANGELOG), text))?;
        // The documents come last, the lock last of all: `codegen --check` then detects an interrupted update.
        changes.append(imported.changes);
        writer.commit(&changes)?;
        say!("\n{}", changes.summary());
        match is_new {
            true => say!(
                "run `cargo xtask snapshots`, read the new entry in {CHANGELOG} and `git diff`, run `cargo xtask ci`, and commit"
            ),
            false => say!("the crate is already at this release"),
        }
        Ok(Outcome::Fine)
    }

    fn write_report(&self, writer: &mut Writer, markdown: String) -> Result<()> {
        let Some(path) = &self.report else { return Ok(()) };
        let path = std::path::absolute(path)?;
        let mut changes = Changes::new(path.parent().unwrap_or(&path));
        changes.put(path.clone(), markdown)?;
        writer.commit(&changes)
    }
}

/// Returns the changelog with an entry for the new release; `None` if the documents are already at that release.
fn changelog(workspace: &Workspace, imported: &Imported, report: &Report) -> Result<Option<String>> {
    let Imported { old, lock: new, .. } = imported;
    if old.as_ref() == Some(new) {
        return Ok(None);
    }
    let text = fs::read_to_string(workspace.root().join(CHANGELOG))?;
    let (before, after) = text
        .split_once(UNRELEASED)
        .with_context(|| format!("`{CHANGELOG}` has no section `{}`: add it", UNRELEASED.trim_end()))?;
    let releases = match old {
        Some(old) => format!("{} → {}", old.upstream.tag, new.upstream.tag),
        None => new.upstream.tag.clone(),
    };
    let title = format!("\n### Twilio's documents {releases}\n");
    if after.starts_with(&title) {
        // A killed run has already written the entry, but not yet all documents.
        return Ok(Some(text));
    }
    let entry = deeper(&report.change_log());
    Ok(Some(format!("{before}{UNRELEASED}{title}\n{entry}{after}")))
}

/// Returns the Markdown with every heading one level deeper.
fn deeper(markdown: &str) -> String {
    markdown
        .lines()
        .map(|line| if line.starts_with('#') { format!("#{line}\n") } else { format!("{line}\n") })
        .collect()
}
