//! Wire names in, Rust names out.
//!
//! The newtypes here are the only strings that become identifiers, and this module is the only
//! one that makes them: a name that a document carries can never reach the output unchecked.

mod assign;
mod ident;
mod reserved;
mod scope;

use std::fmt;

pub use assign::{Home, assign};
pub use ident::{pascal, snake};

macro_rules! name {
    ($(#[$doc:meta])* $name:ident) => {
        $(#[$doc])*
        #[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub struct $name(String);

        impl $name {
            /// The identifier's text.
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
    /// Name of a type or enum variant, in PascalCase.
    TypeName
}
name! {
    /// Name of a field and its setter, in snake_case.
    FieldName
}
name! {
    /// Name of a module, which is its file's too, in snake_case.
    ModuleName
}
