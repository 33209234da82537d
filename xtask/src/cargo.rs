//! Runs other programs, mostly cargo: prints each command before running it, and names it if it fails.

use std::process::Command;

use anyhow::{Context, Result, ensure};

use crate::workspace::Workspace;

/// Returns a command that runs cargo with `arguments`, separated by spaces, in the workspace root: the cargo running this
/// program, if known.
pub(crate) fn cargo(workspace: &Workspace, arguments: &str) -> Command {
    let cargo = std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into());
    let mut command = Command::new(cargo);
    command.args(arguments.split_whitespace()).current_dir(workspace.root());
    command
}

/// Runs a command to completion; its output goes where ours goes.
pub(crate) fn succeed(command: &mut Command) -> Result<()> {
    let shown = shown(command);
    eprintln!("$ {shown}");
    let status = command.status().with_context(|| format!("cannot run `{shown}`"))?;
    ensure!(status.success(), "`{shown}` failed");
    Ok(())
}

/// Runs a command to completion, and returns its standard output.
pub(crate) fn printed(command: &mut Command) -> Result<String> {
    let shown = shown(command);
    eprintln!("$ {shown}");
    captured(command, &shown)
}

/// The same without printing the command, which messages call `shown`.
pub(crate) fn captured(command: &mut Command, shown: &str) -> Result<String> {
    let output = command.output().with_context(|| format!("cannot run `{shown}`: is it installed?"))?;
    let message = String::from_utf8_lossy(&output.stderr);
    ensure!(output.status.success(), "`{shown}` failed: {}", message.trim());
    Ok(String::from_utf8_lossy(&output.stdout).into_owned())
}

fn shown(command: &Command) -> String {
    let program = std::path::Path::new(command.get_program());
    let words = [program.file_stem().unwrap_or_default()].into_iter().chain(command.get_args());
    words.map(|word| word.to_string_lossy().into_owned()).collect::<Vec<_>>().join(" ")
}
