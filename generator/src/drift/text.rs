//! Writes a report as plain text for a terminal.

use std::fmt::Write as _;

use crate::text::printable;

use super::{Change, Class, Report};

const RESET: &str = "\x1b[0m";

impl Report {
    /// Returns the report as plain text: the counts, then the changes by product and document. `colour` adds ANSI colours.
    #[must_use]
    pub fn text(&self, colour: bool) -> String {
        let paint = |code: &str, text: &str| if colour { format!("{code}{text}{RESET}") } else { text.to_owned() };
        let mut text = format!("{} changes", self.changes.len());
        if !self.changes.is_empty() {
            let _ = write!(text, ": {}: {}", self.counted(), self.version());
        }
        text.push('\n');
        for changes in self.changes.chunk_by(|one, other| one.product() == other.product()) {
            let product = changes.first().map(Change::product).unwrap_or_default();
            let _ = writeln!(text, "\n{}", paint("\x1b[1m", product));
            for change in sorted(changes) {
                let class = format!("{:<8}", change.class.as_str());
                let _ = writeln!(text, "  {}  {}", paint(code(change.class), &class), line(change));
            }
        }
        if !self.unfit.is_empty() {
            let _ = writeln!(text, "\n{}", paint("\x1b[1m", "overlay actions that don't apply"));
        }
        for (side, diagnostic) in &self.unfit {
            let _ = writeln!(
                text,
                "  {side}: {}: {}",
                printable(&diagnostic.location.to_string()),
                printable(&diagnostic.what)
            );
        }
        text
    }
}

/// Sorts by severity, then in the order of the report.
fn sorted(changes: &[Change]) -> Vec<&Change> {
    let mut sorted: Vec<&Change> = changes.iter().collect();
    sorted.sort_by_key(|change| change.class);
    sorted
}

fn code(class: Class) -> &'static str {
    match class {
        Class::Privacy => "\x1b[35m",
        Class::Breaking => "\x1b[31m",
        Class::Additive => "\x1b[32m",
        Class::Docs => "\x1b[2m",
    }
}

fn line(change: &Change) -> String {
    let mut line = match change.owner.is_empty() {
        true => change.module.clone(),
        false => format!("{}::{}", change.module, change.place()),
    };
    let _ = write!(line, ": {}", change.kind.phrase());
    let value = |value: &Option<String>| value.as_deref().map_or_else(|| "none".to_owned(), printable);
    match (&change.was, &change.now) {
        (None, now) => _ = write!(line, ": {}", value(now)),
        (was, None) => _ = write!(line, ": was {}", value(was)),
        (was, now) => _ = write!(line, ": {} → {}", value(was), value(now)),
    }
    line
}
