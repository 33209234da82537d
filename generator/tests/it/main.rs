//! Integration tests of the generator, which compare its output for given documents.

#![allow(clippy::unwrap_used, reason = "a panic fails the test")]

mod architecture;
mod cases;
mod changelog;
mod determinism;
mod document;
mod drift;
mod facts;
mod format;
mod grammar;
mod hostile;
mod hostile_input;
mod made;
mod outline;
mod overlay;
mod privacy;
mod properties;
mod secrets;
mod snapshots;
mod spec;
mod types;
mod words;
