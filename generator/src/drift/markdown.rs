//! Writes a report as Markdown, for pull requests and the changelog.

use std::fmt::Write as _;

use crate::outline::printable;

use super::{Change, ChangeKind, Class, Report, Verdict};

impl Report {
    /// Returns the report as Markdown: a sentence with the counts, then a section for each class with a list for each product.
    #[must_use]
    pub fn markdown(&self) -> String {
        let mut text = self.change_log();
        self.unfit(&mut text);
        text
    }

    /// Returns the same report without overlay actions, which don't concern the crate's users.
    #[must_use]
    pub fn change_log(&self) -> String {
        let mut text = self.summary();
        for class in Class::ALL {
            let changes: Vec<&Change> = self.changes.iter().filter(|change| change.class == *class).collect();
            if changes.is_empty() {
                continue;
            }
            let _ = writeln!(text, "\n### {}", title(*class));
            for changes in changes.chunk_by(|one, other| one.product() == other.product()) {
                let _ = writeln!(text, "\n#### {}\n", changes[0].product());
                let mut changes = changes.to_vec();
                changes.sort_by(|one, other| head(one).cmp(&head(other)));
                let together = |one: &&Change, other: &&Change| head(one) == head(other);
                changes.chunk_by(together).for_each(|changes| item(&mut text, changes));
            }
        }
        text
    }

    fn summary(&self) -> String {
        let counts = self.counts();
        let advice = match self.verdict() {
            Verdict::None => return "No changes.\n".to_owned(),
            Verdict::Patch => "a **patch** release",
            Verdict::Minor => "a **minor** release",
            Verdict::Major => "a **major** release",
        };
        let parts = [(counts.breaking, "breaking"), (counts.additive, "additive"), (counts.docs, "documentation only")];
        let parts: Vec<String> =
            parts.iter().filter(|(count, _)| *count > 0).map(|(count, word)| format!("{count} {word}")).collect();
        let total = self.changes.len();
        let noun = if total == 1 { "change" } else { "changes" };
        format!("{total} {noun} ({}): {advice}.\n", parts.join(", "))
    }

    fn unfit(&self, text: &mut String) {
        if self.unfit.is_empty() {
            return;
        }
        text.push_str("\n### Overlay actions that don't apply\n\n");
        for (side, diagnostic) in &self.unfit {
            let location = code(&diagnostic.location.to_string());
            let side = if *side == "both" { "both releases".to_owned() } else { format!("the {side} release") };
            let _ = writeln!(text, "- {location}, in {side}: {}", inline(&diagnostic.what));
        }
    }
}

fn title(class: Class) -> &'static str {
    match class {
        Class::Breaking => "Breaking",
        Class::Additive => "Added",
        Class::Docs => "Documentation only",
    }
}

/// Returns the key of a change's line. Changes of one type share a line, as do the types added to or removed from a document.
fn head(change: &Change) -> (&str, &str, ChangeKind, bool) {
    (&change.module, if is_whole(change) { "" } else { &change.owner }, change.kind, change.member.is_some())
}

/// Returns whether a whole type was added or removed.
fn is_whole(change: &Change) -> bool {
    use ChangeKind::{OperationAdded, OperationRemoved, TypeAdded, TypeRemoved};
    matches!(change.kind, OperationAdded | OperationRemoved | TypeAdded | TypeRemoved)
}

fn item(text: &mut String, changes: &[&Change]) {
    let Some(first) = changes.first() else { return };
    let subject = match first.owner.is_empty() || is_whole(first) {
        true => code(&first.module),
        false => code(&format!("{}::{}", first.module, first.owner)),
    };
    let phrase = plural(first.kind.phrase(), changes.len());
    let parts: Vec<String> = changes.iter().map(|change| part(change)).collect();
    let _ = writeln!(text, "- {subject}: {phrase}: {}", parts.join(", "));
}

fn part(change: &Change) -> String {
    let value = |value: &Option<String>| value.as_deref().map_or_else(|| "none".to_owned(), code);
    let values = match (&change.was, &change.now) {
        (None, now) => value(now),
        (was, None) => value(was),
        (was, now) => format!("{} → {}", value(was), value(now)),
    };
    match &change.member {
        Some(member) => format!("{} ({values})", code(member)),
        None if is_whole(change) => format!("{} ({values})", code(&change.owner)),
        None => values,
    }
}

/// `field added` → `3 fields added`.
fn plural(phrase: &str, count: usize) -> String {
    match phrase.split_once(' ') {
        Some((noun, verb @ ("added" | "removed" | "renamed" | "moved"))) if count > 1 => {
            format!("{count} {noun}s {verb}")
        }
        _ => phrase.to_owned(),
    }
}

/// Formats any string as inline code.
fn code(text: &str) -> String {
    let text = printable(text);
    let mut longest = 0;
    let mut run = 0;
    for character in text.chars() {
        run = if character == '`' { run + 1 } else { 0 };
        longest = longest.max(run);
    }
    let fence = "`".repeat(longest + 1);
    let space = if text.starts_with('`') || text.ends_with('`') || text.trim().is_empty() { " " } else { "" };
    format!("{fence}{space}{text}{space}{fence}")
}

/// Escapes a message for Markdown. Its names are in backticks already.
fn inline(text: &str) -> String {
    printable(text).replace('<', "&lt;").replace('[', "\\[")
}
