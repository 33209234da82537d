//! Implements serde's traits: raw JSON text with serde_json, and whatever the format provides with others.

use serde::de::{self, Deserialize, Deserializer, Visitor, value::MapAccessDeserializer, value::SeqAccessDeserializer};
use serde::{Serialize, Serializer, forward_to_deserialize_any, ser};
use serde_json::{Value, value::RawValue};
use std::fmt;

use super::{JsonValue, Mode, Written, from_text};
use crate::open_enum::{OpenEnum, from_text as enum_from_text};

/// Serializes a value, for serde's `Serialize`. A binary format gets the JSON text as bytes.
#[doc(hidden)]
pub fn serialize<T: JsonValue, S: Serializer>(value: &T, to: S) -> Result<S::Ok, S::Error> {
    serialize_in_format(&Written(value, Mode::Whole), to)
}

/// Serializes a value as it is, or, in a binary format, as the bytes of its JSON text.
pub(crate) fn serialize_in_format<S: Serializer>(value: &impl Serialize, to: S) -> Result<S::Ok, S::Error> {
    if to.is_human_readable() {
        return value.serialize(to);
    }
    let text = serde_json::to_vec(value).map_err(ser::Error::custom)?;
    to.serialize_bytes(&text)
}

/// Deserializes a value, for serde's `Deserialize`.
#[doc(hidden)]
pub fn deserialize<'de, T: JsonValue, D: Deserializer<'de>>(from: D) -> Result<T, D::Error> {
    from_text(&json_text(from)?).map_err(de::Error::custom)
}

/// Deserializes an enum, which is a string in every format.
#[doc(hidden)]
pub fn deserialize_enum<'de, T: OpenEnum, D: Deserializer<'de>>(from: D) -> Result<T, D::Error> {
    from.deserialize_str(TextVisitor).map(|text| enum_from_text(&text))
}

/// Returns the next value as JSON text.
///
/// This is serde_json's raw text if the deserializer is serde_json's. If it isn't, because serde has buffered the value
/// (`flatten`, tagged and untagged enums) or because the format is another, numbers are what that one makes of them.
pub(crate) fn json_text<'de, D: Deserializer<'de>>(from: D) -> Result<Box<str>, D::Error> {
    if !from.is_human_readable() {
        return from.deserialize_byte_buf(AnyVisitor);
    }
    let mut other = None;
    match Box::<RawValue>::deserialize(RawOrAny { from, other: &mut other }) {
        Ok(raw) => Ok(raw.into()),
        Err(error) => other.ok_or(error),
    }
}

/// A deserializer for [`RawValue`], which only serde_json supports. With any other, the value is stored in `other` as JSON text,
/// and deserializing the `RawValue` fails.
struct RawOrAny<'a, D> {
    from: D,
    other: &'a mut Option<Box<str>>,
}

impl<'de, D: Deserializer<'de>> Deserializer<'de> for RawOrAny<'_, D> {
    type Error = D::Error;

    fn deserialize_any<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, D::Error> {
        self.from.deserialize_any(visitor)
    }

    // serde_json recognizes a `RawValue` by the name of this newtype struct.
    fn deserialize_newtype_struct<V: Visitor<'de>>(self, name: &'static str, visitor: V) -> Result<V::Value, D::Error> {
        self.from.deserialize_newtype_struct(name, RawOrAny { from: visitor, other: self.other })
    }

    forward_to_deserialize_any! {
        bool i8 i16 i32 i64 i128 u8 u16 u32 u64 u128 f32 f64 char str string bytes byte_buf option unit unit_struct seq tuple
        tuple_struct map struct enum identifier ignored_any
    }
}

impl<'de, V: Visitor<'de>> Visitor<'de> for RawOrAny<'_, V> {
    type Value = V::Value;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.from.expecting(f)
    }

    fn visit_map<A: de::MapAccess<'de>>(self, map: A) -> Result<V::Value, A::Error> {
        self.from.visit_map(map)
    }

    fn visit_newtype_struct<D: Deserializer<'de>>(self, from: D) -> Result<V::Value, D::Error> {
        *self.other = Some(from.deserialize_any(AnyVisitor)?);
        Err(de::Error::custom("the value is not raw JSON"))
    }
}

/// Turns any value into JSON text. Bytes are JSON text, as [`serialize`] writes it.
struct AnyVisitor;

macro_rules! visit_scalars {
    ($($visit:ident: $type:ty),*) => {
        $(fn $visit<E: de::Error>(self, value: $type) -> Result<Box<str>, E> {
            Ok(Value::from(value).to_string().into())
        })*
    };
}

impl<'de> Visitor<'de> for AnyVisitor {
    type Value = Box<str>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a JSON value")
    }

    visit_scalars!(visit_bool: bool, visit_i64: i64, visit_u64: u64, visit_f64: f64, visit_str: &str);

    fn visit_bytes<E: de::Error>(self, text: &[u8]) -> Result<Box<str>, E> {
        str::from_utf8(text)
            .map(Box::from)
            .map_err(|_| E::custom("the bytes are not JSON text: they are not valid UTF-8"))
    }

    fn visit_unit<E: de::Error>(self) -> Result<Box<str>, E> {
        Ok("null".into())
    }

    fn visit_none<E: de::Error>(self) -> Result<Box<str>, E> {
        self.visit_unit()
    }

    fn visit_some<D: Deserializer<'de>>(self, from: D) -> Result<Box<str>, D::Error> {
        from.deserialize_any(self)
    }

    fn visit_newtype_struct<D: Deserializer<'de>>(self, from: D) -> Result<Box<str>, D::Error> {
        from.deserialize_any(self)
    }

    fn visit_seq<A: de::SeqAccess<'de>>(self, items: A) -> Result<Box<str>, A::Error> {
        Value::deserialize(SeqAccessDeserializer::new(items)).map(|value| value.to_string().into())
    }

    fn visit_map<A: de::MapAccess<'de>>(self, members: A) -> Result<Box<str>, A::Error> {
        Value::deserialize(MapAccessDeserializer::new(members)).map(|value| value.to_string().into())
    }
}

/// Takes a string.
struct TextVisitor;

impl Visitor<'_> for TextVisitor {
    type Value = String;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a string")
    }

    fn visit_str<E: de::Error>(self, text: &str) -> Result<String, E> {
        Ok(text.to_owned())
    }

    fn visit_string<E: de::Error>(self, text: String) -> Result<String, E> {
        Ok(text)
    }
}

/// Implements serde's traits for a [`JsonValue`], or for an enum of strings.
#[doc(hidden)]
#[macro_export]
macro_rules! __serde {
    ($type:ident) => {
        $crate::__serde!($type: |value, to| $crate::codegen::serialize(value, to), $crate::codegen::deserialize);
    };
    (enum $type:ident) => {
        $crate::__serde!($type: |value, to| to.serialize_str(value.as_str()), $crate::codegen::deserialize_enum);
    };
    ($type:ident: |$value:ident, $to:ident| $serialize:expr, $deserialize:expr) => {
        impl $crate::codegen::serde::Serialize for $type {
            #[inline]
            fn serialize<S: $crate::codegen::serde::Serializer>(
                &self,
                $to: S,
            ) -> ::std::result::Result<S::Ok, S::Error> {
                let $value = self;
                $serialize
            }
        }
        impl<'de> $crate::codegen::serde::Deserialize<'de> for $type {
            #[inline]
            fn deserialize<D: $crate::codegen::serde::Deserializer<'de>>(
                from: D,
            ) -> ::std::result::Result<Self, D::Error> {
                $deserialize(from)
            }
        }
    };
}
