//! Checks relative paths and file names that come from documents: only those that are safe on every system pass.

use anyhow::{Result, ensure};
use twilio_codegen::ident::{is_device, stem};

/// Fails unless the path consists of `[a-z0-9_]` words joined by `/` and ends in `.rs`.
pub(crate) fn check_output_path(path: &str) -> Result<()> {
    let stem = path.strip_suffix(".rs").unwrap_or_default();
    let safe = !stem.is_empty() && stem.split('/').all(is_safe_word);
    ensure!(safe, "`{}` is not a safe path for a generated file; nothing was written", path.escape_debug());
    Ok(())
}

/// Returns the document's name without its extension. Fails unless it is `twilio_` followed by more of `[a-z0-9_-]`.
pub(crate) fn check_document_name(name: &str) -> Result<&str> {
    let stem = stem(name);
    // Releases before 2.6.7 have `twilio_flex-api_v1.yaml`.
    let safe = stem.len() > "twilio_".len() && stem.starts_with("twilio_") && is_safe_word(&stem.replace('-', "_"));
    ensure!(safe, "`{}` is not a valid document name: expected `twilio_<product>_<version>.yaml`", name.escape_debug());
    Ok(stem)
}

/// In bytes: long enough for every resource, short enough for every file system.
const LONGEST_WORD: usize = 200;

fn is_safe_word(word: &str) -> bool {
    let plain = word.bytes().all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'_');
    plain && !word.is_empty() && word.len() <= LONGEST_WORD && !is_device(word)
}
