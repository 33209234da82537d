//! [`TransportErrorCause`], and how it is found in the errors of HTTP libraries.

use std::{
    error::Error as StdError,
    fmt,
    io::{self, ErrorKind},
};

/// What caused a [`TransportError`](super::TransportError).
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum TransportErrorCause {
    /// The name of the host can't be resolved.
    Dns,
    /// No connection to the host can be established.
    Connect,
    /// The proxy can't be reached, or didn't connect to the host.
    Proxy,
    /// The proxy requires a user name and password, or rejects them.
    ProxyAuthentication,
    /// The server's certificate isn't trusted. For example, its issuer is unknown, it has expired, or it is for another host.
    Certificate,
    /// Client and server can't agree on how to use TLS.
    Tls,
    /// The response is larger than the [maximum](super::ClientBuilder::max_response_size).
    ResponseSize,
    /// A [`Mock`](super::Mock) has no more responses.
    Mock,
    /// Something else, or unknown.
    #[default]
    Other,
}

impl TransportErrorCause {
    /// Returns whether the same request would fail again, until someone changes the configuration of the client, the proxy or
    /// the server. Such a request isn't retried.
    pub fn is_permanent(self) -> bool {
        match self {
            Self::ProxyAuthentication | Self::Certificate | Self::Tls | Self::ResponseSize | Self::Mock => true,
            Self::Dns | Self::Connect | Self::Proxy | Self::Other => false,
        }
    }
}

impl fmt::Display for TransportErrorCause {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Dns => "the host name can't be resolved (DNS)",
            Self::Connect => "can't connect to the host",
            Self::Proxy => "can't connect through the proxy",
            Self::ProxyAuthentication => "the proxy rejects the user name and password, or requires them",
            Self::Certificate => "the server's certificate isn't trusted",
            Self::Tls => "client and server can't agree on how to use TLS",
            Self::ResponseSize => "the response is too large",
            Self::Mock => "the mock has no more responses: add one to its script",
            Self::Other => "connection failed",
        })
    }
}

/// Finds the cause that rustls reported during the handshake.
pub(super) fn of_tls(error: &(dyn StdError + 'static)) -> Option<TransportErrorCause> {
    use rustls::{AlertDescription, Error};
    chain(error).find_map(|error| {
        Some(match error.downcast_ref::<Error>()? {
            Error::InvalidCertificate(_) | Error::NoCertificatesPresented => TransportErrorCause::Certificate,
            // The only one that may be gone the next time.
            Error::AlertReceived(AlertDescription::InternalError) => TransportErrorCause::Other,
            _ => TransportErrorCause::Tls,
        })
    })
}

/// Finds the cause that the operating system reported while connecting.
pub(super) fn of_io(error: &(dyn StdError + 'static)) -> Option<TransportErrorCause> {
    chain(error).find_map(|error| match error.downcast_ref::<io::Error>()?.kind() {
        ErrorKind::ConnectionRefused
        | ErrorKind::HostUnreachable
        | ErrorKind::NetworkUnreachable
        | ErrorKind::NetworkDown
        | ErrorKind::AddrNotAvailable
        | ErrorKind::TimedOut => Some(TransportErrorCause::Connect),
        _ => None,
    })
}

/// Iterates over an error and its sources. The error inside an [`io::Error`] counts as its source, which it isn't for the
/// standard library.
pub(super) fn chain<'a>(error: &'a (dyn StdError + 'static)) -> impl Iterator<Item = &'a (dyn StdError + 'static)> {
    std::iter::successors(Some(error), |&error| match error.downcast_ref::<io::Error>().and_then(io::Error::get_ref) {
        Some(inner) => Some(inner as &(dyn StdError + 'static)),
        None => error.source(),
    })
}
