//! Region, edge and base URL: they determine the host of a request, and it can't be sent to any other.

use crate::samples::{ListThing, UpdateThing};
use twilio_bindings::{Context, Error, Request};

fn sent(context: Result<Context, Error>) -> String {
    let context = context.expect("the context is valid");
    ListThing::default().to_http(&context).expect("the request can be sent").uri().to_string()
}

#[test]
fn region_and_edge_are_added_to_the_host() {
    let new = Context::new;
    assert_eq!(sent(Ok(new())), "https://sample.twilio.com/v1/Things");
    assert_eq!(sent(new().region("au1")), "https://sample.au1.twilio.com/v1/Things");
    assert_eq!(sent(new().edge("sydney")), "https://sample.sydney.us1.twilio.com/v1/Things");
    let both = new().edge("sydney").and_then(|it| it.region("au1"));
    assert_eq!(sent(both), "https://sample.sydney.au1.twilio.com/v1/Things");
}

#[test]
fn region_and_edge_can_never_lead_to_another_host() {
    for label in
        ["", "-a", "a-", "a.b", "evil.com/", "a/b", "a@b", "a:1", "a b", "é", "a#", "a?", "a%2e", &"a".repeat(64)]
    {
        assert!(Context::new().region(label).is_err(), "{label}");
        assert!(Context::new().edge(label).is_err(), "{label}");
    }
}

#[test]
fn a_base_url_replaces_every_host() {
    let new = Context::new;
    assert_eq!(sent(new().base_url("http://localhost:4010")), "http://localhost:4010/v1/Things");
    assert_eq!(sent(new().base_url("http://localhost:4010/")), "http://localhost:4010/v1/Things");
    assert_eq!(sent(new().base_url("https://[::1]/mock/")), "https://[::1]/mock/v1/Things");
    let placed = new().base_url("http://localhost").and_then(|it| it.region("au1"));
    assert_eq!(sent(placed), "http://localhost/v1/Things");
}

#[test]
fn invalid_base_url_is_rejected() {
    for (url, what) in [
        ("", "is not a valid URL"),
        ("/path", "doesn't start with `http://` or `https://`"),
        ("localhost", "doesn't start with `http://` or `https://`"),
        ("ftp://host", "doesn't start with `http://` or `https://`"),
        ("http://", "is not a valid URL"),
        ("http://user:secret@host", "has user information"),
        ("http://host/?q", "has a query or a fragment: leave it out"),
        ("http://host/#f", "has a query or a fragment: leave it out"),
        ("http://ho st", "is not a valid URL"),
    ] {
        let message = Context::new().base_url(url).expect_err(url).to_string();
        assert!(message.contains(what), "{url}: {message}");
        assert!(!message.contains("secret"), "{message}");
    }
}

#[test]
fn buffer_size_is_right_for_any_origin() {
    let context =
        Context::new().account_sid("AC é").base_url("http://localhost:4010/prefix").expect("the context is valid");
    let request = UpdateThing::new("S").to_http(&context).expect("the request can be sent");
    assert_eq!(request.uri(), "http://localhost:4010/prefix/v1/Accounts/AC%20%C3%A9/Things/S.json");
}
