//! Runs git: identifies checkouts, finds the newest release of a repository and clones it.
//!
//! All calls of git start from [`command`].

use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use anyhow::{Context, Result};

use crate::cargo::captured;

/// The origin of a checkout, as far as it is known.
#[derive(Debug, Default)]
pub(crate) struct Identity {
    pub(crate) repository: Option<String>,
    pub(crate) tag: Option<String>,
    pub(crate) commit: Option<String>,
}

/// Returns the origin of the checkout whose root, or whose `spec/yaml` or `spec/json`, is `folder`. The commit is
/// `<commit>-dirty` if documents were edited.
///
/// A folder elsewhere in a repository has no identity: that repository's commits say nothing about upstream.
pub(crate) fn identify(folder: &Path) -> Result<Identity> {
    let top = run(folder, &["rev-parse", "--show-toplevel"]).map(PathBuf::from);
    let (Ok(folder), Ok(Ok(top))) = (folder.canonicalize(), top.map(|top| top.canonicalize())) else {
        return Ok(Identity::default());
    };
    if ![top.clone(), top.join("spec/yaml"), top.join("spec/json")].contains(&folder) {
        return Ok(Identity::default());
    }
    let commit = run(&top, &["rev-parse", "--verify", "HEAD"])?;
    let edited = !run(&top, &["status", "--porcelain", "--", "spec"])?.is_empty();
    let repository = run(&top, &["remote", "get-url", "origin"]).ok();
    Ok(Identity {
        repository: repository.map(|url| without_credentials(&url)),
        tag: run(&top, &["describe", "--tags", "--exact-match", "HEAD"]).ok(),
        commit: Some(if edited { format!("{commit}-dirty") } else { commit }),
    })
}

/// Returns the tag of the newest release at `url`: the highest `1.2.3`, with or without a leading `v`.
pub(crate) fn newest_release(url: &str) -> Result<String> {
    let listing = run(Path::new("."), &["ls-remote", "--quiet", "--tags", "--refs", "--", url])?;
    let tags = listing.lines().filter_map(|line| line.rsplit_once("refs/tags/")).map(|(_, tag)| tag);
    let newest = tags.filter_map(|tag| Some((release_number(tag)?, tag))).max();
    let newest = newest.with_context(|| format!("`{}` has no release tag such as `1.2.3`", without_credentials(url)));
    newest.map(|(_, tag)| tag.to_owned())
}

/// Clones only the commit of the tag or branch `name` into the new folder `into`.
pub(crate) fn clone(url: &str, name: &str, into: &Path, stdin: Stdio) -> Result<()> {
    let branch = format!("--branch={name}");
    let options = ["clone", "--quiet", "--depth=1", "--single-branch"];
    // The same files on every system.
    let config = ["--config=core.symlinks=false", "--config=core.autocrlf=false"];
    let mut clone = command(Path::new("."));
    output(clone.args(options).args(config).arg(branch).args(["--", url]).arg(into).stdin(stdin)).map(drop)
}

/// Returns whether the commit that is checked out is that of `tag`.
pub(crate) fn is_at_tag(folder: &Path, tag: &str) -> bool {
    let commit = |name: &str| run(folder, &["rev-parse", "--verify", "--quiet", "--end-of-options", name]).ok();
    commit(&format!("refs/tags/{tag}^{{commit}}")).is_some_and(|tagged| Some(tagged) == commit("HEAD"))
}

/// Returns whether the repository of `folder` has this tag.
pub(crate) fn has_tag(folder: &Path, tag: &str) -> bool {
    run(folder, &["rev-parse", "--verify", "--quiet", &format!("refs/tags/{tag}")]).is_ok()
}

/// Returns the files in `folder` with uncommitted changes, which includes new ones; none if it isn't in a git repository.
pub(crate) fn uncommitted(folder: &Path) -> Result<Vec<PathBuf>> {
    // What leads from the root of the repository to the folder.
    let Ok(prefix) = run(folder, &["rev-parse", "--show-prefix"]) else { return Ok(Vec::new()) };
    let listing = run(folder, &["status", "--porcelain", "-z", "--no-renames", "--untracked-files=all", "--", "."])?;
    // An entry is up to two letters, a space and the path; the output was trimmed.
    let paths = listing.split('\0').filter_map(|entry| Some(entry.trim_start().split_once(' ')?.1.trim_start()));
    Ok(paths.map(|path| folder.join(path.strip_prefix(&prefix).unwrap_or(path))).collect())
}

/// Returns whether the release `tag` is older than `other`. Tags that aren't release numbers are never older.
pub(crate) fn is_older(tag: &str, other: &str) -> bool {
    release_number(tag).zip(release_number(other)).is_some_and(|(tag, other)| tag < other)
}

/// Returns the URL without user name and password, for a committed file.
pub(crate) fn without_credentials(url: &str) -> String {
    let Some((scheme, rest)) = url.split_once("://") else { return url.to_owned() };
    let (authority, path) = rest.split_at(rest.find('/').unwrap_or(rest.len()));
    let host = authority.rsplit_once('@').map_or(authority, |(_, host)| host);
    format!("{scheme}://{host}{path}")
}

fn release_number(tag: &str) -> Option<[u64; 3]> {
    let parts: Option<Vec<u64>> =
        tag.strip_prefix('v').unwrap_or(tag).split('.').map(|part| part.parse().ok()).collect();
    parts?.try_into().ok()
}

/// Runs git in `folder`; returns its trimmed output.
pub(crate) fn run(folder: &Path, arguments: &[&str]) -> Result<String> {
    output(command(folder).args(arguments).stdin(Stdio::null()))
}

/// Returns the command that runs git in `folder`, never prompting for a password.
pub(crate) fn command(folder: &Path) -> Command {
    let mut command = Command::new("git");
    command.arg("-C").arg(folder).env("GIT_TERMINAL_PROMPT", "0");
    // Inside a git hook, these point to the hook's repository.
    for variable in ["GIT_DIR", "GIT_WORK_TREE", "GIT_INDEX_FILE"] {
        command.env_remove(variable);
    }
    command
}

/// Runs git; messages leave out its arguments, which may have credentials.
fn output(command: &mut Command) -> Result<String> {
    let verb = command.get_args().nth(2).unwrap_or_default().to_string_lossy().into_owned();
    let output = captured(command, &format!("git {verb}"))?;
    Ok(output.trim().to_owned())
}
