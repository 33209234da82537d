//! Adds the most specific description to each item of a document.

use std::collections::BTreeMap;

use crate::diagnostic::{Diagnostics, Location, Pointer};
use crate::model::{Document, Origin, ParameterLocation, Schema, SchemaId, Shape, Type};

use super::coverage::{Count, Coverage, Described, Undescribed};
use super::glossary::{Subject, Tie};
use super::sentence::Noun;
use super::{Book, Entry, Words};

impl Words {
    /// Adds descriptions to a document. Returns its coverage.
    ///
    /// # Errors
    ///
    /// Returns an error for each pair of glossary entries that match a value equally well.
    pub(crate) fn describe(&self, document: &mut Document) -> Result<Coverage, Diagnostics> {
        let empty = Book::default();
        let own = self.books.get(&document.stem).unwrap_or(&empty);
        let included = own.include.as_ref().and_then(|(stem, _)| self.books.get(stem));
        let books = [Some(own), included];
        let addresses: Vec<Pointer> =
            (0..document.schemas.len()).map(|index| address(document, SchemaId(index))).collect();
        let mut coverage = Coverage::default();
        let nouns = nouns(document, &books, &addresses, &mut coverage);
        let mut describer = Describer {
            words: self,
            product: document.home.product.clone(),
            file: document.file.clone(),
            books,
            addresses,
            nouns,
            coverage,
            ties: BTreeMap::new(),
        };
        describer.resources(document);
        describer.operations(document);
        describer.schemas(document);
        describer.inherit(document);
        describer.count_types(document);
        if describer.ties.is_empty() {
            return Ok(describer.coverage);
        }
        let tie = |(one, (other, what)): (Location, (Location, String))| {
            let what = format!("this entry and `{}` match {what} equally well", other.pointer);
            self.diagnostic(&one, &what, "add a condition to one of them")
        };
        Err(describer.ties.into_iter().map(tie).collect())
    }
}

struct Describer<'w> {
    words: &'w Words,
    product: String,
    file: String,
    /// The document's own book, then the included one.
    books: [Option<&'w Book>; 2],
    addresses: Vec<Pointer>,
    nouns: Nouns,
    coverage: Coverage,
    ties: BTreeMap<Location, (Location, String)>,
}

/// The nouns for the resources of operations and schemas.
struct Nouns {
    by_title: BTreeMap<String, Noun>,
    /// By schema index.
    schemas: Vec<Noun>,
}

