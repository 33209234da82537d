//! Checks every value of a document against the grammar, and counts the keywords.
//!
//! Later stages rely on it: whatever they read has the type that [`super::grammar`] gives it.

use serde_json::{Map, Value};

use super::grammar::{ObjectKind, ValueKind, ValueType};
use super::walk::{Position, Visited, Visitor, walk};
use super::{Keywords, describe};
use crate::diagnostic::{Diagnostic, Diagnostics, Location, Pointer};
use crate::text::quoted;

const HELP_VALUE: &str = "correct it with an overlay in `spec/overlays/`";
const HELP_UNKNOWN: &str = "remove it with an overlay, or add support for it to the generator";

/// Counts the keywords of the document `name`.
///
/// # Errors
/// Returns an error for each unknown keyword, missing keyword and value of the wrong type.
pub(super) fn document(name: &str, tree: &Value) -> Result<Keywords, Diagnostics> {
    let mut check = Check { name, is_overlay: false, keywords: Keywords::default(), found: Diagnostics::new() };
    walk(ObjectKind::Document, &Pointer::root(), tree, &mut check);
    check.found.into_result(check.keywords)
}

/// Checks `update`, which an overlay merges into the value at `root` of the document `name`.
///
/// # Errors
/// Like [`document`], except that keywords may be missing, and unknown extensions are errors too.
pub(crate) fn update(name: &str, root: &Pointer, update: &Value) -> Result<(), Diagnostics> {
    let mut check = Check { name, is_overlay: true, keywords: Keywords::default(), found: Diagnostics::new() };
    match ObjectKind::of(root) {
        ValueKind::One(kind) | ValueKind::List(kind) => walk(kind, root, update, &mut check),
        ValueKind::Map(kind) => {
            let nodes = update.as_object().into_iter().flatten();
            nodes.for_each(|(key, node)| walk(kind, &root.child(key), node, &mut check));
        }
        // The document is checked once it is complete.
        _ => {}
    }
    check.found.into_result(())
}

struct Check<'n> {
    name: &'n str,
    is_overlay: bool,
    keywords: Keywords,
    found: Diagnostics,
}

impl Check<'_> {
    fn wrong(&mut self, object: &Visited<'_, '_>, key: Option<&str>, what: String, help: &str) {
        let pointer = object.position.pointer().join(key);
        self.found.push(Diagnostic::new(Location::new(self.name, pointer), what).help(help));
    }

    /// Adds an error for a value that isn't `expected`.
    fn mismatch(&mut self, object: &Visited<'_, '_>, key: Option<&str>, value: &Value, expected: &str) {
        let name = match (key, object.position) {
            (Some(name), _) | (None, Position::Value(_, name) | Position::Entry(_, _, name)) => quoted(name),
            (None, Position::Item(..)) => "item".to_owned(),
            (None, Position::Start(_)) => "value".to_owned(),
        };
        let shown = match value {
            Value::Bool(_) | Value::Number(_) => quoted(&value.to_string()),
            Value::String(text) => quoted(text),
            _ => describe(value).to_owned(),
        };
        self.wrong(object, key, format!("{name} is {shown}, expected {expected}"), HELP_VALUE);
    }

    fn unknown(&mut self, object: &Visited<'_, '_>, key: &str) {
        let shown = quoted(key);
        let what = match object.kind {
            ObjectKind::Responses => format!("{shown} isn't a status code, a range such as `4XX`, or `default`"),
            kind if kind.is_twilio() => format!("{shown} has no meaning here"),
            _ => format!("unknown keyword {shown}"),
        };
        self.wrong(object, Some(key), what, HELP_UNKNOWN);
    }

    /// Checks that the keywords of a schema don't contradict each other.
    fn schema(&mut self, object: &Visited<'_, '_>, members: &Map<String, Value>) {
        let has = |key: &str| match members.get(key) {
            Some(Value::Object(members)) => !members.is_empty(),
            Some(Value::Array(items)) => !items.is_empty(),
            value => value.is_some(),
        };
        if has("not") {
            let help = "describe the value another way with an overlay";
            self.wrong(object, None, "keyword `not` is not supported".to_owned(), help);
        }
        let ty = members.get("type").and_then(Value::as_str);
        for (key, wanted) in [("properties", "object"), ("items", "array")] {
            let other = ty.filter(|ty| *ty != wanted);
            if let Some(other) = other.filter(|_| members.contains_key(key) && (key == "items" || has(key))) {
                let what = format!("schema has `{key}`, but its `type` is {}, not `{wanted}`", quoted(other));
                self.wrong(object, None, what, HELP_VALUE);
            }
        }
        for key in ["properties", "items", "oneOf", "anyOf", "allOf"].into_iter().filter(|key| has(key) && has("enum"))
        {
            self.wrong(object, None, format!("schema has both `enum` and `{key}`"), HELP_VALUE);
        }
    }

    fn missing(&mut self, object: &Visited<'_, '_>) {
        for key in object.kind.required().iter().filter(|key| object.node.get(**key).is_none()) {
            self.wrong(object, None, format!("`{key}` is missing"), HELP_VALUE);
        }
    }
}

