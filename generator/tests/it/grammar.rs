//! Sets each key of the grammar to values of every kind, and checks that each is read, left aside and counted, or rejected.

use std::collections::BTreeSet;

use serde_json::{Value, json};
use twilio_codegen::diagnostic::{Diagnostic, Diagnostics, Pointer};
use twilio_codegen::document::grammar::{ObjectKind as K, ValueKind};
use twilio_codegen::parallel::each;
use twilio_codegen::{Keywords, Source, model, outline};

use crate::cases::NAME;
use crate::made::reference;

/// An object of each kind that is read, in [`template`]. What isn't read is left aside as a whole, and a media type with an
/// `encoding` is rejected.
const OBJECTS: &[(K, &str)] = &[
    (K::Document, ""),
    (K::Server, "/servers/0"),
    (K::Components, "/components"),
    (K::Paths, "/paths"),
    (K::PathItem, "/paths/~1v1~1Things"),
    (K::Operation, "/paths/~1v1~1Things/get"),
    (K::Parameter, "/paths/~1v1~1Things/get/parameters/0"),
    (K::Parameter, "/paths/~1v1~1Things/get/parameters/1"),
    (K::RequestBody, "/paths/~1v1~1Things/post/requestBody"),
    (K::RequestBody, "/paths/~1v1~1Things/put/requestBody"),
    (K::Responses, "/paths/~1v1~1Things/get/responses"),
    (K::Response, "/paths/~1v1~1Things/get/responses/200"),
    (K::MediaType, "/paths/~1v1~1Things/get/responses/200/content/application~1json"),
    (K::MediaType, "/paths/~1v1~1Things/post/requestBody/content/application~1x-www-form-urlencoded"),
    (K::MediaType, "/paths/~1v1~1Things/put/requestBody/content/application~1json"),
    (K::Schema, "/components/schemas/thing/properties/string"),
    (K::Schema, "/components/schemas/thing/properties/number"),
    (K::Schema, "/components/schemas/thing/properties/list"),
    (K::Schema, "/components/schemas/thing/properties/map"),
    (K::Schema, "/components/schemas/thing/properties/choice"),
    (K::Schema, "/components/schemas/thing/properties/reference"),
    (K::Schema, "/components/schemas/thing/properties/list/items"),
    (K::Schema, "/components/schemas/thing/properties/objects/items"),
    (K::Schema, "/components/schemas/thing/properties/map/additionalProperties"),
    (K::Schema, "/components/schemas/thing/properties/only/allOf/0"),
    (K::Schema, "/components/schemas/thing/properties/mixed/oneOf/0"),
    (K::Schema, "/components/schemas/thing/properties/meta/properties/key"),
    (K::Schema, "/components/schemas/alias"),
    (K::Schema, "/components/schemas/whole/allOf/0"),
    (K::Schema, "/components/schemas/whole/allOf/1/properties/kind"),
    (K::Schema, "/components/schemas/union/oneOf/0"),
    (K::Schema, "/paths/~1v1~1Things/get/responses/200/content/application~1json/schema"),
    (K::Schema, "/paths/~1v1~1Things/put/requestBody/content/application~1json/schema"),
    (K::Schema, "/components/schemas/whole"),
    (K::Schema, "/components/schemas/union"),
    (K::Schema, "/paths/~1v1~1Things/post/requestBody/content/application~1x-www-form-urlencoded/schema"),
    (K::Discriminator, "/components/schemas/union/discriminator"),
    (K::SecurityScheme, "/components/securitySchemes/oauth"),
    (K::SecurityScheme, "/components/securitySchemes/basic"),
    (K::Flows, "/components/securitySchemes/oauth/flows"),
    (K::Flow, "/components/securitySchemes/oauth/flows/clientCredentials"),
    (K::TwilioOperation, "/paths/~1v1~1Things/get/x-twilio"),
    (K::TwilioParameter, "/paths/~1v1~1Things/get/parameters/0/x-twilio"),
    (K::TwilioSchema, "/components/schemas/thing/properties/string/x-twilio"),
    (K::TwilioSchema, "/components/schemas/thing/properties/number/x-twilio"),
    (K::Twilio, "/paths/~1v1~1Things/x-twilio"),
];

/// Keys that any object may have, or none.
const OTHER_KEYS: &[&str] =
    &["$ref", "x-twilio", "x-unknown", "x-secret", "x-rust-name", "example", "examples", "externalDocs", "unknown"];

