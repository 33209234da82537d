//! Which requests are retried, how often and after which backoff.

use crate::{
    either::{Either, Options, either},
    raw::{Act, Raw},
    server::{Server, json},
};
use bytes::Bytes;
use http::Method;
use std::{
    collections::BTreeSet,
    net::{SocketAddr, TcpListener},
    sync::{
        Arc, OnceLock,
        atomic::{AtomicU16, AtomicUsize, Ordering},
    },
    time::Duration,
};
use twilio_bindings::{
    Context, ErrorKind, Operation, Request,
    api::v2010::{CreateMessage, FetchMessage},
    client::{Attempt, Mock, Observer, Retry, TransportError},
};

either!(
    only_safe_requests_are_retried,
    status_429_is_retried_if_it_is_about_the_rate,
    retry_after_is_respected,
    retry_after_counts_from_the_response_date,
    retry_after_in_the_past_waits_the_backoff,
    obeyed_delays_differ,
    predicate_narrows_and_widens,
    predicate_never_duplicates_unless_allowed,
    budget_ends_the_retries_of_all_calls,
    budget_is_not_returned_for_responses_that_break_off,
    budget_recovers_with_successes,
    retry_after_beyond_the_total_backoff_fails,
    backoff_grows_and_stays_within_the_total,
    retries_can_be_disabled,
    message_is_retried_after_status_429,
    message_is_retried_after_a_refused_connection,
    message_is_not_retried_over_a_stale_connection,
);

const fn operation(method: Method) -> Operation {
    Operation::new("twilio_sample_v1", "Sample", method, "https://sample.twilio.com", "/v1/Things").accept(None)
}

static GET: Operation = operation(Method::GET);
static POST: Operation = operation(Method::POST);
static PUT: Operation = operation(Method::PUT);
static PATCH: Operation = operation(Method::PATCH);
static DELETE: Operation = operation(Method::DELETE);

/// Returns how many times a request of this operation is sent if all attempts have the same outcome.
fn attempts<C: Either>(operation: &'static Operation, end: fn() -> Result<u16, TransportError>) -> usize {
    let mock = Mock::new().respond_with(move |_| {
        let mut response = http::Response::new(Bytes::from_static(b"{}"));
        *response.status_mut() = end()?.try_into().expect("a status");
        Ok(response)
    });
    let client = C::new(Options::mock(&mock));
    let mut request = http::Request::new(Bytes::new());
    *request.method_mut() = operation.method.clone();
    *request.uri_mut() = "https://sample.twilio.com/v1/Things".parse().expect("a URI");
    let _ = client.send_http(operation, request);
    mock.requests().len()
}

fn only_safe_requests_are_retried<C: Either>() {
    for operation in [&GET, &PUT, &DELETE, &POST, &PATCH] {
        let idempotent = !matches!(operation.method, Method::POST | Method::PATCH);
        let of_idempotent = if idempotent { 3 } else { 1 };
        let count = |end| attempts::<C>(operation, end);
        assert_eq!(count(|| Ok(429)), 3, "{operation:?}");
        assert_eq!(count(|| Err(TransportError::not_sent("refused"))), 3, "{operation:?}");
        assert_eq!(count(|| Ok(502)), of_idempotent, "{operation:?}");
        assert_eq!(count(|| Ok(503)), of_idempotent, "{operation:?}");
        assert_eq!(count(|| Ok(504)), of_idempotent, "{operation:?}");
        assert_eq!(count(|| Err(TransportError::broken("reset"))), of_idempotent, "{operation:?}");
        assert_eq!(count(|| Err(TransportError::timed_out("slow"))), 1, "{operation:?}");
        assert_eq!(count(|| Ok(500)), 1, "{operation:?}");
        assert_eq!(count(|| Ok(408)), 1, "{operation:?}");
        assert_eq!(count(|| Ok(400)), 1, "{operation:?}");
        assert_eq!(count(|| Ok(302)), 1, "{operation:?}");
        assert_eq!(count(|| Ok(200)), 1, "{operation:?}");
    }
}

fn busy(retry_after: &str) -> http::Response<Bytes> {
    let response = http::Response::builder().status(429).header("retry-after", retry_after);
    response.body(Bytes::from_static(b"{\"code\": 20429}")).expect("a response")
}

