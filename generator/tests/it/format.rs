//! Checks that generated files look as if prettyplease had formatted them as a whole, apart from tables and blank lines.

use serde_json::{Map, Value, json};
use twilio_codegen::{Output, Source, Words, generate};

use crate::{made, spec};

/// Builds a document with names of every length up to one that prettyplease breaks in every place.
fn every_length() -> Source {
    let (mut paths, mut schemas) = (Map::new(), Map::new());
    for length in 1..=95 {
        let name = "n".repeat(length);
        let string = json!({"type": "string"});
        let own = json!({"type": "string", "enum": [name, "other"]});
        let properties = json!({
            &name: string,
            "flag": {"type": "boolean", "deprecated": length % 2 == 0},
            "list": {"type": "array", "items": string},
            "map": {"type": "object", "additionalProperties": string},
            "maps": {"type": "array", "items": {"type": "object", "additionalProperties": own}},
            "own": own,
            "again": made::reference(&name),
        });
        let all = [name.as_str(), "flag", "list", "own", "again"];
        let required: Vec<&str> = all.into_iter().take(length % 5).chain((length % 7 == 0).then_some("map")).collect();
        schemas.insert(name.clone(), json!({"type": "object", "properties": properties, "required": required}));
        let object = json!({"type": "object", "properties": {&name: string, "Flag": {"type": "boolean"}, "List": {"type": "array", "items": own}}});
        let mut form = object.clone();
        form["required"] = match length % 4 {
            0 => json!([name]),
            1 => json!([name, "List"]),
            2 => json!(["Flag"]),
            _ => json!([]),
        };
        let operation = |verb: &str, content: Value| {
            let responses = json!({"200": {"description": "OK"}});
            json!({"operationId": format!("{verb}{name}"), "requestBody": {"content": content}, "responses": responses})
        };
        let json = json!({"application/json": {"schema": made::reference(&name)}});
        let form = json!({"application/x-www-form-urlencoded": {"schema": form}});
        let methods = json!({"post": operation("a", json), "put": operation("b", form)});
        paths.insert(format!("/v1/{length}"), methods);
    }
    made::document(Value::Object(paths), Value::Object(schemas))
}

/// Returns the lines of a file without tables, comments and blank lines.
fn lines(text: &str) -> Vec<&str> {
    let mut lines = Vec::new();
    let mut is_table = false;
    for line in text.lines().filter(|line| !line.is_empty() && !line.starts_with("// ")) {
        is_table |= line.ends_with("! {") && !line.starts_with(' ');
        if !is_table {
            lines.push(line);
        }
        is_table &= line != "}";
    }
    lines
}

fn assert_formatted(output: &Output) {
    for (path, text) in &output.files {
        let mut file = syn::parse_file(text).unwrap_or_else(|error| panic!("{path}: {error}"));
        file.items.retain(|item| !matches!(item, syn::Item::Macro(_)));
        let formatted = prettyplease::unparse(&file);
        for (line, expected) in lines(text).into_iter().zip(lines(&formatted)) {
            assert_eq!(line, expected, "{path}");
        }
        assert_eq!(lines(text).len(), lines(&formatted).len(), "{path}");
    }
}

#[test]
fn names_of_every_length_are_laid_out_like_prettyplease_does() {
    let output = generate(&[every_length()], &Words::default()).unwrap_or_else(|found| panic!("{found}"));
    assert_formatted(&output);
}

#[test]
fn the_documents_are_laid_out_like_prettyplease_does() {
    let output = generate(&spec::sources(), &spec::words()).unwrap_or_else(|found| panic!("{found}"));
    assert_formatted(&output);
}
