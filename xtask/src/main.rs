//! The command line of this repository. Arguments come in, an exit code goes out: 0 fine, 1 stale
//! or drifted, 2 failed. Each command is a module; all that touches files or programs lives here.

/// Prints a line. Whoever closes the pipe, as `head` does, has read enough.
macro_rules! say {
    ($($text:tt)*) => {{
        use std::io::Write as _;
        let _ = writeln!(std::io::stdout(), $($text)*);
    }};
}

mod cargo;
mod ci;
mod codegen;
mod conformance;
mod documents;
mod drift;
mod fence;
mod git;
mod lock;
mod package;
mod replace;
mod snapshots;
mod spec;
mod update;
mod words;
mod workspace;

use std::path::PathBuf;
use std::process::ExitCode;

use anyhow::Error;
use clap::{Parser, Subcommand};
use twilio_codegen::Diagnostics;

use crate::workspace::Workspace;

/// What a command that ran to its end has to say.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Verdict {
    Fine,
    Stale,
}

#[derive(Parser)]
#[command(name = "cargo xtask", about = "Maintains the Twilio bindings", version)]
struct Cli {
    /// Works on another workspace than the one that this program was built in.
    #[arg(long, global = true, hide = true, value_name = "DIR")]
    root: Option<PathBuf>,
    #[command(subcommand)]
    command: Command,
}

#[derive(Subcommand)]
enum Command {
    /// Generates the crate's modules from the documents in `spec/`
    Codegen(codegen::Codegen),
    /// Brings upstream's documents into `spec/`
    #[command(subcommand)]
    Spec(spec::Spec),
    /// Tells what changed from one release of the documents to another
    Drift(drift::Drift),
    /// Reports how much of the crate is described, and what isn't
    Words(words::Words),
    /// Brings the crate to a release of upstream's: documents, generated code, change log
    Update(update::Update),
    /// Runs everything that CI runs
    Ci,
    /// Holds the replayed conformance cases against what is expected of them
    Conformance(conformance::Conformance),
    /// Accepts what the generator writes and what the crate sends as what the tests expect
    Snapshots,
    /// Packages the crate and builds a small crate on top of the package
    Package,
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
        Command::Ci => ci::run(&workspace),
        Command::Conformance(command) => command.run(&workspace),
        Command::Snapshots => snapshots::run(&workspace),
        Command::Package => package::run(&workspace),
    };
    match result {
        Ok(Verdict::Fine) => ExitCode::SUCCESS,
        Ok(Verdict::Stale) => ExitCode::from(1),
        Err(error) => {
            report(&error);
            ExitCode::from(2)
        }
    }
}

/// Prints an error and its causes; diagnostics come with their own form, one block each.
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
