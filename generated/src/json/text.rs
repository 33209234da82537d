//! [`Json`], any JSON value, stored as JSON text.

use serde::{
    Deserialize, Deserializer, Serialize, Serializer,
    de::{self, DeserializeOwned},
};
use serde_json::{
    Value,
    value::{RawValue, to_raw_value},
};
use std::{borrow::Cow, fmt, str::FromStr};

use super::formats;
use crate::number::Number;

/// Any JSON value, stored as compact JSON text, so that no digit of a number is lost.
///
/// Two values are equal if their JSON text is. `From<&str>` creates a JSON string; use [`Json::parse`] to parse JSON text.
#[derive(Clone)]
pub struct Json(Box<RawValue>);

impl Json {
    /// Parses JSON text.
    ///
    /// # Errors
    ///
    /// Fails if the text isn't JSON.
    pub fn parse(text: &str) -> serde_json::Result<Self> {
        RawValue::from_string(text.to_owned()).map(Self::compacted)
    }

    /// Serializes a value to JSON.
    ///
    /// # Errors
    ///
    /// Fails if the value can't be written as JSON.
    pub fn new<T: Serialize + ?Sized>(value: &T) -> serde_json::Result<Self> {
        to_raw_value(value).map(Self::compacted)
    }

    pub(crate) fn from_raw(raw: &RawValue) -> Self {
        Self::compacted(raw.to_owned())
    }

    fn compacted(raw: Box<RawValue>) -> Self {
        Self(compact(raw.get()).and_then(|text| RawValue::from_string(text).ok()).unwrap_or(raw))
    }

    pub(super) fn raw(&self) -> &RawValue {
        &self.0
    }

    /// Returns the JSON text.
    pub fn get(&self) -> &str {
        self.0.get()
    }

    /// Deserializes the value as a `T`.
    ///
    /// # Errors
    ///
    /// Fails if the value doesn't match `T`, or is nested more deeply than serde_json's limit.
    pub fn decode<T: DeserializeOwned>(&self) -> serde_json::Result<T> {
        serde_json::from_str(self.get())
    }

    /// Returns the value as a [`serde_json::Value`], in which numbers are 64-bit integers or floating-point numbers.
    ///
    /// # Errors
    ///
    /// Fails if the value is nested more deeply than serde_json's limit, or contains a number that is too large.
    #[inline]
    pub fn to_value(&self) -> serde_json::Result<Value> {
        self.decode()
    }

    /// Returns the string, if the value is one.
    pub fn as_str(&self) -> Option<Cow<'_, str>> {
        let inner = self.get().strip_prefix('"')?.strip_suffix('"')?;
        if inner.as_bytes().contains(&b'\\') {
            return self.decode().ok().map(Cow::Owned);
        }
        Some(Cow::Borrowed(inner))
    }

    /// Returns the integer, if the value is one that fits in 64 bits.
    pub fn as_i64(&self) -> Option<i64> {
        self.get().parse().ok()
    }

    /// Returns the boolean, if the value is one.
    pub fn as_bool(&self) -> Option<bool> {
        self.get().parse().ok()
    }

    /// Returns whether the value is null.
    pub fn is_null(&self) -> bool {
        self.get() == "null"
    }
}

impl Default for Json {
    /// Returns null.
    fn default() -> Self {
        Self(RawValue::NULL.to_owned())
    }
}

impl PartialEq for Json {
    fn eq(&self, other: &Self) -> bool {
        self.get() == other.get()
    }
}

impl Eq for Json {}

impl fmt::Debug for Json {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.get())
    }
}

impl fmt::Display for Json {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.get())
    }
}

impl Serialize for Json {
    fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        formats::serialize(self, to)
    }
}

impl<'de> Deserialize<'de> for Json {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        Self::parse(&formats::json_text(from)?).map_err(de::Error::custom)
    }
}

// These are inlined, so that only programs that create such values compile their traits.
impl From<&Value> for Json {
    #[inline]
    fn from(value: &Value) -> Self {
        // A `Value` can always be written: its keys are strings and its numbers are finite.
        Self(to_raw_value(value).unwrap_or_default())
    }
}

impl From<Value> for Json {
    #[inline]
    fn from(value: Value) -> Self {
        Self::from(&value)
    }
}

impl From<Number> for Json {
    #[inline]
    fn from(number: Number) -> Self {
        Self::new(&number).unwrap_or_default()
    }
}

impl FromStr for Json {
    type Err = serde_json::Error;

    /// Parses JSON text, as [`Json::parse`] does.
    fn from_str(text: &str) -> Result<Self, Self::Err> {
        Self::parse(text)
    }
}

/// Creates a JSON string. To parse JSON text, use [`Json::parse`].
impl From<&str> for Json {
    #[inline]
    fn from(text: &str) -> Self {
        Self(to_raw_value(text).unwrap_or_default())
    }
}

impl From<String> for Json {
    #[inline]
    fn from(text: String) -> Self {
        Self::from(text.as_str())
    }
}

impl From<bool> for Json {
    #[inline]
    fn from(value: bool) -> Self {
        Self(to_raw_value(&value).unwrap_or_default())
    }
}

impl From<i64> for Json {
    #[inline]
    fn from(value: i64) -> Self {
        Self(to_raw_value(&value).unwrap_or_default())
    }
}

/// Returns the text without whitespace between tokens and with only the escapes that JSON requires, or `None` if it already
/// is compact.
fn compact(text: &str) -> Option<String> {
    if !text.bytes().any(|byte| matches!(byte, b' ' | b'\n' | b'\r' | b'\t' | b'\\')) {
        return None;
    }
    let mut compact = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(quote) = rest.find('"') {
        compact.extend(rest[..quote].chars().filter(|c| !c.is_ascii_whitespace()));
        let (string, after) = rest.split_at(quote + string_length(&rest[quote..]));
        push_string(&mut compact, &string[quote..]);
        rest = after;
    }
    compact.extend(rest.chars().filter(|c| !c.is_ascii_whitespace()));
    (compact != text).then_some(compact)
}

/// Returns the length of the string at the start of the text, including its quotes.
fn string_length(text: &str) -> usize {
    let mut escaped = false;
    let end = text.bytes().skip(1).position(|byte| {
        let ends = byte == b'"' && !escaped;
        escaped = byte == b'\\' && !escaped;
        ends
    });
    end.map_or(text.len(), |end| end + 2)
}

/// Appends a JSON string with only the escapes that JSON requires. One with an unpaired surrogate is appended unchanged.
fn push_string(to: &mut String, string: &str) {
    let plain = string.as_bytes().contains(&b'\\').then(|| serde_json::from_str::<String>(string).ok()).flatten();
    match plain.and_then(|plain| serde_json::to_string(&plain).ok()) {
        Some(plain) => to.push_str(&plain),
        None => to.push_str(string),
    }
}
