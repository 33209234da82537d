//! Reads, writes and formats objects, for all types that list their fields.

use jiff::Timestamp;
use serde::{Serialize, Serializer, ser::SerializeMap};
use std::fmt;

use super::{Codec, Extra, Json, JsonValue, Mismatch, Mode, Read, Reader, Slot, Written};
use crate::time;

/// A struct with named fields.
#[doc(hidden)]
pub trait Object: Sized {
    /// The type's name.
    const NAME: &'static str;
    /// The wire names of the required fields.
    const REQUIRED: &'static [&'static str] = &[];
    /// The wire names of the fields that are personal or secret.
    const PRIVATE: &'static [&'static str] = &[];
    /// The wire names of the fields that only responses have.
    const READ_ONLY: &'static [&'static str] = &[];

    /// Returns an object without any field set.
    fn blank() -> Self;

    /// Returns the unknown fields, and the values that don't match their field's type.
    fn extra(&self) -> &Extra;

    /// Returns the unknown fields, and the values that don't match their field's type.
    fn extra_mut(&mut self) -> &mut Extra;

    /// Passes the fields to `to`, in the document's order.
    fn fields<'a, V: Fields<'a>>(&'a self, to: &mut V);

    /// Reads one field.
    fn read(&mut self, name: &str, from: &mut Reader<'_>) -> Read;
}

/// Receives the fields of an object. It may keep references to them for `'a`.
#[doc(hidden)]
pub trait Fields<'a> {
    /// Receives a field by its wire name.
    fn field<T: JsonValue>(&mut self, name: &'static str, value: &'a T);

    /// Receives a field with a timestamp in RFC 2822 format.
    fn rfc2822<T: TimestampField>(&mut self, name: &'static str, value: &'a T);
}

/// A field with a timestamp, required or optional.
#[doc(hidden)]
pub trait TimestampField: PartialEq + 'static {
    /// Returns the timestamp.
    fn timestamp(&self) -> Option<Timestamp>;
}

impl TimestampField for Timestamp {
    fn timestamp(&self) -> Option<Timestamp> {
        Some(*self)
    }
}

impl TimestampField for Option<Timestamp> {
    fn timestamp(&self) -> Option<Timestamp> {
        *self
    }
}

/// How objects are read and written.
#[doc(hidden)]
#[derive(Debug)]
pub struct AsObject;

impl<T: Object> Codec<T> for AsObject {
    fn read(from: &mut Reader<'_>) -> Read<T> {
        const { assert!(T::REQUIRED.len() <= 128, "an object has at most 128 required fields") };
        let mut object = T::blank();
        fill(&mut object, T::REQUIRED, from)?;
        Ok(object)
    }

    fn write<S: Serializer>(object: &T, to: S, mode: Mode) -> Result<S::Ok, S::Error> {
        let named = Named(object, mode);
        match object.extra().has_escaped() {
            false => named.serialize(to),
            true => object.extra().write_escaped(&named, to),
        }
    }

    #[inline]
    fn blank() -> T {
        T::blank()
    }
}

/// An object without the fields whose name contains an unpaired surrogate.
struct Named<'a, T>(&'a T, Mode);

impl<T: Object> Serialize for Named<'_, T> {
    fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        let &Self(object, mode) = self;
        let mut writer = Writer {
            map: to.serialize_map(None)?,
            mode,
            left_out: if mode == Mode::Request { T::READ_ONLY } else { &[] },
            extra: object.extra(),
            written: Vec::new(),
            error: None,
        };
        object.fields(&mut writer);
        writer.end()
    }
}

/// Formats the fields that are set, private ones as `[redacted]`, and the names of unknown fields.
#[doc(hidden)]
pub fn show_object<T: Object>(object: &T, f: &mut fmt::Formatter<'_>) -> fmt::Result {
    let mut shown = Shown { to: f.debug_struct(T::NAME), private: T::PRIVATE };
    object.fields(&mut shown);
    let Shown { mut to, .. } = shown;
    if !object.extra().is_empty() {
        to.field("extra", object.extra());
    }
    to.finish()
}

/// An object of any type, whose fields are being read. It is used as a trait object, so that all types share one `fill`.
trait Slots {
    fn read_slot(&mut self, name: &str, from: &mut Reader<'_>) -> Read;
    fn aside(&mut self) -> &mut Extra;
}

impl<T: Object> Slots for T {
    fn read_slot(&mut self, name: &str, from: &mut Reader<'_>) -> Read {
        self.read(name, from)
    }

    fn aside(&mut self) -> &mut Extra {
        self.extra_mut()
    }
}

/// Any object, of which all members are kept aside.
impl Slots for Extra {
    fn read_slot(&mut self, _: &str, _: &mut Reader<'_>) -> Read {
        Ok(Slot::Aside)
    }

    fn aside(&mut self) -> &mut Extra {
        self
    }
}

/// Reads the members of an object of unknown type.
pub(crate) fn members(text: &str) -> Read<Extra> {
    let mut members = Extra::new();
    let mut from = Reader::new(text);
    fill(&mut members, &[], &mut from)?;
    from.end()?;
    Ok(members)
}

fn fill(object: &mut dyn Slots, required: &'static [&'static str], from: &mut Reader<'_>) -> Read<()> {
    let mut there = 0_u128;
    from.object(|name, from| {
        match object.read_slot(name, from)? {
            Slot::Taken => {
                if let Some(index) = required.iter().position(|required| *required == name) {
                    there |= 1 << index;
                }
                object.aside().remove(name);
            }
            Slot::Aside => {
                from.allocate_entry::<Json>(object.aside().len())?;
                let value = Json::from_raw(from.raw()?);
                object.aside().keep(name, from.is_escaped(name), value);
            }
        }
        Ok(())
    })?;
    match required.iter().enumerate().find(|(index, _)| there & (1 << index) == 0) {
        None => Ok(()),
        Some((_, name)) => Err(Mismatch::new(format!("the required field `{name}` is missing"))),
    }
}

