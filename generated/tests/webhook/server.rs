//! Requests that a real server received, behind a proxy that has another host and path.

use bytes::Bytes;
use http_body_util::{BodyExt, Empty};
use hyper::{body::Incoming, service::service_fn};
use hyper_util::rt::TokioIo;
use std::convert::Infallible;
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::{TcpListener, TcpStream};
use twilio_bindings::{http, webhook::Validator};

async fn respond(request: http::Request<Incoming>) -> Result<http::Response<Empty<Bytes>>, Infallible> {
    let (parts, body) = request.into_parts();
    let body = body.collect().await.map(|body| body.to_bytes()).unwrap_or_default();
    let request = http::Request::from_parts(parts, body);
    let result = Validator::new("12345").validate("https://example.com/sms", &request);
    let response = http::Response::builder().status(if result.is_ok() { 204 } else { 403 });
    Ok(response.body(Empty::new()).expect("a response"))
}

/// Returns the status line of the response to this request.
async fn status(request: &str) -> String {
    let listener = TcpListener::bind("127.0.0.1:0").await.expect("a free port");
    let mut client = TcpStream::connect(listener.local_addr().expect("an address")).await.expect("a connection");
    let (server, _) = listener.accept().await.expect("a connection");
    tokio::spawn(
        hyper::server::conn::http1::Builder::new().serve_connection(TokioIo::new(server), service_fn(respond)),
    );
    client.write_all(request.as_bytes()).await.expect("the server reads");
    let mut response = String::new();
    client.read_to_string(&mut response).await.expect("the server responds");
    response.lines().next().unwrap_or_default().to_owned()
}

fn post(query: &str, body: &str) -> String {
    format!(
        "POST /internal?{query} HTTP/1.1\r\nHost: 10.0.0.1\r\nConnection: close\r\nContent-Length: {}\r\n\
         Content-Type: application/x-www-form-urlencoded\r\nX-Twilio-Signature: fSe28dcfpeN2o7jJDEXtT0ZqELU=\r\n\r\n{body}",
        body.len()
    )
}

#[tokio::test]
async fn a_request_is_validated_as_a_server_receives_it() {
    let query = "City=Trezzo+Sull'Adda&a=%c3%bc&a:b@c";
    assert_eq!(status(&post(query, "Body=It%27s+me&Body=%F0%9F%98%80")).await, "HTTP/1.1 204 No Content");
    assert_eq!(status(&post(query, "Body=It%27s+you&Body=%F0%9F%98%80")).await, "HTTP/1.1 403 Forbidden");
    assert_eq!(
        status(&post("City=Trezzo+Sull%27Adda&a=%c3%bc&a:b@c", "Body=It%27s+me&Body=%F0%9F%98%80")).await,
        "HTTP/1.1 403 Forbidden"
    );
}
