//! The clients with loopback servers and with the mock. Each case runs with both clients.

mod answers;
mod builder;
mod calls;
mod concurrency;
mod credentials;
mod either;
mod errors;
mod lists;
mod mock;
mod observer;
#[path = "../raw/mod.rs"]
mod raw;
mod retries;
mod server;
mod tokens;
mod wire;
