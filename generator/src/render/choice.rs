//! Renders enums and unions.

use proc_macro2::TokenStream;
use quote::quote;

use crate::model::{SchemaId, Union, UnionVariant, Variant};

use super::{Rendering, docs, ident};

/// Renders an open set of strings.
pub(super) fn open_enum(file: &mut Rendering<'_>, id: SchemaId, variants: &[Variant]) -> TokenStream {
    let document = file.document;
    let schema = document.schema(id);
    let name = ident(schema.name.as_str());
    let docs = docs::attributes(&docs::schema(file, id));
    let (open, unrecognized) = (file.runtime("OpenEnum"), file.runtime("Unrecognized"));
    let macro_name = file.runtime("open_enum");
    let names: Vec<_> = variants.iter().map(|variant| ident(variant.name.as_str())).collect();
    let texts: Vec<&str> = variants.iter().map(|variant| variant.wire.as_str()).collect();
    let variant_docs = variants.iter().map(|variant| docs::attributes(&docs::variant(variant)));
    let deprecated = file.deprecated(schema.facts.deprecated);
    quote! {
        #docs
        #deprecated
        #[derive(Clone, Debug, PartialEq, Eq, Hash)]
        #[non_exhaustive]
        pub enum #name {
            #(#variant_docs #names,)*
            /// A value that this version of the crate doesn't know.
            Unrecognized(#unrecognized),
        }
        impl #name {
            /// Every value that this version of the crate knows.
            pub const ALL: &'static [Self] = &[#(Self::#names),*];

            /// Returns the value as it is sent and received.
            pub fn as_str(&self) -> &str {
                match self {
                    #(Self::#names => #texts,)*
                    Self::Unrecognized(text) => text.as_str(),
                }
            }
        }
        impl #open for #name {
            fn known(text: &str) -> Option<Self> {
                Some(match text {
                    #(#texts => Self::#names,)*
                    _ => return None,
                })
            }

            fn unrecognized(text: #unrecognized) -> Self {
                Self::Unrecognized(text)
            }

            fn as_str(&self) -> &str {
                self.as_str()
            }
        }
        #macro_name!(#name);
    }
}

/// Renders an enum of objects that are distinguished by a tag.
pub(super) fn union(file: &mut Rendering<'_>, id: SchemaId, union: &Union) -> TokenStream {
    let document = file.document;
    let schema = document.schema(id);
    let name = ident(schema.name.as_str());
    let docs = docs::attributes(&docs::schema(file, id));
    let (json, macro_name) = (file.runtime("Json"), file.runtime("union"));
    let names: Vec<_> = union.variants.iter().map(|variant| ident(variant.name.as_str())).collect();
    let payloads: Vec<_> = union.variants.iter().map(|variant| file.named(variant.schema)).collect();
    let values = |variant: &UnionVariant| -> Vec<String> {
        [&variant.value].into_iter().chain(&variant.aliases).cloned().collect()
    };
    let variant_docs = union.variants.iter().map(|variant| docs::attributes(&docs::union_variant(document, variant)));
    let values = union.variants.iter().map(|variant| {
        let values = values(variant);
        quote!(#(#values)|*)
    });
    let tag = &union.tag;
    quote! {
        #docs
        #[derive(Clone, PartialEq)]
        #[non_exhaustive]
        pub enum #name {
            #(#variant_docs #names(#payloads),)*
            /// An object with a tag that this version of the crate doesn't know.
            Unrecognized(#json),
        }
        #macro_name!(#name, #tag, #(#names(#payloads) = #values),*);
    }
}
