//! Matches the operations and types of two releases of a document: by Rust name, which is what users see, else by origin.
//! The result doesn't depend on which release is older.

use std::collections::{BTreeMap, BTreeSet};

use crate::model::{Document, Operation, Origin, ParameterLocation, SchemaId, Shape, Type};

use super::choice::tags;

/// Two releases of a document, with matching operations and types.
pub(super) struct Pair<'a> {
    pub(super) old: &'a Document,
    pub(super) new: &'a Document,
    /// Indices of the operations.
    pub(super) operations: Matches,
    /// Indices of the schemas.
    pub(super) types: Matches,
}

/// The origin of a type: its kind, the operation or type that contains it, and the part of that.
type Home<'a> = (u8, Option<usize>, &'a str);

/// A one-to-one relation of indices.
#[derive(Clone, Debug, Default)]
pub(super) struct Matches {
    forth: BTreeMap<usize, usize>,
    back: BTreeMap<usize, usize>,
}

impl Matches {
    pub(super) fn new_of(&self, old: usize) -> Option<usize> {
        self.forth.get(&old).copied()
    }

    pub(super) fn has_old(&self, old: usize) -> bool {
        self.forth.contains_key(&old)
    }

    pub(super) fn has_new(&self, new: usize) -> bool {
        self.back.contains_key(&new)
    }

    pub(super) fn iter(&self) -> impl Iterator<Item = (usize, usize)> + '_ {
        self.forth.iter().map(|(old, new)| (*old, *new))
    }

    fn insert(&mut self, old: usize, new: usize) {
        self.forth.insert(old, new);
        self.back.insert(new, old);
    }

    /// Matches items whose key is the same and unique in both releases. Returns whether any matched.
    pub(super) fn by_key<K: Ord>(
        &mut self,
        old: impl Iterator<Item = (usize, K)>,
        new: impl Iterator<Item = (usize, K)>,
    ) -> bool {
        let unique = |items: &mut dyn Iterator<Item = (usize, K)>| {
            let mut found: BTreeMap<K, Option<usize>> = BTreeMap::new();
            for (index, key) in items {
                found.entry(key).and_modify(|only| *only = None).or_insert(Some(index));
            }
            found
        };
        let old = unique(&mut old.filter(|(index, _)| !self.forth.contains_key(index)));
        let new = unique(&mut new.filter(|(index, _)| !self.back.contains_key(index)));
        let mut any = false;
        for (key, old) in old {
            if let (Some(old), Some(Some(new))) = (old, new.get(&key)) {
                self.insert(old, *new);
                any = true;
            }
        }
        any
    }
}

impl<'a> Pair<'a> {
    pub(super) fn new(old: &'a Document, new: &'a Document) -> Self {
        let mut pair = Self { old, new, operations: operations(old, new), types: Matches::default() };
        let names = |document: &'a Document| document.schemas.iter().map(|schema| schema.name.as_str()).enumerate();
        pair.types.by_key(names(old), names(new));
        while pair.match_origins() || pair.match_uses() {}
        pair
    }

    /// Returns whether the two are the same Rust type, apart from renaming.
    pub(super) fn is_same(&self, old: &Type, new: &Type) -> bool {
        match (old, new) {
            (Type::Named(old), Type::Named(new)) => self.types.new_of(old.0) == Some(new.0),
            (Type::Array(old), Type::Array(new))
            | (Type::Map(old), Type::Map(new))
            | (Type::Nullable(old), Type::Nullable(new)) => self.is_same(old, new),
            (Type::DateTime | Type::DateTimeRfc2822, Type::DateTime | Type::DateTimeRfc2822) => true,
            (Type::Json | Type::PrefixedMap(_), Type::Json | Type::PrefixedMap(_)) => true,
            (old, new) => old == new,
        }
    }

    /// Matches types by origin, if they have no match by name.
    fn match_origins(&mut self) -> bool {
        let old: Vec<_> =
            self.origins(self.old, |index| self.operations.new_of(index), |index| self.types.new_of(index));
        let new: Vec<_> = self.origins(self.new, Some, Some);
        self.types.by_key(old.into_iter(), new.into_iter())
    }

