//! Requests as data: serialized, stored, and sent later.

#[path = "../samples/mod.rs"]
mod samples;

use samples::{CreateUser, DeleteThing, FetchFlex, ListThing, PatchThing, State, ThingInput, UpdateThing};
use serde::{Deserialize, Serialize, de::DeserializeOwned};
use serde_json::json;
use twilio_bindings::{Context, Json, Nullable, Request, WithExtra, codegen::FromArguments, codegen::request};

/// A JSON body that may be anything.
struct CreateAny {
    body: Option<Json>,
}

request! {
    CreateAny -> Json,
    "twilio_sample_v1" "CreateAny",
    POST "https://sample.twilio.com" "/v1/Things" => [200],
    Basic,
    Json { content_type: "application/json" };
    body body = "any";
}

fn update() -> UpdateThing {
    let mut request = UpdateThing::new("MM1 &");
    request.webhook_enabled = Some(true);
    request.to = Some("+1".to_owned());
    request.state = Some(State::from("novel"));
    request.tag = Some(vec![]);
    request.attributes = Some(Json::default());
    request.rules = Some(vec![Json::from("a"), json!({"b": 1}).into()]);
    request.count = Some(i64::MIN);
    request.max_price = "12345678901234567890.10".parse().ok();
    request.enabled = Some(false);
    request.send_at = "2026-01-02T03:04:05.123456789Z".parse().ok();
    request.birthday = Some(jiff::civil::date(2026, 1, 2));
    request
}

