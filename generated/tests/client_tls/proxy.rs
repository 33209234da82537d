//! Connecting through a proxy.

use crate::{
    authority::Authority,
    both::{Both, Settings, both},
    raw::{Act, OK, Raw},
};
use rustls::ServerConfig;
use std::{
    env, io,
    process::Command,
    sync::{Arc, Mutex},
};
use tokio::{
    io::{AsyncRead, AsyncReadExt, AsyncWrite, AsyncWriteExt},
    net::{TcpListener, TcpStream},
    runtime::Runtime,
};
use tokio_rustls::TlsAcceptor;
use twilio_bindings::{
    Client, Error,
    api::v2010::CreateMessage,
    blocking,
    client::{ClientBuilder, Credentials, TransportErrorCause as Cause, TransportErrorKind as Kind},
};

both!(
    a_proxy_carries_the_request,
    a_proxy_that_rejects_the_password_is_not_retried,
    a_proxy_that_fails_is_retried,
    an_unreachable_proxy_is_named,
    other_proxies_are_rejected,
);

/// A proxy that responds to `CONNECT` with this status line, and connects if it is a success.
struct Proxy {
    port: u16,
    requests: Arc<Mutex<Vec<String>>>,
    _runtime: Runtime,
}

impl Proxy {
    fn start(status: &'static str) -> Self {
        Self::start_with(None, status)
    }

    fn start_with(tls: Option<Arc<ServerConfig>>, status: &'static str) -> Self {
        let runtime = tokio::runtime::Builder::new_multi_thread().worker_threads(1).enable_all().build();
        let runtime = runtime.expect("a runtime");
        let listener = runtime.block_on(TcpListener::bind("127.0.0.1:0")).expect("a free port");
        let port = listener.local_addr().expect("an address").port();
        let requests = Arc::<Mutex<Vec<String>>>::default();
        let seen = requests.clone();
        runtime.spawn(async move {
            while let Ok((stream, _)) = listener.accept().await {
                let (tls, seen) = (tls.clone(), seen.clone());
                tokio::spawn(async move {
                    match tls {
                        None => tunnel(stream, status, &seen).await,
                        Some(tls) => tunnel(TlsAcceptor::from(tls).accept(stream).await?, status, &seen).await,
                    }
                });
            }
        });
        Self { port, requests, _runtime: runtime }
    }

    fn url(&self, user: &str) -> String {
        format!("http://{user}127.0.0.1:{}", self.port)
    }

    fn requests(&self) -> Vec<String> {
        self.requests.lock().expect("no panic").clone()
    }
}

async fn tunnel(
    mut stream: impl AsyncRead + AsyncWrite + Unpin,
    status: &str,
    requests: &Mutex<Vec<String>>,
) -> io::Result<()> {
    let mut head = Vec::new();
    while !head.ends_with(b"\r\n\r\n") {
        head.push(stream.read_u8().await?);
    }
    let request = String::from_utf8_lossy(&head).into_owned();
    let target = request.split(' ').nth(1).unwrap_or_default().to_owned();
    requests.lock().expect("no panic").push(request);
    stream.write_all(format!("HTTP/1.1 {status}\r\n\r\n").as_bytes()).await?;
    if status.starts_with("200") {
        let mut upstream = TcpStream::connect(target).await?;
        tokio::io::copy_bidirectional(&mut stream, &mut upstream).await?;
    }
    stream.shutdown().await
}

fn a_proxy_carries_the_request<C: Both>() {
    let authority = Authority::new();
    for with_tls in [false, true] {
        let server = Raw::tls(authority.issue("localhost").server(), Act::Keep(OK));
        let tls = with_tls.then(|| authority.issue("localhost").server());
        let proxy = Proxy::start_with(tls, "200 Connection established");
        let url = format!("{}://shop:p%40ss@localhost:{}", if with_tls { "https" } else { "http" }, proxy.port);
        let mut settings = Settings::base_url(server.https()).root(&authority.pem);
        settings.proxy = Some(url);
        C::new(settings).send(&CreateMessage::new("+15558881111")).expect("a response");
        let request = &proxy.requests()[0];
        assert!(request.starts_with("CONNECT localhost:"), "{request}");
        // `shop:p@ss`
        let authorization = "\r\nproxy-authorization: basic c2hvcdpwqhnz\r\n";
        assert!(request.to_ascii_lowercase().contains(authorization), "{request}");
        assert!(!request.contains("QUMxMjM6"), "the account's credentials aren't for the proxy: {request}");
        assert!(server.requests()[0].starts_with("POST /2010-04-01/Accounts/AC123/Messages.json HTTP/1.1\r\n"));
        assert!(!server.requests()[0].to_ascii_lowercase().contains("proxy-authorization"));
    }
}

