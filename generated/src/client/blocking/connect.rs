//! Connects the blocking client to servers, and marks each failure to do so, after which nothing was sent.

use rustls::{ClientConfig, ClientConnection, StreamOwned, pki_types::ServerName};
use std::{
    error::Error as StdError,
    fmt,
    io::{self, ErrorKind, Read, Write},
    sync::Arc,
};
use ureq::{
    Error, ProxyProtocol,
    config::Config,
    unversioned::{
        resolver::{DefaultResolver, ResolvedSocketAddrs, Resolver},
        transport::{
            Buffers, ConnectProxyConnector, ConnectionDetails, Connector, Either, LazyBuffers, NextTimeout,
            TcpConnector, Transport, TransportAdapter,
        },
    },
};

use crate::client::cause::{self, TransportErrorCause};

/// Returns an agent whose connections use this configuration of TLS.
pub(super) fn agent(config: Config, tls: ClientConfig) -> ureq::Agent {
    let chain = ().chain(ConnectProxyConnector::default()).chain(TcpConnector::default()).chain(Tls(Arc::new(tls)));
    ureq::Agent::with_parts(config, Marked(chain), Marked(DefaultResolver::default()))
}

/// A failure to connect.
#[derive(Debug)]
pub(super) struct Unconnected {
    pub(super) cause: TransportErrorCause,
    error: Error,
}

impl fmt::Display for Unconnected {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.error.fmt(f)
    }
}

impl StdError for Unconnected {
    fn source(&self) -> Option<&(dyn StdError + 'static)> {
        Some(reason(&self.error))
    }
}

/// Returns the error in one of ureq's errors, which have no source.
pub(super) fn reason(error: &Error) -> &(dyn StdError + 'static) {
    match error {
        Error::Io(error) => error,
        Error::Other(error) => error.as_ref(),
        error => error,
    }
}

/// A connector or resolver whose errors become [`Unconnected`].
#[derive(Debug)]
struct Marked<T>(T);

impl<C: Connector<()>> Connector<()> for Marked<C> {
    type Out = C::Out;

    fn connect(&self, details: &ConnectionDetails<'_>, chained: Option<()>) -> Result<Option<C::Out>, Error> {
        check_proxy(details).and_then(|()| self.0.connect(details, chained)).map_err(|error| {
            let cause = cause_of(&error);
            unconnected(cause, error)
        })
    }
}

impl Resolver for Marked<DefaultResolver> {
    fn resolve(&self, uri: &http::Uri, config: &Config, timeout: NextTimeout) -> Result<ResolvedSocketAddrs, Error> {
        self.0.resolve(uri, config, timeout).map_err(|error| unconnected(TransportErrorCause::Dns, error))
    }
}

fn unconnected(cause: TransportErrorCause, error: Error) -> Error {
    Error::Other(Box::new(Unconnected { cause, error }))
}

/// Fails if no connector handles this kind of proxy, which would otherwise be bypassed.
fn check_proxy(details: &ConnectionDetails<'_>) -> Result<(), Error> {
    match details.config.proxy() {
        Some(proxy) if !matches!(proxy.protocol(), ProxyProtocol::Http | ProxyProtocol::Https) => {
            Err(Error::ConnectProxyFailed("only HTTP proxies are supported".into()))
        }
        _ => Ok(()),
    }
}

/// Finds why connecting failed.
fn cause_of(error: &Error) -> TransportErrorCause {
    match error {
        // ureq's message is the status.
        Error::ConnectProxyFailed(message) if message.contains(" 407") => TransportErrorCause::ProxyAuthentication,
        Error::ConnectProxyFailed(_) => TransportErrorCause::Proxy,
        Error::Timeout(_) => TransportErrorCause::Connect,
        error => {
            let reason = reason(error);
            // This connector calls itself to connect to a proxy.
            let of_proxy = || reason.is::<Unconnected>().then_some(TransportErrorCause::Proxy);
            cause::of_tls(reason).or_else(of_proxy).or_else(|| cause::of_io(reason)).unwrap_or_default()
        }
    }
}

/// Adds TLS to connections, with rustls.
struct Tls(Arc<ClientConfig>);

impl<In: Transport> Connector<In> for Tls {
    type Out = Either<In, TlsTransport>;

    fn connect(&self, details: &ConnectionDetails<'_>, chained: Option<In>) -> Result<Option<Self::Out>, Error> {
        let Some(transport) = chained else {
            return Ok(None);
        };
        if !details.needs_tls() || transport.is_tls() {
            return Ok(Some(Either::A(transport)));
        }
        let host = details.uri.host().unwrap_or_default().trim_start_matches('[').trim_end_matches(']');
        let name = ServerName::try_from(host.to_owned()).map_err(io::Error::other)?;
        let mut connection = ClientConnection::new(self.0.clone(), name).map_err(io::Error::other)?;
        let mut socket = TransportAdapter::new(transport.boxed(), details.current_time.clone());
        socket.set_timeout(details.timeout);
        connection.complete_io(&mut socket)?;
        let buffers = LazyBuffers::new(details.config.input_buffer_size(), details.config.output_buffer_size());
        Ok(Some(Either::B(TlsTransport { buffers, stream: StreamOwned::new(connection, socket) })))
    }
}

impl fmt::Debug for Tls {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Tls")
    }
}

/// A connection with TLS.
struct TlsTransport {
    buffers: LazyBuffers,
    stream: StreamOwned<ClientConnection, TransportAdapter>,
}

impl Transport for TlsTransport {
    fn buffers(&mut self) -> &mut dyn Buffers {
        &mut self.buffers
    }

    fn transmit_output(&mut self, amount: usize, timeout: NextTimeout) -> Result<(), Error> {
        self.stream.get_mut().set_timeout(timeout);
        Ok(self.stream.write_all(&self.buffers.output()[..amount])?)
    }

    fn await_input(&mut self, timeout: NextTimeout) -> Result<bool, Error> {
        self.stream.get_mut().set_timeout(timeout);
        // ureq takes an end of the connection for the end of a response that has no length. Without TLS's `close_notify`, the
        // response may have been cut off.
        let read = self.stream.read(self.buffers.input_append_buf()).map_err(|error| match error.kind() {
            ErrorKind::UnexpectedEof | ErrorKind::ConnectionReset | ErrorKind::ConnectionAborted => {
                io::Error::other(error)
            }
            _ => error,
        })?;
        self.buffers.input_appended(read);
        Ok(read > 0)
    }

    fn is_open(&mut self) -> bool {
        self.stream.get_mut().get_mut().is_open()
    }

    fn is_tls(&self) -> bool {
        true
    }
}

impl fmt::Debug for TlsTransport {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("TlsTransport")
    }
}