struct Writer<'a, M: SerializeMap> {
    map: M,
    mode: Mode,
    left_out: &'static [&'static str],
    extra: &'a Extra,
    /// Written fields that are in `extra` too: the field takes precedence.
    written: Vec<&'static str>,
    error: Option<M::Error>,
}

impl<M: SerializeMap> Writer<'_, M> {
    fn entry<T: Serialize>(&mut self, name: &'static str, value: &T) {
        if self.error.is_some() || self.left_out.contains(&name) {
            return;
        }
        if self.extra.contains_key(name) {
            self.written.push(name);
        }
        self.error = self.map.serialize_entry(name, value).err();
    }

    fn end(mut self) -> Result<M::Ok, M::Error> {
        if let Some(error) = self.error {
            return Err(error);
        }
        for (name, value) in self.extra.named() {
            if !self.written.contains(&name) && !self.left_out.contains(&name) {
                self.map.serialize_entry(name, &Written(value, self.mode))?;
            }
        }
        self.map.end()
    }
}

impl<M: SerializeMap> Fields<'_> for Writer<'_, M> {
    fn field<T: JsonValue>(&mut self, name: &'static str, value: &T) {
        if !value.is_absent() {
            self.entry(name, &Written(value, self.mode));
        }
    }

    fn rfc2822<T: TimestampField>(&mut self, name: &'static str, value: &T) {
        if let Some(timestamp) = value.timestamp() {
            self.entry(name, &time::to_rfc2822(timestamp));
        }
    }
}

struct Shown<'a, 'f> {
    to: fmt::DebugStruct<'a, 'f>,
    private: &'static [&'static str],
}

impl Shown<'_, '_> {
    fn show(&mut self, name: &'static str, value: &dyn fmt::Debug) {
        if self.private.contains(&name) {
            self.to.field(name, &format_args!("[redacted]"));
        } else {
            self.to.field(name, value);
        }
    }
}

impl Fields<'_> for Shown<'_, '_> {
    fn field<T: JsonValue>(&mut self, name: &'static str, value: &T) {
        if !value.is_absent() {
            self.show(name, value.shown());
        }
    }

    fn rfc2822<T: TimestampField>(&mut self, name: &'static str, value: &T) {
        if let Some(timestamp) = value.timestamp() {
            self.show(name, &format_args!("{timestamp}"));
        }
    }
}

/// Implements [`Object`], `Clone`, `PartialEq`, `Debug`, `Generated` and serde's traits for a struct, from a table of its
/// fields.
///
/// `: Default` implements `Default` too, for types that need no value to be created. The lists in the head are of wire names. A
/// row is a field: how it is written (a method of `Fields`), its name and its wire name.
#[doc(hidden)]
#[macro_export]
macro_rules! __object {
    (
        $name:ident $(: $default:ident)? $(, required $required:tt)? $(, private $private:tt)? $(, read_only $read_only:tt)?;
        $($kind:ident $field:ident = $wire:literal;)*
    ) => {
        impl ::std::clone::Clone for $name {
            #[inline]
            fn clone(&self) -> Self {
                Self { $($field: self.$field.clone(),)* extra: self.extra.clone() }
            }
        }
        impl $crate::codegen::Object for $name {
            const NAME: &'static str = stringify!($name);
            $(const REQUIRED: &'static [&'static str] = &$required;)?
            $(const PRIVATE: &'static [&'static str] = &$private;)?
            $(const READ_ONLY: &'static [&'static str] = &$read_only;)?

            #[inline]
            fn blank() -> Self {
                Self { $($field: $crate::codegen::JsonValue::blank(),)* extra: $crate::codegen::Extra::new() }
            }

            #[inline]
            fn extra(&self) -> &$crate::codegen::Extra {
                &self.extra
            }

            #[inline]
            fn extra_mut(&mut self) -> &mut $crate::codegen::Extra {
                &mut self.extra
            }

            // `_to`, because a table may have no rows.
            #[inline]
            fn fields<'a, V: $crate::codegen::Fields<'a>>(&'a self, _to: &mut V) {
                $(_to.$kind($wire, &self.$field);)*
            }

            #[inline]
            fn read(&mut self, name: &str, from: &mut $crate::codegen::Reader<'_>) -> $crate::codegen::Read {
                match name {
                    $($wire => from.read(&mut self.$field),)*
                    _ => from.unknown(),
                }
            }
        }
        $(
            impl ::std::default::$default for $name {
                #[inline]
                fn default() -> Self {
                    $crate::codegen::Object::blank()
                }
            }
        )?
        impl ::std::cmp::PartialEq for $name {
            #[inline]
            fn eq(&self, other: &Self) -> bool {
                $crate::codegen::equal_objects(self, other)
            }
        }
        impl ::std::fmt::Debug for $name {
            #[inline]
            fn fmt(&self, f: &mut ::std::fmt::Formatter<'_>) -> ::std::fmt::Result {
                $crate::codegen::show_object(self, f)
            }
        }
        impl $crate::codegen::Generated for $name {
            type Codec = $crate::codegen::AsObject;
        }
        $crate::__serde!($name);
    };
}
