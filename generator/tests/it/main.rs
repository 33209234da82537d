//! The generator's tests: text in, text out.

#![allow(clippy::unwrap_used, reason = "a test that cannot go on says so by failing")]

mod architecture;
mod cases;
mod determinism;
mod document;
mod drift;
mod facts;
mod hostile;
mod hostile_input;
mod made;
mod overlay;
mod privacy;
mod properties;
mod spec;
