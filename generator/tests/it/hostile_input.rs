//! Texts that were made to do harm: each is refused, in words of its own, in bounded time and memory.

use std::time::{Duration, Instant};

use crate::document::{HEAD, refusal};

/// Longer than any of these takes without optimisation on a slow machine, shorter than what harm would take.
const BOUND: Duration = Duration::from_secs(30);

fn check(text: impl AsRef<[u8]>, expected: &str) {
    let start = Instant::now();
    assert_eq!(refusal(text), expected);
    assert!(start.elapsed() < BOUND, "{expected}: took {:?}", start.elapsed());
}

/// Mappings of which each holds the one before ten times.
fn laughs(levels: usize) -> String {
    let mut text = format!("{HEAD}a0: &a0 [x, x]\n");
    for level in 1..=levels {
        let below = vec![format!("*a{}", level - 1); 10].join(", ");
        text += &format!("a{level}: &a{level} [{below}]\n");
    }
    text
}

/// `text` inside `n` pairs of `open` and `close`.
fn nested(n: usize, open: &str, text: &str, close: &str) -> String {
    format!("{}{text}{}", open.repeat(n), close.repeat(n))
}

#[test]
fn an_empty_document() {
    for text in ["", " \n", "# a comment\n", "---\n", "null\n"] {
        check(text, "x.yaml: is empty");
    }
}

#[test]
fn a_document_over_64_mib_is_refused_before_parsing() {
    check(vec![b'['; (64 << 20) + 1], "x.yaml: is 67108865 bytes long, more than 64 MiB");
}

#[test]
fn a_document_that_is_not_utf8() {
    check(b"openapi: 3.0.1\ninfo: \xe9\n", "x.yaml: is not UTF-8 at line 2");
}

#[test]
fn a_truncated_document() {
    check(
        format!("{HEAD}paths:\n  /a: \"b"),
        "x.yaml: is neither YAML nor JSON: found unexpected end of stream at line 4 column 9, \
         while scanning a quoted scalar at line 4 column 7",
    );
    check(
        "{\"openapi\": \"3.0.1\", \"info\": {",
        "x.yaml: is neither YAML nor JSON: did not find expected node content at line 2 column 1, \
         while parsing a flow node",
    );
}

#[test]
fn a_key_that_stands_twice() {
    check(
        format!("{HEAD}paths:\n  /a:\n    get: 1\n    get: 2\n"),
        "x.yaml#/paths/~1a: key `get` stands twice at line 5 column 5",
    );
    check(r#"{"openapi": "3.0.1", "openapi": "3.0.2"}"#, "x.yaml: key `openapi` stands twice at line 1 column 40");
}

#[test]
fn two_documents_in_one_file() {
    check(format!("{HEAD}---\n{HEAD}"), "x.yaml: holds more than one YAML document");
}

#[test]
fn what_json_cannot_say() {
    let cases = [
        ("x: !foo 1\n", "x.yaml#/x: holds a YAML tag at line 3 column 4"),
        ("x: [!foo {a: 1}]\n", "x.yaml#/x/0: holds a YAML tag at line 3 column 5"),
        ("x: [1, .nan]\n", "x.yaml#/x/1: holds a number that is infinite or none at line 3 column 8"),
        ("x: {y: -.inf}\n", "x.yaml#/x/y: holds a number that is infinite or none at line 3 column 8"),
        (
            "x: 99999999999999999999\n",
            "x.yaml#/x: holds the number `99999999999999999999`, which has more than 64 bits at line 3 column 4",
        ),
        ("x: {200: y}\n", "x.yaml#/x: key `200` is not a text at line 3 column 5"),
        ("true: y\n", "x.yaml: key `true` is not a text at line 3 column 1"),
        ("~: y\n", "x.yaml: key `null` is not a text at line 3 column 1"),
        ("? [a]\n: y\n", "x.yaml: key `[…]` is not a text at line 3 column 3"),
        ("x: &a {b: 1}\ny:\n  <<: *a\n", "x.yaml#/y: holds a merge key, `<<` at line 5 column 3"),
    ];
    for (rest, expected) in cases {
        check(format!("{HEAD}{rest}"), expected);
    }
}

#[test]
fn aliases_within_bounds_stand_for_what_they_name() {
    check("openapi: 3.0.1\ninfo: &i {title: T, version: '1'}\nx-copy: *i\npaths: {}\n", "nothing");
}

#[test]
fn aliases_that_multiply() {
    check(laughs(12), "x.yaml: aliases make it many times its own length at line 3 column 5");
    let text = format!("{HEAD}a: &a {}\nb: [{}]\n", "x".repeat(1 << 16), vec!["*a"; 10_000].join(","));
    check(text, "x.yaml: aliases make it many times its own length at line 3 column 4");
    check(format!("{HEAD}a: &a [*a]\n"), "x.yaml: aliases make it many times its own length at line 3 column 4");
    check(format!("{HEAD}a: *b\n"), "x.yaml: is neither YAML nor JSON: unknown anchor at line 3 column 4");
}

#[test]
fn nesting_of_10_000_levels() {
    let brackets = "x.yaml: is nested more than 256 brackets deep";
    check(format!("{HEAD}x: {}", nested(10_000, "[", "", "]")), brackets);
    check(nested(10_000, "{\"a\":", "1", "}"), brackets);
    check(format!("{HEAD}x: {}", "[".repeat(10_000)), brackets);
    check(
        format!("{HEAD}x: {}", nested(200, "[", "", "]")),
        "x.yaml: is nested more than 96 levels deep at line 3 column 99",
    );
    check(
        format!("{HEAD}x:\n{}a\n", "- ".repeat(10_000)),
        "x.yaml: is nested more than 96 levels deep at line 4 column 191",
    );
    let steps: String = (0..3_000).map(|depth| format!("{}a:\n", " ".repeat(depth))).collect();
    check(format!("openapi: 3.0.1\n{steps}"), "x.yaml: is nested more than 96 levels deep at line 98 column 97");
}

#[test]
fn more_values_than_memory_is_good_for() {
    check(format!("{HEAD}x:\n{}a\n", "- ".repeat(5_000_000)), "x.yaml: holds more than 4000000 values");
}

#[test]
fn schemas_that_are_tried_again_and_again() {
    let deep = "x.yaml: nests schemas so deep that reading them would take minutes";
    let document = |schema: String| format!("{HEAD}paths: {{}}\ncomponents: {{schemas: {{A: {schema}}}}}\n");
    check(document(nested(44, "{allOf: [", "{type: [string]}", "]}")), deep);
    check(document(nested(30, "{type: object, format: f, properties: {a: ", "{}", "}}")), deep);
    check(document(nested(80, "{items: ", "{}", "}")), deep);
    check(document(nested(12, "{type: object, format: f, properties: {a: ", "{}", "}}")), "nothing");
}
