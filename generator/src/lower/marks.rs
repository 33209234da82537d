//! Finds marks of private values inside schemas that become JSON: the values that they mark have no fields of their own.

use std::collections::{BTreeMap, BTreeSet};

use serde_json::Value;

use super::context::Context;
use super::node::Node;

impl<'a> Context<'a> {
    /// Returns whether the schema at `node`, or one that it contains or refers to, is marked as private.
    pub(super) fn contains_mark(&mut self, node: &Node<'a>) -> bool {
        let (is_marked, references) = scan(node.raw);
        if is_marked || references.is_empty() {
            return is_marked;
        }
        let keys: Vec<&str> = references.iter().filter_map(|it| self.component(it, "schemas")).map(|it| it.0).collect();
        if self.marked.is_none() {
            self.marked = Some(self.marked_components());
        }
        self.marked.as_ref().is_some_and(|marked| keys.iter().any(|key| marked.contains(key)))
    }

    /// Returns the keys of the components that contain a mark, or refer to one that does.
    fn marked_components(&self) -> BTreeSet<&'a str> {
        let mut users: BTreeMap<&'a str, Vec<&'a str>> = BTreeMap::new();
        let mut waiting = Vec::new();
        for (key, node) in self.root().at(&["components", "schemas"]).iter().flat_map(Node::entries) {
            let (is_marked, references) = scan(node.raw);
            waiting.extend(is_marked.then_some(key));
            for (target, _) in references.iter().filter_map(|reference| self.component(reference, "schemas")) {
                users.entry(target).or_default().push(key);
            }
        }
        let mut marked = BTreeSet::new();
        while let Some(key) = waiting.pop() {
            if marked.insert(key) {
                waiting.extend(users.get(key).into_iter().flatten());
            }
        }
        marked
    }
}

/// Returns whether a value contains a mark, and the `$ref`s in it.
fn scan(raw: &Value) -> (bool, Vec<&str>) {
    let (mut is_marked, mut references, mut waiting) = (false, Vec::new(), vec![raw]);
    while let Some(value) = waiting.pop() {
        match value {
            Value::Object(members) => {
                is_marked |= is_private(value);
                references.extend(members.get("$ref").and_then(Value::as_str));
                waiting.extend(members.values());
            }
            Value::Array(items) => waiting.extend(items),
            _ => {}
        }
    }
    (is_marked, references)
}

/// Returns whether upstream marks a schema or parameter as personal (`x-twilio.pii`), or an overlay as secret (`x-secret`).
pub(super) fn is_private(raw: &Value) -> bool {
    let pii = raw.get("x-twilio").and_then(|facts| facts.get("pii"));
    pii.is_some_and(|pii| *pii != Value::Bool(false)) || raw.get("x-secret") == Some(&Value::Bool(true))
}