fn retry_after_is_respected<C: Either>() {
    // So much later that no delay of the test matters.
    let soon = jiff::Timestamp::now() + jiff::SignedDuration::from_secs(600);
    let date = jiff::fmt::strtime::format("%a, %d %b %Y %H:%M:%S GMT", soon).expect("a date");
    let mock = Mock::new().respond(busy("2")).respond(busy(&date)).respond_json(201, "{}");
    let client = C::new(Options::mock(&mock).retry(Retry::new().max_total_backoff(Duration::from_secs(3600))));
    client.send(&CreateMessage::new("+1555")).expect("the third response");
    let delays = mock.delays();
    assert!(delays[0] > Duration::from_secs(2) && delays[0] < Duration::from_secs(3), "{delays:?}");
    assert!(delays[1] > Duration::from_secs(300) && delays[1] < Duration::from_secs(602), "{delays:?}");
}

fn retry_after_counts_from_the_response_date<C: Either>() {
    let mut response = busy("Tue, 20 Oct 2015 07:28:03 GMT");
    response.headers_mut().insert("date", "Tue, 20 Oct 2015 07:28:00 GMT".parse().expect("a value"));
    let mock = Mock::new().respond(response).respond_json(201, "{}");
    C::new(Options::mock(&mock)).send(&CreateMessage::new("+1555")).expect("the second response");
    let delay = mock.delays()[0];
    assert!(delay > Duration::from_secs(3) && delay <= Duration::from_millis(3002), "{delay:?}");
}

fn retry_after_in_the_past_waits_the_backoff<C: Either>() {
    for past in ["0", "Tue, 20 Oct 2015 07:28:00 GMT"] {
        let mock = Mock::new().respond(busy(past)).respond_json(201, "{}");
        let retry = Retry::new().initial_backoff(Duration::from_secs(2));
        C::new(Options::mock(&mock).retry(retry)).send(&CreateMessage::new("+1555")).expect("the second response");
        let delay = mock.delays()[0];
        assert!(delay >= Duration::from_secs(1) && delay <= Duration::from_secs(2), "{delay:?}");
    }
}

fn obeyed_delays_differ<C: Either>() {
    let delays: BTreeSet<_> = (0..10)
        .map(|_| {
            let mock = Mock::new().respond(busy("2")).respond_json(201, "{}");
            C::new(Options::mock(&mock).retry(Retry::new())).send(&CreateMessage::new("+1555")).expect("a response");
            mock.delays()[0]
        })
        .collect();
    assert!(delays.len() > 5 && delays.iter().all(|delay| *delay > Duration::from_secs(2)), "{delays:?}");
}

/// Returns how often a message is sent if each response has this status, header and body.
fn sends<C: Either>(status: u16, retry_after: Option<&'static str>, body: &'static str, retry: Retry) -> usize {
    let mock = Mock::new().respond_with(move |_| {
        let mut response = http::Response::builder().status(status);
        if let Some(retry_after) = retry_after {
            response = response.header("retry-after", retry_after);
        }
        Ok(response.body(body.into()).expect("a response"))
    });
    let _ = C::new(Options::mock(&mock).retry(retry)).send(&CreateMessage::new("+1555"));
    mock.requests().len()
}

fn status_429_is_retried_if_it_is_about_the_rate<C: Either>() {
    let sends = |retry_after, body| sends::<C>(429, retry_after, body, Retry::new());
    for body in ["", "{}", "slow down", r#"{"code": null}"#, r#"{"code": 20429}"#, r#"{"code": "20429"}"#] {
        assert_eq!(sends(None, body), 3, "{body}");
    }
    for body in [r#"{"code": 60202}"#, r#"{"code": 60203, "status": 429}"#, r#"{"code": "60202"}"#] {
        assert_eq!(sends(None, body), 1, "{body}");
        assert_eq!(sends(Some("1"), body), 3, "Twilio names a time: {body}");
    }
}

