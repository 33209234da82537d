//! Tests that a command killed at any time leaves no half-written file, and that the next run completes its work and removes
//! everything that the killed one left.

use std::fs;
use std::hash::{BuildHasher, RandomState};
use std::io::{BufRead as _, BufReader, Read as _};
use std::path::Path;
use std::process::{Child, Stdio};
use std::thread;
use std::time::{Duration, Instant};

use sha2::{Digest as _, Sha256};

use crate::update::{behind_by, commit_all};
use crate::workspace::{Files, Workspace, document, write};

const DOCUMENTS: u32 = 16;
/// How often a command is killed; the environment variable `KILLED_RUNS` replaces it.
const RUNS: u32 = 30;

#[test]
fn a_killed_codegen_leaves_whole_files_and_the_next_one_completes() {
    let workspace = Workspace::empty();
    let states = ["size", "colour"].map(|field| {
        write_documents(&workspace, "spec", field);
        workspace.succeed(&["codegen"]);
        workspace.files("")
    });
    kill_often(&workspace, &["codegen"], &["generated"], states);
}

#[test]
fn a_killed_import_leaves_whole_files_and_the_next_one_completes() {
    let workspace = Workspace::empty();
    let upstream = workspace.at("upstream");
    let import = ["spec", "import", &upstream];
    let states = ["size", "colour"].map(|field| {
        write_documents(&workspace, "upstream", field);
        workspace.succeed(&import);
        workspace.files("")
    });
    kill_often(&workspace, &import, &["spec"], states);
}

#[test]
fn a_killed_update_leaves_whole_files_and_the_next_one_completes() {
    let products: Vec<_> = (0..DOCUMENTS).map(|number| format!("product{number}")).collect();
    let documents = |field| products.iter().map(|it| (it.as_str(), "Thing", field)).collect::<Vec<_>>();
    let workspace = behind_by(&documents("size"), &documents("colour"));
    commit_all(&workspace);
    let update = ["update", "--url", &workspace.at("remote")];
    let old = workspace.files("");
    workspace.succeed(&update);
    let new = workspace.files("");
    kill_often(&workspace, &update, &["spec", "generated", "CHANGELOG.md"], [old, new]);
}

#[test]
fn what_killed_runs_left_is_removed_wherever_it_is() {
    let workspace = Workspace::generated();
    let before = workspace.files("");
    for folder in ["", "elsewhere/api/"] {
        workspace.write(&format!("{folder}.xtask-Ab12Cd.tmp/0"), "// @gener");
    }
    workspace.write("generated/src/api/.xtask-mine.tmp", "by hand\n");
    workspace.write(".xtask-lock", &format!("{}\n", workspace.at("elsewhere/api")));
    let run = workspace.run(&["codegen", "--check"]);
    assert_eq!((run.code, run.stdout.as_str()), (Some(1), "orphaned  .xtask-Ab12Cd.tmp\n"));

    workspace.succeed(&["codegen"]);
    let mut after = workspace.files("");
    assert!(after.remove("generated/src/api/.xtask-mine.tmp").is_some());
    assert!(before == after);
}

