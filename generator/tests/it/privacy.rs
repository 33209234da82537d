//! Checks that every value that `spec/` marks as personal or secret is redacted, and no other.

use std::collections::{BTreeMap, BTreeSet};

use serde_json::Value;
use twilio_codegen::document::{self, Raw};
use twilio_codegen::model::{Document, Operation, Property, Shape, Type};
use twilio_codegen::{Output, Source, overlay};

use crate::spec;

/// Wire names of private values by type.
type Private = BTreeMap<String, BTreeSet<String>>;

#[test]
fn every_private_value_of_spec_is_redacted_and_no_other() {
    let sources = spec::sources();
    let output = twilio_codegen::generate(&sources, &spec::words()).expect("`spec/` generates");
    let mut values = 0;
    for source in &sources {
        let (document, _) = twilio_codegen::model(source).expect("`spec/` generates");
        let marked = marked(&document);
        values += marked.values().map(BTreeSet::len).sum::<usize>();
        assert_eq!(redacted(&document, &output), marked, "{}", source.name);
    }
    assert!(values > 500, "only {values} values of `spec/` are private");
}

#[test]
fn every_mark_in_spec_makes_its_value_private() {
    let mut found = 0;
    for source in &spec::sources() {
        let (model, _) = twilio_codegen::model(source).expect("`spec/` generates");
        let raw = raw(source);
        let values = private_by_pointer(&model);
        for mark in marks(&raw.tree) {
            // The innermost parameter or property that contains the mark.
            let value =
                values.iter().filter(|(pointer, _)| is_in(&mark, pointer)).max_by_key(|(pointer, _)| pointer.len());
            match value {
                Some((pointer, is_private)) => assert!(is_private, "{}#{mark}: {pointer} isn't private", source.name),
                None => {
                    assert!(is_unused(&model, &mark), "{}#{mark} isn't part of a parameter or property", source.name)
                }
            }
            found += 1;
        }
    }
    assert!(found > 400, "only {found} values of `spec/` are marked");
}

#[test]
fn no_body_shows_a_value_that_its_response_marks() {
    let mut found = 0;
    for source in &spec::sources() {
        let (model, _) = twilio_codegen::model(source).expect("`spec/` generates");
        let raw = raw(source);
        for operation in &model.operations {
            let marked = marked_in_response(&model, operation, &raw.tree);
            for property in sent(&model, operation).filter(|property| marked.contains(&property.wire)) {
                let shown = format!("{}: `{}` of {}", source.name, property.wire, operation.id);
                assert!(property.facts.private, "{shown} isn't private");
                found += 1;
            }
        }
    }
    assert!(found > 0, "no operation sends what its response marks");
}

/// Returns a document with its overlay applied.
fn raw(source: &Source) -> Raw {
    let mut raw = document::read(&source.name, &source.text).expect("`spec/` can be read");
    if let Some((name, text)) = &source.overlay {
        overlay::apply(&mut raw, name, text).expect("the overlay applies");
    }
    raw
}

/// Returns the pointers to the objects with an `x-secret` or `x-twilio.pii`.
fn marks(tree: &Value) -> Vec<String> {
    let mut marks = Vec::new();
    let mut waiting = vec![(String::new(), tree)];
    while let Some((pointer, node)) = waiting.pop() {
        if is_marked(node) {
            marks.push(pointer.clone());
        }
        let child = |key: String| format!("{pointer}/{}", key.replace('~', "~0").replace('/', "~1"));
        match node {
            Value::Object(members) => waiting.extend(members.iter().map(|(key, node)| (child(key.clone()), node))),
            Value::Array(items) => {
                waiting.extend(items.iter().enumerate().map(|(index, node)| (child(index.to_string()), node)));
            }
            _ => {}
        }
    }
    marks
}

fn is_marked(node: &Value) -> bool {
    let pii = node.pointer("/x-twilio/pii").is_some_and(|pii| *pii != Value::Bool(false));
    pii || node.get("x-secret") == Some(&Value::Bool(true))
}

/// Returns whether all parameters and properties are private that are declared at a pointer.
fn private_by_pointer(model: &Document) -> BTreeMap<&str, bool> {
    let mut values = BTreeMap::new();
    let inputs = model.operations.iter().flat_map(|operation| &operation.inputs);
    let inputs = inputs.map(|input| (input.pointer.as_str(), input.facts.private));
    let properties = model.schemas.iter().flat_map(|schema| properties(&schema.shape));
    for (pointer, private) in inputs.chain(properties.map(|it| (it.pointer.as_str(), it.facts.private))) {
        *values.entry(pointer).or_insert(true) &= private;
    }
    values
}

fn is_in(pointer: &str, outer: &str) -> bool {
    pointer.strip_prefix(outer).is_some_and(|rest| rest.is_empty() || rest.starts_with('/'))
}

fn is_unused(model: &Document, pointer: &str) -> bool {
    let key = pointer.strip_prefix("/components/schemas/").and_then(|rest| rest.split('/').next());
    key.is_some_and(|key| model.unused.iter().any(|unused| unused == key))
}

/// Returns the wire names of the properties that an operation's response marks in the document, or the records of its page.
fn marked_in_response(model: &Document, operation: &Operation, tree: &Value) -> BTreeSet<String> {
    let object = |ty: &Type| match ty {
        Type::Named(id) => Some(&model.schema(*id).shape),
        _ => None,
    };
    let Some(Shape::Object(response)) = operation.response.as_ref().and_then(object) else { return BTreeSet::new() };
    let records = response.page.as_ref().map(|page| &response.properties[page.records].ty);
    let returned = match records {
        Some(Type::Array(item)) => object(item),
        _ => operation.response.as_ref().and_then(object),
    };
    let marked = returned.into_iter().flat_map(properties);
    let marked = marked.filter(|property| tree.pointer(property.pointer.as_str()).is_some_and(is_marked));
    marked.map(|property| property.wire.clone()).collect()
}

/// Returns the properties of an operation's JSON body.
fn sent<'d>(model: &'d Document, operation: &Operation) -> impl Iterator<Item = &'d Property> {
    let bodies = operation.inputs.iter().filter_map(|input| input.ty.schema());
    model.reached(bodies).into_iter().flat_map(|id| properties(&model.schema(id).shape))
}

fn properties(shape: &Shape) -> &[Property] {
    match shape {
        Shape::Object(object) => &object.properties,
        _ => &[],
    }
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