impl Describer<'_> {
    fn resources(&mut self, document: &mut Document) {
        for resource in document.resources.iter_mut().filter(|resource| !resource.operations.is_empty()) {
            let address = Pointer::root().join(["resources", &resource.title]);
            let noun = &self.nouns.by_title[&resource.title];
            resource.noun = noun.singular.clone();
            resource.plural = noun.plural.clone();
            for Entry { text, location } in self.books.iter().flatten().filter_map(|book| book.link(&address)) {
                self.coverage.used.insert(location.clone());
                resource.link.get_or_insert_with(|| text.clone());
            }
            resource.description = self.specific(&[&address], &noun.clone());
            self.count(Described::Resource, &address, resource.description.is_some());
        }
    }

    fn operations(&mut self, document: &mut Document) {
        for operation in &mut document.operations {
            let address = Pointer::root().join(["operations", &operation.id]);
            let noun = self.nouns.by_title[&operation.resource].clone();
            replace(&mut operation.description, self.specific(&[&address], &noun));
            self.count(Described::Operation, &address, operation.description.is_some());
            for input in operation.inputs.iter_mut().filter(|input| input.location != ParameterLocation::Body) {
                let parameters = address.child("parameters");
                let located = parameters.child(&format!("{} {}", input.location.as_str(), input.wire));
                let address = parameters.child(&input.wire);
                let subject = Subject {
                    wire: &input.wire,
                    location: input.location.as_str(),
                    ty: &input.ty,
                    facts: &input.facts,
                    product: &document.home.product,
                };
                let text =
                    self.specific(&[&located, &address], &noun).or_else(|| self.general(&subject, &noun, &address));
                replace(&mut input.facts.description, text);
                self.count(Described::Parameter, &address, input.facts.description.is_some());
            }
        }
    }

    fn schemas(&mut self, document: &mut Document) {
        for index in 0..document.schemas.len() {
            let (address, noun) = (self.addresses[index].clone(), self.nouns.schemas[index].clone());
            let schema = &mut document.schemas[index];
            if !matches!(schema.origin, Origin::Page { .. }) {
                replace(&mut schema.facts.description, self.specific(&[&address], &noun));
            }
            match &mut schema.shape {
                Shape::Object(object) => {
                    let records = object.page.as_ref().map(|page| page.records);
                    for (index, property) in object.properties.iter_mut().enumerate() {
                        let address = address.join(["properties", &property.wire]);
                        let subject = Subject {
                            wire: &property.wire,
                            location: "property",
                            ty: &property.ty,
                            facts: &property.facts,
                            product: &document.home.product,
                        };
                        let text =
                            self.specific(&[&address], &noun).or_else(|| self.general(&subject, &noun, &address));
                        let text = text.or_else(|| {
                            (records == Some(index)).then(|| noun.put_into("The {resources} on this page."))
                        });
                        replace(&mut property.facts.description, text);
                        self.count(Described::Property, &address, property.facts.description.is_some());
                    }
                }
                Shape::Enum(variants) => {
                    for variant in variants {
                        let address = address.join(["values", &variant.wire]);
                        variant.description = self.specific(&[&address], &noun);
                        self.count(Described::Value, &address, variant.description.is_some());
                    }
                }
                Shape::Union(_) => {}
            }
        }
    }

    /// A type without a description takes its resource's, if it is a component and not an enum, or else that of a field of this
    /// type.
    fn inherit(&mut self, document: &mut Document) {
        let mut titles = vec![None; document.schemas.len()];
        for resource in &document.resources {
            resource.schemas.iter().for_each(|id| titles[id.0].clone_from(&resource.description));
        }
        let fields = field_descriptions(document);
        for (index, schema) in document.schemas.iter_mut().enumerate() {
            if schema.facts.description.is_some() || matches!(schema.origin, Origin::Page { .. }) {
                continue;
            }
            let of_resource = titles[index]
                .clone()
                .filter(|_| matches!(schema.origin, Origin::Component(_)) && !matches!(schema.shape, Shape::Enum(_)));
            schema.facts.description = of_resource.or_else(|| fields.get(&SchemaId(index)).cloned());
        }
    }

    fn count_types(&mut self, document: &Document) {
        for (schema, address) in document.schemas.iter().zip(self.addresses.clone()) {
            // The description of a page is derived from its operation.
            if !matches!(schema.origin, Origin::Page { .. }) {
                let described = schema.facts.description.is_some();
                self.count(Described::Type, &address, described);
            }
        }
    }

    /// Returns the description in the document's book, or else in the included one, at the first of the addresses that it has.
    fn specific(&mut self, addresses: &[&Pointer], noun: &Noun) -> Option<String> {
        let mut text = None;
        for book in self.books.iter().flatten() {
            if let Some(Entry { text: own, location }) = addresses.iter().find_map(|address| book.entry(address)) {
                self.coverage.used.insert(location.clone());
                text = text.or_else(|| Some(noun.put_into(own)));
            }
        }
        text
    }

    /// Returns the description in the glossary.
    fn general(&mut self, subject: &Subject<'_>, noun: &Noun, address: &Pointer) -> Option<String> {
        match self.words.glossary.find(subject) {
            Ok(entry) => entry.map(|entry| {
                self.coverage.used.insert(entry.location.clone());
                noun.put_into(&entry.text)
            }),
            Err(Tie(one, other)) => {
                self.ties.insert(one, (other, format!("`{address}` (in `{}`)", subject.location)));
                None
            }
        }
    }

    fn count(&mut self, kind: Described, address: &Pointer, described: bool) {
        let Count { described: known, total } = self.coverage.counts.entry((self.product.clone(), kind)).or_default();
        *total += 1;
        *known += usize::from(described);
        if !described {
            let address = address.as_str().to_owned();
            self.coverage.undescribed.push(Undescribed { document: self.file.clone(), kind, address });
        }
    }
}

