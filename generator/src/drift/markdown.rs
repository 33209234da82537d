//! Writes a report as Markdown, for pull requests and the changelog.

use std::collections::BTreeMap;
use std::fmt::Write as _;

use crate::text::{code_span, printable};

use super::sentence::{self, Sentence};
use super::{Change, ChangeKind, Class, Report, Signature};

impl Report {
    /// Returns the report as Markdown: a sentence with the counts, then a section for each class with a list for each product.
    #[must_use]
    pub fn markdown(&self) -> String {
        let mut text = self.change_log();
        if !self.unfit.is_empty() {
            text.push_str("\n### Overlay actions that don't apply\n\n");
        }
        for (side, diagnostic) in &self.unfit {
            let location = code(&diagnostic.location.to_string());
            let side = if *side == "both" { "both releases".to_owned() } else { format!("the {side} release") };
            let _ = writeln!(text, "- {location}, in {side}: {}", inline(&diagnostic.what));
        }
        text
    }

    /// Returns the same report without overlay actions, which don't concern the crate's users.
    #[must_use]
    pub fn change_log(&self) -> String {
        let mut text = match self.changes.len() {
            0 => "No changes.\n".to_owned(),
            1 => format!("1 change ({}): **{}**.\n", self.counted(), self.version()),
            total => format!("{total} changes ({}): **{}**.\n", self.counted(), self.version()),
        };
        for class in Class::ALL {
            let changes: Vec<&Change> = self.changes.iter().filter(|change| change.class == *class).collect();
            if changes.is_empty() {
                continue;
            }
            let _ = writeln!(text, "\n### {}", title(*class));
            for changes in changes.chunk_by(|one, other| one.product() == other.product()) {
                let _ = writeln!(text, "\n#### {}\n", changes[0].product());
                for line in self.lines(changes) {
                    let _ = writeln!(text, "- {line}");
                }
            }
        }
        text
    }

    /// Returns a sentence for each line of a product's list, sorted by path.
    fn lines(&self, changes: &[&Change]) -> Vec<String> {
        let mut sentences: Vec<(&str, String)> = Vec::new();
        let mut rest = changes.to_vec();
        // Other arguments of `new` are always breaking.
        let is_here = |it: &&Signature| {
            changes.iter().any(|change| change.class == Class::Breaking && change.module == it.module)
        };
        for constructor in self.constructors.iter().filter(is_here) {
            let is_folded = |change: &Change| {
                change.module == constructor.module && change.owner == constructor.owner && folds(change)
            };
            let folded: Vec<&Change> = rest.extract_if(.., |change| is_folded(change)).collect();
            sentences.push((&constructor.module, sentence::constructor(constructor, &folded)));
        }
        let only_renamed = |change: &Change| {
            let is_same = |other: &&Change| (&other.module, &other.owner) == (&change.module, &change.owner);
            change.kind == ChangeKind::TypeRenamed && self.changes.iter().filter(is_same).count() == 1
        };
        for line in grouped(&rest, only_renamed) {
            let is_only_renamed = line.owners.iter().flatten().all(|change| only_renamed(change));
            let note = if is_only_renamed { "; nothing else changed" } else { "" };
            sentences.push((&line.owners[0][0].module, line.sentence() + note));
        }
        sentences.sort();
        sentences.into_iter().map(|(_, sentence)| sentence).collect()
    }
}

fn title(class: Class) -> &'static str {
    match class {
        Class::Privacy => "Privacy",
        Class::Breaking => "Breaking",
        Class::Additive => "Added",
        Class::Docs => "Documentation only",
    }
}

/// Returns whether a change is part of the sentence about `new`.
fn folds(change: &Change) -> bool {
    use ChangeKind::{
        InputAdded, InputOptional, InputRequired, PropertyAdded, PropertyOptional, PropertyRequired, PropertyWritable,
        RequiredOrder, RequiredRenamed,
    };
    match change.kind {
        InputAdded | PropertyAdded | PropertyWritable => change.class == Class::Breaking,
        kind => [InputOptional, InputRequired, PropertyOptional, PropertyRequired, RequiredOrder, RequiredRenamed]
            .contains(&kind),
    }
}

/// Groups the changes of a product: those of one type, or whole types of one module, then those with the same members in
/// several types.
fn grouped<'a>(changes: &[&'a Change], only_renamed: impl Fn(&Change) -> bool) -> Vec<Sentence<'a>> {
    let mut types: BTreeMap<_, Vec<&Change>> = BTreeMap::new();
    for change in changes {
        let owner = if is_about_types(change.kind) { "" } else { change.owner.as_str() };
        let key = (change.kind, &change.module, owner, change.member.is_some(), only_renamed(change));
        types.entry(key).or_default().push(change);
    }
    let mut lines: BTreeMap<_, Sentence<'a>> = BTreeMap::new();
    for ((kind, module, owner, _, is_only_renamed), changes) in types {
        let members: Vec<Option<&str>> = changes.iter().map(|change| change.member.as_deref()).collect();
        // Only a single value can differ from type to type.
        let values =
            Vec::from_iter(changes.iter().filter(|_| members.len() > 1).map(|change| (&change.was, &change.now)));
        let alone = (stands_alone(kind) || changes.len() > 1 && changes[0].member.is_none()).then_some((
            module,
            owner,
            is_only_renamed,
        ));
        let line = lines.entry((kind, members, values, alone));
        line.or_insert_with(|| Sentence { kind, owners: Vec::new() }).owners.push(changes);
    }
    lines.into_values().collect()
}

/// Returns whether a change of this kind has a sentence of its own for each type or module.
fn stands_alone(kind: ChangeKind) -> bool {
    use ChangeKind::{AlternativeRenamed, DocumentAdded, DocumentRemoved, InputRenamed, PropertyRenamed, ValueRenamed};
    let kinds = [AlternativeRenamed, DocumentAdded, DocumentRemoved, InputRenamed, PropertyRenamed, ValueRenamed];
    is_about_types(kind) || kinds.contains(&kind)
}

/// Returns whether a change of this kind is about a whole type, so that one sentence has all those of a module.
fn is_about_types(kind: ChangeKind) -> bool {
    use ChangeKind::{OperationAdded, OperationRemoved, OperationRenamed, TypeAdded, TypeRemoved, TypeRenamed};
    [OperationAdded, OperationRemoved, OperationRenamed, TypeAdded, TypeRemoved, TypeRenamed].contains(&kind)
}

/// Formats any string as inline code.
pub(super) fn code(text: &str) -> String {
    code_span(&printable(text))
}

/// Escapes a message for Markdown, except its names, which are in backticks already.
fn inline(text: &str) -> String {
    let text = printable(text);
    let parts = text.split('`').enumerate().map(|(index, part)| match index % 2 {
        0 => part.replace('<', "&lt;").replace('[', "\\["),
        _ => part.to_owned(),
    });
    parts.collect::<Vec<_>>().join("`")
}
