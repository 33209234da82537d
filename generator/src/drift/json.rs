//! Writes a report as a JSON object.

use serde_json::{Map, Value, json};

use super::{Change, Class, Report};

/// The version of the JSON format. Increased when a key is removed or changes its meaning.
pub const VERSION: u32 = 1;

impl Report {
    /// Returns the report as a JSON object. `generator/DRIFT.md` documents its keys.
    #[must_use]
    pub fn json(&self) -> String {
        let counts = Class::ALL.iter().map(|class| (class.as_str().to_owned(), self.count(*class).into()));
        let unfit = self.unfit.iter().map(|(side, diagnostic)| {
            json!({
                "release": side,
                "overlay": diagnostic.location.document,
                "action": diagnostic.location.pointer.as_str(),
                "why": diagnostic.what,
            })
        });
        let report = json!({
            "version": VERSION,
            "verdict": self.verdict().as_str(),
            "version_part": self.version_part().as_str(),
            "counts": counts.collect::<Map<_, _>>(),
            "changes": self.changes.iter().map(change).collect::<Vec<Value>>(),
            "unfit_overlay_actions": unfit.collect::<Vec<Value>>(),
        });
        format!("{report:#}\n")
    }
}

fn change(change: &Change) -> Value {
    json!({
        "class": change.class.as_str(),
        "kind": change.kind.as_str(),
        "document": change.document,
        "place": change.place(),
        "was": change.was,
        "now": change.now,
    })
}
