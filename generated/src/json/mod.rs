//! JSON in and out: text comes in and becomes typed values, typed values become text.
//!
//! A type gives its fields, read one by wire name and write them in order ([`Object`]); all else is written once, here.
//! Reading forgives what a response may do (see [`Reader`]), unless it reads a caller's own input ([`from_input`]).

mod extra;
mod nullable;
mod object;
mod read;
mod text;
mod value;

pub use extra::Extra;
pub use nullable::Nullable;
pub use object::{AsObject, Fields, Moment, Object, show_object};
pub use read::{Misfit, Read, Reader, Slot};
pub use text::Json;

pub(crate) use read::is_number;

use serde::{Deserialize, Deserializer, Serialize, Serializer, de};
use serde_json::value::RawValue;
use std::fmt;

/// A type that a JSON value can have in a request or a response.
#[doc(hidden)]
pub trait JsonValue: Sized + fmt::Debug {
    /// Reads a value.
    fn read(from: &mut Reader<'_>) -> Read<Self>;

    /// Writes the value.
    fn write<S: Serializer>(&self, to: S, mode: Mode) -> Result<S::Ok, S::Error>;

    /// Reads the value of a field that already is there, as the last one of its name that counts.
    #[inline]
    fn read_field(&mut self, from: &mut Reader<'_>) -> Read {
        *self = Self::read(from)?;
        Ok(Slot::Taken)
    }

    /// Whether a field with this value is not written at all.
    fn is_absent(&self) -> bool {
        false
    }

    /// What null means to an optional field of this type, if it means more than that nothing is there.
    fn from_null() -> Option<Self> {
        None
    }

    /// The value of a response that has no content to read, if this is the type of such.
    fn without_content() -> Option<Self> {
        None
    }

    /// What `Debug` of an object shows for a field with this value.
    fn shown(&self) -> &dyn fmt::Debug {
        self
    }
}

/// A type that the generator wrote: it only says how the types of its kind are read and written. There are two thousand
/// of them, and the compiler checks each impl of each.
#[doc(hidden)]
pub trait Generated: Sized + fmt::Debug {
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
}

impl<T: Generated> JsonValue for T {
    fn read(from: &mut Reader<'_>) -> Read<Self> {
        T::Codec::read(from)
    }

    fn write<S: Serializer>(&self, to: S, mode: Mode) -> Result<S::Ok, S::Error> {
        T::Codec::write(self, to, mode)
    }
}

/// What a value is written for.
#[doc(hidden)]
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Mode {
    /// To be read by anyone: all of it.
    Whole,
    /// The body of a request: without the fields that only responses have.
    Request,
}

/// A value with serde's own trait, written for `Mode`.
pub(crate) struct Written<'a, T>(pub(crate) &'a T, pub(crate) Mode);

impl<T: JsonValue> Serialize for Written<'_, T> {
    fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        self.0.write(to, self.1)
    }
}

/// Reads a text of a response: what does not fit is put aside.
pub(crate) fn from_text<T: JsonValue>(text: &str) -> Read<T> {
    read_whole(Reader::new(text))
}

/// Reads the body of a response.
#[doc(hidden)]
pub fn from_bytes<T: JsonValue>(body: &[u8]) -> Read<T> {
    let text = str::from_utf8(body).map_err(|_| Misfit::new("the body is not UTF-8"))?;
    if text.trim_ascii().is_empty() {
        return Err(Misfit::new("the body is empty"));
    }
    from_text(text)
}

/// Reads a caller's own input: a field that its type does not know, or that does not fit, is an error.
#[cfg_attr(not(feature = "dynamic"), allow(dead_code, reason = "only `dynamic` takes JSON as input"))]
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

/// Deserializes a value, for serde's `Deserialize`: with serde_json only.
#[doc(hidden)]
pub fn deserialize<'de, T: JsonValue, D: Deserializer<'de>>(from: D) -> Result<T, D::Error> {
    let raw = Box::<RawValue>::deserialize(from)?;
    from_text(raw.get()).map_err(de::Error::custom)
}

/// Implements serde's traits for a [`JsonValue`].
#[doc(hidden)]
#[macro_export]
macro_rules! __serde {
    ($type:ident) => {
        impl $crate::codegen::serde::Serialize for $type {
            fn serialize<S: $crate::codegen::serde::Serializer>(
                &self,
                to: S,
            ) -> ::std::result::Result<S::Ok, S::Error> {
                $crate::codegen::JsonValue::write(self, to, $crate::codegen::Mode::Whole)
            }
        }
        impl<'de> $crate::codegen::serde::Deserialize<'de> for $type {
            fn deserialize<D: $crate::codegen::serde::Deserializer<'de>>(
                from: D,
            ) -> ::std::result::Result<Self, D::Error> {
                $crate::codegen::deserialize(from)
            }
        }
    };
}