/// A valid document with an object of each kind.
fn template() -> Value {
    let thing = |codes: Value| json!({"description": "d", "content": {"application/json": {"schema": codes}}});
    let get = json!({
        "operationId": "FetchThing",
        "x-twilio": {},
        "callbacks": {"c": {}},
        "parameters": [
            {"name": "Q", "in": "query", "schema": {"type": "string"}, "x-twilio": {}},
            {"name": "L", "in": "query", "schema": {"type": "array", "items": {"type": "string"}}},
        ],
        "responses": {"200": thing(reference("thing")), "404": {"description": "d"}},
    });
    let form = json!({"type": "object", "properties": {"a": {"type": "string"}}});
    let post = json!({
        "operationId": "CreateThing",
        "requestBody": {"content": {"application/x-www-form-urlencoded": {"schema": form}}},
        "responses": {"201": thing(reference("whole"))},
    });
    let put = json!({
        "operationId": "UpdateThing",
        "security": [{"oauth": []}],
        "requestBody": {"content": {"application/json": {"schema": reference("thing")}}},
        "responses": {"200": thing(reference("union"))},
    });
    let flow = json!({"tokenUrl": "https://case.twilio.com/token", "scopes": {}});
    json!({
        "openapi": "3.0.1",
        "info": {"title": "t", "version": "1"},
        "servers": [{"url": "https://case.twilio.com", "variables": {"v": {"default": "d"}}}],
        "security": [{"basic": []}],
        "tags": [{"name": "t"}],
        "paths": {"/v1/Things": {"x-twilio": {}, "get": get, "post": post, "put": put}},
        "components": {
            "schemas": schemas(),
            "securitySchemes": {
                "basic": {"type": "http", "scheme": "basic"},
                "oauth": {"type": "oauth2", "flows": {"clientCredentials": flow}},
            },
        },
    })
}

/// The schemas of [`template`].
fn schemas() -> Value {
    let part =
        |name: &str| json!({"type": "object", "properties": {"kind": {"type": "string"}, name: {"type": "string"}}});
    let meta = ["first_page_url", "key", "next_page_url", "previous_page_url", "url"].map(|key| (key, "string"));
    let meta = meta.into_iter().chain([("page", "integer"), ("page_size", "integer")]);
    let meta = serde_json::Map::from_iter(meta.map(|(key, ty)| (key.to_owned(), json!({"type": ty}))));
    json!({
        "thing": {"type": "object", "properties": {
            "string": {"type": "string", "x-twilio": {}},
            "number": {"type": "number", "x-twilio": {}},
            "flag": {"type": "boolean"},
            "list": {"type": "array", "items": {"type": "string"}},
            "objects": {"type": "array", "items": part("c")},
            "only": {"allOf": [{"type": "string"}]},
            "mixed": {"oneOf": [{"type": "string"}, {"type": "integer"}]},
            "meta": {"type": "object", "properties": meta},
            "alias": reference("alias"),
            "map": {"type": "object", "additionalProperties": {"type": "string"}},
            "any": {},
            "choice": {"type": "string", "enum": ["a", "b"]},
            "reference": reference("whole"),
        }},
        "alias": {"type": "string"},
        "whole": {"allOf": [part("a"), part("b")]},
        "x": part("x"),
        "y": part("y"),
        "union": {"oneOf": [reference("x"), reference("y")], "discriminator": {"propertyName": "kind"}},
    })
}

/// Values of every kind.
fn values() -> Vec<Value> {
    let scalars = json!([null, true, false, 5, -1, 1.5, "text"]);
    let nested = json!([[], ["text"], [5], [{}], {}, {"text": 5}, {"text": "text"}, {"text": {}}]);
    let all = scalars.as_array().into_iter().chain(nested.as_array()).flatten();
    all.cloned().collect()
}

/// Values that mean the same as no value: defaults, and lists and objects without content.
fn is_default(key: &str, value: &Value) -> bool {
    let flags = ["nullable", "deprecated", "readOnly", "required", "allowReserved", "x-secret", "pii"];
    let limits = ["exclusiveMinimum", "exclusiveMaximum"];
    // A combination with a part that allows anything, and the default of a list in a query.
    if (["allOf", "anyOf", "oneOf"].contains(&key) && *value == json!([{}]))
        || (key == "explode" && *value == json!(true))
    {
        return true;
    }
    let is_empty = value.as_array().is_some_and(Vec::is_empty) || value.as_object().is_some_and(|it| it.is_empty());
    is_empty || (*value == Value::Bool(false) && flags.contains(&key)) || (value.is_boolean() && limits.contains(&key))
}