impl<'t> Visitor<'t> for Check<'_> {
    fn enter(&mut self, object: &Visited<'_, 't>) -> bool {
        let Some(members) = object.node.as_object() else {
            match object.kind {
                ObjectKind::SchemaOrFlag if object.node.is_boolean() => {}
                ObjectKind::SchemaOrFlag => self.mismatch(object, None, object.node, "a schema or a boolean"),
                _ => self.mismatch(object, None, object.node, "an object"),
            }
            return false;
        };
        let is_reference = object.kind.can_be_reference() && members.contains_key("$ref");
        if !is_reference && !self.is_overlay {
            self.missing(object);
            if object.kind == ObjectKind::Schema {
                self.schema(object, members);
            }
        }
        true
    }

    fn member(&mut self, object: &Visited<'_, 't>, key: &'t str, member: ValueKind, value: &'t Value) -> bool {
        if is_beside_reference(object, key, member) {
            self.keywords.leave_aside(key);
            return false;
        }
        if member == ValueKind::Unknown || (member == ValueKind::Extension && self.is_overlay) {
            self.unknown(object, key);
            return false;
        }
        let expected = match member {
            ValueKind::Read(ty) => expected(value, ty),
            ValueKind::List(kind) if kind.is_read() => expected(value, ValueType::Array),
            ValueKind::Map(kind) if kind.is_read() && !value.is_object() => Some("an object".to_owned()),
            _ => None,
        };
        if let Some(expected) = expected {
            self.mismatch(object, Some(key), value, &expected);
            return false;
        }
        let is_read = is_read(object.kind, key, member, value);
        if !is_read {
            self.keywords.leave_aside(key);
        } else if !matches!(object.kind, ObjectKind::Paths | ObjectKind::Responses) {
            self.keywords.read(key);
        }
        is_read || self.is_overlay
    }
}

/// Returns whether the key is in the same object as a `$ref`, and ignored there as OpenAPI demands. Facts about a use of a
/// schema, other than its structure, are read.
fn is_beside_reference(object: &Visited<'_, '_>, key: &str, member: ValueKind) -> bool {
    use ValueType::{Any, Boolean, Count, Number, String};
    let is_reference = object.kind.can_be_reference() && object.node.get("$ref").is_some();
    let is_fact = match member {
        ValueKind::Prose | ValueKind::Read(Any | Boolean | Count | Number | String) => true,
        _ => key.starts_with("x-"),
    };
    is_reference && key != "$ref" && !(is_fact && object.kind == ObjectKind::Schema)
}

fn is_read(kind: ObjectKind, key: &str, member: ValueKind, value: &Value) -> bool {
    match member {
        // Only a scalar can be described.
        ValueKind::Read(_) if kind == ObjectKind::Schema && key == "default" => {
            !matches!(value, Value::Null | Value::Array(_) | Value::Object(_))
        }
        ValueKind::Read(_) => true,
        ValueKind::Prose => kind.has_read_prose() && value.is_string(),
        ValueKind::One(kind) | ValueKind::List(kind) | ValueKind::Map(kind) => kind.is_read(),
        ValueKind::Kept | ValueKind::Aside | ValueKind::Extension | ValueKind::Unknown => false,
    }
}

/// Returns what a value of this type is, if `value` isn't one.
fn expected(value: &Value, ty: ValueType) -> Option<String> {
    let is = |ty| move |value: &Value| expected(value, ty).is_none();
    let items = |ty| value.as_array().is_some_and(|items| items.iter().all(is(ty)));
    let (is_right, expected) = match ty {
        ValueType::Any => (true, "any value"),
        ValueType::Array => (value.is_array(), "an array"),
        ValueType::Boolean => (value.is_boolean(), "`true` or `false`"),
        ValueType::Number => (value.is_number(), "a number"),
        ValueType::Count => (value.is_u64(), "an integer that isn't negative"),
        ValueType::String => (value.is_string(), "a string"),
        ValueType::Strings => (items(ValueType::String), "an array of strings"),
        ValueType::Groups => (items(ValueType::Strings), "an array of arrays of strings"),
        ValueType::Mapping => (are_all(value, is(ValueType::String)), "an object whose values are strings"),
        ValueType::Security => (
            value.as_array().is_some_and(|items| items.iter().all(|item| are_all(item, is(ValueType::Strings)))),
            "an array of security requirements, such as `[{name: []}]`",
        ),
        ValueType::Personal => (value.is_boolean() || value.is_object(), "an object or a boolean"),
        ValueType::OneOf(values) => {
            let is_right = value.as_str().is_some_and(|text| values.contains(&text));
            let one_of = if values.len() > 1 { "one of " } else { "" };
            return (!is_right).then(|| format!("{one_of}`{}`", values.join("`, `")));
        }
    };
    (!is_right).then(|| expected.to_owned())
}

fn are_all(value: &Value, holds: impl Fn(&Value) -> bool) -> bool {
    value.as_object().is_some_and(|map| map.values().all(holds))
}
