//! Checks properties of any string: it becomes a valid name that is unique in its scope and doesn't depend on the order, and
//! never ends up outside a name, a comment or a string.

use std::collections::BTreeSet;

use proptest::prelude::*;
use serde_json::{Map, Value, json};
use syn::{Item, Meta};
use twilio_codegen::ident::{Home, pascal, snake};
use twilio_codegen::model::{Document, Shape};
use twilio_codegen::{Source, Words, generate, model};

use crate::made;

/// Strings that are likely to become the same name: few letters, many word separators.
fn close() -> impl Strategy<Value = String> {
    prop_oneof!["[aAbB1 ._/<>-]{0,4}", "(self|Self|type|new|extra|Option|Error|Unrecognized|A|a)[_.<>]{0,2}"]
}

const MEANINGFUL: &[&str] =
    &["*/", "/*", "\"#", "]", "#![x]", "include!(\"x\")", "\\", "\n//!", "\r", "${x}", "{}", "`", "../x", "CON"];

/// Arbitrary strings, and some with a meaning in Rust.
fn hostile() -> impl Strategy<Value = String> {
    prop_oneof![any::<String>(), close(), proptest::sample::select(MEANINGFUL).prop_map(str::to_owned)]
        .prop_map(|text| text.chars().filter(|letter| *letter != '\0').take(20).collect())
}

fn distinct(texts: impl Strategy<Value = String>) -> impl Strategy<Value = (Vec<String>, Vec<String>)> {
    // `<<` is a merge key in YAML, so it is rejected as a name.
    let texts = texts.prop_filter("a merge key", |text| text != "<<");
    proptest::collection::btree_set(texts, 1..9).prop_flat_map(|names| {
        let names = Vec::from_iter(names);
        (Just(names.clone()), Just(names).prop_shuffle())
    })
}

/// Builds a document with operations, parameters, properties, schemas and enum values of these names.
fn document(names: &[String]) -> Source {
    let parameters = names.iter().flat_map(|name| {
        ["query", "header"]
            .map(|place| json!({"name": name, "in": place, "schema": {"type": "string", "description": name}}))
    });
    // Only some strings can be the name of a header.
    let parameters =
        Vec::from_iter(parameters.filter(|it| it["in"] == "query" || it["name"].as_str().is_some_and(is_token)));
    let text = json!({"type": "string", "pattern": names[0], "description": names[0], "default": names[0]});
    let properties: Map<String, Value> = names.iter().map(|name| (name.clone(), text.clone())).collect();
    let object = json!({"type": "object", "description": names[0], "properties": properties});
    let form = json!({"content": {"application/x-www-form-urlencoded": {"schema": object}}});
    let operation = |name: &String| {
        let responses = json!({"200": {"description": name}});
        json!({"operationId": name, "tags": [name], "description": name, "parameters": parameters, "requestBody": form, "responses": responses})
    };
    let path = |index: usize, name: &String| (format!("/v1/{}", hex(name, index)), json!({"post": operation(name)}));
    let paths: Map<String, Value> = names.iter().map(|name| path(0, name)).collect();
    let mut schemas: Map<String, Value> = names.iter().map(|name| (name.clone(), object.clone())).collect();
    schemas.insert("values".to_owned(), json!({"type": "string", "enum": names}));
    made::document(Value::Object(paths), Value::Object(schemas))
}

/// Returns whether `name` can be the name of a header.
fn is_token(name: &str) -> bool {
    let is_token = |byte: u8| byte.is_ascii_alphanumeric() || b"!#$%&'*+-.^_`|~".contains(&byte);
    !name.is_empty() && name.bytes().all(is_token)
}

/// Returns a unique path for each name, independent of their order.
fn hex(name: &str, index: usize) -> String {
    name.bytes().map(|byte| format!("{byte:02x}")).chain([index.to_string()]).collect()
}

