//! What `Debug` shows, and what it hides.

use crate::{
    decode,
    sample::{Everything, Indicator, Message, Strict},
};

#[test]
fn private_fields_are_redacted() {
    let message: Message = decode(
        r#"{"body":"hello","to":"+15550001","status":"sent","price":"-0.5","date_sent":"2026-01-02T03:04:05Z","novel":"+15550002"}"#,
    );
    assert_eq!(
        format!("{message:?}"),
        r#"Message { body: [redacted], to: [redacted], price: -0.5, status: Sent, date_sent: 2026-01-02T03:04:05Z, extra: {"novel"} }"#
    );
    let strict: Strict = decode(r#"{"id":1,"name":"Ana"}"#);
    assert_eq!(format!("{strict:?}"), "Strict { id: 1, name: [redacted] }");
}

#[test]
fn nested_private_fields_are_redacted() {
    let all: Everything = decode(r#"{"stricts":[{"id":1,"name":"Ana"}],"indicator":{"channel":"SMOKE","body":"Ana"}}"#);
    assert!(!format!("{all:?} {all:#?}").contains("Ana"));
    let whatsapp: Indicator = decode(r#"{"channel":"WHATSAPP","body":"Ana"}"#);
    assert_eq!(format!("{whatsapp:?}"), r#"WhatsApp { channel: "WHATSAPP", body: [redacted] }"#);
}

#[test]
fn mismatched_private_value_shows_only_its_name() {
    let message: Message = decode(r#"{"body":["hello"]}"#);
    assert_eq!(format!("{message:?}"), r#"Message { extra: {"body"} }"#);
}
