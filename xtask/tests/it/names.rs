//! Tests that the generated code compiles with names that mean something to Rust, the runtime or Cargo, wherever a
//! document can put them.

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;
use std::process::Command;

use serde_json::{Map, Value, json};
use twilio_codegen::ident::{PRODUCTS, runtime, snake};

use crate::workspace::Workspace;

/// Keywords, prelude items, traits and their associated items, methods, primitive types and macros, in snake_case. Those that the
/// generator lists itself aren't here.
const NAMES: &str = "\
    as async await box break const continue crate do dyn else enum extern false final fn for gen if impl in let loop macro \
    match mod move mut priv pub raw ref return self static struct super trait true try type typeof unsafe use virtual \
    where while yield copy send sized sync unpin drop fn_once to_owned clone partial_eq eq hash ord as_ref as_mut into \
    from iterator into_iterator extend option some none result ok err string to_string vec try_from try_into from_iterator \
    debug display item output target owned infallible formatter serialize deserialize serializer deserializer codec record \
    all parameters required private str bool char i64 u8 u128 f64 usize format println panic assert matches stringify \
    string_enum meta records into_records len is_empty read read_slot write extra_mut blank new decode to_http fmt known \
    as_str meta_extra guarded next_link next_number next_request total_results equal_objects equal_requests body b_tree_map \
    endpoint slot main lib con nul value to f other text de s t this unnamed x";

#[test]
fn any_name_compiles_wherever_a_document_puts_it() {
    let workspace = crate_without_products();
    workspace.write("upstream/twilio_names_v1.yaml", &document().to_string());
    for name in names() {
        workspace.write(&format!("upstream/twilio_{name}_v1.yaml"), &tiny("v1").to_string());
        workspace.write(&format!("upstream/twilio_version_{name}.yaml"), &tiny(&name).to_string());
    }
    workspace.succeed(&["spec", "import", &workspace.at("upstream")]);
    workspace.succeed(&["codegen"]);
    let target = Path::new(env!("CARGO_TARGET_TMPDIR")).parent().unwrap();
    let output = Command::new(env!("CARGO"))
        .args(["build", "--lib", "--all-features", "--quiet", "--manifest-path"])
        .arg(workspace.path("generated/Cargo.toml"))
        .env("CARGO_TARGET_DIR", target)
        .output()
        .unwrap();
    let errors = String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success(), "{}", &errors[..errors.len().min(20_000)]);
}

/// Creates a workspace with the real crate, but without its generated part.
fn crate_without_products() -> Workspace {
    let workspace = Workspace::empty();
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).parent().unwrap();
    let text = |path: &str| fs::read_to_string(root.join(path)).unwrap();
    let manifest = text("Cargo.toml");
    let members = manifest.lines().find(|line| line.starts_with("members = ")).expect("the members, on a line");
    workspace.write("Cargo.toml", &manifest.replace(members, "members = [\"generated\"]"));
    workspace.write("Cargo.lock", &text("Cargo.lock"));
    workspace.write("README.md", "");
    // The examples, tests and benchmarks need products and the generator, and aren't compiled here.
    let manifest = text("generated/Cargo.toml");
    let (package, _) = manifest.split_once("\n[dev-dependencies]").unwrap();
    workspace.write("generated/Cargo.toml", package);
    copy(&root.join("generated/src"), &workspace.path("generated/src"));
    workspace
}

fn copy(from: &Path, to: &Path) {
    fs::create_dir_all(to).unwrap();
    for entry in fs::read_dir(from).unwrap().map(Result::unwrap) {
        let to = to.join(entry.file_name());
        match entry.file_type().unwrap().is_dir() {
            true if entry.file_name() == "api" => {}
            true => copy(&entry.path(), &to),
            false => drop(fs::copy(entry.path(), to).unwrap()),
        }
    }
}

/// Returns each name once, in snake_case. The document uses it in PascalCase too.
fn names() -> BTreeSet<String> {
    let types = [runtime::TYPES, runtime::UNIMPORTED].concat().into_iter().map(snake);
    let others = NAMES.split_whitespace().chain(runtime::MACROS.iter().chain(PRODUCTS).copied());
    types.chain(others.map(str::to_owned)).collect()
}

