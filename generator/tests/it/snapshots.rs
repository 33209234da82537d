//! Checks that each case has its `outline.txt` or generates its `expected.rs`, and that each error has its `expected.txt`.
//! `cargo xtask snapshots` runs these tests so that they write the files.

use expect_test::expect_file;
use twilio_codegen::{Output, Words, generate, model, outline};

use crate::cases::{folders, has_text, source};

/// The module that is generated for each case.
const MODULE: &str = "case/v1";

#[test]
fn every_case_generates_what_is_expected() {
    for case in folders("cases") {
        let source = source(&case);
        let output = generate(std::slice::from_ref(&source), &Words::default())
            .unwrap_or_else(|found| panic!("{} does not generate:\n{found}", case.display()));
        match has_text(&case) {
            true => expect_file![case.join("expected.rs")].assert_eq(&joined(&output)),
            false => {
                let (model, _) = model(&source).unwrap();
                expect_file![case.join("outline.txt")].assert_eq(&outline::lines(&outline::outline(&model)));
            }
        }
    }
}

#[test]
fn every_error_has_the_expected_message() {
    for case in folders("errors") {
        match generate(&[source(&case)], &Words::default()) {
            Ok(_) => panic!("{} generates, but an error is expected", case.display()),
            Err(found) => expect_file![case.join("expected.txt")].assert_eq(&format!("{found}\n")),
        }
    }
}

/// Returns the output of a case as one file: each `mod` declaration is replaced with the contents of its file, without the
/// first line and unindented, so that string literals don't change.
fn joined(output: &Output) -> String {
    let mut text = String::new();
    for line in output.files[&format!("{MODULE}/mod.rs")].lines() {
        let declared = line.strip_prefix("mod ").and_then(|rest| rest.strip_suffix(';'));
        match declared.and_then(|name| Some((name, output.files.get(&format!("{MODULE}/{name}.rs"))?))) {
            Some((name, file)) => {
                let (_, body) = file.split_once('\n').unwrap();
                text.push_str(&format!("mod {name} {{\n{}\n}} // mod {name}\n\n", body.trim()));
            }
            None => {
                text.push_str(line);
                text.push('\n');
            }
        }
    }
    text.replace("\n\n\n", "\n\n")
}
