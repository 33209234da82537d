//! Lowers a request body to form properties or one JSON value.

use openapiv3::{ReferenceOr, RequestBody};

use crate::model::{Body, Facts, Input, ParameterLocation, Property, Shape, Type};
use crate::name::FieldName;

use super::node::Node;
use super::{Lower, Parent};

const FORM: &str = "application/x-www-form-urlencoded";

impl<'a> Lower<'a> {
    /// Returns the encoding of an operation's request body, and its inputs.
    pub(super) fn body(
        &mut self,
        index: usize,
        operation: &'a openapiv3::Operation,
        node: &Node<'a>,
    ) -> (Body, Vec<Input>) {
        let Some((body, node)) = self.declared_body(operation, node) else { return (Body::None, Vec::new()) };
        let content = node.members("content");
        if let Some((_, form)) = content.iter().find(|(kind, _)| *kind == FORM) {
            let inputs = self.form(index, form);
            return (Body::Form, inputs);
        }
        match content.iter().find(|(kind, _)| is_json(kind)) {
            Some((kind, media)) => {
                let input = self.json_body(index, body, media);
                (Body::Json { content_type: (*kind).to_owned() }, input.into_iter().collect())
            }
            None => {
                let kinds: Vec<String> = content.iter().map(|(kind, _)| kind.escape_debug().to_string()).collect();
                let what = format!("request body has unsupported content types `{}`", kinds.join("`, `"));
                self.wrong(&node.pointer, what, "only `application/x-www-form-urlencoded` and JSON are supported");
                (Body::None, Vec::new())
            }
        }
    }

    fn declared_body(
        &mut self,
        operation: &'a openapiv3::Operation,
        node: &Node<'a>,
    ) -> Option<(&'a RequestBody, Node<'a>)> {
        let node = node.get("requestBody")?;
        match operation.request_body.as_ref()? {
            ReferenceOr::Item(body) => Some((body, node)),
            ReferenceOr::Reference { reference } => self.followed(
                &node,
                reference,
                ("requestBodies", "request body", |components| &components.request_bodies),
            ),
        }
    }

    fn form(&mut self, index: usize, media: &Node<'a>) -> Vec<Input> {
        if media.get("encoding").is_some() {
            self.wrong(
                &media.pointer.child("encoding"),
                "form has an `encoding`",
                "only the default encoding is supported",
            );
        }
        let Some(schema) = media.get("schema") else {
            self.wrong(&media.pointer, "form has no `schema`", "correct it with an overlay");
            return Vec::new();
        };
        let properties = match schema.reference() {
            Some(_) => self.form_component(&schema),
            None => self.form_members(index, &schema),
        };
        properties
            .into_iter()
            .filter(|property| !property.read_only)
            .map(|property| self.form_input(property))
            .collect()
    }

    /// Returns the properties of an inline form schema, including those of its `allOf`, `oneOf` and `anyOf` parts.
    fn form_members(&mut self, index: usize, schema: &Node<'a>) -> Vec<Property> {
        if !matches!(schema.text("type"), None | Some("object")) {
            self.wrong(&schema.pointer, "form is not an object", "give it `properties` with an overlay");
        }
        self.merged(schema, |lower, key, node| lower.form_type(index, key, node))
    }

    /// Returns the properties of a form schema that is a component, whose type has already been lowered.
    fn form_component(&mut self, schema: &Node<'a>) -> Vec<Property> {
        let (ty, _) = self.ty(schema, Parent::Schema(crate::model::SchemaId(0)), "", 0);
        if let Type::Named(id) = ty
            && let Shape::Object(object) = &self.schemas[id.0].shape
        {
            return object.properties.clone();
        }
        self.wrong(&schema.pointer, "form is not an object", "give it `properties` with an overlay");
        Vec::new()
    }

    fn form_type(&mut self, index: usize, key: &str, node: &Node<'a>) -> (Type, bool) {
        // An object in a form is encoded as one JSON string, whatever its properties are.
        let structured = |node: &Node<'_>| node.raw.get("properties").is_some();
        let items = node.get("items");
        if structured(node) {
            return (Type::Json, true);
        }
        if items.as_ref().is_some_and(structured) {
            return (Type::Array(Box::new(Type::Json)), true);
        }
        self.ty(node, Parent::Operation(index), key, 0)
    }

    fn form_input(&mut self, property: Property) -> Input {
        Input {
            place: ParameterLocation::Form,
            wire: property.wire,
            pointer: property.pointer,
            name: FieldName::default(),
            pinned: property.pinned,
            ty: self.as_text(property.ty),
            required: property.required,
            account: false,
            facts: property.facts,
        }
    }

    /// Returns the type of a value in a form. Forms only have strings, so objects and maps are encoded as JSON strings.
    fn as_text(&self, ty: Type) -> Type {
        match ty {
            Type::Named(id) if matches!(self.schemas[id.0].shape, Shape::Enum(_)) => ty,
            Type::Named(_) | Type::Map(_) | Type::PageMeta | Type::PrefixedMap(_) => Type::Json,
            Type::Array(item) => match self.as_text(*item) {
                Type::Array(_) => Type::Array(Box::new(Type::Json)),
                item => Type::Array(Box::new(item)),
            },
            Type::Nullable(inner) => self.as_text(*inner),
            ty => ty,
        }
    }

    fn json_body(&mut self, index: usize, body: &RequestBody, media: &Node<'a>) -> Option<Input> {
        let Some(schema) = media.get("schema") else {
            self.wrong(&media.pointer, "JSON request body has no `schema`", "correct it with an overlay");
            return None;
        };
        let (ty, _) = self.ty(&schema, Parent::Operation(index), "Body", 0);
        Some(Input {
            place: ParameterLocation::Body,
            wire: "body".to_owned(),
            pointer: schema.pointer.clone(),
            name: FieldName::default(),
            pinned: None,
            ty,
            required: body.required,
            account: false,
            facts: Facts { description: body.description.clone(), ..Facts::default() },
        })
    }
}

pub(super) fn is_json(kind: &str) -> bool {
    let kind = kind.split(';').next().unwrap_or(kind).trim();
    kind == "application/json" || (kind.starts_with("application/") && kind.ends_with("+json"))
}
