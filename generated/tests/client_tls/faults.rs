//! Both clients classify the same fault in the same way.

use crate::{
    authority::Authority,
    both::{Asynchronous, Blocking, Both, Settings},
    raw::{Act, OK, Raw},
};
use std::{
    net::{SocketAddr, TcpListener, TcpStream},
    time::Duration,
};
use twilio_bindings::{
    ErrorKind,
    api::v2010::CreateMessage,
    client::{TransportErrorCause as Cause, TransportErrorKind as Kind},
};

const HEAD: &str = "HTTP/1.1 201 Created\r\ncontent-length: 99\r\n\r\n{\"sid\":";
const ENDLESS: &str = "HTTP/1.1 201 Created\r\ncontent-length: 99999\r\n\r\n";
const CHUNK: &str = "HTTP/1.1 201 Created\r\ntransfer-encoding: chunked\r\n\r\n2\r\n{}\r\n";
const WITHOUT_LENGTH: &str = "HTTP/1.1 201 Created\r\nconnection: close\r\n\r\n{}";
const BAD_CHUNK: &str = "HTTP/1.1 201 Created\r\ntransfer-encoding: chunked\r\n\r\nx\r\n{}\r\n";

/// A fault, and what both clients must make of it.
struct Fault {
    name: &'static str,
    kind: Kind,
    cause: Cause,
    /// The status of the response that broke off.
    status: Option<u16>,
    /// A part of the error's message.
    message: &'static str,
}

#[test]
fn faults_without_a_connection() {
    let unsent = |name, cause, message| Fault { name, kind: Kind::NotSent, cause, status: None, message };
    let check = |fault: Fault, base_url: String| compare(&fault, &Settings::base_url(base_url));

    let name = "http://name.invalid".to_owned();
    check(unsent("DNS", Cause::Dns, "the host name can't be resolved (DNS): nothing was sent"), name);
    let refused = unsent("refused", Cause::Connect, "can't connect to the host: nothing was sent");
    check(refused, format!("http://127.0.0.1:{}", unused_port()));
    let hang_up = Raw::start(Act::HangUp);
    check(unsent("closed in the handshake", Cause::Other, "connection failed: nothing was sent"), hang_up.https());
    let stall = Raw::start(Act::Stall).address().replace("http:", "https:");
    let no_handshake = unsent("no handshake", Cause::Connect, "can't connect to the host: nothing was sent");
    compare(&no_handshake, &Settings { timeout: short(), ..Settings::base_url(stall) });
}

#[test]
fn faults_of_tls() {
    let server = Raw::tls(Authority::new().issue("localhost").server(), Act::Keep(OK));
    let fault = Fault {
        name: "unknown issuer",
        kind: Kind::NotSent,
        cause: Cause::Certificate,
        status: None,
        message: "the server's certificate isn't trusted: nothing was sent",
    };
    compare(&fault, &Settings::base_url(server.https()));

    let server = Raw::start(Act::Greet("220 mail.example ESMTP\r\n"));
    let fault = Fault {
        name: "a server without TLS",
        kind: Kind::NotSent,
        cause: Cause::Tls,
        status: None,
        message: "client and server can't agree on how to use TLS: nothing was sent",
    };
    compare(&fault, &Settings::base_url(server.https()));
}

/// The system completes connections up to the length of the queue, and then ignores further ones.
#[test]
fn connecting_times_out() {
    let socket = tokio::net::TcpSocket::new_v4().expect("a socket");
    socket.bind(SocketAddr::from(([127, 0, 0, 1], 0))).expect("a free port");
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().expect("a runtime");
    let _entered = runtime.enter();
    let listener = socket.listen(1).expect("a listener");
    let address = listener.local_addr().expect("an address");
    let wait = Duration::from_millis(200);
    let _queue: Vec<_> = std::iter::from_fn(|| TcpStream::connect_timeout(&address, wait).ok()).take(64).collect();
    let fault = Fault {
        name: "no connection in time",
        kind: Kind::NotSent,
        cause: Cause::Connect,
        status: None,
        message: "can't connect to the host: nothing was sent",
    };
    compare(&fault, &Settings { timeout: short(), ..Settings::base_url(format!("http://{address}")) });
}

