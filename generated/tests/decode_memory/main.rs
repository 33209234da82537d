//! A response takes at most ten times the memory of its body, or is an error. Runs alone, because it measures the memory of the
//! process.

use bytes::Bytes;
use stats_alloc::{INSTRUMENTED_SYSTEM, Region, StatsAlloc};
use std::alloc::System;
use twilio_bindings::{
    Error, ErrorKind, Page, Request, Response,
    api::v2010::{FetchMessage, ListCall, ListMessage},
};

#[global_allocator]
static ALLOCATOR: &StatsAlloc<System> = &INSTRUMENTED_SYSTEM;

fn decode<R: Request>(status: u16, body: Bytes) -> Result<Response<R::Response>, Error> {
    R::decode(http::Response::builder().status(status).body(body).expect("a response"))
}

/// Decodes a body of about a megabyte, and checks how much memory that takes in total, even briefly.
fn check<R: Request>(status: u16, start: &str, item: &str, end: &str) -> Option<Error> {
    let body = Bytes::from(format!("{start}{}{end}", vec![item; (1 << 20) / item.len()].join(",")));
    let size = body.len();
    let region = Region::new(ALLOCATOR);
    let outcome = decode::<R>(status, body);
    let change = region.change();
    let taken = change.bytes_allocated + usize::try_from(change.bytes_reallocated).expect("lists only grow");
    assert!(taken <= 10 * size, "{} {item}: {taken} bytes for {size}", R::OPERATION.id);
    outcome.err()
}

#[test]
fn memory_is_in_proportion_to_the_body() {
    let error = check::<ListCall>(200, r#"{"calls":["#, "{}", "]}").expect("too many empty objects");
    assert_eq!(error.kind(), ErrorKind::Decode);
    assert!(error.to_string().contains("more memory than their JSON text"), "{error}");
    assert!(error.may_have_been_carried_out() && !error.is_retryable() && error.body().is_some());

    for item in [r#"{"a":1}"#, r#"{"sid":""}"#, r#"{"subresource_uris":{"a":""}}"#, r#"{"sid":1}"#, r#"{"a":{"b":[]}}"#]
    {
        check::<ListMessage>(200, r#"{"messages":["#, item, "]}").expect("too many small objects");
    }
    check::<FetchMessage>(200, r#"{"subresource_uris":{"#, r#""a":"""#, "}}");
    check::<FetchMessage>(200, "{", r#""a":1"#, "}");
    check::<FetchMessage>(404, "{", r#""a":1"#, "}");
    check::<FetchMessage>(200, r#"{"a":["#, "{}", "]}");

    let call = r#"{"sid":null,"date_created":null,"date_updated":null,"parent_call_sid":null,"account_sid":null,"to":null,
        "to_formatted":null,"from":null,"from_formatted":null,"phone_number_sid":null,"status":null,"start_time":null,
        "end_time":null,"duration":null,"price":null,"price_unit":null,"direction":null,"answered_by":null,
        "api_version":null,"forwarded_from":null,"group_sid":null,"caller_name":null,"queue_time":null,"trunk_sid":null,
        "uri":null,"subresource_uris":null}"#;
    let error = check::<ListCall>(200, r#"{"calls":["#, &call.replace([' ', '\n'], ""), "]}");
    assert!(error.is_none(), "what Twilio sends, even if everything is null: {error:?}");

    let calls = |count: usize| Bytes::from(format!(r#"{{"calls":[{}]}}"#, vec!["{}"; count].join(",")));
    for count in [0, 1, 50, 1000] {
        let page = decode::<ListCall>(200, calls(count)).expect("a page as in a test");
        assert_eq!(page.len(), count);
    }
}
