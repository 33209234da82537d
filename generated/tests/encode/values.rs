//! How values of each type are sent.

use crate::samples::{State, UpdateThing};
use crate::{body, refusal};
use jiff::{Timestamp, civil::date};
use twilio_bindings::{Json, Number};

fn form(with: impl FnOnce(&mut UpdateThing)) -> String {
    let mut request = UpdateThing::new("S");
    with(&mut request);
    body(&request)
}

#[test]
fn booleans_are_lower_case() {
    assert_eq!(form(|it| it.enabled = Some(true)), "Enabled=true");
    assert_eq!(form(|it| it.enabled = Some(false)), "Enabled=false");
}

#[test]
fn integers_are_decimal_digits_of_64_bits() {
    for value in [0, 7, -1, 10, 1_000_000_007, i64::MAX, i64::MIN] {
        assert_eq!(form(|it| it.count = Some(value)), format!("Count={value}"));
    }
}

#[test]
fn numbers_keep_their_digits_and_never_have_an_exponent() {
    let price = |text: &str| form(|it| it.max_price = text.parse::<Number>().ok());
    assert_eq!(price("1.50"), "MaxPrice=1.50");
    assert_eq!(price("-0.0025"), "MaxPrice=-0.0025");
    assert_eq!(price("1e3"), "MaxPrice=1000");
    assert_eq!(price("2.5E-7"), "MaxPrice=0.00000025");
    assert_eq!(price("12345678901234567890.123456789"), "MaxPrice=12345678901234567890.123456789");
    assert_eq!(form(|it| it.max_price = Some(Number::from(1))), "MaxPrice=1");
    assert_eq!(form(|it| it.max_price = Number::try_from(1.0).ok()), "MaxPrice=1");
    assert_eq!(form(|it| it.max_price = Number::try_from(1e21).ok()), "MaxPrice=1000000000000000000000");
    assert_eq!(form(|it| it.max_price = Number::try_from(1e-7).ok()), "MaxPrice=0.0000001");
}

#[test]
fn timestamps_are_sent_in_whole_utc_seconds() {
    let at = |text: &str| form(|it| it.send_at = text.parse::<Timestamp>().ok());
    assert_eq!(at("2026-01-02T03:04:05+02:00"), "SendAt=2026-01-02T01%3A04%3A05Z");
    assert_eq!(at("2026-01-02T03:04:05.999999999Z"), "SendAt=2026-01-02T03%3A04%3A05Z");
    assert_eq!(at("1969-12-31T23:59:59.5Z"), "SendAt=1969-12-31T23%3A59%3A59Z");
    assert_eq!(at("0000-01-01T00:00:00Z"), "SendAt=0000-01-01T00%3A00%3A00Z");
}

#[test]
fn dates_have_four_digit_years() {
    assert_eq!(form(|it| it.birthday = Some(date(2026, 1, 2))), "Birthday=2026-01-02");
    assert_eq!(form(|it| it.birthday = Some(date(33, 12, 31))), "Birthday=0033-12-31");
}

#[test]
fn years_before_zero_are_rejected() {
    let mut request = UpdateThing::new("S");
    request.birthday = Some(date(-1, 1, 2));
    assert!(refusal(&request).contains("form property `Birthday` is before the year 0"));
    let mut request = UpdateThing::new("S");
    request.send_at = Some(Timestamp::MIN);
    assert!(refusal(&request).contains("form property `SendAt` is before the year 0"));
    request.send_at = Some(Timestamp::MAX);
    assert!(body(&request).starts_with("SendAt=9999-12-30T"));
}

#[test]
fn enums_send_known_and_unknown_values() {
    assert_eq!(form(|it| it.state = Some(State::Closed)), "State=closed");
    assert_eq!(form(|it| it.state = Some("brand new".into())), "State=brand+new");
}

#[test]
fn untyped_values_are_compact_json_and_strings_are_unquoted() {
    let attributes = |json: &str| form(|it| it.attributes = Json::parse(json).ok());
    assert_eq!(attributes(r#" { "a" : [ 1.0 , "x y" ] } "#), "Attributes=%7B%22a%22%3A%5B1.0%2C%22x+y%22%5D%7D");
    assert_eq!(attributes(r#""plain & \"string\"""#), "Attributes=plain+%26+%22string%22");
    assert_eq!(attributes("\"\\u00e9\""), "Attributes=%C3%A9");
    assert_eq!(attributes("1.50"), "Attributes=1.50");
    assert_eq!(attributes("true"), "Attributes=true");
    assert_eq!(attributes("null"), "Attributes=null");
    assert_eq!(attributes("\"\""), "Attributes=");
}

#[test]
fn lists_of_untyped_values_repeat_the_name() {
    let rules = ["{\"a\":1}", "\"s t\"", "[]"].map(|json| Json::parse(json).expect("JSON"));
    assert_eq!(form(|it| it.rules = Some(rules.into())), "Rules=%7B%22a%22%3A1%7D&Rules=s+t&Rules=%5B%5D");
}
