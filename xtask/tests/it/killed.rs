//! Tests that a command killed at any time leaves no half-written file, and that the next run completes its work.

use std::fs;
use std::thread;
use std::time::{Duration, Instant};

use crate::workspace::{Files, Workspace, document, write};

const DOCUMENTS: u32 = 16;
const RUNS: u32 = 40;

#[test]
fn a_killed_codegen_leaves_whole_files_and_the_next_one_completes() {
    let workspace = Workspace::empty();
    let generate = |field| {
        write_documents(&workspace, "spec", field);
        workspace.succeed(&["codegen"]);
        workspace.files("generated")
    };
    let states = [generate("size"), generate("colour")];
    kill_often(&workspace, &["codegen"], "generated", &states);
}

#[test]
fn a_killed_import_leaves_whole_files_and_the_next_one_completes() {
    let workspace = Workspace::empty();
    let upstream = workspace.at("upstream");
    let import = ["spec", "import", &upstream];
    let states = ["size", "colour"].map(|field| {
        write_documents(&workspace, "upstream", field);
        workspace.succeed(&import);
        workspace.files("spec")
    });
    kill_often(&workspace, &import, "spec", &states);
}

#[test]
fn temporary_files_of_a_killed_run_are_removed() {
    let workspace = Workspace::generated();
    let before = workspace.files("generated");
    for folder in ["generated/src/api", "generated/src/api/gadgets", "generated"] {
        workspace.write(&format!("{folder}/.xtask-4711-0.tmp"), "// @gener");
    }
    workspace.write("generated/src/api/.xtask-mine.tmp", "by hand\n");
    let run = workspace.run(&["codegen", "--check"]);
    assert_eq!(run.code, Some(1));
    assert!(run.stdout.contains("orphaned  generated/src/api/gadgets/.xtask-4711-0.tmp\n"), "{run:#?}");

    workspace.succeed(&["codegen"]);
    let mut after = workspace.files("generated");
    assert!(after.remove("src/api/.xtask-mine.tmp").is_some());
    assert!(before == after);
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

/// Repeatedly kills a command that changes `folder` from the old to the new state, each time a little later.
fn kill_often(workspace: &Workspace, command: &[&str], folder: &str, [old, new]: &[Files; 2]) {
    assert!(old.keys().eq(new.keys()) && old != new);
    let (mut whole_run, mut interrupted, mut run) = (Duration::ZERO, 0, 0);
    // Continues until enough runs were killed while writing: on a busy machine, every delay may miss the writes.
    while run < RUNS || (interrupted < 3 && run < 10 * RUNS) {
        restore(workspace, folder, old, run);
        let before = workspace.files(folder);
        let mut child = workspace.command(command).spawn().unwrap();
        thread::sleep(whole_run * (run % RUNS) / RUNS);
        child.kill().unwrap();
        child.wait().unwrap();
        let after = workspace.files(folder);
        interrupted += u32::from(after != before && after != *new);
        for (path, text) in &after {
            let is_whole = old.get(path) == Some(text) || new.get(path) == Some(text);
            assert!(is_whole || is_temporary(path), "`{path}` is neither old nor new");
        }

        let start = Instant::now();
        workspace.succeed(command);
        // Measured each time, since the machine's load may change.
        whole_run = start.elapsed();
        assert!(workspace.files(folder) == *new, "the command did not complete after killed run {run}");
        run += 1;
    }
    assert!(interrupted > 0, "no run was killed while writing");
}

/// Restores the old state, with some files missing in every third run.
fn restore(workspace: &Workspace, folder: &str, old: &Files, run: u32) {
    fs::remove_dir_all(workspace.path(folder)).unwrap();
    for (index, (path, text)) in old.iter().enumerate() {
        let skipped = run.is_multiple_of(3) && index % 4 == 1 && path != "Cargo.toml";
        if !skipped {
            write(&workspace.path(folder).join(path), text);
        }
    }
}

fn write_documents(workspace: &Workspace, folder: &str, field: &str) {
    for number in 0..DOCUMENTS {
        let (product, resource) = (format!("product{number}"), format!("Thing{number}"));
        workspace.write(&format!("{folder}/twilio_{product}_v1.yaml"), &document(&product, &resource, field));
    }
}

fn is_temporary(path: &str) -> bool {
    let name = path.rsplit('/').next().unwrap_or_default();
    name.starts_with(".xtask-") && name.ends_with(".tmp")
}
