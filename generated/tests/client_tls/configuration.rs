//! Settings that are rejected, and clients that use the user's HTTP client.

use crate::{
    authority::Authority,
    both::{Both, Settings, both},
    raw::{Act, OK, Raw},
};
use std::{net::TcpListener, time::Duration};
use twilio_bindings::{Client, Error, ErrorKind, api::v2010::CreateMessage, blocking, client::TransportErrorCause};

both!(invalid_root_certificates_are_rejected, the_longest_timeout_is_accepted);

fn invalid_root_certificates_are_rejected<C: Both>() {
    let cut_off: String = Authority::new().pem.lines().take(4).collect();
    for pem in ["", "not a certificate", &cut_off, "-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n"] {
        let error = C::try_new(&Settings::base_url("https://localhost").root(pem)).err().expect(pem);
        assert!(error.to_string().starts_with("root certificate is "), "{error}");
    }
}

#[test]
fn without_roots_nothing_is_trusted() {
    let rejected = |error: Error| assert!(error.to_string().starts_with("no root certificate is trusted"), "{error}");
    rejected(Client::builder().no_built_in_roots().build().expect_err("no roots"));
    rejected(blocking::Client::builder().no_built_in_roots().build().expect_err("no roots"));
    let authority = Authority::new();
    Client::builder().no_built_in_roots().root_certificate(&authority.pem).build().expect("a client");
}

#[test]
fn debug_counts_added_roots() {
    let two = Authority::new().pem + &Authority::new().pem;
    let shown = format!("{:?}", Client::builder().root_certificate(two).root_certificate(Authority::new().pem));
    assert!(shown.starts_with("ClientBuilder {") && shown.contains("Tls { roots: BuiltIn, added: 3 }"), "{shown}");
}

fn the_longest_timeout_is_accepted<C: Both>() {
    let server = Raw::start(Act::Keep(OK));
    let mut settings = Settings::base_url(server.address());
    settings.timeout = Some(Duration::MAX);
    settings.pool_idle_timeout = Some(Duration::MAX);
    let client = C::new(settings);
    client.send(&CreateMessage::new("+1")).expect("a response");
    client.send(&CreateMessage::new("+2")).expect("a response");
}

#[cfg(feature = "platform-verifier")]
#[test]
fn the_platform_verifier_takes_further_roots() {
    let (authority, other) = (Authority::new(), Authority::new());
    for (issuer, trusted) in [(&authority, true), (&other, false)] {
        let server = Raw::tls(issuer.issue("localhost").server(), Act::Keep(OK));
        let settings = Settings::base_url(server.https()).root(&authority.pem);
        let client = settings.apply(blocking::Client::builder()).platform_verifier().build().expect("a client");
        assert_eq!(client.send(&CreateMessage::new("+1")).is_ok(), trusted);
        let client = settings.apply(Client::builder()).platform_verifier().build().expect("a client");
        let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().expect("a runtime");
        assert_eq!(runtime.block_on(client.send(&CreateMessage::new("+1"))).is_ok(), trusted);
    }
}

/// The user's HTTP client has its own settings, but the timeout, the maximum size and the classification of errors apply.
#[test]
fn http_clients_can_be_passed() {
    const REDIRECT: &str =
        "HTTP/1.1 307 Temporary Redirect\r\nlocation: http://127.0.0.1:1/\r\ncontent-length: 0\r\n\r\n";
    let settings = |server: &Raw, timeout: Option<Duration>| Settings {
        timeout,
        max_response_size: Some(12),
        ..Settings::base_url(server.address())
    };
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().expect("a runtime");
    let fail = |server: &Raw, timeout: Option<Duration>| {
        let http = reqwest::Client::builder()
            .tls_backend_preconfigured(rustls_config())
            .redirect(reqwest::redirect::Policy::none())
            .no_proxy()
            .build()
            .expect("an HTTP client");
        let client = settings(server, timeout).apply(Client::builder()).http_client(http).build().expect("a client");
        let first = runtime.block_on(client.send(&CreateMessage::new("+1"))).map(drop);
        let agent = ureq::Agent::config_builder().proxy(None).build().new_agent();
        let builder = settings(server, timeout).apply(blocking::Client::builder()).http_client(agent);
        let second = builder.build().expect("a client").send(&CreateMessage::new("+1")).map(drop);
        [first, second].map(|outcome| outcome.expect_err("a failure"))
    };
    for error in fail(&Raw::start(Act::Stall), Some(Duration::from_secs(1))) {
        assert!(error.to_string().contains("timed out"), "{error}");
    }
    let long = Act::Drip("HTTP/1.1 200 OK\r\ncontent-length: 99\r\n\r\n", "          ");
    for error in fail(&Raw::start(long), None) {
        assert!(error.to_string().contains("too large"), "{error}");
    }
    for error in fail(&Raw::start(Act::Keep(REDIRECT)), None) {
        assert_eq!((error.kind(), error.status().map(|it| it.as_u16())), (ErrorKind::Api, Some(307)), "{error}");
    }
}

/// An agent without TLS, as in this crate's own features, can't connect to an `https` URL.
#[test]
fn an_agent_that_can_not_connect_has_sent_nothing() {
    let unused = TcpListener::bind("127.0.0.1:0").and_then(|listener| listener.local_addr()).expect("a free port");
    let server = Raw::start(Act::Stall);
    for (base_url, cause) in
        [(format!("http://{unused}"), TransportErrorCause::Connect), (server.https(), TransportErrorCause::Tls)]
    {
        let agent = ureq::Agent::config_builder().proxy(None).build().new_agent();
        let settings = Settings::base_url(&base_url);
        let client = settings.apply(blocking::Client::builder()).http_client(agent).build().expect("a client");
        let error = client.send(&CreateMessage::new("+1")).expect_err("no connection");
        assert!(error.to_string().ends_with(&format!("{cause}: nothing was sent")), "{error}");
    }
}

fn rustls_config() -> rustls::ClientConfig {
    rustls::ClientConfig::builder_with_provider(rustls::crypto::ring::default_provider().into())
        .with_safe_default_protocol_versions()
        .expect("the versions")
        .with_root_certificates(rustls::RootCertStore::empty())
        .with_no_client_auth()
}