/// Returns `document` with the object at `pointer` changed.
fn changed(document: &Value, pointer: &str, change: impl FnOnce(&mut serde_json::Map<String, Value>)) -> Value {
    let mut document = document.clone();
    let keys: Vec<String> = Pointer::parse(pointer).expect("it is a pointer").keys().collect();
    let object = keys.iter().fold(&mut document, |node, key| match node {
        Value::Array(items) => &mut items[key.parse::<usize>().expect("it is an index")],
        node => &mut node[key.as_str()],
    });
    if object.is_null() {
        *object = json!({});
    }
    change(object.as_object_mut().expect("it is an object"));
    document
}

/// Returns the facts in the outline and the documentation, and what was left aside.
fn outcome(document: &Value) -> Result<(String, u64), Diagnostics> {
    let text = document.to_string().into_bytes();
    let (model, Keywords { left_aside, .. }) = model(&Source { name: NAME.to_owned(), text, overlay: None })?;
    // The outline has the facts of inline types with their fields; the documentation has these with the types, too.
    let described = model.schemas.iter().map(|schema| (&schema.facts.description, schema.facts.deprecated));
    let outline = outline::lines(&outline::outline(&model));
    Ok((format!("{outline}{:?}", Vec::from_iter(described)), left_aside.values().sum()))
}

/// Returns what is wrong with the treatment of a key with each value.
fn silent(template: &Value, pointer: &str, key: &str) -> Vec<String> {
    let absent = outcome(&changed(template, pointer, |object| drop(object.shift_remove(key))));
    let place = Pointer::parse(pointer).expect("it is a pointer").child(key);
    // Without its components, what refers to one is wrong.
    let is_referred_to = ["components", "schemas", "securitySchemes"].contains(&key);
    let wrong = |value: Value| {
        let found = outcome(&changed(template, pointer, |object| drop(object.insert(key.to_owned(), value.clone()))));
        match (&absent, found) {
            // Any value has an effect if there must be one.
            (Err(_), Ok(_)) => None,
            (Ok((model, aside)), Ok((other, more))) => {
                let is_silent = other == *model && more <= *aside && !is_default(key, &value);
                is_silent.then(|| format!("{pointer}/{key}: {value} changes nothing and isn't counted"))
            }
            (_, Err(found)) => {
                let is_named = |found: &Diagnostic| {
                    let at = found.location.pointer.as_str();
                    at.starts_with(place.as_str()) || found.what.contains(&format!("`{key}`"))
                };
                let is_silent = !is_referred_to && !found.iter().any(is_named);
                is_silent.then(|| format!("{pointer}/{key}: {value} is rejected without its key: {found}"))
            }
        }
    };
    values().into_iter().filter_map(wrong).collect()
}

#[test]
fn every_kind_of_object_is_in_the_table() {
    let listed: Vec<K> = OBJECTS.iter().map(|(kind, _)| *kind).collect();
    let mut kinds = vec![K::Document];
    let mut next = 0;
    while let Some(kind) = kinds.get(next).copied() {
        let named = ["/v1/Things", "200", "x-twilio"].map(|key| kind.member(key));
        for member in kind.keys().iter().map(|(member, _)| *member).chain(named) {
            if let ValueKind::One(kind) | ValueKind::List(kind) | ValueKind::Map(kind) = member
                && !kinds.contains(&kind)
            {
                kinds.push(kind);
            }
        }
        next += 1;
    }
    assert!(kinds.len() > 25);
    for kind in kinds.iter().filter(|kind| kind.is_read() && !matches!(kind, K::Encoding | K::SchemaOrFlag)) {
        assert!(listed.contains(kind), "{kind:?}");
    }
}

#[test]
fn every_value_of_every_key_is_read_left_aside_or_rejected() {
    let template = template();
    let mut keys = BTreeSet::new();
    for (kind, pointer) in OBJECTS.iter() {
        keys.extend(kind.keys().iter().flat_map(|(_, keys)| *keys).map(|key| (*pointer, *key)));
        keys.extend(OTHER_KEYS.iter().map(|key| (*pointer, *key)));
    }
    let keys = Vec::from_iter(keys);
    let wrong = each(&keys, |_| 1, |(pointer, key)| silent(&template, pointer, key)).concat();
    assert!(keys.len() > 500);
    assert!(wrong.is_empty(), "{} cells:\n{}", wrong.len(), wrong.join("\n"));
}
