//! `spec import`: what it writes, what it removes, and what it never touches.

use std::fs;

use crate::workspace::{Workspace, document};

#[test]
fn facts_come_in_and_prose_stays_out() {
    let workspace = Workspace::imported();
    let files = workspace.files("spec");
    let names: Vec<&str> = files.keys().map(String::as_str).collect();
    assert_eq!(names, ["NOTICE", "lock.toml", "twilio_gadgets_v1.yaml", "twilio_widgets_v1.yaml"]);
    let facts = workspace.read("spec/twilio_gadgets_v1.yaml");
    assert!(facts.contains("operationId: CreateGadget"), "{facts}");
    for prose in ["nobody needs", "people read", "It was created", "Somebody"] {
        assert!(!facts.contains(prose), "{facts}");
    }
    assert!(workspace.read("spec/NOTICE").contains("Copyright (C) 2023, Twilio, Inc."));
}

#[test]
fn a_second_import_changes_nothing() {
    let workspace = Workspace::empty();
    workspace.write("upstream/twilio_gadgets_v1.yaml", &document("gadgets", "Gadget", "size"));
    let upstream = workspace.at("upstream");
    let run = workspace.succeed(&["spec", "import", &upstream, "--tag", "1.2.3", "--commit", "abc"]);
    let told = "1 documents of https://github.com/twilio/twilio-oai, release 1.2.3, commit abc\n";
    assert_eq!(run.stdout, format!("{told}3 files written, 0 unchanged, 0 removed\n"));
    let before = workspace.files("spec");
    // What was said about the same documents the first time is still known.
    let run = workspace.succeed(&["spec", "import", &upstream]);
    assert_eq!(run.stdout, format!("{told}0 files written, 3 unchanged, 0 removed\n"));
    assert!(before == workspace.files("spec"));
    // Nor does an import of the facts themselves change them.
    let again = ["spec", "import", &workspace.at("spec"), "--out", &workspace.at("again")];
    workspace.succeed(&again);
    assert!(before["twilio_gadgets_v1.yaml"] == workspace.files("again")["twilio_gadgets_v1.yaml"]);
}

#[test]
fn documents_that_are_gone_are_removed_and_others_stay() {
    let workspace = Workspace::imported();
    workspace.write("spec/overlays/twilio_gadgets_v1.yaml", "an overlay by hand\n");
    workspace.write("spec/twilio_byhand_v1.yaml", "a document by hand\n");
    fs::remove_file(workspace.path("upstream/twilio_widgets_v1.yaml")).unwrap();
    let run = workspace.succeed(&["spec", "import", &workspace.at("upstream")]);
    assert!(run.stdout.ends_with("1 files written, 2 unchanged, 1 removed\n"), "{run:#?}");
    assert!(!workspace.path("spec/twilio_widgets_v1.yaml").exists());
    assert_eq!(workspace.read("spec/overlays/twilio_gadgets_v1.yaml"), "an overlay by hand\n");
    assert_eq!(workspace.read("spec/twilio_byhand_v1.yaml"), "a document by hand\n");
}

#[test]
fn a_lock_cannot_have_anything_else_removed() {
    let workspace = Workspace::imported();
    let lock = workspace.read("spec/lock.toml").replace("twilio_widgets_v1.yaml", "../generated/Cargo.toml");
    workspace.write("spec/lock.toml", &lock);
    let before = workspace.files("");
    workspace.fail(
        &["spec", "import", &workspace.at("upstream")],
        "error: `lock.toml` lists a file that is none of ours: `../generated/Cargo.toml` is no name for a document; \
         expected is `twilio_<product>_<version>.yaml`",
    );
    assert!(before == workspace.files(""));
}

#[test]
fn garbage_is_refused_and_the_folder_stays_as_it_was() {
    let cases: [(&str, &[u8]); 5] = [
        ("not YAML", b"openapi: [\n"),
        ("not OpenAPI 3.0", b"swagger: '2.0'\n"),
        ("empty", b""),
        ("not UTF-8", b"openapi: 3.0.1\ninfo: \xff\n"),
        ("cut short", b"openapi: 3.0.1\ninfo:\n  title: x\n"),
    ];
    for (name, text) in cases {
        let workspace = Workspace::imported();
        workspace.write("upstream/twilio_gadgets_v1.yaml", &document("gadgets", "Gadget", "another"));
        crate::workspace::write(&workspace.path("upstream/twilio_widgets_v1.yaml"), text);
        let before = workspace.files("spec");
        let run = workspace.run(&["spec", "import", &workspace.at("upstream")]);
        assert_eq!(run.code, Some(2), "{name}: {run:#?}");
        assert!(run.stderr.starts_with("error: twilio_widgets_v1.yaml"), "{name}: {run:#?}");
        assert!(before == workspace.files("spec"), "{name}");
    }
}

