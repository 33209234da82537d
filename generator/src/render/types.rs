//! Renders the Rust types of values, and the arguments of setters.

use crate::ident::runtime;
use crate::model::{Shape, Type};
use crate::name::{Name, RustType};

use super::Rendering;

/// How a setter takes a value: the type of its argument, and the expression that converts the argument to the field's type.
pub(super) struct Taken {
    pub(super) argument: String,
    pub(super) value: String,
}

impl Rendering<'_> {
    /// Returns the Rust type of a value as source code, and imports its names.
    pub(super) fn ty(&mut self, ty: &Type) -> String {
        self.rust_type(&RustType::of(self.document, ty))
    }

    /// Returns a Rust type as source code, and imports its names.
    pub(super) fn rust_type(&mut self, ty: &RustType<'_>) -> String {
        self.import(ty);
        ty.to_string()
    }

    fn import(&mut self, ty: &RustType<'_>) {
        match ty.name {
            Name::Prelude(_) => {}
            Name::Schema(id, _) => _ = self.named(id),
            Name::BTreeMap => self.imports.map = true,
            Name::Runtime(name) => _ = self.runtime(name),
        }
        for argument in &ty.arguments {
            self.import(argument);
        }
    }

    /// Imports a name of the runtime, and returns it.
    pub(super) fn runtime(&mut self, name: &'static str) -> &'static str {
        debug_assert!(runtime::TYPES.contains(&name) || runtime::MACROS.contains(&name), "{name} isn't listed");
        self.imports.runtime.insert(name);
        name
    }

    /// Returns how a setter or constructor takes an argument called `name`.
    pub(super) fn taken(&mut self, ty: &Type, name: &str) -> Taken {
        match ty {
            Type::Array(item) => {
                let own = self.ty(item);
                let (item, map) = match self.converts(item) {
                    true => (format!("impl Into<{own}>"), ".map(Into::into)"),
                    false => (own, ""),
                };
                let argument = format!("impl IntoIterator<Item = {item}>");
                Taken { argument, value: format!("{name}.into_iter(){map}.collect()") }
            }
            Type::Map(value) => Taken {
                argument: format!("impl IntoIterator<Item = (impl Into<String>, {})>", self.ty(value)),
                value: format!("{name}.into_iter().map(|(name, value)| (name.into(), value)).collect()"),
            },
            ty if self.converts(ty) => {
                Taken { argument: format!("impl Into<{}>", self.ty(ty)), value: format!("{name}.into()") }
            }
            ty => Taken { argument: self.ty(ty), value: name.to_owned() },
        }
    }

    /// Returns whether other types convert to this one without loss.
    fn converts(&self, ty: &Type) -> bool {
        match ty {
            Type::String
            | Type::Number
            | Type::DateTimeOrDate
            | Type::Json
            | Type::PrefixedMap(_)
            | Type::HttpMethod => true,
            Type::Named(id) => matches!(self.document.schema(*id).shape, Shape::Enum(_) | Shape::Union(_)),
            _ => false,
        }
    }
}
