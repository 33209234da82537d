//! Words changes for the changelog, in terms of Rust.

use super::change::{Change, ChangeKind, Class};
use super::constructor::Signature;
use super::markdown::code;

/// The longest list of names in a sentence; the others are counted.
const MOST_NAMES: usize = 12;

/// Changes of one kind that become one sentence.
pub(super) struct Sentence<'a> {
    pub(super) kind: ChangeKind,
    /// The changes of each request or type, or of each module if the kind is about whole types.
    pub(super) owners: Vec<Vec<&'a Change>>,
}

/// How a kind of change is worded.
enum Form {
    /// Something has another value.
    Changed,
    /// Members are new.
    Added(&'static str),
    /// Members are gone.
    Gone(&'static str),
    /// Members have another name.
    Named,
    /// A member or type does or has something that it didn't, with the verb for one and for several.
    Verb(&'static str, &'static str),
}

impl Sentence<'_> {
    /// Returns the sentence, without the final full stop.
    pub(super) fn sentence(&self) -> String {
        let Some(first) = self.owners.first().and_then(|changes| changes.first()) else { return String::new() };
        if let Some(sentence) = whole(first, &self.owners) {
            return sentence + note(self.kind);
        }
        let owners = list(self.owners.iter().filter_map(|changes| changes.first()).map(|change| code(&path(change))));
        let sentence = match self.owners.as_slice() {
            [changes] if is_about_owner(first) => format!("{owners} {}", one_owner(self.kind, changes)),
            [changes] => format!("{owners}: {}", one_owner(self.kind, changes)),
            _ if self.have_same_values() => {
                capitalized(&format!("{} in {owners}", one_owner(self.kind, &self.owners[0])))
            }
            _ => capitalized(&self.each_owner(first)),
        };
        sentence + note(self.kind)
    }

    fn have_same_values(&self) -> bool {
        let values = |changes: &[&Change]| Vec::from_iter(changes.iter().map(|it| (it.was.clone(), it.now.clone())));
        self.owners.iter().all(|changes| values(changes) == values(&self.owners[0]))
    }

    /// Names the member once, and its values for each request or type.
    fn each_owner(&self, first: &Change) -> String {
        let named = |change: &Change| format!("{}{}", code(&path(change)), in_parentheses(change));
        let owners = list(self.owners.iter().filter_map(|changes| changes.first()).map(|change| named(change)));
        let member = first.member.as_deref().map(code);
        match (form(first), member) {
            (Form::Added(noun), Some(member)) => format!("new {noun} {member} in {owners}"),
            (Form::Changed, Some(member)) => format!("{} of {member} changed in {owners}", first.kind.phrase()),
            (_, Some(member)) => format!("{} of {member} in {owners}", first.kind.phrase()),
            (_, None) => format!("{} changed in {owners}", first.kind.phrase()),
        }
    }
}

/// Words what is added or removed as a whole, or renamed.
fn whole(first: &Change, owners: &[Vec<&Change>]) -> Option<String> {
    use ChangeKind as Kind;
    let module = code(&first.module);
    let changes = || owners.iter().flatten();
    let count = changes().count();
    let names = || list(changes().map(|change| code(&change.owner)));
    let routes = || list(changes().map(|change| format!("{} ({})", code(&change.owner), code(change.value()))));
    let renamed = || list(changes().map(|change| format!("{} → {}", code(&change.owner), code(new_name(change)))));
    let plural = |noun: &str| if count == 1 { noun.to_owned() } else { format!("{noun}s") };
    let gone = |noun: &str| {
        format!("{} gone", if count == 1 { format!("the {noun} is") } else { format!("{count} {noun}s are") })
    };
    Some(match first.kind {
        Kind::DocumentAdded => format!("New module {module}: {}", first.value()),
        Kind::DocumentRemoved => format!("The module {module} is gone: {}", first.value()),
        Kind::OperationAdded => format!("{module}: new {} {}", plural("request"), routes()),
        Kind::TypeAdded => format!("{module}: new {} {}", plural("type"), names()),
        Kind::OperationRemoved => format!("{module}: {}: {}", gone("request"), routes()),
        Kind::TypeRemoved => format!("{module}: {}: {}", gone("type"), names()),
        Kind::OperationRenamed | Kind::TypeRenamed if count == 1 => {
            format!("{} is called {} now", code(&path(first)), code(new_name(first)))
        }
        Kind::OperationRenamed => format!("{module}: {count} requests have other names: {}", renamed()),
        Kind::TypeRenamed => format!("{module}: {count} types have other names: {}", renamed()),
        _ => return None,
    })
}

/// Words the changes of one request or type, without its name.
fn one_owner(kind: ChangeKind, changes: &[&Change]) -> String {
    let Some(first) = changes.first() else { return String::new() };
    let members = || list(changes.iter().filter_map(|change| change.member.as_deref()).map(code));
    let with_values = || {
        list(changes.iter().map(|change| code(change.member.as_deref().unwrap_or_default()) + &in_parentheses(change)))
    };
    let plural = |noun: &str| if changes.len() == 1 { noun.to_owned() } else { format!("{noun}s") };
    let is_uniform = changes.iter().all(|change| (&change.was, &change.now) == (&first.was, &first.now));
    match form(first) {
        Form::Added(noun) => format!("new {} {}", plural(noun), with_values()),
        Form::Gone(noun) => {
            format!("the {} {} {} gone", plural(noun), members(), if changes.len() == 1 { "is" } else { "are" })
        }
        Form::Named => {
            let renamed = |change: &&Change| {
                let (name, wire) = split_wire(change.now.as_deref().unwrap_or_default());
                let (old, _) = split_wire(change.was.as_deref().unwrap_or_default());
                let wire = wire.map(|wire| format!(", and {} on the wire", code(wire))).unwrap_or_default();
                format!("{} is called {} now{wire}", code(old), code(name))
            };
            list(changes.iter().map(renamed))
        }
        Form::Verb(_, many) if changes.len() > 1 => format!("{} {many}", members()),
        Form::Verb(one, _) if first.member.is_some() => format!("{} {one}", members()),
        Form::Verb(one, _) if is_about_owner(first) => one.to_owned(),
        Form::Verb(one, _) => format!("{one}: {}", list(changes.iter().map(|change| code(change.value())))),
        Form::Changed if first.member.is_none() => format!("{} changed{}", kind.phrase(), from_to(first)),
        Form::Changed if is_uniform => format!("{} of {} changed{}", kind.phrase(), members(), from_to(first)),
        Form::Changed => format!("{} changed: {}", kind.phrase(), with_values()),
    }
}

fn form(change: &Change) -> Form {
    use ChangeKind as Kind;
    let is_on = change.now.as_deref() != Some("no");
    match change.kind {
        Kind::InputAdded => Form::Added("parameter"),
        Kind::PropertyAdded => Form::Added("field"),
        Kind::ValueAdded | Kind::AlternativeAdded => Form::Added("variant"),
        Kind::InputRemoved => Form::Gone("parameter"),
        Kind::PropertyRemoved => Form::Gone("field"),
        Kind::ValueRemoved | Kind::AlternativeRemoved => Form::Gone("variant"),
        Kind::InputRenamed | Kind::PropertyRenamed | Kind::ValueRenamed | Kind::AlternativeRenamed => Form::Named,
        Kind::InputRequired | Kind::PropertyRequired => {
            Form::Verb("is no longer an `Option`", "are no longer `Option`s")
        }
        Kind::InputOptional | Kind::PropertyOptional => Form::Verb("is an `Option` now", "are `Option`s now"),
        Kind::PropertyReadOnly if change.class == Class::Docs => Form::Verb("is read-only", "are read-only"),
        Kind::PropertyReadOnly => Form::Verb("has no setter any more", "have no setters any more"),
        Kind::PropertyWritable if change.class == Class::Docs => Form::Verb("is writable", "are writable"),
        Kind::PropertyWritable if change.class == Class::Additive => Form::Verb("has a setter now", "have setters now"),
        Kind::PropertyWritable => Form::Verb("is taken by `new` now", "are taken by `new` now"),
        Kind::PrivacyLost => Form::Verb(
            "is no longer hidden by `Debug`, so logs can have it",
            "are no longer hidden by `Debug`, so logs can have them",
        ),
        Kind::PrivacyGained => Form::Verb("is hidden by `Debug` now", "are hidden by `Debug` now"),
        Kind::Deprecated if is_on => Form::Verb("is deprecated now", "are deprecated now"),
        Kind::Deprecated => Form::Verb("is no longer deprecated", "are no longer deprecated"),
        Kind::TypeSent if change.class == Class::Additive => {
            Form::Verb("is used in requests now, and so has `new` and setters", "")
        }
        Kind::TypeSent => Form::Verb(
            "is used in requests now, and so has `new` and setters; values that can be null are `Nullable`, and there is \
             no `Default` if `new` takes values",
            "",
        ),
        Kind::TypeNotSent => Form::Verb("is no longer used in requests; `new` and the setters are gone", ""),
        Kind::HeaderIgnored => Form::Verb("`dynamic` accepts this header now, and drops it", ""),
        Kind::HeaderNotIgnored => Form::Verb("`dynamic` no longer accepts this header, which it dropped", ""),
        _ => Form::Changed,
    }
}

/// Returns whether the sentence is about the request or type itself: its name is the subject.
fn is_about_owner(change: &Change) -> bool {
    let is_about_header = matches!(change.kind, ChangeKind::HeaderIgnored | ChangeKind::HeaderNotIgnored);
    change.member.is_none() && !is_about_header && matches!(form(change), Form::Verb(..))
}

/// What stays the same.
fn note(kind: ChangeKind) -> &'static str {
    match kind {
        ChangeKind::InputWire | ChangeKind::PropertyWire => "; the Rust field stays the same",
        ChangeKind::ValueText => "; the Rust variant stays the same",
        ChangeKind::OperationRenamed => "; the types that are named after it follow",
        _ => "",
    }
}

