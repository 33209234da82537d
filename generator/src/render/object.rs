//! Renders objects as structs.

use proc_macro2::TokenStream;
use quote::quote;

use crate::model::{Document, Object, Paging, Property, Schema, SchemaId, Shape, Type};

use super::docs::RustNames;
use super::input::Settable;
use super::{Rendering, docs, ident};

/// Renders an object's struct, and its implementation of the runtime's traits.
pub(super) fn object(file: &mut Rendering<'_>, id: SchemaId, object: &Object) -> TokenStream {
    let document = file.document;
    let schema = document.schema(id);
    let name = ident(schema.name.as_str());
    let docs = docs::attributes(&docs::schema(file, id));
    let names = RustNames::of_object(&object.properties);
    let fields: Vec<Settable<'_>> =
        object.properties.iter().map(|property| settable(document, &names, property, schema.in_request)).collect();
    let declared: Vec<TokenStream> = fields.iter().map(|field| file.field(field)).collect();
    let is_default = file.defaults[id.0];
    let default = is_default.then(|| quote!(Default,));
    let extra = file.runtime("Extra");
    let required_name = schema.required_name.as_ref().map(|name| name.as_str());
    let required = file.required_struct(&name, &fields, required_name);
    let constructor = schema.in_request.then(|| {
        let object_trait = file.runtime("Object");
        let read_only = fields.iter().filter(|field| field.required && field.read_only).map(|field| {
            let name = ident(field.name);
            match field.ty {
                Type::Named(held) if !file.defaults[held.0] => quote!(#name: #object_trait::blank()),
                _ => quote!(#name: Default::default()),
            }
        });
        let rest = quote!(#(#read_only,)* extra: #extra::default());
        let plain: Vec<Settable<'_>> =
            fields.iter().filter(|field| !(field.required && field.read_only)).cloned().collect();
        file.constructor(&name, &plain, required_name, is_default, ("a value", "properties"), &rest)
    });
    let implementation = implementation(file, schema, object, is_default);
    let page = page(file, schema, object);
    let macro_name = file.runtime("object");
    let deprecated = file.deprecated(schema.facts.deprecated);
    quote! {
        #docs
        #deprecated
        #[derive(Clone, #default PartialEq)]
        #[non_exhaustive]
        pub struct #name {
            #(#declared,)*
            /// Fields this type doesn't know, and values that didn't match their field.
            pub extra: #extra,
        }
        #constructor
        #implementation
        #macro_name!(#name);
        #page
        #required
    }
}

fn settable<'a>(document: &Document, names: &RustNames<'_>, property: &'a Property, in_request: bool) -> Settable<'a> {
    Settable {
        name: property.name.as_str(),
        ty: &property.ty,
        required: property.required && (in_request || !property.nullable),
        nullable: property.nullable && in_request,
        boxed: property.boxed,
        read_only: property.read_only,
        deprecated: property.facts.deprecated,
        docs: docs::property(document, names, property, in_request),
    }
}

fn implementation(file: &mut Rendering<'_>, schema: &Schema, object: &Object, is_default: bool) -> TokenStream {
    file.uses.module();
    let name = ident(schema.name.as_str());
    let text = schema.name.as_str();
    let (object_trait, fields_trait) = (file.runtime("Object"), file.runtime("Fields"));
    let (reader, extra) = (file.runtime("Reader"), file.runtime("Extra"));
    let required = list("REQUIRED", object, |property| property.required && (schema.in_request || !property.nullable));
    let private = list("PRIVATE", object, |property| property.facts.private);
    let read_only = list("READ_ONLY", object, |property| property.read_only);
    let blank = if is_default {
        quote!(Self::default())
    } else {
        let fields = object.properties.iter().map(|property| {
            let name = ident(property.name.as_str());
            match property.ty {
                Type::Named(held) if property.required && !property.nullable && !file.defaults[held.0] => {
                    quote!(#name: #object_trait::blank())
                }
                _ => quote!(#name: Default::default()),
            }
        });
        quote!(Self { #(#fields,)* extra: #extra::default() })
    };
    let writes: Vec<TokenStream> = object.properties.iter().map(write).collect();
    let reads = object.properties.iter().map(|property| {
        let (field, wire) = (ident(property.name.as_str()), &property.wire);
        quote!(#wire => from.read(&mut self.#field),)
    });
    let to = if writes.is_empty() { quote!(_) } else { quote!(to) };
    let (read_name, read) = if object.properties.is_empty() {
        (quote!(_), quote!(from.unknown()))
    } else {
        (quote!(name), quote!(match name { #(#reads)* _ => from.unknown() }))
    };
    quote! {
        impl #object_trait for #name {
            const NAME: &'static str = #text;
            #required
            #private
            #read_only

            fn blank() -> Self { #blank }

            fn extra(&self) -> &#extra { &self.extra }

            fn extra_mut(&mut self) -> &mut #extra { &mut self.extra }

            fn fields<V: #fields_trait>(&self, #to: &mut V) { #(#writes)* }

            fn read(&mut self, #read_name: &str, from: &mut #reader<'_>) -> codegen::Read { #read }
        }
    }
}

fn list(name: &str, object: &Object, keep: impl Fn(&Property) -> bool) -> Option<TokenStream> {
    let names: Vec<&str> =
        object.properties.iter().filter(|property| keep(property)).map(|property| property.wire.as_str()).collect();
    let name = ident(name);
    (!names.is_empty()).then(|| quote!(const #name: &'static [&'static str] = &[#(#names),*];))
}

fn write(property: &Property) -> TokenStream {
    let (field, wire) = (ident(property.name.as_str()), &property.wire);
    match property.ty {
        Type::DateTimeRfc2822 => quote!(to.rfc2822(#wire, &self.#field);),
        _ => quote!(to.field(#wire, &self.#field);),
    }
}

/// Renders the implementation of `Page`, if the object is the page of a list.
fn page(file: &mut Rendering<'_>, schema: &Schema, object: &Object) -> Option<TokenStream> {
    let page = object.page.as_ref()?;
    let name = ident(schema.name.as_str());
    let page_trait = file.runtime("Page");
    let records = &object.properties[page.records];
    let field = ident(records.name.as_str());
    let Type::Array(item) = &records.ty else { return None };
    let item = file.ty(item);
    let macro_name = file.runtime("page");
    let required = is_always_there(records).then(|| quote!(required));
    let next = next(file, object, &page.paging);
    let misfit = misfit(object, records, &page.paging);
    Some(quote! {
        impl #page_trait for #name {
            type Record = #item;

            fn records(&self) -> &[#item] { Self::records(self) }

            fn into_records(self) -> Vec<#item> { Self::into_records(self) }

            #next

            #misfit
        }
        #macro_name!(#required #name, #field, #item);
    })
}

/// Renders the check that the records and the paging fields match their types; otherwise the list would seem to end.
fn misfit(object: &Object, records: &Property, paging: &Paging) -> TokenStream {
    let leads: &[&str] = match paging {
        Paging::NextPageUri => &["next_page_uri"],
        Paging::NextPageUrl | Paging::Token { .. } => &["meta"],
        Paging::StartIndex => &["totalResults"],
        Paging::PageNumber { .. } => &["has_next", "current_page"],
        Paging::Unpaged => &[],
    };
    let names = std::iter::once(records.wire.as_str()).chain(leads.iter().copied());
    let meta = object.properties.iter().find(|property| property.wire == "meta" && property.ty == Type::PageMeta);
    let of_meta = meta.map(|meta| {
        let field = ident(meta.name.as_str());
        let extra = if meta.required { quote!(self.#field.extra) } else { quote!(self.#field.as_ref()?.extra) };
        quote!(.or_else(|| codegen::misfit(&#extra, &["next_page_url"])))
    });
    quote! {
        fn misfit(&self) -> Option<&'static str> {
            codegen::misfit(&self.extra, &[#(#names),*])#of_meta
        }
    }
}

fn next(file: &Rendering<'_>, object: &Object, paging: &Paging) -> Option<TokenStream> {
    let property =
        |wire: &str, ty: Type| object.properties.iter().find(|property| property.wire == wire && property.ty == ty);
    let link = |path: TokenStream| quote!(fn next_link(&self) -> Option<&str> { #path });
    match paging {
        Paging::NextPageUri => Some(link(text(&quote!(self), property("next_page_uri", Type::String)?))),
        Paging::NextPageUrl | Paging::Token { .. } => {
            let meta = object.properties.iter().find(|property| property.wire == "meta")?;
            let field = ident(meta.name.as_str());
            let holder = if is_always_there(meta) { quote!(self.#field) } else { quote!(self.#field.as_ref()?) };
            Some(link(match &meta.ty {
                Type::PageMeta => quote!(#holder.next_page_url.as_deref()),
                ty => text(&holder, next_member(file, ty, paging)?),
            }))
        }
        Paging::StartIndex => {
            let total = value(property("totalResults", Type::Integer)?);
            Some(quote!(fn total_results(&self) -> Option<i64> { #total }))
        }
        Paging::PageNumber { .. } => {
            let more = value(property("has_next", Type::Boolean)?);
            let current = value(property("current_page", Type::Integer)?);
            Some(quote!(fn next_number(&self) -> Option<i64> { codegen::next_number(#more, #current) }))
        }
        Paging::Unpaged => None,
    }
}

/// Renders a string property of `holder` as an `Option`.
fn text(holder: &TokenStream, property: &Property) -> TokenStream {
    let field = ident(property.name.as_str());
    if is_always_there(property) { quote!(Some(#holder.#field.as_str())) } else { quote!(#holder.#field.as_deref()) }
}

/// Renders a number or boolean property of the page as an `Option`.
fn value(property: &Property) -> TokenStream {
    let field = ident(property.name.as_str());
    if is_always_there(property) { quote!(Some(self.#field)) } else { quote!(self.#field) }
}

fn is_always_there(property: &Property) -> bool {
    property.required && !property.nullable
}

/// Returns the property of `meta` with the next page's URL or token.
fn next_member<'d>(file: &Rendering<'d>, meta: &Type, paging: &Paging) -> Option<&'d Property> {
    let Type::Named(id) = meta else { return None };
    let Shape::Object(object) = &file.document.schema(*id).shape else { return None };
    let leads: &[&str] = match paging {
        Paging::NextPageUrl => &["next_page_url"],
        _ => &["next_token", "nextToken"],
    };
    object.properties.iter().find(|property| leads.contains(&property.wire.as_str()) && property.ty == Type::String)
}
