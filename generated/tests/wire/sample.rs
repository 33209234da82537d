//! Derives sample arguments for an operation from its model.
//!
//! A string is its wire name and its position in a list, so that a value under another name is noticed. One string per
//! request contains a space and `&`, to show how they are encoded.

use serde_json::{Map, Value, json};
use twilio_bindings::dynamic::Arguments;
use twilio_codegen::model::{Document, Operation, ParameterLocation, SchemaId, Shape, Type};

/// The account SID, whether it is an argument or comes from the context.
pub(crate) const ACCOUNT_SID: &str = "AccountSid-1";

/// Returns an argument for each parameter, or only for those that are required.
pub(crate) fn arguments(document: &Document, operation: &Operation, parameters: Parameters) -> Arguments {
    let all = parameters == Parameters::All;
    let inputs = || operation.inputs.iter().filter(|input| all || input.required);
    let mut sampler = Sampler { document, all, special: false, within: Vec::new() };
    let free = inputs().filter(|input| input.location != ParameterLocation::Header && !input.account);
    let mut special = free.filter(|input| sampler.has_string(&input.ty)).map(|input| input.location).max();
    let mut form = Map::new();
    let mut arguments = Arguments::new();
    for input in inputs() {
        if special == Some(input.location) {
            sampler.special = true;
            special = None;
        }
        let value = match input.account {
            true => json!(ACCOUNT_SID),
            false => sampler.sample(&input.ty, &input.wire, 1).expect("only a schema inside itself has no sample"),
        };
        let name = input.wire.as_str();
        match input.location {
            ParameterLocation::Path => arguments = arguments.path(name, value),
            ParameterLocation::Query => arguments = arguments.query(name, value),
            ParameterLocation::Header => arguments = arguments.header(name, value),
            ParameterLocation::Body => arguments = arguments.body(value),
            ParameterLocation::Form => drop(form.insert(name.to_owned(), value)),
        }
    }
    if all {
        let ignored = operation.ignored_headers.iter();
        arguments = ignored.fold(arguments, |arguments, name| arguments.header(name, format!("{name}-1")));
    }
    if form.is_empty() { arguments } else { arguments.body(Value::Object(form)) }
}

/// The parameters that get an argument.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Parameters {
    All,
    Required,
}

struct Sampler<'a> {
    document: &'a Document,
    /// Whether optional properties are set too.
    all: bool,
    /// Whether the next string contains a space and `&`.
    special: bool,
    /// The objects that the current value is inside of.
    within: Vec<SchemaId>,
}

impl Sampler<'_> {
    /// Returns whether a sample of this type may contain a string that can be anything.
    fn has_string(&self, ty: &Type) -> bool {
        match ty.innermost() {
            Type::String => true,
            Type::Named(id) => !matches!(self.document.schema(*id).shape, Shape::Enum(_)),
            _ => false,
        }
    }

    /// Returns the sample for the value `name`, or for its item at `position`; `None` for an object inside itself.
    fn sample(&mut self, ty: &Type, name: &str, position: usize) -> Option<Value> {
        Some(match ty {
            Type::String => self.string(name, position),
            Type::Boolean => json!(position == 1),
            Type::Integer => json!(position),
            Type::Number => json!(position as f64 + 0.5),
            Type::Date | Type::DateTimeOrDate => json!(format!("2026-01-0{position}")),
            Type::DateTime => json!(format!("2026-01-0{position}T03:04:05Z")),
            Type::DateTimeRfc2822 => json!(format!("{} Jan 2026 03:04:05 +0000", ["Thu, 01", "Fri, 02"][position - 1])),
            Type::Json => json!({ "key": format!("{name}-{position}") }),
            Type::PrefixedMap(_) => json!({ "first": { "second": format!("{name}-{position}") } }),
            Type::Array(item) => (1..=2).filter_map(|position| self.sample(item, name, position)).collect(),
            Type::Map(value) => {
                self.sample(value, name, 1).map(|value| ("key".to_owned(), value)).into_iter().collect()
            }
            Type::Nullable(value) => return self.sample(value, name, position),
            Type::Named(id) => return self.named(*id, position),
            Type::HttpMethod => json!(["GET", "POST"][position - 1]),
            Type::PageMeta => unreachable!("only responses contain it"),
        })
    }

    fn string(&mut self, name: &str, position: usize) -> Value {
        let special = if std::mem::take(&mut self.special) { " &" } else { "" };
        json!(format!("{name}-{position}{special}"))
    }

    fn named(&mut self, id: SchemaId, position: usize) -> Option<Value> {
        match &self.document.schema(id).shape {
            Shape::Enum(variants) => variants.iter().take(position).next_back().map(|variant| json!(variant.wire)),
            Shape::Union(union) => {
                let variant = union.variants.iter().take(position).next_back()?;
                let mut value = self.named(variant.schema, position)?;
                value[&union.tag] = json!(variant.value);
                Some(value)
            }
            Shape::Object(_) if self.within.contains(&id) => None,
            Shape::Object(object) => {
                self.within.push(id);
                let mut members = Map::new();
                for property in &object.properties {
                    if property.read_only || !(self.all || property.required) {
                        continue;
                    }
                    let value = self.sample(&property.ty, &property.wire, position);
                    members.extend(value.map(|value| (property.wire.clone(), value)));
                }
                self.within.pop();
                Some(Value::Object(members))
            }
        }
    }
}
