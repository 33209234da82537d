//! Generates the source code of the `twilio-bindings` crate from Twilio's OpenAPI documents.
//!
//! [`generate`] turns [`Source`]s into an [`Output`], without accessing files, the clock or the network. Each stage is a module;
//! the modules below are in the order in which data passes through them, and import only
//! modules above them.

pub mod text;

pub mod parallel;

pub mod diagnostic;

pub mod ident;

pub mod document;
pub mod overlay;

pub mod model;

mod lower;
pub mod words;

pub mod name;

mod check;

mod render;

mod format;

mod generate;

pub mod outline;

pub mod drift;

#[doc(hidden)]
pub mod stages;

pub use diagnostic::Diagnostics;
pub use document::{Keywords, Source};
pub use format::HEADER;
pub use generate::{Output, Summary, check_documents, generate, model};
pub use words::{Words, WordsFile};
