//! Updates the feature region of `generated/Cargo.toml`: puts the generated lines between the region's markers. The rest
//! of the manifest is written by hand.

use std::path::Path;

use anyhow::{Context, Result, bail};
use fs_err as fs;

const BEGIN: &str = "# generated features";
const END: &str = "# end of generated features";

/// Returns the content of `manifest` with `lines` as the generated features.
pub(crate) fn with_features(manifest: &Path, lines: &str) -> Result<String> {
    let text = fs::read_to_string(manifest)?;
    with_region(&text, lines).with_context(|| format!("cannot update the features in `{}`", manifest.display()))
}

fn with_region(text: &str, lines: &str) -> Result<String> {
    let begin = line_after(text, BEGIN)?;
    let end = line_after(text, END)?;
    let before = &text[..begin];
    let Some(marker) = text.get(begin..end).and_then(|region| region.rfind(END)) else {
        bail!("the line `{END}` comes before `{BEGIN}`");
    };
    let after = &text[begin + marker..];
    let newline = if lines.is_empty() || lines.ends_with('\n') { "" } else { "\n" };
    Ok(format!("{before}{lines}{newline}{after}"))
}

/// Returns the offset just after the line `marker`, which must occur exactly once.
fn line_after(text: &str, marker: &str) -> Result<usize> {
    let mut found = None;
    let mut position = 0;
    for line in text.split_inclusive('\n') {
        position += line.len();
        if line.trim_end() == marker && found.replace(position).is_some() {
            bail!("the line `{marker}` occurs more than once");
        }
    }
    found.with_context(|| format!("the line `{marker}` is missing"))
}
