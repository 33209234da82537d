//! Checks that every value that `spec/` marks as personal or secret is redacted, and no other.

use std::collections::{BTreeMap, BTreeSet};

use quote::ToTokens as _;
use twilio_codegen::Output;
use twilio_codegen::model::{Document, Shape};

use crate::spec;

/// Wire names of private values by type.
type Private = BTreeMap<String, BTreeSet<String>>;

#[test]
fn every_private_value_of_spec_is_redacted_and_no_other() {
    let sources = spec::sources();
    let output = twilio_codegen::generate(&sources, &spec::words(), &|_| {}).expect("`spec/` generates");
    let mut values = 0;
    for source in &sources {
        let (document, _) = twilio_codegen::model(source).expect("`spec/` generates");
        let marked = marked(&document);
        values += marked.values().map(BTreeSet::len).sum::<usize>();
        assert_eq!(redacted(&document, &output), marked, "{}", source.name);
    }
    assert!(values > 500, "only {values} values of `spec/` are private");
}

fn marked(document: &Document) -> Private {
    let mut marked = Private::new();
    for operation in &document.operations {
        let private = operation.inputs.iter().filter(|input| input.facts.private);
        let names = private.map(|input| input.wire.clone()).collect();
        marked.insert(operation.name.to_string(), names);
    }
    for schema in &document.schemas {
        if let Shape::Object(object) = &schema.shape {
            let private = object.properties.iter().filter(|property| property.facts.private);
            let names = private.map(|property| property.wire.clone()).collect();
            marked.insert(schema.name.to_string(), names);
        }
    }
    marked.retain(|_, names: &mut BTreeSet<String>| !names.is_empty());
    marked
}

/// Returns the values that `Debug` hides in the generated code.
fn redacted(document: &Document, output: &Output) -> Private {
    let mut folder = format!("{}/", document.product_module);
    if let Some(version) = &document.version_module {
        folder.push_str(&format!("{version}/"));
    }
    let mut redacted = Private::new();
    let of_document = |path: &str| path.strip_prefix(&folder).is_some_and(|rest| !rest.contains('/'));
    for (_, text) in output.files.iter().filter(|(path, _)| of_document(path)) {
        let file = syn::parse_file(text).expect("generated text is Rust");
        for item in &file.items {
            let syn::Item::Impl(item) = item else { continue };
            let names: BTreeSet<String> = item.items.iter().filter_map(constant).flat_map(private_texts).collect();
            if !names.is_empty() {
                redacted.insert(item.self_ty.to_token_stream().to_string(), names);
            }
        }
    }
    redacted
}

fn constant(item: &syn::ImplItem) -> Option<&syn::ImplItemConst> {
    match item {
        syn::ImplItem::Const(item) => Some(item),
        _ => None,
    }
}

/// Returns the strings of `const PRIVATE: … = &["…"]`, or of the call `.private(&["…"])` in `const OPERATION`.
fn private_texts(item: &syn::ImplItemConst) -> Vec<String> {
    let list = match (item.ident.to_string().as_str(), reference(&item.expr)) {
        ("PRIVATE", Some(list)) => Some(list),
        ("OPERATION", Some(operation)) => called(operation, "private").and_then(reference),
        _ => None,
    };
    let Some(syn::Expr::Array(list)) = list else { return Vec::new() };
    let text = |element: &syn::Expr| match element {
        syn::Expr::Lit(syn::ExprLit { lit: syn::Lit::Str(text), .. }) => Some(text.value()),
        _ => None,
    };
    list.elems.iter().filter_map(text).collect()
}

/// Returns the argument of this method in a chain of calls.
fn called<'e>(mut chain: &'e syn::Expr, method: &str) -> Option<&'e syn::Expr> {
    while let syn::Expr::MethodCall(call) = chain {
        if call.method == method {
            return call.args.first();
        }
        chain = &call.receiver;
    }
    None
}

fn reference(expr: &syn::Expr) -> Option<&syn::Expr> {
    match expr {
        syn::Expr::Reference(reference) => Some(&reference.expr),
        _ => None,
    }
}
