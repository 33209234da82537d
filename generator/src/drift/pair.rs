//! Which operations and types of two releases of a document are the same: by their Rust name, which is what users
//! see, else by where they come from. Nothing here depends on which of the two is the older.

use std::collections::{BTreeMap, BTreeSet};

use crate::model::{Document, Operation, Origin, Place, SchemaId, Shape, Type};

use super::choice::tags;

/// Two releases of a document, and what belongs together in them.
pub(super) struct Pair<'a> {
    pub(super) old: &'a Document,
    pub(super) new: &'a Document,
    /// Indices of the operations.
    pub(super) operations: Matches,
    /// Indices of the schemas.
    pub(super) types: Matches,
}

/// Where a type comes from: the sort of place, the operation or type that holds it, and the part of that.
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

    /// Relates what has the same key, where nothing else of its release has it; says whether there was any.
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

    /// Whether the two are the same Rust type, renaming aside.
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

    /// Types without a partner of the same name that come from the same place.
    fn match_origins(&mut self) -> bool {
        let old: Vec<_> =
            self.origins(self.old, |index| self.operations.new_of(index), |index| self.types.new_of(index));
        let new: Vec<_> = self.origins(self.new, Some, Some);
        self.types.by_key(old.into_iter(), new.into_iter())
    }

    /// Origins in terms of the new release; a type whose operation or parent is gone has none.
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

    /// Types without a partner that are used in the same places, are used in no others, and look alike.
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

/// Which types stand in the same places.
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

    /// Those that met each other and nobody else.
    fn couples(&self) -> Vec<(usize, usize)> {
        let only = |set: &BTreeSet<usize>| if set.len() == 1 { set.first().copied() } else { None };
        let couple = |(old, new): (&usize, &BTreeSet<usize>)| {
            let new = only(new)?;
            (only(&self.back[&new]) == Some(*old)).then_some((*old, new))
        };
        self.forth.iter().filter_map(couple).collect()
    }
}

/// Whether at least half of what the two hold has the same wire names.
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

/// Operations by request type, else by method and path, else by the same without the names of the parameters.
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

/// A path template without the names of its parameters: what stays of it in a URL.
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

/// The names of a path's parameters, in order.
pub(super) fn path_inputs(operation: &Operation) -> impl Iterator<Item = (usize, &str)> {
    let inputs = operation.inputs.iter().enumerate();
    inputs.filter(|(_, input)| input.place == Place::Path).map(|(index, input)| (index, input.wire.as_str()))
}
