//! Extracts a crate's public API from rustdoc's JSON, as one signature per item path. Argument names, documentation and
//! source locations are left out.

use std::collections::BTreeMap;
use std::fmt;

use anyhow::{Context, Result, ensure};
use serde_json::{Map, Value};

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
        let index = krate.get("index").and_then(Value::as_object).context("`index` is missing")?;
        let reader = Reader { index };
        let root = reader
            .item(krate.get("root").context("`root` is missing")?)
            .context("the root item is not in the index")?;
        let mut api = Self::default();
        for product in reader.exported(root) {
            reader.documents(product, &name(product), &mut api.modules);
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
struct Reader<'a> {
    index: &'a Map<String, Value>,
}

type Signatures = BTreeMap<String, String>;

impl<'a> Reader<'a> {
    fn item(&self, id: &Value) -> Option<&'a Value> {
        self.index.get(&id.to_string())
    }

    fn items(&self, ids: Option<&'a Value>) -> impl Iterator<Item = &'a Value> {
        ids.and_then(Value::as_array).into_iter().flatten().filter_map(|id| self.item(id))
    }

    /// Returns the items of a module, including those re-exported by a glob import.
    fn exported(&self, module: &'a Value) -> Vec<&'a Value> {
        let mut found = Vec::new();
        for item in self.items(inner(module, "module").and_then(|module| module.get("items"))) {
            match inner(item, "use") {
                Some(import) if import.get("is_glob") == Some(&Value::Bool(true)) => {
                    found.extend(
                        import
                            .get("id")
                            .and_then(|id| self.item(id))
                            .map(|module| self.exported(module))
                            .unwrap_or_default(),
                    );
                }
                Some(_) => {}
                None => found.push(item),
            }
        }
        found
    }

    /// Collects the documents' modules: a module that contains modules is a parent, one without is a document. Items that
    /// aren't generated modules belong to the runtime and are skipped.
    fn documents(&self, module: &'a Value, path: &str, into: &mut BTreeMap<String, Signatures>) {
        let is_ours = |item: &Value| span(item).is_some_and(|path| path.contains("/api/"));
        if inner(module, "module").is_none() || !is_ours(module) {
            return;
        }
        let items = self.exported(module);
        let (modules, types): (Vec<&Value>, Vec<&Value>) =
            items.into_iter().partition(|item| inner(item, "module").is_some());
        for module in &modules {
            self.documents(module, &format!("{path}::{}", name(module)), into);
        }
        if modules.is_empty() {
            let signatures = into.entry(path.to_owned()).or_default();
            types.into_iter().for_each(|item| self.ty(item, signatures));
        }
    }

    fn ty(&self, item: &'a Value, into: &mut Signatures) {
        let path = name(item);
        let Some((kind, body)) = item.get("inner").and_then(Value::as_object).and_then(|inner| inner.iter().next())
        else {
            return;
        };
        let marks = item.get("attrs").map(Value::to_string).unwrap_or_default();
        let open = if marks.contains("non_exhaustive") { "non-exhaustive " } else { "" };
        let generics = body.get("generics").map(|generics| canonical(generics).to_string()).unwrap_or_default();
        let alias = body.get("type").map(|ty| canonical(ty).to_string()).unwrap_or_default();
        into.insert(path.clone(), format!("{open}{kind} {generics} {alias}"));
        let fields = body.get("kind").and_then(|kind| kind.get("plain")).and_then(|plain| plain.get("fields"));
        for field in self.items(fields) {
            let ty = inner(field, "struct_field").map(|ty| canonical(ty).to_string());
            into.insert(format!("{path}.{}", name(field)), ty.unwrap_or_default());
        }
        for variant in self.items(body.get("variants")) {
            let held =
                inner(variant, "variant").and_then(|variant| variant.get("kind")).and_then(|kind| kind.get("tuple"));
            let held = self.items(held).filter_map(|field| inner(field, "struct_field"));
            let held: Vec<String> = held.map(|ty| canonical(ty).to_string()).collect();
            into.insert(format!("{path}::{}", name(variant)), held.join(", "));
        }
        for item in self.items(body.get("impls")) {
            self.implementation(&path, item, into);
        }
    }

    /// Adds the items of an `impl`. Blanket impls are skipped: they say nothing about this type.
    fn implementation(&self, path: &str, item: &'a Value, into: &mut Signatures) {
        let Some(body) = inner(item, "impl") else { return };
        if body.get("blanket_impl").is_some_and(|blanket| !blanket.is_null()) {
            return;
        }
        let implemented = body.get("trait").filter(|it| !it.is_null()).map(|it| canonical(it).to_string());
        let head = match &implemented {
            Some(implemented) => format!("{path} as {implemented}"),
            None => path.to_owned(),
        };
        if implemented.is_some() {
            into.insert(head.clone(), body.get("is_negative").map(Value::to_string).unwrap_or_default());
        }
        for member in self.items(body.get("items")) {
            let function = inner(member, "function").map(signature);
            let ty = inner(member, "assoc_type").and_then(|it| it.get("type")).map(|ty| canonical(ty).to_string());
            let constant =
                inner(member, "assoc_const").and_then(|it| it.get("type")).map(|ty| canonical(ty).to_string());
            into.insert(format!("{head}::{}", name(member)), function.or(ty).or(constant).unwrap_or_default());
        }
    }
}

/// Returns a function's signature without its argument names.
fn signature(function: &Value) -> String {
    let parts = function.get("sig").and_then(|it| it.get("inputs")).and_then(Value::as_array);
    let inputs = parts.into_iter().flatten().filter_map(|input| input.get(1)).map(|ty| canonical(ty).to_string());
    let inputs: Vec<String> = inputs.collect();
    let output =
        function.get("sig").and_then(|it| it.get("output")).map(|ty| canonical(ty).to_string()).unwrap_or_default();
    let generics = function.get("generics").map(|generics| canonical(generics).to_string()).unwrap_or_default();
    let header = function.get("header").map(Value::to_string).unwrap_or_default();
    format!("{header} {generics}({}) {output}", inputs.join(", "))
}

fn inner<'v>(item: &'v Value, kind: &str) -> Option<&'v Value> {
    item.get("inner")?.get(kind)
}

fn name(item: &Value) -> String {
    item.get("name").and_then(Value::as_str).unwrap_or_default().to_owned()
}

fn span(item: &Value) -> Option<&str> {
    item.get("span")?.get("filename")?.as_str()
}

/// Returns a type without rustdoc's item ids and without the modules in its path.
fn canonical(value: &Value) -> Value {
    match value {
        Value::Array(items) => items.iter().map(canonical).collect(),
        Value::Object(members) => {
            let members = members.iter().filter(|(key, value)| *key != "id" && !value.is_null());
            let last = |path: &str| Value::from(path.rsplit("::").next().unwrap_or_default());
            let canonical = |(key, value): (&String, &Value)| match value.as_str() {
                Some(path) if key == "path" => (key.clone(), last(path)),
                _ => (key.clone(), canonical(value)),
            };
            Value::Object(members.map(canonical).collect())
        }
        other => other.clone(),
    }
}
