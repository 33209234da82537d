//! Tests valid but hostile documents: chains, cycles and fans of ten thousand schemas, and very long names. Each must be
//! rejected with a specific message or generate output. `hostile_input` tests invalid documents.

use serde_json::{Value, json};
use twilio_codegen::{Source, Words, generate, model};

use crate::made::{document, reference, schemas};

const MANY: usize = 10_000;

/// Returns the first error for a document, without help. Empty if the document is accepted.
fn message(source: &Source) -> String {
    match model(source) {
        Ok(_) => String::new(),
        Err(found) => found.iter().next().map(|first| first.what.clone()).unwrap_or_default(),
    }
}

fn chain(link: impl Fn(Value, usize) -> Value) -> Source {
    let links = (0..MANY).map(|index| (format!("a{index:05}"), link(reference(&format!("a{:05}", index + 1)), index)));
    schemas(links.chain([(format!("a{MANY:05}"), json!({"type": "string"}))]))
}

/// Like [`chain`], but with the last link first in the document.
fn chain_from_its_end(link: impl Fn(Value) -> Value) -> Source {
    let name = |index: usize| format!("a{:05}", MANY - index);
    let links = (0..MANY).map(|index| (name(index), link(reference(&name(index + 1)))));
    schemas(links.chain([(name(MANY), json!({"type": "string"}))]))
}

#[test]
fn chains_of_aliases() {
    let chain_too_long = "schema `a00033` is behind a chain of more than 32 aliases";
    assert_eq!(message(&chain(|next, _| next)), chain_too_long);
    assert_eq!(message(&chain(|next, _| json!({"type": "array", "items": next}))), chain_too_long);
    let backwards = message(&chain_from_its_end(|next| json!({"type": "array", "items": next})));
    assert_eq!(backwards, "schema `a00033` nests arrays and maps more than 32 levels deep");
}

#[test]
fn chains_of_objects_are_accepted() {
    assert_eq!(message(&chain(|next, _| json!({"type": "object", "properties": {"next": next}}))), "");
    let through_lists = |next, _| json!({"type": "array", "items": {"type": "object", "properties": {"next": next}}});
    assert_eq!(message(&chain(through_lists)), "");
}

#[test]
fn a_cycle_of_objects_is_accepted() {
    let name = |index: usize| format!("a{:05}", index % MANY);
    let object = |index| {
        let properties = json!({"next": reference(&name(index + 1)), "far": reference(&name(index * 7))});
        (name(index), json!({"type": "object", "required": ["next"], "properties": properties}))
    };
    assert_eq!(message(&schemas((0..MANY).map(object))), "");
}

#[test]
fn chains_of_combinations() {
    let link =
        |next, index: usize| json!({"allOf": [next, {"type": "object", "properties": {format!("p{index}"): {}}}]});
    assert_eq!(message(&chain(link)), "`allOf`, `oneOf` and `anyOf` have more than 20000 parts in this document");
    let union = |next, _| json!({"oneOf": [next, reference("a10000")], "discriminator": {"propertyName": "kind"}});
    assert_eq!(message(&chain(union)), "alternative of a `discriminator` is not an object");
}

#[test]
fn combinations_that_multiply() {
    let too_many = "`allOf`, `oneOf` and `anyOf` have more than 20000 parts in this document";
    let name = |index: usize| format!("a{:05}", index % 2000);
    let fan = |index| (name(index), json!({"allOf": vec![reference(&name(index + 1)); 20]}));
    assert_eq!(message(&schemas((0..2000).map(fan))), too_many);
    assert_eq!(message(&schemas([("a".to_owned(), json!({"anyOf": [reference("a"), reference("a")]}))])), too_many);
}

#[test]
fn a_wide_combination_is_accepted() {
    let part = |index| {
        (format!("a{index}"), json!({"type": "object", "properties": {format!("p{index}"): {"type": "string"}}}))
    };
    let all = json!({"allOf": Vec::from_iter((0..900).map(|index| reference(&format!("a{index}"))))});
    assert_eq!(message(&schemas((0..900).map(part).chain([("all".to_owned(), all)]))), "");
}

#[test]
fn many_of_everything_is_accepted() {
    let names = || (0..MANY).map(|index| format!("v{index}"));
    let properties: Value =
        names().map(|name| (name, json!({"type": "string"}))).collect::<serde_json::Map<_, _>>().into();
    let parameters =
        Vec::from_iter(names().map(|name| json!({"name": name, "in": "query", "schema": {"type": "string"}})));
    let operation =
        json!({"operationId": "FetchThing", "parameters": parameters, "responses": {"200": {"description": "OK"}}});
    let everything = json!({"object": {"type": "object", "properties": properties}, "enum": {"type": "string", "enum": Vec::from_iter(names())}});
    assert_eq!(message(&document(json!({"/v1/Things": {"get": operation}}), everything)), "");
}

#[test]
fn very_long_names() {
    let endless = message(&schemas([("x".repeat(1_000_000), json!({"type": "string", "enum": ["a"]}))]));
    assert!(endless.starts_with("key is longer than 2,500 bytes"), "{endless}");
    let long = "x".repeat(2_000);
    let error = model(&schemas([(long, json!({"type": "string", "enum": ["a"]}))])).unwrap_err().to_string();
    assert!(error.contains("has 2000 characters, more than the limit of 200"), "{}", &error[..error.len().min(2000)]);
    assert!(error.len() < 2000, "the message has {} bytes", error.len());
    let path = format!("/v1/{}", "{a}".repeat(700));
    let operation = json!({"operationId": "FetchThing", "responses": {"200": {"description": "OK"}}});
    let message = message(&document(json!({path: {"get": operation}}), json!({})));
    assert!(
        message.starts_with("path `/v1/{a}{a}")
            && message.ends_with("is not a valid path template")
            && message.len() < 200,
        "{message}"
    );
}

#[test]
fn document_names_with_line_breaks_are_rejected() {
    let mut source = schemas([("a".to_owned(), json!({"type": "string"}))]);
    source.name = "twilio_x_v1\npub fn evil() {}\n//.yaml".to_owned();
    let error = generate(&[source], &Words::default()).unwrap_err().to_string();
    assert!(error.contains("file name contains spaces or characters"), "{error}");
    assert!(!error.contains("\npub fn"), "{error}");
}

#[test]
fn document_names_cannot_escape_the_output_folder() {
    for name in
        ["../../etc/passwd.yaml", "twilio_/../../x_v1.yaml", "twilio_con.yaml", "..", "", "twilio_aux_nul.json", "/a/b"]
    {
        let mut source =
            schemas([("a".to_owned(), json!({"type": "object", "properties": {"b": {"type": "string"}}}))]);
        source.name = name.to_owned();
        let output = generate(&[source], &Words::default()).unwrap();
        for path in output.files.keys() {
            let plain = |word: &str| {
                word.bytes().all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'_')
            };
            let mut words = path.strip_suffix(".rs").unwrap().split('/');
            assert!(
                words.all(|word| !word.is_empty() && plain(word) && !["con", "aux", "nul"].contains(&word)),
                "{path}"
            );
        }
    }
}