/// Replaces the description from the document with ours, if there is one.
fn replace(description: &mut Option<String>, words: Option<String>) {
    if words.is_some() {
        *description = words;
    }
}

/// Returns the address of a schema's entry.
fn address(document: &Document, id: SchemaId) -> Pointer {
    let operation = |index: usize| Pointer::root().join(["operations", &document.operations[index].id]);
    let component = |key: &str| Pointer::root().join(["schemas", document.bare_key(key)]);
    match &document.schema(id).origin {
        Origin::Component(key) => component(key),
        // An item has the address of its list.
        Origin::Part { key, part } if part == "Item" => component(key),
        Origin::Part { key, part } => component(key).join(["properties", part]),
        Origin::Page { operation: index } => operation(*index).child("response"),
        Origin::Operation { operation: index, part } if part == "Body" => operation(*index).child("body"),
        Origin::Operation { operation: index, part } if part == "Response" => operation(*index).child("response"),
        Origin::Operation { operation: index, part } => operation(*index).join(["parameters", part]),
        Origin::Schema { parent, part } => address(document, *parent).join(["properties", part]),
    }
}

fn nouns(document: &Document, books: &[Option<&Book>; 2], addresses: &[Pointer], coverage: &mut Coverage) -> Nouns {
    let mut noun = |address: &Pointer| {
        let known = Vec::from_iter(books.iter().flatten().filter_map(|book| book.noun(address)));
        coverage.used.extend(known.iter().map(|(_, location)| location.clone()));
        known.first().map(|(noun, _)| noun.clone())
    };
    let mut by_title = BTreeMap::new();
    let mut schemas = vec![None; document.schemas.len()];
    for resource in &document.resources {
        let own = noun(&Pointer::root().join(["resources", &resource.title]));
        by_title.insert(resource.title.clone(), own.clone().unwrap_or_else(|| Noun::of_name(&resource.title)));
        // The types in a file without operations are shared by several resources.
        let is_shared = resource.operations.is_empty();
        for id in &resource.schemas {
            schemas[id.0] = own.clone().or_else(|| (!is_shared).then(|| by_title[&resource.title].clone()));
        }
    }
    let schemas = schemas.into_iter().enumerate().map(|(index, of_resource)| {
        let keys = Vec::from_iter(addresses[index].keys());
        let component = Pointer::root().join(keys.iter().take(2).map(String::as_str));
        let last = keys.get(1).and_then(|key| key.rsplit('.').next()).unwrap_or_default().to_owned();
        noun(&component).or(of_resource).unwrap_or_else(|| Noun::of_name(&last))
    });
    Nouns { by_title, schemas: schemas.collect() }
}

/// Returns, for each type, the description of a field of this type. Properties are preferred. Query parameters come last: most
/// are filters, and the description of a filter says less about the value.
fn field_descriptions(document: &Document) -> BTreeMap<SchemaId, String> {
    // What is said of a page's records doesn't describe one of them.
    let objects = document.schemas.iter().filter_map(Schema::object).filter(|object| object.page.is_none());
    let properties = objects.flat_map(|object| &object.properties);
    let properties = properties.map(|property| (&property.ty, &property.facts));
    let (filters, others): (Vec<_>, Vec<_>) = document
        .operations
        .iter()
        .flat_map(|operation| &operation.inputs)
        .partition(|input| input.location == ParameterLocation::Query);
    let parameters = others.into_iter().chain(filters).map(|input| (&input.ty, &input.facts));
    let mut found = BTreeMap::new();
    for (ty, facts) in properties.chain(parameters) {
        let ty: &Type = ty;
        if let (Some(id), Some(text)) = (ty.schema(), &facts.description) {
            found.entry(id).or_insert_with(|| text.clone());
        }
    }
    found
}
