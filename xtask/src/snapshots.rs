//! `cargo xtask snapshots`: writes what the generator gives now to where its tests expect it. The tests compare and
//! never write; `git diff` shows what is to be reviewed.

use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result};
use twilio_codegen::{Diagnostics, Output, Source, generate};

use crate::workspace::Workspace;
use crate::{Verdict, documents, replace};

/// The name under which each case is read: it gives product and version.
const NAME: &str = "twilio_case_v1.yaml";

/// A file of the real crate that is held as it is, and the document it is made from.
const REAL: (&str, &str) = ("twilio_conversations_v1.yaml", "conversations/v1/conversation_with_participants.rs");

pub(crate) fn run(workspace: &Workspace) -> Result<Verdict> {
    let _alone = workspace.lock()?;
    let tests = workspace.root().join("generator/tests");
    let mut written = 0;
    for case in folders(&tests.join("cases"))? {
        let output = generated(&case)?.with_context(|| format!("`{}` does not generate", case.display()))?;
        let text = output.joined("case/v1").context("a case's document gives no module")?;
        written += write(&case.join("expected.rs"), &text)?;
    }
    for case in folders(&tests.join("errors"))? {
        if let Err(found) = generated(&case)? {
            written += write(&case.join("expected.txt"), &format!("{found}\n"))?;
        }
    }
    let mut sources = documents::read(&workspace.spec())?;
    sources.retain(|source| source.name == REAL.0);
    let output = generate(&sources, &|_| ())?;
    let text = output.files.get(REAL.1).with_context(|| format!("no document gives `{}`", REAL.1))?;
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
    Ok(generate(&[source], &|_| ()))
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

/// How many files were written: one, or none if it holds the text already.
fn write(path: &Path, text: &str) -> Result<usize> {
    if documents::read_if_there(path)?.is_some_and(|old| old == text.as_bytes()) {
        return Ok(0);
    }
    replace::replace(path, text.as_bytes())?;
    Ok(1)
}
