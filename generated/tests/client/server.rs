//! A loopback server based on hyper: a function returns the responses, and all requests are recorded.

use bytes::Bytes;
use http_body_util::{BodyExt, Full};
use hyper::{body::Incoming, service::service_fn};
use hyper_util::rt::TokioIo;
use std::{
    convert::Infallible,
    sync::{Arc, Mutex},
    time::Duration,
};
use tokio::net::TcpListener;

pub(crate) struct Server {
    address: String,
    state: Arc<Mutex<State>>,
    _runtime: tokio::runtime::Runtime,
}

#[derive(Default)]
struct State {
    requests: Vec<http::Request<Bytes>>,
    connections: usize,
}

/// A response, and how long the server takes to send it.
pub(crate) type Answer = (http::Response<Bytes>, Duration);

impl Server {
    pub(crate) fn start(respond: impl Fn(&http::Request<Bytes>) -> Answer + Send + Sync + 'static) -> Self {
        let runtime = tokio::runtime::Builder::new_multi_thread().worker_threads(1).enable_all().build();
        let runtime = runtime.expect("a runtime");
        let listener = runtime.block_on(TcpListener::bind("127.0.0.1:0")).expect("a free port");
        let address = format!("http://{}", listener.local_addr().expect("an address"));
        let state = Arc::new(Mutex::new(State::default()));
        runtime.spawn(serve(listener, Arc::new(respond), state.clone()));
        Self { address, state, _runtime: runtime }
    }

    /// Starts a server with the same response for all requests.
    pub(crate) fn answering(status: u16, body: &'static str) -> Self {
        Self::start(move |_| json(status, body))
    }

    pub(crate) fn address(&self) -> &str {
        &self.address
    }

    pub(crate) fn requests(&self) -> Vec<http::Request<Bytes>> {
        self.state.lock().expect("no panic").requests.clone()
    }

    pub(crate) fn connections(&self) -> usize {
        self.state.lock().expect("no panic").connections
    }
}

pub(crate) fn json(status: u16, body: impl Into<Bytes>) -> Answer {
    let response = http::Response::builder().status(status).header("content-type", "application/json");
    (response.body(body.into()).expect("a response"), Duration::ZERO)
}

async fn serve(
    listener: TcpListener,
    respond: Arc<impl Fn(&http::Request<Bytes>) -> Answer + Send + Sync + 'static>,
    state: Arc<Mutex<State>>,
) {
    while let Ok((stream, _)) = listener.accept().await {
        state.lock().expect("no panic").connections += 1;
        let (respond, state) = (respond.clone(), state.clone());
        let service = service_fn(move |request: http::Request<Incoming>| {
            let (respond, state) = (respond.clone(), state.clone());
            async move {
                let (parts, body) = request.into_parts();
                let body = body.collect().await.map(|body| body.to_bytes()).unwrap_or_default();
                let request = http::Request::from_parts(parts, body);
                state.lock().expect("no panic").requests.push(request.clone());
                let (response, delay) = respond(&request);
                tokio::time::sleep(delay).await;
                Ok::<_, Infallible>(response.map(Full::new))
            }
        });
        tokio::spawn(hyper::server::conn::http1::Builder::new().serve_connection(TokioIo::new(stream), service));
    }
}
