//! Open enums of strings, which keep unknown values.

use serde::Serializer;
use std::fmt;

use crate::json::{Codec, JsonValue, Mode, Read, Reader};

/// A string for which an enum has no variant.
///
/// Only the enum creates it, so it never contains the string of a variant. To convert a string to an enum, use
/// `From<&str>`.
#[derive(Clone, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Unrecognized(Box<str>);

/// An enum of strings. What `open_enum!` doesn't implement is implemented once for all enums.
#[doc(hidden)]
pub trait OpenEnum: JsonValue + From<String> {
    /// The known values: `active | closed`.
    const VALUES: &'static str;

    /// The type of a list of them: `array<active | closed>`.
    const LIST: &'static str;

    /// Returns the variant for a string, if there is one.
    fn known(text: &str) -> Option<Self>;

    /// Returns the variant for an unknown string.
    fn unrecognized(text: Unrecognized) -> Self;

    /// Returns the string.
    fn as_str(&self) -> &str;
}

/// How enums are read and written.
#[doc(hidden)]
#[derive(Debug)]
pub struct AsEnum;

impl Unrecognized {
    /// Returns the string.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Debug for Unrecognized {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Debug::fmt(self.as_str(), f)
    }
}

impl fmt::Display for Unrecognized {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.as_str())
    }
}

impl<T: OpenEnum> Codec<T> for AsEnum {
    fn read(from: &mut Reader<'_>) -> Read<T> {
        from.string().map(|text| from_text(&text))
    }

    fn write<S: Serializer>(value: &T, to: S, _: Mode) -> Result<S::Ok, S::Error> {
        to.serialize_str(value.as_str())
    }

    #[inline]
    fn blank() -> T {
        from_text("")
    }
}

/// Returns the variant for a string.
#[doc(hidden)]
pub fn from_text<T: OpenEnum>(text: &str) -> T {
    T::known(text).unwrap_or_else(|| T::unrecognized(Unrecognized(text.into())))
}

/// Implements the traits that all [`OpenEnum`]s have.
///
/// There are about 700 enums, and the compiler checks each impl of each.
#[doc(hidden)]
#[macro_export]
macro_rules! __open_enum {
    ($name:ident; $first:ident = $first_text:literal; $($variant:ident = $text:literal;)*) => {
        impl $name {
            /// Every value that this version of the crate knows.
            pub const ALL: &'static [Self] = &[Self::$first, $(Self::$variant),*];

            /// Returns the value as it is sent and received.
            #[inline]
            pub fn as_str(&self) -> &str {
                match self {
                    Self::$first => $first_text,
                    $(Self::$variant => $text,)*
                    Self::Unrecognized(text) => text.as_str(),
                }
            }
        }
        impl $crate::codegen::OpenEnum for $name {
            const VALUES: &'static str = concat!($first_text $(, " | ", $text)*);
            const LIST: &'static str = concat!("array<", $first_text, $(" | ", $text,)* ">");

            #[inline]
            fn known(text: &str) -> ::std::option::Option<Self> {
                ::std::option::Option::Some(match text {
                    $first_text => Self::$first,
                    $($text => Self::$variant,)*
                    _ => return ::std::option::Option::None,
                })
            }

            #[inline]
            fn unrecognized(text: $crate::codegen::Unrecognized) -> Self {
                Self::Unrecognized(text)
            }

            #[inline]
            fn as_str(&self) -> &str {
                self.as_str()
            }
        }
        $crate::__open_enum!($name);
    };
    ($name:ident) => {
        impl ::std::convert::From<&str> for $name {
            #[inline]
            fn from(text: &str) -> Self {
                $crate::codegen::from_text(text)
            }
        }
        impl ::std::convert::From<::std::string::String> for $name {
            #[inline]
            fn from(text: ::std::string::String) -> Self {
                $crate::codegen::from_text(&text)
            }
        }
        impl ::std::str::FromStr for $name {
            type Err = ::std::convert::Infallible;
            #[inline]
            fn from_str(text: &str) -> ::std::result::Result<Self, ::std::convert::Infallible> {
                ::std::result::Result::Ok($crate::codegen::from_text(text))
            }
        }
        impl ::std::default::Default for $name {
            #[inline]
            fn default() -> Self {
                $crate::codegen::from_text("")
            }
        }
        impl ::std::cmp::PartialEq<&str> for $name {
            #[inline]
            fn eq(&self, other: &&str) -> bool {
                self.as_str() == *other
            }
        }
        impl ::std::fmt::Display for $name {
            #[inline]
            fn fmt(&self, f: &mut ::std::fmt::Formatter<'_>) -> ::std::fmt::Result {
                f.pad(self.as_str())
            }
        }
        impl $crate::codegen::Generated for $name {
            type Codec = $crate::codegen::AsEnum;
        }
        $crate::__serde!(enum $name);
    };
}

/// Defines an open enum of strings, in the form that the generator writes.
#[doc(hidden)]
#[macro_export]
macro_rules! __string_enum {
    ($(#[$doc:meta])* pub enum $name:ident {
        $($(#[$variant_doc:meta])* $variant:ident = $text:literal,)*
    }) => {
        $(#[$doc])*
        #[derive(Clone, Debug, PartialEq, Eq, Hash)]
        #[non_exhaustive]
        pub enum $name {
            $($(#[$variant_doc])* $variant,)*
            /// A value that isn't in the document; created only by `From<&str>`.
            Unrecognized($crate::codegen::Unrecognized),
        }
        $crate::__open_enum! { $name; $($variant = $text;)* }
    };
}
