//! HTTP/2, which only the async client has.

use crate::authority::Authority;
use bytes::Bytes;
use http_body_util::Full;
use hyper::{Request, Response, Version, body::Incoming, service::service_fn};
use hyper_util::{
    rt::{TokioExecutor, TokioIo},
    server::conn::auto::Builder,
};
use std::{
    convert::Infallible,
    sync::{
        Arc, Mutex,
        atomic::{AtomicUsize, Ordering},
    },
};
use tokio::net::TcpListener;
use tokio_rustls::TlsAcceptor;
use twilio_bindings::{
    Client,
    api::v2010::{CreateMessage, FetchMessage},
    client::{ClientBuilder, Credentials},
};

#[derive(Default)]
struct Seen {
    connections: AtomicUsize,
    versions: Mutex<Vec<Version>>,
}

async fn serve(listener: TcpListener, tls: TlsAcceptor, seen: Arc<Seen>) {
    while let Ok((stream, _)) = listener.accept().await {
        seen.connections.fetch_add(1, Ordering::SeqCst);
        let (tls, seen) = (tls.clone(), seen.clone());
        tokio::spawn(async move {
            let Ok(stream) = tls.accept(stream).await else { return };
            let service = service_fn(move |request: Request<Incoming>| {
                seen.versions.lock().expect("no panic").push(request.version());
                async { Ok::<_, Infallible>(Response::new(Full::new(Bytes::from_static(b"{}")))) }
            });
            let _ = Builder::new(TokioExecutor::new()).serve_connection(TokioIo::new(stream), service).await;
        });
    }
}

/// Sends a message and then ten more requests at once, and returns the versions and the number of connections.
fn send(
    protocols: &[&[u8]],
    configure: impl FnOnce(ClientBuilder<Client>) -> ClientBuilder<Client>,
) -> (Vec<Version>, usize) {
    let authority = Authority::new();
    let mut config = authority.issue("localhost").config(rustls::ALL_VERSIONS);
    config.alpn_protocols = protocols.iter().map(|name| name.to_vec()).collect();
    let seen = Arc::<Seen>::default();
    let runtime =
        tokio::runtime::Builder::new_multi_thread().worker_threads(1).enable_all().build().expect("a runtime");
    runtime.block_on(async {
        let listener = TcpListener::bind("127.0.0.1:0").await.expect("a free port");
        let port = listener.local_addr().expect("an address").port();
        tokio::spawn(serve(listener, TlsAcceptor::from(Arc::new(config)), seen.clone()));
        let builder = Client::builder()
            .credentials(Credentials::account("AC123", "auth-token"))
            .base_url(format!("https://localhost:{port}"))
            .root_certificate(&authority.pem)
            .no_proxy();
        let client = configure(builder).build().expect("a client");
        client.send(&CreateMessage::new("+15558881111").body("Hello")).await.expect("a response");
        let calls: Vec<_> = (0..10).map(|_| tokio::spawn(client.send(&FetchMessage::new("SM1")))).collect();
        for call in calls {
            call.await.expect("no panic").expect("a response");
        }
    });
    (seen.versions.lock().expect("no panic").clone(), seen.connections.load(Ordering::SeqCst))
}

#[test]
fn requests_share_a_connection() {
    assert_eq!(send(&[b"h2", b"http/1.1"], ClientBuilder::http2), (vec![Version::HTTP_2; 11], 1));
}

#[test]
fn http_1_1_is_used_if_the_server_does_not_know_http_2() {
    assert_eq!(send(&[b"http/1.1"], ClientBuilder::http2).0, [Version::HTTP_11; 11]);
}

#[test]
fn http_1_1_is_the_default() {
    assert_eq!(send(&[b"h2", b"http/1.1"], |builder| builder).0, [Version::HTTP_11; 11]);
}
