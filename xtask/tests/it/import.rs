//! Tests what `spec import` writes, removes and never touches.

use std::fs;

use crate::workspace::{Workspace, document};

#[test]
fn facts_are_imported_and_prose_is_not() {
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
    assert!(workspace.read("generated/NOTICE").contains("Copyright (C) 2023, Twilio, Inc."));
}

#[test]
fn a_second_import_changes_nothing() {
    let workspace = Workspace::empty();
    workspace.write("upstream/twilio_gadgets_v1.yaml", &document("gadgets", "Gadget", "size"));
    let upstream = workspace.at("upstream");
    let commit = "0123456789abcdef0123456789abcdef01234567";
    let run = workspace.run(&["spec", "import", &upstream, "--tag", "1.2.3", "--commit", &commit[..7]]);
    assert!(run.stderr.contains("expected all 40 or 64 hexadecimal digits"), "{run:#?}");
    let run = workspace.succeed(&["spec", "import", &upstream, "--tag", "1.2.3", "--commit", commit]);
    let summary = format!("1 document of https://github.com/twilio/twilio-oai, release 1.2.3, commit {commit}\n");
    assert_eq!(run.stdout, format!("{summary}4 files written, 0 unchanged, 0 removed\n"));
    let before = workspace.files("spec");
    // The identity given for the same documents the first time is kept.
    let run = workspace.succeed(&["spec", "import", &upstream]);
    assert_eq!(run.stdout, format!("{summary}0 files written, 4 unchanged, 0 removed\n"));
    assert!(before == workspace.files("spec"));
    workspace.fail(
        &["spec", "import", &workspace.at("spec")],
        "error: `spec` holds the imported documents: name the folder of upstream's",
    );
    assert!(before == workspace.files("spec"));
}

#[test]
fn documents_that_upstream_removed_are_removed_and_others_stay() {
    let workspace = Workspace::imported();
    workspace.write("spec/overlays/twilio_gadgets_v1.yaml", "an overlay by hand\n");
    workspace.write("spec/twilio_byhand_v1.yaml", "a document by hand\n");
    fs::remove_file(workspace.path("upstream/twilio_widgets_v1.yaml")).unwrap();
    let run = workspace.succeed(&["spec", "import", &workspace.at("upstream")]);
    assert!(run.stdout.ends_with("1 file written, 3 unchanged, 1 removed\n"), "{run:#?}");
    assert!(!workspace.path("spec/twilio_widgets_v1.yaml").exists());
    assert_eq!(workspace.read("spec/overlays/twilio_gadgets_v1.yaml"), "an overlay by hand\n");
    assert_eq!(workspace.read("spec/twilio_byhand_v1.yaml"), "a document by hand\n");
}

#[test]
fn a_lock_cannot_cause_other_files_to_be_removed() {
    let workspace = Workspace::imported();
    let lock = workspace.read("spec/lock.toml").replace("twilio_widgets_v1.yaml", "../generated/Cargo.toml");
    workspace.write("spec/lock.toml", &lock);
    let before = workspace.files("");
    workspace.fail(
        &["spec", "import", &workspace.at("upstream")],
        "error: `lock.toml` lists a file that is not a document: `../generated/Cargo.toml` is not a valid document name: \
         expected `twilio_<product>_<version>.yaml`",
    );
    assert!(before == workspace.files(""));
}

#[test]
fn a_change_that_fails_restores_the_changes_before_it() {
    let workspace = Workspace::imported();
    workspace.write("upstream/twilio_gadgets_v1.yaml", &document("gadgets", "Gadget", "another"));
    workspace.write("upstream/twilio_added_v1.yaml", &document("added", "Added", "size"));
    fs::remove_file(workspace.path("upstream/twilio_widgets_v1.yaml")).unwrap();
    // The documents are replaced before those that are gone are removed, and a folder can't be removed like a file.
    fs::remove_file(workspace.path("spec/twilio_widgets_v1.yaml")).unwrap();
    workspace.write("spec/twilio_widgets_v1.yaml/inside", "by hand\n");
    let before = workspace.files("");
    let run = workspace.run(&["spec", "import", &workspace.at("upstream")]);
    assert_eq!(run.code, Some(2));
    let message = "error: cannot replace `spec/twilio_widgets_v1.yaml`; the files replaced before it were restored: ";
    assert!(run.stderr.starts_with(message), "{run:#?}");
    assert!(before == workspace.files(""));
}

