//! Chooses unique names for the items of a scope.
//!
//! Each item has candidates, the best first and a unique one last. If two items choose the same name, or one chooses a
//! reserved name, each of them moves on to its next candidate, so the result doesn't depend on the order of the items.

use std::cell::LazyCell;
use std::collections::BTreeMap;

/// The candidate names of one item.
pub(super) struct Claim<'a> {
    /// The best candidate.
    pub(super) first: String,
    /// The other candidates, a unique one last. Most items never need them.
    others: LazyCell<Vec<String>, Box<dyn FnOnce() -> Vec<String> + 'a>>,
    /// Whether an overlay chose the name, which is then the only candidate.
    pub(super) pinned: bool,
}

impl<'a> Claim<'a> {
    /// Creates a claim from the best candidate and a function that returns the others, a unique one last.
    pub(super) fn new(first: String, others: impl FnOnce() -> Vec<String> + 'a) -> Self {
        Self { first, others: LazyCell::new(Box::new(others)), pinned: false }
    }

    /// Creates a claim for a name that an overlay chose.
    pub(super) fn pinned(name: &str) -> Self {
        Self { pinned: true, ..Self::new(name.to_owned(), Vec::new) }
    }

    /// Returns all candidates, the best first.
    pub(super) fn candidates(&self) -> impl Iterator<Item = &String> {
        [&self.first].into_iter().chain(self.others.iter())
    }

    fn candidate(&self, level: usize) -> Option<&String> {
        level.checked_sub(1).map_or(Some(&self.first), |level| self.others.get(level))
    }
}

/// A conflict that can't be resolved: two items are pinned to the same name, or a pinned name is reserved.
#[derive(Debug)]
pub(super) struct Clash {
    /// The index of the claim.
    pub(super) item: usize,
    /// The name that is taken.
    pub(super) name: String,
}

/// Chooses a name for each claim, in the order of the claims.
pub(super) fn settle(claims: &[&Claim<'_>], reserved: &[&str]) -> Result<Vec<String>, Clash> {
    let mut chosen: Vec<&String> = claims.iter().map(|claim| &claim.first).collect();
    let mut level = vec![0; claims.len()];
    loop {
        let mut holders: BTreeMap<&str, Vec<usize>> = BTreeMap::new();
        for (item, name) in chosen.iter().enumerate() {
            holders.entry(name).or_default().push(item);
        }
        let mut moved = false;
        for (name, items) in &holders {
            if items.len() == 1 && !reserved.contains(name) {
                continue;
            }
            let next = |item: usize| claims[item].candidate(level[item] + 1).map(|name| (item, name));
            let moving: Vec<(usize, &String)> = items.iter().copied().filter_map(next).collect();
            if moving.is_empty() {
                return Err(Clash { item: items[items.len() - 1], name: (*name).to_owned() });
            }
            for (item, name) in moving {
                level[item] += 1;
                chosen[item] = name;
            }
            moved = true;
        }
        if !moved {
            return Ok(chosen.into_iter().cloned().collect());
        }
    }
}