/// Sends a message through a proxy, and returns the reports and the error.
fn fail<C: Both>(proxy: String, base_url: &str) -> (Vec<(Kind, Cause)>, Error) {
    let mut settings = Settings::base_url(base_url);
    settings.proxy = Some(proxy);
    let client = C::new(settings);
    let error = client.send(&CreateMessage::new("+15558881111")).expect_err("no connection");
    let shown = format!("{error} {error:?} {:?}", std::error::Error::source(&error));
    assert!(["p%40ss", "p@ss", "c2hvcDpwQHNz"].iter().all(|secret| !shown.contains(secret)), "{shown}");
    (client.reports(), error)
}

fn a_proxy_that_rejects_the_password_is_not_retried<C: Both>() {
    let proxy = Proxy::start("407 Proxy Authentication Required");
    let (reports, error) = fail::<C>(proxy.url("shop:p%40ss@"), "https://localhost:1");
    assert_eq!(reports, [(Kind::NotSent, Cause::ProxyAuthentication)], "{error:?}");
    assert!(error.to_string().contains("the proxy rejects the user name and password"), "{error}");
}

fn a_proxy_that_fails_is_retried<C: Both>() {
    let proxy = Proxy::start("502 Bad Gateway");
    let (reports, error) = fail::<C>(proxy.url(""), "https://localhost:1");
    assert_eq!(reports, [(Kind::NotSent, Cause::Proxy); 3], "{error:?}");
    assert!(error.to_string().ends_with("can't connect through the proxy: nothing was sent"), "{error}");
}

fn an_unreachable_proxy_is_named<C: Both>() {
    for host in ["127.0.0.1:1", "name.invalid:3128"] {
        let (reports, error) = fail::<C>(format!("http://shop:p%40ss@{host}"), "https://localhost:1");
        assert_eq!(reports, [(Kind::NotSent, Cause::Proxy); 3], "{error:?}");
    }
}

fn other_proxies_are_rejected<C: Both>() {
    for url in [
        "http://u:p%40ss@127.0.0.1:312O",
        "http://127.0.0.1:0",
        "socks5://u:p%40ss@127.0.0.1:1080",
        "127.0.0.1:3128",
        "",
    ] {
        let mut settings = Settings::base_url("https://localhost:1");
        settings.proxy = Some(url.to_owned());
        let error = C::try_new(&settings).err().expect(url);
        assert!(error.to_string().starts_with("proxy URL ") && !format!("{error:?}").contains("p%40ss"), "{error:?}");
    }
}

#[test]
fn debug_hides_the_password() {
    let builder = Client::builder().proxy("http://shop:p%40ss@127.0.0.1:3128");
    let shown = format!("{builder:?}");
    assert!(shown.contains("redacted") && !shown.contains("p%40ss"), "{shown}");
}

/// Builds both clients and sends a message, in an environment of its own.
#[test]
fn child_with_a_proxy() {
    let Ok(base_url) = env::var("TEST_OF_PROXY") else {
        return;
    };
    let say = |outcome: Result<(), Error>| match outcome {
        Ok(()) => println!("\n[built]"),
        Err(error) => println!("\n[{error}]"),
    };
    say(Client::builder().build().map(drop));
    say(blocking::Client::builder().build().map(drop));
    say(ClientBuilder::no_proxy(Client::builder()).build().map(drop));
    if base_url.is_empty() {
        return;
    }
    let builder = Client::builder().base_url(&base_url).credentials(Credentials::account("AC1", "t"));
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().expect("a runtime");
    drop(runtime.block_on(builder.build().expect("a client").send(&CreateMessage::new("+1"))));
    let builder = blocking::Client::builder().base_url(&base_url).credentials(Credentials::account("AC1", "t"));
    drop(builder.build().expect("a client").send(&CreateMessage::new("+1")));
}

