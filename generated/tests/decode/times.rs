//! Timestamps and dates, in both formats.

use crate::{
    codegen::{Date, DateTimeOrDate, Timestamp},
    decode, encode, refusal,
    sample::Everything,
};

fn timestamp(text: &str) -> Timestamp {
    text.parse().expect("the sample is a timestamp")
}

#[test]
fn both_formats_are_parsed() {
    let at = timestamp("2016-10-14T21:56:34Z");
    for text in [
        "2016-10-14T21:56:34Z",
        "2016-10-14t21:56:34z",
        "2016-10-14 23:56:34+02:00",
        "2016-10-14T21:56:34.000Z",
        "2016-10-14T16:56:34-0500",
        "Fri, 14 Oct 2016 21:56:34 +0000",
        "Fri, 14 Oct 2016 23:56:34 +0200",
        "Fri, 14 Oct 2016 21:56:34 GMT",
        "Mon, 14 Oct 2016 21:56:34 +0000",
        "14 Oct 2016 14:56:34 PDT",
    ] {
        assert_eq!(decode::<Timestamp>(&format!("\"{text}\"")), at, "{text}");
    }
}

#[test]
fn invalid_or_lossy_timestamps_are_rejected() {
    for text in [
        "",
        "2016-10-14",
        "2016-10-14T21:56:34",
        "2016-10-14T21:56:60Z",
        "2016-10-14T21:56:34.Z",
        "2016-10-14T21:56:34.0000000001Z",
        "2016-02-30T00:00:00Z",
        "2016-10-14T24:00:00Z",
        "Fri, 14 Oct 2016 21:56:60 +0000",
        "Fri, 31 Feb 2016 21:56:34 +0000",
        "2016-10-14T21:56:34+25:61",
        "1476482194",
        "Xyz, 14 Oct 2016 21:56:34 +0000",
        "2016-10-14T21:56:34Z[UTC]",
    ] {
        assert!(refusal::<Timestamp>(&format!("\"{text}\"")).starts_with("expected a date and time"), "{text}");
    }
}

#[test]
fn each_field_is_written_in_its_format() {
    let all: Everything =
        decode(r#"{"time":"Fri, 01 Oct 2016 21:56:34 +0200","rfc2822_time":"2016-10-01T21:56:34+02:00"}"#);
    assert_eq!(encode(&all), r#"{"time":"2016-10-01T19:56:34Z","rfc2822_time":"Sat, 01 Oct 2016 19:56:34 +0000"}"#);
    let fraction: Everything = decode(r#"{"time":"2016-10-01T19:56:34.25Z","rfc2822_time":"2016-10-01T19:56:34.25Z"}"#);
    assert_eq!(encode(&fraction), r#"{"time":"2016-10-01T19:56:34.25Z","rfc2822_time":"2016-10-01T19:56:34.25Z"}"#);
}

#[test]
fn only_valid_dates_are_parsed() {
    assert_eq!(decode::<Date>("\"2026-01-02\"").to_string(), "2026-01-02");
    for text in ["2026-1-2", "2026-02-30", "20260102", "2026-01-02Z", ""] {
        assert!(refusal::<Date>(&format!("\"{text}\"")).starts_with("expected a date"), "{text}");
    }
}

#[test]
fn date_time_or_date_displays_as_sent() {
    let shown = |value: DateTimeOrDate| value.to_string();
    assert_eq!(shown(timestamp("2026-01-02T02:04:05.9+01:00").into()), "2026-01-02T01:04:05Z");
    assert_eq!(shown(timestamp("1969-12-31T23:59:58.5Z").into()), "1969-12-31T23:59:58Z");
    assert_eq!(shown(decode::<Date>("\"2026-01-02\"").into()), "2026-01-02");
}
