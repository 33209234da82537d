//! Joins the files of a version's module into one string, for snapshots.

use crate::{HEADER, Output};

impl Output {
    /// Returns the module at `directory` (such as `conversations/v1`) as a single equivalent file, or `None` if there is
    /// no such module.
    ///
    /// This is the format of `expected.rs` in test cases. Each `mod` declaration is replaced with the contents of its file,
    /// without the first line and unindented, so that string literals don't change.
    #[must_use]
    pub fn joined(&self, directory: &str) -> Option<String> {
        let root = self.files.get(&format!("{directory}/mod.rs"))?;
        let mut text = String::new();
        for line in root.lines() {
            let declared = line.strip_prefix("mod ").and_then(|rest| rest.strip_suffix(';'));
            match declared.and_then(|name| Some((name, self.files.get(&format!("{directory}/{name}.rs"))?))) {
                Some((name, file)) => {
                    let body = file
                        .split_once('\n')
                        .filter(|(first, _)| first.starts_with(HEADER))
                        .map_or("", |(_, body)| body);
                    text.push_str(&format!("mod {name} {{\n{}\n}} // mod {name}\n\n", body.trim()));
                }
                None => {
                    text.push_str(line);
                    text.push('\n');
                }
            }
        }
        Some(text.replace("\n\n\n", "\n\n"))
    }
}
