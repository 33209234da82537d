//! An observer learns of each attempt, also of those that fetch tokens.

use crate::either::{Either, Options, either};
use std::{
    sync::{Arc, Mutex},
    time::Duration,
};
use twilio_bindings::{
    Operation,
    api::v2010::{CreateMessage, FetchMessage},
    client::{Attempt, Credentials, Mock, Observer, TransportError},
};

either!(each_attempt_is_observed, token_fetch_is_observed);

#[derive(Default)]
struct Log(Mutex<Vec<String>>);

impl Log {
    fn lines(&self) -> Vec<String> {
        self.0.lock().expect("no panic").clone()
    }

    fn push(&self, line: String) {
        self.0.lock().expect("no panic").push(line);
    }
}

impl Observer for Log {
    fn before(&self, operation: &'static Operation, number: u32) {
        self.push(format!("{} {number}", operation.id));
    }

    fn after(&self, attempt: &Attempt<'_>) {
        let outcome = match (attempt.status(), attempt.failure()) {
            (Some(status), None) => status.as_u16().to_string(),
            (_, failure) => format!("{:?}", failure.expect("a status or a failure").kind()),
        };
        self.push(format!(
            "{} {}: {outcome} {:?} in {:?}, retried: {}",
            attempt.operation().id,
            attempt.number(),
            attempt.code(),
            attempt.duration(),
            attempt.backoff().is_some(),
        ));
    }
}

fn observed<C: Either>(mock: &Mock, credentials: Option<Credentials>) -> (Arc<Log>, C) {
    let log = Arc::new(Log::default());
    let mut options = Options::mock(mock);
    options.observer = Some(log.clone());
    options.credentials = credentials.unwrap_or(options.credentials);
    (log, C::new(options))
}

fn each_attempt_is_observed<C: Either>() {
    let mock = Mock::new();
    let slow = mock.clone();
    let mock = mock.respond_json(429, r#"{"code": 20429}"#).fail(TransportError::not_sent("refused")).respond_with(
        move |_| {
            slow.advance(Duration::from_secs(2));
            Ok(http::Response::new("{}".into()))
        },
    );
    let (log, client) = observed::<C>(&mock, None);
    client.send(&CreateMessage::new("+15558881111")).expect("the third response");
    assert_eq!(
        log.lines(),
        [
            "CreateMessage 1",
            "CreateMessage 1: 429 Some(20429) in 0ns, retried: true",
            "CreateMessage 2",
            "CreateMessage 2: NotSent None in 0ns, retried: true",
            "CreateMessage 3",
            "CreateMessage 3: 200 None in 2s, retried: false",
        ]
    );
}

fn token_fetch_is_observed<C: Either>() {
    let mock = Mock::new().respond_json(200, r#"{"access_token": "t"}"#).respond_json(404, r#"{"code": 20404}"#);
    let (log, client) = observed::<C>(&mock, Some(Credentials::oauth("OQ1", "s").account_sid("AC1")));
    client.send(&FetchMessage::new("SM1")).expect_err("no such message");
    assert_eq!(
        log.lines(),
        [
            "CreateOauth2Token 1",
            "CreateOauth2Token 1: 200 None in 0ns, retried: false",
            "FetchMessage 1",
            "FetchMessage 1: 404 Some(20404) in 0ns, retried: false",
        ]
    );
}
