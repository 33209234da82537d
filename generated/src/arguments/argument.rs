//! Reads each parameter type from JSON, and accepts only the type in the document.

use crate::json::Json;
use crate::number::Number;
use crate::open_enum::OpenEnum;
use crate::time::{self, DateTimeOrDate};
use jiff::{Timestamp, civil::Date};
use serde_json::value::RawValue;

/// A parameter value that can be read from JSON.
pub trait Argument: Sized {
    /// The type, as [`Parameter::type_name`](super::Parameter::type_name) has it.
    const TYPE: &'static str;

    /// The type of a list of such values.
    const LIST: &'static str;

    /// What the value must be, for messages.
    const EXPECTED: &'static str;

    /// Whether the value may be absent or null.
    const OPTIONAL: bool = false;

    /// Reads the value from JSON text. Returns `None` if it doesn't match.
    fn read(json: &str) -> Option<Self>;

    /// Returns the value to use if the argument is absent. If it is required, the request is discarded.
    fn blank() -> Self;
}

impl<T: Argument> Argument for Option<T> {
    const TYPE: &'static str = T::TYPE;
    const LIST: &'static str = T::LIST;
    const EXPECTED: &'static str = T::EXPECTED;
    const OPTIONAL: bool = true;

    fn read(json: &str) -> Option<Self> {
        T::read(json).map(Some)
    }

    fn blank() -> Self {
        None
    }
}

impl<T: Argument> Argument for Vec<T> {
    const TYPE: &'static str = T::LIST;
    const LIST: &'static str = "array<array>";
    const EXPECTED: &'static str = list_of(T::EXPECTED);

    fn read(json: &str) -> Option<Self> {
        let items: Vec<&RawValue> = serde_json::from_str(json).ok()?;
        items.into_iter().map(|item| T::read(item.get())).collect()
    }

    fn blank() -> Self {
        Vec::new()
    }
}

impl<T: OpenEnum> Argument for T {
    const TYPE: &'static str = T::VALUES;
    const LIST: &'static str = <T as OpenEnum>::LIST;
    const EXPECTED: &'static str = "a string";

    fn read(json: &str) -> Option<Self> {
        string(json).map(Self::from)
    }

    fn blank() -> Self {
        Self::from(String::new())
    }
}

macro_rules! argument {
    ($type:ty, $name:literal, $expected:literal, $blank:expr, |$json:ident| $read:expr) => {
        impl Argument for $type {
            const TYPE: &'static str = $name;
            const LIST: &'static str = concat!("array<", $name, ">");
            const EXPECTED: &'static str = $expected;

            fn read($json: &str) -> Option<Self> {
                $read
            }

            fn blank() -> Self {
                $blank
            }
        }
    };
}

argument!(String, "string", "a string", String::new(), |json| string(json));
// Some documents declare a boolean as an enum of the strings `true` and `false`.
argument!(bool, "boolean", "a boolean", false, |json| json.trim_matches('"').parse().ok());
argument!(i64, "integer", "an integer", 0, |json| serde_json::from_str(json).ok());
argument!(Number, "number", "a number", Number::from(0), |json| {
    match string(json) {
        Some(text) => text.parse().ok(),
        None => json.parse().ok(),
    }
});
argument!(Timestamp, "date-time", "a date-time such as `2026-01-02T03:04:05Z`", Timestamp::UNIX_EPOCH, |json| {
    time::parse_timestamp(&string(json)?)
});
argument!(Date, "date", "a date such as `2026-01-02`", Date::default(), |json| time::parse_date(&string(json)?));
argument!(
    DateTimeOrDate,
    "date-time",
    "a date such as `2026-01-02` or a date-time such as `2026-01-02T03:04:05Z`",
    DateTimeOrDate::Date(Date::default()),
    |json| {
        let text = string(json)?;
        time::parse_date(&text)
            .map(DateTimeOrDate::Date)
            .or_else(|| time::parse_timestamp(&text).map(DateTimeOrDate::DateTime))
    }
);
argument!(Json, "any", "any JSON value", Json::default(), |json| serde_json::from_str(json).ok());

fn string(json: &str) -> Option<String> {
    serde_json::from_str(json).ok()
}

/// Returns the description of a list. There are few kinds of lists, and a generic type can't concatenate constants.
const fn list_of(item: &str) -> &'static str {
    match item.as_bytes() {
        b"a string" => "a list of strings",
        b"an integer" => "a list of integers",
        b"any JSON value" => "a list",
        _ => "a list of the right type",
    }
}
