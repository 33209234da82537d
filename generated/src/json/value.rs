//! Reads and writes the basic types of JSON values: strings, booleans, integers, lists, maps, and no content.

use serde::{Serialize, Serializer, ser::SerializeMap};
use std::collections::BTreeMap;

use super::{Codec, Generated, Json, JsonValue, Mismatch, Mode, Read, Reader, Written};
use crate::number;

impl JsonValue for String {
    #[inline]
    fn read(from: &mut Reader<'_>) -> Read<Self> {
        from.string().map(String::from)
    }

    fn write<S: Serializer>(&self, to: S, _: Mode) -> Result<S::Ok, S::Error> {
        to.serialize_str(self)
    }

    #[inline]
    fn blank() -> Self {
        Self::new()
    }
}

impl JsonValue for bool {
    fn read(from: &mut Reader<'_>) -> Read<Self> {
        from.boolean()
    }

    fn write<S: Serializer>(&self, to: S, _: Mode) -> Result<S::Ok, S::Error> {
        to.serialize_bool(*self)
    }

    #[inline]
    fn blank() -> Self {
        false
    }
}

impl JsonValue for i64 {
    fn read(from: &mut Reader<'_>) -> Read<Self> {
        if from.peek() == b'"' && !from.is_strict() {
            let text = from.string()?;
            // Accepts only the string that the integer formats as, so that no other notation is lost.
            let integer = text.parse::<i64>().ok().filter(|integer| integer.to_string() == *text);
            return integer.ok_or_else(|| Mismatch::new("expected an integer, found another string"));
        }
        let digits = from.number()?;
        let integer = digits.parse().ok().or_else(|| number::integral(digits));
        integer.ok_or_else(|| Mismatch::new("expected a 64-bit integer, found another number"))
    }

    fn write<S: Serializer>(&self, to: S, _: Mode) -> Result<S::Ok, S::Error> {
        to.serialize_i64(*self)
    }

    #[inline]
    fn blank() -> Self {
        0
    }
}

impl JsonValue for Json {
    fn read(from: &mut Reader<'_>) -> Read<Self> {
        from.raw().map(Self::from_raw)
    }

    fn write<S: Serializer>(&self, to: S, _: Mode) -> Result<S::Ok, S::Error> {
        self.raw().serialize(to)
    }

    #[inline]
    fn blank() -> Self {
        Self::default()
    }
}

/// No content: the body of a response is ignored.
impl JsonValue for () {
    fn read(from: &mut Reader<'_>) -> Read<Self> {
        from.raw().map(|_| ())
    }

    fn write<S: Serializer>(&self, to: S, _: Mode) -> Result<S::Ok, S::Error> {
        to.serialize_unit()
    }

    fn without_content() -> Option<Self> {
        Some(())
    }

    #[inline]
    fn blank() -> Self {}
}

impl<T: JsonValue> JsonValue for Option<T> {
    #[inline]
    fn read(from: &mut Reader<'_>) -> Read<Self> {
        if from.null()? { Ok(T::from_null()) } else { T::read(from).map(Some) }
    }

    fn write<S: Serializer>(&self, to: S, mode: Mode) -> Result<S::Ok, S::Error> {
        match self {
            None => to.serialize_unit(),
            Some(value) => value.write(to, mode),
        }
    }

    #[inline]
    fn read_field(&mut self, from: &mut Reader<'_>) -> Read {
        from.optional(self, Self::read)
    }

    fn is_absent(&self) -> bool {
        self.is_none()
    }

    fn shown(&self) -> &dyn std::fmt::Debug {
        match self {
            None => self,
            Some(value) => value,
        }
    }

    #[inline]
    fn blank() -> Self {
        None
    }
}

/// How a boxed value is read and written.
#[doc(hidden)]
#[derive(Debug)]
pub struct AsBox;

/// `Box` is the only foreign type for which another crate could implement [`Generated`], so it can't implement `JsonValue`
/// directly.
impl<T: JsonValue> Generated for Box<T> {
    type Codec = AsBox;
}

impl<T: JsonValue> Codec<Box<T>> for AsBox {
    fn read(from: &mut Reader<'_>) -> Read<Box<T>> {
        from.allocate(size_of::<T>())?;
        T::read(from).map(Box::new)
    }

    fn write<S: Serializer>(value: &Box<T>, to: S, mode: Mode) -> Result<S::Ok, S::Error> {
        T::write(value, to, mode)
    }

    #[inline]
    fn blank() -> Box<T> {
        Box::new(T::blank())
    }
}

impl<T: JsonValue> JsonValue for Vec<T> {
    fn read(from: &mut Reader<'_>) -> Read<Self> {
        let mut items = Self::new();
        from.array(|from| {
            let item = T::read(from)?;
            from.push(&mut items, item)
        })?;
        Ok(items)
    }

    fn write<S: Serializer>(&self, to: S, mode: Mode) -> Result<S::Ok, S::Error> {
        to.collect_seq(self.iter().map(|item| Written(item, mode)))
    }

    #[inline]
    fn blank() -> Self {
        Self::new()
    }
}

impl<T: JsonValue> JsonValue for BTreeMap<String, T> {
    fn read(from: &mut Reader<'_>) -> Read<Self> {
        let mut entries = Self::new();
        from.object(|name, from| {
            if from.is_escaped(name) {
                return Err(Mismatch::new("a name is not a valid JSON string"));
            }
            let value = T::read(from)?;
            from.allocate_entry::<T>(entries.len())?;
            entries.insert(name.to_owned(), value);
            Ok(())
        })?;
        Ok(entries)
    }

    fn write<S: Serializer>(&self, to: S, mode: Mode) -> Result<S::Ok, S::Error> {
        let mut map = to.serialize_map(Some(self.len()))?;
        for (name, value) in self {
            map.serialize_entry(name, &Written(value, mode))?;
        }
        map.end()
    }

    #[inline]
    fn blank() -> Self {
        Self::new()
    }
}
