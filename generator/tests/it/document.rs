//! Reading one document: what is taken, and the message for each thing that is not.

use serde_yaml::Value;
use twilio_codegen::diagnostic::Pointer;
use twilio_codegen::document::{self, Document};

/// The head of a document that has nothing wrong.
pub(crate) const HEAD: &str = "openapi: 3.0.1\ninfo: {title: T, version: '1'}\n";

/// Loads `HEAD` and `rest`.
fn load(rest: &str) -> Document {
    document::load("twilio_x_v1.yaml", format!("{HEAD}{rest}").as_bytes()).expect("the document is well formed")
}

/// What is said of a document that cannot be loaded, without the help.
pub(crate) fn refusal(text: impl AsRef<[u8]>) -> String {
    match document::load("x.yaml", text.as_ref()) {
        Ok(_) => "nothing".to_owned(),
        Err(diagnostics) => diagnostics.iter().map(|found| format!("{}: {}", found.place, found.what)).collect(),
    }
}

#[test]
fn a_document_keeps_its_raw_tree_beside_the_types() {
    let document = load("paths: {}\ncomponents: {schemas: {A: {properties: {b: {$ref: '#/x', nullable: true}}}}}\n");
    assert_eq!(document.stem, "twilio_x_v1");
    assert_eq!(document.api.info.title, "T");
    let pointer = Pointer::parse("#/components/schemas/A/properties/b/nullable").expect("it is a pointer");
    assert_eq!(document.node(&pointer), Some(&Value::Bool(true)));
}

#[test]
fn json_is_read_like_yaml() {
    let json = br#"{"openapi": "3.0.1", "info": {"title": "T", "version": "1"}, "paths": {}}"#;
    let from_json = document::load("x.json", json).expect("the document is well formed");
    assert_eq!(from_json.raw, load("paths: {}\n").raw);
}

#[test]
fn json_is_read_even_where_it_is_no_yaml() {
    let key = "k".repeat(2_000);
    let json = format!(r#"{{"openapi": "3.0.1", "x": "\ud83d\ude00\/", "{key}": 1}}"#);
    let tree = document::read("x.json", json.as_bytes()).expect("the document is well formed").tree;
    assert_eq!((tree["x"].as_str(), tree[key.as_str()].as_i64()), (Some("😀/"), Some(1)));
}

#[test]
fn a_byte_order_mark_is_no_matter() {
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
fn messages_do_not_steer_the_terminal() {
    let text = format!("{HEAD}paths:\n  \"/\\e[2J\\n\": {{get: 5}}\n");
    let message = document::load("x.yaml", text.as_bytes()).expect_err("5 is no operation").to_string();
    let place = r"error: x.yaml#/paths/~1\u{1b}[2J\n";
    assert!(message.starts_with(place), "{message}");
}

#[test]
fn another_kind_of_document_is_refused() {
    let cases = [
        ("- a\n", "x.yaml: is a list, not an OpenAPI document"),
        ("hello\n", "x.yaml: is a text, not an OpenAPI document"),
        ("info: {}\n", "x.yaml: has no `openapi`, so it is not an OpenAPI document"),
        ("swagger: '2.0'\n", "x.yaml#/swagger: is Swagger 2, not OpenAPI 3.0"),
        ("openapi: 3.1.0\n", "x.yaml#/openapi: is OpenAPI `3.1.0`, not 3.0"),
        ("openapi: 3.0\n", "x.yaml#/openapi: `openapi` is a number, not a version such as `3.0.1`"),
    ];
    for (text, expected) in cases {
        assert_eq!(refusal(text), expected, "{text:?}");
    }
}

#[test]
fn the_smallest_object_that_does_not_fit_is_named() {
    let operation = |rest: &str| format!("{HEAD}paths:\n  /a:\n    get: {rest}\n");
    let schema = |rest: &str| format!("{HEAD}paths: {{}}\ncomponents: {{schemas: {{A: {rest}}}}}\n");
    let cases = [
        (HEAD.to_owned(), "x.yaml: does not fit OpenAPI 3.0: missing field `paths`"),
        (operation("{}"), "x.yaml#/paths/~1a/get: does not fit OpenAPI 3.0: missing field `responses`"),
        (
            operation("{responses: {'200': {}}}"),
            "x.yaml#/paths/~1a/get/responses/200: does not fit OpenAPI 3.0: missing field `description`",
        ),
        (
            operation("{parameters: [{name: From, in: query}], responses: {}}"),
            "x.yaml#/paths/~1a/get/parameters/0: does not fit OpenAPI 3.0: parameter `From` has no schema",
        ),
        (
            operation("{parameters: [{in: query}], responses: {}}"),
            "x.yaml#/paths/~1a/get/parameters/0: does not fit OpenAPI 3.0: parameter without a `name`",
        ),
        (
            schema("{properties: {b: {items: {type: [string, 'null']}}}}"),
            "x.yaml#/components/schemas/A/properties/b/items: does not fit OpenAPI 3.0: \
             invalid type: sequence, expected a string",
        ),
        (
            schema("{type: object, properties: 5}"),
            "x.yaml#/components/schemas/A: does not fit OpenAPI 3.0: invalid type: integer `5`, expected a map",
        ),
    ];
    for (text, expected) in cases {
        assert_eq!(refusal(&text), expected, "{text:?}");
    }
}