/// Words what `new` takes, and the `folded` changes of fields that are the reason or the result.
pub(super) fn constructor(constructor: &Signature, folded: &[&Change]) -> String {
    let path = code(&format!("{}::{}::new", constructor.module, constructor.owner));
    let mut parts = vec![format!("{path} now takes {}", code(&constructor.now))];
    if constructor.was != "()" {
        parts[0] += &format!(" instead of {}", code(&constructor.was));
    }
    let of = |kinds: &[ChangeKind]| {
        let changes = folded.iter().filter(|change| kinds.contains(&change.kind));
        Vec::from_iter(changes.filter_map(|change| change.member.as_deref()).map(code))
    };
    let required = of(&[ChangeKind::InputRequired, ChangeKind::PropertyRequired]);
    let optional = of(&[ChangeKind::InputOptional, ChangeKind::PropertyOptional]);
    let added = of(&[ChangeKind::InputAdded, ChangeKind::PropertyAdded]);
    match required.len() {
        0 => {}
        1 => parts.push(format!("{} is no longer an `Option`, and its setter is gone", list(required))),
        count if constructor.now.matches(',').count() + 1 == count => {
            parts.push("they are no longer `Option`s, and their setters are gone".to_owned());
        }
        _ => parts.push(format!("{} are no longer `Option`s, and their setters are gone", list(required))),
    }
    match optional.len() {
        0 => {}
        1 => parts.push(format!("{} is an `Option` now, with a setter", list(optional))),
        _ => parts.push(format!("{} are `Option`s now, with setters", list(optional))),
    }
    if !added.is_empty() {
        parts.push(format!("{} {} new", list(added.clone()), if added.len() == 1 { "is" } else { "are" }));
    }
    match constructor.default {
        Some(true) => parts.push("the type implements `Default` now".to_owned()),
        Some(false) => parts.push("the type no longer implements `Default`".to_owned()),
        None => {}
    }
    parts.join("; ")
}

