//! Extracts a crate's public API from rustdoc's JSON, as one signature per item path. Argument names, documentation and
//! source locations are left out.

#[cfg(test)]
mod tests;

use std::collections::BTreeMap;
use std::fmt;

use anyhow::{Context, Result, ensure};
use serde_json::{Map, Value};

/// The version of rustdoc's JSON that this module reads. In another one, a key may have another name, and items would be missed.
const FORMAT: u64 = 57;

/// The public API of the generated modules: signatures by item path, grouped by the document's module.
#[derive(Debug, Default)]
pub(super) struct Api {
    modules: BTreeMap<String, BTreeMap<String, String>>,
}

/// A difference from an older API.
#[derive(Debug)]
pub(super) enum Difference {
    Added(String),
    Removed(String),
    Changed(String, String, String),
}

impl fmt::Display for Difference {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Added(path) => write!(f, "`{path}` is new"),
            Self::Removed(path) => write!(f, "`{path}` is gone"),
            Self::Changed(path, was, now) => write!(f, "`{path}` was `{was}` and is `{now}`"),
        }
    }
}

impl Api {
    /// Reads rustdoc's JSON.
    pub(super) fn parse(text: &[u8]) -> Result<Self> {
        let krate: Value = serde_json::from_slice(text)?;
        let format = &krate["format_version"];
        ensure!(
            *format == FORMAT,
            "rustdoc's JSON has format {format}, and this program reads {FORMAT}: use Rust 1.95, or if `cargo test -p xtask \
             public_api` passes, change `FORMAT` in `xtask/src/drift/public_api.rs`"
        );
        Self::read(&krate)
    }

    fn read(krate: &Value) -> Result<Self> {
        let reader = ItemReader { index: krate["index"].as_object().context("`index` is missing")? };
        let root = reader.item(&krate["root"]).context("the root item is not in the index")?;
        let mut api = Self::default();
        for product in reader.exported(root) {
            reader.documents(product, name(product), &mut api.modules);
        }
        ensure!(!api.modules.is_empty(), "no generated module found");
        Ok(api)
    }

    /// Returns the modules of the documents.
    pub(super) fn modules(&self) -> impl Iterator<Item = &String> {
        self.modules.keys()
    }

    /// Returns how `module` differs in `new`.
    pub(super) fn differences(&self, new: &Self, module: &str) -> Vec<Difference> {
        let none = BTreeMap::new();
        let (old, new) = (self.modules.get(module).unwrap_or(&none), new.modules.get(module).unwrap_or(&none));
        let gone = old.iter().filter_map(|(path, was)| match new.get(path) {
            None => Some(Difference::Removed(path.clone())),
            Some(now) if now != was => Some(Difference::Changed(path.clone(), was.clone(), now.clone())),
            Some(_) => None,
        });
        let added = new.keys().filter(|path| !old.contains_key(*path)).map(|path| Difference::Added(path.clone()));
        gone.chain(added).collect()
    }
}

/// Looks up items by id.
struct ItemReader<'a> {
    index: &'a Map<String, Value>,
}

type Signatures = BTreeMap<String, String>;

