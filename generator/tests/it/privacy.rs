//! Checks that every value that `spec/` marks as personal or secret is redacted, and no other.

use std::collections::{BTreeMap, BTreeSet};

use twilio_codegen::Output;
use twilio_codegen::model::{Document, Shape};

use crate::spec;

/// Wire names of private values by type.
type Private = BTreeMap<String, BTreeSet<String>>;

#[test]
fn every_private_value_of_spec_is_redacted_and_no_other() {
    let sources = spec::sources();
    let output = twilio_codegen::generate(&sources, &spec::words(), &|_| {}).expect("`spec/` generates");
    let mut values = 0;
    for source in &sources {
        let (document, _) = twilio_codegen::model(source).expect("`spec/` generates");
        let marked = marked(&document);
        values += marked.values().map(BTreeSet::len).sum::<usize>();
        assert_eq!(redacted(&document, &output), marked, "{}", source.name);
    }
    assert!(values > 500, "only {values} values of `spec/` are private");
}

fn marked(document: &Document) -> Private {
    let mut marked = Private::new();
    for operation in &document.operations {
        let private = operation.inputs.iter().filter(|input| input.facts.private);
        let names = private.map(|input| input.wire.clone()).collect();
        marked.insert(operation.name.to_string(), names);
    }
    for schema in &document.schemas {
        if let Shape::Object(object) = &schema.shape {
            let private = object.properties.iter().filter(|property| property.facts.private);
            let names = private.map(|property| property.wire.clone()).collect();
            marked.insert(schema.name.to_string(), names);
        }
    }
    marked.retain(|_, names: &mut BTreeSet<String>| !names.is_empty());
    marked
}

/// Returns what the tables in the generated text tell `Debug` to redact.
fn redacted(document: &Document, output: &Output) -> Private {
    let folder = document.home.module_path("/") + "/";
    let mut redacted = Private::new();
    let of_document = |path: &str| path.strip_prefix(&folder).is_some_and(|rest| !rest.contains('/'));
    for (_, text) in output.files.iter().filter(|(path, _)| of_document(path)) {
        for table in ["object! {\n", "request! {\n"].into_iter().flat_map(|start| text.split(start).skip(1)) {
            let head = &table[..table.find(";\n").expect("a head ends")];
            let name = head.trim_start().split([' ', ',', ':']).next().expect("a head begins with a name");
            if let Some((_, list)) = head.split_once("private ") {
                let list = &list[..=list.find(']').expect("a list ends")];
                let names: BTreeSet<String> = serde_json::from_str(list).expect("a list of string literals");
                redacted.insert(name.to_owned(), names);
            }
        }
    }
    redacted
}
