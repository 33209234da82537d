//! Responses that are slow, broken, truncated, half-closed, of a wrong type, or redirects.

use crate::{
    either::{Either, Options, either},
    raw::{Act, Raw},
    server::Server,
};
use std::{error::Error as _, time::Duration};
use twilio_bindings::{
    Error, ErrorKind,
    api::v2010::{CreateMessage, FetchMessage},
    client::Retry,
};

either!(
    a_broken_connection_does_not_repeat_a_message,
    truncated_response_keeps_the_received_part,
    truncated_chunk_is_an_error,
    response_may_end_with_the_connection,
    half_closed_connection_without_a_response_is_broken,
    invalid_http_is_broken,
    missing_response_times_out,
    slow_response_times_out,
    a_wrong_content_type_does_not_matter,
    html_error_page_is_kept,
    non_json_success_is_kept,
    a_redirect_is_not_followed,
);

fn send<C: Either>(server: &Raw) -> Error {
    let client = C::new(Options::base_url(server.address()));
    client.send(&CreateMessage::new("+15558881111")).expect_err("no complete response")
}

fn a_broken_connection_does_not_repeat_a_message<C: Either>() {
    let server = Raw::start(Act::Close(""));
    let error = send::<C>(&server);
    assert_eq!((error.kind(), error.operation()), (ErrorKind::Transport, Some("CreateMessage")));
    assert!(error.source().is_some() && error.status().is_none());
    assert!(error.to_string().contains("may have been processed"), "{error}");
    assert_eq!(server.requests().len(), 1);

    let client = C::new(Options::base_url(server.address()));
    client.send(&FetchMessage::new("SM1")).expect_err("no response");
    assert_eq!(server.requests().len(), 4);
}

fn truncated_response_keeps_the_received_part<C: Either>() {
    let server = Raw::start(Act::Answer("HTTP/1.1 201 Created\r\ncontent-length: 99\r\n\r\n{\"sid\": \"SM1\""));
    let error = send::<C>(&server);
    assert_eq!(error.kind(), ErrorKind::Transport);
    assert_eq!(error.status().map(|status| status.as_u16()), Some(201));
    assert_eq!(error.body().map(|body| &body[..]), Some(&b"{\"sid\": \"SM1\""[..]));
    assert_eq!(server.requests().len(), 1);
}

fn truncated_chunk_is_an_error<C: Either>() {
    let server = Raw::start(Act::Answer("HTTP/1.1 201 Created\r\ntransfer-encoding: chunked\r\n\r\n2\r\n{}\r\n"));
    let error = send::<C>(&server);
    assert_eq!((error.kind(), error.body().map(|body| &body[..])), (ErrorKind::Transport, Some(&b"{}"[..])));
    assert_eq!(server.requests().len(), 1);
}

fn response_may_end_with_the_connection<C: Either>() {
    for act in [Act::Answer as fn(_) -> _, Act::Close] {
        let server = Raw::start(act("HTTP/1.1 200 OK\r\nconnection: close\r\n\r\n{\"sid\": \"SM1\"}"));
        let client = C::new(Options::base_url(server.address()));
        let message = client.send(&FetchMessage::new("SM1")).expect("a response");
        assert_eq!(message.sid.as_deref(), Some("SM1"));
    }
}

fn half_closed_connection_without_a_response_is_broken<C: Either>() {
    let server = Raw::start(Act::Answer(""));
    assert_eq!(send::<C>(&server).kind(), ErrorKind::Transport);
    assert_eq!(server.requests().len(), 1);
}

fn invalid_http_is_broken<C: Either>() {
    let server = Raw::start(Act::Answer("220 mail.example ESMTP\r\n"));
    assert_eq!(send::<C>(&server).kind(), ErrorKind::Transport);
    assert_eq!(server.requests().len(), 1);
}

/// The server never completes its response. A request that may have been processed isn't retried.
fn assert_times_out<C: Either>(server: &Raw) {
    let client = C::new(Options::base_url(server.address()).timeout(Duration::from_secs(1)));
    let error = client.send(&FetchMessage::new("SM1")).expect_err("no complete response");
    assert_eq!(error.kind(), ErrorKind::Transport);
    let error = client.send(&CreateMessage::new("+1")).expect_err("no complete response");
    assert_eq!(error.kind(), ErrorKind::Transport);
    assert!(server.requests().len() <= 2);
}

fn missing_response_times_out<C: Either>() {
    assert_times_out::<C>(&Raw::start(Act::Stall));
}

fn slow_response_times_out<C: Either>() {
    assert_times_out::<C>(&Raw::start(Act::Drip("HTTP/1.1 200 OK\r\ncontent-length: 999999\r\n\r\n", " ")));
}

fn a_wrong_content_type_does_not_matter<C: Either>() {
    let server = Raw::start(Act::Answer(
        "HTTP/1.1 201 Created\r\ncontent-type: text/html\r\ncontent-length: 14\r\n\r\n{\"sid\": \"SM1\"}",
    ));
    let client = C::new(Options::base_url(server.address()));
    assert_eq!(client.send(&CreateMessage::new("+1")).expect("a response").sid.as_deref(), Some("SM1"));
}

fn html_error_page_is_kept<C: Either>() {
    let server = Server::answering(502, "<html>bad gateway</html>");
    let client = C::new(Options::base_url(server.address()).retry(Retry::never()));
    let error = client.send(&FetchMessage::new("SM1")).expect_err("not a success");
    assert_eq!((error.kind(), error.status().map(|status| status.as_u16())), (ErrorKind::Api, Some(502)));
    assert_eq!(error.body().map(|body| &body[..]), Some(&b"<html>bad gateway</html>"[..]));
    assert!(error.api().is_none());
}

fn non_json_success_is_kept<C: Either>() {
    let server = Server::answering(201, "<html>welcome</html>");
    let client = C::new(Options::base_url(server.address()));
    let error = client.send(&CreateMessage::new("+1")).expect_err("no message");
    assert_eq!((error.kind(), error.status().map(|status| status.as_u16())), (ErrorKind::Decode, Some(201)));
    assert_eq!(error.body().map(|body| &body[..]), Some(&b"<html>welcome</html>"[..]));
    assert_eq!(server.requests().len(), 1);
}

fn a_redirect_is_not_followed<C: Either>() {
    let elsewhere = Server::answering(200, "{}");
    for status in [301, 302, 303, 307, 308] {
        let location = elsewhere.address().to_owned();
        let server = Server::start(move |_| {
            let response = http::Response::builder().status(status).header("location", &location);
            (response.body("{}".into()).expect("a response"), Duration::ZERO)
        });
        let client = C::new(Options::base_url(server.address()));
        let error = client.send(&FetchMessage::new("SM1")).expect_err("not a success");
        assert_eq!((error.kind(), error.status().map(|status| status.as_u16())), (ErrorKind::Api, Some(status)));
        client.send(&CreateMessage::new("+1")).expect_err("not a success");
        assert_eq!(server.requests().len(), 2);
    }
    assert_eq!(elsewhere.connections(), 0);
}