    /// Returns origins in terms of the new release, for types whose operation or parent still exists.
    fn origins(
        &self,
        document: &'a Document,
        operation: impl Fn(usize) -> Option<usize>,
        parent: impl Fn(usize) -> Option<usize>,
    ) -> Vec<(usize, Home<'a>)> {
        let key = |origin: &'a Origin| {
            Some(match origin {
                Origin::Component(key) => (0, None, key.as_str()),
                Origin::Part { key, .. } => (3, None, key.as_str()),
                Origin::Page { operation: index } => (1, Some(operation(*index)?), "Response"),
                Origin::Operation { operation: index, part } => (1, Some(operation(*index)?), part.as_str()),
                Origin::Schema { parent: index, part } => (2, Some(parent(index.0)?), part.as_str()),
            })
        };
        let schemas = document.schemas.iter().enumerate();
        schemas.filter_map(|(index, schema)| Some((index, key(&schema.origin)?))).collect()
    }

    /// Matches unmatched types that are used in the same places and no others, and are similar.
    fn match_uses(&mut self) -> bool {
        let mut met = Met::default();
        for (old, new) in self.operations.iter() {
            let (old, new) = (&self.old.operations[old], &self.new.operations[new]);
            if let (Some(old), Some(new)) = (&old.response, &new.response) {
                self.meet(old, new, &mut met);
            }
            for input in &old.inputs {
                let same = new.inputs.iter().find(|other| (other.place, &other.wire) == (input.place, &input.wire));
                if let Some(other) = same {
                    self.meet(&input.ty, &other.ty, &mut met);
                }
            }
        }
        for (old, new) in self.types.iter() {
            let (Shape::Object(old), Shape::Object(new)) = (&self.old.schemas[old].shape, &self.new.schemas[new].shape)
            else {
                continue;
            };
            for property in &old.properties {
                if let Some(other) = new.properties.iter().find(|other| other.wire == property.wire) {
                    self.meet(&property.ty, &other.ty, &mut met);
                }
            }
        }
        let couples = met.couples();
        for (old, new) in &couples {
            self.types.insert(*old, *new);
        }
        !couples.is_empty()
    }

    fn meet(&self, old: &Type, new: &Type, met: &mut Met) {
        match (old, new) {
            (Type::Array(old), Type::Array(new))
            | (Type::Map(old), Type::Map(new))
            | (Type::Nullable(old), Type::Nullable(new)) => {
                self.meet(old, new, met);
            }
            (Type::Named(old), Type::Named(new)) => {
                let are_free = !self.types.has_old(old.0) && !self.types.has_new(new.0);
                if are_free && are_alike(&self.old.schema(*old).shape, &self.new.schema(*new).shape) {
                    met.add(*old, *new);
                }
            }
            _ => {}
        }
    }
}

/// Types that are used in the same places.
#[derive(Default)]
struct Met {
    forth: BTreeMap<usize, BTreeSet<usize>>,
    back: BTreeMap<usize, BTreeSet<usize>>,
}

impl Met {
    fn add(&mut self, old: SchemaId, new: SchemaId) {
        self.forth.entry(old.0).or_default().insert(new.0);
        self.back.entry(new.0).or_default().insert(old.0);
    }

    /// Returns the pairs that share places only with each other.
    fn couples(&self) -> Vec<(usize, usize)> {
        let only = |set: &BTreeSet<usize>| if set.len() == 1 { set.first().copied() } else { None };
        let couple = |(old, new): (&usize, &BTreeSet<usize>)| {
            let new = only(new)?;
            (only(&self.back[&new]) == Some(*old)).then_some((*old, new))
        };
        self.forth.iter().filter_map(couple).collect()
    }
}

/// Returns whether at least half of the wire names in the two types are the same.
fn are_alike(old: &Shape, new: &Shape) -> bool {
    let (old, new): (BTreeSet<&str>, BTreeSet<&str>) = match (old, new) {
        (Shape::Object(old), Shape::Object(new)) => (
            old.properties.iter().map(|property| property.wire.as_str()).collect(),
            new.properties.iter().map(|property| property.wire.as_str()).collect(),
        ),
        (Shape::Enum(old), Shape::Enum(new)) => (
            old.iter().map(|value| value.wire.as_str()).collect(),
            new.iter().map(|value| value.wire.as_str()).collect(),
        ),
        (Shape::Union(old), Shape::Union(new)) => {
            (old.variants.iter().flat_map(tags).collect(), new.variants.iter().flat_map(tags).collect())
        }
        _ => return false,
    };
    old.intersection(&new).count() * 2 >= old.union(&new).count()
}

/// Matches operations by request type, else by method and path, else by the same without parameter names.
fn operations(old: &Document, new: &Document) -> Matches {
    let mut matches = Matches::default();
    let keyed = |matches: &mut Matches, key: &dyn Fn(&Operation) -> String| {
        let keys = |document: &Document| Vec::from_iter(document.operations.iter().map(key).enumerate());
        matches.by_key(keys(old).into_iter(), keys(new).into_iter());
    };
    keyed(&mut matches, &|operation| operation.name.to_string());
    keyed(&mut matches, &|operation| format!("{} {}", operation.method, operation.path));
    keyed(&mut matches, &|operation| format!("{} {}", operation.method, bare_path(&operation.path)));
    matches
}

/// Returns a path template without the names of its parameters, which don't appear in URLs.
pub(super) fn bare_path(path: &str) -> String {
    let mut bare = String::new();
    let mut rest = path;
    while let Some((literal, from)) = rest.split_once('{') {
        bare.push_str(literal);
        bare.push_str("{}");
        rest = from.split_once('}').map_or("", |(_, behind)| behind);
    }
    bare + rest
}

/// Returns the path parameters of an operation: index and wire name, in order.
pub(super) fn path_inputs(operation: &Operation) -> impl Iterator<Item = (usize, &str)> {
    let inputs = operation.inputs.iter().enumerate();
    inputs
        .filter(|(_, input)| input.place == ParameterLocation::Path)
        .map(|(index, input)| (index, input.wire.as_str()))
}
