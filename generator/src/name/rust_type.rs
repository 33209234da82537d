//! The Rust types of values and fields, as generated code spells them.

use std::fmt;

use crate::model::{Document, Input, Property, SchemaId, Type};

/// A Rust type: a name with its generic arguments.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RustType<'d> {
    /// Its name.
    pub name: Name<'d>,
    /// Its generic arguments.
    pub arguments: Vec<Self>,
}

/// The name of a type, by its origin.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Name<'d> {
    /// In Rust's prelude or built in.
    Prelude(&'static str),
    /// `std::collections::BTreeMap`.
    BTreeMap,
    /// Exported by the runtime's `codegen` module.
    Runtime(&'static str),
    /// Generated for a schema of the same document.
    Schema(SchemaId, &'d str),
}

impl<'d> RustType<'d> {
    /// Returns the type of a value.
    pub fn of(document: &'d Document, ty: &Type) -> Self {
        let prelude = |name, arguments| Self { name: Name::Prelude(name), arguments };
        let runtime = |name| Self { name: Name::Runtime(name), arguments: Vec::new() };
        match ty {
            Type::String => prelude("String", Vec::new()),
            Type::Boolean => prelude("bool", Vec::new()),
            Type::Integer => prelude("i64", Vec::new()),
            Type::Number => runtime("Number"),
            Type::Date => runtime("Date"),
            Type::DateTime | Type::DateTimeRfc2822 => runtime("Timestamp"),
            Type::DateTimeOrDate => runtime("DateTimeOrDate"),
            Type::Json | Type::PrefixedMap(_) => runtime("Json"),
            Type::HttpMethod => runtime("HttpMethod"),
            Type::PageMeta => runtime("PageMeta"),
            Type::Array(item) => prelude("Vec", vec![Self::of(document, item)]),
            Type::Map(value) => {
                let arguments = vec![Self::of(document, &Type::String), Self::of(document, value)];
                Self { name: Name::BTreeMap, arguments }
            }
            Type::Nullable(inner) => prelude("Option", vec![Self::of(document, inner)]),
            Type::Named(id) => {
                let name = Name::Schema(*id, document.schema(*id).name.as_str());
                Self { name, arguments: Vec::new() }
            }
        }
    }

    /// Returns the type of a request's field.
    pub fn of_input(document: &'d Document, input: &Input) -> Self {
        Self::of(document, &input.ty).optional(!input.required)
    }

    /// Returns the type of an object's field. `in_request` is whether the object is sent in requests.
    pub fn of_property(document: &'d Document, property: &Property, in_request: bool) -> Self {
        Self::of(document, &property.ty)
            .boxed(property.boxed)
            .nullable(property.nullable && in_request)
            .optional(!property.is_plain(in_request))
    }

    /// Wraps the type in a `Box` if `boxed` is set.
    #[must_use]
    pub fn boxed(self, boxed: bool) -> Self {
        self.wrapped(Name::Prelude("Box"), boxed)
    }

    /// Wraps the type in the runtime's `Nullable` if `nullable` is set.
    #[must_use]
    pub fn nullable(self, nullable: bool) -> Self {
        self.wrapped(Name::Runtime("Nullable"), nullable)
    }

    /// Wraps the type in an `Option` if `optional` is set.
    #[must_use]
    pub fn optional(self, optional: bool) -> Self {
        self.wrapped(Name::Prelude("Option"), optional)
    }

    fn wrapped(self, name: Name<'d>, is_wrapped: bool) -> Self {
        if is_wrapped { Self { name, arguments: vec![self] } } else { self }
    }
}

impl fmt::Display for RustType<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self.name {
            Name::BTreeMap => "BTreeMap",
            Name::Prelude(name) | Name::Runtime(name) | Name::Schema(_, name) => name,
        })?;
        for (index, argument) in self.arguments.iter().enumerate() {
            f.write_str(if index == 0 { "<" } else { ", " })?;
            argument.fmt(f)?;
        }
        f.write_str(if self.arguments.is_empty() { "" } else { ">" })
    }
}
