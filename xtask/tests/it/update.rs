//! Tests `update` with a local repository.

use crate::workspace::{self, Files, Workspace, document};

const CHANGELOG: &str = "# Changelog\n\n## Unreleased\n\n- Something by hand.\n";

/// Creates a generated workspace at release 1.0.0, and a repository that also has 1.1.0.
fn behind() -> Workspace {
    let old = [("gadgets", "Gadget", "size"), ("widgets", "Widget", "colour")];
    behind_by(&old, &[("gadgets", "Gadget", "weight"), ("tools", "Tool", "use")])
}

/// The same with these documents: product, resource and field.
pub(crate) fn behind_by(old: &[(&str, &str, &str)], new: &[(&str, &str, &str)]) -> Workspace {
    let workspace = Workspace::empty();
    workspace.write("CHANGELOG.md", CHANGELOG);
    git(&workspace, &["init", "--quiet"]);
    release(&workspace, "1.0.0", old);
    let url = workspace.at("remote");
    workspace.succeed(&["spec", "fetch", "--url", &url]);
    workspace.succeed(&["codegen"]);
    release(&workspace, "1.1.0", new);
    workspace
}

#[test]
fn one_command_updates_the_crate_to_a_release() {
    let workspace = behind();
    let run = workspace.succeed(&["update", "--url", &workspace.at("remote"), "--report", &workspace.at("report.md")]);
    assert!(run.stdout.contains("- New module `tools::v1`: "), "{}", run.stdout);
    workspace.succeed(&["codegen", "--check"]);
    assert!(workspace.read("spec/lock.toml").contains("tag = \"1.1.0\""));
    assert!(
        !workspace.path("spec/twilio_widgets_v1.yaml").exists()
            && !workspace.path("generated/src/api/widgets").exists()
    );
    let changelog = workspace.read("CHANGELOG.md");
    let head = "# Changelog\n\n## Unreleased\n\n### Twilio's documents 1.0.0 → 1.1.0\n\n4 changes (2 breaking, 2 additive): **minor version (breaking)**.\n";
    assert!(changelog.starts_with(head), "{changelog}");
    assert!(
        changelog.contains("\n#### Breaking\n\n##### gadgets\n") && changelog.ends_with("\n\n- Something by hand.\n"),
        "{changelog}"
    );
    assert!(workspace.read("report.md").starts_with("4 changes"));
    assert!(workspace.has_no_temporary_folder());
}

#[test]
fn a_second_run_changes_nothing() {
    let workspace = behind();
    let url = workspace.at("remote");
    workspace.succeed(&["update", "--url", &url]);
    let before = state(&workspace);
    let run = workspace.succeed(&["update", "--url", &url]);
    let (_, end) = run.stdout.split_once("\n0 files written, ").expect("nothing is written");
    assert!(end.ends_with(" unchanged, 0 removed\nthe crate is already at this release\n"), "{}", run.stdout);
    assert!(before == state(&workspace));
}

#[test]
fn an_overlay_that_no_longer_applies_is_named_and_nothing_changes() {
    let workspace = behind();
    let overlay = "overlay: 1.0.0\ninfo: {title: a, version: 1.0.0}\nactions:\n\
        - target: $.paths['/gone']\n  description: it is gone\n  update: {x-secret: true}\n";
    workspace.write("spec/overlays/twilio_gadgets_v1.yaml", overlay);
    let before = state(&workspace);
    let run = workspace.run(&["update", "--url", &workspace.at("remote")]);
    assert_eq!(run.code, Some(2));
    assert!(
        run.stdout.contains("### Overlay actions that don't apply\n\n- `overlays/twilio_gadgets_v1.yaml#/actions/0`"),
        "{}",
        run.stdout
    );
    assert!(
        run.stderr
            .contains("error: overlays/twilio_gadgets_v1.yaml#/actions/0: target `$.paths['/gone']` matches nothing"),
        "{}",
        run.stderr
    );
    assert!(before == state(&workspace));
}

