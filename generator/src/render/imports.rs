//! Collects the imports of a file while it is rendered.

use std::collections::BTreeSet;

use proc_macro2::TokenStream;
use quote::quote;

use crate::ident::runtime;

use super::ident;

/// The names that a file imports.
#[derive(Default)]
pub(super) struct Imports {
    runtime: BTreeSet<&'static str>,
    module: bool,
    siblings: BTreeSet<String>,
    map: bool,
    deprecated: bool,
}

impl Imports {
    /// Imports a name of the runtime.
    pub(super) fn runtime(&mut self, name: &'static str) {
        debug_assert!(runtime::TYPES.contains(&name) || runtime::MACROS.contains(&name), "{name} isn't listed");
        self.runtime.insert(name);
    }

    /// Imports the runtime's module itself, for names with a path.
    pub(super) fn module(&mut self) {
        self.module = true;
    }

    /// A type of another file of the same version.
    pub(super) fn sibling(&mut self, name: &str) {
        self.siblings.insert(name.to_owned());
    }

    /// Imports `BTreeMap`.
    pub(super) fn map(&mut self) {
        self.map = true;
    }

    /// Allows the file to use deprecated items, because it declares one.
    pub(super) fn mark_deprecated(&mut self) {
        self.deprecated = true;
    }

    pub(super) fn deprecated(&self) -> bool {
        self.deprecated
    }

    /// Returns the imports, if there are any.
    pub(super) fn items(&self) -> Option<TokenStream> {
        let map = self.map.then(|| {
            quote!(
                use std::collections::BTreeMap;
            )
        });
        let siblings: Vec<_> = self.siblings.iter().map(|name| ident(name)).collect();
        let siblings = (!siblings.is_empty()).then(|| quote!(use super::{#(#siblings),*};));
        let runtime: Vec<_> = self.runtime.iter().map(|name| ident(name)).collect();
        let module = self.module.then(|| quote!(self,));
        let runtime = (!runtime.is_empty()).then(|| quote!(use crate::codegen::{#module #(#runtime),*};));
        let imports = quote! { #map #siblings #runtime };
        (!imports.is_empty()).then_some(imports)
    }
}
