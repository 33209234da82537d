//! Real lists: pages that don't match their documents, and values that parameters' types don't have.

use twilio_bindings::api::v2010::{ListMessage, ListUsageRecordDaily};
use twilio_bindings::conversations::v1::ListService;
use twilio_bindings::iam::organizations::ListOrganizationUsers;
use twilio_bindings::{ErrorKind, Page, Request};

use crate::{decode, http};

fn next<R: Request<Response: Page>>(request: &R, body: &str) -> Result<Option<String>, (ErrorKind, String)> {
    let page = decode::<R>(200, body).expect("the page decodes");
    match page.next_request(R::OPERATION, &http(request)) {
        Ok(next) => Ok(next.map(|next| next.uri().to_string())),
        Err(error) => Err((error.kind(), error.to_string())),
    }
}

#[test]
fn usage_from_a_day_relative_to_today_is_an_extra_parameter() {
    let request = http(&ListUsageRecordDaily::new().extra("StartDate", "-30days"));
    assert_eq!(request.uri().query(), Some("StartDate=-30days"));
}

#[test]
fn mismatched_records_are_not_an_empty_list() {
    let body = r#"{"messages":[{"sid":"SM1"},7],"next_page_uri":null}"#;
    let (kind, message) = next(&ListMessage::new(), body).expect_err("the records don't match");
    assert_eq!(kind, ErrorKind::Page);
    assert_eq!(
        message,
        "operation `ListMessage`: `messages` of the page doesn't match its type: see the value in `extra`"
    );
}

#[test]
fn mismatched_next_page_address_is_an_error() {
    assert!(next(&ListMessage::new(), r#"{"messages":[],"next_page_uri":7}"#).is_err());
    assert!(next(&ListService::new(), r#"{"services":[],"meta":[]}"#).is_err());
    assert!(next(&ListService::new(), r#"{"services":[],"meta":{"next_page_url":{}}}"#).is_err());
    assert_eq!(next(&ListService::new(), r#"{"services":[],"meta":{"next_page_url":null}}"#), Ok(None));
}

#[test]
fn scim_next_page_starts_after_the_records() {
    let users = ListOrganizationUsers::new("OR1");
    let body = r#"{"totalResults":3,"Resources":[{"userName":"a"},{"userName":"b"}]}"#;
    let second = next(&users, body).expect("a next page").expect("a next page");
    assert!(second.ends_with("startIndex=3"), "{second}");
    let nameless = r#"{"totalResults":3,"Resources":[{"userName":"a"},{}]}"#;
    assert!(next(&users, nameless).is_err(), "a user without a name puts all of them aside");
}

#[test]
fn debug_hides_page_addresses() {
    let body = r#"{"messages":[],"next_page_uri":"/2010-04-01/Accounts/AC1/Messages.json?To=%2B15558881111&Page=1"}"#;
    let page = decode::<ListMessage>(200, body).expect("the page decodes");
    assert!(!format!("{page:?}").contains("15558881111"));
}
