//! A loopback server that responds with bytes, with or without TLS.

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

pub(crate) struct Server {
    port: u16,
    state: Arc<State>,
}

#[derive(Default)]
struct State {
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
    /// Responds and ends the connection, properly if it has TLS.
    Answer(&'static str),
    /// Responds, and ends the connection without TLS's `close_notify`.
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

impl Server {
    /// Starts a server without TLS.
    pub(crate) fn plain(act: Act) -> Self {
        Self::start(None, act)
    }

    /// Starts a server with TLS.
    pub(crate) fn tls(config: Arc<ServerConfig>, act: Act) -> Self {
        Self::start(Some(config), act)
    }

    fn start(config: Option<Arc<ServerConfig>>, act: Act) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").expect("a free port");
        let server = Self { port: listener.local_addr().expect("an address").port(), state: Arc::default() };
        let state = server.state.clone();
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

    pub(crate) fn http(&self) -> String {
        format!("http://127.0.0.1:{}", self.port)
    }

    pub(crate) fn https(&self) -> String {
        format!("https://localhost:{}", self.port)
    }

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

    /// Waits until the client has closed this many connections.
    pub(crate) fn wait_for_closed(&self, connections: usize) {
        wait_for(&self.state.closed, connections);
    }
}

fn wait_for(count: &AtomicUsize, expected: usize) {
    while count.load(Ordering::SeqCst) < expected {
        thread::sleep(Duration::from_millis(2));
    }
}

fn accept(mut stream: TcpStream, config: Option<Arc<ServerConfig>>, act: Act, state: &State) {
    match (act, config) {
        (Act::HangUp, _) => drop(stream.read(&mut [0; 4096])),
        (Act::Reset(text), _) => {
            wait_for_request(&stream);
            let _ = stream.write_all(text.as_bytes());
            // Other systems than Linux discard what the client hasn't read by now.
            thread::sleep(Duration::from_millis(50));
            // The request, which isn't read, makes the system reset the connection.
        }
        (Act::Greet(text), _) => {
            let _ = stream.write_all(text.as_bytes());
            while stream.read(&mut [0; 512]).is_ok_and(|read| read > 0) {}
        }
        (_, None) => serve(&mut stream, act, state),
        (_, Some(config)) => {
            let connection = ServerConnection::new(config).expect("a valid configuration");
            serve(&mut StreamOwned::new(connection, stream), act, state);
        }
    }
}

fn serve(stream: &mut dyn Stream, act: Act, state: &State) {
    while let Some(request) = read_request(stream) {
        state.requests.lock().expect("no panic").push(request);
        match act {
            Act::Keep(text) => drop(stream.write_all(text.as_bytes())),
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
