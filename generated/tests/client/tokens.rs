//! OAuth tokens: when and how often they are fetched, and what happens to those that fail.

use crate::{
    either::{Asynchronous, Either, Options, either},
    raw::{Act, Raw},
    server::{Server, json},
};
use std::{
    future::poll_fn,
    sync::{
        Arc,
        atomic::{AtomicBool, Ordering},
    },
    task::Poll,
    thread,
    time::Duration,
};
use tokio::task::JoinHandle;
use twilio_bindings::{
    Error, ErrorKind,
    api::v2010::FetchMessage,
    blocking,
    client::{Credentials, Mock, Retry},
    iam::organizations::ListOrganizationUsers,
};

either!(
    a_token_is_fetched_once_and_renewed_before_it_expires,
    token_url_is_respected,
    rejected_token_is_replaced,
    failed_token_fetch_fails_the_call,
    error_for_a_missing_token_hides_the_body,
    token_that_was_cut_off_is_neither_kept_nor_shown,
);

const TOKEN: &str = r#"{"access_token": "t.1", "token_type": "bearer", "expires_in": 3600}"#;

fn addresses(mock: &Mock) -> Vec<String> {
    mock.requests().iter().map(|request| request.uri().to_string()).collect()
}

fn oauth() -> Credentials {
    Credentials::oauth("OQ1", "s&cret").account_sid("AC1")
}

fn a_token_is_fetched_once_and_renewed_before_it_expires<C: Either>() {
    let mock = Mock::new()
        .respond_json(200, TOKEN)
        .respond_json(200, "{}")
        .respond_json(200, "{}")
        .respond_json(200, TOKEN.replace("t.1", "t.2"))
        .respond_json(200, "{}");
    let client = C::new(Options::mock(&mock).credentials(oauth()));
    let call = || client.send(&ListOrganizationUsers::new("OR1")).expect("a response");
    call();
    mock.advance(Duration::from_secs(3600 - 61));
    call();
    mock.advance(Duration::from_secs(2));
    call();

    let requests = mock.requests();
    let token = &requests[0];
    assert_eq!(token.uri(), "https://preview-iam.twilio.com/v1/token");
    assert_eq!(token.body(), "grant_type=client_credentials&client_id=OQ1&client_secret=s%26cret");
    assert!(token.headers().get("authorization").is_none());
    assert!(token.headers().get("user-agent").is_some());
    let bearers: Vec<_> = requests.iter().filter_map(|it| it.headers().get("authorization")?.to_str().ok()).collect();
    assert_eq!(bearers, ["Bearer t.1", "Bearer t.1", "Bearer t.2"]);
}

fn token_url_is_respected<C: Either>() {
    let mock = || Mock::new().respond_json(200, TOKEN).respond_json(200, "{}");
    let first = |mock: &Mock, credentials: Credentials, base_url: Option<&str>| {
        let mut options = Options::mock(mock).credentials(credentials);
        options.base_url = base_url.map(str::to_owned);
        C::new(options).send(&FetchMessage::new("SM1")).expect("a response");
        addresses(mock).remove(0)
    };
    assert_eq!(first(&mock(), oauth(), None), "https://oauth.twilio.com/v2/token");
    assert_eq!(first(&mock(), oauth(), Some("http://localhost:4010/x")), "http://localhost:4010/x/v2/token");
    let given = oauth().token_url("https://login.example.com/token?a=b");
    assert_eq!(first(&mock(), given, Some("http://localhost:4010")), "https://login.example.com/token?a=b");
}

fn rejected_token_is_replaced<C: Either>() {
    let mock = Mock::new()
        .respond_json(200, TOKEN)
        .respond_json(401, "{}")
        .respond_json(200, TOKEN.replace("t.1", "t.2"))
        .respond_json(200, "{}");
    let client = C::new(Options::mock(&mock).credentials(oauth()));
    let error = client.send(&FetchMessage::new("SM1")).expect_err("refused");
    assert_eq!(error.status().map(|status| status.as_u16()), Some(401));
    client.send(&FetchMessage::new("SM1")).expect("a response");
    assert_eq!(mock.requests()[3].headers()["authorization"], "Bearer t.2");
}

