//! Reads and writes typed values as JSON.
//!
//! A type lists its fields in order and reads one by its wire name ([`Object`]). Reading, writing and formatting are implemented
//! here, once, and comparing in `equality.rs`. Responses are read leniently (see [`Reader`]), a caller's own JSON strictly
//! ([`from_input`]).

mod extra;
mod formats;
mod mismatch;
mod nullable;
mod object;
mod read;
mod text;
mod value;

pub use extra::Extra;
pub use formats::{deserialize, deserialize_enum, serialize};
#[cfg(feature = "serde-requests")]
pub(crate) use formats::{json_text, serialize_in_format};
pub use mismatch::{Mismatch, Read};
pub use nullable::Nullable;
pub use object::{AsObject, Fields, Object, TimestampField, show_object};
pub use read::{Reader, Slot};
pub use text::Json;

pub(crate) use object::members;
pub(crate) use read::is_number;

use serde::{Serialize, Serializer};
use std::fmt;

/// The type of a JSON value in a request or a response.
#[doc(hidden)]
pub trait JsonValue: Sized + PartialEq + fmt::Debug + 'static {
    /// Reads a value.
    fn read(from: &mut Reader<'_>) -> Read<Self>;

    /// Writes the value.
    fn write<S: Serializer>(&self, to: S, mode: Mode) -> Result<S::Ok, S::Error>;

    /// Returns the value of a field before it is read or set.
    fn blank() -> Self;

    /// Reads the value of a field. If a name occurs more than once, the last value counts.
    #[inline]
    fn read_field(&mut self, from: &mut Reader<'_>) -> Read {
        *self = Self::read(from)?;
        Ok(Slot::Taken)
    }

    /// Returns whether a field with this value is omitted.
    fn is_absent(&self) -> bool {
        false
    }

    /// Returns the value that null stands for in an optional field of this type, if null means more than absent.
    fn from_null() -> Option<Self> {
        None
    }

    /// Returns the value of a response without content, if this is the type of such a response.
    fn without_content() -> Option<Self> {
        None
    }

    /// Returns what an object's `Debug` shows for a field with this value.
    fn shown(&self) -> &dyn fmt::Debug {
        self
    }
}

/// A generated type, which only names its codec. There are two thousand such types, and the compiler checks each impl of
/// each.
#[doc(hidden)]
pub trait Generated: Sized + PartialEq + fmt::Debug + 'static {
    /// How it is read and written.
    type Codec: Codec<Self>;
}

/// How the types of one kind are read and written.
#[doc(hidden)]
pub trait Codec<T> {
    /// Reads a value.
    fn read(from: &mut Reader<'_>) -> Read<T>;

    /// Writes the value.
    fn write<S: Serializer>(value: &T, to: S, mode: Mode) -> Result<S::Ok, S::Error>;

    /// Returns the value of a field before it is read or set.
    fn blank() -> T;
}

impl<T: Generated> JsonValue for T {
    fn read(from: &mut Reader<'_>) -> Read<Self> {
        T::Codec::read(from)
    }

    fn write<S: Serializer>(&self, to: S, mode: Mode) -> Result<S::Ok, S::Error> {
        T::Codec::write(self, to, mode)
    }

    #[inline]
    fn blank() -> Self {
        T::Codec::blank()
    }
}

/// The purpose for which a value is written.
#[doc(hidden)]
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Mode {
    /// Any purpose: all fields.
    Whole,
    /// A request body: without the fields that only responses have.
    Request,
}

/// Implements serde's `Serialize` for a value, written for the given `Mode`.
pub(crate) struct Written<'a, T>(pub(crate) &'a T, pub(crate) Mode);

impl<T: JsonValue> Serialize for Written<'_, T> {
    fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        self.0.write(to, self.1)
    }
}

/// Reads the JSON text of a response. Values that don't match are kept in `extra`.
pub(crate) fn from_text<T: JsonValue>(text: &str) -> Read<T> {
    read_whole(Reader::new(text))
}

/// Reads the body of a response.
#[doc(hidden)]
pub fn from_bytes<T: JsonValue>(body: &[u8]) -> Read<T> {
    let text = str::from_utf8(body).map_err(|_| Mismatch::new("the body is not valid UTF-8"))?;
    if text.trim_ascii().is_empty() {
        return Err(Mismatch::new("the body is empty"));
    }
    from_text(text)
}

/// Reads a caller's own JSON text. An unknown field, or a value that doesn't match, is an error.
#[cfg_attr(not(feature = "dynamic"), allow(dead_code, reason = "only `dynamic` reads a caller's JSON"))]
pub(crate) fn from_input<T: JsonValue>(text: &str) -> Read<T> {
    read_whole(Reader::strict(text))
}

fn read_whole<T: JsonValue>(mut from: Reader<'_>) -> Read<T> {
    let value = T::read(&mut from)?;
    from.end()?;
    Ok(value)
}

/// Writes the JSON body of a request.
pub(crate) fn to_vec_request<T: JsonValue>(value: &T) -> serde_json::Result<Vec<u8>> {
    serde_json::to_vec(&Written(value, Mode::Request))
}
