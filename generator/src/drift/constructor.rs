//! Finds what `new` takes in both releases, and which types gain or lose `Default`. The changelog combines this with the changes
//! of the fields that cause it.

use std::collections::BTreeSet;

use crate::outline::{Aspect, Fact, ItemKind, Outline, Path};

use super::comparison::Comparison;
use super::matching::members;

/// A request or a type in requests whose `new` takes other values.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Signature {
    /// The module of the document, such as `api::v2010`.
    pub module: String,
    /// The old name of the request or type.
    pub owner: String,
    /// What `new` took, as in a call: `(to, from)`.
    pub was: String,
    /// What it takes now.
    pub now: String,
    /// Whether the type implements `Default` now, if it didn't, or no longer does.
    pub default: Option<bool>,
}

/// Returns the constructors that take other values.
pub(super) fn constructors(drift: &Comparison<'_>) -> Vec<Signature> {
    let without_default = (without_default(drift.old), without_default(drift.new));
    let mut found = Vec::new();
    for (old_path, old) in drift.old.iter().filter(|(_, fact)| has_new(fact)) {
        let Some(new_path) = drift.matches.new_of(old_path) else { continue };
        let new = &drift.new[new_path];
        let translated = |name: &String| {
            let partner = drift.matches.new_of(&old_path.member(name));
            partner.and_then(|partner| partner.member.as_ref()).unwrap_or(name).clone()
        };
        let names: Vec<String> = old.all(Aspect::Arguments).iter().map(translated).collect();
        let is_same =
            names == new.all(Aspect::Arguments) && old.has(Aspect::RequiredStruct) == new.has(Aspect::RequiredStruct);
        if is_same || !has_new(new) {
            continue;
        }
        let had = !without_default.0.contains(old_path.owner.as_str());
        let has = !without_default.1.contains(new_path.owner.as_str());
        found.push(Signature {
            module: drift.old[&Path::default()].get(Aspect::Module).to_owned(),
            owner: old_path.owner.clone(),
            was: taken(old),
            now: taken(new),
            default: (had != has).then_some(has),
        });
    }
    found
}

fn has_new(fact: &Fact) -> bool {
    fact.item == ItemKind::Request || fact.has(Aspect::Sent)
}

fn taken(fact: &Fact) -> String {
    let names = fact.all(Aspect::Arguments).join(", ");
    match fact.has(Aspect::RequiredStruct) {
        true => format!("({} {{ {names} }})", fact.get(Aspect::RequiredStruct)),
        false => format!("({names})"),
    }
}

/// Returns the requests and types that don't implement `Default`: those whose `new` takes values, and those that always have a
/// field of such a type.
fn without_default(outline: &Outline) -> BTreeSet<&str> {
    let takes = outline.iter().filter(|(_, fact)| fact.has(Aspect::Arguments));
    let mut found: BTreeSet<&str> = takes.map(|(path, _)| path.owner.as_str()).collect();
    loop {
        let is_found = |(_, fact): (&Path, &Fact)| {
            let ty = fact.get(Aspect::Type);
            found.contains(ty.strip_prefix("Box<").and_then(|ty| ty.strip_suffix('>')).unwrap_or(ty))
        };
        let others = outline.iter().filter(|(path, fact)| {
            fact.item == ItemKind::Struct
                && !found.contains(path.owner.as_str())
                && members(outline, path).any(is_found)
        });
        let more: Vec<&str> = others.map(|(path, _)| path.owner.as_str()).collect();
        if more.is_empty() {
            return found;
        }
        found.extend(more);
    }
}
