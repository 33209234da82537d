//! A loopback server without HTTP, with or without TLS: it reads each request as bytes, and responds with bytes or closes the
//! connection.

#![allow(dead_code, reason = "each test crate uses a part of it")]

use rustls::{ServerConfig, ServerConnection, StreamOwned};
use std::{
    io::{Read, Write},
    net::{Shutdown, TcpListener, TcpStream},
    sync::{
        Arc, Mutex,
        atomic::{AtomicUsize, Ordering},
    },
    thread,
    time::Duration,
};

/// A response without content.
pub(crate) const OK: &str = "HTTP/1.1 200 OK\r\ncontent-type: application/json\r\ncontent-length: 2\r\n\r\n{}";

pub(crate) struct Raw {
    port: u16,
    state: Arc<State>,
}

struct State {
    script: Box<dyn Fn(usize) -> Act + Send + Sync>,
    connections: AtomicUsize,
    /// The connections that the server ended, and those that the client closed, too.
    ended: AtomicUsize,
    closed: AtomicUsize,
    requests: Mutex<Vec<String>>,
}

/// What to do with each request, or connection.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Act {
    /// Responds, and waits for the next request on the connection.
    Keep(&'static str),
    /// Responds and closes the connection. Only without TLS.
    Close(&'static str),
    /// Responds and ends its side of the connection, properly if it has TLS.
    Answer(&'static str),
    /// Responds, and ends its side of the connection without TLS's `close_notify`.
    Cut(&'static str),
    /// Responds, and resets the connection. Only without TLS.
    Reset(&'static str),
    /// Responds with the first string, and then repeats the second.
    Drip(&'static str, &'static str),
    /// Never responds.
    Stall,
    /// Closes the connection as soon as the first bytes arrived, even those of a handshake.
    HangUp,
    /// Sends this as soon as there is a connection, and ignores what arrives. Only without TLS.
    Greet(&'static str),
}

trait Stream: Read + Write + Send {
    fn finish(&mut self) {}

    fn socket(&mut self) -> &mut TcpStream;
}

impl Stream for TcpStream {
    fn socket(&mut self) -> &mut TcpStream {
        self
    }
}

impl Stream for StreamOwned<ServerConnection, TcpStream> {
    fn finish(&mut self) {
        self.conn.send_close_notify();
        let _ = self.flush();
    }

    fn socket(&mut self) -> &mut TcpStream {
        &mut self.sock
    }
}

impl Raw {
    /// Starts a server that handles each request in the same way.
    pub(crate) fn start(act: Act) -> Self {
        Self::serve(listen(), None, Some(act), move |_| act)
    }

    /// Starts a server with TLS.
    pub(crate) fn tls(config: Arc<ServerConfig>, act: Act) -> Self {
        Self::serve(listen(), Some(config), Some(act), move |_| act)
    }

    /// Starts a server that handles the n-th request as scripted, counted from 0.
    pub(crate) fn script(script: impl Fn(usize) -> Act + Send + Sync + 'static) -> Self {
        Self::on(listen(), script)
    }

    pub(crate) fn on(listener: TcpListener, script: impl Fn(usize) -> Act + Send + Sync + 'static) -> Self {
        Self::serve(listener, None, None, script)
    }

    fn serve(
        listener: TcpListener,
        config: Option<Arc<ServerConfig>>,
        act: Option<Act>,
        script: impl Fn(usize) -> Act + Send + Sync + 'static,
    ) -> Self {
        let port = listener.local_addr().expect("an address").port();
        let state = Arc::new(State {
            script: Box::new(script),
            connections: AtomicUsize::default(),
            ended: AtomicUsize::default(),
            closed: AtomicUsize::default(),
            requests: Mutex::default(),
        });
        let server = Self { port, state: state.clone() };
        thread::spawn(move || {
            for stream in listener.incoming().flatten() {
                let (config, state) = (config.clone(), state.clone());
                state.connections.fetch_add(1, Ordering::SeqCst);
                thread::spawn(move || {
                    accept(stream, config, act, &state);
                    state.closed.fetch_add(1, Ordering::SeqCst);
                });
            }
        });
        server
    }

    pub(crate) fn address(&self) -> String {
        format!("http://127.0.0.1:{}", self.port)
    }

    pub(crate) fn https(&self) -> String {
        format!("https://localhost:{}", self.port)
    }

    /// Returns the requests so far, unchanged.
    pub(crate) fn requests(&self) -> Vec<String> {
        self.state.requests.lock().expect("no panic").clone()
    }

    /// Returns the number of connections so far.
    pub(crate) fn connections(&self) -> usize {
        self.state.connections.load(Ordering::SeqCst)
    }

    /// Waits until the server has ended this many connections.
    pub(crate) fn wait_for_ended(&self, connections: usize) {
        wait_for(&self.state.ended, connections);
    }

    /// Returns whether the client has closed a connection.
    pub(crate) fn was_closed(&self) -> bool {
        self.state.closed.load(Ordering::SeqCst) > 0
    }

    /// Waits until the client has closed this many connections.
    pub(crate) fn wait_for_closed(&self, connections: usize) {
        wait_for(&self.state.closed, connections);
    }
}

fn listen() -> TcpListener {
    TcpListener::bind("127.0.0.1:0").expect("a free port")
}

fn wait_for(count: &AtomicUsize, expected: usize) {
    while count.load(Ordering::SeqCst) < expected {
        thread::sleep(Duration::from_millis(2));
    }
}

fn accept(mut stream: TcpStream, config: Option<Arc<ServerConfig>>, act: Option<Act>, state: &State) {
    match (act, config) {
        (Some(Act::HangUp), _) => drop(stream.read(&mut [0; 4096])),
        (Some(Act::Reset(text)), _) => {
            wait_for_request(&stream);
            let _ = stream.write_all(text.as_bytes());
            // Other systems than Linux discard what the client hasn't read by now.
            thread::sleep(Duration::from_millis(50));
            // The request, which isn't read, makes the system reset the connection.
        }
        (Some(Act::Greet(text)), _) => {
            let _ = stream.write_all(text.as_bytes());
            while stream.read(&mut [0; 512]).is_ok_and(|read| read > 0) {}
        }
        (_, None) => serve(&mut stream, state),
        (_, Some(config)) => {
            let connection = ServerConnection::new(config).expect("a valid configuration");
            serve(&mut StreamOwned::new(connection, stream), state);
        }
    }
}

fn serve(stream: &mut dyn Stream, state: &State) {
    while let Some(request) = read_request(stream) {
        let number = {
            let mut requests = state.requests.lock().expect("no panic");
            requests.push(request);
            requests.len() - 1
        };
        match (state.script)(number) {
            Act::Keep(text) => drop(stream.write_all(text.as_bytes())),
            Act::Close(text) => return drop(stream.write_all(text.as_bytes())),
            Act::Answer(text) => {
                let _ = stream.write_all(text.as_bytes());
                stream.finish();
                return end(stream.socket(), state);
            }
            Act::Drip(head, drop) => {
                let _ = stream.write_all(head.as_bytes());
                while stream.write_all(drop.as_bytes()).is_ok() {
                    thread::sleep(Duration::from_millis(20));
                }
                return;
            }
            Act::Stall => while stream.read(&mut [0; 64]).is_ok_and(|read| read > 0) {},
            Act::Cut(text) => {
                let _ = stream.write_all(text.as_bytes());
                return end(stream.socket(), state);
            }
            Act::Reset(_) | Act::HangUp | Act::Greet(_) => return,
        }
    }
}

/// Waits until a whole request has arrived, without reading it.
fn wait_for_request(stream: &TcpStream) {
    let mut buffer = [0; 4096];
    while let Ok(there @ 1..) = stream.peek(&mut buffer)
        && read_request(&mut &buffer[..there]).is_none()
    {
        thread::sleep(Duration::from_millis(2));
    }
}

/// Ends the connection, and waits until the client closes it.
fn end(socket: &mut TcpStream, state: &State) {
    let _ = socket.shutdown(Shutdown::Write);
    state.ended.fetch_add(1, Ordering::SeqCst);
    while socket.read(&mut [0; 64]).is_ok_and(|read| read > 0) {}
}

/// Reads up to the end of the body, as given by `Content-Length`.
pub(crate) fn read_request(stream: &mut (impl Read + ?Sized)) -> Option<String> {
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