/// Runs the child, and returns what it says.
fn child(base_url: &str, variables: &[(&str, &str)]) -> Vec<String> {
    let mut child = Command::new(env::current_exe().expect("this program"));
    // The machine may be behind a proxy.
    for (name, _) in env::vars_os() {
        let upper = name.to_string_lossy().to_uppercase();
        if upper.ends_with("_PROXY") || upper == "REQUEST_METHOD" {
            child.env_remove(name);
        }
    }
    let child = child
        .args(["proxy::child_with_a_proxy", "--exact", "--nocapture"])
        .env("TEST_OF_PROXY", base_url)
        .envs(variables.iter().copied())
        .output()
        .expect("a child");
    assert!(child.status.success());
    let text = String::from_utf8(child.stdout).expect("text");
    text.lines().filter(|line| line.starts_with('[')).map(str::to_owned).collect()
}

#[test]
fn both_clients_choose_the_same_proxy_in_the_environment() {
    let proxies = [(); 2].map(|()| Proxy::start("407 Proxy Authentication Required"));
    let urls = proxies.each_ref().map(|proxy| proxy.url(""));
    let [first, second] = urls.each_ref().map(String::as_str);
    let (name, v4, v6) = ("https://name.invalid", "https://127.0.0.1:1", "https://[::1]:1");
    let cases = [
        (name, vec![("HTTPS_PROXY", first)], [2, 0]),
        (name, vec![("https_proxy", first)], [2, 0]),
        (name, vec![("ALL_PROXY", second)], [0, 2]),
        (name, vec![("HTTPS_PROXY", first), ("ALL_PROXY", second)], [2, 0]),
        (name, vec![("HTTP_PROXY", first)], [0, 0]),
        (name, vec![("HTTPS_PROXY", first), ("NO_PROXY", "example.com")], [2, 0]),
        (name, vec![("HTTPS_PROXY", first), ("NO_PROXY", "example.com, invalid")], [0, 0]),
        (name, vec![("HTTPS_PROXY", first), ("no_proxy", ".name.invalid")], [0, 0]),
        (name, vec![("HTTPS_PROXY", first), ("NO_PROXY", "NAME.invalid")], [0, 0]),
        (name, vec![("HTTPS_PROXY", first), ("NO_PROXY", "me.invalid,10.0.0.0/8,::1")], [2, 0]),
        (name, vec![("HTTPS_PROXY", first), ("NO_PROXY", "*")], [0, 0]),
        (v4, vec![("HTTPS_PROXY", first), ("NO_PROXY", "10.0.0.0/8, 127.0.0.0/25")], [0, 0]),
        (v4, vec![("HTTPS_PROXY", first), ("NO_PROXY", "127.0.0.1")], [0, 0]),
        (v4, vec![("HTTPS_PROXY", first), ("NO_PROXY", "127.0.0.128/25,0.0.0.0/33,1")], [2, 0]),
        (v6, vec![("HTTPS_PROXY", first), ("NO_PROXY", "::1")], [0, 0]),
        (v6, vec![("HTTPS_PROXY", first), ("NO_PROXY", "::/64")], [0, 0]),
        (v6, vec![("HTTPS_PROXY", first), ("NO_PROXY", "::2,0.0.0.0/0")], [2, 0]),
    ];
    for (base_url, variables, expected) in cases {
        let before = proxies.each_ref().map(|proxy| proxy.requests().len());
        child(base_url, &variables);
        let after = proxies.each_ref().map(|proxy| proxy.requests().len());
        let requests = [after[0] - before[0], after[1] - before[1]];
        assert_eq!(requests, expected, "one from each client to {base_url}: {variables:?}");
    }
}

#[test]
fn the_environment_s_proxy_is_checked() {
    let said = |variable, value| child("", &[(variable, value)]);
    let fault = "[variable `HTTPS_PROXY`: proxy URL has a port that isn't a number from 1 to 65535]";
    for value in ["http://shop:p%40ss@127.0.0.1:312O", "127.0.0.1:312O"] {
        assert_eq!(said("HTTPS_PROXY", value), [fault, fault, "[built]"]);
    }
    for value in ["", "http://shop:p%40ss@127.0.0.1:3128", "127.0.0.1:3128", "socks5://127.0.0.1"] {
        assert_eq!(said("HTTPS_PROXY", value), ["[built]"; 3], "{value}");
    }
}
