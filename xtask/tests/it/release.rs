//! Tests `release` with programs in place of cargo: one that succeeds and one that fails.

use crate::update::{commit_all, git_in};
use crate::workspace::{Run, Workspace};

/// Creates a repository at version 0.1.0, which is released, with this unreleased section.
fn unreleased(section: &str) -> Workspace {
    let workspace = Workspace::empty();
    let package = "name = \"twilio-bindings\"\nversion = \"0.1.0\"\n";
    workspace.write("generated/Cargo.toml", &format!("[package]\n{package}"));
    workspace
        .write("Cargo.lock", &format!("[[package]]\nname = \"serde\"\nversion = \"0.1.0\"\n\n[[package]]\n{package}"));
    workspace.write("README.md", "twilio-bindings = { version = \"0.1\", features = [\"api\"] }\n");
    workspace.write(
        "CHANGELOG.md",
        &format!("# Changelog\n\n## Unreleased\n\n{section}\n## 0.1.0 - 2026-01-02\n\n- First.\n"),
    );
    commit_all(&workspace);
    // The identity of the commit.
    git_in(&workspace, "", &["config", "user.name", "a"]);
    git_in(&workspace, "", &["config", "user.email", "a@example.com"]);
    workspace
}

/// Runs `release` with this program as cargo.
fn release(workspace: &Workspace, cargo: &str, arguments: &[&str]) -> Run {
    workspace.run_with(&[&["release"], arguments].concat(), &[("CARGO", cargo)])
}

#[test]
fn the_most_severe_unreleased_section_determines_the_version() {
    for (section, version) in [
        (
            "### Twilio's documents 1 → 2\n\n#### Documentation only\n\n### Twilio's documents 2 → 3\n\n#### Breaking\n",
            "0.2.0",
        ),
        ("#### Added\n\n#### Privacy\n", "0.2.0"),
        ("#### Added\n", "0.1.1"),
        ("### Fixed\n", "0.1.1"),
        ("- By hand. Breaking only in the text.\n", "0.1.1"),
    ] {
        let run = release(&unreleased(section), "false", &["--dry-run"]);
        assert_eq!((run.code, run.stdout.trim()), (Some(0), version), "{section}");
    }
    let workspace = unreleased("#### Breaking\n");
    workspace.write("generated/Cargo.toml", "[package]\nname = \"twilio-bindings\"\nversion = \"1.2.3\"\n");
    assert_eq!(release(&workspace, "false", &["--dry-run"]).stdout.trim(), "2.0.0");
}

#[test]
fn the_first_release_has_the_version_of_the_manifest() {
    let workspace = unreleased("- First version.\n");
    workspace.write("CHANGELOG.md", "# Changelog\n\n## Unreleased\n\n- First version.\n");
    assert_eq!(release(&workspace, "false", &["--dry-run"]).stdout.trim(), "0.1.0");
}

#[test]
fn a_release_is_dated_committed_and_tagged() {
    let workspace = unreleased("#### Breaking\n\n- A line.\n");
    let run = release(&workspace, "true", &[]);
    assert_eq!(run.code, Some(0), "{run:#?}");
    assert!(run.stdout.ends_with("`git push --atomic origin HEAD v0.2.0` publishes it\n"), "{}", run.stdout);
    let changelog = workspace.read("CHANGELOG.md");
    let (_, dated) = changelog.split_once("# Changelog\n\n## Unreleased\n\n## 0.2.0 - ").expect("a dated heading");
    assert!(dated[10..].starts_with("\n\n#### Breaking\n\n- A line.\n\n## 0.1.0 - 2026-01-02\n"), "{changelog}");
    assert!(workspace.read("generated/Cargo.toml").contains("version = \"0.2.0\""));
    assert!(workspace.read("Cargo.lock").contains("name = \"serde\"\nversion = \"0.1.0\""));
    assert!(workspace.read("Cargo.lock").contains("name = \"twilio-bindings\"\nversion = \"0.2.0\""));
    assert!(workspace.read("README.md").contains("version = \"0.2\""));
    assert_eq!(git_in(&workspace, "", &["status", "--porcelain"]), "");
    assert_eq!(git_in(&workspace, "", &["log", "-1", "--format=%s"]), "Release 0.2.0");
    let commits = git_in(&workspace, "", &["rev-parse", "HEAD", "v0.2.0^{commit}"]);
    let (head, tagged) = commits.split_once('\n').expect("two commits");
    assert_eq!(head, tagged);
    assert_eq!(release(&workspace, "false", &["--notes"]).stdout, "#### Breaking\n\n- A line.\n");
    let again = release(&workspace, "true", &[]);
    assert_eq!(again.stderr, "error: nothing to release: `CHANGELOG.md` has nothing below `## Unreleased`\n");
}

#[test]
fn a_release_that_fails_changes_nothing() {
    let workspace = unreleased("#### Breaking\n");
    let run = release(&workspace, "false", &[]);
    assert_eq!(run.code, Some(2));
    assert!(run.stderr.contains("nothing is released, and the files are as they were"), "{}", run.stderr);
    assert_eq!(git_in(&workspace, "", &["status", "--porcelain"]), "");
    assert_eq!(git_in(&workspace, "", &["tag"]), "");

    workspace.write("notes.md", "uncommitted\n");
    let run = release(&workspace, "true", &[]);
    assert_eq!(run.stderr, "error: there are uncommitted changes: commit or stash them\n");
    git_in(&workspace, "", &["clean", "--quiet", "--force"]);
    git_in(&workspace, "", &["tag", "v0.2.0"]);
    let run = release(&workspace, "true", &[]);
    assert_eq!(run.stderr, "error: the tag `v0.2.0` exists already: choose another `--version`\n");
}

#[test]
fn a_tag_that_fails_leaves_no_commit() {
    let workspace = unreleased("#### Breaking\n");
    let before = (git_in(&workspace, "", &["rev-parse", "HEAD"]), workspace.files("generated"));
    for (name, value) in [("tag.gpgSign", "true"), ("gpg.program", "false")] {
        git_in(&workspace, "", &["config", name, value]);
    }
    let run = release(&workspace, "true", &[]);
    assert!(run.stderr.contains("nothing is released, and the files are as they were: `git -C "), "{}", run.stderr);
    assert_eq!(git_in(&workspace, "", &["status", "--porcelain"]), "");
    assert!(before == (git_in(&workspace, "", &["rev-parse", "HEAD"]), workspace.files("generated")));
}

#[test]
fn a_release_inside_a_hook_uses_the_repository_of_the_workspace() {
    let (workspace, other) = (unreleased("#### Breaking\n"), unreleased("#### Breaking\n"));
    let before = git_in(&other, "", &["rev-parse", "HEAD"]);
    let hook = [("CARGO", "true"), ("GIT_DIR", &other.at(".git")), ("GIT_WORK_TREE", &other.at(""))];
    let run = workspace.run_with(&["release"], &hook);
    assert_eq!(run.code, Some(0), "{run:#?}");
    assert_eq!((git_in(&workspace, "", &["tag"]), git_in(&other, "", &["tag"])), ("v0.2.0".to_owned(), String::new()));
    assert_eq!(git_in(&other, "", &["rev-parse", "HEAD"]), before);
}

#[test]
fn a_pre_release_is_rejected() {
    let workspace = unreleased("#### Breaking\n");
    let run = release(&workspace, "true", &["--version", "1.0.0-rc.1"]);
    assert_eq!(run.stderr, "error: version 1.0.0-rc.1 is a pre-release: choose another `--version`\n");
}
