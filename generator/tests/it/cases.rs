//! Checks that each `tests/cases/<hazard>/{spec.yaml, overlay.yaml?}` generates its `expected.rs`, and that each
//! `tests/errors/<name>/` fails with its `expected.txt`. These tests write no files.

use std::fs;
use std::path::{Path, PathBuf};

use twilio_codegen::{Output, Source, Words, generate};

/// The document name of each case, which determines product and version.
pub(crate) const NAME: &str = "twilio_case_v1.yaml";

/// The module that is generated for each case.
pub(crate) const MODULE: &str = "case/v1";

#[test]
fn every_case_generates_what_is_expected() {
    let mut wrong = Vec::new();
    for case in folders("cases") {
        match generate(&[source(&case)], &Words::default(), &|_| ()) {
            Ok(output) => wrong.extend(difference(&case.join("expected.rs"), &joined(&output))),
            Err(diagnostics) => wrong.push(format!("{} does not generate:\n{diagnostics}\n", case.display())),
        }
    }
    assert!(wrong.is_empty(), "{}{REFRESH}", wrong.concat());
}

#[test]
fn every_error_has_the_expected_message() {
    let mut wrong = Vec::new();
    for case in folders("errors") {
        match generate(&[source(&case)], &Words::default(), &|_| ()) {
            Ok(_) => wrong.push(format!("{} generates, but an error is expected\n", case.display())),
            Err(found) => wrong.extend(difference(&case.join("expected.txt"), &format!("{found}\n"))),
        }
    }
    assert!(wrong.is_empty(), "{}{REFRESH}", wrong.concat());
}

#[test]
fn every_case_is_compiled_by_the_generated_crate() {
    let path = root().join("../generated/tests/cases/main.rs");
    let list = fs::read_to_string(&path).unwrap();
    for case in folders("cases") {
        let name = case.file_name().unwrap().to_str().unwrap();
        let line = format!("generator/tests/cases/{name}/expected.rs\"]\nmod {name};");
        assert!(list.contains(&line), "{} does not compile `{name}`: add the module", path.display());
    }
}

#[test]
fn the_real_conversation_with_participants_is_as_expected() {
    let spec = root().join("../spec");
    let name = "twilio_conversations_v1.yaml";
    let overlay = fs::read(spec.join("overlays").join(name)).unwrap();
    let source = Source {
        name: name.to_owned(),
        text: fs::read(spec.join(name)).unwrap(),
        overlay: Some((format!("overlays/{name}"), overlay)),
    };
    let output = generate(&[source], &crate::spec::words(), &|_| ()).unwrap_or_else(|error| panic!("{error}"));
    let file = &output.files["conversations/v1/conversation_with_participants.rs"];
    let expected = root().join("tests/snapshots/create_conversation_with_participants.rs");
    let difference = difference(&expected, file);
    assert!(difference.is_none(), "{}{REFRESH}", difference.unwrap_or_default());
}

const REFRESH: &str = "\nif this is intended, run `cargo xtask snapshots` and review with `git diff`\n";

/// Returns the output of a case as a single file, for comparison.
pub(crate) fn joined(output: &Output) -> String {
    output.joined(MODULE).unwrap()
}

/// Returns the folders in `tests/<kind>`, sorted.
pub(crate) fn folders(kind: &str) -> Vec<PathBuf> {
    let entries = fs::read_dir(root().join("tests").join(kind)).unwrap();
    let mut folders: Vec<PathBuf> = entries.map(|entry| entry.unwrap().path()).filter(|path| path.is_dir()).collect();
    folders.sort();
    assert!(!folders.is_empty());
    folders
}

/// Reads the document of a case, with its overlay if it has one.
pub(crate) fn source(case: &Path) -> Source {
    let overlay = fs::read(case.join("overlay.yaml")).ok();
    Source {
        name: NAME.to_owned(),
        text: fs::read(case.join("spec.yaml")).unwrap(),
        overlay: overlay.map(|text| (format!("overlays/{NAME}"), text)),
    }
}

pub(crate) fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

/// Returns the first lines that differ, with context, or `None` if the strings are the same.
fn difference(path: &Path, found: &str) -> Option<String> {
    let expected = fs::read_to_string(path).unwrap_or_default();
    if expected == found {
        return None;
    }
    let (expected, found): (Vec<&str>, Vec<&str>) = (expected.lines().collect(), found.lines().collect());
    let same = expected.iter().zip(&found).take_while(|(one, other)| one == other).count();
    let lines = |sign: &str, lines: &[&str], from: usize, to: usize| -> String {
        let shown = lines.iter().take(to).skip(from);
        shown.map(|line| format!("{sign} {line}\n")).collect()
    };
    Some(format!(
        "{} differs from line {} on:\n{}{}{}",
        path.display(),
        same + 1,
        lines(" ", &expected, same.saturating_sub(3), same),
        lines("-", &expected, same, same + 8),
        lines("+", &found, same, same + 8),
    ))
}
