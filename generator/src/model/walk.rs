//! Walks the model: from a type to the schema it names, and to the schemas that one contains.

use std::collections::BTreeSet;

use super::{Document, Object, Operation, Origin, Property, Schema, SchemaId, Shape, Type};

impl Document {
    /// Returns what the keys of this document's components usually begin with: `conversations.v1.`.
    pub fn key_prefix(&self) -> String {
        let version = self.home.version.iter().map(String::as_str);
        [self.home.product.as_str()].into_iter().chain(version).flat_map(|part| [part, "."]).collect()
    }

    /// Returns a component's key without that prefix.
    pub fn bare_key<'k>(&self, key: &'k str) -> &'k str {
        let prefix = self.key_prefix();
        match key.get(..prefix.len()) {
            Some(start) if start.eq_ignore_ascii_case(&prefix) && key.len() > prefix.len() => &key[prefix.len()..],
            _ => key,
        }
    }

    /// Returns the number of types, including requests and the structs of required values.
    pub fn types(&self) -> usize {
        let required = self.operations.iter().map(|operation| &operation.required_name);
        let required = required.chain(self.schemas.iter().map(|schema| &schema.required_name)).flatten();
        self.operations.len() + self.schemas.len() + required.count()
    }

    /// Returns the object that a type names.
    pub fn object(&self, ty: &Type) -> Option<&Object> {
        self.schema(ty.named()?).object()
    }

    /// Returns these schemas and every schema that they contain, at any depth.
    pub fn reached(&self, roots: impl IntoIterator<Item = SchemaId>) -> BTreeSet<SchemaId> {
        let mut reached = BTreeSet::new();
        let mut waiting = Vec::from_iter(roots);
        while let Some(id) = waiting.pop() {
            if reached.insert(id) {
                waiting.extend(self.schema(id).held());
            }
        }
        reached
    }
}

impl Origin {
    /// Returns the origin of an inline schema of an operation.
    pub fn in_operation(operation: usize, part: &str) -> Self {
        Self::Operation { operation, part: part.to_owned() }
    }
}

impl Operation {
    /// Returns the types of the inputs and of the response.
    pub fn types(&self) -> impl Iterator<Item = &Type> {
        self.inputs.iter().map(|input| &input.ty).chain(&self.response)
    }

    /// Like [`types`](Self::types), but mutable.
    pub fn types_mut(&mut self) -> impl Iterator<Item = &mut Type> {
        self.inputs.iter_mut().map(|input| &mut input.ty).chain(&mut self.response)
    }
}

impl Type {
    /// Returns the type inside lists, maps and nullable values.
    pub fn innermost(&self) -> &Self {
        let mut ty = self;
        while let Self::Array(inner) | Self::Map(inner) | Self::Nullable(inner) = ty {
            ty = inner;
        }
        ty
    }

    /// Returns whether a value of this type is a list or a map.
    pub fn has_elements(&self) -> bool {
        matches!(self, Self::Array(_) | Self::Map(_))
    }

    /// Returns the schema that this type names.
    pub fn named(&self) -> Option<SchemaId> {
        if let Self::Named(id) = self { Some(*id) } else { None }
    }

    /// Returns the schema of this type, or of the items of a list or map.
    pub fn schema(&self) -> Option<SchemaId> {
        self.innermost().named()
    }

    /// Like [`schema`](Self::schema), but mutable.
    pub fn schema_mut(&mut self) -> Option<&mut SchemaId> {
        match self {
            Self::Array(inner) | Self::Map(inner) | Self::Nullable(inner) => inner.schema_mut(),
            Self::Named(id) => Some(id),
            _ => None,
        }
    }
}

impl Object {
    /// Returns the property with the records, if the object is the page of a list.
    pub fn records(&self) -> Option<&Property> {
        Some(&self.properties[self.page.as_ref()?.records])
    }
}

impl Schema {
    /// Returns the object that this schema is.
    pub fn object(&self) -> Option<&Object> {
        if let Shape::Object(object) = &self.shape { Some(object) } else { None }
    }

    /// Returns its properties, if it is an object.
    pub fn properties(&self) -> &[Property] {
        self.object().map_or(&[], |object| &object.properties)
    }

    /// Returns the schemas that this one contains directly, also in lists and maps.
    pub fn held(&self) -> Vec<SchemaId> {
        self.held_as(Type::schema)
    }

    /// Returns the schemas that this one contains directly, of which `schema` finds those of the properties.
    pub fn held_as(&self, schema: fn(&Type) -> Option<SchemaId>) -> Vec<SchemaId> {
        match &self.shape {
            Shape::Union(union) => union.variants.iter().map(|variant| variant.schema).collect(),
            _ => self.properties().iter().filter_map(|property| schema(&property.ty)).collect(),
        }
    }
}
