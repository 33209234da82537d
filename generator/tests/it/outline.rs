//! Tests the outline of a model, and what outlines show about names.

use std::collections::BTreeSet;

use serde_json::{Map, Value, json};
use twilio_codegen::outline::{self, Path};
use twilio_codegen::{Source, model};

use crate::architecture::files;
use crate::made::{document, reference, schemas};

fn lines(source: &Source) -> String {
    outline::lines(&outline::outline(&model(source).unwrap_or_else(|found| panic!("{found}")).0))
}

#[test]
fn a_line_has_everything_about_an_item() {
    let name = json!({"type": "string", "maxLength": 9, "default": "a", "deprecated": true, "x-twilio": {"pii": {"handling": "standard"}}});
    let form =
        json!({"application/x-www-form-urlencoded": {"schema": {"properties": {"Name": name}, "required": ["Name"]}}});
    let responses = json!({"201": {"description": "Created"}});
    let operation = json!({"operationId": "CreateThing", "requestBody": {"content": form}, "responses": responses});
    let expected = "\
        document, twilio_case_v1, module case::v1, https://case.twilio.com\n\
        CreateThing: POST /v1/Things, operationId CreateThing, credentials basic, \
        sends application/x-www-form-urlencoded, returns (), success 201, new of name, file things\n\
        CreateThing.name: String, form Name, at most 9 characters, default a, deprecated, private\n";
    assert_eq!(lines(&document(json!({"/v1/Things": {"post": operation}}), json!({}))), expected);
}

#[test]
fn a_line_stays_one_line() {
    let source =
        schemas([("thing".to_owned(), json!({"type": "object", "properties": {"a\nb: c": {"type": "string"}}}))]);
    assert!(lines(&source).contains("JSON name a\\nb: c"), "{}", lines(&source));
}

#[test]
fn no_type_takes_the_name_of_an_import() {
    let mut imports = BTreeSet::new();
    for (_, text) in files("generated/src/api") {
        for list in text.split("use crate::codegen::{").skip(1).filter_map(|rest| Some(rest.split_once('}')?.0)) {
            let names =
                list.split(',').map(str::trim).filter(|name| name.starts_with(|first: char| first.is_uppercase()));
            imports.extend(names.map(str::to_owned));
        }
    }
    assert!(imports.contains("Json"), "{imports:?}");
    let properties: Map<String, Value> =
        imports.iter().enumerate().map(|(at, name)| (format!("p{at}"), reference(name))).collect();
    let types =
        imports.iter().map(|name| (name.clone(), json!({"type": "object", "properties": {"a": {"type": "string"}}})));
    let everything = ("everything".to_owned(), json!({"type": "object", "properties": properties}));
    let source = schemas([everything].into_iter().chain(types));
    let outline = outline::outline(&model(&source).unwrap_or_else(|found| panic!("{found}")).0);
    let owner = |name: &String| Path { owner: name.clone(), member: None };
    let taken = Vec::from_iter(imports.iter().filter(|name| outline.contains_key(&owner(name))));
    assert!(taken.is_empty(), "add these to `generator/src/ident/reserved.rs`: {taken:?}");
}
