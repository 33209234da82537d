//! Requests created from JSON: the same bytes as typed requests, and errors that name what is wrong.

mod responses;
#[path = "../samples/mod.rs"]
mod samples;

use samples::{CreateUser, ListThing, PatchThing, UpdateThing};
use twilio_bindings::codegen::Described;
use twilio_bindings::dynamic::{Arguments, Endpoint, ParameterLocation};
use twilio_bindings::{Context, Json, Request};

twilio_bindings::codegen::operations! {
    "Sample v1";
    operation UpdateThing = "Updates a thing.";
    parameter "The account.";
    parameter "The thing.";
    operation ListThing = "Lists things.";
    operation PatchThing = "";
    operation CreateUser = "";
}

fn call<R: Described>(json: &str) -> Result<http::Request<bytes::Bytes>, String> {
    let arguments = Arguments::from_json(json).map_err(|error| error.to_string())?;
    let context = Context::new().account_sid("AC1");
    Endpoint::of::<R>().to_http(arguments, &context).map_err(|error| error.to_string())
}

fn refusal<R: Described>(json: &str) -> String {
    call::<R>(json).expect_err("the arguments are wrong")
}

fn body<R: Described>(json: &str) -> String {
    let request = call::<R>(json).expect("the arguments are right");
    String::from_utf8(request.into_body().to_vec()).expect("bodies are UTF-8")
}