#[test]
fn invalid_documents_are_rejected_and_the_folder_stays_as_it_was() {
    let cases: [(&str, &[u8]); 5] = [
        ("not YAML", b"openapi: [\n"),
        ("not OpenAPI 3.0", b"swagger: '2.0'\n"),
        ("empty", b""),
        ("not UTF-8", b"openapi: 3.0.1\ninfo: \xff\n"),
        ("incomplete", b"openapi: 3.0.1\ninfo:\n  title: x\n"),
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
fn what_codegen_would_reject_is_not_imported() {
    let workspace = Workspace::imported();
    let before = workspace.files("spec");
    let text = document("gadgets", "Gadget", "size");
    let cases = [
        (text.replace("operationId: CreateGadget", "deprecated: false"), "operation has no `operationId`"),
        (text.replace("operationId: CreateGadget", "operationId: 5"), "`operationId` is `5`, expected a string"),
        (format!("{text}webhooks: {{}}\n"), "unknown keyword `webhooks`"),
    ];
    for (text, expected) in cases {
        workspace.write("upstream/twilio_gadgets_v1.yaml", &text);
        let run = workspace.run(&["spec", "import", &workspace.at("upstream")]);
        assert_eq!(run.code, Some(2), "{run:#?}");
        assert!(run.stderr.starts_with("error: twilio_gadgets_v1.yaml") && run.stderr.contains(expected), "{run:#?}");
        assert!(before == workspace.files("spec"));
    }
}

#[test]
fn annotations_are_left_out_and_new_ones_are_reported() {
    let workspace = Workspace::imported();
    let upstream = workspace.at("upstream");
    assert!(!workspace.succeed(&["spec", "import", &upstream]).stdout.contains("annotation"));
    let text = document("gadgets", "Gadget", "size").replace("operationId:", "x-maturity: [Beta]\n      operationId:");
    workspace.write("upstream/twilio_gadgets_v1.yaml", &text);
    let run = workspace.succeed(&["spec", "import", &upstream]);
    let count = text.matches("x-maturity").count();
    assert!(run.stdout.contains(&format!("\nnew annotation `x-maturity`, {count} times\n")), "{run:#?}");
    assert!(!workspace.read("spec/twilio_gadgets_v1.yaml").contains("x-maturity"));
    assert!(!workspace.succeed(&["spec", "import", &upstream]).stdout.contains("new annotation"));
    let run = workspace.succeed(&["codegen", "--verbose"]);
    assert!(run.stdout.contains(&format!("x-maturity {count}")), "{run:#?}");
}

#[test]
fn invalid_document_names_are_rejected() {
    for name in ["twilio_.yaml", "twilio_Gadgets_v1.yaml", "twilio_a b.yaml", "twilio_a.b.yaml", "twilio_a'b.json"] {
        let workspace = Workspace::imported();
        workspace.write(&format!("upstream/{name}"), &document("gadgets", "Gadget", "size"));
        let before = workspace.files("spec");
        let message =
            format!("error: `{name}` is not a valid document name: expected `twilio_<product>_<version>.yaml`");
        workspace.fail(&["spec", "import", &workspace.at("upstream")], &message.replace('\'', "\\'"));
        assert!(before == workspace.files("spec"));
    }
}

#[test]
fn folders_without_documents_are_rejected() {
    let workspace = Workspace::empty();
    workspace.write("upstream/README.md", "nothing here\n");
    workspace.fail(
        &["spec", "import", &workspace.at("upstream")],
        "error: `upstream` holds no document named `twilio_*.yaml` or `twilio_*.json`",
    );
    workspace.fail(&["spec", "import", &workspace.at("nowhere")], "error: `nowhere` is not a folder");
    assert!(!workspace.path("spec").exists());
}

#[test]
fn documents_are_found_in_a_checkout_and_yaml_is_preferred() {
    let workspace = Workspace::empty();
    workspace.write("upstream/spec/json/twilio_gadgets_v1.json", "{}");
    workspace.write("upstream/spec/yaml/twilio_gadgets_v1.yaml", &document("gadgets", "Gadget", "size"));
    workspace.succeed(&["spec", "import", &workspace.at("upstream")]);
    assert!(workspace.read("spec/twilio_gadgets_v1.yaml").contains("operationId: CreateGadget"));
}

#[test]
fn two_files_for_one_document_are_rejected() {
    let workspace = Workspace::empty();
    for ending in ["yml", "json"] {
        workspace.write(&format!("upstream/twilio_gadgets_v1.{ending}"), &document("gadgets", "Gadget", "size"));
    }
    let run = workspace.run(&["spec", "import", &workspace.at("upstream")]);
    assert_eq!(run.code, Some(2), "{run:#?}");
    assert!(run.stderr.ends_with(" are the same document: keep only one\n"), "{run:#?}");
    assert!(!workspace.path("spec").exists());
}

#[test]
fn documents_may_be_json() {
    let workspace = Workspace::empty();
    let json = r#"{"openapi":"3.0.1","info":{"title":"Twilio","version":"1.0.0"},"paths":{}}"#;
    workspace.write("upstream/twilio_gadgets_v1.json", json);
    workspace.succeed(&["spec", "import", &workspace.at("upstream")]);
    assert!(workspace.read("spec/twilio_gadgets_v1.yaml").contains("title: Twilio"));
}
