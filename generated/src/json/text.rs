//! [`Json`]: any JSON value, as its text.

use crate::number::Number;
use serde::{Deserialize, Deserializer, Serialize, Serializer, de::DeserializeOwned};
use serde_json::{Value, value::RawValue};
use std::{borrow::Cow, fmt, str::FromStr};

/// Any JSON value, as its compact text: no digit of a number is ever lost.
///
/// Two are equal if their texts are. Text becomes a JSON string by `From`; [`Json::parse`] reads text that is JSON.
/// Serializes and deserializes with serde_json only.
#[derive(Clone)]
pub struct Json(Box<RawValue>);

impl Json {
    /// Reads a JSON text.
    ///
    /// # Errors
    ///
    /// If the text is not JSON.
    pub fn parse(text: &str) -> serde_json::Result<Self> {
        serde_json::from_str::<&RawValue>(text).map(Self::from_raw)
    }

    /// What a value serializes as.
    ///
    /// # Errors
    ///
    /// If the value cannot be written as JSON.
    pub fn new<T: Serialize + ?Sized>(value: &T) -> serde_json::Result<Self> {
        Self::parse(&serde_json::to_string(value)?)
    }

    pub(crate) fn from_raw(raw: &RawValue) -> Self {
        match compact(raw.get()).and_then(|text| RawValue::from_string(text).ok()) {
            Some(compact) => Self(compact),
            None => Self(raw.to_owned()),
        }
    }

    /// The JSON text.
    pub fn get(&self) -> &str {
        self.0.get()
    }

    /// The value as a `T`.
    ///
    /// # Errors
    ///
    /// If it does not fit `T`, or nests deeper than serde_json reads.
    pub fn decode<T: DeserializeOwned>(&self) -> serde_json::Result<T> {
        serde_json::from_str(self.get())
    }

    /// The value as serde_json's tree, which keeps 64-bit integers and floating-point numbers, no others.
    ///
    /// # Errors
    ///
    /// If it nests deeper than serde_json reads, or holds a number that is too large.
    pub fn to_value(&self) -> serde_json::Result<Value> {
        self.decode()
    }

    /// The text, if the value is a string.
    pub fn as_str(&self) -> Option<Cow<'_, str>> {
        let inner = self.get().strip_prefix('"')?.strip_suffix('"')?;
        if inner.contains('\\') {
            return self.decode().ok().map(Cow::Owned);
        }
        Some(Cow::Borrowed(inner))
    }

    /// The integer, if the value is one of 64 bits.
    pub fn as_i64(&self) -> Option<i64> {
        self.get().parse().ok()
    }

    /// The boolean, if the value is one.
    pub fn as_bool(&self) -> Option<bool> {
        self.get().parse().ok()
    }

    /// Whether the value is null.
    pub fn is_null(&self) -> bool {
        self.get() == "null"
    }
}

impl Default for Json {
    /// Null.
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
        self.0.serialize(to)
    }
}

impl<'de> Deserialize<'de> for Json {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        Box::<RawValue>::deserialize(from).map(|raw| Self::from_raw(&raw))
    }
}

impl From<&Value> for Json {
    fn from(value: &Value) -> Self {
        // A `Value` can always be written: its keys are text and its numbers are finite.
        Self(serde_json::value::to_raw_value(value).unwrap_or_default())
    }
}

impl From<Value> for Json {
    fn from(value: Value) -> Self {
        Self::from(&value)
    }
}

impl From<Number> for Json {
    fn from(number: Number) -> Self {
        Self::new(&number).unwrap_or_default()
    }
}

impl FromStr for Json {
    type Err = serde_json::Error;

    /// Reads JSON text, as [`Json::parse`] does.
    fn from_str(text: &str) -> Result<Self, Self::Err> {
        Self::parse(text)
    }
}

/// The text as a JSON string. To read text that *is* JSON, use [`Json::parse`].
impl From<&str> for Json {
    fn from(text: &str) -> Self {
        Self::from(Value::from(text))
    }
}

impl From<String> for Json {
    fn from(text: String) -> Self {
        Self::from(Value::from(text))
    }
}

impl From<bool> for Json {
    fn from(value: bool) -> Self {
        Self::from(Value::from(value))
    }
}

impl From<i64> for Json {
    fn from(value: i64) -> Self {
        Self::from(Value::from(value))
    }
}

/// The text without space between its tokens and with no more escapes than JSON needs; `None` if it is so already.
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

/// The length of the string, with its quotes, with which the text begins.
fn string_length(text: &str) -> usize {
    let mut escaped = false;
    let end = text.bytes().skip(1).position(|byte| {
        let ends = byte == b'"' && !escaped;
        escaped = byte == b'\\' && !escaped;
        ends
    });
    end.map_or(text.len(), |end| end + 2)
}

/// Appends a string that is JSON already. One with half of a surrogate pair is no text and stays as it is.
fn push_string(to: &mut String, string: &str) {
    let plain = string.contains('\\').then(|| serde_json::from_str::<String>(string).ok()).flatten();
    match plain.and_then(|plain| serde_json::to_string(&plain).ok()) {
        Some(plain) => to.push_str(&plain),
        None => to.push_str(string),
    }
}
