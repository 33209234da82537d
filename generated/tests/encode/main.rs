//! The rules of encoding requests, tested with requests like those that the generator writes.

mod body;
mod context;
mod equality;
mod extra;
mod faults;
mod headers;
mod privacy;
mod properties;
#[path = "../samples/mod.rs"]
mod samples;
mod url;
mod values;

use bytes::Bytes;
use twilio_bindings::{Context, Request};

fn context() -> Context {
    Context::new().account_sid("AC1")
}

fn http(request: &impl Request) -> http::Request<Bytes> {
    request.to_http(&context()).expect("the request can be sent")
}

fn refusal(request: &impl Request) -> String {
    request.to_http(&context()).expect_err("the request can't be sent").to_string()
}

fn url(request: &impl Request) -> String {
    http(request).uri().to_string()
}

fn body(request: &impl Request) -> String {
    String::from_utf8(http(request).into_body().to_vec()).expect("bodies are UTF-8")
}
