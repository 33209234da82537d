//! Lists: each page is requested once, in order, when it is needed, and only from the list's host family.

use crate::{
    either::{Asynchronous, Either, ListOptions, Options, either},
    server::{Answer, Server, json},
};
use futures_core::Stream;
use http::Uri;
use std::{
    future::poll_fn,
    pin::Pin,
    sync::atomic::{AtomicUsize, Ordering},
    time::Duration,
};
use twilio_bindings::{
    Error, ErrorKind, Operation, Paging, Request,
    api::v2010::ListMessage,
    client::{Credentials, Mock, Retry},
    codegen,
    conversations::v1::{Conversation, ListConversation},
    iam::organizations::ListOrganizationUsers,
};

either!(
    all_items_come_in_order,
    pages_are_whole,
    limit_ends_the_list,
    small_limit_requests_a_small_page,
    page_size_is_sent,
    list_continues_at_a_saved_page,
    error_ends_the_list_after_earlier_items,
    relative_addresses_are_followed,
    start_index_advances,
    other_hosts_are_never_contacted,
    starting_at_another_host_is_an_error,
    pages_are_requested_lazily,
    extra_parameters_are_sent,
    pages_that_form_a_cycle_end_the_list,
    undeclared_page_size_is_not_sent,
);

/// Returns the number of the requested page.
fn page(uri: &Uri) -> usize {
    let query = uri.query().unwrap_or_default();
    query.split('&').find_map(|pair| pair.strip_prefix("Page=")?.parse().ok()).unwrap_or_default()
}

