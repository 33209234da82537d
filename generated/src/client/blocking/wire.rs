//! The blocking client's built-in transport, based on ureq.

use bytes::Bytes;
use std::{
    io::{ErrorKind, Read},
    sync::{Condvar, Mutex, PoisonError},
};

use super::Transport;
use crate::client::{builder, exchange::has_body, failure::TransportError, token::lock};

pub(super) struct Wire {
    agent: ureq::Agent,
    connections: Connections,
}

/// Limits the number of connections.
struct Connections {
    free: Mutex<usize>,
    freed: Condvar,
}

/// A permit for one connection.
struct Connection<'a>(&'a Connections);

impl Wire {
    pub(super) fn new(settings: &builder::Wire) -> Self {
        let mut config = ureq::Agent::config_builder()
            .http_status_as_error(false)
            .max_redirects(0)
            .max_redirects_will_error(false)
            .timeout_global(Some(settings.timeout))
            .timeout_connect(Some(settings.connect_timeout))
            .max_idle_connections(settings.max_in_flight)
            .max_idle_connections_per_host(settings.max_in_flight)
            .user_agent(ureq::config::AutoHeaderValue::None)
            .accept(ureq::config::AutoHeaderValue::None)
            .accept_encoding(ureq::config::AutoHeaderValue::None);
        if !settings.proxy {
            config = config.proxy(None);
        }
        let connections = Connections { free: Mutex::new(settings.max_in_flight), freed: Condvar::new() };
        Self { agent: config.build().new_agent(), connections }
    }
}

impl Connections {
    fn acquire(&self) -> Connection<'_> {
        let free = lock(&self.free);
        let mut free = self.freed.wait_while(free, |free| *free == 0).unwrap_or_else(PoisonError::into_inner);
        *free -= 1;
        Connection(self)
    }
}

impl Drop for Connection<'_> {
    fn drop(&mut self) {
        *lock(&self.0.free) += 1;
        self.0.freed.notify_one();
    }
}

impl Transport for Wire {
    fn send(&self, request: http::Request<Bytes>) -> Result<http::Response<Bytes>, TransportError> {
        let (mut parts, body) = request.into_parts();
        parts.extensions = http::Extensions::new();
        let _connection = self.connections.acquire();
        let response = if has_body(&parts.method, &body) {
            self.agent.run(http::Request::from_parts(parts, body.as_ref()))
        } else {
            self.agent.run(http::Request::from_parts(parts, ()))
        };
        let (parts, body) = response.map_err(failure)?.into_parts();
        let whole = |body: Vec<u8>| {
            let mut response = http::Response::new(Bytes::from(body));
            *response.status_mut() = parts.status;
            *response.headers_mut() = parts.headers;
            response
        };
        let mut bytes = Vec::new();
        match body.into_with_config().limit(u64::MAX).reader().read_to_end(&mut bytes) {
            Ok(_) => Ok(whole(bytes)),
            Err(error) => Err(failure(error.into()).with_partial(whole(bytes))),
        }
    }
}

/// Classifies ureq's errors. Unless it is certain that nothing was written, the connection counts as broken.
fn failure(error: ureq::Error) -> TransportError {
    use ureq::{Error, Timeout};
    match error {
        Error::HostNotFound | Error::ConnectionFailed | Error::Timeout(Timeout::Resolve | Timeout::Connect) => {
            TransportError::not_sent(error)
        }
        Error::Io(ref io) if io.kind() == ErrorKind::ConnectionRefused => TransportError::not_sent(error),
        Error::Timeout(_) => TransportError::timed_out(error),
        Error::Io(ref io) if io.kind() == ErrorKind::TimedOut => TransportError::timed_out(error),
        _ => TransportError::broken(error),
    }
}
