//! The clients with loopback servers and with the mock. Each case runs with both clients.

mod answers;
mod builder;
mod concurrency;
mod credentials;
mod either;
mod lists;
mod mock;
mod raw;
mod retries;
mod server;
mod tokens;
mod wire;
