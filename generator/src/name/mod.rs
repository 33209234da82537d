//! Turns wire names into Rust names.
//!
//! Only the newtypes of this module become identifiers, and only this module creates them, so a name from a document can't
//! reach the output unchecked.

mod assign;
mod ident;
mod reserved;
pub mod runtime;
mod rust_type;
mod scope;

use std::fmt;

pub use assign::{Home, assign};
pub use ident::{pascal, snake};
pub use reserved::is_device;
pub use rust_type::{Name, RustType};

macro_rules! name {
    ($(#[$doc:meta])* $name:ident) => {
        $(#[$doc])*
        #[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub struct $name(String);

        impl $name {
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
