//! A version's module in, one text with all of its files out: what snapshots hold.

use crate::{HEADER, Output};

impl Output {
    /// The module at `directory` (`conversations/v1`) with its files put in where it declares them: the text of one
    /// file that means the same. `None` if there is no such module.
    ///
    /// This is what `expected.rs` of a test case holds. Files stand in the order of their declarations, without their first
    /// line and not indented, so that a text in them stays as it is.
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
