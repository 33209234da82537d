//! Error responses: Twilio's own, in each format, and other bodies.

use twilio_bindings::{Error, ErrorKind, Request};

use crate::{
    responses::response,
    sample::{CreateMessage, ListMessage},
};

fn error(status: u16, body: &str) -> Error {
    CreateMessage::decode(response(status, &[], body)).expect_err("not a success")
}

#[test]
fn error_is_small_send_and_sync() {
    fn is_error<T: std::error::Error + Send + Sync + 'static>() {}
    is_error::<Error>();
    assert_eq!(size_of::<Error>(), size_of::<usize>());
}

#[test]
fn standard_format() {
    let body = r#"{"code":21211,"message":"Invalid 'To' Phone Number","more_info":"https://www.twilio.com/docs/errors/21211","status":400,"details":{"a":1.50},"novel":[1]}"#;
    let error = error(400, body);
    let api = error.api().expect("an object");
    assert_eq!((api.code, api.status), (Some(21211), Some(400)));
    assert_eq!(api.message.as_deref(), Some("Invalid 'To' Phone Number"));
    assert_eq!(api.more_info.as_deref(), Some("https://www.twilio.com/docs/errors/21211"));
    assert_eq!(api.details.as_ref().map(|details| details.get()), Some(r#"{"a":1.50}"#));
    assert_eq!(api.get("novel").map(|novel| novel.get()), Some("[1]"));
    assert_eq!(
        error.to_string(),
        "operation `CreateMessage`: failed with 400 Bad Request: Invalid 'To' Phone Number (code 21211)"
    );
}

#[test]
fn all_formats_give_the_same_fields() {
    for body in [
        r#"{"code":20404,"message":"gone","more_info":"https://x","status":404}"#,
        r#"{"code":"20404","message":"gone","moreInfo":"https://x","status":"404"}"#,
        r#"{"type":"https://x","title":"Not Found","status":404,"code":20404,"detail":"gone","errors":[{"detail":"d","pointer":"/a"}]}"#,
        r#"{"code":20404,"message":"gone","httpStatusCode":404,"moreInfo":"https://x","params":{},"userError":true}"#,
        r#"{"code":20404,"http_status_code":404,"message":"gone","more_info":"https://x","params":{},"user_error":true,"status":null}"#,
        r#"{"schemas":["urn:ietf:params:scim:api:messages:2.0:Error"],"detail":"gone","scimType":"x","status":"404","code":20404,"moreInfo":"https://x"}"#,
    ] {
        let error = error(404, body);
        let api = error.api().expect("an object");
        assert_eq!((api.code, api.status), (Some(20404), Some(404)), "{body}");
        assert_eq!((api.message.as_deref(), api.more_info.as_deref()), (Some("gone"), Some("https://x")), "{body}");
        assert_eq!(api.user_error, body.contains("user").then_some(true), "{body}");
        let written: serde_json::Value = error.body_json().decode().expect("JSON");
        assert_eq!(written, serde_json::from_str::<serde_json::Value>(body).expect("JSON"), "{body}");
        assert_eq!(serde_json::to_string(api).expect("writes"), error.body_json().get());
    }
}

#[test]
fn non_object_body_is_kept() {
    for (body, json) in [
        ("upstream connect error", r#""upstream connect error""#),
        ("<html>\"x\"</html>", r#""<html>\"x\"</html>""#),
        ("", r#""""#),
        ("[1, 2]", "[1,2]"),
        (r#"{"code":1"#, r#""{\"code\":1""#),
    ] {
        let error = error(503, body);
        assert!(error.api().is_none(), "{body}");
        assert_eq!(error.body().map(|bytes| &bytes[..]), Some(body.as_bytes()));
        assert_eq!(error.body_json().get(), json);
        assert_eq!(error.to_string(), "operation `CreateMessage`: failed with 503 Service Unavailable");
    }
}

#[test]
fn name_with_half_a_surrogate_pair_comes_back_unchanged() {
    let body = r#"{"code":1,"\ud800":[2]}"#;
    assert_eq!(error(400, body).body_json().get(), body);
}

#[test]
fn mismatched_property_does_not_affect_others() {
    let error = error(400, r#"{"code":"E12","message":["a"],"detail":"b","status":"many","details":null}"#);
    let api = error.api().expect("an object");
    assert_eq!((api.code, api.status, api.details.is_none()), (None, None, true));
    assert_eq!(api.message.as_deref(), Some("b"));
    assert_eq!(api.get("code").and_then(|code| code.as_str()).as_deref(), Some("E12"));
}

/// With these statuses, a `POST` may have been carried out, unless it was rejected because of its rate.
#[test]
fn a_post_is_retryable_only_if_it_was_rejected() {
    for (status, retryable, carried_out) in [
        (400, false, false),
        (401, false, false),
        (404, false, false),
        (408, false, true),
        (409, false, false),
        (429, true, false),
        (500, false, true),
        (501, false, true),
        (503, false, true),
        (504, false, true),
    ] {
        let error = error(status, "{}");
        assert_eq!((error.kind(), error.is_retryable()), (ErrorKind::Api, retryable), "{status}");
        assert_eq!(error.may_have_been_carried_out(), carried_out, "{status}");
    }
}

#[test]
fn a_get_is_retryable_after_a_temporary_error() {
    for (status, retryable) in
        [(404, false), (408, true), (429, true), (500, true), (501, false), (503, true), (504, true)]
    {
        let error = ListMessage::decode(response(status, &[], "{}")).expect_err("not a success");
        assert_eq!(error.is_retryable(), retryable, "{status}");
    }
}

#[test]
fn display_and_debug_hide_the_body() {
    let error = error(400, r#"{"message":"no","details":{"auth_token":"hunter2"},"password":"hunter2"}"#);
    assert!(!format!("{error} {error:?} {:?}", error.api()).contains("hunter2"));
    let long = format!(r#"{{"message":"\u001b[31m\u202e{}"}}"#, "x".repeat(10_000));
    let shown = self::error(400, &long).to_string();
    assert!(shown.len() < 600 && shown.contains(r"\u{1b}[31m\u{202e}xx"), "{shown}");
}
