//! Unions: objects whose tag determines their type.

use crate::json::{Json, Read, Reader};

/// Reads the tag of the next object, and goes back to the object's start.
#[doc(hidden)]
#[inline]
pub fn read_tag(from: &mut Reader<'_>, tag: &str) -> Read<Option<String>> {
    let start = from.mark();
    let mut found = None;
    from.object(|name, from| {
        let value = from.raw()?;
        if name == tag {
            found = serde_json::from_str(value.get()).ok();
        }
        Ok(())
    })?;
    from.go_back(start);
    Ok(found)
}

/// Reads an object whose tag has no variant.
#[doc(hidden)]
#[inline]
pub fn read_unrecognized(from: &mut Reader<'_>) -> Read<Json> {
    from.raw().map(Json::from_raw)
}

/// Defines an enum of objects that are distinguished by a tag.
#[doc(hidden)]
#[macro_export]
macro_rules! __union {
    ($(#[$doc:meta])* pub enum $name:ident: $tag:literal {
        $($(#[$variant_doc:meta])* $variant:ident($payload:ty) = $($text:literal)|+,)*
    }) => {
        $(#[$doc])*
        #[derive(Clone, PartialEq)]
        #[non_exhaustive]
        pub enum $name {
            $($(#[$variant_doc])* $variant($payload),)*
            /// An object whose tag isn't in the document.
            Unrecognized($crate::codegen::Json),
        }
        $crate::__union! { $name, $tag; $($variant($payload) = $($text)|+;)* }
    };
    ($name:ident, $tag:literal; $($variant:ident($payload:ty) = $($text:literal)|+;)*) => {
        $(impl ::std::convert::From<$payload> for $name {
            #[inline]
            fn from(value: $payload) -> Self {
                Self::$variant(value)
            }
        })*
        impl ::std::default::Default for $name {
            /// Returns `Unrecognized` with null.
            #[inline]
            fn default() -> Self {
                Self::Unrecognized($crate::codegen::Json::default())
            }
        }
        impl ::std::fmt::Debug for $name {
            #[inline]
            fn fmt(&self, f: &mut ::std::fmt::Formatter<'_>) -> ::std::fmt::Result {
                match self {
                    $(Self::$variant(value) => ::std::fmt::Debug::fmt(value, f),)*
                    // It isn't known which of its fields are personal.
                    Self::Unrecognized(_) => f.write_str("Unrecognized([redacted])"),
                }
            }
        }
        impl $crate::codegen::JsonValue for $name {
            #[inline]
            fn read(from: &mut $crate::codegen::Reader<'_>) -> $crate::codegen::Read<Self> {
                match $crate::codegen::read_tag(from, $tag)?.as_deref() {
                    $(::std::option::Option::Some($($text)|+) => $crate::codegen::JsonValue::read(from).map(Self::$variant),)*
                    _ => $crate::codegen::read_unrecognized(from).map(Self::Unrecognized),
                }
            }
            #[inline]
            fn write<S: $crate::codegen::serde::Serializer>(
                &self,
                to: S,
                mode: $crate::codegen::Mode,
            ) -> ::std::result::Result<S::Ok, S::Error> {
                match self {
                    $(Self::$variant(value) => $crate::codegen::JsonValue::write(value, to, mode),)*
                    Self::Unrecognized(value) => $crate::codegen::JsonValue::write(value, to, mode),
                }
            }
            #[inline]
            fn blank() -> Self {
                ::std::default::Default::default()
            }
        }
        $crate::__serde!($name);
    };
}
