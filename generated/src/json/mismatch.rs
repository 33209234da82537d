//! [`Mismatch`]: why a value doesn't match its type, and the pointer to the value.

use std::{borrow::Cow, fmt};

use super::Slot;
use crate::error::quote;

/// The maximum number of characters of a pointer that are shown.
const LONGEST_POINTER: usize = 200;

/// The outcome of reading a field, or a value.
#[doc(hidden)]
pub type Read<T = Slot> = Result<T, Mismatch>;

/// Why a value doesn't match its type, and the pointer to the value.
#[doc(hidden)]
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Mismatch(Box<Parts>);

#[derive(Clone, Debug, PartialEq, Eq)]
struct Parts {
    pointer: String,
    message: Cow<'static, str>,
    broken: bool,
}

impl Mismatch {
    pub(crate) fn new(message: impl Into<Cow<'static, str>>) -> Self {
        Self::build(message.into(), false)
    }

    /// Creates a mismatch for text that isn't valid JSON, which no field can keep aside.
    pub(super) fn broken(message: impl Into<Cow<'static, str>>) -> Self {
        Self::build(message.into(), true)
    }

    #[cold]
    fn build(message: Cow<'static, str>, broken: bool) -> Self {
        Self(Box::new(Parts { pointer: String::new(), message, broken }))
    }

    /// Prepends `name`, under which an object or array contains the value, to the pointer.
    #[cold]
    pub(super) fn below(mut self, name: &str) -> Self {
        let mut pointer = String::from("/");
        for letter in name.chars() {
            match letter {
                '~' => pointer.push_str("~0"),
                '/' => pointer.push_str("~1"),
                letter => pointer.push(letter),
            }
        }
        pointer.push_str(&self.0.pointer);
        self.0.pointer = pointer;
        self
    }

    pub(super) fn is_broken(&self) -> bool {
        self.0.broken
    }

    /// Returns the JSON pointer to the value; empty for the whole text.
    pub fn pointer(&self) -> &str {
        &self.0.pointer
    }

    /// Returns why it doesn't match, without quoting the value.
    pub fn message(&self) -> &str {
        &self.0.message
    }
}

impl fmt::Display for Mismatch {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.pointer() {
            "" => write!(f, "{}", self.message()),
            pointer => {
                write!(f, "{} at `", self.message())?;
                quote(pointer, LONGEST_POINTER, f)?;
                f.write_str("`")
            }
        }
    }
}

impl std::error::Error for Mismatch {}
