//! Builds the outline of a named model.

use std::collections::BTreeMap;

use crate::model::{
    Body, Document, Facts, Input, Operation, Origin, Paging, Property, Schema, Security, Shape, Type, Union, Variant,
};
use crate::name::RustType;

use super::{Aspect, Fact, ItemKind, Outline, Path};

/// Returns the facts of a named model, by path.
#[must_use]
pub fn outline(document: &Document) -> Outline {
    let mut outline = Outline::from([(Path::default(), whole(document))]);
    let mut files = (BTreeMap::new(), BTreeMap::new());
    for resource in &document.resources {
        files.0.extend(resource.operations.iter().map(|index| (*index, resource.module.as_str())));
        files.1.extend(resource.schemas.iter().map(|id| (id.0, resource.module.as_str())));
    }
    for (index, operation) in document.operations.iter().enumerate() {
        let path = Path::owner(operation.name.as_str());
        for input in &operation.inputs {
            outline.insert(path.member(input.name.as_str()), self::input(document, input));
        }
        outline.insert(path, request(document, operation).with(Aspect::File, files.0.get(&index).copied()));
    }
    for (index, schema) in document.schemas.iter().enumerate() {
        let path = Path::owner(schema.name.as_str());
        outline.extend(members(document, schema).into_iter().map(|(name, fact)| (path.member(name), fact)));
        outline.insert(path, type_(document, schema).with(Aspect::File, files.1.get(&index).copied()));
    }
    outline
}

fn whole(document: &Document) -> Fact {
    Fact::new(ItemKind::Document)
        .with(Aspect::Stem, [&document.stem])
        .with(Aspect::Module, [document.home.module_path("::")])
        .with(Aspect::Server, [&document.server])
        .with(Aspect::Unused, &document.unused)
}

fn request(document: &Document, operation: &Operation) -> Fact {
    let response =
        operation.response.as_ref().map_or_else(|| "()".to_owned(), |ty| RustType::of(document, ty).to_string());
    let mut conditional = Vec::from_iter(operation.conditional.iter().map(|group| {
        let mut group = group.clone();
        group.sort_unstable();
        group.join(" or ")
    }));
    conditional.sort_unstable();
    let content_type = match &operation.body {
        Body::None => None,
        Body::Form => Some("application/x-www-form-urlencoded"),
        Body::Json { content_type } => Some(content_type.as_str()),
    };
    let scopes = match &operation.security {
        Security::OAuth2 { scopes, .. } => scopes.as_slice(),
        _ => &[],
    };
    Fact::new(ItemKind::Request)
        .with(Aspect::Method, [operation.method])
        .with(Aspect::UrlPath, [&operation.path])
        .with(Aspect::OperationId, [&operation.id])
        .with(Aspect::Security, [security(&operation.security)])
        .with(Aspect::Scopes, scopes)
        .with(Aspect::ContentType, content_type)
        .with(Aspect::Accept, &operation.accept)
        .with(Aspect::Response, [response])
        .with(Aspect::ResponseHeaders, &operation.response_headers)
        .with(Aspect::Success, operation.success.iter().map(ToString::to_string))
        .with(Aspect::Paging, operation.paging.as_ref().map(paging))
        .with(Aspect::IgnoredHeaders, &operation.ignored_headers)
        .with(Aspect::Conditional, conditional)
        .with(Aspect::Arguments, operation.required().map(|input| input.name.as_str()))
        .with(Aspect::RequiredStruct, operation.required_name.as_ref().map(|name| name.as_str()))
        .with(Aspect::Deprecated, operation.deprecated.then_some("yes"))
        .with(Aspect::Description, &operation.description)
}

fn security(security: &Security) -> String {
    match security {
        Security::Basic => "basic".to_owned(),
        Security::Bearer => "bearer".to_owned(),
        Security::OAuth2 { token_url, .. } => format!("OAuth 2.0, token from {token_url}"),
        Security::None => "none".to_owned(),
    }
}

fn paging(paging: &Paging) -> String {
    match paging {
        Paging::NextPageUrl => "next_page_url".to_owned(),
        Paging::NextPageUri => "next_page_uri".to_owned(),
        Paging::Token { parameter } => format!("token in {parameter}"),
        Paging::StartIndex => "startIndex".to_owned(),
        Paging::PageNumber { parameter } => format!("page number in {parameter}"),
        Paging::Unpaged => "unpaged".to_owned(),
    }
}

fn input(document: &Document, input: &Input) -> Fact {
    let fact = Fact::new(ItemKind::Input)
        .with(Aspect::Type, [RustType::of_input(document, input).to_string()])
        .with(Aspect::Encoding, encoding(&input.ty))
        .with(Aspect::Location, [input.location.as_str()])
        .with(Aspect::Wire, [&input.wire])
        .with(Aspect::Account, input.account.then_some("yes"));
    facts(fact, &input.facts, &input.ty)
}

