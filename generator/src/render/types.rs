//! Renders the Rust types of values, and the arguments of setters.

use proc_macro2::TokenStream;
use quote::quote;

use crate::model::{Shape, Type};

use super::{Rendering, ident};

/// How a setter takes a value: the type of its argument, and the expression that converts the argument to the field's type.
pub(super) struct Taken {
    pub(super) argument: TokenStream,
    pub(super) value: TokenStream,
}

impl Rendering<'_> {
    /// Renders the Rust type of a value.
    pub(super) fn ty(&mut self, ty: &Type) -> TokenStream {
        match ty {
            Type::String => quote!(String),
            Type::Boolean => quote!(bool),
            Type::Integer => quote!(i64),
            Type::Number => self.runtime("Number"),
            Type::Date => self.runtime("Date"),
            Type::DateTime | Type::DateTimeRfc2822 => self.runtime("Timestamp"),
            Type::DateTimeOrDate => self.runtime("DateTimeOrDate"),
            Type::Json | Type::PrefixedMap(_) => self.runtime("Json"),
            Type::HttpMethod => self.runtime("HttpMethod"),
            Type::PageMeta => self.runtime("PageMeta"),
            Type::Array(item) => {
                let item = self.ty(item);
                quote!(Vec<#item>)
            }
            Type::Map(value) => {
                self.uses.map();
                let value = self.ty(value);
                quote!(BTreeMap<String, #value>)
            }
            Type::Nullable(inner) => {
                let inner = self.ty(inner);
                quote!(Option<#inner>)
            }
            Type::Named(id) => {
                let name = self.named(*id);
                quote!(#name)
            }
        }
    }

    /// Imports a name of the runtime, and returns it.
    pub(super) fn runtime(&mut self, name: &'static str) -> TokenStream {
        self.uses.runtime(name);
        let name = ident(name);
        quote!(#name)
    }

    /// Renders how a setter or constructor takes an argument called `name`.
    pub(super) fn taken(&mut self, ty: &Type, name: &TokenStream) -> Taken {
        match ty {
            Type::Array(item) => self.taken_list(item, name),
            Type::Map(value) => {
                let value = self.ty(value);
                Taken {
                    argument: quote!(impl IntoIterator<Item = (impl Into<String>, #value)>),
                    value: quote!(#name.into_iter().map(|(name, value)| (name.into(), value)).collect()),
                }
            }
            ty if self.converts(ty) => {
                let own = self.ty(ty);
                Taken { argument: quote!(impl Into<#own>), value: quote!(#name.into()) }
            }
            ty => Taken { argument: self.ty(ty), value: name.clone() },
        }
    }

    fn taken_list(&mut self, item: &Type, name: &TokenStream) -> Taken {
        let converts = self.converts(item);
        let own = self.ty(item);
        if converts {
            let argument = quote!(impl IntoIterator<Item = impl Into<#own>>);
            Taken { argument, value: quote!(#name.into_iter().map(Into::into).collect()) }
        } else {
            Taken { argument: quote!(impl IntoIterator<Item = #own>), value: quote!(#name.into_iter().collect()) }
        }
    }

    /// Returns whether other types convert to this one without loss.
    fn converts(&self, ty: &Type) -> bool {
        match ty {
            Type::String
            | Type::Number
            | Type::DateTimeOrDate
            | Type::Json
            | Type::PrefixedMap(_)
            | Type::HttpMethod => true,
            Type::Named(id) => matches!(self.document.schema(*id).shape, Shape::Enum(_) | Shape::Union(_)),
            _ => false,
        }
    }
}
