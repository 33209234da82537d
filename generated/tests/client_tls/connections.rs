//! Connections that are kept, and closed between calls.

use crate::{
    authority::Authority,
    both::{Both, Settings, both},
    raw::{Act, OK, Raw},
};
use std::time::Duration;
use twilio_bindings::api::v2010::CreateMessage;

both!(a_connection_closed_between_calls_is_replaced, an_idle_connection_is_closed);

fn a_connection_closed_between_calls_is_replaced<C: Both>() {
    let authority = Authority::new();
    for act in [Act::Answer(OK), Act::Cut(OK)] {
        let server = Raw::tls(authority.issue("localhost").server(), act);
        assert_replaced::<C>(&server, Settings::base_url(server.https()).root(&authority.pem));
    }
    let server = Raw::start(Act::Answer(OK));
    assert_replaced::<C>(&server, Settings::base_url(server.address()));
}

fn assert_replaced<C: Both>(server: &Raw, settings: Settings) {
    let client = C::new(settings);
    for call in 1..=5 {
        client.send(&CreateMessage::new("+15558881111")).expect("a response");
        client.notice_end(server, call);
    }
    assert_eq!((server.requests().len(), server.connections()), (5, 5));
    assert!(client.reports().is_empty());
}

fn an_idle_connection_is_closed<C: Both>() {
    let server = Raw::start(Act::Keep(OK));
    let mut settings = Settings::base_url(server.address());
    // Every connection has been idle for longer than that.
    settings.pool_idle_timeout = Some(Duration::from_nanos(1));
    let client = C::new(settings);
    for call in 1..=3 {
        client.send(&CreateMessage::new("+15558881111")).expect("a response");
        assert_eq!((server.requests().len(), server.connections()), (call, call));
        server.wait_for_closed(call - 1);
    }
}