#[test]
fn a_step_that_fails_changes_nothing() {
    let workspace = behind();
    let url = workspace.at("remote");
    workspace.write("CHANGELOG.md", "# Changelog\n");
    let before = state(&workspace);
    workspace.fail(&["update", "--url", &url], "error: `CHANGELOG.md` has no section `## Unreleased`: add it");
    workspace.write("CHANGELOG.md", CHANGELOG);
    assert_eq!(workspace.run(&["update", "--url", &url, "--tag", "7.7.7"]).code, Some(2));
    release(&workspace, "1.2.0", &[("gadgets", "Gadget", "size")]);
    workspace.write("remote/spec/yaml/twilio_gadgets_v1.yaml", "openapi: [\n");
    git(&workspace, &["commit", "--quiet", "--all", "--message", "broken"]);
    git(&workspace, &["tag", "1.3.0"]);
    assert_eq!(workspace.run(&["update", "--url", &url]).code, Some(2));
    let after = state(&workspace);
    assert!(before.iter().all(|(path, bytes)| path == "CHANGELOG.md" || after.get(path) == Some(bytes)));
    assert_eq!(before.len(), after.len());
}

#[test]
fn new_names_without_words_are_listed_and_do_not_fail() {
    let workspace = behind();
    let (url, report) = (workspace.at("remote"), workspace.at("report.md"));
    workspace.write(
        "spec/words/twilio_tools_v1.yaml",
        "operations:\n  CreateTool: Creates a tool.\n  CreateSaw: Creates a saw.\n",
    );
    // An overlay that is already adapted to the new release keeps no document from being compared.
    let overlay = "overlay: 1.0.0\ninfo: {title: a, version: 1.0.0}\nactions:\n\
        - target: $.components.schemas['gadgets.v1.gadgets'].properties.weight\n  description: a secret\n  update: {x-secret: true}\n";
    workspace.write("spec/overlays/twilio_gadgets_v1.yaml", overlay);
    let run = workspace.succeed(&["update", "--url", &url, "--report", &report]);
    let listed = "\n### New parameters and properties to describe in spec/words/\n\n\
        - `twilio_gadgets_v1.yaml: /schemas/gadgets/properties/weight`\n\
        - `twilio_tools_v1.yaml: /operations/CreateTool/parameters/FriendlyName`\n\
        - `twilio_tools_v1.yaml: /schemas/tools/properties/sid`\n\
        - `twilio_tools_v1.yaml: /schemas/tools/properties/use`\n\n\
        ### Entries in spec/words/ to rename or remove, because they match nothing\n\n\
        - `words/twilio_tools_v1.yaml:3#/operations/CreateSaw`\n";
    assert!(run.stdout.contains(listed), "{}", run.stdout);
    let report = workspace.read("report.md");
    assert!(report.contains(listed), "{report}");
    assert!(!workspace.read("CHANGELOG.md").contains("spec/words/"));

    // What a release didn't add isn't listed again.
    let run = workspace.succeed(&["update", "--url", &url]);
    assert!(!run.stdout.contains("New parameters and properties"), "{}", run.stdout);
}

#[test]
fn uncommitted_changes_are_not_mixed_with_an_update() {
    let workspace = behind();
    commit_all(&workspace);
    let report = workspace.at("report.md");
    let update = ["update", "--url", &workspace.at("remote"), "--report", &report];
    for path in ["CHANGELOG.md", "notes.md"] {
        workspace.write(path, &format!("{CHANGELOG}- More by hand.\n"));
        let before = state(&workspace);
        let message = format!(
            "error: `{path}` has uncommitted changes, with which the update would mix: commit or stash them, or pass \
             `--allow-dirty`"
        );
        workspace.fail(&update, &message);
        assert!(before == state(&workspace));
        git_in(&workspace, "", &["clean", "--quiet", "--force"]);
        git_in(&workspace, "", &["checkout", "--quiet", "."]);
    }
    // An earlier report is replaced.
    workspace.write("report.md", "an earlier report\n");
    workspace.succeed(&update);
    // Nothing changes, so the uncommitted update doesn't matter.
    workspace.succeed(&update);
    release(&workspace, "1.2.0", &[("gadgets", "Gadget", "length")]);
    assert_eq!(workspace.run(&update).code, Some(2));
    workspace.succeed(&[&update[..], &["--allow-dirty"]].concat());
}

#[test]
fn an_older_release_needs_permission() {
    let workspace = behind();
    let update = ["update", "--url", &workspace.at("remote")];
    workspace.succeed(&update);
    let before = state(&workspace);
    let older = [&update[..], &["--tag", "1.0.0"]].concat();
    workspace.fail(
        &older,
        "error: release 1.0.0 is older than the current one, 1.1.0: pass `--allow-downgrade` if you want it",
    );
    assert!(before == state(&workspace));
    workspace.succeed(&[&older[..], &["--allow-downgrade"]].concat());
    assert!(workspace.read("CHANGELOG.md").contains("\n### Twilio's documents 1.1.0 → 1.0.0\n"));
}

