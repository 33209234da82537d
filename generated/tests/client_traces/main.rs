//! Traces show calls and attempts, but no values. Runs alone, because a process has one subscriber.

use std::{
    fmt, mem,
    sync::{Arc, Mutex},
};
use tracing::{Event, Metadata, Subscriber, field::Field, span};
use twilio_bindings::{
    Client, Request, Response,
    api::v2010::{CreateMessage, FetchMessage},
    blocking,
    client::{ClientBuilder, Credentials, Mock, TransportError},
};

/// Records all fields of all spans and events, one line each.
#[derive(Clone, Default)]
struct Lines(Arc<Mutex<Vec<String>>>);

struct Line(String);

impl tracing::field::Visit for Line {
    fn record_debug(&mut self, field: &Field, value: &dyn fmt::Debug) {
        self.0.push_str(&format!(" {}={value:?}", field.name()));
    }
}

impl Lines {
    fn push(&self, start: &str, record: impl FnOnce(&mut Line)) {
        let mut line = Line(start.to_owned());
        record(&mut line);
        self.0.lock().expect("no panic").push(line.0);
    }

    fn take(&self) -> String {
        mem::take(&mut *self.0.lock().expect("no panic")).join("\n")
    }
}

impl Subscriber for Lines {
    fn enabled(&self, metadata: &Metadata<'_>) -> bool {
        metadata.target().starts_with("twilio_bindings")
    }

    fn new_span(&self, span: &span::Attributes<'_>) -> span::Id {
        self.push(span.metadata().name(), |line| span.record(line));
        span::Id::from_u64(1)
    }

    fn record(&self, _: &span::Id, values: &span::Record<'_>) {
        self.push("record", |line| values.record(line));
    }

    fn record_follows_from(&self, _: &span::Id, _: &span::Id) {}

    fn event(&self, event: &Event<'_>) {
        self.push("event", |line| event.record(line));
    }

    fn enter(&self, _: &span::Id) {}

    fn exit(&self, _: &span::Id) {}
}

/// Sends a request with either client.
fn send<R: Request>(
    asynchronous: bool,
    mock: Mock,
    credentials: Credentials,
    request: &R,
) -> Result<Response<R::Response>, twilio_bindings::Error> {
    if asynchronous {
        let client = Client::builder().transport(mock).credentials(credentials).build()?;
        let runtime = tokio::runtime::Builder::new_current_thread().build().expect("a runtime");
        runtime.block_on(client.send(request))
    } else {
        let builder: ClientBuilder<blocking::Client> = blocking::Client::builder().transport(mock);
        builder.credentials(credentials).build()?.send(request)
    }
}

#[test]
fn traces_show_calls_but_no_values() {
    let lines = Lines::default();
    tracing::subscriber::set_global_default(lines.clone()).expect("the first subscriber");
    for asynchronous in [true, false] {
        a_call_is_a_span_and_its_attempts_are_events(asynchronous, &lines);
        personal_data_and_secrets_are_hidden(asynchronous, &lines);
    }
}

fn a_call_is_a_span_and_its_attempts_are_events(asynchronous: bool, lines: &Lines) {
    let mock = Mock::new().fail(TransportError::broken("reset")).respond_json(503, "{}").respond_json(200, "{}");
    let credentials = Credentials::account("AC1", "auth-token");
    send(asynchronous, mock, credentials, &FetchMessage::new("SM1")).expect("a response");
    let text = lines.take();
    for part in [
        "twilio operation=\"FetchMessage\" document=\"twilio_api_v2010\" method=\"GET\"",
        "path=\"/2010-04-01/Accounts/{AccountSid}/Messages/{Sid}.json\"",
        "failure=Broken",
        "attempt=1",
        "status=503",
        "attempt=3",
        "status=200",
        "attempts=3",
        "duration_ms=",
        "pause_ms=",
    ] {
        assert!(text.contains(part), "{part} is not in:\n{text}");
    }
    assert_eq!(text.matches("\nevent").count(), 5, "{text}");
}

fn personal_data_and_secrets_are_hidden(asynchronous: bool, lines: &Lines) {
    let token = r#"{"access_token": "secret.token", "expires_in": 60}"#;
    let mock = Mock::new().respond_json(200, token).respond_json(500, r#"{"message": "secret response"}"#);
    let credentials = Credentials::oauth("OQ1", "secret").account_sid("AC1");
    let message = CreateMessage::new("+15558881111").body("secret words");
    send(asynchronous, mock, credentials, &message).expect_err("broken");
    let text = lines.take();
    assert!(text.contains("CreateOauth2Token") && text.contains("CreateMessage"), "{text}");
    for part in ["secret", "5558881111", "AC1", "OQ1"] {
        assert!(!text.contains(part), "{part} is in:\n{text}");
    }
}
