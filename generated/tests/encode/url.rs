//! Paths and queries: a value never changes which resource is addressed.

use crate::samples::{DeleteThing, FetchPair, ListThing, UpdateThing};
use crate::{refusal, url};
use jiff::civil::date;
use twilio_bindings::{Context, Json, Request};

fn list(with: impl FnOnce(&mut ListThing)) -> String {
    let mut request = ListThing::default();
    with(&mut request);
    url(&request).strip_prefix("https://sample.twilio.com/v1/Things").expect("the path has no parameters").to_owned()
}

#[test]
fn path_values_are_encoded_as_one_segment() {
    let url = url(&DeleteThing::new("a/b?c#d%2F e+é:@~", 7));
    assert_eq!(url, "https://sample.twilio.com/v1/Things/a%2Fb%3Fc%23d%252F%20e%2B%C3%A9%3A%40~/7");
}

#[test]
fn only_letters_digits_and_four_marks_are_kept() {
    const ENCODED: &str = "\
        %21%22%23%24%25%26%27%28%29%2A%2B%2C-.%2F0123456789%3A%3B%3C%3D%3E%3F%40ABCDEFGHIJKLMNOPQR\
        STUVWXYZ%5B%5C%5D%5E_%60abcdefghijklmnopqrstuvwxyz%7B%7C%7D~";
    let text: String = (' '..='~').collect();
    assert_eq!(url(&DeleteThing::new(&*text, 1)), format!("https://sample.twilio.com/v1/Things/%20{ENCODED}/1"));
    assert_eq!(list(|it| it.near = Some(text)), format!("?Near=+{ENCODED}"));
}

#[test]
fn a_suffix_stays_in_the_segment_of_its_value() {
    let url = url(&UpdateThing::new("MM1"));
    assert_eq!(url, "https://sample.twilio.com/v1/Accounts/AC1/Things/MM1.json");
}

#[test]
fn empty_and_dot_segments_are_rejected() {
    for (value, what) in [("", "is empty"), (".", "is `.` or `..`"), ("..", "is `.` or `..`")] {
        for message in [refusal(&DeleteThing::new(value, 1)), refusal(&UpdateThing::new(value))] {
            assert!(message.contains(what), "{message}");
            assert!(message.contains("Thing`: path parameter `"), "{message}");
        }
    }
}

#[test]
fn values_sharing_a_segment_cannot_form_a_dot_segment() {
    assert!(refusal(&FetchPair::new("", "a")).contains("`First` is empty"));
    assert_eq!(url(&FetchPair::new("a", "b")), "https://sample.twilio.com/v1/Pairs/ab/Rest");
    assert_eq!(url(&FetchPair::new("...", ".a")), "https://sample.twilio.com/v1/Pairs/....a/Rest");
    assert!(refusal(&FetchPair::new(".", ".")).contains("path parameter `First` is `.` or `..`"));
}

#[test]
fn encoded_dots_are_encoded_again() {
    assert_eq!(url(&DeleteThing::new("%2e%2E", 1)), "https://sample.twilio.com/v1/Things/%252e%252E/1");
}

#[test]
fn account_comes_from_the_request_or_the_context() {
    let mut request = UpdateThing::new("S");
    let missed = request.to_http(&Context::new()).expect_err("no account SID").to_string();
    assert!(missed.contains("operation `UpdateThing`: path parameter `AccountSid` is not set"), "{missed}");
    request.account_sid = Some("AC2".to_owned());
    assert_eq!(url(&request), "https://sample.twilio.com/v1/Accounts/AC2/Things/S.json");
    request.account_sid = Some("../AC2".to_owned());
    assert_eq!(url(&request), "https://sample.twilio.com/v1/Accounts/..%2FAC2/Things/S.json");
}

#[test]
fn no_parameters_give_no_query() {
    assert_eq!(list(|_| {}), "");
    assert_eq!(list(|it| it.kind = Some(vec![])), "");
}

#[test]
fn arrays_repeat_the_name_in_document_order() {
    let query = list(|it| {
        it.page_size = Some(50);
        it.kind = Some(vec!["a b".to_owned(), String::new(), "c,d".to_owned()]);
    });
    assert_eq!(query, "?Type=a+b&Type=&Type=c%2Cd&PageSize=50");
}

#[test]
fn inequality_operators_are_kept_percent_encoded() {
    let query = list(|it| it.date_sent_before = Some(date(2026, 1, 2).into()));
    assert_eq!(query, "?DateSent%3C=2026-01-02");
}

#[test]
fn a_date_time_in_a_query_may_be_a_bare_date() {
    let timestamp: jiff::Timestamp = "2026-01-02T03:04:05.999+02:00".parse().expect("a timestamp");
    let query = list(|it| {
        it.date_sent = Some(timestamp.into());
        it.date_sent_before = Some(date(2026, 1, 2).into());
    });
    assert_eq!(query, "?DateSent=2026-01-02T01%3A04%3A05Z&DateSent%3C=2026-01-02");
}

#[test]
fn maps_are_flattened_under_their_prefix() {
    let json = r#"{"a": {"b": 1, "t": true, "none": null, "list": ["p q", false, null, 1.50, {"x": [1]}], "e": {}}, "s": "ü&="}"#;
    let query = list(|it| it.add_ons_data = Some(Json::parse(json).expect("JSON")));
    assert_eq!(
        query,
        "?AddOns.a.b=1&AddOns.a.t=true&AddOns.a.list=p+q&AddOns.a.list=false&AddOns.a.list=1.50\
         &AddOns.a.list=%7B%22x%22%3A%5B1%5D%7D&AddOns.s=%C3%BC%26%3D"
    );
}

#[test]
fn a_key_of_a_map_that_equals_its_ancestor_is_kept() {
    let query = list(|it| it.add_ons_data = Some(Json::parse(r#"{"a":{"a":1},"k&":2}"#).expect("JSON")));
    assert_eq!(query, "?AddOns.a.a=1&AddOns.k%26=2");
}

#[test]
fn non_object_or_too_deep_maps_are_rejected() {
    let map = |json: &str| {
        let json = Json::parse(json).expect("JSON");
        ListThing { add_ons_data: Some(json), ..ListThing::default() }
    };
    assert!(refusal(&map("[1]")).contains("query parameter `AddOns` must be a JSON object"));
    assert_eq!(url(&map("null")), "https://sample.twilio.com/v1/Things");
    let deep = format!("{}1{}", r#"{"a":"#.repeat(100_000), "}".repeat(100_000));
    assert!(refusal(&map(&deep)).contains("nested too deeply"));
}

#[test]
fn too_long_url_is_an_error() {
    let request = ListThing { near: Some("x".repeat(70_000)), ..ListThing::default() };
    let message = refusal(&request);
    assert!(message.contains("operation `ListThing`: URL of 70041 bytes is invalid"), "{message}");
}
