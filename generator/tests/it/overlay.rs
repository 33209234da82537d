//! Tests what overlay actions do, and the error messages for those that don't apply.

use serde_json::Value;
use twilio_codegen::diagnostic::Result;
use twilio_codegen::document::{self, Raw};
use twilio_codegen::overlay;

const DOCUMENT: &str = "openapi: 3.0.1
info: {title: T, version: '1'}
paths:
  /a:
    get:
      parameters: [{name: A, in: query}, {name: B, in: query}]
components:
  schemas:
    s: {type: object, properties: {timers: {nullable: true}, list: {enum: [a, b]}}}
";

fn apply(actions: &str) -> Result<Raw> {
    apply_text(&format!("overlay: 1.0.0\ninfo: {{title: T, version: '1'}}\nactions:\n{actions}"))
}

fn apply_text(overlay: &str) -> Result<Raw> {
    let mut document = document::read("x.yaml", DOCUMENT.as_bytes())?;
    overlay::apply(&mut document, "overlays/x.yaml", overlay.as_bytes())?;
    Ok(document)
}

/// Checks that `actions` turn `DOCUMENT` into `DOCUMENT` with `replace` replaced by `replaced`.
fn check(actions: &str, replace: &str, replaced: &str) {
    let changed = apply(actions).expect("the overlay applies").tree;
    assert!(DOCUMENT.contains(replace));
    let expected: Value = serde_yaml::from_str(&DOCUMENT.replace(replace, replaced)).expect("it is YAML");
    assert_eq!(serde_yaml::to_string(&changed).ok(), serde_yaml::to_string(&expected).ok());
}

fn refuse(actions: &str, expected: &str) {
    let message = apply(actions).expect_err("the overlay does not apply").to_string();
    assert_eq!(message, expected);
}

#[test]
fn an_update_is_merged_into_a_mapping() {
    check(
        "- {target: $.components.schemas.s.properties.timers, description: d, x-expected: {nullable: true, type: null},
            update: {type: object, properties: {at: {type: string}}}}",
        "timers: {nullable: true}",
        "timers: {nullable: true, type: object, properties: {at: {type: string}}}",
    );
    check(
        "- {target: $.components.schemas.s, description: d, update: {properties: {timers: {x-secret: true}, list: {enum: [c]}, new: {}}}}",
        "{timers: {nullable: true}, list: {enum: [a, b]}}",
        "{timers: {nullable: true, x-secret: true}, list: {enum: [a, b, c]}, new: {}}",
    );
}

#[test]
fn an_update_is_appended_to_a_list() {
    check("- {target: $.components.schemas.s.properties.list.enum, description: d, update: c}", "[a, b]", "[a, b, c]");
}

#[test]
fn a_scalar_is_replaced_through_the_mapping_around_it() {
    check(
        "- {target: $.components.schemas.s, description: d, x-expected: {type: object}, update: {type: array}}",
        "type: object",
        "type: array",
    );
}

#[test]
fn every_node_that_a_target_selects_is_changed() {
    check(
        "- {target: $.paths..parameters.*, description: d, update: {schema: {type: string}}}",
        "[{name: A, in: query}, {name: B, in: query}]",
        "[{name: A, in: query, schema: {type: string}}, {name: B, in: query, schema: {type: string}}]",
    );
    check(
        "- {target: \"$.paths['/a'].get.parameters[?@.name == 'B']\", description: d, update: {x-secret: true}}",
        "name: B, in: query",
        "name: B, in: query, x-secret: true",
    );
}

#[test]
fn targets_are_removed() {
    check(
        "- {target: '$..parameters.*', description: d, remove: true, x-expected: {in: query}}",
        "{name: A, in: query}, {name: B, in: query}",
        "",
    );
    check(
        "- {target: $.components, description: d, remove: true, x-expected: {schemas: {s: {type: object}}}}",
        &DOCUMENT[DOCUMENT.find("components").unwrap_or(0)..],
        "",
    );
}

#[test]
fn targets_are_removed_in_any_order_and_each_once() {
    for target in ["[0,1]", "[1,0]", "[1,0,1]"] {
        check(
            &format!("- {{target: '$..parameters{target}', description: d, remove: true, x-expected: {{in: query}}}}"),
            "{name: A, in: query}, {name: B, in: query}",
            "",
        );
    }
}

