//! Formats integers, timestamps and dates for requests, without an allocation.

use jiff::{Timestamp, civil::Date, tz::Offset};

/// The length of the longest string: a timestamp, or an integer with its sign.
pub(super) const ROOM: usize = 20;

/// A short string on the stack.
pub(crate) struct Plain {
    bytes: [u8; ROOM],
    start: usize,
    end: usize,
}

impl Plain {
    fn empty() -> Self {
        Self { bytes: [0; ROOM], start: 0, end: 0 }
    }

    /// Returns the string.
    pub(crate) fn as_str(&self) -> &str {
        std::str::from_utf8(&self.bytes[self.start..self.end]).expect("only ASCII digits and signs are written")
    }

    fn push(&mut self, byte: u8) {
        self.bytes[self.end] = byte;
        self.end += 1;
    }

    fn push_two(&mut self, value: i8) {
        let value = value.unsigned_abs();
        self.push(b'0' + value / 10);
        self.push(b'0' + value % 10);
    }

    fn push_date(&mut self, date: Date) -> Option<()> {
        let year = u16::try_from(date.year()).ok()?;
        for unit in [1000, 100, 10, 1] {
            self.push(b'0' + (year / unit % 10) as u8);
        }
        self.push(b'-');
        self.push_two(date.month());
        self.push(b'-');
        self.push_two(date.day());
        Some(())
    }
}

/// Formats an integer in decimal digits.
pub(crate) fn integer(value: i64) -> Plain {
    let mut plain = Plain::empty();
    plain.end = ROOM;
    plain.start = ROOM;
    let mut rest = value.unsigned_abs();
    loop {
        plain.start -= 1;
        plain.bytes[plain.start] = b'0' + (rest % 10) as u8;
        rest /= 10;
        if rest == 0 {
            break;
        }
    }
    if value < 0 {
        plain.start -= 1;
        plain.bytes[plain.start] = b'-';
    }
    plain
}

/// Formats a date, such as `2026-01-02`. Returns `None` for a year before 0, which the format can't represent.
pub(crate) fn date(value: Date) -> Option<Plain> {
    let mut plain = Plain::empty();
    plain.push_date(value)?;
    Some(plain)
}

/// Formats a timestamp rounded down to the second, such as `2026-01-02T01:04:05Z`. Returns `None` for a year before 0.
pub(crate) fn timestamp(value: Timestamp) -> Option<Plain> {
    let datetime = Offset::UTC.to_datetime(value);
    let mut plain = Plain::empty();
    plain.push_date(datetime.date())?;
    plain.push(b'T');
    plain.push_two(datetime.hour());
    plain.push(b':');
    plain.push_two(datetime.minute());
    plain.push(b':');
    plain.push_two(datetime.second());
    plain.push(b'Z');
    Some(plain)
}
