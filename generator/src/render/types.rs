//! Renders the Rust types of values, and the arguments of setters.

use proc_macro2::TokenStream;
use quote::quote;

use crate::model::{Shape, Type};
use crate::name::{Name, RustType};

use super::{Rendering, ident};

/// How a setter takes a value: the type of its argument, and the expression that converts the argument to the field's type.
pub(super) struct Taken {
    pub(super) argument: TokenStream,
    pub(super) value: TokenStream,
}

impl Rendering<'_> {
    /// Renders the Rust type of a value.
    pub(super) fn ty(&mut self, ty: &Type) -> TokenStream {
        self.rust_type(&RustType::of(self.document, ty))
    }

    /// Returns the Rust type of a value as source code, and imports its names.
    pub(super) fn spelled(&mut self, ty: &Type) -> String {
        let ty = RustType::of(self.document, ty);
        self.rust_type(&ty);
        ty.to_string()
    }

    /// Renders a Rust type, and imports its names.
    pub(super) fn rust_type(&mut self, ty: &RustType<'_>) -> TokenStream {
        let name = match ty.name {
            Name::Prelude(name) => ident(name),
            Name::Schema(id, _) => self.named(id),
            Name::BTreeMap => {
                self.imports.map();
                ident("BTreeMap")
            }
            Name::Runtime(name) => {
                self.imports.runtime(name);
                ident(name)
            }
        };
        let arguments: Vec<TokenStream> = ty.arguments.iter().map(|argument| self.rust_type(argument)).collect();
        if arguments.is_empty() { quote!(#name) } else { quote!(#name<#(#arguments),*>) }
    }

    /// Imports a name of the runtime, and returns it.
    pub(super) fn runtime(&mut self, name: &'static str) -> TokenStream {
        self.imports.runtime(name);
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
