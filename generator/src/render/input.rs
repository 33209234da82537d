//! Renders fields, constructors and setters, for requests and for objects in request bodies.

use proc_macro2::{Ident, TokenStream};
use quote::quote;

use crate::model::{Document, MOST_POSITIONAL, Type};
use crate::name::RustType;

use super::{Rendering, docs, ident};

/// A field with a setter or an argument of `new`.
#[derive(Clone)]
pub(super) struct Settable<'a> {
    pub(super) name: &'a str,
    pub(super) ty: &'a Type,
    /// Whether it is required; if so, `new` takes it.
    pub(super) required: bool,
    /// Whether it can be null, which differs from absent.
    pub(super) nullable: bool,
    pub(super) boxed: bool,
    /// Whether it is only in responses, so it has no setter.
    pub(super) read_only: bool,
    pub(super) deprecated: bool,
    /// The doc comment of the field and of the setter.
    pub(super) docs: Vec<String>,
}

impl Settable<'_> {
    /// Returns the type of the field when it is set.
    fn value_type<'d>(&self, document: &'d Document) -> RustType<'d> {
        RustType::of(document, self.ty).boxed(self.boxed).nullable(self.nullable)
    }
}

impl Rendering<'_> {
    /// Renders the field's declaration.
    pub(super) fn field(&mut self, field: &Settable<'_>) -> TokenStream {
        let docs = docs::attributes(&field.docs);
        let name = ident(field.name);
        let ty = field.value_type(self.document).optional(!field.required);
        let ty = self.rust_type(&ty);
        let deprecated = self.deprecated(field.deprecated);
        quote!(#docs #deprecated pub #name: #ty)
    }

    pub(super) fn deprecated(&mut self, deprecated: bool) -> Option<TokenStream> {
        deprecated.then(|| {
            self.imports.mark_deprecated();
            quote!(#[deprecated])
        })
    }

    /// Renders `new` and the setters. `rest` has the initializers of the other fields.
    pub(super) fn constructor(
        &mut self,
        name: &Ident,
        fields: &[Settable<'_>],
        required_name: Option<&str>,
        is_default: bool,
        what: (&str, &str),
        rest: &TokenStream,
    ) -> TokenStream {
        let required: Vec<&Settable<'_>> = fields.iter().filter(|field| is_taken(field)).collect();
        let unset: Vec<Ident> = fields.iter().filter(|field| !is_taken(field)).map(|field| ident(field.name)).collect();
        let named: Vec<(&str, &[String])> = required.iter().map(|field| (field.name, field.docs.as_slice())).collect();
        let docs = docs::attributes(&docs::constructor(&named, required.len() > MOST_POSITIONAL, what));
        let new = if required.is_empty() && is_default {
            quote! {
                #docs
                #[inline]
                pub fn new() -> Self {
                    Self::default()
                }
            }
        } else if required.len() > MOST_POSITIONAL {
            let required_name =
                ident(required_name.expect("structs with more than four required fields have a name for them"));
            let names = required.iter().map(|field| ident(field.name));
            quote! {
                #docs
                #[inline]
                pub fn new(required: #required_name) -> Self {
                    Self { #(#names: required.#names,)* #(#unset: None,)* #rest }
                }
            }
        } else {
            self.positional(&required, &unset, &docs, rest)
        };
        let setters: Vec<TokenStream> =
            fields.iter().filter(|field| !field.required && !field.read_only).map(|field| self.setter(field)).collect();
        quote! { impl #name { #new #(#setters)* } }
    }

    fn positional(
        &mut self,
        required: &[&Settable<'_>],
        unset: &[Ident],
        docs: &TokenStream,
        rest: &TokenStream,
    ) -> TokenStream {
        let mut arguments = Vec::new();
        let mut values = Vec::new();
        for field in required {
            let name = ident(field.name);
            let (argument, value) = self.argument(field, &quote!(#name));
            arguments.push(quote!(#name: #argument));
            values.push(if name == value.to_string() { quote!(#name) } else { quote!(#name: #value) });
        }
        let inline = inlined(&quote!(#(#arguments),*));
        quote! {
            #docs
            #inline
            pub fn new(#(#arguments),*) -> Self {
                Self { #(#values,)* #(#unset: None,)* #rest }
            }
        }
    }

    fn argument(&mut self, field: &Settable<'_>, name: &TokenStream) -> (TokenStream, TokenStream) {
        if field.nullable {
            let own = self.rust_type(&field.value_type(self.document));
            return (quote!(impl Into<#own>), quote!(#name.into()));
        }
        let taken = self.taken(field.ty, name);
        let value = taken.value;
        (taken.argument, if field.boxed { quote!(Box::new(#value)) } else { value })
    }

    fn setter(&mut self, field: &Settable<'_>) -> TokenStream {
        let name = ident(field.name);
        let (argument, value) = self.argument(field, &quote!(value));
        let docs = docs::attributes(&field.docs);
        let inline = inlined(&argument);
        let deprecated = self.deprecated(field.deprecated);
        quote! {
            #docs
            #deprecated
            #inline
            pub fn #name(mut self, value: #argument) -> Self {
                self.#name = Some(#value);
                self
            }
        }
    }

    /// Renders the struct that `new` takes if more than four fields are required.
    pub(super) fn required_struct(
        &mut self,
        of: &Ident,
        fields: &[Settable<'_>],
        required_name: Option<&str>,
    ) -> Option<TokenStream> {
        let name = ident(required_name?);
        let docs = docs::attributes(&[format!("The required fields of {}.", docs::link(of))]);
        let required: Vec<&Settable<'_>> = fields.iter().filter(|field| is_taken(field)).collect();
        let declared: Vec<TokenStream> = required.iter().map(|field| self.field(field)).collect();
        self.types += 1;
        Some(quote! {
            #docs
            #[derive(Clone, PartialEq)]
            pub struct #name { #(#declared,)* }
        })
    }
}

fn is_taken(field: &Settable<'_>) -> bool {
    field.required && !field.read_only
}

/// `#[inline]` for a function that isn't generic: only programs that call it compile it.
fn inlined(arguments: &TokenStream) -> Option<TokenStream> {
    let is_generic = arguments.clone().into_iter().any(|token| token.to_string() == "impl");
    (!is_generic).then(|| quote!(#[inline]))
}
