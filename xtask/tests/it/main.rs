//! Runs the real program on small workspaces in temporary folders, and checks its output, its files and its exit code.

#![allow(clippy::unwrap_used, reason = "a failed setup step fails the test")]

mod codegen_check;
mod codegen_write;
mod drift;
mod fetch;
mod hostile;
mod import;
mod killed;
mod names;
mod only;
#[cfg(unix)]
mod release;
mod update;
mod workspace;
