//! Candidates in, one name each out, no two alike.
//!
//! Every item of a scope brings its candidates, the best one first and the last one its own alone.
//! Where two items meet, or one meets a reserved name, all of them move on to their next candidate,
//! so the outcome does not depend on the order in which items come.

use std::collections::BTreeMap;

/// What one item of a scope would like to be called.
pub(super) struct Claim {
    /// From the best to the one that nobody else can have.
    pub(super) candidates: Vec<String>,
    /// The only candidate was chosen by an overlay: it never moves.
    pub(super) pinned: bool,
}

/// Two items that can't be told apart: both are pinned to the name, or a pin is reserved.
#[derive(Debug)]
pub(super) struct Clash {
    /// Index of a claim.
    pub(super) item: usize,
    /// The name.
    pub(super) name: String,
}

/// Settles a scope: the name of each claim, in the order of the claims.
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
