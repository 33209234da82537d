//! Runs the real program on small workspaces in temporary folders, and looks at what it prints,
//! what it leaves on disk and how it ends.

#![allow(clippy::unwrap_used, reason = "what cannot be done here fails the test")]

mod codegen_check;
mod codegen_write;
mod drift;
mod fetch;
mod hostile;
mod import;
mod killed;
mod names;
mod only;
mod update;
mod workspace;