#[test]
fn every_type_is_read() {
    let json = r#"{
        "path": {"AccountSid": "AC2", "Sid": "S"},
        "header": {"x-twilio-webhook-enabled": true, "Authorization": "ignored"},
        "body": {
            "To": "", "Timers.Inactive": null, "State": "new", "Tag": ["a", "b"], "Attributes": {"a": 1.0},
            "Rules": [{"b": 1e2}, "s"], "Count": -7, "MaxPrice": 12345678901234567890.10, "Enabled": false,
            "SendAt": "2026-01-02T03:04:05.000-05:30", "Birthday": "2026-01-02"
        }
    }"#;
    let request = call::<UpdateThing>(json).expect("the arguments are right");
    assert_eq!(request.uri().path(), "/v1/Accounts/AC2/Things/S.json");
    assert_eq!(request.headers()["x-twilio-webhook-enabled"], "true");
    assert!(!request.headers().contains_key("authorization"));
    assert_eq!(
        request.body(),
        "To=&State=new&Tag=a&Tag=b&Attributes=%7B%22a%22%3A1.0%7D&Rules=%7B%22b%22%3A1e2%7D&Rules=s&Count=-7\
         &MaxPrice=12345678901234567890.10&Enabled=false&SendAt=2026-01-02T08%3A34%3A05Z&Birthday=2026-01-02"
    );
    assert_eq!(body::<UpdateThing>(r#"{"path": {"Sid": "S"}, "body": {"MaxPrice": "0.50"}}"#), "MaxPrice=0.50");
}

#[test]
fn dynamic_request_equals_typed_request() {
    let typed = ListThing {
        page_size: Some(5),
        date_sent_before: Some(jiff::civil::date(2026, 1, 2).into()),
        add_ons_data: Json::parse(r#"{"a":{"b":[1,2]}}"#).ok(),
        ..ListThing::default()
    };
    let json = r#"{"query": {"PageSize": 5, "DateSent<": "2026-01-02", "AddOnsData": {"a": {"b": [1, 2]}}}}"#;
    let dynamic = call::<ListThing>(json).expect("the arguments are right");
    let typed = typed.to_http(&Context::new()).expect("the request can be sent");
    assert_eq!((typed.uri(), typed.headers()), (dynamic.uri(), dynamic.headers()));
}

#[test]
fn extra_parameters_are_sent_as_they_are() {
    let json = r#"{"path": {"Sid": "S"}, "body": {"To": "a"}, "extra": {"New": ["x", 1], "Other": null}}"#;
    assert_eq!(body::<UpdateThing>(json), "To=a&New=x&New=1");
    let arguments = Arguments::new().extra("New>", "b c");
    let request = Endpoint::of::<ListThing>().to_http(arguments, &Context::new()).expect("can be sent");
    assert_eq!(request.uri().query(), Some("New%3E=b+c"));
    assert_eq!(body::<PatchThing>(r#"{"body": {"name": "n"}, "extra": {"new": {}}}"#), r#"{"name":"n","new":{}}"#);
    let twice =
        refusal::<UpdateThing>(r#"{"path": {"Sid": "S"}, "body": {"To": "secret"}, "extra": {"To": "secret"}}"#);
    assert!(twice.contains("form property `To` is set twice") && !twice.contains("secret"), "{twice}");
    assert!(refusal::<ListThing>(r#"{"extra": [1]}"#).contains("`extra` must be a JSON object"));
}

#[test]
fn all_errors_are_reported_at_once() {
    let message = refusal::<UpdateThing>(
        r#"{"path": {"sid": "S", "X": 1}, "query": {"To": "a"}, "header": {"If": "a"},
            "body": {"Count": "7", "Enabled": "yes", "Tag": "a", "SendAt": "2026-01-02", "Birthday": "x", "timers_inactive": "PT1M"}}"#,
    );
    for fault in [
        "operation `UpdateThing`: ",
        "path parameter `Sid` is missing",
        "path parameter `sid` is unknown: there is a path parameter `Sid`",
        "path parameter `X` is unknown",
        "query parameter `To` is unknown: there is a form property `To`",
        "header `If` is unknown",
        "form property `Count` must be an integer",
        "form property `Enabled` must be a boolean",
        "form property `Tag` must be a list of strings",
        "form property `SendAt` must be a date-time such as",
        "form property `Birthday` must be a date such as",
        "form property `timers_inactive` is unknown: there is a form property `Timers.Inactive`",
    ] {
        assert!(message.contains(fault), "{fault} is not in: {message}");
    }
    assert!(!message.contains("yes"), "{message}");
}

#[test]
fn types_are_not_guessed() {
    for (json, fault) in [
        (r#"{"path": {"Sid": 1}}"#, "path parameter `Sid` must be a string"),
        (r#"{"path": {"Sid": null}}"#, "path parameter `Sid` must be a string"),
        (r#"{"path": {"Sid": "S"}, "body": {"Count": 1.5}}"#, "`Count` must be an integer"),
        (r#"{"path": {"Sid": "S"}, "body": {"Count": 9223372036854775808}}"#, "`Count` must be an integer"),
        (r#"{"path": {"Sid": "S"}, "body": {"MaxPrice": true}}"#, "`MaxPrice` must be a number"),
        (r#"{"path": {"Sid": "S"}, "body": {"MaxPrice": "1,5"}}"#, "`MaxPrice` must be a number"),
        (r#"{"path": {"Sid": "S"}, "body": {"State": 1}}"#, "`State` must be a string"),
        (r#"{"path": {"Sid": "S"}, "body": {"Tag": ["a", null]}}"#, "`Tag` must be a list of strings"),
        (r#"{"path": {"Sid": "S"}, "header": {"X-Twilio-Webhook-Enabled": 1}}"#, "must be a boolean"),
    ] {
        let message = refusal::<UpdateThing>(json);
        assert!(message.contains(fault), "{json}: {message}");
    }
    let message = refusal::<ListThing>(r#"{"query": {"DateSent": "yesterday"}}"#);
    assert!(message.contains("`DateSent` must be a date such as"), "{message}");
}

#[test]
fn json_bodies_are_read_strictly_at_every_depth() {
    assert_eq!(
        body::<PatchThing>(
            r#"{"body": {"name": "n", "note": null, "weight": 1.50, "inner": {"name": "i", "note": ""}}}"#
        ),
        r#"{"name":"n","note":null,"weight":1.50,"inner":{"name":"i","note":""}}"#
    );
    assert_eq!(body::<PatchThing>("{}"), "");
    for (json, faults) in [
        (r#"{"body": {"name": "n", "inner": {"name": "i", "colour": 1}}}"#, ["body at `/inner", "colour"]),
        (r#"{"body": {"name": "n", "inner": {"note": "a"}}}"#, ["body at `/inner", "name"]),
        (r#"{"body": {"name": 5}}"#, ["body at `/name`", "expected"]),
        (r#"{"body": [1]}"#, ["body", "object"]),
        (r#"{"body": {"name": "n"}, "query": {"a": 1}}"#, ["query parameter `a` is unknown", ""]),
        (r#"{"body": {"name": 5}, "query": {"a": 1}}"#, ["query parameter `a` is unknown", "body at `/name`"]),
    ] {
        let message = refusal::<PatchThing>(json);
        for fault in faults {
            assert!(message.contains(fault), "{json}: {message}");
        }
    }
    assert!(refusal::<CreateUser>("{}").contains("operation `CreateUser`: body is missing"));
    assert!(refusal::<CreateUser>(r#"{"body": null}"#).contains("body is missing"));
}

#[test]
fn malformed_arguments_are_rejected() {
    for (json, fault) in [
        ("", "arguments must be a JSON object: it is not valid JSON"),
        ("[]", "arguments must be a JSON object: it has another type"),
        (r#"{"form": {}}"#, "unknown part `form`"),
        (r#"{"path": 1}"#, "`path` must be a JSON object"),
    ] {
        let message = refusal::<ListThing>(json);
        assert!(message.contains(fault), "{json}: {message}");
    }
    assert!(refusal::<UpdateThing>(r#"{"path": {"Sid": "S"}, "body": [1]}"#).contains("body must be a JSON object"));
    assert!(refusal::<ListThing>(r#"{"body": {"A": 1}}"#).contains("form property `A` is unknown"));
    assert!(call::<ListThing>(r#"{"body": {}, "path": null}"#).is_ok());
}

#[test]
fn arguments_can_be_built_and_debug_hides_values() {
    let arguments = Arguments::new()
        .path("Sid", "secret")
        .query("Q", "secret")
        .header("If-Match", "secret")
        .extra("New", "secret")
        .body(serde_json::json!({"To": "secret"}));
    let shown = format!("{arguments:?}");
    assert!(shown.contains("If-Match") && shown.contains("New") && !shown.contains("secret"), "{shown}");
}

#[test]
fn endpoint_describes_its_parameters() {
    let entry = Endpoint::of::<UpdateThing>();
    assert_eq!(entry.operation().id, "UpdateThing");
    assert_eq!(entry.description(), "Updates a thing.");
    let parameters = entry.parameters();
    let sid = parameters.iter().find(|it| it.name == "Sid").expect("`Sid` is declared");
    assert_eq!((sid.location, sid.type_name, sid.required), (ParameterLocation::Path, "string", true));
    assert_eq!(sid.description, "The thing.");
    assert!(parameters.iter().any(|it| it.ignored));
}

#[test]
fn operations_of_a_version_are_listed_in_order() {
    let ids: Vec<_> = operations().iter().map(|it| it.operation().id).collect();
    assert_eq!(ids, ["UpdateThing", "ListThing", "PatchThing", "CreateUser"]);
}

#[test]
fn operations_are_found_by_document_and_id() {
    assert!(twilio_bindings::dynamic::operation("twilio_none_v1", "Nothing").is_none());
    for entry in twilio_bindings::dynamic::operations() {
        let operation = entry.operation();
        let found = twilio_bindings::dynamic::operation(operation.document, operation.id);
        assert_eq!(found.map(|it| it.operation()), Some(operation));
    }
}