fn list() -> ListThing {
    ListThing {
        date_sent: Some(jiff::civil::date(2026, 1, 2).into()),
        date_sent_before: Some(jiff::Timestamp::UNIX_EPOCH.into()),
        kind: Some(vec!["a".to_owned(), String::new()]),
        add_ons_data: Json::parse(r#"{"a":{"b":[1.50]}}"#).ok(),
        ..ListThing::default()
    }
}

fn patch() -> PatchThing {
    let mut inner = ThingInput::new("i");
    inner.extra.insert("new", json!([1]));
    let weight = "1.50".parse().ok();
    let note = Some(Nullable::Null);
    let sid = Some("read-only".to_owned());
    let inner = Some(Box::new(inner).into());
    PatchThing { body: Some(ThingInput { note, weight, sid, inner, ..ThingInput::new("n") }) }
}

/// Stores a request in each format, and checks that it stays the same.
#[track_caller]
fn round_trip<R: Serialize + DeserializeOwned + PartialEq + std::fmt::Debug>(request: &R) {
    let text = serde_json::to_string(request).expect("serializes");
    assert_eq!(serde_json::from_str::<R>(&text).as_ref().ok(), Some(request), "{text}");
    let bytes = postcard::to_stdvec(request).expect("serializes");
    assert_eq!(postcard::from_bytes::<R>(&bytes).as_ref().ok(), Some(request));
    let mut bytes = Vec::new();
    ciborium::into_writer(request, &mut bytes).expect("serializes");
    assert_eq!(ciborium::from_reader::<R, _>(&bytes[..]).as_ref().ok(), Some(request));
}

#[test]
fn every_value_comes_back_unchanged() {
    round_trip(&update());
    round_trip(&list());
    round_trip(&patch());
    round_trip(&PatchThing { body: None });
    round_trip(&CreateUser::new(ThingInput::new("n")));
    round_trip(&DeleteThing::new("n", 7));
    round_trip(&FetchFlex::default());
    round_trip(&update().extra("new", json!([1, null])));
    round_trip(&ListThing::default().extra("new", "a"));
}

#[test]
fn other_text_formats_have_the_digits_of_an_f64() {
    let again = |request| -> UpdateThing {
        let yaml = serde_yaml::to_string(&request).expect("serializes");
        serde_yaml::from_str(&yaml).expect("deserializes")
    };
    let exact = UpdateThing { max_price: "0.5".parse().ok(), ..update() };
    assert_eq!(again(exact.clone()), exact);
    assert_eq!(again(update()), UpdateThing { max_price: "12345678901234567000".parse().ok(), ..update() });
}

#[test]
fn a_request_serializes_by_location_and_wire_name() {
    assert_eq!(
        serde_json::to_string(&update().extra("New", true)).expect("serializes"),
        concat!(
            r#"{"path":{"Sid":"MM1 &"},"header":{"X-Twilio-Webhook-Enabled":true},"body":{"Attributes":null,"#,
            r#""Birthday":"2026-01-02","Count":-9223372036854775808,"Enabled":false,"MaxPrice":12345678901234567890.10,"#,
            r#""Rules":["a",{"b":1}],"SendAt":"2026-01-02T03:04:05.123456789Z","State":"novel","Tag":[],"To":"+1"},"#,
            r#""extra":{"New":true}}"#
        )
    );
    assert_eq!(
        serde_json::to_string(&list()).expect("serializes"),
        concat!(
            r#"{"query":{"AddOnsData":{"a":{"b":[1.50]}},"DateSent":"2026-01-02","DateSent<":"1970-01-01T00:00:00Z","#,
            r#""Type":["a",""]}}"#
        )
    );
    assert_eq!(
        serde_json::to_string(&patch()).expect("serializes"),
        r#"{"body":{"name":"n","note":null,"sid":"read-only","weight":1.50,"inner":{"name":"i","new":[1]}}}"#
    );
    assert_eq!(serde_json::to_string(&ListThing::default()).expect("serializes"), "{}");
}

#[test]
fn a_job_may_be_one_of_several_requests() {
    #[derive(Debug, PartialEq, Deserialize, Serialize)]
    #[serde(tag = "operation")]
    #[allow(clippy::large_enum_variant, reason = "as users write it")]
    enum Job {
        Update(WithExtra<UpdateThing>),
        List(ListThing),
    }
    #[derive(Debug, PartialEq, Deserialize, Serialize)]
    struct Row {
        id: u32,
        #[serde(flatten)]
        job: Job,
    }
    #[derive(Debug, PartialEq, Deserialize, Serialize)]
    #[serde(untagged)]
    enum Either {
        Delete(DeleteThing),
        List(ListThing),
    }
    // A number in a buffered value has the digits of an `f64`.
    let update = UpdateThing { max_price: "0.5".parse().ok(), ..update() };
    let list = || ListThing { add_ons_data: None, ..list() };
    for job in [Job::Update(update.extra("new", 1_i64)), Job::List(list())] {
        let row = Row { id: 1, job };
        let text = serde_json::to_string(&row).expect("serializes");
        assert_eq!(serde_json::from_str::<Row>(&text).ok(), Some(row), "{text}");
    }
    let either = [Either::Delete(DeleteThing::new("n", 1)), Either::List(list())];
    let text = serde_json::to_string(&either).expect("serializes");
    assert_eq!(serde_json::from_str::<[Either; 2]>(&text).ok(), Some(either), "{text}");
}

#[test]
fn the_context_sets_the_account_when_a_stored_request_is_sent() {
    let stored = serde_json::to_value(UpdateThing::new("MM1")).expect("serializes");
    let request: UpdateThing = serde_json::from_value(stored).expect("deserializes");
    let sent = request.to_http(&Context::new().account_sid("AC7")).expect("the request can be sent");
    assert_eq!(sent.uri().path(), "/v1/Accounts/AC7/Things/MM1.json");
}

#[test]
fn a_null_body_is_an_error() {
    let error = serde_json::to_string(&CreateAny { body: Some(Json::default()) }).expect_err("not distinguishable");
    assert!(error.to_string().starts_with("the body is null"), "{error}");
    round_trip(&CreateAny { body: None });
    round_trip(&CreateAny { body: Some(json!([null]).into()) });
}

#[test]
fn what_is_no_request_of_this_type_is_an_error() {
    fn error<R: FromArguments + DeserializeOwned>(text: &str) -> String {
        let Err(error) = serde_json::from_str::<R>(text) else { panic!("{text} is a request") };
        error.to_string()
    }
    for (text, fault) in [
        (r#"{"path":{}}"#, "operation `UpdateThing`: path parameter `Sid` is missing"),
        (r#"{"path":{"Sid":"S"},"body":{"Count":"secret"}}"#, "form property `Count` must be an integer"),
        (r#"{"path":{"Sid":"S"},"body":{"Count":null}}"#, "form property `Count` must be an integer"),
        (r#"{"path":{"Sid":"S"},"body":{"New":1}}"#, "form property `New` is unknown"),
        (r#"{"path":{"Sid":"S"},"extra":{"New":1}}"#, "has extra parameters: deserialize it as a `WithExtra`"),
        (r#"{"path":{"Sid":"S"},"paths":{}}"#, "unknown part `paths`"),
        ("[]", "arguments must be a JSON object"),
    ] {
        let error = error::<UpdateThing>(text);
        assert!(error.contains(fault) && !error.contains("secret"), "{text}: {error}");
    }
    assert!(error::<CreateUser>("{}").contains("operation `CreateUser`: body is missing"));
    assert!(error::<CreateUser>(r#"{"body":{"name":1}}"#).contains("body at `/name`: expected a string"));
}
