//! Matches the items of two outlines of a document: by Rust name, which is what users see, else by what they stand for.
//! The result doesn't depend on which release is older.

use std::collections::{BTreeMap, BTreeSet};

use crate::outline::{Aspect, Fact, ItemKind, Outline, Path};

/// A one-to-one relation between the items of two releases. Members match only if their requests or types do.
pub(super) struct Matches<'a> {
    old: &'a Outline,
    new: &'a Outline,
    to_new: BTreeMap<&'a Path, &'a Path>,
    to_old: BTreeMap<&'a Path, &'a Path>,
}

impl<'a> Matches<'a> {
    /// Matches everything in the two outlines.
    pub(super) fn find(old: &'a Outline, new: &'a Outline) -> Self {
        let mut matches = Self { old, new, to_new: BTreeMap::new(), to_old: BTreeMap::new() };
        matches.by_key(|path, fact| (fact.item == ItemKind::Document).then_some(path));
        matches.requests();
        matches.by_key(|path, fact| fact.item.is_type().then_some(path));
        while matches.by_origin() || matches.by_use() {}
        for (old, new) in matches.to_new.clone() {
            matches.members(old, new);
        }
        matches
    }

    /// Returns what the item of the old release is in the new one.
    pub(super) fn new_of(&self, old: &Path) -> Option<&'a Path> {
        self.to_new.get(old).copied()
    }

    /// Returns what the item of the new release was in the old one.
    pub(super) fn old_of(&self, new: &Path) -> Option<&'a Path> {
        self.to_old.get(new).copied()
    }

    /// Returns a type of the old release, spelled with the names of the new one.
    pub(super) fn translate(&self, ty: &str) -> String {
        let name = named(ty);
        let (opened, closed) = ty.split_at(ty.trim_end_matches('>').len());
        let lists = opened.strip_suffix(name).unwrap_or_default();
        let new = self.new_of(&Path::owner(name)).map_or(name, |path| path.owner.as_str());
        format!("{lists}{new}{closed}")
    }

    /// Matches items without a match whose key is the same, and unique in both releases. Returns whether any matched.
    fn by_key<K: Ord>(&mut self, key: impl Fn(&'a Path, &'a Fact) -> Option<K>) -> bool {
        self.by_keys(self.old.iter(), self.new.iter(), &key, &key)
    }

    fn by_keys<K: Ord>(
        &mut self,
        old: impl Iterator<Item = (&'a Path, &'a Fact)>,
        new: impl Iterator<Item = (&'a Path, &'a Fact)>,
        old_key: impl Fn(&'a Path, &'a Fact) -> Option<K>,
        new_key: impl Fn(&'a Path, &'a Fact) -> Option<K>,
    ) -> bool {
        let old = unique(old.filter(|(path, _)| !self.to_new.contains_key(path)), old_key);
        let new = unique(new.filter(|(path, _)| !self.to_old.contains_key(path)), new_key);
        let pairs = old.into_iter().filter_map(|(key, old)| Some((old?, (*new.get(&key)?)?)));
        self.insert(pairs.collect())
    }

    fn insert(&mut self, pairs: Vec<(&'a Path, &'a Path)>) -> bool {
        let any = !pairs.is_empty();
        self.to_old.extend(pairs.iter().map(|(old, new)| (*new, *old)));
        self.to_new.extend(pairs);
        any
    }

    /// Matches requests by name, else by method and path, else by the same without the names of the path parameters.
    fn requests(&mut self) {
        let is_request = |fact: &Fact| fact.item == ItemKind::Request;
        let url = |fact: &'a Fact| (fact.get(Aspect::Method), fact.get(Aspect::UrlPath));
        self.by_key(|path, fact| is_request(fact).then_some(path));
        self.by_key(|_, fact| is_request(fact).then(|| url(fact)));
        self.by_key(|_, fact| is_request(fact).then(|| (url(fact).0, bare_path(url(fact).1))));
    }

    /// Matches types by component, or by the request or type that contains them.
    fn by_origin(&mut self) -> bool {
        let key = |fact: &'a Fact, owner: Option<&str>| {
            let whole = |aspect| fact.has(aspect).then(|| (aspect, fact.get(aspect).to_owned(), ""));
            let inside = || Some((Aspect::Owner, owner?.to_owned(), fact.get(Aspect::Part)));
            whole(Aspect::Component).or_else(|| whole(Aspect::PartOf)).or_else(inside)
        };
        let owner = |fact: &'a Fact| fact.has(Aspect::Owner).then(|| fact.get(Aspect::Owner));
        let to_new = self.to_new.clone();
        let old_key = |_, fact| {
            let owner = owner(fact).and_then(|owner| to_new.get(&Path::owner(owner)));
            key(fact, owner.map(|path| path.owner.as_str()))
        };
        self.by_keys(self.old.iter(), self.new.iter(), old_key, |_, fact| key(fact, owner(fact)))
    }

    /// Matches types that are used in the same places and no others, and are similar.
    fn by_use(&mut self) -> bool {
        let free = self.old.iter().filter(|(path, fact)| fact.item.is_type() && !self.to_new.contains_key(path));
        let free = BTreeSet::from_iter(free.map(|(path, _)| path.owner.as_str()));
        if free.is_empty() {
            return false;
        }
        let mut candidates = (BTreeMap::<_, BTreeSet<_>>::new(), BTreeMap::<_, BTreeSet<_>>::new());
        for (old, new) in &self.to_new {
            let responses = (self.old[*old].get(Aspect::Response), self.new[*new].get(Aspect::Response));
            let inside = members(self.old, old).filter(|(_, fact)| free.contains(named(fact.get(Aspect::Type))));
            let inside = inside.filter_map(|(_, fact)| {
                let same = members(self.new, new).find(|(_, other)| sent_as(other) == sent_as(fact))?;
                (fact.item != ItemKind::Alternative).then(|| (fact.get(Aspect::Type), same.1.get(Aspect::Type)))
            });
            for pair in inside.chain([responses]).filter_map(|(old, new)| self.similar_types(old, new)) {
                candidates.0.entry(pair.0).or_default().insert(pair.1);
                candidates.1.entry(pair.1).or_default().insert(pair.0);
            }
        }
        let only = |paths: &BTreeSet<&'a Path>| paths.first().copied().filter(|_| paths.len() == 1);
        let pairs = candidates.0.iter().filter_map(|(old, new)| Some((*old, only(new)?)));
        let pairs = pairs.filter(|(_, new)| candidates.1.get(new).and_then(only).is_some()).collect();
        self.insert(pairs)
    }

    /// Returns the named types in two types, if neither has a match, they are in the same lists and maps, and are similar.
    fn similar_types(&self, old: &str, new: &str) -> Option<(&'a Path, &'a Path)> {
        let find = |outline: &'a Outline, ty| outline.get_key_value(&Path::owner(named(ty)));
        let ((old_path, old_fact), (new_path, new_fact)) = (find(self.old, old)?, find(self.new, new)?);
        let is_free = !self.to_new.contains_key(old_path) && !self.to_old.contains_key(new_path);
        let is_type = old_fact.item.is_type() && old_fact.item == new_fact.item;
        let is_pair = is_free && is_type && lists(old) == lists(new);
        (is_pair && are_alike((self.old, old_path), (self.new, new_path))).then_some((old_path, new_path))
    }

    /// Matches the members of two requests or types of the same kind.
    fn members(&mut self, old: &'a Path, new: &'a Path) {
        let facts = (&self.old[old], &self.new[new]);
        if facts.0.item != facts.1.item {
            return;
        }
        let exact = |_: &'a Path, fact: &'a Fact| Some(sent_as(fact));
        self.by_keys(members(self.old, old), members(self.new, new), exact, exact);
        let wire = |_: &'a Path, fact: &'a Fact| Some(fact.all(Aspect::Wire));
        self.by_keys(members(self.old, old), members(self.new, new), wire, wire);
        let paths = (facts.0.get(Aspect::UrlPath), facts.1.get(Aspect::UrlPath));
        if bare_path(paths.0) == bare_path(paths.1) {
            let position = |template: &'a str| {
                move |_: &'a Path, fact: &'a Fact| {
                    let is_path = fact.get(Aspect::Location) == "path";
                    placeholders(template).position(|name| is_path && name == fact.get(Aspect::Wire))
                }
            };
            let keys = (position(paths.0), position(paths.1));
            self.by_keys(members(self.old, old), members(self.new, new), keys.0, keys.1);
        }
        let name = |path: &'a Path, fact: &'a Fact| Some((fact.get(Aspect::Location), path.member.as_deref()));
        self.by_keys(members(self.old, old), members(self.new, new), name, name);
    }
}

