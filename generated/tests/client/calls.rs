//! Options of one call: headers, account, time limits and retry policy, also for each page of a list.

use crate::{
    either::{CallOptions, Either, ListOptions, Options, either},
    raw::{Act, Raw},
    server::{Server, json},
};
use std::{
    sync::{
        Arc, Mutex,
        atomic::{AtomicUsize, Ordering},
        mpsc,
    },
    thread,
    time::{Duration, Instant},
};
use twilio_bindings::{
    ErrorKind,
    api::v2010::{CreateMessage, FetchMessage, ListMessage},
    client::{Attempt, AttemptTimeout, Credentials, Mock, Observer, Retry, TransportError},
    conversations::v1::CreateConversation,
};

either!(
    header_is_sent_and_replaces_the_requests,
    header_that_the_client_sets_is_rejected,
    account_is_that_of_the_call,
    options_apply_to_each_page,
    timeout_is_that_of_the_call,
    longest_timeout_works,
    total_timeout_ends_an_attempt,
    total_timeout_ends_the_retries,
    total_timeout_that_is_over_sends_nothing,
    total_timeout_includes_the_wait_for_a_connection,
    total_timeout_includes_the_token,
    total_timeout_includes_the_wait_for_the_token_of_another_call,
    total_timeout_that_is_over_after_a_backoff_returns_the_response,
    retry_policy_is_that_of_the_call,
);

fn with_header(name: &'static str, value: &'static str) -> CallOptions {
    CallOptions { header: Some((name, value)), ..CallOptions::default() }
}

fn header_is_sent_and_replaces_the_requests<C: Either>() {
    let mock = Mock::new().respond_json(200, "{}").respond_json(200, "{}");
    let client = C::new(Options::mock(&mock));
    client.call(&FetchMessage::new("SM1"), with_header("X-Source", "shop")).expect("a response");
    let conversation = CreateConversation::new().x_twilio_webhook_enabled(true);
    client.call(&conversation, with_header("X-Twilio-Webhook-Enabled", "false")).expect("a response");
    let [message, conversation] = &mock.requests()[..] else { panic!("two requests") };
    assert_eq!(message.headers()["x-source"], "shop");
    assert!(message.headers().contains_key("authorization"));
    let values: Vec<_> = conversation.headers().get_all("x-twilio-webhook-enabled").iter().collect();
    assert_eq!(values, ["false"]);
}

fn header_that_the_client_sets_is_rejected<C: Either>() {
    let mock = Mock::new();
    let client = C::new(Options::mock(&mock));
    for (name, value) in [
        ("Authorization", "Basic secret"),
        ("accept", "application/xml"),
        ("host", "example.com"),
        ("content-length", "0"),
        ("transfer-encoding", "chunked"),
        ("user-agent", "mine"),
        ("x-a b", "secret"),
        ("x-a", "secret\r\nx-injected: 1"),
    ] {
        let error = client.call(&FetchMessage::new("SM1"), with_header(name, value)).expect_err(name);
        assert_eq!(error.kind(), ErrorKind::Encode);
        assert!(!error.is_retryable() && !error.may_have_been_carried_out());
        assert!(error.to_string().contains("FetchMessage") && !error.to_string().contains("secret"), "{error}");
    }
    assert!(mock.requests().is_empty());
}

fn account_is_that_of_the_call<C: Either>() {
    let mock = Mock::new().respond_with(|_| Ok(http::Response::new("{}".into())));
    let client = C::new(Options::mock(&mock));
    let subaccount = CallOptions { account_sid: Some("AC9"), ..CallOptions::default() };
    client.call(&FetchMessage::new("SM1"), subaccount.clone()).expect("a response");
    client.call(&FetchMessage::new("SM1").account_sid("AC7"), subaccount).expect("a response");
    client.send(&FetchMessage::new("SM1")).expect("a response");
    let paths: Vec<_> = mock.requests().iter().map(|request| request.uri().path().to_owned()).collect();
    assert_eq!(paths, ["AC9", "AC7", "AC123"].map(|sid| format!("/2010-04-01/Accounts/{sid}/Messages/SM1.json")));
}

