//! Reads and writes timestamps and dates in RFC 3339 and RFC 2822 format.

use jiff::{
    Timestamp,
    civil::{Date, DateTime},
    fmt::rfc2822,
    tz::{Offset, TimeZone},
};
use serde::{Serializer, ser::Error as _};
use std::fmt;

use crate::encode::plain::{self, Plain};
use crate::json::{JsonValue, Mismatch, Mode, Read, Reader};

const RFC_2822: rfc2822::DateTimeParser = rfc2822::DateTimeParser::new().relaxed_weekday(true);
const WEEKDAYS: [&str; 7] = ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"];
const MONTHS: [&str; 12] = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];

/// A timestamp or a date, for parameters that accept either, such as the query parameter `DateSent`.
///
/// Displays as it is sent: `2026-01-02T01:04:05Z` (in UTC, without the fraction of a second) or `2026-01-02`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum DateTimeOrDate {
    /// A timestamp.
    DateTime(Timestamp),
    /// A date.
    Date(Date),
}

impl From<Timestamp> for DateTimeOrDate {
    fn from(timestamp: Timestamp) -> Self {
        Self::DateTime(timestamp)
    }
}

impl From<Date> for DateTimeOrDate {
    fn from(day: Date) -> Self {
        Self::Date(day)
    }
}

impl fmt::Display for DateTimeOrDate {
    #[inline]
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::DateTime(timestamp) => whole_seconds(*timestamp).fmt(f),
            Self::Date(day) => day.fmt(f),
        }
    }
}

/// Rounds a timestamp down to a whole second.
#[inline]
pub(crate) fn whole_seconds(timestamp: Timestamp) -> Timestamp {
    let second = timestamp.as_nanosecond().div_euclid(1_000_000_000);
    i64::try_from(second).ok().and_then(|second| Timestamp::from_second(second).ok()).unwrap_or(timestamp)
}

/// Parses a timestamp in RFC 3339 format, with or without a fraction, or in RFC 2822 format, with its zone but ignoring its
/// weekday. Returns `None` for a leap second (60), which a `Timestamp` can't represent.
pub(crate) fn parse_timestamp(text: &str) -> Option<Timestamp> {
    let bytes = text.as_bytes();
    if bytes.first()?.is_ascii_digit() && bytes.get(4) == Some(&b'-') {
        return parse_rfc3339(bytes);
    }
    parse_usual_rfc2822(bytes).or_else(|| {
        let leaps = bytes.windows(3).any(|window| window == b":60");
        if leaps { None } else { RFC_2822.parse_timestamp(text).ok() }
    })
}

/// Parses a date such as `2026-01-02`.
#[inline]
pub(crate) fn parse_date(text: &str) -> Option<Date> {
    let [y0, y1, y2, y3, b'-', m0, m1, b'-', d0, d1] = *text.as_bytes() else {
        return None;
    };
    let year = digits(&[y0, y1, y2, y3])?;
    Date::new(i16::try_from(year).ok()?, two(m0, m1)?, two(d0, d1)?).ok()
}

/// Formats a timestamp as RFC 2822, or as RFC 3339 if RFC 2822 can't represent it.
pub(crate) fn to_rfc2822(timestamp: Timestamp) -> String {
    let at = TimeZone::UTC.to_datetime(timestamp);
    if at.subsec_nanosecond() != 0 || !(1900..=9999).contains(&at.year()) {
        return timestamp.to_string();
    }
    let weekday = WEEKDAYS[usize::from(at.weekday().to_monday_zero_offset().unsigned_abs()) % 7];
    let month = MONTHS[usize::from(at.month().unsigned_abs() - 1) % 12];
    let (day, year, hour, minute, second) = (at.day(), at.year(), at.hour(), at.minute(), at.second());
    format!("{weekday}, {day:02} {month} {year} {hour:02}:{minute:02}:{second:02} +0000")
}

fn parse_rfc3339(text: &[u8]) -> Option<Timestamp> {
    let (&[y0, y1, y2, y3, b'-', m0, m1, b'-', d0, d1, between, h0, h1, b':', n0, n1, b':', s0, s1], rest) =
        text.split_first_chunk()?
    else {
        return None;
    };
    if !matches!(between, b'T' | b't' | b' ') {
        return None;
    }
    let (fraction, zone) = match rest {
        [b'.', rest @ ..] => rest.split_at(rest.iter().position(|byte| !byte.is_ascii_digit()).unwrap_or(rest.len())),
        _ => (&b"0"[..], rest),
    };
    let date = (i16::try_from(digits(&[y0, y1, y2, y3])?).ok()?, two(m0, m1)?, two(d0, d1)?);
    let time = (two(h0, h1)?, two(n0, n1)?, two(s0, s1)?);
    timestamp(date, time, nanoseconds(fraction)?, offset(zone)?)
}

