//! Reads `CHANGELOG.md`: finds the section of what isn't released yet.

use anyhow::{Context, Result};

/// The file's name.
pub(crate) const FILE: &str = "CHANGELOG.md";

/// The heading of what isn't released yet.
pub(crate) const UNRELEASED: &str = "## Unreleased\n";

/// Returns what precedes and what follows that heading.
pub(crate) fn split(text: &str) -> Result<(&str, &str)> {
    let help = || format!("`{FILE}` has no section `{}`: add it", UNRELEASED.trim_end());
    text.split_once(UNRELEASED).with_context(help)
}
