//! Which servers both clients trust, and what an untrusted server gets.

use crate::{
    authority::{Authority, Identity},
    both::{Both, Settings, both},
    raw::{Act, OK, Raw},
};
use std::sync::Arc;
use twilio_bindings::{
    api::v2010::{CreateMessage, FetchMessage},
    client::{TransportErrorCause, TransportErrorKind},
};

both!(
    a_trusted_issuer_is_trusted,
    tls_1_2_is_supported,
    untrusted_certificates_get_no_request,
    a_handshake_that_breaks_is_retried,
);

fn a_trusted_issuer_is_trusted<C: Both>() {
    let authority = Authority::new();
    let server = Raw::tls(authority.issue("localhost").server(), Act::Keep(OK));
    let client = C::new(Settings::base_url(server.https()).root(&authority.pem));
    client.send(&CreateMessage::new("+15558881111")).expect("a response");
    client.send(&FetchMessage::new("SM1")).expect("a response");
    assert!(server.requests()[0].ends_with("\r\n\r\nTo=%2B15558881111"));
    assert_eq!(server.requests().len(), 2);
}

fn tls_1_2_is_supported<C: Both>() {
    let authority = Authority::new();
    let config = authority.issue("localhost").config(&[&rustls::version::TLS12]);
    let server = Raw::tls(Arc::new(config), Act::Keep(OK));
    let client = C::new(Settings::base_url(server.https()).root(&authority.pem));
    client.send(&CreateMessage::new("+15558881111")).expect("a response");
}

fn untrusted_certificates_get_no_request<C: Both>() {
    let (authority, other) = (Authority::new(), Authority::new());
    let cases: [(&str, Identity); 3] = [
        ("unknown issuer", other.issue("localhost")),
        ("wrong name", authority.issue("elsewhere.example")),
        ("expired", authority.issue_expired("localhost")),
    ];
    for (case, identity) in cases {
        let server = Raw::tls(identity.server(), Act::Keep(OK));
        let client = C::new(Settings::base_url(server.https()).root(&authority.pem));
        let error = client.send(&FetchMessage::new("SM1")).expect_err(case);
        assert_eq!(client.reports(), [(TransportErrorKind::NotSent, TransportErrorCause::Certificate)], "{case}");
        assert!(error.to_string().contains("the server's certificate isn't trusted: nothing was sent"), "{error}");
        assert_eq!((server.requests().len(), server.connections()), (0, 1), "{case}");
    }
}

fn a_handshake_that_breaks_is_retried<C: Both>() {
    let server = Raw::start(Act::HangUp);
    let client = C::new(Settings::base_url(server.https()));
    let error = client.send(&CreateMessage::new("+1")).expect_err("no handshake");
    assert!(error.to_string().ends_with("connection failed: nothing was sent"), "{error}");
    assert_eq!((client.reports().len(), server.connections()), (3, 3));
}