#[test]
fn an_action_that_fails_at_one_target_changes_none() {
    let overlay = "overlay: 1.0.0
info: {title: T, version: '1'}
actions: [{target: $..parameters.*, description: d, update: {x-secret: true}, x-expected: {name: B}}]";
    let mut document = document::read("x.yaml", DOCUMENT.as_bytes()).expect("it can be read");
    let before = document.tree.clone();
    let unfit = overlay::apply_fitting(&mut document, "overlays/x.yaml", overlay.as_bytes());
    assert_eq!(unfit.expect("the overlay is well formed").len(), 1);
    assert_eq!(document.tree, before);
}

#[test]
fn an_action_sees_the_changes_of_earlier_actions() {
    check(
        "- {target: $.components.schemas.s, description: d, update: {discriminator: {propertyName: a}}}
- {target: $.components.schemas.s.discriminator, description: d, update: {mapping: {b: c}}}
- {target: $.components.schemas.s.discriminator.propertyName, description: d, x-expected: a, remove: true}",
        "enum: [a, b]}}",
        "enum: [a, b]}}, discriminator: {mapping: {b: c}}",
    );
}

#[test]
fn prose_is_replaced_without_x_expected() {
    let overlay = "- {target: $.components.schemas.s, description: d, update: {description: one}}
- {target: $.components.schemas.s, description: d, update: {description: two}}";
    check(overlay, "enum: [a, b]}}", "enum: [a, b]}}, description: two");
}

#[test]
fn a_target_that_matches_nothing() {
    refuse(
        "- {target: $.components.schemas.gone, description: d, update: {type: string}}",
        "error: overlays/x.yaml#/actions/0: target `$.components.schemas.gone` matches nothing in `x.yaml` (line 4)
help: upstream has changed: correct the target or remove the action",
    );
}

#[test]
fn a_target_with_an_unexpected_value() {
    refuse(
        "- {target: $.components.schemas.s.properties.list, description: d, update: {enum: [c]}}
- {target: $.components.schemas.s.properties.timers, description: d, x-expected: {nullable: null}, update: {type: object}}
- {target: $.components.schemas.s.properties.list.enum, description: d, x-expected: [a, b], remove: true}",
        r#"error: overlays/x.yaml#/actions/1: expected `{"nullable":null}` at `x.yaml#/components/schemas/s/properties/timers`, found `{"nullable":true}` (target `$.components.schemas.s.properties.timers`, line 5)
help: if upstream has fixed it, remove the action; otherwise correct `x-expected`
error: overlays/x.yaml#/actions/2: expected `["a","b"]` at `x.yaml#/components/schemas/s/properties/list/enum`, found `["a","b","c"]` (target `$.components.schemas.s.properties.list.enum`, line 6)
help: if upstream has fixed it, remove the action; otherwise correct `x-expected`"#,
    );
}

#[test]
fn an_update_that_replaces_an_unexpected_value() {
    refuse(
        "- {target: $.components.schemas, description: d, x-expected: {s: {properties: {}}}, update: {s: {type: array}}}",
        r#"error: overlays/x.yaml#/actions/0: `update` replaces `/s/type` of `x.yaml#/components/schemas`, which is `"object"`, but `x-expected` doesn't include it (target `$.components.schemas`, line 4)
help: add the replaced value to `x-expected`"#,
    );
}

#[test]
fn an_update_that_upstream_has_made_too() {
    refuse(
        "- {target: $.components.schemas.s, description: d, update: {type: object}}",
        "error: overlays/x.yaml#/actions/0: `x.yaml#/components/schemas/s` already contains the `update` (target `$.components.schemas.s`, line 4)
help: if upstream has fixed it, remove the action",
    );
}