#[test]
fn names_that_are_no_documents_are_refused() {
    for name in ["twilio_.yaml", "twilio_Gadgets_v1.yaml", "twilio_a b.yaml", "twilio_a.b.yaml", "twilio_a'b.json"] {
        let workspace = Workspace::imported();
        workspace.write(&format!("upstream/{name}"), &document("gadgets", "Gadget", "size"));
        let before = workspace.files("spec");
        let message =
            format!("error: `{name}` is no name for a document; expected is `twilio_<product>_<version>.yaml`");
        workspace.fail(&["spec", "import", &workspace.at("upstream")], &message.replace('\'', "\\'"));
        assert!(before == workspace.files("spec"));
    }
}

#[test]
fn folders_without_documents_are_refused() {
    let workspace = Workspace::empty();
    workspace.write("upstream/README.md", "nothing here\n");
    workspace.fail(
        &["spec", "import", &workspace.at("upstream")],
        "error: `upstream` holds no document named `twilio_*.yaml` or `twilio_*.json`",
    );
    workspace.fail(&["spec", "import", &workspace.at("nowhere")], "error: `nowhere` is no folder");
    assert!(!workspace.path("spec").exists());
}

#[test]
fn a_checkout_has_its_documents_in_a_folder_and_yaml_is_preferred() {
    let workspace = Workspace::empty();
    workspace.write("upstream/spec/json/twilio_gadgets_v1.json", "{}");
    workspace.write("upstream/spec/yaml/twilio_gadgets_v1.yaml", &document("gadgets", "Gadget", "size"));
    workspace.write("upstream/spec/yaml/twilio_gadgets_v1.json", "{}");
    workspace.succeed(&["spec", "import", &workspace.at("upstream")]);
    assert!(workspace.read("spec/twilio_gadgets_v1.yaml").contains("operationId: CreateGadget"));
}

#[test]
fn documents_may_be_json() {
    let workspace = Workspace::empty();
    let json = r#"{"openapi":"3.0.1","info":{"title":"Twilio","version":"1.0.0"},"paths":{}}"#;
    workspace.write("upstream/twilio_gadgets_v1.json", json);
    workspace.succeed(&["spec", "import", &workspace.at("upstream")]);
    assert!(workspace.read("spec/twilio_gadgets_v1.yaml").contains("title: Twilio"));
}

#[test]
fn descriptions_are_kept_outside_of_spec_only() {
    let workspace = Workspace::imported();
    let before = workspace.files("spec");
    let (upstream, private) = (workspace.at("upstream"), workspace.at("private"));
    assert_eq!(workspace.run(&["spec", "import", &upstream, "--with-descriptions"]).code, Some(2));
    workspace.fail(
        &["spec", "import", &upstream, "--with-descriptions", "--out", &workspace.at("spec")],
        "error: `spec/` holds facts only: choose another folder for `--out`",
    );
    assert!(before == workspace.files("spec"));
    workspace.succeed(&["spec", "import", &upstream, "--with-descriptions", "--out", &private]);
    assert!(workspace.read("private/twilio_gadgets_v1.yaml").contains("The name that people read."));
    workspace.succeed(&["codegen", "--spec", &private, "--out", &workspace.at("api")]);
    assert!(before == workspace.files("spec"));
}

#[test]
fn documents_of_somebody_else_are_not_overwritten() {
    let workspace = Workspace::imported();
    let upstream = workspace.at("upstream");
    let before = workspace.files("upstream");
    workspace.fail(
        &["spec", "import", &upstream, "--out", &upstream],
        "error: `upstream` is the folder that is read: it would be overwritten",
    );
    assert!(before == workspace.files("upstream"));
    workspace.write("other/twilio_widgets_v1.yaml", "theirs\n");
    workspace.fail(
        &["spec", "import", &upstream, "--out", &workspace.at("other")],
        "error: `other/twilio_widgets_v1.yaml` is not from an earlier import: choose another folder for `--out`",
    );
    assert_eq!(workspace.files("other").len(), 1);
}
