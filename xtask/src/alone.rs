//! Writes the crate without its tests and benchmarks into a scratch folder, as a workspace of its own.

use std::path::Path;

use anyhow::Result;
use fs_err as fs;
use walkdir::WalkDir;

use crate::workspace::Workspace;

/// Writes the manifests, the lock file, and the sources for which `is_wanted` returns `true`.
pub(crate) fn write_crate(
    workspace: &Workspace,
    folder: &Path,
    manifest: &str,
    is_wanted: impl Fn(&Path) -> bool,
) -> Result<()> {
    let root = workspace.root();
    let shared = fs::read_to_string(root.join("Cargo.toml"))?;
    let members =
        shared.lines().map(|line| if line.starts_with("members = ") { "members = [\"generated\"]" } else { line });
    write(&folder.join("Cargo.toml"), &members.collect::<Vec<_>>().join("\n"))?;
    fs::copy(root.join("Cargo.lock"), folder.join("Cargo.lock"))?;
    let sources = WalkDir::new(root.join("generated/src")).into_iter().filter_entry(|it| is_wanted(it.path()));
    for entry in sources {
        let entry = entry?;
        if entry.file_type().is_file() {
            write(&folder.join(entry.path().strip_prefix(root)?), &fs::read_to_string(entry.path())?)?;
        }
    }
    let (manifest, _) = manifest.split_once("\n[dev-dependencies]").unwrap_or((manifest, ""));
    write(&folder.join("generated/Cargo.toml"), manifest)
}

/// Writes a file and creates its folder.
pub(crate) fn write(path: &Path, text: &str) -> Result<()> {
    fs::create_dir_all(path.parent().unwrap_or(path))?;
    Ok(fs::write(path, text)?)
}
