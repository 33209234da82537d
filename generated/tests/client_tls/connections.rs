//! Connections that are kept, and closed between calls.

use crate::{
    authority::Authority,
    both::{Both, Settings, both},
    server::{Act, OK, Server},
};
use std::{thread, time::Duration};
use twilio_bindings::api::v2010::CreateMessage;

both!(a_connection_closed_between_calls_is_replaced, an_idle_connection_is_closed);

fn a_connection_closed_between_calls_is_replaced<C: Both>() {
    let authority = Authority::new();
    for act in [Act::Answer(OK), Act::Cut(OK)] {
        let server = Server::tls(authority.issue("localhost").server(), act);
        let client = C::new(Settings::base_url(server.https()).root(&authority.pem));
        for call in 1..=5 {
            client.send(&CreateMessage::new("+15558881111")).expect("a response");
            server.wait_for_closed(call);
            // The end of the connection is on its way to the client.
            thread::sleep(Duration::from_millis(20));
        }
        assert_eq!((server.requests().len(), server.connections()), (5, 5));
        assert!(client.reports().is_empty());
    }
}

fn an_idle_connection_is_closed<C: Both>() {
    let server = Server::plain(Act::Keep(OK));
    let mut settings = Settings::base_url(server.http());
    settings.pool_idle_timeout = Some(Duration::from_millis(50));
    let client = C::new(settings);
    for call in 1..=3 {
        client.send(&CreateMessage::new("+15558881111")).expect("a response");
        thread::sleep(Duration::from_millis(200));
        assert_eq!((server.requests().len(), server.connections()), (call, call));
    }
}