fn predicate_narrows_and_widens<C: Either>() {
    let never = Retry::new().when(|_| false);
    assert_eq!(sends::<C>(429, None, "{}", never), 1);
    let limits = Retry::new().when(|attempt| attempt.is_retried_by_default() || attempt.code() == Some(60202));
    assert_eq!(sends::<C>(429, None, r#"{"code": 60202}"#, limits.clone()), 3, "it certainly wasn't carried out");
    assert_eq!(sends::<C>(429, None, r#"{"code": 60203}"#, limits), 1);

    let mock = Mock::new().respond_json(500, "{}").fail(TransportError::timed_out("slow")).respond_json(200, "{}");
    let always = Retry::new().when(|_| true);
    C::new(Options::mock(&mock).retry(always)).send(&FetchMessage::new("SM1")).expect("the third response");
    assert_eq!(mock.requests().len(), 3, "a success isn't retried");
}

fn predicate_never_duplicates_unless_allowed<C: Either>() {
    let always = Retry::new().when(|_| true);
    assert_eq!(sends::<C>(503, None, "{}", always.clone()), 1);
    assert_eq!(sends::<C>(503, None, "{}", Retry::new().allow_duplicates()), 1, "the default policy stays");
    assert_eq!(sends::<C>(503, None, "{}", always.clone().allow_duplicates()), 3);
    assert_eq!(sends::<C>(201, None, "{}", always.allow_duplicates()), 1);
    for failure in [TransportError::timed_out as fn(&'static str) -> _, TransportError::broken] {
        let count = |retry| {
            let mock = Mock::new().respond_with(move |_| Err(failure("no response")));
            let _ = C::new(Options::mock(&mock).retry(retry)).send(&CreateMessage::new("+1"));
            mock.requests().len()
        };
        assert_eq!(count(Retry::new().when(|_| true)), 1);
        assert_eq!(count(Retry::new().when(|_| true).allow_duplicates()), 3);
    }
}

/// A client whose responses have the status that the returned cell has.
fn with_status<C: Either>(budget: u32) -> (Arc<AtomicU16>, Mock, C) {
    let status = Arc::new(AtomicU16::new(503));
    let current = status.clone();
    let mock = Mock::new().respond_with(move |_| {
        let response = http::Response::builder().status(current.load(Ordering::SeqCst));
        Ok(response.body("{}".into()).expect("a response"))
    });
    let mut options = Options::mock(&mock);
    options.retry_budget = Some(budget);
    (status, mock, C::new(options))
}

fn budget_ends_the_retries_of_all_calls<C: Either>() {
    let (_, mock, client) = with_status::<C>(10);
    for _ in 0..100 {
        client.send(&FetchMessage::new("SM1")).expect_err("not a success");
    }
    assert_eq!(mock.requests().len(), 110);
    let (_, mock, client) = with_status::<C>(0);
    client.send(&FetchMessage::new("SM1")).expect_err("not a success");
    assert_eq!(mock.requests().len(), 1);
}

fn budget_is_not_returned_for_responses_that_break_off<C: Either>() {
    let mock = Mock::new().respond_with(|_| {
        let partial = http::Response::new(Bytes::from_static(b"{\"sid\""));
        Err(TransportError::broken("reset").with_partial(partial))
    });
    let mut options = Options::mock(&mock);
    options.retry_budget = Some(10);
    let client = C::new(options);
    for _ in 0..100 {
        client.send(&FetchMessage::new("SM1")).expect_err("a part of a response");
    }
    assert_eq!(mock.requests().len(), 110);
}

fn budget_recovers_with_successes<C: Either>() {
    let (status, mock, client) = with_status::<C>(4);
    let sent = |calls: usize| {
        let before = mock.requests().len();
        (0..calls).for_each(|_| drop(client.send(&FetchMessage::new("SM1"))));
        mock.requests().len() - before
    };
    assert_eq!(sent(10), 14);
    status.store(200, Ordering::SeqCst);
    assert_eq!(sent(20), 20, "earns two retries");
    status.store(503, Ordering::SeqCst);
    assert_eq!(sent(10), 12);
    status.store(200, Ordering::SeqCst);
    assert_eq!(sent(1000), 1000, "earns no more than the budget");
    status.store(503, Ordering::SeqCst);
    assert_eq!(sent(10), 14);
}

fn retry_after_beyond_the_total_backoff_fails<C: Either>() {
    let mock = Mock::new().respond(busy("3600"));
    let client = C::new(Options::mock(&mock));
    let error = client.send(&CreateMessage::new("+1555")).expect_err("an end");
    assert_eq!((mock.requests().len(), mock.delays().len()), (1, 0));
    assert_eq!(error.api().and_then(|api| api.code), Some(20429));
    assert!(error.retry_after().is_some() && error.is_retryable());
}

fn backoff_grows_and_stays_within_the_total<C: Either>() {
    let retry =
        Retry::new().max_attempts(100).initial_backoff(Duration::from_secs(1)).max_backoff(Duration::from_secs(4));
    let mock = Mock::new().respond_with(|_| {
        let mut response = http::Response::new(Bytes::new());
        *response.status_mut() = http::StatusCode::SERVICE_UNAVAILABLE;
        Ok(response)
    });
    let client = C::new(Options::mock(&mock).retry(retry.max_total_backoff(Duration::from_secs(20))));
    let error = client.send(&FetchMessage::new("SM1")).expect_err("not a success");
    assert_eq!(error.status().map(|status| status.as_u16()), Some(503));
    let delays = mock.delays();
    for (delay, longest) in delays.iter().zip([1_u64, 2, 4, 4, 4, 4, 4, 4, 4, 4]) {
        let longest = Duration::from_secs(longest);
        assert!(*delay >= longest / 2 && *delay <= longest, "{delays:?}");
    }
    let all: Duration = delays.iter().sum();
    assert!(all <= Duration::from_secs(20) && all > Duration::from_secs(16), "{delays:?}");
}

fn retries_can_be_disabled<C: Either>() {
    let mock = Mock::new().respond(busy("0")).respond_json(200, "{}");
    let client = C::new(Options::mock(&mock).retry(Retry::never()));
    client.send(&FetchMessage::new("SM1")).expect_err("the first response");
    assert_eq!(mock.requests().len(), 1);
}

fn message_is_retried_after_status_429<C: Either>() {
    let count = AtomicUsize::new(0);
    let server = Server::start(move |_| match count.fetch_add(1, Ordering::SeqCst) {
        0 => (busy("0"), Duration::ZERO),
        1 => json(429, "{}"),
        _ => json(201, r#"{"sid": "SM1"}"#),
    });
    let client = C::new(Options::base_url(server.address()));
    let message = client.send(&CreateMessage::new("+1555").body("once")).expect("the third response");
    assert_eq!(message.sid.as_deref(), Some("SM1"));
    let bodies: Vec<_> = server.requests().into_iter().map(http::Request::into_body).collect();
    assert_eq!(bodies, ["To=%2B1555&Body=once"; 3]);
}

fn message_is_retried_after_a_refused_connection<C: Either>() {
    let listener = TcpListener::bind("127.0.0.1:0").expect("a free port");
    let address = listener.local_addr().expect("an address");
    drop(listener);
    let late = Arc::new(Late { address, server: OnceLock::new() });
    let mut options = Options::base_url(format!("http://{address}"));
    options.observer = Some(late.clone());
    C::new(options).send(&CreateMessage::new("+1555")).expect("a response from the server that started late");
    assert_eq!(late.server.get().expect("two attempts").requests().len(), 1);
}

/// A server that starts when the first attempt has failed.
struct Late {
    address: SocketAddr,
    server: OnceLock<Raw>,
}

impl Observer for Late {
    fn after(&self, attempt: &Attempt<'_>) {
        if attempt.failure().is_some() {
            let listener = TcpListener::bind(self.address).expect("the port is still free");
            self.server.get_or_init(|| Raw::on(listener, |_| Act::Answer(KEPT)));
        }
    }
}

const KEPT: &str = "HTTP/1.1 201 Created\r\ncontent-length: 2\r\n\r\n{}";

fn message_is_not_retried_over_a_stale_connection<C: Either>() {
    let server = Raw::script(|number| if number == 0 { Act::Keep(KEPT) } else { Act::Answer("") });
    let client = C::new(Options::base_url(server.address()));
    client.send(&CreateMessage::new("+1")).expect("a response");
    let error = client.send(&CreateMessage::new("+2")).expect_err("a connection that is closed without a response");
    assert_eq!(error.kind(), ErrorKind::Transport);
    assert_eq!(server.requests().len(), 2);

    client.send(&FetchMessage::new("SM1")).expect_err("the server is broken");
    assert_eq!(server.requests().len(), 5, "a GET is sent three times");
}

#[test]
fn encoding_errors_come_before_anything_is_sent() {
    let error = FetchMessage::new("..").to_http(&Context::new().account_sid("AC1")).expect_err("no such message");
    assert_eq!(error.kind(), ErrorKind::Encode);
}
