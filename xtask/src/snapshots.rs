//! `cargo xtask snapshots`: updates the snapshots of the tests: what the generator writes, and what the crate sends. The
//! tests themselves only compare; review the changes with `git diff`.

use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result, ensure};
use twilio_codegen::{Diagnostics, Output, Source, Words, generate};

use crate::cargo::{cargo, succeed};
use crate::workspace::Workspace;
use crate::{Verdict, documents, replace};

/// The document name given to each case; it determines the product and version.
const NAME: &str = "twilio_case_v1.yaml";

/// A document of the real crate, and the generated file that is kept as a snapshot.
const REAL: (&str, &str) = ("twilio_conversations_v1.yaml", "conversations/v1/conversation_with_participants.rs");

/// With this environment variable, the test `wire` writes its snapshots to a folder instead of comparing them.
const WIRE_OUTPUT: &str = "WIRE_SNAPSHOTS_OUT";

pub(crate) fn run(workspace: &Workspace) -> Result<Verdict> {
    let _alone = workspace.lock()?;
    // The generator's come first: a crate that doesn't compile must not prevent their refresh.
    let written = generator(workspace)? + wire(workspace)?;
    say!("snapshots: {written} changed; review them with `git diff`");
    Ok(Verdict::Fine)
}

/// Refreshes the snapshots of what the generator writes; returns the number of files that changed.
fn generator(workspace: &Workspace) -> Result<usize> {
    let tests = workspace.root().join("generator/tests");
    let mut written = 0;
    for case in entries(&tests.join("cases"), Path::is_dir)? {
        let output = generated(&case)?.with_context(|| format!("cannot generate `{}`", case.display()))?;
        let text = output.joined("case/v1").context("the case's document produces no module")?;
        written += write(&case.join("expected.rs"), &text)?;
    }
    for case in entries(&tests.join("errors"), Path::is_dir)? {
        if let Err(found) = generated(&case)? {
            written += write(&case.join("expected.txt"), &format!("{found}\n"))?;
        }
    }
    let mut sources = documents::read(&workspace.spec())?;
    sources.retain(|source| source.name == REAL.0);
    let output = generate(&sources, &documents::words(&workspace.spec())?, &|_| ())?;
    let text = output.files.get(REAL.1).with_context(|| format!("no document produces `{}`", REAL.1))?;
    Ok(written + write(&tests.join("snapshots/create_conversation_with_participants.rs"), text)?)
}

/// Refreshes the snapshots of what the crate sends, and removes those without a document; returns the number of files that
/// changed.
fn wire(workspace: &Workspace) -> Result<usize> {
    let output = workspace.scratch().join("wire");
    let output = std::path::absolute(&output).with_context(|| format!("cannot find `{}`", output.display()))?;
    replace::remove_folder(&output)?;
    let snapshots = workspace.root().join("generated/tests/wire/snapshots");
    for folder in [&output, &snapshots] {
        fs::create_dir_all(folder).with_context(|| format!("cannot create `{}`", folder.display()))?;
    }
    let test = ["test", "--package", "twilio-bindings", "--features", "dynamic,full", "--test", "wire"];
    succeed(cargo(workspace, test).env(WIRE_OUTPUT, &output))?;
    let current = entries(&output, Path::is_file)?;
    ensure!(!current.is_empty(), "the test `wire` wrote nothing: it must write to the folder in `{WIRE_OUTPUT}`");
    let mut changed = 0;
    for path in &current {
        let text = fs::read_to_string(path).with_context(|| format!("cannot read `{}`", path.display()))?;
        changed += write(&snapshots.join(documents::file_name(path)), &text)?;
    }
    for path in entries(&snapshots, Path::is_file)? {
        if !output.join(documents::file_name(&path)).is_file() {
            fs::remove_file(&path).with_context(|| format!("cannot remove `{}`", path.display()))?;
            changed += 1;
        }
    }
    replace::remove_folder(&output)?;
    Ok(changed)
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

/// Returns the entries of a folder that `keep` accepts, sorted.
fn entries(folder: &Path, keep: fn(&Path) -> bool) -> Result<Vec<PathBuf>> {
    let context = || format!("cannot read the folder `{}`", folder.display());
    let mut found = Vec::new();
    for entry in fs::read_dir(folder).with_context(context)? {
        let path = entry.with_context(context)?.path();
        if keep(&path) {
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
