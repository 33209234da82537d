//! Runs git: identifies checkouts, finds the newest release of a repository and clones it.

use std::ffi::OsStr;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use anyhow::{Context, Result, ensure};

/// A git checkout of upstream's documents.
pub(crate) struct Checkout {
    top: PathBuf,
}

/// The origin of a checkout, as far as git knows it.
#[derive(Debug, Default)]
pub(crate) struct Identity {
    pub(crate) repository: Option<String>,
    pub(crate) tag: Option<String>,
    pub(crate) commit: Option<String>,
}

impl Checkout {
    /// Returns the checkout whose root, or whose `spec/yaml` or `spec/json`, is `folder`.
    ///
    /// Returns `None` for a folder elsewhere in a repository: that repository's commits say nothing about upstream.
    pub(crate) fn of(folder: &Path) -> Option<Self> {
        let top = PathBuf::from(run(folder, ["rev-parse", "--show-toplevel"]).ok()?).canonicalize().ok()?;
        let folder = folder.canonicalize().ok()?;
        let is_upstream = folder == top || folder == top.join("spec/yaml") || folder == top.join("spec/json");
        is_upstream.then_some(Self { top })
    }

    /// Returns the checkout's origin, tag and commit; the commit is `<commit>-dirty` if documents were edited.
    pub(crate) fn identify(&self) -> Result<Identity> {
        let commit = run(&self.top, ["rev-parse", "--verify", "HEAD"])?;
        let edited = !run(&self.top, ["status", "--porcelain", "--", "spec"])?.is_empty();
        let repository = run(&self.top, ["remote", "get-url", "origin"]).ok();
        Ok(Identity {
            repository: repository.map(|url| without_credentials(&url)),
            tag: run(&self.top, ["describe", "--tags", "--exact-match", "HEAD"]).ok(),
            commit: Some(if edited { format!("{commit}-dirty") } else { commit }),
        })
    }
}

/// Returns the tag of the newest release at `url`: the highest `1.2.3`, with or without a leading `v`.
pub(crate) fn newest_release(url: &str) -> Result<String> {
    let listing = run(Path::new("."), ["ls-remote", "--quiet", "--tags", "--refs", "--", url])?;
    let tags = listing.lines().filter_map(|line| line.rsplit_once("refs/tags/")).map(|(_, tag)| tag);
    let newest = tags.filter_map(|tag| Some((release_number(tag)?, tag))).max();
    let newest = newest.with_context(|| format!("`{}` has no release tag such as `1.2.3`", without_credentials(url)));
    newest.map(|(_, tag)| tag.to_owned())
}

/// Clones only the commit of `tag` into the new folder `into`.
pub(crate) fn clone(url: &str, tag: &str, into: &Path) -> Result<()> {
    let branch = format!("--branch={tag}");
    let arguments =
        ["clone", "--quiet", "--depth=1", "--single-branch", "--config=core.symlinks=false", &branch, "--", url];
    let arguments = arguments.iter().map(OsStr::new).chain([into.as_os_str()]);
    run(Path::new("."), arguments).map(drop)
}

/// Returns the URL without user name and password, so that it can go into a committed file.
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

/// Runs git in `folder`, never prompting for a password; returns its trimmed output.
fn run(folder: &Path, arguments: impl IntoIterator<Item = impl AsRef<OsStr>>) -> Result<String> {
    let mut command = Command::new("git");
    command.arg("-C").arg(folder).args(arguments).env("GIT_TERMINAL_PROMPT", "0").stdin(Stdio::null());
    // Inside a git hook, these point to the hook's repository.
    for variable in ["GIT_DIR", "GIT_WORK_TREE", "GIT_INDEX_FILE"] {
        command.env_remove(variable);
    }
    let verb = command.get_args().nth(2).unwrap_or_default().to_string_lossy().into_owned();
    let output = command.output().context("cannot run `git`: is it installed?")?;
    let message = String::from_utf8_lossy(&output.stderr);
    ensure!(output.status.success(), "`git {verb}` failed: {}", message.trim());
    Ok(String::from_utf8_lossy(&output.stdout).trim().to_owned())
}
