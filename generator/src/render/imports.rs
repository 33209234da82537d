//! Collects the imports of a file while it is rendered.

use std::collections::BTreeSet;

/// What a file imports.
#[derive(Default)]
pub(super) struct Imports<'a> {
    /// Whether it uses `BTreeMap`.
    pub(super) map: bool,
    /// The types of other files of the same version.
    pub(super) siblings: BTreeSet<&'a str>,
    /// Whether it uses names of the runtime with their path.
    pub(super) module: bool,
    /// The names of the runtime.
    pub(super) runtime: BTreeSet<&'static str>,
}

impl Imports<'_> {
    /// Returns the imports as code; empty if there are none.
    pub(super) fn code(&self) -> String {
        let map = if self.map { "use std::collections::BTreeMap;" } else { "" };
        let import = |path: &str, names: Vec<&str>| match names.is_empty() {
            true => String::new(),
            false => format!("use {path}::{{{}}};", names.join(", ")),
        };
        let siblings = import("super", self.siblings.iter().copied().collect());
        let module = self.module.then_some("self");
        let runtime = import("crate::codegen", module.into_iter().chain(self.runtime.iter().copied()).collect());
        [map, &siblings, &runtime].concat()
    }
}
