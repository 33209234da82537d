//! Measures the comparison of two releases on one core: the documents in `spec/` with themselves, or two folders.
//!
//! Run with `cargo bench -p twilio-codegen --bench drift [-- OLD NEW]`. The important figure is the ratio of the total to the
//! time serde_yaml alone takes to read the same documents into a tree.

use std::fs;
use std::hint::black_box;
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

use twilio_codegen::{Source, drift};

const RUNS: u32 = 5;

fn main() {
    let spec = Path::new(env!("CARGO_MANIFEST_DIR")).join("../spec");
    let folders: Vec<PathBuf> = std::env::args().skip(1).filter(|it| !it.starts_with('-')).map(PathBuf::from).collect();
    let (old, new) = match folders.as_slice() {
        [old, new] => (sources(old, &spec), sources(new, &spec)),
        _ => (sources(&spec, &spec), sources(&spec, &spec)),
    };
    println!("{} and {} documents, one core, best of {RUNS} runs", old.len(), new.len());
    let alone = best(|| {
        for source in old.iter().chain(&new) {
            let document: serde_json::Value = serde_yaml::from_slice(&source.text).expect("the documents are valid");
            black_box(document);
        }
    });
    let models = best(|| drop(black_box((models(&old), models(&new)))));
    let (old, new) = (models_of(&old), models_of(&new));
    let compared = best(|| drop(black_box(drift::compare(&old, &new))));
    for (name, time) in [
        ("serde_yaml to tree alone", alone),
        ("documents to models", models),
        ("comparing the models", compared),
        ("total", models + compared),
    ] {
        println!("{name:<32} {:>8.1} ms  {:>5.2}", time.as_secs_f64() * 1e3, time.as_secs_f64() / alone.as_secs_f64());
    }
}

/// Lowers one document after another, because a call with one document uses one core.
fn models(sources: &[Source]) -> Vec<drift::Models> {
    let one = |source| drift::models(std::slice::from_ref(source)).expect("the documents can be read");
    sources.iter().map(one).collect()
}

fn models_of(sources: &[Source]) -> Vec<twilio_codegen::model::Document> {
    models(sources).into_iter().flat_map(|models| models.documents).collect()
}

fn best(mut run: impl FnMut()) -> Duration {
    let time = || {
        let start = Instant::now();
        run();
        start.elapsed()
    };
    std::iter::repeat_with(time).take(RUNS as usize).min().unwrap_or_default()
}

fn sources(folder: &Path, spec: &Path) -> Vec<Source> {
    let entries = fs::read_dir(folder).expect("the folder is there");
    let names = entries.filter_map(|entry| entry.ok()?.file_name().into_string().ok());
    let mut names: Vec<String> = names.filter(|name| name.ends_with(".yaml")).collect();
    names.sort();
    let read = |name: String| {
        let text = fs::read(folder.join(&name)).expect("a document can be read");
        let overlay = fs::read(spec.join("overlays").join(&name)).ok().map(|text| (format!("overlays/{name}"), text));
        Source { name, text, overlay }
    };
    names.into_iter().map(read).collect()
}
