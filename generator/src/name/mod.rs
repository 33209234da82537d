//! Gives every item of a lowered document a Rust name that is unique in its scope.

mod assign;
mod rust_type;
mod scope;

pub use assign::assign;
pub use rust_type::{Name, RustType};
