//! Concurrent requests, and dropped requests.

use crate::{
    either::{Asynchronous, Either, Options},
    raw::{Act, Raw},
    server::{Server, json},
};
use std::{thread, time::Duration};
use twilio_bindings::{
    api::v2010::{CreateMessage, FetchMessage, ListMessage},
    blocking,
};

/// Starts a server that responds with the requested SID.
fn echo() -> Server {
    Server::start(|request| {
        let sid = request.uri().path().rsplit('/').next().and_then(|name| name.strip_suffix(".json"));
        json(200, format!(r#"{{"sid": "{}"}}"#, sid.unwrap_or_default()))
    })
}

#[test]
fn a_thousand_requests_at_once() {
    let server = echo();
    let client = Asynchronous::new(Options::base_url(server.address()).timeout(Duration::from_secs(30)));
    client.runtime.block_on(async {
        let sids: Vec<String> = (0..1000).map(|at| format!("SM{at}")).collect();
        let calls: Vec<_> = sids.iter().map(|sid| tokio::spawn(client.client.send(&FetchMessage::new(sid)))).collect();
        for (sid, call) in sids.iter().zip(calls) {
            let message = call.await.expect("no panic").expect("a response");
            assert_eq!(message.sid.as_ref(), Some(sid));
        }
    });
    assert_eq!(server.requests().len(), 1000);
    assert!(server.connections() <= 256, "twice as many as are in flight: {}", server.connections());
}

#[test]
fn a_thousand_requests_from_fifty_threads() {
    let server = echo();
    let client = <blocking::Client as Either>::new(Options::base_url(server.address()));
    thread::scope(|scope| {
        for thread in 0..50 {
            let client = &client;
            scope.spawn(move || {
                for at in 0..20 {
                    let sid = format!("SM{thread}-{at}");
                    let message = client.send(&FetchMessage::new(&sid)).expect("a response");
                    assert_eq!(message.sid.as_ref(), Some(&sid));
                }
            });
        }
    });
    assert_eq!(server.requests().len(), 1000);
    assert!(server.connections() <= 50, "{}", server.connections());
}

#[test]
fn connections_are_limited() {
    let server = Server::start(|_| (json(200, "{}").0, Duration::from_millis(5)));
    let client = blocking::Client::builder()
        .credentials(twilio_bindings::client::Credentials::account("AC1", "t"))
        .base_url(server.address())
        .max_in_flight(2)
        .no_proxy()
        .build()
        .expect("a client");
    thread::scope(|scope| {
        for _ in 0..20 {
            scope.spawn(|| client.send(&FetchMessage::new("SM1")).expect("a response"));
        }
    });
    assert!(server.connections() <= 2, "{}", server.connections());
}

#[test]
fn dropped_request_closes_its_connection() {
    let server = Raw::script(|number| match number {
        0 => Act::Stall,
        _ => Act::Answer("HTTP/1.1 201 Created\r\ncontent-length: 2\r\n\r\n{}"),
    });
    let client = Asynchronous::new(Options::base_url(server.address()));
    client.runtime.block_on(async {
        let call = tokio::spawn(client.client.send(&CreateMessage::new("+1")));
        while server.requests().is_empty() {
            tokio::time::sleep(Duration::from_millis(1)).await;
        }
        call.abort();
        while !server.was_closed() {
            tokio::time::sleep(Duration::from_millis(1)).await;
        }
        assert!(call.await.expect_err("no response").is_cancelled());
        assert_eq!(server.requests().len(), 1);
        client.client.send(&CreateMessage::new("+2")).await.expect("the client is as good as before");
    });
    assert_eq!(server.requests().len(), 2);
}

#[test]
fn futures_can_be_spawned_and_do_not_borrow() {
    fn spawnable<F: Future + Send + 'static>(future: F) -> F {
        future
    }
    let client = Asynchronous::new(Options::base_url("http://127.0.0.1:1"));
    drop(spawnable({
        let request = FetchMessage::new("SM1");
        client.client.send(&request)
    }));
    let mut items = client.client.list(ListMessage::new()).items();
    drop(spawnable(async move { items.next().await }));
}