fn new_name(change: &Change) -> &str {
    split_wire(change.now.as_deref().unwrap_or_default()).0
}

fn path(change: &Change) -> String {
    if change.owner.is_empty() { change.module.clone() } else { format!("{}::{}", change.module, change.owner) }
}

/// Returns the values of a change, as they follow a name.
fn in_parentheses(change: &Change) -> String {
    match (&change.was, &change.now) {
        (None, None) => String::new(),
        (None, Some(value)) | (Some(value), None) => format!(" ({})", described(value)),
        (Some(was), Some(now)) => format!(" ({} → {})", code(was), code(now)),
    }
}

/// `String, form From` → the type and the wire name, each in backticks.
fn described(value: &str) -> String {
    let parts = value.rsplit_once(", ").and_then(|(ty, rest)| Some((ty, rest.rsplit_once(' ')?)));
    match parts {
        Some((ty, (words @ ("path" | "query" | "header" | "form" | "body" | "JSON name"), wire))) => {
            format!("{}, {words} {}", code(ty), code(wire))
        }
        _ => code(value),
    }
}

fn from_to(change: &Change) -> String {
    let part = |word: &str, value: &Option<String>| {
        value.as_deref().map_or(String::new(), |value| format!(" {word} {}", code(value)))
    };
    part("from", &change.was) + &part("to", &change.now)
}

/// `name, wire name Name` → the name and the wire name.
fn split_wire(text: &str) -> (&str, Option<&str>) {
    text.split_once(", wire name ").map_or((text, None), |(name, wire)| (name, Some(wire)))
}

/// Joins names; of a long list, only the first.
fn list(names: impl IntoIterator<Item = String>) -> String {
    let names: Vec<String> = names.into_iter().collect();
    match names.len().checked_sub(MOST_NAMES).filter(|more| *more > 0) {
        Some(more) => format!("{} and {more} more", names[..MOST_NAMES].join(", ")),
        None => names.join(", "),
    }
}

fn capitalized(text: &str) -> String {
    let mut letters = text.chars();
    letters.next().map_or(String::new(), |first| first.to_uppercase().chain(letters).collect())
}