fn pascal(name: &str) -> String {
    name.split('_')
        .flat_map(|word| {
            let (first, rest) = word.split_at(word.len().min(1));
            first.to_uppercase().chars().chain(rest.chars()).collect::<Vec<_>>()
        })
        .collect()
}

/// Returns a document with one operation.
fn tiny(version: &str) -> Value {
    json!({
        "openapi": "3.0.1",
        "info": {"title": "tiny", "version": "1.0.0"},
        "servers": [{"url": "https://tiny.twilio.com"}],
        "paths": {format!("/{version}/Things"): {"get": {"operationId": "FetchThing", "responses": {"200": {"description": "OK"}}}}},
    })
}

/// Returns a document that uses each name as an enum value, an enum, an object, a property, a union tag, a parameter in
/// each location, an operation and a resource. One object has all of them as properties, another requires that one, and both are
/// bodies.
fn document() -> Value {
    let (mut paths, mut schemas, mut properties) = (Map::new(), Map::new(), Map::new());
    let (mut values, mut variants, mut mapping) = (Vec::new(), Vec::new(), Map::new());
    // Names are repeated in identifiers, whose length is limited.
    for name in names().iter().map(String::as_str).filter(|name| name.len() <= 20) {
        let [kind, object] = ["kind", "object"].map(|prefix| format!("{prefix}.{name}"));
        let reference = |key: &str| json!({"$ref": format!("#/components/schemas/{key}")});
        values.extend([name.to_owned(), pascal(name)]);
        properties.insert(name.to_owned(), json!({"type": "string"}));
        schemas.insert(
            object.clone(),
            json!({"type": "object", "properties": {name: {"type": "string", "enum": [name, "another one"]}, "kind": reference(&kind)}}),
        );
        schemas.insert(kind, json!({"type": "string", "enum": [name, "another one"]}));
        variants.push(reference(&object));
        mapping.insert(name.to_owned(), json!(format!("#/components/schemas/{object}")));
        let parameter = |location: &str, required: bool| json!({"name": name, "in": location, "required": required, "schema": {"type": "string", "enum": [name, "another one"]}});
        let form = json!({"type": "object", "required": [name], "properties": {name: {"type": "string"}}});
        paths.insert(
            format!("/v1/{name}/{{{name}}}"),
            json!({"post": {
                "operationId": pascal(name),
                "tags": [name],
                "parameters": [parameter("path", true), parameter("query", false), parameter("header", false)],
                "requestBody": {"content": {"application/x-www-form-urlencoded": {"schema": form}}},
                "responses": responses(reference(&object)),
            }}),
        );
    }
    values.sort_unstable();
    values.dedup();
    properties.insert("any value".to_owned(), json!({"type": "string", "enum": values}));
    schemas.insert("every property".to_owned(), json!({"type": "object", "properties": properties}));
    let discriminator = json!({"propertyName": "kind", "mapping": mapping});
    let every = json!({"$ref": "#/components/schemas/every property"});
    schemas.insert(
        "any holder".to_owned(),
        json!({"type": "object", "required": ["every"], "properties": {"every": every}}),
    );
    schemas.insert("any object".to_owned(), json!({"oneOf": variants, "discriminator": discriminator}));
    paths.extend(["every property", "any holder", "any object"].map(resource_of));
    json!({
        "openapi": "3.0.1",
        "info": {"title": "names", "version": "1.0.0"},
        "servers": [{"url": "https://names.twilio.com"}],
        "paths": paths,
        "components": {"schemas": schemas},
    })
}

/// Returns a path, and its operations that send the schema at `key`, return it and list it.
fn resource_of(key: &str) -> (String, Value) {
    let schema = json!({"$ref": format!("#/components/schemas/{key}")});
    let body = json!({"required": true, "content": {"application/json": {"schema": schema}}});
    let page = json!({"type": "object", "properties": {
        "records": {"type": "array", "items": schema},
        "next_page_uri": {"type": "string", "nullable": true},
        "page_size": {"type": "integer"},
    }});
    let id = pascal(&key.replace(' ', "_"));
    let operations = json!({
        "post": {"operationId": format!("Create{id}"), "requestBody": body, "responses": responses(schema)},
        "get": {"operationId": format!("List{id}"), "responses": responses(page)},
    });
    (format!("/v1/{id}"), operations)
}

fn responses(schema: Value) -> Value {
    json!({"200": {"description": "OK", "content": {"application/json": {"schema": schema}}}})
}
