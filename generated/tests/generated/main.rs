//! The generated types, used as their users do.

mod conversation_with_participants;
mod json_bodies;
mod lists;
mod operations;

use bytes::Bytes;
use twilio_bindings::{Context, Error, Request, Response};

fn http<R: Request>(request: &R) -> http::Request<Bytes> {
    request.to_http(&Context::new().account_sid("AC1")).expect("the request can be sent")
}

fn body<R: Request>(request: &R) -> String {
    String::from_utf8(http(request).into_body().to_vec()).expect("bodies are UTF-8")
}

fn decode<R: Request>(status: u16, body: &str) -> Result<Response<R::Response>, Error> {
    let response = http::Response::builder().status(status);
    R::decode(response.body(Bytes::copy_from_slice(body.as_bytes())).expect("a response"))
}
