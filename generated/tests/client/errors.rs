//! Whether an error can be retried, and whether the operation may have been carried out.

use crate::{
    either::{Either, Options, either},
    raw::{Act, Raw},
};
use bytes::Bytes;
use twilio_bindings::{
    Error, Request,
    api::v2010::{CreateMessage, DeleteMessage, FetchMessage},
    client::{Credentials, Mock, Retry, TransportError},
};

either!(
    only_errors_that_can_be_repeated_are_retryable,
    success_that_broke_off_is_not_retryable,
    failed_token_fetch_sends_nothing,
);

type Outcome = fn() -> Result<(u16, &'static str), TransportError>;

fn error<C: Either, R: Request>(request: &R, outcome: Outcome) -> Error {
    let mock = Mock::new().respond_with(move |_| {
        let (status, body) = outcome()?;
        let mut response = http::Response::new(Bytes::from_static(body.as_bytes()));
        *response.status_mut() = status.try_into().expect("a status");
        Ok(response)
    });
    C::new(Options::mock(&mock).retry(Retry::never())).send(request).expect_err("an error")
}

fn only_errors_that_can_be_repeated_are_retryable<C: Either>() {
    // What happened, whether a GET or DELETE is retryable, whether a POST is, and whether it may have been carried out.
    let table: &[(Outcome, bool, bool, bool)] = &[
        (|| Err(TransportError::not_sent("refused")), true, true, false),
        (|| Err(TransportError::timed_out("slow")), true, false, true),
        (|| Err(TransportError::broken("reset")), true, false, true),
        (|| Ok((400, "{}")), false, false, false),
        (|| Ok((401, "{}")), false, false, false),
        (|| Ok((404, r#"{"code": 20404}"#)), false, false, false),
        (|| Ok((408, "{}")), true, false, true),
        (|| Ok((409, "{}")), false, false, false),
        (|| Ok((429, "{}")), true, true, false),
        (|| Ok((429, "too many")), true, true, false),
        (|| Ok((429, r#"{"code": 20429}"#)), true, true, false),
        (|| Ok((429, r#"{"code": 60202}"#)), false, false, false),
        (|| Ok((429, r#"{"code": "60203"}"#)), false, false, false),
        (|| Ok((500, "{}")), true, false, true),
        (|| Ok((501, "{}")), false, false, true),
        (|| Ok((502, "<html>")), true, false, true),
        (|| Ok((503, "{}")), true, false, true),
        (|| Ok((504, "{}")), true, false, true),
        (|| Ok((301, "{}")), false, false, true),
        (|| Ok((200, "<html>")), false, false, true),
    ];
    for (row, (outcome, get, post, carried_out)) in table.iter().enumerate() {
        let of = |error: Error| (error.is_retryable(), error.may_have_been_carried_out());
        assert_eq!(of(error::<C, _>(&FetchMessage::new("SM1"), *outcome)), (*get, *carried_out), "GET, row {row}");
        assert_eq!(of(error::<C, _>(&CreateMessage::new("+1"), *outcome)), (*post, *carried_out), "POST, row {row}");
        if row < 19 {
            let delete = error::<C, _>(&DeleteMessage::new("SM1"), *outcome);
            assert_eq!(of(delete), (*get, *carried_out), "DELETE, row {row}");
        }
    }
}

fn success_that_broke_off_is_not_retryable<C: Either>() {
    let server = Raw::start(Act::Answer("HTTP/1.1 201 Created\r\ncontent-length: 99\r\n\r\n{\"sid\": \"SM1\""));
    let client = C::new(Options::base_url(server.address()).retry(Retry::never()));
    for error in [
        client.send(&CreateMessage::new("+1")).expect_err("a broken body"),
        client.send(&FetchMessage::new("SM1")).expect_err("a broken body"),
    ] {
        assert!(!error.is_retryable() && error.may_have_been_carried_out(), "{error}");
    }
    let server = Raw::start(Act::Answer("HTTP/1.1 400 Bad Request\r\ncontent-length: 99\r\n\r\n{\"code\": 2"));
    let client = C::new(Options::base_url(server.address()).retry(Retry::never()));
    let error = client.send(&CreateMessage::new("+1")).expect_err("a broken body");
    assert!(!error.is_retryable() && !error.may_have_been_carried_out(), "{error}");
}

fn failed_token_fetch_sends_nothing<C: Either>() {
    for (failure, retryable) in [(503, true), (400, false)] {
        let mock = Mock::new().respond_json(failure, "{}");
        let credentials = Credentials::oauth("OQ1", "s").account_sid("AC1");
        let client = C::new(Options::mock(&mock).credentials(credentials));
        let error = client.send(&CreateMessage::new("+1")).expect_err("no token");
        assert_eq!((error.is_retryable(), error.may_have_been_carried_out()), (retryable, false), "{error}");
    }
}