fn options_apply_to_each_page<C: Either>() {
    let next = "/2010-04-01/Accounts/AC9/Messages.json?Page=1";
    let mock = Mock::new()
        .respond_json(200, format!(r#"{{"messages": [], "next_page_uri": "{next}"}}"#))
        .respond_json(503, "{}");
    let client = C::new(Options::mock(&mock));
    let call = CallOptions {
        account_sid: Some("AC9"),
        timeout: Some(Duration::from_secs(1)),
        retry: Some(Retry::never()),
        ..with_header("x-source", "shop")
    };
    let (pages, _) = client.pages(ListMessage::new(), ListOptions { call, ..ListOptions::default() });
    assert_eq!(pages.iter().map(Result::is_ok).collect::<Vec<_>>(), [true, false]);
    let requests = mock.requests();
    assert_eq!(requests.len(), 2, "no page is retried");
    for request in requests {
        assert!(request.uri().path().contains("/AC9/"));
        assert_eq!(request.headers()["x-source"], "shop");
        let limits = AttemptTimeout::of(&request).expect("a time limit");
        assert_eq!(limits.remaining(Instant::now(), Duration::from_secs(30)), Duration::from_secs(1));
    }
}

fn timeout_is_that_of_the_call<C: Either>() {
    let server = Raw::start(Act::Stall);
    let client = C::new(Options::base_url(server.address()));
    let options = CallOptions { timeout: Some(Duration::from_secs(1)), ..CallOptions::default() };
    let error = client.call(&CreateMessage::new("+1"), options).expect_err("no response");
    assert_eq!(error.kind(), ErrorKind::Transport);
    assert!(error.may_have_been_carried_out() && !error.is_retryable());
    assert!(server.requests().len() <= 1);
}

fn longest_timeout_works<C: Either>() {
    let server = Server::answering(200, "{}");
    let client = C::new(Options::base_url(server.address()).timeout(Duration::MAX));
    client.send(&FetchMessage::new("SM1")).expect("a response");
    let options =
        CallOptions { timeout: Some(Duration::MAX), total_timeout: Some(Duration::MAX), ..CallOptions::default() };
    client.call(&FetchMessage::new("SM1"), options).expect("a response");
}

fn within(total_timeout: Duration) -> CallOptions {
    CallOptions { total_timeout: Some(total_timeout), ..CallOptions::default() }
}

fn total_timeout_ends_an_attempt<C: Either>() {
    let server = Raw::start(Act::Stall);
    let client = C::new(Options::base_url(server.address()));
    let error = client.call(&FetchMessage::new("SM1"), within(Duration::from_secs(1))).expect_err("no response");
    assert_eq!(error.kind(), ErrorKind::Transport);
    assert!(server.requests().len() <= 1);
}

fn total_timeout_ends_the_retries<C: Either>() {
    let mock = Mock::new().respond_with(|_| {
        let response = http::Response::builder().status(503).header("retry-after", "3");
        Ok(response.body("{}".into()).expect("a response"))
    });
    let client = C::new(Options::mock(&mock));
    let error = client.call(&FetchMessage::new("SM1"), within(Duration::from_secs(5))).expect_err("no success");
    assert_eq!(error.status().map(|status| status.as_u16()), Some(503));
    assert_eq!(mock.requests().len(), 2, "the second retry would start after six seconds");
}

fn total_timeout_that_is_over_sends_nothing<C: Either>() {
    let mock = Mock::new().respond_json(200, "{}");
    let client = C::new(Options::mock(&mock));
    let error = client.call(&CreateMessage::new("+1"), within(Duration::ZERO)).expect_err("no time");
    assert_eq!(error.kind(), ErrorKind::Transport);
    assert!(!error.may_have_been_carried_out() && mock.requests().is_empty(), "{error}");
}

fn total_timeout_includes_the_wait_for_a_connection<C: Either>() {
    let (begin, begun) = mpsc::channel();
    let (end, ended) = mpsc::channel::<()>();
    let ended = Mutex::new(ended);
    let server = Raw::script(move |_| {
        begin.send(()).expect("a test that waits");
        ended.lock().expect("no panic").recv().expect("an end");
        Act::Answer("")
    });
    let mut options = Options::base_url(server.address());
    options.max_in_flight = Some(1);
    let client = C::new(options);
    thread::scope(|scope| {
        scope.spawn(|| client.send(&CreateMessage::new("+1")).expect_err("no response"));
        begun.recv().expect("a request");
        let error = client.call(&CreateMessage::new("+2"), within(Duration::from_millis(100))).expect_err("no time");
        assert!(!error.may_have_been_carried_out() && error.is_retryable(), "{error}");
        assert_eq!(server.requests().len(), 1);
        end.send(()).expect("a server that waits");
    });
}

fn total_timeout_includes_the_token<C: Either>() {
    let fetches = AtomicUsize::new(0);
    let server = Server::start(move |request| match request.uri().path() {
        "/v2/token" if fetches.fetch_add(1, Ordering::SeqCst) == 0 => (json(200, "{}").0, Duration::from_secs(20)),
        "/v2/token" => json(200, r#"{"access_token": "t", "expires_in": 3600}"#),
        _ => json(200, "{}"),
    });
    let credentials = Credentials::oauth("OQ1", "s").account_sid("AC1");
    let client = C::new(Options::base_url(server.address()).credentials(credentials));
    let error = client.call(&CreateMessage::new("+1"), within(Duration::from_secs(1))).expect_err("no token");
    assert_eq!(error.operation(), Some("CreateOauth2Token"));
    assert!(!error.may_have_been_carried_out() && error.is_retryable(), "{error}");
    client.send(&CreateMessage::new("+1")).expect("another call fetches a token");
}

fn total_timeout_includes_the_wait_for_the_token_of_another_call<C: Either>() {
    let (begin, begun) = mpsc::channel();
    let (end, ended) = mpsc::channel::<()>();
    let ended = Mutex::new(ended);
    let server = Server::start(move |request| match request.uri().path() {
        "/v2/token" => {
            begin.send(()).expect("a test that waits");
            ended.lock().expect("no panic").recv().expect("an end");
            json(200, r#"{"access_token": "t", "expires_in": 3600}"#)
        }
        _ => json(200, "{}"),
    });
    let credentials = Credentials::oauth("OQ1", "s").account_sid("AC1");
    let client = C::new(Options::base_url(server.address()).credentials(credentials));
    thread::scope(|scope| {
        let first = scope.spawn(|| client.send(&CreateMessage::new("+1")).map(drop));
        begun.recv().expect("a token request");
        let error = client.call(&CreateMessage::new("+2"), within(Duration::from_millis(100))).expect_err("no token");
        assert_eq!(error.operation(), Some("CreateOauth2Token"));
        assert!(!error.may_have_been_carried_out() && error.is_retryable(), "{error}");
        end.send(()).expect("a server that waits");
        first.join().expect("no panic").expect("a response to the call without a limit");
    });
    client.call(&CreateMessage::new("+3"), within(Duration::from_secs(20))).expect("the token is still valid");
}

/// Advances the mock's clock after each attempt, as a busy machine does.
struct Late(Mock);

impl Observer for Late {
    fn after(&self, _: &Attempt<'_>) {
        self.0.advance(Duration::from_secs(10));
    }
}

fn total_timeout_that_is_over_after_a_backoff_returns_the_response<C: Either>() {
    let mock = Mock::new().respond_json(429, "{}").fail(TransportError::timed_out("no time is left"));
    let mut options = Options::mock(&mock);
    options.observer = Some(Arc::new(Late(mock.clone())));
    let client = C::new(options);
    let error = client.call(&CreateMessage::new("+1"), within(Duration::from_secs(5))).expect_err("no success");
    assert_eq!(error.status().map(|status| status.as_u16()), Some(429));
    assert!(!error.may_have_been_carried_out() && error.is_retryable(), "{error}");
    assert_eq!(mock.requests().len(), 1);
}

fn retry_policy_is_that_of_the_call<C: Either>() {
    let mock = Mock::new().respond_json(503, "{}").respond_json(200, "{}");
    let client = C::new(Options::mock(&mock).retry(Retry::never()));
    let options = CallOptions { retry: Some(Retry::new()), ..CallOptions::default() };
    client.call(&FetchMessage::new("SM1"), options).expect("the second response");
    assert_eq!(mock.requests().len(), 2);
}
