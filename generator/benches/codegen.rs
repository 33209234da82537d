//! Measures code generation for the documents in `spec/`: parsing alone, each stage, and the whole run on one core and on all cores.
//!
//! Run with `cargo bench -p twilio-codegen`. Every time is the best of several runs. The important figures are the ratios of the
//! whole run to the time serde_yaml alone takes to read the same documents into openapiv3's types.

use std::fs;
use std::hint::black_box;
use std::path::Path;
use std::time::{Duration, Instant};

use twilio_codegen::stages::{self, STAGES};
use twilio_codegen::{Source, Words, WordsFile, generate, parallel};

const RUNS: u32 = 5;

fn main() {
    let (sources, files) = (sources(), words_files());
    let bytes: usize = sources.iter().map(|source| source.text.len()).sum();
    let cores = std::thread::available_parallelism().map_or(1, usize::from);
    println!("{} documents, {:.1} MB, {cores} cores, best of {RUNS} runs", sources.len(), bytes as f64 / 1e6);

    let whole = |threads: usize| {
        parallel::limit(threads);
        let words = Words::read(&files).expect("spec/words/ can be read");
        black_box(generate(&sources, &words).expect("spec/ generates"));
    };
    let mut best = [Duration::MAX; STAGES.len() + 4];
    // Every run measures everything, so that the ratios hold even if the machine's speed changes.
    for _ in 0..RUNS {
        let [alone, one, all] = [time(|| alone(&sources)), time(|| whole(1)), time(|| whole(cores))];
        parallel::limit(1);
        let times = [alone].into_iter().chain(staged(&sources, &files)).chain([one, all]);
        best.iter_mut().zip(times).for_each(|(best, time)| *best = time.min(*best));
    }
    let names = ["serde_yaml to openapiv3 alone, one core", "  read spec/words"].map(str::to_owned).into_iter();
    let names = names.chain(STAGES.map(|stage| format!("  {stage}")));
    let names = names.chain(["whole run, one core", "whole run, all cores"].map(str::to_owned));
    for (name, time) in names.zip(best) {
        let (time, alone) = (time.as_secs_f64(), best[0].as_secs_f64());
        println!("{name:<42} {:>8.1} ms {:>6.2} x", time * 1e3, time / alone);
    }
    match peak_memory() {
        Some(kilobytes) => println!("peak memory of this process: {} MiB", kilobytes / 1024),
        None => println!("peak memory: not available on this system"),
    }
}

/// Reads the documents with serde_yaml alone.
fn alone(sources: &[Source]) {
    for source in sources {
        let document: openapiv3::OpenAPI = serde_yaml::from_slice(&source.text).expect("spec/ holds valid documents");
        black_box(document);
    }
}

/// Measures reading the descriptions and each stage, for all documents, one after another.
fn staged(sources: &[Source], files: &[WordsFile]) -> [Duration; STAGES.len() + 1] {
    let mut spent = [Duration::ZERO; STAGES.len() + 1];
    let start = Instant::now();
    let words = Words::read(files).expect("spec/words/ can be read");
    spent[0] = start.elapsed();
    let mut clock = Instant::now();
    let lap = |stage: usize| {
        spent[stage + 1] += clock.elapsed();
        clock = Instant::now();
    };
    stages::run(sources, &words, lap).expect("spec/ generates");
    spent
}

fn sources() -> Vec<Source> {
    let spec = Path::new(env!("CARGO_MANIFEST_DIR")).join("../spec");
    let entries = fs::read_dir(&spec).expect("spec/ is there");
    let mut paths: Vec<_> = entries.map(|entry| entry.expect("spec/ can be read").path()).collect();
    paths.retain(|path| path.extension().is_some_and(|ending| ending == "yaml"));
    paths.sort();
    let source = |path: &Path| {
        let name = path.file_name()?.to_str()?.to_owned();
        let overlay = fs::read(spec.join("overlays").join(&name)).ok();
        let overlay = overlay.map(|text| (format!("overlays/{name}"), text));
        Some(Source { text: fs::read(path).ok()?, overlay, name })
    };
    paths.iter().filter_map(|path| source(path)).collect()
}

fn words_files() -> Vec<WordsFile> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../spec/words");
    let entries = fs::read_dir(folder).into_iter().flatten().flatten().map(|entry| entry.path());
    let files = entries.filter(|path| path.extension().is_some_and(|ending| ending == "yaml")).filter_map(|path| {
        Some(WordsFile { name: path.file_name()?.to_str()?.to_owned(), text: fs::read(&path).ok()? })
    });
    files.collect()
}

fn time(work: impl FnOnce()) -> Duration {
    let start = Instant::now();
    work();
    start.elapsed()
}

/// Returns the peak memory of this process in KiB, on Linux.
fn peak_memory() -> Option<u64> {
    let status = fs::read_to_string("/proc/self/status").ok()?;
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:"))?;
    line.split_whitespace().next()?.parse().ok()
}
