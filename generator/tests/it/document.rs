//! Tests which documents are accepted, and the error messages for the others.

use serde_json::Value;
use twilio_codegen::diagnostic::{Pointer, Result};
use twilio_codegen::document::{self, ParsedDocument};

/// The start of a valid document.
pub(crate) const HEAD: &str = "openapi: 3.0.1\ninfo: {title: T, version: '1'}\n";

fn load(name: &str, text: impl AsRef<[u8]>) -> Result<ParsedDocument> {
    document::read(name, text.as_ref())?.into_document()
}

/// Loads `HEAD` and `rest`.
fn valid(rest: &str) -> ParsedDocument {
    load("twilio_x_v1.yaml", format!("{HEAD}{rest}")).expect("the document is valid")
}

/// Returns the errors for a document, without help, or `nothing` if it can be loaded.
pub(crate) fn refusal(text: impl AsRef<[u8]>) -> String {
    match load("x.yaml", text) {
        Ok(_) => "nothing".to_owned(),
        Err(diagnostics) => diagnostics.iter().map(|found| format!("{}: {}", found.location, found.what)).collect(),
    }
}

#[test]
fn a_document_keeps_its_raw_tree_beside_the_types() {
    let document = valid("paths: {}\ncomponents: {schemas: {A: {properties: {b: {$ref: '#/x', nullable: true}}}}}\n");
    assert_eq!(document.stem, "twilio_x_v1");
    assert_eq!(document.raw["info"]["title"], "T");
    let pointer = Pointer::parse("#/components/schemas/A/properties/b/nullable").expect("it is a pointer");
    assert_eq!(document.raw.pointer(pointer.as_str()), Some(&Value::Bool(true)));
}

#[test]
fn json_is_read_like_yaml() {
    let json = br#"{"openapi": "3.0.1", "info": {"title": "T", "version": "1"}, "paths": {}}"#;
    let from_json = load("x.json", json).expect("the document is valid");
    assert_eq!(from_json.raw, valid("paths: {}\n").raw);
}

