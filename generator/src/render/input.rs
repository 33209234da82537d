//! Renders fields, constructors and setters, for requests and for objects in request bodies.

use std::rc::Rc;

use crate::model::{Document, MOST_POSITIONAL, Type, ordered};
use crate::name::RustType;

use super::item::{Block, Item, Piece};
use super::template::{Fragment, Template};
use super::types::Taken;
use super::{Rendering, docs};

/// A field with a setter or an argument of `new`.
#[derive(Clone)]
pub(super) struct Settable<'a> {
    pub(super) name: &'a str,
    pub(super) ty: &'a Type,
    /// Whether it is required; if so, `new` takes it.
    pub(super) required: bool,
    /// Whether it can be null, which differs from absent.
    pub(super) nullable: bool,
    pub(super) boxed: bool,
    /// Whether it is only in responses, so it has no setter.
    pub(super) read_only: bool,
    pub(super) deprecated: bool,
    /// The doc comment of the field and of the setter.
    pub(super) docs: Rc<[String]>,
}

impl Settable<'_> {
    /// Returns the type of the field when it is set.
    fn value_type<'d>(&self, document: &'d Document) -> RustType<'d> {
        RustType::of(document, self.ty).boxed(self.boxed).nullable(self.nullable)
    }
}

/// What a constructor is rendered from.
pub(super) struct Constructor<'a> {
    /// The name of the type.
    pub(super) name: &'a str,
    pub(super) fields: &'a [Settable<'a>],
    /// The name of the struct of required fields.
    pub(super) required_name: Option<&'a str>,
    /// Whether the type implements `Default`.
    pub(super) is_default: bool,
    /// The kind of type and its fields, for the doc comment.
    pub(super) what: (&'static str, &'static str),
    /// The initializers of the other fields.
    pub(super) rest: Vec<String>,
}

impl Rendering<'_> {
    /// Renders the field's declaration.
    pub(super) fn field(&mut self, field: &Settable<'_>) -> Piece {
        let ty = field.value_type(self.document).optional(!field.required);
        let template = Template::Field { is_deprecated: self.deprecated(field.deprecated) };
        Piece::new(field.docs.clone(), template, [Fragment::from(field.name), Fragment::Code(self.rust_type(&ty))])
    }

    /// Returns whether an item is deprecated, and allows the file to use it.
    pub(super) fn deprecated(&mut self, is_deprecated: bool) -> bool {
        self.uses_deprecated |= is_deprecated;
        is_deprecated
    }

    /// Renders `new` and the setters.
    pub(super) fn constructor(&mut self, of: Constructor<'_>) -> Item {
        let setters = of.fields.iter().filter(|field| !field.required && !field.read_only);
        let mut members = vec![self.new_function(&of)];
        members.extend(setters.map(|field| self.setter(field)));
        let head = Piece::new([], Template::Impl, [Fragment::from(of.name)]);
        Item::Block(Block { head, members })
    }

    fn new_function(&mut self, of: &Constructor<'_>) -> Piece {
        let required: Vec<_> = taken(of.fields).collect();
        let others = of.fields.iter().filter(|field| !is_taken(field));
        let has_struct = required.len() > MOST_POSITIONAL;
        let named: Vec<(&str, &[String])> = required.iter().map(|field| (field.name, &*field.docs)).collect();
        let docs = docs::constructor(&named, has_struct, of.what);
        if required.is_empty() && of.is_default {
            return Piece::new(docs, Template::NewDefault, []);
        }
        let unset = others.map(|field| format!("{}: None", field.name)).chain(of.rest.iter().cloned());
        if has_struct {
            let name = of.required_name.expect("structs with more than four required fields have a name for them");
            let initializers = required.iter().map(|field| format!("{0}: required.{0}", field.name));
            let initializers = Fragment::Initializers(initializers.chain(unset).collect());
            return Piece::new(docs, Template::NewRequired, [Fragment::from(name), initializers]);
        }
        let (mut arguments, mut initializers, mut is_inline) = (Vec::new(), Vec::new(), true);
        for field in required {
            let Taken { argument, value } = self.argument(field, field.name);
            is_inline &= is_inlined(&argument);
            arguments.push(format!("{}: {argument}", field.name));
            initializers.push(if field.name == value { value } else { format!("{}: {value}", field.name) });
        }
        initializers.extend(unset);
        let fragments = [Fragment::Arguments(arguments), Fragment::Initializers(initializers)];
        Piece::new(docs, Template::New { is_inline }, fragments)
    }

    fn argument(&mut self, field: &Settable<'_>, name: &str) -> Taken {
        if field.nullable {
            let own = self.rust_type(&field.value_type(self.document));
            return Taken { argument: format!("impl Into<{own}>"), value: format!("{name}.into()") };
        }
        let Taken { argument, value } = self.taken(field.ty, name);
        Taken { argument, value: if field.boxed { format!("Box::new({value})") } else { value } }
    }

    fn setter(&mut self, field: &Settable<'_>) -> Piece {
        let Taken { argument, value } = self.argument(field, "value");
        let is_inline = is_inlined(&argument);
        let template = Template::Setter { is_deprecated: self.deprecated(field.deprecated), is_inline };
        let arguments = Fragment::Arguments(vec!["mut self".to_owned(), format!("value: {argument}")]);
        Piece::new(field.docs.clone(), template, [Fragment::from(field.name), arguments, Fragment::Code(value)])
    }

    /// Renders the struct that `new` takes if more than four fields are required.
    pub(super) fn required_struct(
        &mut self,
        of: &str,
        fields: &[Settable<'_>],
        required_name: Option<&str>,
    ) -> Option<Item> {
        let name = required_name?;
        let docs = [format!("The required fields of {}.", docs::link(of))];
        let members = taken(fields).map(|field| self.field(field)).collect();
        Some(Item::Block(Block { head: Piece::new(docs, Template::RequiredFields, [Fragment::from(name)]), members }))
    }
}

/// Returns the fields that `new` takes, in order.
fn taken<'f, 'a>(fields: &'f [Settable<'a>]) -> impl Iterator<Item = &'f Settable<'a>> {
    ordered(fields.iter().filter(|field| is_taken(field)), |field| field.name)
}

fn is_taken(field: &Settable<'_>) -> bool {
    field.required && !field.read_only
}

/// Returns whether a function with this argument has `#[inline]`: unless it is generic. Only programs that call a generic
/// function compile it anyway.
fn is_inlined(argument: &str) -> bool {
    !argument.starts_with("impl ")
}