#[test]
fn what_a_killed_run_replaced_is_restored_unless_it_was_changed_since() {
    let workspace = Workspace::generated();
    let before = workspace.files("generated");
    let leaves = ["gadgets", "widgets"].map(|product| workspace.generated_leaf(product));
    // As if a command had been killed after it had replaced the first file and added another, and the second was edited then.
    let digest = |text: &str| Sha256::digest(text).iter().map(|byte| format!("{byte:02x}")).collect::<String>();
    let entry =
        |path: &str, existed: bool| serde_json::json!({"path": path, "new": digest("new\n"), "existed": existed});
    let journal = serde_json::json!([entry(&leaves[0], true), entry(&leaves[1], true), entry("spec/added/new", false)]);
    workspace.write(".xtask-Ab12Cd.tmp/journal.json", &journal.to_string());
    for (number, (leaf, text)) in leaves.iter().zip(["new\n", "by hand\n"]).enumerate() {
        workspace.write(&format!(".xtask-Ab12Cd.tmp/{number}.old"), &workspace.read(leaf));
        workspace.write(leaf, text);
    }
    workspace.write("spec/added/new", "new\n");
    let run = workspace.succeed(&["spec", "import", &workspace.at("upstream")]);
    assert!(run.stderr.starts_with("a command was killed while it changed files in "), "{}", run.stderr);
    assert_eq!(workspace.read(&leaves[1]), "by hand\n");
    assert!(!workspace.path("spec/added").exists() && !workspace.path(".xtask-Ab12Cd.tmp").exists());
    let mut after = workspace.files("generated");
    after.insert(
        leaves[1].trim_start_matches("generated/").to_owned(),
        before[leaves[1].trim_start_matches("generated/")].clone(),
    );
    assert!(before == after);
}

#[test]
fn an_output_folder_is_cleaned_by_its_next_run() {
    let workspace = Workspace::generated();
    let out = workspace.at("elsewhere");
    workspace.write("elsewhere/.xtask-Ab12Cd.tmp/0", "// @gener");
    workspace.succeed(&["codegen", "--out", &out]);
    assert!(workspace.files("elsewhere") == workspace.files("generated/src/api"));
}

#[test]
fn concurrent_runs_take_turns() {
    let workspace = Workspace::generated();
    let before = workspace.files("generated");
    fs::remove_dir_all(workspace.path("generated/src/api")).unwrap();
    let children: Vec<_> = (0..6).map(|_| workspace.command(&["codegen"]).spawn().unwrap()).collect();
    for mut child in children {
        assert!(child.wait().unwrap().success());
    }
    assert!(before == workspace.files("generated"));
}

#[test]
fn commands_with_different_target_folders_take_turns() {
    let workspace = Workspace::generated();
    let before = workspace.files("generated");
    fs::remove_dir_all(workspace.path("generated/src/api")).unwrap();
    let codegen = |target: &str| {
        let mut command = workspace.command(&["codegen"]);
        command.env("CARGO_TARGET_DIR", workspace.at(target)).stderr(Stdio::piped());
        command
    };
    let mut first = codegen("a").env("XTASK_STOP_AFTER", "0").spawn().unwrap();
    wait_for_replacement(&workspace, &mut first, 0);
    let mut second = codegen("b").spawn().unwrap();
    let mut messages = BufReader::new(second.stderr.take().unwrap());
    let mut line = String::new();
    messages.read_line(&mut line).unwrap();
    first.kill().unwrap();
    first.wait().unwrap();
    messages.read_to_string(&mut String::new()).unwrap();
    assert!(second.wait().unwrap().success());
    assert_eq!(line, "waiting for another `cargo xtask` command that writes\n");
    assert!(before == workspace.files("generated"));
}

