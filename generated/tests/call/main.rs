//! The example `call`: what it prints for its arguments, and what it sends.

use clap::Parser;
use twilio_bindings::Client;
use twilio_bindings::client::{Credentials, Mock};

#[path = "../../examples/call.rs"]
#[allow(dead_code, reason = "tests don't call the example's `main`")]
mod call;

/// Returns the output, or the error's text, of `call` with these arguments and this client.
async fn call_with(client: Result<Client, twilio_bindings::Error>, arguments: &[&str]) -> String {
    let command = call::Command::try_parse_from([&["call"], arguments].concat()).expect("arguments");
    call::run(&command, client).await.unwrap_or_else(|error| format!("error: {error}"))
}

/// Returns the same with these variables.
async fn call_in(variables: &[(&str, &str)], arguments: &[&str]) -> String {
    let command = call::Command::try_parse_from([&["call"], arguments].concat()).expect("arguments");
    let find = |name: &str| variables.iter().find(|(key, _)| *key == name).map(|(_, value)| (*value).to_owned());
    call_with(call::client(&command, find), arguments).await
}

/// Returns the same without variables.
async fn call(arguments: &[&str]) -> String {
    call_in(&[], arguments).await
}

fn client(mock: &Mock) -> Result<Client, twilio_bindings::Error> {
    Client::builder().credentials(Credentials::account("AC123", "token")).transport(mock.clone()).build()
}

#[tokio::test]
async fn a_dry_run_prints_the_request() {
    let arguments = [
        "twilio_api_v2010/CreateMessage",
        "To=+15558881111",
        "Body=1 + 1 = 2",
        "MediaUrl=a",
        "--dry-run",
        "MediaUrl=b",
    ];
    assert_eq!(
        call(&arguments).await,
        "POST https://api.twilio.com/2010-04-01/Accounts/ACXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXX/Messages.json\n\
         accept: application/json\n\
         content-type: application/x-www-form-urlencoded\n\
         \n\
         To=%2B15558881111&Body=1+%2B+1+%3D+2&MediaUrl=a&MediaUrl=b\n"
    );
}

#[tokio::test]
async fn a_dry_run_has_the_account_of_the_credentials_and_sends_nothing() {
    let mock = Mock::new();
    let output =
        call_with(client(&mock), &["twilio_api_v2010/ListMessage", "DateSent>=2026-01-02", "PageSize=5", "--dry-run"])
            .await;
    assert!(output.contains("/Accounts/AC123/Messages.json?DateSent%3E=2026-01-02&PageSize=5\n"), "{output}");
    assert!(mock.requests().is_empty());
}

#[tokio::test]
async fn a_dry_run_has_the_settings_of_the_variables() {
    let arguments = ["twilio_api_v2010/FetchMessage", "Sid=SM1", "--dry-run"];
    let path = "2010-04-01/Accounts/ACXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXX/Messages/SM1.json\n";
    let output = call_in(&[("TWILIO_REGION", "au1"), ("TWILIO_EDGE", "sydney")], &arguments).await;
    assert!(output.starts_with(&format!("GET https://api.sydney.au1.twilio.com/{path}")), "{output}");
    let output = call_in(&[("TWILIO_BASE_URL", "http://localhost:4010")], &arguments).await;
    assert!(output.starts_with(&format!("GET http://localhost:4010/{path}")), "{output}");
    for (name, value, expected) in [
        ("TWILIO_REGION", "au1/", "region"),
        ("TWILIO_CA_BUNDLE", "/no/such/file", "variable `TWILIO_CA_BUNDLE`"),
        ("TWILIO_API_KEY", "SK1", "variable `TWILIO_API_SECRET` is not set"),
    ] {
        let output = call_in(&[(name, value)], &arguments).await;
        assert!(output.starts_with(&format!("error: {expected}")), "{output}");
    }
    let output = call(&arguments[..2]).await;
    assert!(output.starts_with("error: variable `TWILIO_ACCOUNT_SID` is not set"), "{output}");
}

