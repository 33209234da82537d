//! What a file imports: noted while it is rendered, written at its top.

use std::collections::BTreeSet;

use proc_macro2::TokenStream;
use quote::quote;

use super::ident;

/// Names that a file needs.
#[derive(Default)]
pub(super) struct Uses {
    runtime: BTreeSet<&'static str>,
    module: bool,
    dynamic: bool,
    siblings: BTreeSet<String>,
    map: bool,
    deprecated: bool,
}

impl Uses {
    /// Something of the runtime.
    pub(super) fn runtime(&mut self, name: &'static str) {
        self.runtime.insert(name);
    }

    /// The module of the runtime itself, for names by their path.
    pub(super) fn module(&mut self) {
        self.module = true;
    }

    /// What requests need with the feature `dynamic`.
    pub(super) fn dynamic(&mut self) {
        self.dynamic = true;
    }

    /// A type of another file of the same version.
    pub(super) fn sibling(&mut self, name: &str) {
        self.siblings.insert(name.to_owned());
    }

    /// `BTreeMap`.
    pub(super) fn map(&mut self) {
        self.map = true;
    }

    /// Something deprecated is declared, which the file's own code must name.
    pub(super) fn mark_deprecated(&mut self) {
        self.deprecated = true;
    }

    pub(super) fn deprecated(&self) -> bool {
        self.deprecated
    }

    pub(super) fn imports(&self) -> TokenStream {
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
        let dynamic = self.dynamic.then(|| {
            quote! {
                #[cfg(feature = "dynamic")]
                use crate::codegen::{Arguments, Dynamic, Error, Parameter};
            }
        });
        quote! { #map #siblings #runtime #dynamic }
    }
}