/// Returns a page of a list of conversations, with ten per page.
fn conversations(uri: &Uri, address: &str, pages: usize) -> Answer {
    let page = page(uri);
    let records: Vec<String> = (0..10).map(|at| format!(r#"{{"sid": "CH{}"}}"#, page * 10 + at)).collect();
    let next = match page + 1 {
        next if next < pages => format!(r#""{address}/v1/Conversations?PageSize=10&Page={next}""#),
        _ => "null".to_owned(),
    };
    let records = records.join(",");
    json(
        200,
        format!(r#"{{"conversations": [{records}], "meta": {{"next_page_url": {next}, "key": "conversations"}}}}"#),
    )
}

fn server(pages: usize) -> Server {
    Server::start(move |request| {
        let host = request.headers()["host"].to_str().expect("a host");
        conversations(request.uri(), &format!("http://{host}"), pages)
    })
}

fn options(limit: Option<usize>, page_size: Option<u32>) -> ListOptions {
    ListOptions { limit, page_size, ..ListOptions::default() }
}

fn sids(items: Vec<Result<Conversation, Error>>) -> Vec<String> {
    items.into_iter().map(|item| item.expect("an item").sid.expect("a SID")).collect()
}

fn queries(server: &Server) -> Vec<String> {
    server.requests().iter().map(|request| request.uri().query().unwrap_or_default().to_owned()).collect()
}

fn extra_parameters_are_sent<C: Either>() {
    let server = server(2);
    let client = C::new(Options::base_url(server.address()));
    let request = ListConversation::new().page_size(10).extra("New", "a b");
    client.send(&request).expect("a page");
    let (items, _) = client.items(request, ListOptions::default());
    assert_eq!(sids(items).len(), 20);
    assert_eq!(queries(&server), ["PageSize=10&New=a+b", "PageSize=10&New=a+b", "PageSize=10&Page=1"]);
}

fn all_items_come_in_order<C: Either>() {
    let server = server(3);
    let client = C::new(Options::base_url(server.address()));
    let (items, _) = client.items(ListConversation::new(), ListOptions::default());
    let expected: Vec<String> = (0..30).map(|at| format!("CH{at}")).collect();
    assert_eq!(sids(items), expected);
    assert_eq!(queries(&server), ["", "PageSize=10&Page=1", "PageSize=10&Page=2"]);
    assert!(server.requests().iter().all(|request| request.headers().get("authorization").is_some()));
}

fn pages_are_whole<C: Either>() {
    let server = server(3);
    let client = C::new(Options::base_url(server.address()));
    let (pages, next) = client.pages(ListConversation::new(), ListOptions::default());
    assert_eq!(pages.into_iter().map(|page| page.expect("a page")).collect::<Vec<_>>(), [10, 10, 10]);
    assert_eq!(next, None);
}

fn limit_ends_the_list<C: Either>() {
    let server = server(3);
    let client = C::new(Options::base_url(server.address()));
    let (items, _) = client.items(ListConversation::new(), options(Some(15), Some(10)));
    assert_eq!(sids(items).last().map(String::as_str), Some("CH14"));
    assert_eq!(server.requests().len(), 2);
    let (pages, next) = client.pages(ListConversation::new(), options(Some(20), Some(10)));
    assert_eq!(pages.len(), 2);
    assert_eq!(next, Some(format!("{}/v1/Conversations?PageSize=10&Page=2", server.address())));
    assert_eq!(server.requests().len(), 4);
    let (items, _) = client.items(ListConversation::new(), options(Some(0), None));
    assert!(items.is_empty());
    assert_eq!(server.requests().len(), 4);
}

fn small_limit_requests_a_small_page<C: Either>() {
    let server = server(1);
    let client = C::new(Options::base_url(server.address()));
    client.items(ListConversation::new(), options(Some(7), None));
    client.items(ListConversation::new(), options(Some(700), None));
    client.items(ListConversation::new().page_size(20), options(Some(7), None));
    assert_eq!(queries(&server), ["PageSize=7", "", "PageSize=20"]);
}

fn page_size_is_sent<C: Either>() {
    let server = server(1);
    let client = C::new(Options::base_url(server.address()));
    client.items(ListConversation::new().page_size(20), options(Some(7), Some(100)));
    assert_eq!(queries(&server), ["PageSize=100"]);
}

fn list_continues_at_a_saved_page<C: Either>() {
    let server = server(3);
    let client = C::new(Options::base_url(server.address()));
    let (_, next) = client.pages(ListConversation::new(), options(Some(10), None));
    let rest = ListOptions { starting_at: next, ..ListOptions::default() };
    let (items, _) = client.items(ListConversation::new(), rest);
    assert_eq!(sids(items).first().map(String::as_str), Some("CH10"));
}

fn error_ends_the_list_after_earlier_items<C: Either>() {
    let failures = AtomicUsize::new(1);
    let server = Server::start(move |request| {
        if page(request.uri()) == 2
            && failures.fetch_update(Ordering::SeqCst, Ordering::SeqCst, |n| n.checked_sub(1)).is_ok()
        {
            return json(500, r#"{"code": 20500}"#);
        }
        let host = request.headers()["host"].to_str().expect("a host");
        conversations(request.uri(), &format!("http://{host}"), 3)
    });
    let client = C::new(Options::base_url(server.address()));
    let (mut items, failed) = client.items(ListConversation::new(), ListOptions::default());
    assert_eq!(items.len(), 21);
    let error = items.pop().expect("an end").expect_err("an error");
    assert_eq!(error.api().and_then(|api| api.code), Some(20500));
    assert_eq!(items.into_iter().filter_map(Result::ok).count(), 20);
    assert_eq!(server.requests().len(), 3);

    let rest = ListOptions { starting_at: failed, ..ListOptions::default() };
    let (items, _) = client.items(ListConversation::new(), rest);
    assert_eq!(sids(items).first().map(String::as_str), Some("CH20"));
}

fn relative_addresses_are_followed<C: Either>() {
    let server = Server::start(|request| match request.uri().query() {
        None => json(
            200,
            r#"{"messages": [{"sid": "SM1"}], "next_page_uri": "/2010-04-01/Accounts/AC123/Messages.json?Page=1&PageToken=PA%2B1"}"#,
        ),
        Some(_) => json(200, r#"{"messages": [{"sid": "SM2"}], "next_page_uri": null}"#),
    });
    let client = C::new(Options::base_url(format!("{}/gateway", server.address())));
    let (items, _) = client.items(ListMessage::new(), ListOptions::default());
    assert_eq!(items.len(), 2);
    let last = server.requests().pop().expect("a request");
    assert_eq!(*last.uri(), "/gateway/2010-04-01/Accounts/AC123/Messages.json?Page=1&PageToken=PA%2B1");
}

fn start_index_advances<C: Either>() {
    let users = |name: &str| format!(r#"{{"totalResults": 3, "Resources": [{{"userName": "{name}"}}]}}"#);
    let mock = Mock::new().respond_json(200, users("a")).respond_json(200, users("b")).respond_json(200, users("c"));
    let client = C::new(Options::mock(&mock).credentials(Credentials::bearer("t")));
    let (users, _) = client.items(ListOrganizationUsers::new("OR1"), options(None, Some(1)));
    let names: Vec<_> = users.into_iter().map(|user| user.expect("a user").user_name).collect();
    assert_eq!(names, ["a", "b", "c"]);
    let queries: Vec<_> = mock.requests().iter().map(|it| it.uri().query().map(str::to_owned)).collect();
    assert_eq!(queries, [None, Some("startIndex=2".to_owned()), Some("startIndex=3".to_owned())]);
    assert!(mock.requests().iter().all(|request| request.headers()["authorization"] == "Bearer t"));
}

fn other_hosts_are_never_contacted<C: Either>() {
    let elsewhere = self::server(3);
    let address = elsewhere.address().to_owned();
    let server = Server::start(move |request| conversations(request.uri(), &address, 3));
    let client = C::new(Options::base_url(server.address()));
    let (mut items, _) = client.items(ListConversation::new(), ListOptions::default());
    let error = items.pop().expect("an end").expect_err("another host");
    assert_eq!(error.kind(), ErrorKind::Page);
    assert_eq!((items.len(), server.requests().len()), (10, 1));
    assert_eq!(elsewhere.connections(), 0);
}

fn starting_at_another_host_is_an_error<C: Either>() {
    let mock = Mock::new();
    let client = C::new(Options::mock(&mock));
    for address in [
        "https://example.com/v1/Conversations?Page=1",
        "https://api.twilio.com/v1/Conversations",
        "//example.com/",
        "x",
    ] {
        let list = ListOptions { starting_at: Some(address.to_owned()), ..ListOptions::default() };
        let (mut items, _) = client.items(ListConversation::new(), list);
        assert_eq!(items.pop().expect("an end").expect_err(address).kind(), ErrorKind::Page);
        assert!(items.is_empty());
    }
    assert!(mock.requests().is_empty());
}

fn pages_are_requested_lazily<C: Either>() {
    let mock = Mock::new()
        .respond_with(|request| Ok(conversations(request.uri(), "https://conversations.twilio.com", 1000).0));
    let client = C::new(Options::mock(&mock).retry(Retry::never()));
    let (items, _) = client.items(ListConversation::new(), options(Some(25), None));
    assert_eq!((items.len(), mock.requests().len()), (25, 3));
}

fn pages_that_form_a_cycle_end_the_list<C: Either>() {
    for pages in [1, 2, 3, 7] {
        let mock = Mock::new().respond_with(move |request| {
            let next = page(request.uri()) % pages + 1;
            let next = format!("https://conversations.twilio.com/v1/Conversations?Page={next}");
            Ok(json(200, format!(r#"{{"conversations": [{{}}], "meta": {{"next_page_url": "{next}"}}}}"#)).0)
        });
        let client = C::new(Options::mock(&mock));
        let (mut items, _) = client.items(ListConversation::new(), ListOptions::default());
        let error = items.pop().expect("an end").expect_err("a cycle");
        assert_eq!(error.kind(), ErrorKind::Page);
        assert!(error.to_string().contains("never end"), "{error}");
        assert_eq!((items.len(), mock.requests().len()), (pages + 1, pages + 1), "the first page and the cycle, once");
    }
}

/// A list whose operation declares no page size, as Messaging's `ListBrandVetting`.
struct ListPlain;

impl Request for ListPlain {
    type Response = <ListConversation as Request>::Response;

    const OPERATION: &'static Operation =
        &Operation::new("twilio_sample_v1", "ListPlain", http::Method::GET, "https://sample.twilio.com", "/v1/Things")
            .paging(Paging::NextPageUrl);

    fn inputs<'a, I: codegen::Inputs<'a>>(&'a self, _: &mut I) {}
}

fn undeclared_page_size_is_not_sent<C: Either>() {
    let mock = Mock::new().respond_with(|_| Ok(json(200, "{}").0));
    let client = C::new(Options::mock(&mock));
    client.items(ListPlain, options(Some(7), None));
    client.items(ListPlain, options(None, Some(7)));
    assert!(mock.requests().iter().all(|request| request.uri() == "https://sample.twilio.com/v1/Things"));
    assert_eq!(mock.requests().len(), 2);
}

/// Returns the next item, using the trait.
async fn next<S: Stream + Unpin>(stream: &mut S) -> Option<S::Item> {
    poll_fn(|cx| Pin::new(&mut *stream).poll_next(cx)).await
}

#[test]
fn lists_are_streams() {
    let server = server(2);
    let client = Asynchronous::new(Options::base_url(server.address()));
    client.runtime.block_on(async {
        let mut items = client.client.list(ListConversation::new()).items();
        let mut count = 0;
        while let Some(item) = next(&mut items).await {
            item.expect("an item");
            count += 1;
        }
        assert_eq!(count, 20);
        assert!(next(&mut items).await.is_none() && items.next().await.is_none());
        let mut pages = client.client.list(ListConversation::new()).pages();
        assert!(next(&mut pages).await.is_some_and(|page| page.is_ok()));
    });
}

#[test]
fn dropped_future_does_not_lose_a_page() {
    let server = Server::start(|request| {
        let host = request.headers()["host"].to_str().expect("a host");
        (conversations(request.uri(), &format!("http://{host}"), 2).0, Duration::from_millis(60))
    });
    let client = Asynchronous::new(Options::base_url(server.address()));
    client.runtime.block_on(async {
        let mut items = client.client.list(ListConversation::new()).items();
        let mut count = 0;
        loop {
            match tokio::time::timeout(Duration::from_millis(10), items.next()).await {
                Ok(Some(item)) => count += usize::from(item.is_ok()),
                Ok(None) => break,
                Err(_) => {}
            }
        }
        assert_eq!(count, 20);
    });
    assert_eq!(server.requests().len(), 2);
}
