//! Compressed responses.

use crate::both::{Both, Settings, both};
use flate2::{Compression, write::GzEncoder};
use std::{
    io::Write,
    net::TcpListener,
    sync::{Arc, Mutex},
    thread,
};
use twilio_bindings::{
    ErrorKind,
    api::v2010::{CreateMessage, FetchMessage},
    client::{TransportErrorCause as Cause, TransportErrorKind as Kind},
};

both!(compressed_responses_are_decoded, decompressed_bytes_are_counted, broken_compression_is_broken);

/// A server that responds with this body, as gzip.
fn start(body: Vec<u8>) -> (String, Arc<Mutex<Vec<String>>>) {
    let listener = TcpListener::bind("127.0.0.1:0").expect("a free port");
    let address = format!("http://{}", listener.local_addr().expect("an address"));
    let requests = Arc::<Mutex<Vec<String>>>::default();
    let seen = requests.clone();
    thread::spawn(move || {
        for mut stream in listener.incoming().flatten() {
            while let Some(request) = crate::raw::read_request(&mut stream) {
                seen.lock().expect("no panic").push(request);
                let head =
                    format!("HTTP/1.1 200 OK\r\ncontent-encoding: gzip\r\ncontent-length: {}\r\n\r\n", body.len());
                let _ = stream.write_all(head.as_bytes()).and_then(|()| stream.write_all(&body));
            }
        }
    });
    (address, requests)
}

fn compress(body: &[u8]) -> Vec<u8> {
    let mut encoder = GzEncoder::new(Vec::new(), Compression::best());
    encoder.write_all(body).expect("written");
    encoder.finish().expect("finished")
}

fn compressed_responses_are_decoded<C: Both>() {
    let (address, requests) = start(compress(br#"{"sid": "SM1"}"#));
    let client = C::new(Settings::base_url(address));
    let message = client.send(&FetchMessage::new("SM1")).expect("a response");
    assert_eq!(message.sid.as_deref(), Some("SM1"));
    let request = requests.lock().expect("no panic")[0].to_ascii_lowercase();
    assert!(request.contains("\r\naccept-encoding: gzip\r\n"), "{request}");
}

/// 16 MiB of zeros, in 16 KiB.
fn decompressed_bytes_are_counted<C: Both>() {
    let (address, _) = start(compress(&vec![0; 16 << 20]));
    let mut settings = Settings::base_url(address);
    settings.max_response_size = Some(1 << 20);
    let client = C::new(settings);
    let error = client.send(&CreateMessage::new("+1")).expect_err("too large");
    assert_eq!(client.reports(), [(Kind::Broken, Cause::ResponseSize)]);
    assert!(error.to_string().contains("is too large"), "{error}");
}

fn broken_compression_is_broken<C: Both>() {
    let mut body = compress(br#"{"sid": "SM1"}"#);
    body[10..].fill(0xff);
    let (address, _) = start(body);
    let client = C::new(Settings::base_url(address));
    let error = client.send(&CreateMessage::new("+1")).expect_err("not gzip");
    assert_eq!(client.reports(), [(Kind::Broken, Cause::Other)], "{error:?}");
    assert_eq!((error.kind(), error.status().map(|status| status.as_u16())), (ErrorKind::Transport, Some(200)));
}