impl<'a> ItemReader<'a> {
    fn item(&self, id: &Value) -> Option<&'a Value> {
        self.index.get(&id.to_string())
    }

    /// Returns the items of a module, including those re-exported by a glob import.
    fn exported(&self, module: &'a Value) -> Vec<&'a Value> {
        let ids = module["inner"]["module"]["items"].as_array().into_iter().flatten();
        let item = |item: &'a Value| match &item["inner"]["use"] {
            Value::Null => vec![item],
            import if import["is_glob"] == true => {
                self.item(&import["id"]).map(|module| self.exported(module)).unwrap_or_default()
            }
            _ => Vec::new(),
        };
        ids.filter_map(|id| self.item(id)).flat_map(item).collect()
    }

    /// Collects the documents' modules: a module that contains modules is a parent, one without is a document. Items that
    /// aren't generated modules belong to the runtime and are skipped.
    fn documents(&self, module: &'a Value, path: &str, into: &mut BTreeMap<String, Signatures>) {
        let is_module = |item: &&Value| !item["inner"]["module"].is_null();
        let is_generated =
            module["span"]["filename"].as_str().is_some_and(|path| path.replace('\\', "/").contains("/api/"));
        if !is_module(&module) || !is_generated {
            return;
        }
        let (modules, types): (Vec<&Value>, Vec<&Value>) = self.exported(module).into_iter().partition(is_module);
        for module in &modules {
            self.documents(module, &format!("{path}::{}", name(module)), into);
        }
        if modules.is_empty() {
            let signatures = into.entry(path.to_owned()).or_default();
            types.into_iter().for_each(|item| self.add(item, name(item).to_owned(), signatures));
        }
    }

    /// Adds the signature of an item, and of the fields, variants and impls in it. Blanket impls are skipped: they say nothing
    /// about this type.
    fn add(&self, item: &'a Value, path: String, into: &mut Signatures) {
        let Some((kind, body)) = item["inner"].as_object().and_then(|inner| inner.iter().next()) else { return };
        let is_open = item["attrs"].to_string().contains("non_exhaustive");
        let signature = match kind.as_str() {
            "impl" => body["is_negative"].to_string(),
            kind => format!("{}{kind} {}", if is_open { "non-exhaustive " } else { "" }, canonical(body)),
        };
        // An impl without a trait has the path of its type.
        into.entry(path.clone()).or_insert(signature);
        let mut ids = Vec::new();
        members(body, &mut ids);
        for item in ids.into_iter().filter_map(|id| self.item(id)) {
            let part = match &item["inner"] {
                inner if !inner["impl"]["blanket_impl"].is_null() => continue,
                inner if inner["impl"].is_object() && inner["impl"]["trait"].is_null() => String::new(),
                inner if inner["impl"].is_object() => format!(" as {}", canonical(&inner["impl"]["trait"])),
                inner if inner["struct_field"].is_null() => format!("::{}", name(item)),
                _ => format!(".{}", name(item)),
            };
            self.add(item, format!("{path}{part}"), into);
        }
    }
}

fn name(item: &Value) -> &str {
    item["name"].as_str().unwrap_or_default()
}

/// Returns whether the value lists the ids of other items, which rustdoc numbers.
fn is_ids(value: &Value) -> bool {
    value.as_array().is_some_and(|items| items.iter().all(|item| item.is_number() || item.is_null()))
}

/// Collects the ids of the items in an item: its fields, variants, impls and their items.
fn members<'v>(value: &'v Value, into: &mut Vec<&'v Value>) {
    match value {
        Value::Array(ids) if is_ids(value) => into.extend(ids),
        Value::Array(items) => items.iter().for_each(|item| members(item, into)),
        Value::Object(parts) => parts.values().for_each(|part| members(part, into)),
        _ => (),
    }
}

/// Returns a signature without the ids of items, the modules in paths, the names of arguments and the values of constants.
fn canonical(value: &Value) -> Value {
    let last = |path: &str| Value::from(path.rsplit("::").next().unwrap_or_default());
    let member = |(key, value): (&String, &Value)| {
        let value = match (key.as_str(), value) {
            ("path", Value::String(path)) => last(path),
            ("inputs", Value::Array(inputs)) if inputs.iter().all(Value::is_array) => {
                inputs.iter().map(|input| canonical(&input[1])).collect()
            }
            _ => canonical(value),
        };
        (key.clone(), value)
    };
    match value {
        Value::Array(items) => items.iter().map(canonical).collect(),
        Value::Object(members) => {
            let left_out = |(key, value): &(&String, &Value)| {
                ["id", "expr", "is_literal", "value"].contains(&key.as_str()) || value.is_null() || is_ids(value)
            };
            Value::Object(members.iter().filter(|it| !left_out(it)).map(member).collect())
        }
        other => other.clone(),
    }
}
