//! Measures code generation for the documents in `spec/`: parsing alone, each stage on one core, and all stages on all cores.
//!
//! Run with `cargo bench -p twilio-codegen`. Every time is the best of several runs. The important figure is the ratio of the
//! total to the time serde_yaml alone takes to read the same documents into openapiv3's types.

use std::fs;
use std::hint::black_box;
use std::path::Path;
use std::time::{Duration, Instant};

use twilio_codegen::{Source, Words, WordsFile, document, generate, overlay, stages};

const RUNS: u32 = 5;

fn main() {
    let (sources, words) = (sources(), words());
    let bytes: usize = sources.iter().map(|source| source.text.len()).sum();
    let threads = std::thread::available_parallelism().map_or(1, usize::from);
    println!("{} documents, {:.1} MB, {threads} cores, best of {RUNS} runs", sources.len(), bytes as f64 / 1e6);

    let alone = best(|| {
        for source in &sources {
            let document: openapiv3::OpenAPI =
                serde_yaml::from_slice(&source.text).expect("spec/ holds valid documents");
            black_box(document);
        }
    });
    print("serde_yaml to openapiv3 alone, one core", alone, alone);
    let mut spent = [Duration::MAX; STAGES.len()];
    for _ in 0..RUNS {
        for (best, time) in spent.iter_mut().zip(staged(&sources)) {
            *best = time.min(*best);
        }
    }
    for (name, time) in STAGES.iter().zip(spent) {
        print(name, time, alone);
    }
    print("all stages, one core", spent.iter().sum(), alone);
    let whole = best(|| {
        black_box(generate(&sources, &words, &|_| ()).expect("spec/ generates"));
    });
    print("total, all cores", whole, alone);
    match peak_memory() {
        Some(kilobytes) => println!("peak memory of this process: {} MiB", kilobytes / 1024),
        None => println!("peak memory: not available on this system"),
    }
}

const STAGES: [&str; 7] = [
    "  read: source to tree",
    "  overlay",
    "  type: tree to openapiv3",
    "  lower: to the model",
    "  name and check",
    "  render: to tokens",
    "  format: to source",
];

/// Measures each stage for all documents, one after another.
fn staged(sources: &[Source]) -> [Duration; STAGES.len()] {
    let mut spent = [Duration::ZERO; STAGES.len()];
    let formatter = stages::FormatStage::default();
    for source in sources {
        let mut clock = Instant::now();
        let mut lap = |stage: usize| {
            spent[stage] += clock.elapsed();
            clock = Instant::now();
        };
        let mut raw = document::read(&source.name, &source.text).expect("spec/ holds valid documents");
        lap(0);
        if let Some((name, text)) = &source.overlay {
            overlay::apply(&mut raw, name, text).expect("spec/ holds valid overlays");
        }
        lap(1);
        let document = raw.into_document().expect("spec/ holds valid documents");
        lap(2);
        let mut model = stages::lower(&document).expect("spec/ is supported");
        lap(3);
        stages::name(&mut model).expect("spec/ can be named");
        lap(4);
        let rendered = stages::render(&model);
        lap(5);
        black_box(formatter.format(&rendered, &source.name));
        lap(6);
    }
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

fn words() -> Words {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../spec/words");
    let entries = fs::read_dir(folder).into_iter().flatten().flatten().map(|entry| entry.path());
    let files = entries.filter(|path| path.extension().is_some_and(|ending| ending == "yaml")).filter_map(|path| {
        Some(WordsFile { name: path.file_name()?.to_str()?.to_owned(), text: fs::read(&path).ok()? })
    });
    Words::read(&Vec::from_iter(files)).expect("spec/words/ can be read")
}

fn best(mut work: impl FnMut()) -> Duration {
    let run = |_| {
        let start = Instant::now();
        work();
        start.elapsed()
    };
    (0..RUNS).map(run).min().unwrap_or_default()
}

fn print(what: &str, time: Duration, alone: Duration) {
    let (time, alone) = (time.as_secs_f64(), alone.as_secs_f64());
    println!("{what:<42} {:>8.1} ms {:>6.2} x", time * 1e3, time / alone);
}

/// Returns the peak memory of this process in KiB, on Linux.
fn peak_memory() -> Option<u64> {
    let status = fs::read_to_string("/proc/self/status").ok()?;
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:"))?;
    line.split_whitespace().next()?.parse().ok()
}
