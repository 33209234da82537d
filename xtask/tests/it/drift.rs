//! Tests `drift` with small folders of documents.

use crate::workspace::{Run, Workspace, document};

/// Creates a workspace whose folders `old` and `new` hold two products and differ in one field of one of them.
fn with_releases() -> Workspace {
    let workspace = Workspace::empty();
    for folder in ["old", "new"] {
        workspace.write(&format!("{folder}/twilio_widgets_v1.yaml"), &document("widgets", "Widget", "colour"));
    }
    workspace.write("old/twilio_gadgets_v1.yaml", &document("gadgets", "Gadget", "size"));
    workspace.write("new/twilio_gadgets_v1.yaml", &document("gadgets", "Gadget", "weight"));
    workspace
}

fn drift(workspace: &Workspace, arguments: &[&str]) -> Run {
    let folders = [workspace.at("old"), workspace.at("new")];
    let folders = folders.iter().map(String::as_str);
    workspace.run(&["drift"].into_iter().chain(folders).chain(arguments.iter().copied()).collect::<Vec<_>>())
}

#[test]
fn a_breaking_change_gives_exit_code_1() {
    let run = drift(&with_releases(), &[]);
    assert_eq!((run.code, run.stderr.as_str()), (Some(1), ""));
    let (before, added) = run.stdout.split_once("### Added").unwrap();
    assert!(before.contains("`gadgets::v1::") && before.contains("the field `size` is gone"), "{before}");
    assert!(added.contains("`gadgets::v1::") && added.contains("new field `weight`"), "{added}");
    assert!(!run.stdout.contains("widgets"), "{}", run.stdout);
}

#[test]
fn fail_on_selects_the_changes_that_fail() {
    let workspace = with_releases();
    let code = |arguments: &[&str]| drift(&workspace, arguments).code;
    assert_eq!(code(&["--fail-on", "never"]), Some(0));
    assert_eq!(code(&["--fail-on", "any"]), Some(1));
    let reworded = document("gadgets", "Gadget", "size").replace("What it is like.", "How large it is.");
    workspace.write("new/twilio_gadgets_v1.yaml", &reworded);
    assert_eq!(code(&["--fail-on", "any"]), Some(0));
    workspace.write("new/twilio_tools_v1.yaml", &document("tools", "Tool", "size"));
    assert_eq!(code(&[]), Some(0));
    assert_eq!(code(&["--fail-on", "any"]), Some(1));
}

#[test]
fn the_committed_documents_are_the_older_by_default() {
    let workspace = with_releases();
    workspace.succeed(&["spec", "import", &workspace.at("old")]);
    let same = workspace.succeed(&["drift", &workspace.at("old"), "--fail-on", "any"]);
    assert_eq!(same.stdout, "No changes.\n");
    assert_eq!(workspace.run(&["drift", &workspace.at("new")]).code, Some(1));
}

#[test]
fn a_folder_can_be_a_checkout() {
    let workspace = with_releases();
    workspace.write("checkout/spec/yaml/twilio_gadgets_v1.yaml", &document("gadgets", "Gadget", "size"));
    workspace.write("checkout/spec/yaml/twilio_widgets_v1.yaml", &document("widgets", "Widget", "colour"));
    workspace.succeed(&["drift", &workspace.at("old"), &workspace.at("checkout"), "--fail-on", "any"]);
}

#[test]
fn json_output_is_a_single_object() {
    let run = drift(&with_releases(), &["--format", "json"]);
    let report: serde_json::Value = serde_json::from_str(&run.stdout).unwrap();
    assert_eq!(report["verdict"], "major");
    assert_eq!(report["counts"]["breaking"], 1);
    assert_eq!(report["changes"][0]["document"], "twilio_gadgets_v1");
}

#[test]
fn the_report_suits_the_changelog() {
    let run = drift(&with_releases(), &[]);
    assert!(
        run.stdout.starts_with(
            "2 changes (1 breaking, 1 additive): **minor version (breaking)**.\n\n### Breaking\n\n#### gadgets\n\n- `"
        ),
        "{}",
        run.stdout
    );
}

#[test]
fn an_overlay_that_does_not_apply_is_reported_and_does_not_fail() {
    let workspace = with_releases();
    workspace.write(
        "spec/overlays/twilio_gadgets_v1.yaml",
        "overlay: 1.0.0\ninfo: {title: a, version: 1.0.0}\nactions:\n- target: $.components.schemas.nothing\n  description: a\n  update: {x-secret: true}\n",
    );
    workspace.write(
        "spec/overlays/twilio_others_v1.yaml",
        "overlay: 1.0.0\ninfo: {title: a, version: 1.0.0}\nactions:\n- target: $.info\n  description: a\n  update: {x-secret: true}\n",
    );
    let run = drift(&workspace, &["--fail-on", "never"]);
    assert_eq!(run.code, Some(0), "{run:#?}");
    for line in [
        "- `overlays/twilio_gadgets_v1.yaml#/actions/0`, in both releases: target",
        "- `overlays/twilio_others_v1.yaml`, in both releases: applies to a document",
    ] {
        assert!(run.stdout.contains(line), "{}", run.stdout);
    }
}

#[test]
fn an_unreadable_document_gives_exit_code_2() {
    let workspace = with_releases();
    workspace.fail(&["drift", &workspace.at("old"), &workspace.at("nowhere")], "error: `nowhere` is not a folder");
    workspace.write("new/twilio_gadgets_v1.yaml", "openapi: [\n");
    let run = drift(&workspace, &[]);
    assert_eq!((run.code, run.stdout.as_str()), (Some(2), ""));
    assert!(run.stderr.starts_with("error: twilio_gadgets_v1.yaml"), "{}", run.stderr);
}
