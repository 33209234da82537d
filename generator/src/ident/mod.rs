//! Rust identifiers: how any string becomes one, which are reserved, and the newtypes that hold them.
//!
//! Only these newtypes become identifiers in the output.

mod home;
pub(crate) mod reserved;
pub mod runtime;
pub(crate) mod spelling;

use std::fmt;

pub(crate) use home::module;
pub use home::{Home, stem};
pub use reserved::{PRODUCTS, is_device};
pub use spelling::{pascal, snake};

macro_rules! name {
    ($(#[$doc:meta])* $name:ident) => {
        $(#[$doc])*
        #[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub struct $name(String);

        impl $name {
            /// Creates a name from an identifier.
            pub(crate) fn new(identifier: String) -> Self {
                debug_assert!(spelling::is_identifier(&identifier), "{identifier:?} isn't an identifier");
                Self(identifier)
            }

            /// Returns the identifier as a string.
            pub fn as_str(&self) -> &str {
                &self.0
            }
        }

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str(&self.0)
            }
        }
    };
}

name! {
    /// The name of a type or enum variant, in PascalCase.
    TypeName
}
name! {
    /// The name of a field and its setter, in snake_case.
    FieldName
}
name! {
    /// The name of a module and its file, in snake_case.
    ModuleName
}
