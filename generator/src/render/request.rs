//! Renders operations as request types.

use proc_macro2::TokenStream;
use quote::quote;

use crate::model::{Body, Document, Input, Operation, Paging, ParameterLocation, Security, Type};

use super::docs::RustNames;
use super::input::Settable;
use super::{Rendering, docs, dynamic, ident};

/// Renders an operation's request type, and its implementation of the runtime's traits.
pub(super) fn request(file: &mut Rendering<'_>, operation: &Operation) -> TokenStream {
    file.types += 1;
    let name = ident(operation.name.as_str());
    let docs = docs::attributes(&docs::operation(file, operation));
    let names = RustNames::of_request(operation);
    let fields: Vec<Settable<'_>> =
        operation.inputs.iter().map(|input| settable(file.document, &names, input)).collect();
    let declared: Vec<TokenStream> = fields.iter().map(|field| file.field(field)).collect();
    let default = operation.required().next().is_none().then(|| quote!(Default,));
    let required_name = operation.required_name.as_ref().map(|name| name.as_str());
    let required = file.required_struct(&name, &fields, required_name);
    let constructor = file.constructor(
        &name,
        &fields,
        required_name,
        default.is_some(),
        ("a request", "parameters"),
        &TokenStream::new(),
    );
    let implementation = implementation(file, operation);
    let debug = file.runtime("request");
    let dynamic = dynamic::arguments(file, operation);
    let deprecated = file.deprecated(operation.deprecated);
    quote! {
        #docs
        #deprecated
        #[derive(Clone, #default PartialEq)]
        #[non_exhaustive]
        pub struct #name { #(#declared,)* }
        #constructor
        #implementation
        #debug!(#name);
        #dynamic
        #required
    }
}

fn settable<'a>(document: &Document, names: &RustNames<'_>, input: &'a Input) -> Settable<'a> {
    Settable {
        name: input.name.as_str(),
        ty: &input.ty,
        required: input.required,
        nullable: false,
        boxed: false,
        read_only: false,
        deprecated: input.facts.deprecated,
        docs: docs::input(document, names, input),
    }
}

fn implementation(file: &mut Rendering<'_>, operation: &Operation) -> TokenStream {
    file.uses.module();
    let name = ident(operation.name.as_str());
    let (request, description) = (file.runtime("Request"), file.runtime("Operation"));
    let inputs = file.runtime("Inputs");
    let response = match &operation.response {
        Some(ty) => file.ty(ty),
        None => quote!(()),
    };
    let fields = operation_fields(file, operation);
    let visits: Vec<TokenStream> = operation.inputs.iter().map(visit).collect();
    let to = if visits.is_empty() { quote!(_) } else { quote!(to) };
    quote! {
        impl #request for #name {
            type Response = #response;

            const OPERATION: &'static #description = &#description::#fields;

            fn inputs<I: #inputs>(&self, #to: &mut I) {
                #(#visits)*
            }
        }
    }
}

fn operation_fields(file: &Rendering<'_>, operation: &Operation) -> TokenStream {
    let document = &file.document.stem;
    let (id, server, path) = (&operation.id, &file.document.server, &operation.path);
    let method = ident(operation.method);
    let success = operation.success.iter().map(|code| proc_macro2::Literal::u16_unsuffixed(*code));
    let security = match &operation.security {
        Security::Basic => quote!(codegen::Security::Basic),
        Security::Bearer => quote!(codegen::Security::Bearer),
        Security::OAuth2 { token_url } => quote!(codegen::Security::OAuth2 { token_url: #token_url }),
        Security::None => quote!(codegen::Security::None),
    };
    let body = match &operation.body {
        Body::None => quote!(codegen::Body::None),
        Body::Form => quote!(codegen::Body::Form),
        Body::Json { content_type } => quote!(codegen::Body::Json { content_type: #content_type }),
    };
    let paging = operation.paging.as_ref().map(|paging| {
        let paging = self::paging(paging);
        quote!(.paging(#paging))
    });
    let private: Vec<&String> =
        operation.inputs.iter().filter(|input| input.facts.private).map(|input| &input.wire).collect();
    let private = (!private.is_empty()).then(|| quote!(.private(&[#(#private),*])));
    let accept = match &operation.accept {
        None => quote!(None),
        Some(kind) => quote!(Some(#kind)),
    };
    quote! {
        new(#document, #id, codegen::Method::#method, #server, #path)
            .security(#security).body(#body).success(&[#(#success),*]).accept(#accept) #paging #private
    }
}

fn paging(paging: &Paging) -> TokenStream {
    match paging {
        Paging::NextPageUrl => quote!(codegen::Paging::NextPageUrl),
        Paging::NextPageUri => quote!(codegen::Paging::NextPageUri),
        Paging::Token { parameter } => quote!(codegen::Paging::Token { parameter: #parameter }),
        Paging::StartIndex => quote!(codegen::Paging::StartIndex),
        Paging::PageNumber { parameter } => quote!(codegen::Paging::PageNumber { parameter: #parameter }),
        Paging::Unpaged => quote!(codegen::Paging::Unpaged),
    }
}

fn visit(input: &Input) -> TokenStream {
    let (field, wire) = (ident(input.name.as_str()), &input.wire);
    match (input.place, &input.ty) {
        (ParameterLocation::Path, _) if input.account => quote!(to.account(#wire, &self.#field);),
        (ParameterLocation::Path, _) => quote!(to.path(#wire, &self.#field);),
        (ParameterLocation::Query, Type::PrefixedMap(prefix)) => quote!(to.query_map(#prefix, &self.#field);),
        (ParameterLocation::Query, _) => quote!(to.query(#wire, &self.#field);),
        (ParameterLocation::Header, _) => quote!(to.header(#wire, &self.#field);),
        (ParameterLocation::Form, _) => quote!(to.form(#wire, &self.#field);),
        (ParameterLocation::Body, _) => quote!(to.body(&self.#field);),
    }
}
