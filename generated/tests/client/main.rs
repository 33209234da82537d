//! The clients against servers on loopback, and against the mock: each case runs with both clients.

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
