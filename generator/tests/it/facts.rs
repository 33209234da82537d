//! Tests what the import of a document keeps and removes, and that `spec/` matches it.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use serde_json::Value;
use twilio_codegen::document::facts::{facts_only, reason_phrase};
use twilio_codegen::document::read;
use twilio_codegen::document::write::to_yaml;

use crate::document::HEAD;

/// A document in which all prose is the word `prose`.
const WORDY: &str = r#"openapi: 3.0.1
info:
  title: T
  version: '1'
  description: prose
  termsOfService: https://prose
  contact: {name: prose}
  license: {name: prose}
  x-twilio: {apiStandards: v0.1}
servers:
- {url: https://a.b, description: prose}
tags:
- {name: Tag, description: prose, externalDocs: {url: https://prose}}
externalDocs: {url: https://prose}
paths:
  /a:
    summary: prose
    description: prose
    x-twilio: {shortDescription: prose, pathType: list}
    x-class-extra-annotation: '@prose'
    get:
      operationId: FetchA
      summary: prose
      description: prose
      externalDocs: {url: https://prose}
      parameters:
      - {name: P, in: query, description: prose, schema: {type: string}, example: prose, examples: {a: {value: prose}}}
      requestBody:
        description: prose
        content: {application/json: {schema: {}, example: prose, examples: {a: {value: prose}}}}
      responses:
        '200':
          description: prose
          headers:
            Access-Control-Allow-Origin: {schema: {type: string}}
            ETag: {description: prose, schema: {type: string}, example: prose}
        '4XX': {description: prose, headers: {access-control-allow-methods: {schema: {type: string}}}}
        '599': {$ref: '#/components/responses/Gone'}
  /empty: {}
components:
  examples: {a: {value: prose}}
  responses: {Gone: {description: prose}}
  securitySchemes:
    o:
      type: oauth2
      description: prose
      flows: {clientCredentials: {tokenUrl: https://a.b, scopes: {read: prose}}}
  schemas:
    description:
      type: object
      title: prose
      description: prose
      example: prose
      externalDocs: {url: https://prose}
      x-twilio: {shortDescription: prose}
      x-jvm-type: prose
      required: [title, example]
      properties:
        description: {type: string, description: prose, default: prose as a fact}
        example: {$ref: '#/x', nullable: true, description: prose, x-field-extra-annotation: prose}
        title: {type: string, enum: [prose as a fact], pattern: prose as a fact}
        examples: {type: array, items: {description: prose, example: prose, allOf: [{title: prose}]}}
        summary: {additionalProperties: {description: prose, x-twilio: {pii: {handling: standard}}}}
"#;

/// The document after the import.
const FACTS: &str = r#"# Written by `cargo xtask spec import`; corrections go into an overlay.
openapi: '3.0.1'
info:
  title: T
  version: '1'
  x-twilio:
    apiStandards: v0.1
servers:
- url: https://a.b
tags:
- name: Tag
paths:
  /a:
    x-twilio:
      pathType: list
    get:
      operationId: FetchA
      parameters:
      - name: P
        in: query
        schema:
          type: string
      requestBody:
        content:
          application/json:
            schema: {}
      responses:
        '200':
          description: OK
          headers:
            ETag:
              schema:
                type: string
        '4XX':
          description: Client Error
        '599':
          $ref: '#/components/responses/Gone'
  /empty: {}
components:
  responses:
    Gone:
      description: Gone
  securitySchemes:
    o:
      type: oauth2
      flows:
        clientCredentials:
          tokenUrl: https://a.b
          scopes:
            read: read
  schemas:
    description:
      type: object
      required:
      - title
      - example
      properties:
        description:
          type: string
          default: prose as a fact
        example:
          $ref: '#/x'
          nullable: true
        title:
          type: string
          enum:
          - prose as a fact
          pattern: prose as a fact
        examples:
          type: array
          items:
            allOf:
            - {}
        summary:
          additionalProperties:
            x-twilio:
              pii:
                handling: standard
"#;

fn facts(text: &str) -> String {
    facts_only("x.yaml", text.as_bytes()).expect("the document is valid").text
}

#[test]
fn prose_is_removed_by_position_and_facts_keep_their_order() {
    assert_eq!(facts(WORDY), FACTS);
}

#[test]
fn importing_twice_changes_nothing() {
    assert_eq!(facts(FACTS), FACTS);
}

/// Strings that some version of YAML doesn't read as the same string unless they are quoted.
const TEXTS: &[&str] = &[
    "off",
    "Yes",
    "n",
    "null",
    "~",
    "",
    " a",
    "a ",
    "2010-04-01",
    "00:00",
    "1e3",
    "0x1f",
    "1_000",
    ".inf",
    "-",
    "- a",
    "a: b",
    "a #b",
    "a:",
    "#/components/schemas/A",
    "^AC[0-9a-fA-F]{32}$",
    "[a]",
    "{a}",
    "*a",
    "&a",
    "!a",
    "|",
    ">",
    "%",
    "@a",
    "`a`",
    "\"a\"",
    "it's",
    "'a'",
    "a\nb",
    "a\tb",
    "\u{7f}\u{85}\u{2028}\u{feff}",
    "é",
    "日本",
    "😀",
    "\\",
    "<<",
    "=",
    "---",
    "...",
    "a, b",
    "http://a.b/c?d=e",
];

/// The start of a document's end: a value of any type follows, and three braces.
const DEFAULT: &str = "components: {schemas: {a: {default: ";

#[test]
fn strings_are_written_so_that_every_parser_reads_them_as_strings() {
    for &text in TEXTS {
        let mut document: Value = serde_yaml::from_str(&format!("{HEAD}paths: {{}}\n")).expect("it is YAML");
        document["x-text"] = text.into();
        document["x-list"] = Value::Array(vec![text.into(), Value::Array(vec![text.into()])]);
        document["x-map"] =
            Value::Object([(text.to_owned(), text.into()), ("k".repeat(2_000), text.into())].into_iter().collect());
        let written = to_yaml(&document);
        assert_eq!(serde_yaml::from_str::<Value>(&written).expect("it is YAML"), document, "{text:?}: {written}");
    }
    assert!(
        facts(&format!("{HEAD}paths: {{}}\n{DEFAULT}['off', '2010-04-01']}}}}}}\n"))
            .ends_with("default:\n      - 'off'\n      - '2010-04-01'\n")
    );
}

#[test]
fn numbers_keep_their_kind() {
    let numbers = "[1, -1, 18446744073709551615, 1.0, 0.1, 1e16, true, null, [], {}]";
    let written = facts(&format!("{HEAD}paths: {{}}\n{DEFAULT}{numbers}}}}}}}\n"));
    let expected = ["1", "-1", "18446744073709551615", "1.0", "0.1", "10000000000000000.0", "true", "null", "[]", "{}"];
    let expected: String = expected.iter().map(|number| format!("      - {number}\n")).collect();
    assert!(written.ends_with(&format!("default:\n{expected}")), "{written}");
}

#[test]
fn a_document_that_cannot_be_loaded_is_not_imported() {
    let error = facts_only("x.yaml", b"openapi: 3.0.1\n").expect_err("it has no paths");
    assert_eq!(
        error.iter().map(|found| found.what.as_str()).collect::<Vec<_>>(),
        ["`info` is missing", "`paths` is missing"]
    );
}

/// Returns each document in `spec/` with its file name.
fn documents() -> Vec<(String, String)> {
    let spec = Path::new(env!("CARGO_MANIFEST_DIR")).join("../spec");
    let files = std::fs::read_dir(spec).expect("spec/ is there").map(|entry| entry.expect("it can be read").path());
    let mut files: Vec<PathBuf> =
        files.filter(|path| path.extension().is_some_and(|extension| extension == "yaml")).collect();
    files.sort();
    let name = |path: &Path| path.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
    files.iter().map(|path| (name(path), std::fs::read_to_string(path).expect("it can be read"))).collect()
}

#[test]
fn importing_the_documents_in_spec_changes_nothing() {
    let documents = documents();
    assert!(!documents.is_empty());
    for (name, text) in documents {
        assert_eq!(facts(&text), text, "{name}");
    }
}

#[test]
fn spec_has_no_upstream_prose() {
    let mut sentences = BTreeSet::new();
    for (name, text) in documents() {
        let document = read(&name, text.as_bytes()).expect("it is a document");
        collect_sentences(&document.tree, &mut Vec::new(), &mut sentences);
    }
    assert_eq!(sentences, BTreeSet::new());
}

/// Adds each string of three words or more, except document titles, enum values and reason phrases.
fn collect_sentences<'a>(node: &'a Value, path: &mut Vec<&'a str>, to: &mut BTreeSet<String>) {
    match node {
        Value::String(text) if text.split_whitespace().count() >= 3 && !is_fact(path, text) => {
            to.insert(format!("{}: {text}", path.join("/")));
        }
        Value::Array(list) => list.iter().for_each(|item| collect_sentences(item, path, to)),
        Value::Object(members) => {
            for (key, value) in members {
                path.push(key);
                collect_sentences(value, path, to);
                path.pop();
            }
        }
        _ => {}
    }
}

fn is_fact(path: &[&str], text: &str) -> bool {
    match path {
        ["info", "title"] | [.., "enum"] => true,
        [.., "responses", status, "description"] => reason_phrase(status) == Some(text),
        _ => false,
    }
}