#[test]
fn a_branch_is_not_a_release() {
    let workspace = behind();
    git(&workspace, &["branch", "next"]);
    release(&workspace, "1.2.0", &[("gadgets", "Gadget", "length")]);
    git(&workspace, &["checkout", "--quiet", "next"]);
    release(&workspace, "candidate", &[("gadgets", "Gadget", "height")]);
    git(&workspace, &["tag", "--delete", "candidate"]);
    let url = workspace.at("remote");
    let before = state(&workspace);
    workspace.fail(
        &["update", "--url", &url, "--tag", "next"],
        "error: `next` is not a tag of `remote`: for a branch, pass `--branch next`",
    );
    assert!(before == state(&workspace));
    workspace.succeed(&["update", "--url", &url, "--branch", "next"]);
    let lock = workspace.read("spec/lock.toml");
    let commit = git(&workspace, &["rev-parse", "next"]);
    assert!(lock.contains(&format!("tag = \"unknown\"\ncommit = \"{commit}\"\n")) && commit.len() >= 40, "{lock}");
    let title = format!("\n### Twilio's documents 1.0.0 → commit {}\n", &commit[..12]);
    assert!(workspace.read("CHANGELOG.md").contains(&title));
}

#[test]
fn a_release_with_the_same_documents_has_no_section() {
    let workspace = behind();
    let url = workspace.at("remote");
    workspace.succeed(&["update", "--url", &url]);
    let before = workspace.read("CHANGELOG.md");
    git(&workspace, &["commit", "--quiet", "--allow-empty", "--message", "nothing"]);
    git(&workspace, &["tag", "1.1.1"]);
    workspace.succeed(&["update", "--url", &url]);
    assert!(workspace.read("spec/lock.toml").contains("tag = \"1.1.1\""));
    assert_eq!(before, workspace.read("CHANGELOG.md"));
}

#[test]
fn an_abbreviated_commit_is_that_of_the_release() {
    let workspace = behind();
    let url = workspace.at("remote");
    workspace.succeed(&["update", "--url", &url]);
    let commit = git(&workspace, &["rev-parse", "1.1.0"]);
    for path in ["spec/lock.toml", "spec/NOTICE", "generated/NOTICE"] {
        workspace.write(path, &workspace.read(path).replace(&commit, &commit[..7]));
    }
    let before = state(&workspace);
    let run = workspace.succeed(&["update", "--url", &url]);
    assert!(run.stdout.ends_with("the crate is already at this release\n"), "{}", run.stdout);
    assert!(before == state(&workspace));
}

/// Makes the workspace a git repository without uncommitted changes.
pub(crate) fn commit_all(workspace: &Workspace) {
    workspace.write(".gitignore", "/target\n/remote\n/.xtask-lock\n.xtask-*.tmp\n");
    git_in(workspace, "", &["init", "--quiet"]);
    git_in(workspace, "", &["add", "--all"]);
    git_in(workspace, "", &["commit", "--quiet", "--message", "everything"]);
}

/// Returns every file except those of the remote and the scratch folder.
fn state(workspace: &Workspace) -> Files {
    let mut files = workspace.files("");
    files.retain(|path, _| !["remote/", "target/", ".git/"].iter().any(|folder| path.starts_with(folder)));
    files
}

fn release(workspace: &Workspace, tag: &str, documents: &[(&str, &str, &str)]) {
    let _ = std::fs::remove_dir_all(workspace.path("remote/spec"));
    for (product, resource, field) in documents {
        workspace.write(&format!("remote/spec/yaml/twilio_{product}_v1.yaml"), &document(product, resource, field));
    }
    git(workspace, &["add", "--all"]);
    git(workspace, &["commit", "--quiet", "--message", tag]);
    git(workspace, &["tag", tag]);
}

/// Runs git in the remote.
fn git(workspace: &Workspace, arguments: &[&str]) -> String {
    std::fs::create_dir_all(workspace.path("remote")).unwrap();
    git_in(workspace, "remote", arguments)
}

/// Runs git in a folder of the workspace.
pub(crate) fn git_in(workspace: &Workspace, folder: &str, arguments: &[&str]) -> String {
    workspace::git(&workspace.path(folder), arguments)
}
