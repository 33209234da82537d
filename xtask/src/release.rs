//! `cargo xtask release`: gives what the changelog lists as unreleased a version, and prepares its release.

use std::path::PathBuf;

use anyhow::{Context, Result, ensure};
use clap::Args;
use fs_err as fs;
use semver::Version;

use crate::cargo::{cargo, succeed};
use crate::package::PACKAGE;
use crate::transaction::{Changes, Writer};
use crate::workspace::Workspace;
use crate::{Outcome, changelog, git};

/// The files of a release.
const FILES: [&str; 4] = [changelog::FILE, "generated/Cargo.toml", "Cargo.lock", "README.md"];

/// Commits and tags the release of what is below `## Unreleased` in the changelog; pushing the tag publishes it
///
/// Needs a clean tree. The version follows from the most severe heading there: `Privacy`, `Breaking` or `Removed`, then `Added`,
/// then any other. Before 1.0, a breaking change is a minor version, and everything else a patch version. If `cargo publish
/// --dry-run`, the commit or the tag fails, nothing changes.
#[derive(Args, Debug)]
pub(crate) struct Release {
    /// Releases this version instead
    #[arg(long)]
    version: Option<Version>,
    /// Only prints the version
    #[arg(long, conflicts_with = "notes")]
    dry_run: bool,
    /// Only prints the changelog of the version that was released last
    #[arg(long)]
    notes: bool,
}

impl Release {
    pub(crate) fn run(&self, workspace: &Workspace) -> Result<Outcome> {
        let mut writer = Writer::new(workspace)?;
        let text = fs::read_to_string(workspace.changelog())?;
        let current = workspace.version()?.context("`generated/Cargo.toml` has no `version`")?;
        if self.notes {
            say!("{}", changelog::notes(&text, &current)?);
            return Ok(Outcome::Fine);
        }
        let next = changelog::next_version(&text, &current)?;
        let version = self.version.clone().unwrap_or(next);
        ensure!(version >= current, "version {version} is older than the current one, {current}");
        // The README couldn't name it by its first numbers: cargo only chooses a pre-release that is asked for.
        ensure!(version.pre.is_empty(), "version {version} is a pre-release: choose another `--version`");
        if self.dry_run {
            say!("{version}");
            return Ok(Outcome::Fine);
        }
        let tag = format!("v{version}");
        ensure!(git::uncommitted(workspace.root())?.is_empty(), "there are uncommitted changes: commit or stash them");
        ensure!(!git::has_tag(workspace.root(), &tag), "the tag `{tag}` exists already: choose another `--version`");

        let changes = changes(workspace, &text, &current, &version)?;
        let head = git::run(workspace.root(), &["rev-parse", "HEAD"])?;
        let git = |arguments: &[&str]| succeed(git::command(workspace.root()).args(arguments));
        let message = format!("Release {version}");
        writer.commit(&changes)?;
        // Only now can cargo check the new version.
        let publish = format!("publish --dry-run --locked --allow-dirty --package {PACKAGE}");
        let released = succeed(&mut cargo(workspace, &publish))
            .and_then(|()| git(&[&["commit", "--quiet", "--message", &message, "--"][..], &FILES].concat()))
            .and_then(|()| git(&["tag", "--annotate", "--message", &message, &tag]));
        if let Err(error) = released {
            git(&["reset", "--quiet", "--soft", &head])?;
            git(&[&["checkout", "--quiet", &head, "--"][..], &FILES].concat())?;
            return Err(error.context("nothing is released, and the files are as they were"));
        }
        say!("release {version} is committed and tagged: `git push --atomic origin HEAD {tag}` publishes it");
        Ok(Outcome::Fine)
    }
}

/// Returns the changes to these files. The README tells what to depend on.
fn changes(workspace: &Workspace, text: &str, current: &Version, version: &Version) -> Result<Changes> {
    let today = jiff::Timestamp::now().strftime("%Y-%m-%d").to_string();
    let root = workspace.root();
    let [_, manifest, lock, readme] = FILES.map(|file| root.join(file));
    let mut changes = Changes::new(root);
    changes.put(workspace.changelog(), changelog::released(text, version, &today)?)?;
    let mut replace = |path: PathBuf, old: String, new: String| {
        let text = fs::read_to_string(&path)?;
        ensure!(text.contains(&old), "`{}` has no line `{old}`", workspace.shown(&path));
        changes.put(path, text.replace(&old, &new))
    };
    let line = |version| format!("name = \"{PACKAGE}\"\nversion = \"{version}\"\n");
    replace(manifest, line(current), line(version))?;
    replace(lock, line(current), line(version))?;
    let dependency = |version| format!("{PACKAGE} = {{ version = \"{}\"", requirement(version));
    replace(readme, dependency(current), dependency(version))?;
    Ok(changes)
}

/// Returns the part of a version that a compatible one shares: `0.2` or `1`.
fn requirement(version: &Version) -> String {
    if version.major > 0 { version.major.to_string() } else { format!("0.{}", version.minor) }
}
