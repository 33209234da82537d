//! Infers the pagination of a list operation from the structure of its page.

use crate::model::{Input, Object, Origin, Page, Paging, ParameterLocation, Property, SchemaId, Shape, Type};

use super::Lower;
use super::node::Node;

/// The properties of the standard `meta`, which 286 lists have.
const META: &[(&str, &str)] = &[
    ("first_page_url", "string"),
    ("key", "string"),
    ("next_page_url", "string"),
    ("page", "integer"),
    ("page_size", "integer"),
    ("previous_page_url", "string"),
    ("url", "string"),
];

impl Lower<'_> {
    /// Infers the pagination of an operation. Only operations whose id starts with `List` have any, because other responses
    /// can have a `meta` too.
    pub(super) fn paging(&mut self, id: &str, inputs: &[Input], response: Option<&Type>) -> Option<Paging> {
        if !id.starts_with("List") {
            return None;
        }
        let Some(Type::Named(page)) = response else { return None };
        let Shape::Object(object) = self.schemas[page.0].shape.clone() else { return None };
        let records = records(&object)?;
        let paging = self.kind_of_paging(&object, inputs);
        Some(self.mark(*page, records, paging))
    }

    /// Marks an object as the page of a list. An inline page is named after its operation. A page that several lists share
    /// has the first pagination other than `Unpaged`.
    fn mark(&mut self, id: SchemaId, records: usize, paging: Paging) -> Paging {
        let schema = &mut self.schemas[id.0];
        if let Origin::Operation { operation, .. } = schema.origin {
            schema.origin = Origin::Page { operation };
        }
        let pointer = schema.pointer.clone();
        let Shape::Object(object) = &mut schema.shape else { return paging };
        let known = object.page.as_ref().map(|page| page.paging.clone()).filter(|known| *known != Paging::Unpaged);
        match known {
            Some(known) if known == paging || paging == Paging::Unpaged => paging,
            Some(_) => {
                self.wrong(
                    &pointer,
                    "page is shared by lists with different pagination",
                    "give each list its own page schema with an overlay",
                );
                paging
            }
            None => {
                object.page = Some(Page { records, paging: paging.clone() });
                paging
            }
        }
    }

    fn kind_of_paging(&self, page: &Object, inputs: &[Input]) -> Paging {
        let query = |names: &[&str]| {
            let mut queries = inputs.iter().filter(|input| input.place == ParameterLocation::Query);
            queries.find(|input| names.contains(&input.wire.as_str())).map(|input| input.wire.clone())
        };
        let has =
            |name: &str, ty: Type| page.properties.iter().any(|property| property.wire == name && property.ty == ty);
        let meta = page
            .properties
            .iter()
            .find(|property| property.wire == "meta")
            .map(|meta| self.texts(&meta.ty))
            .unwrap_or_default();
        if meta.iter().any(|name| name == "next_page_url") {
            return Paging::NextPageUrl;
        }
        if has("next_page_uri", Type::String) {
            return Paging::NextPageUri;
        }
        if meta.iter().any(|name| name == "next_token" || name == "nextToken")
            && let Some(parameter) = query(&["PageToken", "pageToken", "Token", "token"])
        {
            return Paging::Token { parameter };
        }
        if has("totalResults", Type::Integer) && page.properties.iter().any(|property| property.wire == "Resources") {
            return Paging::StartIndex;
        }
        match query(&["Page"]) {
            Some(parameter) if has("has_next", Type::Boolean) && has("current_page", Type::Integer) => {
                Paging::PageNumber { parameter }
            }
            _ => Paging::Unpaged,
        }
    }

    /// Returns the names of an object's string properties.
    fn texts(&self, ty: &Type) -> Vec<String> {
        match ty {
            Type::Named(id) => match &self.schemas[id.0].shape {
                Shape::Object(object) => {
                    let texts = object.properties.iter().filter(|property| property.ty == Type::String);
                    texts.map(|property| property.wire.clone()).collect()
                }
                _ => Vec::new(),
            },
            Type::PageMeta => META.iter().map(|(name, _)| (*name).to_owned()).collect(),
            _ => Vec::new(),
        }
    }
}

/// Returns whether an inline object is the standard `meta` of a page, for which the runtime has a type.
pub(super) fn is_page_meta(node: &Node<'_>) -> bool {
    let members = node.members("properties");
    let standard = |(key, property): &(&str, Node<'_>)| {
        META.iter().any(|(name, ty)| name == key && property.text("type") == Some(ty))
    };
    members.len() == META.len() && members.iter().all(standard) && node.texts("required").is_empty()
}

/// Returns the property with the records: the only array, or the only array of objects if there are several arrays.
fn records(page: &Object) -> Option<usize> {
    let list = |property: &Property, objects: bool| match &property.ty {
        Type::Array(item) => !objects || matches!(**item, Type::Named(_)),
        _ => false,
    };
    let lists = |objects: bool| -> Vec<usize> {
        let indices = 0..page.properties.len();
        indices.filter(|index| list(&page.properties[*index], objects)).collect()
    };
    match lists(false).as_slice() {
        [only] => Some(*only),
        _ => match lists(true).as_slice() {
            [only] => Some(*only),
            _ => None,
        },
    }
}
