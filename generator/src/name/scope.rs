//! Chooses unique names for the items of a scope.
//!
//! Each item has candidates, the best first and a unique one last. If two items choose the same name, or one chooses a
//! reserved name, each of them moves on to its next candidate, so the result doesn't depend on the order of the items.

use std::collections::BTreeMap;

/// The candidate names of one item.
pub(super) struct Claim {
    /// The candidates, the best first and a unique one last.
    pub(super) candidates: Vec<String>,
    /// Whether an overlay chose the name, which is then the only candidate.
    pub(super) pinned: bool,
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
pub(super) fn settle(claims: &[Claim], reserved: &[&str]) -> Result<Vec<String>, Clash> {
    let mut level = vec![0; claims.len()];
    loop {
        let mut holders: BTreeMap<&str, Vec<usize>> = BTreeMap::new();
        for (item, claim) in claims.iter().enumerate() {
            holders.entry(&claim.candidates[level[item]]).or_default().push(item);
        }
        let mut moved = false;
        for (name, items) in &holders {
            if items.len() == 1 && !reserved.contains(name) {
                continue;
            }
            let movable = |item: usize| !claims[item].pinned && level[item] + 1 < claims[item].candidates.len();
            let moving: Vec<usize> = items.iter().copied().filter(|&item| movable(item)).collect();
            if moving.is_empty() {
                return Err(Clash { item: items[items.len() - 1], name: (*name).to_owned() });
            }
            moving.iter().for_each(|&item| level[item] += 1);
            moved = true;
        }
        if !moved {
            return Ok(claims.iter().zip(level).map(|(claim, level)| claim.candidates[level].clone()).collect());
        }
    }
}