#[test]
fn an_update_with_keywords_that_are_not_known() {
    let message = |update: &str| {
        let actions = format!("- {{target: $.components.schemas.s, description: d, update: {update}}}");
        apply(&actions).expect_err("the overlay is wrong").iter().map(|found| found.what.clone()).collect::<String>()
    };
    let end = "(target `$.components.schemas.s`, line 4)";
    let cases = [
        ("{x-secert: true}", "unknown keyword `x-secert` at `x.yaml#/components/schemas/s/x-secert`"),
        (
            "{x-secret: 'yes'}",
            "`x-secret` is `yes`, expected `true` or `false` at `x.yaml#/components/schemas/s/x-secret`",
        ),
        ("{x-rust-name: 5}", "`x-rust-name` is `5`, expected a string at `x.yaml#/components/schemas/s/x-rust-name`"),
        (
            "{properties: {a: {typ: string}}}",
            "unknown keyword `typ` at `x.yaml#/components/schemas/s/properties/a/typ`",
        ),
    ];
    for (update, expected) in cases {
        assert_eq!(message(update), format!("{expected} {end}"));
    }
    refuse(
        "- {target: $.info, description: d, update: {x-secret: true}}",
        "error: overlays/x.yaml#/actions/0: unknown keyword `x-secret` at `x.yaml#/info/x-secret` (target `$.info`, line 4)
help: correct the `update`: overlays can only have keywords that the generator knows",
    );
}

#[test]
fn an_update_of_a_scalar() {
    refuse(
        "- {target: $.components.schemas.s.type, description: d, x-expected: object, update: array}",
        "error: overlays/x.yaml#/actions/0: `update` of `x.yaml#/components/schemas/s/type` is a string, which can't be merged into a string (target `$.components.schemas.s.type`, line 4)
help: select the object that contains it, and update that",
    );
}

#[test]
fn a_malformed_overlay() {
    let message = apply_text(
        "overlay: 1.1.0
info: {title: T, author: A}
extends: ../y.yaml
more: 1
actions:
- {target: $.a, update: {}}
- {target: $.a, description: d}
- {target: $.a, description: d, remove: true}
- {target: 'a.b', description: d, update: {}}
- {target: $.a, description: d, update: {}, x-expect: {}}
",
    );
    let found = message.expect_err("the overlay is malformed");
    let found: Vec<String> = found.iter().map(|found| format!("{}: {}", found.location.pointer, found.what)).collect();
    assert_eq!(
        found,
        [
            "/more: unsupported key `more`",
            "/overlay: Overlay version is `1.1.0`, expected 1.0.0",
            "/info/author: unsupported key `author`",
            "/info: `version` is missing, empty or not a string",
            "/extends: overlay extends `../y.yaml`, but is applied to `x.yaml`",
            "/actions/0: `description` is missing, empty or not a string (target `$.a`, line 6)",
            "/actions/1: action has neither `update` nor `remove: true` (target `$.a`, line 7)",
            "/actions/2: action removes its target without `x-expected` (target `$.a`, line 8)",
            "/actions/3/target: not a valid JSONPath: at position 0, parser error (target `a.b`, line 9)",
            "/actions/4/x-expect: unsupported key `x-expect` (target `$.a`, line 10)",
        ]
    );
}

#[test]
fn an_overlay_without_actions_and_files_that_are_not_overlays() {
    let message = |text: &str| apply_text(text).expect_err("the overlay is malformed").to_string();
    let head = "overlay: 1.0.0\ninfo: {title: T, version: '1'}\n";
    let none = "error: overlays/x.yaml#/actions: `actions` is not an array with at least one action\nhelp: add an action or remove the overlay";
    assert_eq!(message(head), none);
    assert_eq!(message(&format!("{head}actions: []\n")), none);
    assert_eq!(message("- a\n"), "error: overlays/x.yaml: expected an overlay, found an array");
    assert_eq!(message(""), "error: overlays/x.yaml: file is empty\nhelp: fetch it again");
}

#[test]
fn each_overlay_in_spec_applies_to_its_document() {
    let spec = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("../spec");
    let overlays = std::fs::read_dir(spec.join("overlays")).expect("spec/overlays/ is there");
    for overlay in overlays.map(|entry| entry.expect("it can be read").file_name().to_string_lossy().into_owned()) {
        let text = std::fs::read(spec.join(&overlay)).unwrap_or_else(|_| panic!("no document for overlay {overlay}"));
        let mut document = document::read(&overlay, &text).expect("it is a document");
        let text = std::fs::read(spec.join("overlays").join(&overlay)).expect("it can be read");
        overlay::apply(&mut document, &format!("overlays/{overlay}"), &text).expect("it applies");
        document.into_document().expect("it still is OpenAPI 3.0");
    }
}