/// Repeatedly kills a command that changes `owned` from the old to the new state: in turn after a certain replacement, from the
/// first to the last, and at a random time in its run.
fn kill_often(workspace: &Workspace, command: &[&str], owned: &[&str], [old, new]: [Files; 2]) {
    let (old, _) = split(old, owned);
    let (new, others) = split(new, owned);
    let replaced = differing(&old, &new);
    assert!(replaced > 8);
    let runs = std::env::var("KILLED_RUNS").map_or(RUNS, |runs| runs.parse().unwrap());
    let mut whole_run = Duration::ZERO;
    for run in 0..runs {
        let before = restore(workspace, owned, &old, run);
        let last = (replaced - 1) as u32;
        let number = run.is_multiple_of(2).then(|| run / 2 * last / (runs.div_ceil(2) - 1).max(1));
        let delay = whole_run.mul_f64(random());
        let killed = match number {
            Some(number) => format!("run {run}, killed after replacement {number}"),
            None => format!("run {run}, killed after {delay:?}"),
        };
        let stop = number.map(|number| ("XTASK_STOP_AFTER", number.to_string()));
        let mut child = workspace.command(command).envs(stop).spawn().unwrap();
        match number {
            Some(number) => wait_for_replacement(workspace, &mut child, number),
            None => thread::sleep(delay),
        }
        child.kill().unwrap();
        child.wait().unwrap();
        let (after, _) = split(workspace.files(""), owned);
        if let Some(number) = number {
            assert_eq!(differing(&before, &after), number as usize + 1, "{killed}");
        }
        for (path, text) in &after {
            let is_whole = old.get(path) == Some(text) || new.get(path) == Some(text);
            assert!(is_whole, "`{path}` is neither old nor new: {killed}");
        }

        let start = Instant::now();
        let completed = workspace.run(command);
        assert_eq!(completed.code, Some(0), "{killed}: {completed:#?}");
        // Measured each time, since the machine's load may change.
        whole_run = start.elapsed();
        let (completed, rest) = split(workspace.files(""), owned);
        assert!(completed == new, "the command did not complete: {killed}");
        assert!(rest == others, "it left {:?}: {killed}", rest.keys().filter(|it| !others.contains_key(*it)));
        assert_no_empty_folder(&workspace.path("generated"));
    }
}

/// Returns how many files differ or are only in one of the states.
fn differing(old: &Files, new: &Files) -> usize {
    let gone = old.keys().filter(|path| !new.contains_key(*path)).count();
    new.iter().filter(|(path, text)| old.get(*path) != Some(text)).count() + gone
}

/// Waits until the command has put the new content with this number in its place, or has ended.
fn wait_for_replacement(workspace: &Workspace, child: &mut Child, number: u32) {
    let is_replaced = || {
        let folders = fs::read_dir(workspace.path("")).unwrap().map(|entry| entry.unwrap().path());
        folders.into_iter().any(|it| it.join("journal.json").exists() && !it.join(number.to_string()).exists())
    };
    while !is_replaced() && child.try_wait().unwrap().is_none() {
        thread::sleep(Duration::from_millis(1));
    }
}

/// Returns the files in the folders that the command owns, and the others.
fn split(mut files: Files, owned: &[&str]) -> (Files, Files) {
    // git refreshes its index whenever it looks for changes.
    files.retain(|path, _| !path.starts_with(".git/"));
    files.into_iter().partition(|(path, _)| owned.contains(&path.split('/').next().unwrap_or_default()))
}

/// Restores the old state, with some generated files or documents missing in every third run.
fn restore(workspace: &Workspace, owned: &[&str], old: &Files, run: u32) -> Files {
    for path in split(workspace.files(""), owned).0.keys() {
        fs::remove_file(workspace.path(path)).unwrap();
    }
    for (index, (path, text)) in old.iter().enumerate() {
        // An update would refuse to mix with uncommitted changes.
        let is_made = (path.ends_with(".rs") || owned == ["spec"]) && !owned.contains(&"CHANGELOG.md");
        if !(run.is_multiple_of(3) && index % 4 == 1 && is_made) {
            write(&workspace.path(path), text);
        }
    }
    split(workspace.files(""), owned).0
}

fn assert_no_empty_folder(folder: &Path) {
    let entries: Vec<_> = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect();
    assert!(!entries.is_empty(), "`{}` is empty", folder.display());
    entries.iter().filter(|path| path.is_dir()).for_each(|path| assert_no_empty_folder(path));
}

/// Returns a random number below 1.
fn random() -> f64 {
    (RandomState::new().hash_one(0) >> 11) as f64 / (1_u64 << 53) as f64
}

fn write_documents(workspace: &Workspace, folder: &str, field: &str) {
    for number in 0..DOCUMENTS {
        let (product, resource) = (format!("product{number}"), format!("Thing{number}"));
        workspace.write(&format!("{folder}/twilio_{product}_v1.yaml"), &document(&product, &resource, field));
    }
}