fn unique<'a, K: Ord>(
    items: impl Iterator<Item = (&'a Path, &'a Fact)>,
    key: impl Fn(&'a Path, &'a Fact) -> Option<K>,
) -> BTreeMap<K, Option<&'a Path>> {
    let mut found = BTreeMap::new();
    for (path, key) in items.filter_map(|(path, fact)| Some((path, key(path, fact)?))) {
        found.entry(key).and_modify(|only| *only = None).or_insert(Some(path));
    }
    found
}

/// Returns the members of a request or type.
pub(super) fn members<'a>(outline: &'a Outline, owner: &Path) -> impl Iterator<Item = (&'a Path, &'a Fact)> {
    outline.range::<Path, _>(owner..).take_while(|(path, _)| path.owner == owner.owner).skip(1)
}

/// Returns the location and the wire name of a member.
fn sent_as(fact: &Fact) -> (&str, &[String]) {
    (fact.get(Aspect::Location), fact.all(Aspect::Wire))
}

/// Returns the name inside all lists, maps and wrappers: `Thing` of `Option<Vec<Thing>>`.
pub(super) fn named(ty: &str) -> &str {
    let ty = ty.trim_end_matches('>');
    ty.rsplit(['<', ' ']).next().unwrap_or(ty)
}

/// Returns the lists and maps around that name: `Vec<` of `Option<Vec<Thing>>`.
fn lists(ty: &str) -> &str {
    let mut ty = ty.strip_suffix('>').map_or("", |_| ty.trim_end_matches('>').trim_end_matches(named(ty)));
    for wrapper in ["Option<", "Nullable<", "Box<"] {
        ty = ty.strip_prefix(wrapper).unwrap_or(ty);
    }
    ty
}

/// Returns whether at least half of the wire names in the two types are the same.
fn are_alike(old: (&Outline, &Path), new: (&Outline, &Path)) -> bool {
    fn wires<'a>((outline, owner): (&'a Outline, &Path)) -> BTreeSet<&'a String> {
        members(outline, owner).flat_map(|(_, fact)| fact.all(Aspect::Wire)).collect()
    }
    let (old, new) = (wires(old), wires(new));
    old.intersection(&new).count() * 2 >= old.union(&new).count()
}

/// Returns a path template without the names of its parameters, which don't appear in URLs.
pub(super) fn bare_path(path: &str) -> String {
    let mut rest = path.split('{');
    let first = rest.next().unwrap_or_default().to_owned();
    rest.fold(first, |bare, part| bare + "{}" + part.split_once('}').map_or("", |(_, behind)| behind))
}

/// Returns the names of the path parameters, in order.
fn placeholders(path: &str) -> impl Iterator<Item = &str> {
    path.split('{').skip(1).filter_map(|part| Some(part.split_once('}')?.0))
}
