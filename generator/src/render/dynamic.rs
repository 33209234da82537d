//! Renders the code for the feature `dynamic`: a table of a request's parameters, and its creation from arguments.

use proc_macro2::TokenStream;
use quote::quote;

use crate::model::{Input, Operation, ParameterLocation, Shape, Type};

use super::{Rendering, docs, ident};

/// Renders `impl Dynamic` for a request.
pub(super) fn arguments(file: &mut Rendering<'_>, operation: &Operation) -> TokenStream {
    file.uses.dynamic();
    let name = ident(operation.name.as_str());
    let ignored = operation.ignored_headers.iter().map(|header| quote!(Parameter::ignored_header(#header)));
    let parameters: Vec<TokenStream> =
        operation.inputs.iter().map(|input| parameter(file, input)).chain(ignored).collect();
    let blanks: Vec<TokenStream> = operation.inputs.iter().map(|input| blank(file, input)).collect();
    let reads: Vec<TokenStream> = operation.inputs.iter().map(read).collect();
    let body = if operation.inputs.is_empty() {
        quote! {
            fn from_arguments(_: &mut Arguments) -> Result<Self, Error> {
                Ok(Self {})
            }
        }
    } else {
        quote! {
            fn from_arguments(from: &mut Arguments) -> Result<Self, Error> {
                let mut to = Self { #(#blanks,)* };
                #(#reads)*
                Ok(to)
            }
        }
    };
    let description = description(operation.description.as_deref());
    quote! {
        #[cfg(feature = "dynamic")]
        impl Dynamic for #name {
            const DESCRIPTION: &'static str = #description;

            const PARAMETERS: &'static [Parameter] = &[#(#parameters),*];

            #body
        }
    }
}

/// Renders a field before its argument is read. Fields are filled one by one, because otherwise the compiler's cleanup code for
/// panics grows with the square of their number.
fn blank(file: &Rendering<'_>, input: &Input) -> TokenStream {
    let field = ident(input.name.as_str());
    match input.ty {
        _ if !input.required => quote!(#field: None),
        Type::Named(id) if input.place == ParameterLocation::Body && !file.defaults[id.0] => {
            quote!(#field: codegen::Object::blank())
        }
        _ if input.place == ParameterLocation::Body => quote!(#field: Default::default()),
        _ => quote!(#field: Arguments::blank()),
    }
}

fn parameter(file: &Rendering<'_>, input: &Input) -> TokenStream {
    let text = match input.ty {
        Type::HttpMethod if !input.facts.values.is_empty() => input.facts.values.join(" | "),
        _ => text(file, &input.ty),
    };
    let (wire, required) = (&input.wire, input.required);
    let description = description(input.facts.description.as_deref());
    match input.place {
        ParameterLocation::Path => quote!(Parameter::path(#wire, #text, #required, #description)),
        ParameterLocation::Query => quote!(Parameter::query(#wire, #text, #required, #description)),
        ParameterLocation::Header => quote!(Parameter::header(#wire, #text, #required, #description)),
        ParameterLocation::Form => quote!(Parameter::form(#wire, #text, #required, #description)),
        ParameterLocation::Body => quote!(Parameter::body(#text, #required, #description)),
    }
}

/// Returns a description as one line, with wire names.
fn description(text: Option<&str>) -> String {
    text.unwrap_or_default().chars().map(docs::visible).collect::<String>().trim().to_owned()
}

fn read(input: &Input) -> TokenStream {
    let (field, wire) = (ident(input.name.as_str()), &input.wire);
    match input.place {
        ParameterLocation::Path => quote!(from.path(#wire, &mut to.#field);),
        ParameterLocation::Query => quote!(from.query(#wire, &mut to.#field);),
        ParameterLocation::Header => quote!(from.header(#wire, &mut to.#field);),
        ParameterLocation::Form => quote!(from.form(#wire, &mut to.#field);),
        ParameterLocation::Body => quote!(from.body(&mut to.#field)?;),
    }
}

/// Returns the name of a type for lists of parameters: the values of an enum, the name of an object.
fn text(file: &Rendering<'_>, ty: &Type) -> String {
    match ty {
        Type::String | Type::HttpMethod => "string".to_owned(),
        Type::Boolean => "boolean".to_owned(),
        Type::Integer => "integer".to_owned(),
        Type::Number => "number".to_owned(),
        Type::Date => "date".to_owned(),
        Type::DateTime | Type::DateTimeRfc2822 | Type::DateTimeOrDate => "date-time".to_owned(),
        Type::Json | Type::PrefixedMap(_) | Type::PageMeta => "any".to_owned(),
        Type::Array(item) => format!("array<{}>", text(file, item)),
        Type::Map(value) => format!("map<{}>", text(file, value)),
        Type::Nullable(inner) => text(file, inner),
        Type::Named(id) => match &file.document.schema(*id).shape {
            Shape::Enum(variants) => {
                variants.iter().map(|variant| variant.wire.as_str()).collect::<Vec<_>>().join(" | ")
            }
            _ => file.document.schema(*id).name.as_str().to_owned(),
        },
    }
}
