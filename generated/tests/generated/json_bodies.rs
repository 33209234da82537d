//! JSON bodies of real operations.

use twilio_bindings::insights::v2::CreateAccountReport;
use twilio_bindings::{Context, dynamic};

use crate::body;

fn call(document: &str, id: &str, arguments: &str) -> Result<String, String> {
    let entry = dynamic::operation(document, id).expect("the operation is known");
    let arguments = dynamic::Arguments::from_json(arguments).map_err(|error| error.to_string())?;
    let request = entry.to_http(arguments, &Context::new().account_sid("AC1")).map_err(|error| error.to_string())?;
    Ok(String::from_utf8(request.into_body().to_vec()).expect("bodies are UTF-8"))
}

#[test]
fn timestamps_are_sent_in_whole_utc_seconds() {
    let arguments = r#"{"body":{"time_range":{"start_datetime":"2026-01-02T03:04:05.999+02:00","end_datetime":"2026-01-03T00:00:00Z"}}}"#;
    assert_eq!(
        call("twilio_insights_v2", "CreateAccountReport", arguments),
        Ok(r#"{"time_range":{"start_datetime":"2026-01-02T01:04:05Z","end_datetime":"2026-01-03T00:00:00Z"}}"#
            .to_owned())
    );
}

#[test]
fn optional_body_can_be_omitted() {
    assert_eq!(body(&CreateAccountReport::new()), "");
}

#[test]
fn errors_locate_wrong_types_and_unknown_names() {
    for (body, pointer) in [
        (r#"{"time_range":{"start_datetime":"Fri, 14 Oct 2016 21:56:34 +0000"}}"#, "/time_range/start_datetime"),
        (r#"{"time_range":{"begin":"2026-01-03T00:00:00Z"}}"#, "/time_range/begin"),
        (r#"{"size":"7"}"#, "/size"),
    ] {
        let refused = call("twilio_insights_v2", "CreateAccountReport", &format!(r#"{{"body":{body}}}"#));
        let message = refused.expect_err("the body is wrong");
        assert!(message.contains(&format!("at `{pointer}`")), "{message}");
    }
}

#[test]
fn duplicate_argument_is_rejected() {
    let refused = call("twilio_api_v2010", "CreateMessage", r#"{"body":{"To":"+1a","To":"+1b"}}"#);
    let message = refused.expect_err("a duplicate argument is ambiguous");
    assert!(message.contains("contains `To` twice"), "{message}");
}
