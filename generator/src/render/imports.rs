//! Collects the imports of a file while it is rendered.

use std::collections::BTreeSet;

use proc_macro2::TokenStream;
use quote::quote;

use super::ident;

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
