//! Pages: the records, and the request for the next page, which stays in the host family of the previous one.

use bytes::Bytes;
use twilio_bindings::{Context, ErrorKind, Page, Request};

use crate::{
    decode,
    sample::{
        ListApplications, ListConversation, ListConversationPage, ListCountries, ListMessage, ListMessagePage,
        ListPortIn, ListUsers, NumberedPage, TokenPage, UserPage,
    },
};

const CONVERSATIONS: &str = "https://conversations.twilio.com/v1/Conversations?PageSize=2";

fn request(uri: &str) -> http::Request<Bytes> {
    let request = http::Request::get(uri).header("Authorization", "Basic x").header("Content-Type", "a/b");
    request.body(Bytes::from_static(b"body")).expect("the sample is a request")
}

fn next_of(link: &str, previous: &str) -> Result<Option<String>, String> {
    let page: ListConversationPage = decode(&format!(r#"{{"conversations":[],"meta":{{"next_page_url":{link:?}}}}}"#));
    let next = page.next_request(ListConversation::OPERATION, &request(previous));
    match next {
        Ok(next) => Ok(next.map(|next| next.uri().to_string())),
        Err(error) => {
            assert_eq!(error.kind(), ErrorKind::Page);
            Err(error.to_string())
        }
    }
}

#[test]
fn page_returns_its_records() {
    let page: ListMessagePage = decode(r#"{"messages":[{"sid":"SM1"},{"sid":"SM2"}],"next_page_uri":null}"#);
    assert_eq!((page.records().len(), page.len(), page.is_empty()), (2, 2, false));
    assert!(matches!(page.next_request(ListMessage::OPERATION, &request("https://api.twilio.com/x")), Ok(None)));
    assert_eq!(page.into_records().pop().and_then(|message| message.sid).as_deref(), Some("SM2"));
    let empty: ListMessagePage = decode("{}");
    assert_eq!((empty.records().len(), empty.len(), empty.is_empty()), (0, 0, true));
}

#[test]
fn the_next_request_keeps_the_headers_and_no_body() {
    let page: ListMessagePage =
        decode(r#"{"next_page_uri":"/2010-04-01/Messages.json?To=%2B1&DateSent%3E=2&PageToken=a"}"#);
    let next =
        page.next_request(ListMessage::OPERATION, &request("https://api.ie1.twilio.com/2010-04-01/Messages.json"));
    let next = next.ok().flatten().expect("a next page");
    assert_eq!(next.uri(), "https://api.ie1.twilio.com/2010-04-01/Messages.json?To=%2B1&DateSent%3E=2&PageToken=a");
    assert_eq!(next.headers().get("Authorization").and_then(|value| value.to_str().ok()), Some("Basic x"));
    assert!(next.body().is_empty() && !next.headers().contains_key("Content-Type"));
}

#[test]
fn an_address_is_followed_within_its_host_family() {
    for link in [
        "https://conversations.twilio.com/v1/Conversations?PageToken=a",
        "https://CONVERSATIONS.twilio.com:443/v1/Conversations?PageToken=a",
        "https://conversations.ie1.twilio.com/v1/Conversations?PageToken=a",
        "https://conversations.dublin.ie1.twilio.com/x",
    ] {
        assert_eq!(
            next_of(link, CONVERSATIONS),
            Ok(Some(link.to_owned()))
                .map(|link| link.map(|link| link.parse::<http::Uri>().expect("a URI").to_string()))
        );
    }
    assert_eq!(
        next_of("http://localhost:8080/b", "http://localhost:8080/a"),
        Ok(Some("http://localhost:8080/b".to_owned()))
    );
}

#[test]
fn an_address_outside_its_host_family_is_an_error() {
    for link in [
        "https://evil.example/v1",
        "https://api.twilio.com/v1",
        "http://conversations.twilio.com/v1",
        "https://conversations.twilio.com:8443/v1",
        "https://conversations.twilio.com.evil.example/v1",
        "https://conversations.twilio.com@evil.example/v1",
        "https://x:y@conversations.twilio.com/v1",
        "https://conversations.eviltwilio.com/v1",
        "https://conversations.a.b.c.twilio.com/v1",
        "https://conversations..twilio.com/v1",
        "https://twilio.com/v1",
        "https://.twilio.com/v1",
        "//evil.example/v1",
        "//conversations.twilio.com/v1",
        "conversations.twilio.com/v1",
        "v1/Conversations?Page=2",
        "?Page=2",
        "https://conversations.twilio.com\\@evil.example/",
        "https:///v1",
        "https://conversations.twilio.com:443O/v1",
        "https://conversations.twilio.com:/v1",
        "https://conversations.twilio.com:0/v1",
        "https://conversations.twilio.com:+443/v1",
        "https://conversations.twilio.com:65979/v1",
        "https://conversations.twilio.com:https/v1",
        "javascript:alert(1)",
        " ",
    ] {
        assert!(next_of(link, CONVERSATIONS).is_err(), "{link}");
    }
    assert!(next_of("http://127.0.0.1:401O/b", "http://127.0.0.1/a").is_err());
    assert!(next_of("http://[::1]:401O/b", "http://[::1]/a").is_err());
    assert!(next_of("http://[::1]:80/b", "http://[::1]/a").is_ok());
    assert!(next_of("https://localhost/b", "https://127.0.0.1/a").is_err());
    assert!(next_of("https://other.example/b", "https://mock.example/a").is_err());
    assert!(next_of("https://conversations.twilio.com/b", "https://mock.example/a").is_err());
}

#[test]
fn endless_list_is_an_error() {
    assert!(next_of(CONVERSATIONS, CONVERSATIONS).is_err_and(|message| message.contains("never end")));
}

#[test]
fn empty_address_ends_the_list() {
    assert_eq!(next_of("", CONVERSATIONS), Ok(None));
    let page: ListMessagePage = decode(r#"{"next_page_uri":"/x"}"#);
    assert!(matches!(page.next_request(ListCountries::OPERATION, &request("https://api.twilio.com/y")), Ok(None)));
}

#[test]
fn token_replaces_the_previous_one() {
    let page: TokenPage = decode(r#"{"items":[],"next_token":"a b&c=d+%"}"#);
    for (previous, next) in [
        (
            "https://numbers.twilio.com/v1/PortIn?Size=2",
            "https://numbers.twilio.com/v1/PortIn?Size=2&Page%3CToken=a%20b%26c%3Dd%2B%25",
        ),
        (
            "https://numbers.twilio.com/v1/PortIn?Page%3CToken=old&Size=2",
            "https://numbers.twilio.com/v1/PortIn?Size=2&Page%3CToken=a%20b%26c%3Dd%2B%25",
        ),
        (
            "https://numbers.twilio.com/v1/PortIn",
            "https://numbers.twilio.com/v1/PortIn?Page%3CToken=a%20b%26c%3Dd%2B%25",
        ),
    ] {
        let request = page.next_request(ListPortIn::OPERATION, &request(previous));
        assert_eq!(request.ok().flatten().map(|next| next.uri().to_string()).as_deref(), Some(next));
    }
}

#[test]
fn scim_counts_from_one() {
    let next = |start: &str, text: &str| {
        let page: UserPage = decode(text);
        let previous = request(&format!("https://iam.twilio.com/Organizations/OR1/scim/Users?filter=x{start}"));
        page.next_request(ListUsers::OPERATION, &previous).ok().flatten().map(|next| next.uri().to_string())
    };
    let address =
        |index: u32| Some(format!("https://iam.twilio.com/Organizations/OR1/scim/Users?filter=x&startIndex={index}"));
    assert_eq!(next("", r#"{"totalResults":5,"Resources":[1,2]}"#), address(3));
    assert_eq!(next("&startIndex=3", r#"{"totalResults":5,"Resources":[3,4]}"#), address(5));
    assert_eq!(next("&startIndex=5", r#"{"totalResults":5,"Resources":[5]}"#), None);
    assert_eq!(next("", r#"{"totalResults":5,"Resources":[1,2,3,4,5]}"#), None);
    assert_eq!(next("", r#"{"totalResults":5,"Resources":[]}"#), None);
    assert_eq!(
        next("&startIndex=9223372036854775807", r#"{"totalResults":9223372036854775807,"Resources":[1]}"#),
        None
    );
}

#[test]
fn pages_advance_by_number() {
    let next = |text: &str| {
        let page: NumberedPage = decode(text);
        let previous = request("https://numbers.twilio.com/v2/Applications?PageSize=2&Page=1");
        page.next_request(ListApplications::OPERATION, &previous).ok().flatten().map(|next| next.uri().to_string())
    };
    let address = "https://numbers.twilio.com/v2/Applications?PageSize=2&Page=2".to_owned();
    assert_eq!(next(r#"{"has_next":true,"current_page":1}"#), Some(address));
    assert_eq!(next(r#"{"has_next":false,"current_page":1}"#), None);
    assert_eq!(next(r#"{"current_page":1}"#), None);
}

#[test]
fn next_page_stays_on_an_overridden_base_url() {
    let context = Context::new().base_url("https://api.ie1.twilio.com/mock").expect("a base URL");
    let previous = ListMessage.to_http(&context).expect("encodes");
    let next = |link: &str| {
        let page: ListMessagePage = decode(&format!(r#"{{"next_page_uri":{link:?}}}"#));
        page.next_request(ListMessage::OPERATION, &previous).ok().flatten().map(|next| next.uri().to_string())
    };
    assert_eq!(next("/2010-04-01/x?Page=1").as_deref(), Some("https://api.ie1.twilio.com/mock/2010-04-01/x?Page=1"));
    assert_eq!(next("https://api.twilio.com/x"), None);
    assert_eq!(next("https://api.ie1.twilio.com/x").as_deref(), Some("https://api.ie1.twilio.com/x"));
}