fn failed_token_fetch_fails_the_call<C: Either>() {
    let mock = Mock::new().respond_json(400, r#"{"error": "invalid_client", "error_description": "no such client"}"#);
    let client = C::new(Options::mock(&mock).credentials(oauth()));
    let error = client.send(&FetchMessage::new("SM1")).expect_err("no token");
    assert_eq!((error.kind(), error.operation()), (ErrorKind::Api, Some("CreateOauth2Token")));
    assert!(error.to_string().contains("no such client"), "{error}");
    assert_eq!(mock.requests().len(), 1);
}

fn error_for_a_missing_token_hides_the_body<C: Either>() {
    let mock = Mock::new().respond_json(200, r#"{"token": "secret"}"#);
    let client = C::new(Options::mock(&mock).credentials(oauth()));
    let error = client.send(&FetchMessage::new("SM1")).expect_err("no token");
    assert_eq!((error.kind(), error.body()), (ErrorKind::Decode, None));
    assert!(!format!("{error} {error:?}").contains("secret"));
}

fn token_that_was_cut_off_is_neither_kept_nor_shown<C: Either>() {
    for (cut_off, kind) in [
        ("content-length: 99\r\n\r\n{\"access_token\": \"secret", ErrorKind::Transport),
        ("content-length: 99\r\n\r\n{\"access_token\": \"secret\"}", ErrorKind::Transport),
        ("transfer-encoding: chunked\r\n\r\n1a\r\n{\"access_token\": \"secret\"}\r\n", ErrorKind::Transport),
        ("transfer-encoding: chunked\r\n\r\n1a\r\n{\"access_token\": \"secret", ErrorKind::Transport),
        ("connection: close\r\n\r\n{\"access_token\": \"secret", ErrorKind::Decode),
    ] {
        let answers = [
            format!("HTTP/1.1 200 OK\r\n{cut_off}"),
            "HTTP/1.1 200 OK\r\ncontent-length: 21\r\n\r\n{\"access_token\": \"t\"}".to_owned(),
            "HTTP/1.1 200 OK\r\ncontent-length: 2\r\n\r\n{}".to_owned(),
        ];
        let answers = answers.map(|answer| &*answer.leak());
        let server = Raw::script(move |number| Act::Answer(answers[number]));
        let client = C::new(Options::base_url(server.address()).credentials(oauth()));
        let error = client.send(&FetchMessage::new("SM1")).expect_err("no token");
        assert_eq!((error.kind(), error.body()), (kind, None), "{cut_off}");
        let sources = std::iter::successors(Some(&error as &dyn std::error::Error), |error| error.source());
        let shown: String = sources.map(|error| format!("{error} {error:?}")).collect();
        assert!(!shown.contains("secr"), "{shown}");

        client.send(&FetchMessage::new("SM1")).expect("a response");
        let requests = server.requests();
        assert_eq!(requests.len(), 3, "{requests:#?}");
        assert!(requests[2].to_lowercase().contains("authorization: bearer t\r\n"), "{requests:#?}");
    }
}

/// A server that responds to token requests when the gate is open.
fn gated(status: u16, token: &'static str) -> (Server, Arc<AtomicBool>) {
    let gate = Arc::new(AtomicBool::new(false));
    let is_open = gate.clone();
    let server = Server::start(move |request| match request.uri().path() {
        "/v2/token" => {
            while !is_open.load(Ordering::SeqCst) {
                thread::sleep(Duration::from_millis(1));
            }
            json(status, token)
        }
        _ => json(200, "{}"),
    });
    (server, gate)
}

fn fetches(server: &Server) -> usize {
    server.requests().iter().filter(|request| request.uri().path() == "/v2/token").count()
}

fn options(server: &Server) -> Options {
    Options::base_url(server.address()).credentials(oauth()).retry(Retry::never())
}

/// Starts a call, which then fetches the token or waits for it.
async fn begin(client: &Asynchronous) -> JoinHandle<Result<(), Error>> {
    let mut call = Box::pin(client.client.send(&FetchMessage::new("SM1")));
    let early = poll_fn(|cx| Poll::Ready(call.as_mut().poll(cx))).await;
    assert!(early.is_pending());
    tokio::spawn(async { call.await.map(drop) })
}

/// Makes 100 calls that need the token before there is a response, and returns how many succeed.
fn concurrent_calls(server: &Server, gate: &AtomicBool) -> usize {
    let client = Asynchronous::new(options(server));
    client.runtime.block_on(async {
        let mut calls = Vec::new();
        for _ in 0..100 {
            calls.push(begin(&client).await);
        }
        gate.store(true, Ordering::SeqCst);
        let mut successes = 0;
        for call in calls {
            successes += usize::from(call.await.expect("no panic").is_ok());
        }
        successes
    })
}

#[test]
fn concurrent_calls_share_one_token() {
    let (server, gate) = gated(200, TOKEN);
    assert_eq!((concurrent_calls(&server, &gate), fetches(&server)), (100, 1));
}

#[test]
fn concurrent_calls_share_one_failure() {
    let (server, gate) = gated(400, "{}");
    assert_eq!((concurrent_calls(&server, &gate), fetches(&server)), (0, 1));
}

#[test]
fn expired_token_still_serves_waiting_calls() {
    let (server, gate) = gated(200, r#"{"access_token": "t", "expires_in": 0}"#);
    assert_eq!((concurrent_calls(&server, &gate), fetches(&server)), (100, 1));
}

#[test]
fn abandoned_fetch_is_taken_over() {
    let (server, gate) = gated(200, TOKEN);
    let client = Asynchronous::new(options(&server));
    client.runtime.block_on(async {
        let first = begin(&client).await;
        let second = begin(&client).await;
        first.abort();
        assert!(first.await.expect_err("no response").is_cancelled());
        gate.store(true, Ordering::SeqCst);
        second.await.expect("no panic").expect("a response");
    });
}

#[test]
fn many_threads_share_one_token() {
    let (server, gate) = gated(200, TOKEN);
    gate.store(true, Ordering::SeqCst);
    let client = <blocking::Client as Either>::new(options(&server));
    thread::scope(|scope| {
        for _ in 0..20 {
            scope.spawn(|| client.send(&FetchMessage::new("SM1")).expect("a response"));
        }
    });
    assert_eq!(fetches(&server), 1);
}
