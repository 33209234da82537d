//! The command line of this repository; each command is a module.
//!
//! Exit code 0 means success, 1 means something is stale or has drifted, 2 means the command failed. All access to files and
//! other programs is in this package.

/// Prints a line on standard output, as [`print()`] does.
macro_rules! say {
    ($($text:tt)*) => {
        $crate::print(format_args!("{}\n", format_args!($($text)*)))
    };
}

mod alone;
mod cargo;
mod changelog;
mod ci;
mod codegen;
mod conformance;
mod documents;
mod drift;
mod fence;
mod git;
mod lock;
mod package;
mod program_cost;
mod release;
mod snapshots;
mod spec;
mod transaction;
mod update;
mod words;
mod workspace;

use std::fmt::Arguments;
use std::io::{ErrorKind, Write as _, stdout};
use std::path::PathBuf;
use std::process::ExitCode;
use std::sync::OnceLock;

use anyhow::{Error, anyhow};
use clap::{Parser, Subcommand};
use twilio_codegen::Diagnostics;

use crate::workspace::Workspace;

/// The result of a command that didn't fail.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Outcome {
    Fine,
    Stale,
}

#[derive(Parser)]
#[command(name = "cargo xtask", about = "Maintains the Twilio bindings", version)]
struct Cli {
    /// Uses another workspace than the one that this program was built in.
    #[arg(long, global = true, hide = true, value_name = "DIR")]
    root: Option<PathBuf>,
    #[command(subcommand)]
    command: Command,
}

#[derive(Subcommand)]
enum Command {
    Codegen(codegen::Codegen),
    #[command(subcommand)]
    Spec(spec::Spec),
    Drift(drift::Drift),
    Words(words::WordsCommand),
    Update(update::Update),
    Release(release::Release),
    Ci(ci::Ci),
    /// Updates the snapshots of the generator's output and of what the crate sends
    Snapshots,
    /// Compares the build time and size of programs that send a message with those of the same programs written by hand
    ProgramCost,
}

fn main() -> ExitCode {
    let cli = Cli::parse();
    let workspace = Workspace::new(cli.root);
    let result = match cli.command {
        Command::Codegen(command) => command.run(&workspace),
        Command::Spec(command) => command.run(&workspace),
        Command::Drift(command) => command.run(&workspace),
        Command::Words(command) => command.run(&workspace),
        Command::Update(command) => command.run(&workspace),
        Command::Release(command) => command.run(&workspace),
        Command::Ci(command) => command.run(&workspace),
        Command::Snapshots => snapshots::run(&workspace),
        Command::ProgramCost => program_cost::run(&workspace),
    };
    let result = result.and_then(|outcome| match UNPRINTED.get() {
        Some(error) => Err(anyhow!("cannot print the output: {error}")),
        None => Ok(outcome),
    });
    match result {
        Ok(Outcome::Fine) => ExitCode::SUCCESS,
        Ok(Outcome::Stale) => ExitCode::from(1),
        Err(error) => {
            report(&error);
            ExitCode::from(2)
        }
    }
}

/// Why output couldn't be printed, if so.
static UNPRINTED: OnceLock<std::io::Error> = OnceLock::new();

/// Prints text on standard output. If that fails, the command goes on, and fails at its end. A closed pipe is not a failure: its
/// reader, such as `head`, has read enough.
fn print(text: Arguments<'_>) {
    let mut to = stdout().lock();
    match to.write_fmt(text).and_then(|()| to.flush()) {
        Err(error) if error.kind() != ErrorKind::BrokenPipe => _ = UNPRINTED.set(error),
        _ => {}
    }
}

/// Prints an error with its causes. Diagnostics are printed as one block each.
fn report(error: &Error) {
    match error.downcast_ref::<Diagnostics>() {
        Some(diagnostics) => {
            eprintln!("{diagnostics}");
            if diagnostics.len() > 1 {
                eprintln!("error: {} problems; nothing was written", diagnostics.len());
            }
        }
        None => eprintln!("error: {error:#}"),
    }
}