#[test]
fn faults_after_the_request() {
    let broken = |name, status, message| Fault { name, kind: Kind::Broken, cause: Cause::Other, status, message };
    let late = |name, status, message| Fault { name, kind: Kind::TimedOut, cause: Cause::Other, status, message };
    let (unknown, cut) =
        ("connection broke: the request may have been processed", "was cut off after 7 bytes of its body");
    let cases = [
        (broken("no response", None, unknown), Act::Answer("")),
        (broken("not HTTP", None, unknown), Act::Answer("220 mail.example ESMTP\r\n")),
        (broken("half a head", None, unknown), Act::Answer("HTTP/1.1 201 Created\r\nconte")),
        (broken("reset without a response", None, unknown), Act::Reset("")),
        (broken("reset after the head", Some(201), cut), Act::Reset(HEAD)),
        (broken("half a body", Some(201), cut), Act::Answer(HEAD)),
        (broken("half a chunked body", Some(201), "was cut off after 2 bytes"), Act::Answer(CHUNK)),
        (broken("a broken chunk", Some(201), "was cut off after 0 bytes"), Act::Answer(BAD_CHUNK)),
        (late("no response in time", None, "timed out without a complete response"), Act::Stall),
        (late("no complete response in time", Some(201), "was cut off after "), Act::Drip(ENDLESS, " ")),
    ];
    for (fault, act) in cases {
        // Long enough to connect, even on a busy machine.
        let timeout = (fault.kind == Kind::TimedOut).then_some(Duration::from_secs(1));
        let server = Raw::start(act);
        compare(&fault, &Settings { timeout, ..Settings::base_url(server.address()) });
        if matches!(act, Act::Reset(_)) {
            continue;
        }
        assert!(server.requests().len() <= 2, "{}: one from each client", fault.name);
    }
}

#[test]
fn faults_after_the_request_with_tls() {
    let authority = Authority::new();
    let broken = |name, status, message| Fault { name, kind: Kind::Broken, cause: Cause::Other, status, message };
    let cases = [
        (broken("no response", None, "connection broke"), Act::Answer("")),
        (broken("half a body", Some(201), "was cut off after 7 bytes"), Act::Answer(HEAD)),
        (broken("no end of TLS", Some(201), "was cut off after 2 bytes"), Act::Cut(WITHOUT_LENGTH)),
    ];
    for (fault, act) in cases {
        let server = Raw::tls(authority.issue("localhost").server(), act);
        compare(&fault, &Settings::base_url(server.https()).root(&authority.pem));
    }
}

#[test]
fn too_large_responses() {
    let fault = |name| Fault {
        name,
        kind: Kind::Broken,
        cause: Cause::ResponseSize,
        status: Some(201),
        message: "the response (201 Created) is too large: raise `max_response_size`",
    };
    let cases = [
        (fault("with a length"), Act::Drip(ENDLESS, "          ")),
        (fault("without a length"), Act::Answer("HTTP/1.1 201 Created\r\nconnection: close\r\n\r\n{\"sid\": \"SM\"}")),
    ];
    for (fault, act) in cases {
        let server = Raw::start(act);
        compare(&fault, &Settings { max_response_size: Some(12), ..Settings::base_url(server.address()) });
    }
}

/// A timeout for a connection that is never established, however long it takes.
fn short() -> Option<Duration> {
    Some(Duration::from_millis(300))
}

/// Sends a message, which is never repeated unless nothing was sent, with both clients.
fn compare(fault: &Fault, settings: &Settings) {
    check::<Asynchronous>(fault, settings);
    check::<Blocking>(fault, settings);
}

fn check<C: Both>(fault: &Fault, settings: &Settings) {
    let client = C::new(settings.clone());
    let error = client.send(&CreateMessage::new("+15558881111")).expect_err(fault.name);
    assert_eq!(client.reports()[0], (fault.kind, fault.cause), "{}: {error:?}", fault.name);
    let status = error.status().map(|status| status.as_u16());
    assert_eq!((error.kind(), status), (ErrorKind::Transport, fault.status), "{}: {error:?}", fault.name);
    assert!(error.to_string().contains(fault.message), "{}: {error}", fault.name);
    assert!(!format!("{error:?}").contains("5558881111"), "{error:?}");
    let attempts = if fault.kind == Kind::NotSent && !fault.cause.is_permanent() { 3 } else { 1 };
    assert_eq!(client.reports().len(), attempts, "{}: {error:?}", fault.name);
}

fn unused_port() -> u16 {
    TcpListener::bind("127.0.0.1:0").and_then(|listener| listener.local_addr()).expect("a free port").port()
}
