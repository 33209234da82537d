//! Runs other programs, cargo above all: a command comes in, is shown and run, and fails with its name.

use std::process::Command;

use anyhow::{Context, Result, ensure};

use crate::workspace::Workspace;

/// The cargo that runs this program, started in the workspace.
pub(crate) fn cargo<'a>(workspace: &Workspace, arguments: impl IntoIterator<Item = &'a str>) -> Command {
    let cargo = std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into());
    let mut command = Command::new(cargo);
    command.args(arguments).current_dir(workspace.root());
    command
}

/// Runs a command to its end, its output going where ours goes.
pub(crate) fn succeed(command: &mut Command) -> Result<()> {
    let shown = shown(command);
    eprintln!("$ {shown}");
    let status = command.status().with_context(|| format!("cannot run `{shown}`"))?;
    ensure!(status.success(), "`{shown}` failed");
    Ok(())
}

/// Runs a command to its end and gives what it printed.
pub(crate) fn printed(command: &mut Command) -> Result<String> {
    let shown = shown(command);
    eprintln!("$ {shown}");
    let output = command.output().with_context(|| format!("cannot run `{shown}`"))?;
    let message = String::from_utf8_lossy(&output.stderr);
    ensure!(output.status.success(), "`{shown}` failed: {}", message.trim());
    String::from_utf8(output.stdout).with_context(|| format!("`{shown}` printed something that is not UTF-8"))
}

fn shown(command: &Command) -> String {
    let program = std::path::Path::new(command.get_program());
    let words = [program.file_stem().unwrap_or_default()].into_iter().chain(command.get_args());
    words.map(|word| word.to_string_lossy().into_owned()).collect::<Vec<_>>().join(" ")
}