#[test]
fn json_that_is_not_yaml_can_be_read() {
    let key = "k".repeat(2_000);
    let json = format!(r#"{{"openapi": "3.0.1", "x": "\ud83d\ude00\/", "{key}": 1}}"#);
    let tree = document::read("x.json", json.as_bytes()).expect("the document is valid").tree;
    assert_eq!((tree["x"].as_str(), tree[key.as_str()].as_i64()), (Some("😀/"), Some(1)));
}

#[test]
fn a_byte_order_mark_is_skipped() {
    assert_eq!(refusal(format!("\u{feff}{HEAD}paths: {{}}\n")), "nothing");
}

#[test]
fn keys_are_escaped_in_pointers() {
    let pointer = Pointer::root().child("paths").child("/v1/~a").index(3);
    assert_eq!(pointer.as_str(), "/paths/~1v1~1~0a/3");
    assert_eq!(pointer.keys().collect::<Vec<_>>(), ["paths", "/v1/~a", "3"]);
    assert_eq!(Pointer::parse("#/paths/~1v1~1~0a/3"), Some(pointer));
    assert_eq!(Pointer::parse("other.yaml#/a"), None);
    assert_eq!(Pointer::parse("/a~2"), None);
    assert_eq!(Pointer::parse("/"), Some(Pointer::root().child("")));
}

#[test]
fn messages_escape_control_characters() {
    let text = format!("{HEAD}paths:\n  \"/\\e[2J\\n\": {{get: 5}}\n");
    let message = load("x.yaml", text).expect_err("5 is not an operation").to_string();
    let place = r"error: x.yaml#/paths/~1\u{1b}[2J\n";
    assert!(message.starts_with(place), "{message}");
}

#[test]
fn other_kinds_of_documents_are_rejected() {
    let cases = [
        ("- a\n", "x.yaml: expected an OpenAPI document, found an array"),
        ("hello\n", "x.yaml: expected an OpenAPI document, found a string"),
        ("info: {}\n", "x.yaml: not an OpenAPI document: `openapi` is missing"),
        ("swagger: '2.0'\n", "x.yaml#/swagger: document is Swagger 2, not OpenAPI 3.0"),
        ("openapi: 3.1.0\n", "x.yaml#/openapi: OpenAPI version is `3.1.0`, expected 3.0"),
        ("openapi: 3.0\n", "x.yaml#/openapi: `openapi` is a number, not a version string such as `3.0.1`"),
    ];
    for (text, expected) in cases {
        assert_eq!(refusal(text), expected, "{text:?}");
    }
}

#[test]
fn values_that_openapi_does_not_allow_are_reported_by_key() {
    let operation = |rest: &str| format!("{HEAD}paths:\n  /a:\n    get: {rest}\n");
    let schema = |rest: &str| format!("{HEAD}paths: {{}}\ncomponents: {{schemas: {{A: {rest}}}}}\n");
    let cases = [
        (HEAD.to_owned(), "x.yaml: `paths` is missing"),
        (operation("{}"), "x.yaml#/paths/~1a/get: `responses` is missing"),
        (operation("{responses: {'200': {}}}"), "x.yaml#/paths/~1a/get/responses/200: `description` is missing"),
        (
            operation("{parameters: [{in: query}], responses: {}}"),
            "x.yaml#/paths/~1a/get/parameters/0: `name` is missing",
        ),
        (
            schema("{properties: {b: {items: {type: [string, 'null']}}}}"),
            "x.yaml#/components/schemas/A/properties/b/items/type: `type` is an array, \
             expected one of `array`, `boolean`, `integer`, `number`, `object`, `string`",
        ),
        (
            schema("{type: object, properties: 5}"),
            "x.yaml#/components/schemas/A/properties: `properties` is `5`, expected an object",
        ),
    ];
    for (text, expected) in cases {
        assert_eq!(refusal(&text), expected, "{text:?}");
    }
}

#[test]
fn every_mismatch_is_reported() {
    let text = format!("{HEAD}paths: {{/a: {{get: 5, post: [], put: {{tags: 1}}}}}}\n");
    let expected = "x.yaml#/paths/~1a/get: `get` is `5`, expected an object\
                    x.yaml#/paths/~1a/post: `post` is an array, expected an object\
                    x.yaml#/paths/~1a/put: `responses` is missing\
                    x.yaml#/paths/~1a/put/tags: `tags` is `1`, expected an array of strings";
    assert_eq!(refusal(text), expected);
}

#[test]
fn many_equal_errors_are_shown_once() {
    let paths: String =
        (0..3_195).map(|index| format!("  /a{index}: {{get: {{responses: {{}}, typo: 1}}}}\n")).collect();
    let error = load("x.yaml", format!("{HEAD}paths:\n{paths}")).expect_err("`typo` is unknown");
    assert_eq!(error.len(), 3_195);
    assert_eq!(
        error.to_string(),
        "error: x.yaml#/paths/~1a0/get/typo: unknown keyword `typo` (3,195 times)\n  \
           also at x.yaml#/paths/~1a1/get/typo\n  \
           also at x.yaml#/paths/~1a2/get/typo\n  \
           also at x.yaml#/paths/~1a3/get/typo\n  \
           also at 3,191 more places\n\
         help: remove it with an overlay, or add support for it to the generator"
    );
}

#[test]
fn errors_are_cut_to_64_kib() {
    let long = "y".repeat(900);
    let paths: String =
        (0..3_000).map(|index| format!("  /a{index}: {{get: {{responses: {{}}, t{index}{long}: 1}}}}\n")).collect();
    let error = load("x.yaml", format!("{HEAD}paths:\n{paths}")).expect_err("they are unknown");
    let text = error.to_string();
    assert!(text.len() < 64 << 10, "{}", text.len());
    assert!(text.ends_with(" more, which aren't shown"), "{}", &text[text.len() - 200..]);
}
