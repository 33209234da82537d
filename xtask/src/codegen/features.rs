//! Updates the feature region of `generated/Cargo.toml`: puts the generated lines between the region's markers. The rest
//! of the manifest is written by hand.

use std::path::Path;

use anyhow::{Context, Result, ensure};
use fs_err as fs;

const BEGIN: &str = "# generated features\n";
const END: &str = "# end of generated features\n";

/// Returns the content of `manifest` with `lines` as the generated features.
pub(crate) fn with_features(manifest: &Path, lines: &str) -> Result<String> {
    let text = fs::read_to_string(manifest)?;
    with_region(&text, lines).with_context(|| format!("cannot update the features in `{}`", manifest.display()))
}

fn with_region(text: &str, lines: &str) -> Result<String> {
    for marker in [BEGIN, END] {
        ensure!(text.matches(marker).count() == 1, "it must have the line `{}` once", marker.trim_end());
    }
    let (before, rest) = text.split_once(BEGIN).unwrap_or_default();
    let order = || format!("the line `{}` comes before `{}`", END.trim_end(), BEGIN.trim_end());
    let (_, after) = rest.split_once(END).with_context(order)?;
    let newline = if lines.is_empty() || lines.ends_with('\n') { "" } else { "\n" };
    Ok(format!("{before}{BEGIN}{lines}{newline}{END}{after}"))
}
