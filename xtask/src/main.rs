//! The command line of this repository; each command is a module.
//!
//! Exit code 0 means success, 1 means something is stale or has drifted, 2 means the command failed. All access to files and
//! other programs is in this package.

/// Prints a line. A closed pipe is ignored: its reader, such as `head`, has read enough.
macro_rules! say {
    ($($text:tt)*) => {{
        use std::io::Write as _;
        let _ = writeln!(std::io::stdout(), $($text)*);
    }};
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

use std::path::PathBuf;
use std::process::ExitCode;

use anyhow::Error;
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
    Conformance(conformance::Conformance),
    /// Updates the snapshots of the generator's output and of what the crate sends
    Snapshots,
    /// Packages the crate and builds a small crate on top of the package
    Package,
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
        Command::Conformance(command) => command.run(&workspace),
        Command::Snapshots => snapshots::run(&workspace),
        Command::Package => package::run(&workspace),
        Command::ProgramCost => program_cost::run(&workspace),
    };
    match result {
        Ok(Outcome::Fine) => ExitCode::SUCCESS,
        Ok(Outcome::Stale) => ExitCode::from(1),
        Err(error) => {
            report(&error);
            ExitCode::from(2)
        }
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
