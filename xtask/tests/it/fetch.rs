//! Tests `spec fetch` with local repositories.

use crate::workspace::{self, Workspace, document};

/// Creates a workspace with a repository in the folder `remote`: three releases and a release candidate.
fn with_remote() -> Workspace {
    let workspace = Workspace::empty();
    workspace.write("remote/README.md", "upstream\n");
    git(&workspace, &["init", "--quiet"]);
    for (tag, field) in [("0.9.0", "oldest"), ("0.10.0", "newest"), ("0.9.1", "older"), ("0.11.0-rc.1", "candidate")] {
        workspace.write("remote/spec/yaml/twilio_gadgets_v1.yaml", &document("gadgets", "Gadget", field));
        git(&workspace, &["add", "."]);
        git(&workspace, &["commit", "--quiet", "--message", tag]);
        git(&workspace, &["tag", tag]);
    }
    workspace
}

#[test]
fn the_newest_release_is_fetched() {
    let workspace = with_remote();
    let url = format!("file://{}", workspace.at("remote"));
    workspace.succeed(&["spec", "fetch", "--url", &url]);
    assert!(workspace.read("spec/twilio_gadgets_v1.yaml").contains("newest:"));
    let commit = git(&workspace, &["rev-parse", "0.10.0"]);
    let lock = workspace.read("spec/lock.toml");
    let expected = format!("[upstream]\nrepository = \"{url}\"\ntag = \"0.10.0\"\ncommit = \"{commit}\"\n");
    assert!(lock.contains(&expected), "{lock}");
    assert!(workspace.has_no_temporary_folder());
}

#[test]
fn a_release_can_be_chosen() {
    let workspace = with_remote();
    workspace.succeed(&["spec", "fetch", "--url", &workspace.at("remote"), "--tag", "0.9.0"]);
    assert!(workspace.read("spec/twilio_gadgets_v1.yaml").contains("oldest:"));
}

#[test]
fn a_failure_leaves_the_folder_as_it_was() {
    let workspace = with_remote();
    let remote = workspace.at("remote");
    workspace.succeed(&["spec", "fetch", "--url", &remote]);
    let before = workspace.files("spec");

    let missing = workspace.run(&["spec", "fetch", "--url", &remote, "--tag", "7.7.7"]);
    assert_eq!(missing.code, Some(2));
    assert!(missing.stderr.starts_with("error: `git clone` failed: "), "{missing:#?}");
    let nowhere = workspace.run(&["spec", "fetch", "--url", &workspace.at("nowhere")]);
    assert_eq!(nowhere.code, Some(2));
    assert!(nowhere.stderr.starts_with("error: `git ls-remote` failed: "), "{nowhere:#?}");

    workspace.write("remote/spec/yaml/twilio_gadgets_v1.yaml", "openapi: [\n");
    git(&workspace, &["commit", "--quiet", "--all", "--message", "broken"]);
    git(&workspace, &["tag", "1.0.0"]);
    let broken = workspace.run(&["spec", "fetch", "--url", &remote]);
    assert_eq!(broken.code, Some(2));
    assert!(broken.stderr.starts_with("error: twilio_gadgets_v1.yaml"), "{broken:#?}");
    assert!(before == workspace.files("spec"));
    assert!(workspace.has_no_temporary_folder());
}

#[test]
fn arguments_cannot_inject_git_options() {
    let workspace = with_remote();
    for argument in ["--url=--upload-pack=touch stolen", "--url=ext::touch stolen"] {
        assert_eq!(workspace.run(&["spec", "fetch", argument]).code, Some(2));
    }
    let run = workspace.run(&["spec", "fetch", "--url", &workspace.at("remote"), "--tag=--upload-pack=touch stolen"]);
    assert_eq!(run.code, Some(2));
    assert!(!std::path::Path::new("stolen").exists());
}

#[test]
fn a_checkout_identifies_its_release() {
    let workspace = with_remote();
    git(&workspace, &["remote", "add", "origin", "https://somebody:secret@example.com/twilio-oai.git"]);
    git(&workspace, &["checkout", "--quiet", "0.9.1"]);
    let commit = git(&workspace, &["rev-parse", "0.9.1"]);
    for folder in ["remote", "remote/spec/yaml"] {
        workspace.succeed(&["spec", "import", &workspace.at(folder)]);
        let lock = workspace.read("spec/lock.toml");
        let expected = "[upstream]\nrepository = \"https://example.com/twilio-oai.git\"\ntag = \"0.9.1\"\n";
        assert!(lock.contains(&format!("{expected}commit = \"{commit}\"\n")), "{lock}");
    }
    workspace.write("remote/spec/yaml/twilio_gadgets_v1.yaml", &document("gadgets", "Gadget", "edited"));
    workspace.succeed(&["spec", "import", &workspace.at("remote")]);
    let lock = workspace.read("spec/lock.toml");
    assert!(lock.contains(&format!("commit = \"{commit}-dirty\"\n")), "{lock}");
}

#[test]
fn a_folder_in_another_repository_is_not_a_checkout() {
    let workspace = with_remote();
    workspace.write("remote/vendored/twilio_gadgets_v1.yaml", &document("gadgets", "Gadget", "size"));
    workspace.succeed(&["spec", "import", &workspace.at("remote/vendored")]);
    let lock = workspace.read("spec/lock.toml");
    assert!(lock.contains("tag = \"unknown\"\ncommit = \"unknown\"\n"), "{lock}");
}

#[test]
fn the_same_files_are_fetched_on_every_system() {
    let workspace = with_remote();
    let fetch = ["spec", "fetch", "--url", &workspace.at("remote")];
    workspace.succeed(&fetch);
    let lock = workspace.read("spec/lock.toml");
    // As git for Windows is installed.
    workspace.write("gitconfig", "[core]\n\tautocrlf = true\n");
    let run = workspace.run_with(&fetch, &[("GIT_CONFIG_GLOBAL", &workspace.at("gitconfig"))]);
    assert_eq!(run.code, Some(0), "{run:#?}");
    assert_eq!(workspace.read("spec/lock.toml"), lock);
}

#[test]
fn credentials_are_not_printed() {
    let workspace = with_remote();
    git(&workspace, &["branch", "next"]);
    workspace.write(
        "gitconfig",
        &format!("[url \"{}\"]\n\tinsteadOf = https://me:secret@example.com/\n", workspace.at("remote")),
    );
    let fetch = ["spec", "fetch", "--url", "https://me:secret@example.com/", "--tag", "next"];
    let run = workspace.run_with(&fetch, &[("GIT_CONFIG_GLOBAL", &workspace.at("gitconfig"))]);
    let message = "error: `next` is not a tag of `https://example.com/`: for a branch, pass `--branch next`\n";
    assert_eq!((run.code, run.stderr.as_str()), (Some(2), message));
}

/// Runs git in the remote.
fn git(workspace: &Workspace, arguments: &[&str]) -> String {
    workspace::git(&workspace.path("remote"), arguments)
}
