//! The built-in transports of both clients on real connections: TLS, proxies, broken connections, compression and HTTP/2.

mod authority;
mod both;
mod configuration;
mod connections;
mod faults;
#[cfg(feature = "gzip")]
mod gzip;
#[cfg(feature = "http2")]
mod http2;
mod proxy;
#[path = "../raw/mod.rs"]
mod raw;
mod tls;
