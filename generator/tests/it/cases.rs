//! Reads the cases `tests/cases/<hazard>/{spec.yaml, overlay.yaml?}` and `tests/errors/<name>/`, and checks that nothing is
//! missing around them. `snapshots` compares what is generated for them.

use std::fs;
use std::path::{Path, PathBuf};

use twilio_codegen::{Source, generate};

/// The document name of each case, which determines product and version.
pub(crate) const NAME: &str = "twilio_case_v1.yaml";

#[test]
fn every_text_is_compiled_by_the_generated_crate() {
    let path = root().join("../generated/tests/cases/main.rs");
    let list = fs::read_to_string(&path).unwrap();
    for case in folders("cases").iter().filter(|case| has_text(case)) {
        let name = case.file_name().unwrap().to_str().unwrap();
        let line = format!("generator/tests/cases/{name}/expected.rs\"]\nmod {name};");
        assert!(list.contains(&line), "{} does not compile `{name}`: add the module", path.display());
    }
}

#[test]
fn every_case_has_one_snapshot() {
    for case in folders("cases") {
        let has_one = has_text(&case) != case.join("outline.txt").exists();
        assert!(has_one, "{} needs either `outline.txt` or `expected.rs`", case.display());
    }
}

#[test]
fn a_real_document_generates_the_committed_files() {
    let mut sources = crate::spec::sources();
    sources.retain(|source| source.name == "twilio_conversations_v1.yaml");
    let output = generate(&sources, &crate::spec::words()).unwrap_or_else(|found| panic!("{found}"));
    let files = output.files.iter().filter(|(path, _)| path.starts_with("conversations/v1/"));
    for (path, text) in files {
        let committed = fs::read_to_string(root().join("../generated/src/api").join(path)).unwrap();
        assert!(*text == committed, "{path} differs: run `cargo xtask codegen`");
    }
}

/// Returns whether the text of the case matters, not only its outline.
pub(crate) fn has_text(case: &Path) -> bool {
    case.join("expected.rs").exists()
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