fn type_(document: &Document, schema: &Schema) -> Fact {
    let (item, tag) = match &schema.shape {
        Shape::Object(_) => (ItemKind::Struct, None),
        Shape::Enum(_) => (ItemKind::Enum, None),
        Shape::Union(Union { tag, .. }) => (ItemKind::Union, Some(tag)),
    };
    let mut fact = Fact::new(item).with(Aspect::Tag, tag);
    if let Shape::Object(object) = &schema.shape {
        let records = object.page.as_ref().map(|page| object.properties[page.records].name.as_str());
        fact = fact
            .with(Aspect::Records, records)
            .with(Aspect::Sent, schema.in_request.then_some("yes"))
            .with(Aspect::Arguments, schema.required().map(|property| property.name.as_str()))
            .with(Aspect::RequiredStruct, schema.required_name.as_ref().map(|name| name.as_str()));
    }
    let operation = |index: usize| document.operations[index].name.as_str();
    let (owner, part) = match &schema.origin {
        Origin::Component(key) => return facts(fact.with(Aspect::Component, [key]), &schema.facts, &Type::String),
        Origin::Part { key, part } => return fact.with(Aspect::PartOf, [key]).with(Aspect::Part, [part]),
        Origin::Page { operation: index } => (operation(*index), "Response"),
        Origin::Operation { operation: index, part } => (operation(*index), part.as_str()),
        Origin::Schema { parent, part } => (document.schema(*parent).name.as_str(), part.as_str()),
    };
    // The facts of an inline type are those of its field.
    fact.with(Aspect::Owner, [owner]).with(Aspect::Part, [part])
}

fn members<'a>(document: &Document, schema: &'a Schema) -> Vec<(&'a str, Fact)> {
    match &schema.shape {
        Shape::Object(object) => {
            let fact = |property| field(document, property, schema.in_request);
            object.properties.iter().map(|property| (property.name.as_str(), fact(property))).collect()
        }
        Shape::Enum(values) => {
            let fact = |value: &Variant| {
                let fact = Fact::new(ItemKind::Value).with(Aspect::Wire, [&value.wire]);
                fact.with(Aspect::Description, &value.description)
            };
            values.iter().map(|value| (value.name.as_str(), fact(value))).collect()
        }
        Shape::Union(union) => {
            let fact = |variant: &crate::model::UnionVariant| {
                let mut values = Vec::from_iter([&variant.value].into_iter().chain(&variant.aliases));
                values.sort_unstable();
                Fact::new(ItemKind::Alternative)
                    .with(Aspect::Type, [RustType::of(document, &Type::Named(variant.schema)).to_string()])
                    .with(Aspect::Wire, values)
            };
            union.variants.iter().map(|variant| (variant.name.as_str(), fact(variant))).collect()
        }
    }
}

/// A field. In responses, null is the same as absent.
fn field(document: &Document, property: &Property, in_request: bool) -> Fact {
    let fact = Fact::new(ItemKind::Field)
        .with(Aspect::Type, [RustType::of_property(document, property, in_request).to_string()])
        .with(Aspect::Encoding, encoding(&property.ty))
        .with(Aspect::Wire, [&property.wire])
        .with(Aspect::ReadOnly, property.read_only.then_some("yes"));
    facts(fact, &property.facts, &property.ty)
}

/// Returns the wire format of a value, unless its type in the crate determines it.
fn encoding(ty: &Type) -> Option<String> {
    match ty.innermost() {
        Type::DateTimeRfc2822 => Some("RFC 2822".to_owned()),
        Type::DateTime => Some("RFC 3339".to_owned()),
        Type::PrefixedMap(prefix) => Some(format!("parameters named {prefix}.…")),
        Type::Json => Some("JSON".to_owned()),
        _ => None,
    }
}

fn facts(fact: Fact, facts: &Facts, ty: &Type) -> Fact {
    let adds_to_type = matches!(ty, Type::String | Type::Json | Type::Array(_) | Type::Named(_));
    fact.with(Aspect::Format, facts.format.as_ref().filter(|_| adds_to_type))
        .with(Aspect::Values, &facts.values)
        .with(Aspect::Pattern, &facts.pattern)
        .with(Aspect::Limits, facts.limits(ty))
        .with(Aspect::Default, &facts.default)
        .with(Aspect::Deprecated, facts.deprecated.then_some("yes"))
        .with(Aspect::Private, facts.private.then_some("yes"))
        .with(Aspect::Description, &facts.description)
}