#[tokio::test]
async fn a_request_is_sent_and_the_response_is_printed() {
    let mock = Mock::new().respond_json(201, r#"{"sid": "SM1", "price": -0.00750}"#);
    let output =
        call_with(client(&mock), &["twilio_api_v2010/CreateMessage", "To=+1", "Body=", "SendAsMms=true"]).await;
    assert!(output.contains(r#""sid":"SM1""#) && output.contains("-0.00750"), "{output}");
    assert_eq!(mock.requests()[0].body(), "To=%2B1&SendAsMms=true&Body=");
}

#[tokio::test]
async fn an_error_response_is_reported() {
    let mock = Mock::new().respond_json(400, r#"{"code": 21211, "message": "Invalid 'To'"}"#);
    let output = call_with(client(&mock), &["twilio_api_v2010/CreateMessage", "To=1"]).await;
    assert!(output.starts_with("error: operation `CreateMessage`: failed with 400 Bad Request"), "{output}");
    assert!(output.contains("21211"), "{output}");
}

#[tokio::test]
async fn without_credentials_nothing_is_sent() {
    let output = call(&["twilio_api_v2010/CreateMessage", "To=1"]).await;
    assert!(output.starts_with("error: ") && output.contains("TWILIO_ACCOUNT_SID"), "{output}");
}

#[tokio::test]
async fn a_json_body_is_one_argument() {
    let body = r#"body={"friendly_name": "hi", "language": "en", "types": {"twilio/text": {"body": "Hi"}}}"#;
    let output = call(&["CreateContent", body, "--dry-run"]).await;
    assert!(output.contains("content-type: application/json\n"), "{output}");
    assert!(output.contains(r#""types":{"twilio/text":{"body":"Hi"}}"#), "{output}");
}

#[tokio::test]
async fn unknown_names_are_answered_with_the_nearest() {
    for (name, nearest) in
        [("CreatMessage", "CreateMessage"), ("listmessage", "ListMessage"), ("SendMessage", "Message")]
    {
        let output = call(&[name]).await;
        assert!(output.starts_with(&format!("error: operation `{name}` is unknown: did you mean `")), "{output}");
        // If several of the enabled products have it, it is named with its document.
        assert!(output.contains(&format!("{nearest}`")), "{output}");
    }
    let output = call(&["xyz"]).await;
    assert!(output.starts_with("error: operation `xyz` is unknown: `--list` lists "), "{output}");
    for (argument, expected) in [
        ("to=+1", "parameter `to` is unknown: did you mean `To`? `--describe CreateCall` lists them"),
        ("URL=x", "parameter `URL` is unknown: did you mean `Url`? `--describe CreateCall` lists them"),
        ("Xyz=1", "parameter `Xyz` is unknown: `--describe CreateCall` lists them"),
        ("To", "`To` must be NAME=VALUE"),
    ] {
        let output = call(&["CreateCall", argument]).await;
        assert!(output.starts_with(&format!("error: {expected}")), "{output}");
    }
}

/// Returns the names that a message suggests, as a shell passes them on.
fn suggested(message: &str) -> Vec<String> {
    let names = message.split_once("did you mean ").and_then(|(_, rest)| rest.split_once('?'));
    let (names, _) = names.or_else(|| Some((message.split_once(": write ")?.1, ""))).expect("a suggestion");
    names.split('`').skip(1).step_by(2).map(|name| name.trim_matches('\'').to_owned()).collect()
}

#[tokio::test]
async fn each_suggested_name_is_accepted() {
    for name in ["ListContent", "ListContents", "twilio_content_v3/ListContent", "SendMessage"] {
        let output = call(&[name]).await;
        for suggestion in suggested(&output) {
            let described = call(&["--describe", &suggestion]).await;
            assert!(described.lines().next().is_some_and(|it| it.ends_with(&suggestion)), "{output}\n{described}");
        }
    }
    for (operation, name) in [
        ("UpdateIncomingPhoneNumber", "AccountSid"),
        ("UpdateIncomingPhoneNumber", "AccountsSid"),
        ("CreateContent", "Body"),
        ("twilio_api_v2010/ListMessage", "DateSent>>"),
    ] {
        let output = call(&[operation, &format!("{name}=x"), "--dry-run"]).await;
        for suggestion in suggested(&output) {
            let accepted = call(&[operation, &format!("{suggestion}=x"), "--dry-run"]).await;
            assert!(!accepted.contains("unknown") && !accepted.contains("two parameters"), "{output}\n{accepted}");
        }
    }
    let output = call(&["twilio_api_v2010/ListMessage", "DateSent>>=2026-01-02"]).await;
    assert!(output.contains("`'DateSent>'`"), "a shell would redirect what follows: {output}");
    let output = call(&["twilio_content_v1/ListContent", "Xyz=1"]).await;
    assert!(output.contains("`--describe twilio_content_v1/ListContent`"), "{output}");
}

#[tokio::test]
async fn values_of_another_type_and_missing_ones_are_reported() {
    let output = call(&["twilio_api_v2010/CreateMessage", "ValidityPeriod=soon", "--dry-run"]).await;
    assert!(output.contains("form property `ValidityPeriod` must be an integer"), "{output}");
    assert!(output.contains("form property `To` is missing"), "{output}");
    let output = call(&["twilio_api_v2010/CreateMessage", "To=1", "To=2", "--dry-run"]).await;
    assert_eq!(output, "error: `To` occurs twice, but isn't a list");
}

#[tokio::test]
async fn a_name_in_two_locations_is_written_with_its_location() {
    let output = call(&["UpdateIncomingPhoneNumber", "Sid=PN1", "AccountSid=AC1", "--dry-run"]).await;
    let expected = "error: two parameters are called `AccountSid`: write `path:AccountSid` or `form:AccountSid`";
    assert_eq!(output, expected);
    let arguments = ["UpdateIncomingPhoneNumber", "Sid=PN1", "form:AccountSid=AC1", "path:AccountSid=AC2", "--dry-run"];
    let output = call(&arguments).await;
    assert!(
        output.contains("/Accounts/AC2/IncomingPhoneNumbers/PN1.json") && output.contains("AccountSid=AC1\n"),
        "{output}"
    );
}

#[tokio::test]
async fn operations_are_listed_and_described() {
    let list = call(&["--list"]).await;
    assert!(list.lines().any(|line| line.starts_with("twilio_api_v2010/CreateMessage: ")), "{list}");
    assert_eq!(list.lines().count(), twilio_bindings::dynamic::operations().count());

    let described = call(&["--describe", "twilio_api_v2010/CreateMessage"]).await;
    assert!(described.starts_with(
        "twilio_api_v2010/CreateMessage\nPOST https://api.twilio.com/2010-04-01/Accounts/{AccountSid}/Messages.json\n\n"
    ));
    assert!(described.contains("\nTo (form property, required): string\n    "), "{described}");
    assert!(described.contains("\nMediaUrl (form property): array<string>\n    "), "{described}");
}

#[test]
fn an_operation_or_an_option_is_required() {
    for arguments in [&["call"][..], &["call", "--list", "X"], &["call", "--dry-run"]] {
        assert!(call::Command::try_parse_from(arguments).is_err(), "{arguments:?}");
    }
}
