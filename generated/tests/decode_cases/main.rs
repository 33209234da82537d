//! Real response bodies, unchanged and mutated: each decodes as the response type of its operation and is serialized without
//! loss, or fails because of a required field and keeps everything.
//!
//! `bodies.jsonl` has a few, one JSON object per line with `id`, `document`, `operation_id`, `status` and `value`.
//! `RESPONSE_CASES` is the path of a file with more.

use bytes::Bytes;
use serde_json::{Value, json};
use twilio_bindings::dynamic::ResponseBody;
use twilio_bindings::{Error, ErrorKind, Response, dynamic};

#[path = "../decode/same.rs"]
mod same;

/// The number of mutations of each body.
const MUTATIONS: u32 = 16;

/// A random number generator that only needs to be uniform and reproducible (xorshift).
struct Dice(u64);

impl Dice {
    fn roll(&mut self, sides: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        (self.0 >> 33) as usize % sides.max(1)
    }
}

#[test]
fn every_case_round_trips() {
    for case in cases() {
        let text = case["value"].to_string();
        let back = match decode(&case, &text) {
            Ok(response) => response.into_inner().into_json(),
            Err(error) => {
                assert_eq!(error.kind(), ErrorKind::Api, "{}: {error}", case["id"]);
                error.body_json()
            }
        };
        assert_eq!(same::difference(&text, back.get()), None, "{}", case["id"]);
    }
}

#[test]
fn a_mutated_case_fails_only_for_a_required_field() {
    let mut dice = Dice(0x2545_F491_4F6C_DD1D);
    for case in cases() {
        for _ in 0..MUTATIONS {
            let mut body = case["value"].clone();
            let mut touched = Vec::new();
            for _ in 0..=dice.roll(3) {
                touched.push(mutate(&mut body, &mut dice));
            }
            let text = body.to_string();
            match decode(&case, &text) {
                Ok(response) => assert_eq!(same::difference(&text, response.get()), None, "{}: {text}", case["id"]),
                Err(error) => assert_keeps_everything(&case, &error, &text, &touched),
            }
        }
    }
}

fn assert_keeps_everything(case: &Value, error: &Error, text: &str, touched: &[String]) {
    assert_eq!(error.body().map(|body| &body[..]), Some(text.as_bytes()));
    assert_eq!(error.status().map(|status| status.as_str().to_owned()), case["status"].as_str().map(String::from));
    if error.kind() == ErrorKind::Api {
        return;
    }
    assert_eq!(error.kind(), ErrorKind::Decode);
    let pointer = error.pointer().expect("a pointer");
    let is_near = |touched: &String| match pointer {
        // The whole body lacks a required field.
        "" => touched.rfind('/') == Some(0),
        _ => touched.starts_with(pointer) || pointer.starts_with(touched.as_str()),
    };
    assert!(touched.iter().any(is_near), "{}: {error}, but only {touched:?} was touched", case["id"]);
}

fn cases() -> Vec<Value> {
    let mut text = include_str!("bodies.jsonl").to_owned();
    if let Some(path) = std::env::var_os("RESPONSE_CASES") {
        text += &std::fs::read_to_string(path).expect("`RESPONSE_CASES` can be read");
    }
    text.lines().map(|line| serde_json::from_str(line).expect("a case is JSON")).collect()
}

fn decode(case: &Value, body: &str) -> Result<Response<ResponseBody>, Error> {
    let text = |name: &str| case[name].as_str().expect("a case has its members").to_owned();
    let entry = dynamic::operation(&text("document"), &text("operation_id")).expect("the operation is known");
    let response = http::Response::builder().status(text("status").as_str());
    entry.decode(response.body(Bytes::copy_from_slice(body.as_bytes())).expect("a status"))
}

/// Changes one value, and returns its JSON pointer.
fn mutate(body: &mut Value, dice: &mut Dice) -> String {
    let mut places = vec![String::new()];
    collect(body, "", &mut places);
    let place = places[dice.roll(places.len())].clone();
    let Some((parent, name)) = place.rsplit_once('/') else {
        if let Value::Object(members) = body {
            members.insert("novel".to_owned(), another(dice));
        }
        return "/novel".to_owned();
    };
    let parent = body.pointer_mut(parent).expect("the place was just seen");
    match (parent, dice.roll(4)) {
        (Value::Object(members), 0) => {
            members.remove(&unescaped(name));
        }
        (Value::Object(members), 1) => {
            members.insert("novel".to_owned(), another(dice));
        }
        (parent, _) => {
            if let Some(value) = parent.pointer_mut(&format!("/{name}")) {
                *value = another(dice);
            }
        }
    }
    place
}

fn collect(value: &Value, at: &str, places: &mut Vec<String>) {
    let mut add = |name: &str, value: &Value| {
        let place = format!("{at}/{}", name.replace('~', "~0").replace('/', "~1"));
        collect(value, &place, places);
        places.push(place);
    };
    match value {
        Value::Object(members) => members.iter().for_each(|(name, value)| add(name, value)),
        Value::Array(items) => items.iter().enumerate().for_each(|(index, value)| add(&index.to_string(), value)),
        _ => {}
    }
}

fn unescaped(name: &str) -> String {
    name.replace("~1", "/").replace("~0", "~")
}

fn another(dice: &mut Dice) -> Value {
    let values = [
        json!(null),
        json!(7),
        json!(-2.5),
        json!("text"),
        json!("7"),
        json!("1.50"),
        json!(true),
        json!([]),
        json!({}),
        json!([1, {"a": null}]),
        json!({"sid": 1, "nested": ["x"]}),
        json!("2026-01-02T03:04:05.5+01:00"),
        json!("Fri, 18 Feb 2011 21:07:19 +0100"),
    ];
    values[dice.roll(values.len())].clone()
}
