//! Reads the documents in `spec/` like `cargo xtask codegen` does.

use std::fs;
use std::path::Path;

use twilio_codegen::{Source, Words, WordsFile};

/// Returns each document in `spec/` with its overlay, sorted by name.
pub(crate) fn sources() -> Vec<Source> {
    let spec = Path::new(env!("CARGO_MANIFEST_DIR")).join("../spec");
    let entries = fs::read_dir(&spec).expect("`spec/` is there").map(|entry| entry.expect("it can be read").path());
    let mut documents: Vec<_> =
        entries.filter(|path| path.extension().is_some_and(|ending| ending == "yaml")).collect();
    documents.sort();
    let source = |path: &std::path::PathBuf| {
        let name = path.file_name().expect("a file").to_str().expect("a plain name").to_owned();
        let overlay = fs::read(spec.join("overlays").join(&name)).ok();
        let overlay = overlay.map(|text| (format!("overlays/{name}"), text));
        Source { text: fs::read(path).expect("a document can be read"), name, overlay }
    };
    documents.iter().map(source).collect()
}

/// Returns the descriptions in `spec/words/`.
pub(crate) fn words() -> Words {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../spec/words");
    let entries =
        fs::read_dir(folder).expect("`spec/words/` is there").map(|entry| entry.expect("it can be read").path());
    let files = entries.filter(|path| path.extension().is_some_and(|ending| ending == "yaml")).map(|path| WordsFile {
        name: path.file_name().expect("a file").to_str().expect("a plain name").to_owned(),
        text: fs::read(&path).expect("a file can be read"),
    });
    Words::read(&Vec::from_iter(files)).unwrap_or_else(|found| panic!("{found}"))
}
