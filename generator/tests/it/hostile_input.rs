//! Tests invalid and hostile input: each must be rejected with a specific message. Parsed without
//! limits, some of them would take more memory than there is, or not end.

use crate::document::{HEAD, refusal};

fn check(text: impl AsRef<[u8]>, expected: &str) {
    assert_eq!(refusal(text), expected);
}

/// Returns lists that each contain the previous one ten times.
fn laughs(levels: usize) -> String {
    let mut text = format!("{HEAD}a0: &a0 [x, x]\n");
    for level in 1..=levels {
        let below = vec![format!("*a{}", level - 1); 10].join(", ");
        text += &format!("a{level}: &a{level} [{below}]\n");
    }
    text
}

/// Returns `text` inside `n` pairs of `open` and `close`.
fn nested(n: usize, open: &str, text: &str, close: &str) -> String {
    format!("{}{text}{}", open.repeat(n), close.repeat(n))
}

#[test]
fn an_empty_document() {
    for text in ["", " \n", "# a comment\n", "---\n", "null\n"] {
        check(text, "x.yaml: file is empty");
    }
}

#[test]
fn a_document_over_64_mib_is_rejected_before_parsing() {
    check(vec![b'['; (64 << 20) + 1], "x.yaml: file has 67108865 bytes, more than the limit of 64 MiB");
}

#[test]
fn a_document_that_is_not_utf8() {
    check(b"openapi: 3.0.1\ninfo: \xe9\n", "x.yaml: not valid UTF-8 at line 2");
}

#[test]
fn a_truncated_document() {
    check(
        format!("{HEAD}paths:\n  /a: \"b"),
        "x.yaml: not valid YAML or JSON: found unexpected end of stream at line 4 column 9, \
         while scanning a quoted scalar at line 4 column 7",
    );
    check(
        "{\"openapi\": \"3.0.1\", \"info\": {",
        "x.yaml: not valid YAML or JSON: did not find expected node content at line 2 column 1, \
         while parsing a flow node",
    );
}

#[test]
fn a_duplicate_key() {
    check(
        format!("{HEAD}paths:\n  /a:\n    get: 1\n    get: 2\n"),
        "x.yaml#/paths/~1a: duplicate key `get` (line 5, column 5)",
    );
    check(r#"{"openapi": "3.0.1", "openapi": "3.0.2"}"#, "x.yaml: duplicate key `openapi` (line 1, column 40)");
}

#[test]
fn two_documents_in_one_file() {
    check(format!("{HEAD}---\n{HEAD}"), "x.yaml: file contains more than one YAML document");
}

#[test]
fn values_that_json_does_not_support() {
    let cases = [
        ("x: !foo 1\n", "x.yaml#/x: YAML tags are not supported (line 3, column 4)"),
        ("x: [!foo {a: 1}]\n", "x.yaml#/x/0: YAML tags are not supported (line 3, column 5)"),
        ("x: [1, .nan]\n", "x.yaml#/x/1: number is infinite or NaN (line 3, column 8)"),
        ("x: {y: -.inf}\n", "x.yaml#/x/y: number is infinite or NaN (line 3, column 8)"),
        (
            "x: 99999999999999999999\n",
            "x.yaml#/x: number `99999999999999999999` does not fit in 64 bits (line 3, column 4)",
        ),
        ("x: {200: y}\n", "x.yaml#/x: key `200` is not a string (line 3, column 5)"),
        ("true: y\n", "x.yaml: key `true` is not a string (line 3, column 1)"),
        ("~: y\n", "x.yaml: key `null` is not a string (line 3, column 1)"),
        ("? [a]\n: y\n", "x.yaml: key `[…]` is not a string (line 3, column 3)"),
        ("x: &a {b: 1}\ny:\n  <<: *a\n", "x.yaml#/y: YAML merge keys (`<<`) are not supported (line 5, column 3)"),
    ];
    for (rest, expected) in cases {
        check(format!("{HEAD}{rest}"), expected);
    }
    let json = |number: &str| format!(r#"{{"openapi": "3.0.1", "x-number": {number}}}"#);
    for number in ["99999999999999999999", "-99999999999999999999"] {
        let shown = number.replace(&"9".repeat(20), "100000000000000000000");
        let expected = format!("x.yaml#/x-number: number `{shown}` does not fit in 64 bits (line 1, column 53)");
        check(json(number), &expected.replace("53", if number.starts_with('-') { "54" } else { "53" }));
    }
}

#[test]
fn aliases_within_limits_are_expanded() {
    check("openapi: 3.0.1\ninfo: &i {title: T, version: '1'}\nx-copy: *i\npaths: {}\n", "nothing");
}

#[test]
fn aliases_that_multiply() {
    check(laughs(12), "x.yaml: YAML aliases make the document many times longer than its source (line 3, column 5)");
    let text = format!("{HEAD}a: &a {}\nb: [{}]\n", "x".repeat(1 << 16), vec!["*a"; 10_000].join(","));
    check(text, "x.yaml: YAML aliases make the document many times longer than its source (line 3, column 4)");
    check(
        format!("{HEAD}a: &a [*a]\n"),
        "x.yaml: YAML aliases make the document many times longer than its source (line 3, column 4)",
    );
    check(format!("{HEAD}a: *b\n"), "x.yaml: not valid YAML or JSON: unknown anchor at line 3 column 4");
}

#[test]
fn nesting_of_10_000_levels() {
    let brackets = "x.yaml: brackets are nested more than 256 levels deep";
    check(format!("{HEAD}x: {}", nested(10_000, "[", "", "]")), brackets);
    check(nested(10_000, "{\"a\":", "1", "}"), brackets);
    check(format!("{HEAD}x: {}", "[".repeat(10_000)), brackets);
    check(
        format!("{HEAD}x: {}", nested(200, "[", "", "]")),
        "x.yaml: values are nested more than 96 levels deep (line 3, column 99)",
    );
    check(
        format!("{HEAD}x:\n{}a\n", "- ".repeat(10_000)),
        "x.yaml: values are nested more than 96 levels deep (line 4, column 191)",
    );
    let steps: String = (0..3_000).map(|depth| format!("{}a:\n", " ".repeat(depth))).collect();
    check(
        format!("openapi: 3.0.1\n{steps}"),
        "x.yaml: values are nested more than 96 levels deep (line 98, column 97)",
    );
}

#[test]
fn more_values_than_fit_in_memory() {
    check(format!("{HEAD}x:\n{}a\n", "- ".repeat(400_000)), "x.yaml: document has more than 300000 values");
}

#[test]
fn deeply_nested_schemas() {
    let document = |schema: String| format!("{HEAD}paths: {{}}\ncomponents: {{schemas: {{A: {schema}}}}}\n");
    check(document(nested(44, "{allOf: [", "{type: string}", "]}")), "nothing");
    check(document(nested(30, "{type: object, format: f, properties: {a: ", "{}", "}}")), "nothing");
    check(document(nested(80, "{items: ", "{}", "}")), "nothing");
}
