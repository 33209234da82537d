//! Reads and releases `CHANGELOG.md`: finds the section of what isn't released yet, and which version it calls for.

use anyhow::{Context, Result, ensure};
use semver::Version;

/// The file's name.
pub(crate) const FILE: &str = "CHANGELOG.md";

/// The heading of what isn't released yet.
pub(crate) const UNRELEASED: &str = "## Unreleased\n";

/// Returns what precedes and what follows that heading.
pub(crate) fn split(text: &str) -> Result<(&str, &str)> {
    let help = || format!("`{FILE}` has no section `{}`: add it", UNRELEASED.trim_end());
    text.split_once(UNRELEASED).with_context(help)
}

/// Returns the unreleased section and the released ones, the newest first.
fn sections(text: &str) -> Result<(&str, &str)> {
    let (_, after) = split(text)?;
    Ok(after.split_at(after.find("\n## ").map_or(after.len(), |end| end + 1)))
}

/// Returns the version that follows `current`. The most severe heading in the unreleased section determines which part of the
/// version changes; the first release has the current version.
pub(crate) fn next_version(text: &str, current: &Version) -> Result<Version> {
    let (unreleased, released) = sections(text)?;
    ensure!(
        !unreleased.trim().is_empty(),
        "nothing to release: `{FILE}` has nothing below `{}`",
        UNRELEASED.trim_end()
    );
    if released.is_empty() {
        return Ok(current.clone());
    }
    let headings: Vec<&str> = unreleased
        .lines()
        .filter(|line| line.starts_with("###"))
        .map(|line| line.trim_start_matches('#').trim())
        .collect();
    let has = |words: &[&str]| words.iter().any(|word| headings.contains(word));
    let Version { major, minor, patch, .. } = *current;
    Ok(match (has(&["Privacy", "Breaking", "Removed"]), has(&["Added"])) {
        (true, _) if major > 0 => Version::new(major + 1, 0, 0),
        (true, _) => Version::new(0, minor + 1, 0),
        (false, true) if major > 0 => Version::new(major, minor + 1, 0),
        _ => Version::new(major, minor, patch + 1),
    })
}

/// Returns the changelog with the unreleased section as that of this version.
pub(crate) fn released(text: &str, version: &Version, date: &str) -> Result<String> {
    let (before, after) = split(text)?;
    Ok(format!("{before}{UNRELEASED}\n## {version} - {date}\n{after}"))
}

/// Returns the section of a released version, without its heading.
pub(crate) fn notes<'t>(text: &'t str, version: &Version) -> Result<&'t str> {
    let (_, released) = sections(text)?;
    let heading = format!("## {version} - ");
    let start =
        released.match_indices(&heading).map(|(at, _)| at).find(|at| *at == 0 || released[..*at].ends_with('\n'));
    let section = &released[start.with_context(|| format!("`{FILE}` has no section for version {version}"))?..];
    let body = section.split_once('\n').map_or("", |(_, body)| body);
    Ok(body[..body.find("\n## ").unwrap_or(body.len())].trim())
}
