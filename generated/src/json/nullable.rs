//! [`Nullable`], a JSON value for which null isn't the same as absent.

use serde::Serializer;
use std::fmt;

use super::{JsonValue, Mode, Read, Reader};

/// A value or an explicit null, for fields in which null and absent mean different things.
#[derive(Clone, Copy, Default, PartialEq, Eq, Hash)]
pub enum Nullable<T> {
    /// `null` on the wire.
    #[default]
    Null,
    /// A value.
    Value(T),
}

impl<T> Nullable<T> {
    /// Returns a reference to the value, or `None` if it is null.
    pub fn as_option(&self) -> Option<&T> {
        match self {
            Self::Null => None,
            Self::Value(value) => Some(value),
        }
    }

    /// Returns the value, or `None` if it is null.
    pub fn into_option(self) -> Option<T> {
        match self {
            Self::Null => None,
            Self::Value(value) => Some(value),
        }
    }
}

impl<T> From<T> for Nullable<T> {
    fn from(value: T) -> Self {
        Self::Value(value)
    }
}

impl From<&str> for Nullable<String> {
    fn from(text: &str) -> Self {
        Self::Value(text.to_owned())
    }
}

impl<T: fmt::Debug> fmt::Debug for Nullable<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Null => f.write_str("null"),
            Self::Value(value) => value.fmt(f),
        }
    }
}

impl<T: JsonValue> JsonValue for Nullable<T> {
    fn read(from: &mut Reader<'_>) -> Read<Self> {
        if from.null()? { Ok(Self::Null) } else { T::read(from).map(Self::Value) }
    }

    fn write<S: Serializer>(&self, to: S, mode: Mode) -> Result<S::Ok, S::Error> {
        match self {
            Self::Null => to.serialize_unit(),
            Self::Value(value) => value.write(to, mode),
        }
    }

    fn from_null() -> Option<Self> {
        Some(Self::Null)
    }

    #[inline]
    fn blank() -> Self {
        Self::Null
    }
}
