//! Prints the results of `codegen`.

use std::collections::BTreeMap;
use std::path::PathBuf;
use std::time::Duration;

use twilio_codegen::text::thousands;
use twilio_codegen::{Keywords, Summary};

use super::plan::Plan;
use crate::Outcome;
use crate::workspace::{Workspace, counted};

/// Lists all differences on standard output, and the errors on standard error.
pub(crate) fn check(
    workspace: &Workspace,
    plan: &Plan,
    leftovers: &[PathBuf],
    differences: &[String],
    uncovered: &[String],
) -> Outcome {
    let steps = plan.changes.steps.iter().map(|step| (step.state(), &step.path));
    let steps = steps.chain(leftovers.iter().map(|path| ("orphaned", path)));
    let lines: Vec<String> = steps.map(|(state, path)| format!("{state:<9} {}", workspace.shown(path))).collect();
    for line in differences.iter().chain(&lines) {
        say!("{line}");
    }
    foreign(workspace, plan);
    if !lines.is_empty() {
        let count = counted(lines.len(), "difference");
        eprintln!("error: {count} in the generated files: run `cargo xtask codegen` and commit the result");
    }
    if !differences.is_empty() {
        let count = counted(differences.len(), "difference");
        eprintln!("error: {count} between the documents and lock.toml: only `cargo xtask spec import` writes them");
    }
    for line in uncovered {
        eprintln!("error: {line}: describe what `cargo xtask words --missing` lists, in spec/words/");
    }
    match lines.is_empty() && differences.is_empty() && uncovered.is_empty() {
        true => Outcome::Fine,
        false => Outcome::Stale,
    }
}

/// Prints warnings, which don't prevent files from being written.
pub(crate) fn warn(workspace: &Workspace, plan: &Plan, differences: &[String]) {
    for line in differences {
        eprintln!("warning: {line}");
    }
    foreign(workspace, plan);
}

/// Prints the summary of a run that wrote files. `imported` has the annotations that the documents had before the import.
pub(crate) fn summary(plan: &Plan, summary: &Summary, imported: &BTreeMap<String, u64>, time: Duration, verbose: bool) {
    let Summary { documents, operations, types, .. } = *summary;
    say!("{}, {}, {}", counted(documents, "document"), counted(operations, "operation"), counted(types, "type"));
    say!("{}", plan.changes.summary());
    say!("{} not generated, because no operation uses it", counted(summary.unused.len(), "schema"));
    for (document, key) in summary.unused.iter().filter(|_| verbose) {
        say!("  {document}: {key}");
    }
    let Keywords { read, left_aside } = &summary.keywords;
    let number = |counts: &BTreeMap<String, u64>| thousands(counts.values().sum::<u64>());
    match verbose {
        true => {
            say!("keywords read: {}", listed(read));
            say!("keywords ignored: {}", listed(left_aside));
            let imported = imported.iter().filter(|(name, _)| !left_aside.contains_key(*name));
            say!("left out by the import: {}", listed(&imported.map(|(name, count)| (name.clone(), *count)).collect()));
        }
        false => {
            say!("keywords read: {}", number(read));
            say!("keywords ignored: {} of {} kinds (--verbose lists them)", number(left_aside), left_aside.len());
        }
    }
    say!("{:.2} s", time.as_secs_f64());
}

fn foreign(workspace: &Workspace, plan: &Plan) {
    for path in &plan.foreign {
        eprintln!("warning: `{}` is not generated and was left alone", workspace.shown(path));
    }
}

/// Lists keywords with their numbers.
fn listed(counts: &BTreeMap<String, u64>) -> String {
    let counts: Vec<String> =
        counts.iter().map(|(keyword, count)| format!("{keyword} {}", thousands(*count))).collect();
    if counts.is_empty() { "none".to_owned() } else { counts.join(", ") }
}