/// Returns the scope, wire name and Rust name of every named item.
fn names(document: &Document) -> BTreeSet<(String, String, String)> {
    let mut found = BTreeSet::new();
    for operation in &document.operations {
        found.insert(("types".to_owned(), format!("{} operation", operation.id), operation.name.to_string()));
        for input in &operation.inputs {
            let wire = format!("{:?} {}", input.location, input.wire);
            found.insert((operation.pointer.to_string(), wire, input.name.to_string()));
        }
    }
    for schema in &document.schemas {
        found.insert(("types".to_owned(), schema.pointer.to_string(), schema.name.to_string()));
        let scope = schema.pointer.to_string();
        match &schema.shape {
            Shape::Object(object) => {
                found.extend(object.properties.iter().map(|it| (scope.clone(), it.wire.clone(), it.name.to_string())))
            }
            Shape::Enum(variants) => {
                found.extend(variants.iter().map(|it| (scope.clone(), it.wire.clone(), it.name.to_string())));
            }
            _ => {}
        }
    }
    found
}

/// Checks that the output for a document has only the kinds of items and attributes that the generator writes.
fn check_output(source: &Source) -> Result<(), TestCaseError> {
    let output = generate(std::slice::from_ref(source), &Words::default()).map_err(|error| {
        match error.to_string() {
            // Brackets in strings count, and each name occurs many times in the document.
            error if error.contains("brackets are nested") => TestCaseError::reject(error),
            error => TestCaseError::fail(error),
        }
    })?;
    for (path, text) in &output.files {
        let plain =
            path.bytes().all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit() || b"_/.".contains(&byte));
        prop_assert!(plain && !path.contains(".."), "{path}");
        let file = syn::parse_file(text).map_err(|error| TestCaseError::fail(format!("{path}: {error}\n{text}")))?;
        for item in &file.items {
            prop_assert!(is_ours(item), "{path}: {text}");
        }
    }
    Ok(())
}

fn is_ours(item: &Item) -> bool {
    let attributes = match item {
        Item::Struct(it) => &it.attrs,
        Item::Enum(it) => &it.attrs,
        Item::Impl(it) => &it.attrs,
        Item::Type(it) => &it.attrs,
        Item::Use(it) => &it.attrs,
        Item::Fn(it) if it.sig.ident == "operations" || it.sig.ident == "visit_requests" => &it.attrs,
        Item::Mod(it) if it.content.is_none() => &it.attrs,
        Item::Macro(it) => {
            let known = ["request", "object", "open_enum", "operations", "union"];
            return known.iter().any(|name| it.mac.path.is_ident(name)) && it.attrs.is_empty();
        }
        _ => return false,
    };
    let known = ["doc", "derive", "non_exhaustive", "cfg", "deprecated", "allow", "inline"];
    attributes.iter().all(|it| {
        let value_is_text = !matches!(&it.meta, Meta::NameValue(pair) if !matches!(pair.value, syn::Expr::Lit(_)));
        known.iter().any(|name| it.path().is_ident(name)) && value_is_text
    })
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::with_cases(64) })]

    #[test]
    fn any_string_gives_an_identifier(text in any::<String>()) {
        for name in [snake(&text), pascal(&text)] {
            prop_assert!(syn::parse_str::<syn::Ident>(&name).is_ok(), "{text:?} gives {name:?}");
            prop_assert!(name.is_ascii());
        }
    }

    #[test]
    fn any_file_name_gives_modules(stem in any::<String>()) {
        let Home { product_module: product, version_module: version, .. } = Home::of(&stem);
        for module in [Some(product), version].into_iter().flatten() {
            prop_assert!(syn::parse_str::<syn::Ident>(module.as_str()).is_ok(), "{stem:?} gives {module}");
        }
    }

    #[test]
    fn names_are_unique_and_do_not_depend_on_their_order((first, second) in distinct(close())) {
        let [first, second] = [first, second].map(|it| model(&document(&it)).map(|(model, _)| names(&model)));
        let first = first.map_err(|error| TestCaseError::fail(error.to_string()))?;
        let second = second.map_err(|error| TestCaseError::fail(error.to_string()))?;
        prop_assert_eq!(&first, &second);
        let identifiers: BTreeSet<(&String, &String)> = first.iter().map(|(scope, _, name)| (scope, name)).collect();
        prop_assert_eq!(identifiers.len(), first.len());
        for (_, _, name) in &first {
            prop_assert!(syn::parse_str::<syn::Ident>(name).is_ok(), "{name}");
        }
    }

    #[test]
    fn any_document_gives_only_known_kinds_of_items((names, _) in distinct(hostile())) {
        check_output(&document(&names))?;
    }
}
