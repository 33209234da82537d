//! The client and arguments of an example. The client uses credentials from the environment, or, with `--mock`, a server in
//! this process that prints what it receives.

use std::{
    io::{self, BufRead, BufReader, Read, Write},
    net::{TcpListener, TcpStream},
    process, thread,
};
use twilio_bindings::{Client, Error, client::Credentials};

/// The statuses and bodies of the mock server's responses, in order.
type Responses = &'static [(u16, &'static str)];

/// Returns whether the example uses a mock server.
pub(crate) fn is_wanted() -> bool {
    std::env::args().any(|argument| argument == "--mock")
}

/// Returns the client, and an argument for each name. With a mock server, the arguments are the values next to the names.
pub(crate) fn client<const N: usize>(
    responses: Responses,
    arguments: [(&str, &str); N],
) -> Result<(Client, [String; N]), Error> {
    if !is_wanted() {
        return Ok((Client::from_env()?, given(arguments)));
    }
    let listener = TcpListener::bind("127.0.0.1:0").expect("a free port on loopback");
    let address = listener.local_addr().expect("a listener has an address");
    thread::spawn(move || serve(&listener, responses));
    let client = Client::builder()
        .credentials(Credentials::account("AC123", "no-token"))
        .base_url(format!("http://{address}"))
        .no_proxy()
        .build()?;
    Ok((client, arguments.map(|(_, value)| value.to_owned())))
}

/// Returns the command-line arguments, or prints the usage and exits if they are missing.
fn given<const N: usize>(names: [(&str, &str); N]) -> [String; N] {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    arguments.try_into().unwrap_or_else(|_| {
        let names: Vec<&str> = names.iter().map(|(name, _)| *name).collect();
        eprintln!("usage: -- --mock, or -- {}", names.join(" "));
        process::exit(2);
    })
}

fn serve(listener: &TcpListener, responses: Responses) {
    let mut responses = responses.iter();
    for stream in listener.incoming().flatten() {
        while let Ok(request) = read(&stream) {
            eprintln!("--- the mock server received\n{request}\n---");
            let (status, body) = responses.next().unwrap_or(&(404, "{}"));
            let head = format!(
                "HTTP/1.1 {status} Mock\r\ncontent-type: application/json\r\ncontent-length: {}\r\n\r\n",
                body.len()
            );
            if (&stream).write_all((head + body).as_bytes()).is_err() {
                break;
            }
        }
    }
}

/// Reads a request up to the end of its body, and omits its credentials.
fn read(stream: &TcpStream) -> io::Result<String> {
    let mut reader = BufReader::new(stream);
    let (mut request, mut length) = (String::new(), 0);
    loop {
        let mut line = String::new();
        if reader.read_line(&mut line)? == 0 {
            return Err(io::ErrorKind::UnexpectedEof.into());
        }
        let lower = line.to_ascii_lowercase();
        if let Some(value) = lower.strip_prefix("content-length:") {
            length = value.trim().parse().unwrap_or_default();
        }
        if line == "\r\n" {
            break;
        }
        if !lower.starts_with("authorization:") {
            request.push_str(&line);
        }
    }
    let mut body = vec![0; length];
    reader.read_exact(&mut body)?;
    Ok(format!("{request}\n{}", String::from_utf8_lossy(&body)))
}
