//! The feature region of `generated/Cargo.toml`: the manifest and the generated lines come in, the
//! manifest with these lines between its markers goes out. All else in it is written by hand.

use std::path::{Path, PathBuf};

use anyhow::{Context, Result, bail};

use crate::documents::read_if_there;

const BEGIN: &str = "# generated features";
const END: &str = "# end of generated features";

/// The manifest, compared with what it should hold.
#[derive(Debug)]
pub(crate) struct Features {
    pub(crate) manifest: PathBuf,
    /// The manifest's new text, if it has to change.
    pub(crate) replacement: Option<String>,
}

impl Features {
    pub(crate) fn compare(manifest: &Path, lines: &str) -> Result<Self> {
        let shown = manifest.display();
        let bytes = read_if_there(manifest)?.with_context(|| format!("there is no `{shown}`"))?;
        let text = String::from_utf8(bytes).with_context(|| format!("`{shown}` is not UTF-8"))?;
        let wanted = with_region(&text, lines).with_context(|| format!("cannot place the features in `{shown}`"))?;
        Ok(Self { manifest: manifest.to_owned(), replacement: (wanted != text).then_some(wanted) })
    }
}

fn with_region(text: &str, lines: &str) -> Result<String> {
    let begin = line_after(text, BEGIN)?;
    let end = line_after(text, END)?;
    let before = &text[..begin];
    let Some(marker) = text.get(begin..end).and_then(|region| region.rfind(END)) else {
        bail!("the line `{END}` stands before `{BEGIN}`");
    };
    let after = &text[begin + marker..];
    let newline = if lines.is_empty() || lines.ends_with('\n') { "" } else { "\n" };
    Ok(format!("{before}{lines}{newline}{after}"))
}

/// Where the line after the only line `marker` begins.
fn line_after(text: &str, marker: &str) -> Result<usize> {
    let mut found = None;
    let mut position = 0;
    for line in text.split_inclusive('\n') {
        position += line.len();
        if line.trim_end() == marker && found.replace(position).is_some() {
            bail!("the line `{marker}` stands there twice");
        }
    }
    found.with_context(|| format!("there is no line `{marker}`"))
}
