//! `cargo xtask snapshots`: updates the snapshots of the generator's tests with its current output. The tests themselves
//! only compare; review the changes with `git diff`.

use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result};
use twilio_codegen::{Diagnostics, Output, Source, Words, generate};

use crate::workspace::Workspace;
use crate::{Verdict, documents, replace};

/// The document name given to each case; it determines the product and version.
const NAME: &str = "twilio_case_v1.yaml";

/// A document of the real crate, and the generated file that is kept as a snapshot.
const REAL: (&str, &str) = ("twilio_conversations_v1.yaml", "conversations/v1/conversation_with_participants.rs");

pub(crate) fn run(workspace: &Workspace) -> Result<Verdict> {
    let _alone = workspace.lock()?;
    let tests = workspace.root().join("generator/tests");
    let mut written = 0;
    for case in folders(&tests.join("cases"))? {
        let output = generated(&case)?.with_context(|| format!("cannot generate `{}`", case.display()))?;
        let text = output.joined("case/v1").context("the case's document produces no module")?;
        written += write(&case.join("expected.rs"), &text)?;
    }
    for case in folders(&tests.join("errors"))? {
        if let Err(found) = generated(&case)? {
            written += write(&case.join("expected.txt"), &format!("{found}\n"))?;
        }
    }
    let mut sources = documents::read(&workspace.spec())?;
    sources.retain(|source| source.name == REAL.0);
    let output = generate(&sources, &documents::words(&workspace.spec())?, &|_| ())?;
    let text = output.files.get(REAL.1).with_context(|| format!("no document produces `{}`", REAL.1))?;
    written += write(&tests.join("snapshots/create_conversation_with_participants.rs"), text)?;
    say!("snapshots: {written} written; review them with `git diff`");
    Ok(Verdict::Fine)
}

fn generated(case: &Path) -> Result<Result<Output, Diagnostics>> {
    let overlay = documents::read_if_there(&case.join("overlay.yaml"))?;
    let source = Source {
        name: NAME.to_owned(),
        text: documents::read_file(&case.join("spec.yaml"))?,
        overlay: overlay.map(|text| (format!("overlays/{NAME}"), text)),
    };
    Ok(generate(&[source], &Words::default(), &|_| ()))
}

fn folders(folder: &Path) -> Result<Vec<PathBuf>> {
    let context = || format!("cannot read the folder `{}`", folder.display());
    let mut found = Vec::new();
    for entry in fs::read_dir(folder).with_context(context)? {
        let path = entry.with_context(context)?.path();
        if path.is_dir() {
            found.push(path);
        }
    }
    found.sort();
    Ok(found)
}

/// Writes the file unless it already has this content; returns the number of files written.
fn write(path: &Path, text: &str) -> Result<usize> {
    if documents::read_if_there(path)?.is_some_and(|old| old == text.as_bytes()) {
        return Ok(0);
    }
    replace::replace(path, text.as_bytes())?;
    Ok(1)
}