/// Parses the RFC 2822 format that Twilio uses: `Fri, 18 Feb 2011 21:07:19 +0000`.
fn parse_usual_rfc2822(text: &[u8]) -> Option<Timestamp> {
    let [_, _, _, b',', b' ', d0, d1, b' ', month @ .., b':', n0, n1, b':', s0, s1, b' ', sign, z0, z1, z2, z3] = text
    else {
        return None;
    };
    let [m0, m1, m2, b' ', y0, y1, y2, y3, b' ', h0, h1] = month else {
        return None;
    };
    if !matches!(&text[..3], b"Mon" | b"Tue" | b"Wed" | b"Thu" | b"Fri" | b"Sat" | b"Sun") {
        return None;
    }
    let month = MONTHS.iter().position(|month| month.as_bytes() == [*m0, *m1, *m2])? + 1;
    let year = digits(&[*y0, *y1, *y2, *y3])?;
    let date = (i16::try_from(year).ok()?, i8::try_from(month).ok()?, two(*d0, *d1)?);
    let time = (two(*h0, *h1)?, two(*n0, *n1)?, two(*s0, *s1)?);
    timestamp(date, time, 0, offset(&[*sign, *z0, *z1, *z2, *z3])?)
}

type Day = (i16, i8, i8);
type Time = (i8, i8, i8);

fn timestamp((year, month, day): Day, time: Time, fraction: i32, offset: Offset) -> Option<Timestamp> {
    let (hour, minute, second) = time;
    let at = DateTime::new(year, month, day, hour, minute, second, fraction).ok()?;
    offset.to_timestamp(at).ok()
}

/// Parses a zone: `Z`, `+01:00` or `+0100`.
fn offset(zone: &[u8]) -> Option<Offset> {
    let (sign, [h0, h1, m0, m1]) = match *zone {
        [b'Z' | b'z'] => return Some(Offset::UTC),
        [sign, h0, h1, b':', m0, m1] | [sign, h0, h1, m0, m1] => (sign, [h0, h1, m0, m1]),
        _ => return None,
    };
    let minutes = two(m0, m1).filter(|minutes| *minutes < 60)?;
    let seconds = i32::from(two(h0, h1)?) * 3600 + i32::from(minutes) * 60;
    match sign {
        b'+' => Offset::from_seconds(seconds).ok(),
        b'-' => Offset::from_seconds(-seconds).ok(),
        _ => None,
    }
}

/// Parses a fraction of a second. Returns `None` if a digit would be lost.
fn nanoseconds(fraction: &[u8]) -> Option<i32> {
    let kept = fraction.get(..9).unwrap_or(fraction);
    if fraction.is_empty() || fraction[kept.len()..].iter().any(|digit| *digit != b'0') {
        return None;
    }
    let places = u32::try_from(9 - kept.len()).ok()?;
    Some(digits(kept)? * 10_i32.pow(places))
}

fn two(tens: u8, ones: u8) -> Option<i8> {
    i8::try_from(digits(&[tens, ones])?).ok()
}

fn digits(text: &[u8]) -> Option<i32> {
    text.iter().try_fold(0, |value, byte| byte.is_ascii_digit().then(|| value * 10 + i32::from(byte - b'0')))
}

impl JsonValue for Timestamp {
    fn read(from: &mut Reader<'_>) -> Read<Self> {
        let strict = from.is_strict();
        let text = from.string()?;
        // RFC 2822 doesn't start with a year, and only responses use it.
        let text = Some(text).filter(|text| !strict || text.as_bytes().get(4) == Some(&b'-'));
        let timestamp = text.and_then(|text| parse_timestamp(&text));
        timestamp.ok_or_else(|| Mismatch::new("expected a date and time, found another string"))
    }

    fn write<S: Serializer>(&self, to: S, mode: Mode) -> Result<S::Ok, S::Error> {
        match mode {
            Mode::Whole => to.collect_str(self),
            Mode::Request => sent(plain::timestamp(*self), to),
        }
    }

    #[inline]
    fn blank() -> Self {
        Self::UNIX_EPOCH
    }
}

impl JsonValue for Date {
    #[inline]
    fn read(from: &mut Reader<'_>) -> Read<Self> {
        let text = from.string()?;
        parse_date(&text).ok_or_else(|| Mismatch::new("expected a date, found another string"))
    }

    fn write<S: Serializer>(&self, to: S, mode: Mode) -> Result<S::Ok, S::Error> {
        match mode {
            Mode::Whole => to.collect_str(self),
            Mode::Request => sent(plain::date(*self), to),
        }
    }

    #[inline]
    fn blank() -> Self {
        Self::default()
    }
}

/// Writes a timestamp or a date in a request body, in the same format as in other locations.
fn sent<S: Serializer>(text: Option<Plain>, to: S) -> Result<S::Ok, S::Error> {
    match text {
        Some(text) => to.serialize_str(text.as_str()),
        None => Err(S::Error::custom("a date is before the year 0, which can't be sent")),
    }
}

impl JsonValue for DateTimeOrDate {
    #[inline]
    fn read(from: &mut Reader<'_>) -> Read<Self> {
        let text = from.string()?;
        let value = match parse_date(&text) {
            Some(date) => Some(Self::Date(date)),
            None => parse_timestamp(&text).map(Self::DateTime),
        };
        value.ok_or_else(|| Mismatch::new("expected a date, or a date and time, found another string"))
    }

    fn write<S: Serializer>(&self, to: S, mode: Mode) -> Result<S::Ok, S::Error> {
        match self {
            Self::DateTime(timestamp) => timestamp.write(to, mode),
            Self::Date(date) => date.write(to, mode),
        }
    }

    #[inline]
    fn blank() -> Self {
        Self::Date(Date::default())
    }
}
