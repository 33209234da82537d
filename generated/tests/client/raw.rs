//! A loopback server without HTTP: it reads each request as bytes, and responds with bytes or closes the connection.

use std::{
    io::{Read, Write},
    net::{Shutdown, TcpListener, TcpStream},
    sync::{
        Arc, Mutex,
        atomic::{AtomicBool, Ordering},
    },
    thread,
    time::Duration,
};

pub(crate) struct Raw {
    port: u16,
    requests: Arc<Mutex<Vec<String>>>,
    closed: Arc<AtomicBool>,
}

/// What to do with a request.
#[derive(Clone, Copy)]
pub(crate) enum Act {
    /// Responds and closes the connection.
    Answer(&'static str),
    /// Responds, and waits for the next request on the connection.
    Keep(&'static str),
    /// Responds, and closes only its side of the connection.
    HalfClose(&'static str),
    /// Responds with the first string, and then repeats the second.
    Drip(&'static str, &'static str),
    /// Never responds.
    Stall,
}

impl Raw {
    /// Starts a server that handles each request in the same way.
    pub(crate) fn start(act: Act) -> Self {
        Self::script(move |_| act)
    }

    /// Starts a server that handles the n-th request as scripted, counted from 0.
    pub(crate) fn script(script: impl Fn(usize) -> Act + Send + Sync + 'static) -> Self {
        Self::on(TcpListener::bind("127.0.0.1:0").expect("a free port"), script)
    }

    pub(crate) fn on(listener: TcpListener, script: impl Fn(usize) -> Act + Send + Sync + 'static) -> Self {
        let port = listener.local_addr().expect("an address").port();
        let server = Self { port, requests: Arc::default(), closed: Arc::default() };
        let (requests, closed, script) = (server.requests.clone(), server.closed.clone(), Arc::new(script));
        thread::spawn(move || {
            for stream in listener.incoming().flatten() {
                let (requests, closed, script) = (requests.clone(), closed.clone(), script.clone());
                thread::spawn(move || {
                    serve(stream, &requests, &*script);
                    closed.store(true, Ordering::SeqCst);
                });
            }
        });
        server
    }

    pub(crate) fn address(&self) -> String {
        format!("http://127.0.0.1:{}", self.port)
    }

    /// Returns the requests so far, unchanged.
    pub(crate) fn requests(&self) -> Vec<String> {
        self.requests.lock().expect("no panic").clone()
    }

    /// Returns whether a connection has ended.
    pub(crate) fn was_closed(&self) -> bool {
        self.closed.load(Ordering::SeqCst)
    }
}

fn serve(mut stream: TcpStream, requests: &Mutex<Vec<String>>, script: &dyn Fn(usize) -> Act) {
    while let Some(request) = read_request(&mut stream) {
        let number = {
            let mut requests = requests.lock().expect("no panic");
            requests.push(request);
            requests.len() - 1
        };
        match script(number) {
            Act::Answer(text) => return drop(stream.write_all(text.as_bytes())),
            Act::Keep(text) => drop(stream.write_all(text.as_bytes())),
            Act::HalfClose(text) => {
                let _ = stream.write_all(text.as_bytes());
                let _ = stream.shutdown(Shutdown::Write);
                return wait_for_end(&mut stream);
            }
            Act::Drip(head, drop) => {
                let _ = stream.write_all(head.as_bytes());
                while stream.write_all(drop.as_bytes()).is_ok() {
                    thread::sleep(Duration::from_millis(20));
                }
                return;
            }
            Act::Stall => return wait_for_end(&mut stream),
        }
    }
}

fn wait_for_end(stream: &mut TcpStream) {
    while stream.read(&mut [0; 64]).is_ok_and(|read| read > 0) {}
}

/// Reads up to the end of the body, as given by `Content-Length`.
fn read_request(stream: &mut TcpStream) -> Option<String> {
    let mut bytes = Vec::new();
    let mut byte = [0];
    while !bytes.ends_with(b"\r\n\r\n") {
        if stream.read(&mut byte).ok()? == 0 {
            return None;
        }
        bytes.push(byte[0]);
    }
    let head = String::from_utf8(bytes).ok()?;
    let length = head.lines().find_map(|line| line.to_ascii_lowercase().strip_prefix("content-length: ")?.parse().ok());
    let mut body = vec![0; length.unwrap_or_default()];
    stream.read_exact(&mut body).ok()?;
    Some(head + &String::from_utf8(body).ok()?)
}
