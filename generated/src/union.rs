//! Unions: an object whose tag says which of several types it is.

use crate::json::{Json, Read, Reader};

/// Reads the tag of the object that comes next, and goes back to its beginning.
#[doc(hidden)]
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

/// Reads an object whose tag no variant stands for.
#[doc(hidden)]
pub fn read_unrecognized(from: &mut Reader<'_>) -> Read<Json> {
    from.raw().map(Json::from_raw)
}

/// Defines an enum of objects that a tag tells apart.
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
            /// An object whose tag the document does not know.
            Unrecognized($crate::codegen::Json),
        }
        $crate::__union!($name, $tag, $($variant($payload) = $($text)|+),*);
    };
    ($name:ident, $tag:literal, $($variant:ident($payload:ty) = $($text:literal)|+),* $(,)?) => {
        $(impl ::std::convert::From<$payload> for $name {
            fn from(value: $payload) -> Self {
                Self::$variant(value)
            }
        })*
        impl ::std::default::Default for $name {
            /// Null, of no kind.
            fn default() -> Self {
                Self::Unrecognized($crate::codegen::Json::default())
            }
        }
        impl ::std::fmt::Debug for $name {
            fn fmt(&self, f: &mut ::std::fmt::Formatter<'_>) -> ::std::fmt::Result {
                match self {
                    $(Self::$variant(value) => ::std::fmt::Debug::fmt(value, f),)*
                    // Which of its fields are personal is not known.
                    Self::Unrecognized(_) => f.write_str("Unrecognized([redacted])"),
                }
            }
        }
        impl $crate::codegen::JsonValue for $name {
            fn read(from: &mut $crate::codegen::Reader<'_>) -> $crate::codegen::Read<Self> {
                match $crate::codegen::read_tag(from, $tag)?.as_deref() {
                    $(::std::option::Option::Some($($text)|+) => $crate::codegen::JsonValue::read(from).map(Self::$variant),)*
                    _ => $crate::codegen::read_unrecognized(from).map(Self::Unrecognized),
                }
            }
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
        }
        $crate::__serde!($name);
    };
}
