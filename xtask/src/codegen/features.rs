//! Updates the feature region of `generated/Cargo.toml`: puts the generated lines between the region's markers. The rest
//! of the manifest is written by hand.

use std::path::{Path, PathBuf};

use anyhow::{Context, Result, bail};

use crate::documents::read_if_there;

const BEGIN: &str = "# generated features";
const END: &str = "# end of generated features";

/// The manifest, compared with its expected content.
#[derive(Debug)]
pub(crate) struct Features {
    pub(crate) manifest: PathBuf,
    /// The manifest's new content, if it has to change.
    pub(crate) replacement: Option<String>,
}

impl Features {
    pub(crate) fn compare(manifest: &Path, lines: &str) -> Result<Self> {
        let shown = manifest.display();
        let bytes = read_if_there(manifest)?.with_context(|| format!("`{shown}` does not exist"))?;
        let text = String::from_utf8(bytes).with_context(|| format!("`{shown}` is not UTF-8"))?;
        let wanted = with_region(&text, lines).with_context(|| format!("cannot update the features in `{shown}`"))?;
        Ok(Self { manifest: manifest.to_owned(), replacement: (wanted != text).then_some(wanted) })
    }
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
