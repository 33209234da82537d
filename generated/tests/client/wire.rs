//! The bytes that are sent.

use crate::{
    either::{Either, Options, either},
    raw::{Act, Raw},
};
use std::{io::Read, net::TcpListener, thread};
use twilio_bindings::{
    ErrorKind,
    api::v2010::{CreateMessage, DeleteMessage, FetchMessage},
    conversations::v1::CreateConversation,
};

either!(form_is_sent_as_encoded, request_without_body_has_the_right_headers, connections_are_reused, https_is_tls);

const ANSWER: &str =
    "HTTP/1.1 200 OK\r\ncontent-type: application/json\r\nconnection: close\r\ncontent-length: 2\r\n\r\n{}";
const NO_CONTENT: &str = "HTTP/1.1 204 No Content\r\nconnection: close\r\n\r\n";

/// Returns the first line, the headers (names in lower case, sorted), and the body.
fn parts(request: &str) -> (&str, Vec<String>, &str) {
    let (head, body) = request.split_once("\r\n\r\n").expect("a head");
    let (line, headers) = head.split_once("\r\n").expect("headers");
    let mut headers: Vec<String> = headers
        .split("\r\n")
        .map(|header| {
            let (name, value) = header.split_once(": ").expect("a header");
            format!("{}: {value}", name.to_ascii_lowercase())
        })
        .collect();
    headers.sort();
    (line, headers, body)
}

fn user_agent() -> String {
    let version = include_str!("../../Cargo.toml").lines().find_map(|line| line.strip_prefix("version = "));
    let version = version.expect("the package has a version").trim_matches('"');
    let (os, arch) = (std::env::consts::OS, std::env::consts::ARCH);
    format!("user-agent: twilio-bindings/{version} ({os} {arch})")
}

fn form_is_sent_as_encoded<C: Either>() {
    let server = Raw::start(Act::Answer(ANSWER));
    let client = C::new(Options::base_url(server.address()));
    client.send(&CreateMessage::new("+15558881111").from("+15557771111").body("a & b=ü")).expect("a response");

    let requests = server.requests();
    let (line, headers, body) = parts(&requests[0]);
    assert_eq!(line, "POST /2010-04-01/Accounts/AC123/Messages.json HTTP/1.1");
    let mut expected = vec![
        "accept: application/json".to_owned(),
        "authorization: Basic QUMxMjM6YXV0aC10b2tlbg==".to_owned(),
        "content-length: 59".to_owned(),
        "content-type: application/x-www-form-urlencoded".to_owned(),
        format!("host: {}", server.address().trim_start_matches("http://")),
        user_agent(),
    ];
    if cfg!(feature = "gzip") {
        expected.insert(0, "accept-encoding: gzip".to_owned());
    }
    assert_eq!(headers, expected);
    assert_eq!(body, "To=%2B15558881111&From=%2B15557771111&Body=a+%26+b%3D%C3%BC");
    assert_eq!(requests.len(), 1);
}

fn request_without_body_has_the_right_headers<C: Either>() {
    let server = Raw::script(|number| Act::Answer(if number == 1 { NO_CONTENT } else { ANSWER }));
    let client = C::new(Options::base_url(server.address()));
    client.send(&FetchMessage::new("SM1")).expect("a response");
    client.send(&DeleteMessage::new("SM1")).expect("no content");
    client.send(&CreateConversation::new()).expect("a response");

    let requests = server.requests();
    let (line, headers, body) = parts(&requests[0]);
    assert_eq!((line, body), ("GET /2010-04-01/Accounts/AC123/Messages/SM1.json HTTP/1.1", ""));
    assert!(headers.iter().all(|header| !header.starts_with("content-")), "{headers:?}");
    let (line, headers, body) = parts(&requests[1]);
    assert_eq!((line, body), ("DELETE /2010-04-01/Accounts/AC123/Messages/SM1.json HTTP/1.1", ""));
    assert!(headers.iter().all(|header| !header.starts_with("content-type")), "{headers:?}");
    let (line, headers, body) = parts(&requests[2]);
    assert_eq!((line, body), ("POST /v1/Conversations HTTP/1.1", ""));
    assert!(headers.contains(&"content-length: 0".to_owned()), "{headers:?}");
    assert!(headers.contains(&"content-type: application/x-www-form-urlencoded".to_owned()), "{headers:?}");
}

fn connections_are_reused<C: Either>() {
    let server = crate::server::Server::answering(200, "{}");
    let client = C::new(Options::base_url(server.address()));
    for _ in 0..20 {
        client.send(&FetchMessage::new("SM1")).expect("a response");
    }
    assert_eq!(server.requests().len(), 20);
    assert!(server.connections() <= 3, "{}", server.connections());
}

fn https_is_tls<C: Either>() {
    let listener = TcpListener::bind("127.0.0.1:0").expect("a free port");
    let address = listener.local_addr().expect("an address");
    let first = thread::spawn(move || {
        let (mut stream, _) = listener.accept().expect("a connection");
        let mut bytes = [0; 3];
        stream.read_exact(&mut bytes).expect("three bytes");
        bytes
    });
    let client = C::new(Options::base_url(format!("https://localhost:{}", address.port())));
    let error = client.send(&CreateMessage::new("+1")).expect_err("no TLS at the other end");
    assert_eq!(error.kind(), ErrorKind::Transport);
    // A TLS handshake record.
    assert_eq!(first.join().expect("no panic"), [22, 3, 1]);
}
