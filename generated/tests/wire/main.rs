//! The request of every operation as it is sent: once with all parameters, once with only the required ones.
//!
//! The arguments are derived from the documents, and the typed request encodes them. `snapshots/` has a file per document;
//! `cargo xtask snapshots` refreshes them.

mod sample;
mod show;

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};

use sample::Parameters;
use twilio_bindings::codegen::{Described, VisitRequests};
use twilio_bindings::{Context, Error, bytes::Bytes, dynamic, http};
use twilio_codegen::model::{Document, Operation};
use twilio_codegen::{Source, parallel};

/// If this environment variable is set, the snapshots are written instead of compared, as `expect-test` does.
const UPDATE: &str = "UPDATE_EXPECT";

#[test]
fn every_request_matches_its_snapshot() {
    let documents = documents();
    let operations: usize = documents.iter().map(|document| document.operations.len()).sum();
    assert_eq!(operations, dynamic::operations().count(), "the crate is stale: run `cargo xtask codegen`");
    let mut stored = Stored::default();
    dynamic::visit_requests(&mut stored);
    let with_operations = documents.iter().filter(|document| !document.operations.is_empty());
    let current: BTreeMap<String, String> =
        with_operations.map(|document| (format!("{}.txt", document.stem), snapshot(document, &stored))).collect();
    let folder = root().join("generated/tests/wire/snapshots");
    let expected = files(&folder, "txt");
    if std::env::var_os(UPDATE).is_some() {
        for (name, text) in current.iter().filter(|(name, text)| expected.get(*name) != Some(text)) {
            fs::write(folder.join(name), text).expect("the folder can be written to");
        }
        for name in expected.keys().filter(|name| !current.contains_key(*name)) {
            fs::remove_file(folder.join(name)).expect("the folder can be written to");
        }
        return;
    }
    let names: BTreeSet<&String> = current.keys().chain(expected.keys()).collect();
    let stale = names.into_iter().map(|name| (name, expected.get(name), current.get(name)));
    let differences: Vec<String> = stale
        .filter(|(_, expected, current)| expected != current)
        .map(|(name, expected, current)| difference(name, expected, current))
        .collect();
    assert!(
        differences.is_empty(),
        "{}\nif this is intended, run `cargo xtask snapshots` and review with `git diff`",
        differences.join("\n")
    );
}

/// How the request of each operation is encoded after it was serialized and deserialized.
#[derive(Default)]
struct Stored(BTreeMap<(&'static str, &'static str), Encode>);

type Encode = fn(dynamic::Arguments, &Context) -> Result<http::Request<Bytes>, Error>;

impl VisitRequests for Stored {
    fn request<R: Described>(&mut self) {
        self.0.insert((R::OPERATION.document, R::OPERATION.id), dynamic::to_http_stored::<R>);
    }
}

/// Returns the requests of a document, sorted by operation id.
fn snapshot(document: &Document, stored: &Stored) -> String {
    let mut operations: Vec<&Operation> = document.operations.iter().collect();
    operations.sort_by_key(|operation| &operation.id);
    let mut text = String::new();
    for operation in operations {
        let all = request(document, operation, stored, Parameters::All);
        let required = request(document, operation, stored, Parameters::Required);
        text += &format!("{}\n{all}\n", operation.id);
        if required != all {
            text += &format!("{}, required only\n{required}\n", operation.id);
        }
    }
    text.truncate(text.trim_end().len());
    text + "\n"
}

fn request(document: &Document, operation: &Operation, stored: &Stored, parameters: Parameters) -> String {
    let name = format!("{} of {}", operation.id, document.stem);
    let endpoint = dynamic::operation(&document.stem, &operation.id);
    let endpoint = endpoint.unwrap_or_else(|| panic!("the crate has no {name}: run `cargo xtask codegen`"));
    let arguments = sample::arguments(document, operation, parameters);
    let context = Context::new().account_sid(sample::ACCOUNT_SID);
    let [sent, stored] = [
        endpoint.to_http(arguments.clone(), &context),
        // After it was serialized and deserialized.
        stored.0[&(document.stem.as_str(), operation.id.as_str())](arguments, &context),
    ]
    .map(|request| show::request(&request.unwrap_or_else(|error| panic!("cannot encode {name}: {error}"))));
    assert_eq!(sent, stored, "{name} changes when it is serialized and deserialized");
    sent
}

/// Returns the first line that differs, with the operation that it belongs to.
fn difference(name: &str, expected: Option<&String>, current: Option<&String>) -> String {
    let (Some(expected), Some(current)) = (expected, current) else {
        let fault = if current.is_some() { "the snapshot is missing" } else { "no document has operations for it" };
        return format!("{name}: {fault}");
    };
    let same = expected.lines().zip(current.lines()).take_while(|(one, other)| one == other).count();
    let [expected, found] = [expected, current].map(|text| text.lines().nth(same).unwrap_or_default().trim());
    let heading = current.lines().take(same + 1).filter(|line| line.starts_with(|first: char| !first.is_whitespace()));
    let operation = heading.last().unwrap_or_default();
    format!("{name}: {operation}\n  expected: {expected}\n  found:    {found}")
}

/// Reads the documents of the repository with their overlays.
fn documents() -> Vec<Document> {
    let spec = root().join("spec");
    let mut overlays = files(&spec.join("overlays"), "yaml");
    let mut sources = Vec::new();
    for (name, text) in files(&spec, "yaml") {
        let overlay = overlays.remove(&name).map(|text| (format!("overlays/{name}"), text.into_bytes()));
        sources.push(Source { name, text: text.into_bytes(), overlay });
    }
    let models = parallel::each(&sources, |source| source.text.len(), twilio_codegen::model);
    models.into_iter().map(|model| model.unwrap_or_else(|found| panic!("{found}")).0).collect()
}

/// Reads the files of a folder with this ending, by name.
fn files(folder: &Path, ending: &str) -> BTreeMap<String, String> {
    let mut files = BTreeMap::new();
    for entry in fs::read_dir(folder).unwrap_or_else(|error| panic!("cannot read `{}`: {error}", folder.display())) {
        let path = entry.expect("the folder can be listed").path();
        if path.extension().is_some_and(|found| found == ending) {
            let text = fs::read_to_string(&path);
            let text = text.unwrap_or_else(|error| panic!("cannot read `{}`: {error}", path.display()));
            files.insert(path.file_name().unwrap_or_default().to_string_lossy().into_owned(), text);
        }
    }
    files
}

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../..")
}
