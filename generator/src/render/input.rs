//! Renders fields, constructors and setters, for requests and for objects in request bodies.

use std::rc::Rc;

use crate::model::{Document, MOST_POSITIONAL, Type, ordered};
use crate::name::RustType;

use super::item::{Block, Item, Line, Member};
use super::types::Taken;
use super::{Rendering, docs};

/// The maximum number of characters between the braces of a struct expression on one line, as in prettyplease.
const LONGEST_FIELDS: usize = 26;

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
    /// Renders the struct of a request or an object.
    pub(super) fn structure(
        &mut self,
        docs: Vec<String>,
        name: &str,
        is_deprecated: bool,
        derives: &'static str,
        members: Vec<Member>,
    ) -> Item {
        let attributes = self.deprecated(is_deprecated).into_iter().chain([derives, "#[non_exhaustive]"]).collect();
        Item::Block(Block { docs, attributes, head: format!("pub struct {name}"), members })
    }

    /// Renders the field's declaration.
    pub(super) fn field(&mut self, field: &Settable<'_>) -> Member {
        let ty = field.value_type(self.document).optional(!field.required);
        let code = Line::Code(format!("pub {}: {},", field.name, self.rust_type(&ty)));
        Member::new(field.docs.clone(), self.deprecated(field.deprecated), [code])
    }

    /// Returns the attribute of a deprecated item, and allows the file to use the item.
    pub(super) fn deprecated(&mut self, is_deprecated: bool) -> Option<&'static str> {
        self.uses_deprecated |= is_deprecated;
        is_deprecated.then_some("#[deprecated]")
    }

    /// Renders `new` and the setters.
    pub(super) fn constructor(&mut self, of: Constructor<'_>) -> Item {
        let setters = of.fields.iter().filter(|field| !field.required && !field.read_only);
        let mut members = vec![self.new_function(&of)];
        members.extend(setters.map(|field| self.setter(field)));
        Item::Block(Block { docs: Vec::new(), attributes: Vec::new(), head: format!("impl {}", of.name), members })
    }

    fn new_function(&mut self, of: &Constructor<'_>) -> Member {
        let required: Vec<_> = taken(of.fields).collect();
        let others = of.fields.iter().filter(|field| !is_taken(field));
        let has_struct = required.len() > MOST_POSITIONAL;
        let named: Vec<(&str, &[String])> = required.iter().map(|field| (field.name, &*field.docs)).collect();
        let docs = docs::constructor(&named, has_struct, of.what);
        let (mut arguments, mut initializers, mut is_inline) = (Vec::new(), Vec::new(), true);
        if has_struct {
            let name = of.required_name.expect("structs with more than four required fields have a name for them");
            arguments.push(format!("required: {name}"));
            initializers.extend(required.iter().map(|field| format!("{0}: required.{0}", field.name)));
        } else {
            for field in &required {
                let Taken { argument, value } = self.argument(field, field.name);
                is_inline &= is_inlined(&argument);
                arguments.push(format!("{}: {argument}", field.name));
                initializers.push(if field.name == value { value } else { format!("{}: {value}", field.name) });
            }
        }
        let body = if required.is_empty() && of.is_default {
            Line::Code("    Self::default()".to_owned())
        } else {
            initializers.extend(others.map(|field| format!("{}: None", field.name)).chain(of.rest.clone()));
            Line::List { start: "    Self { ".to_owned(), elements: initializers, end: " }", longest: LONGEST_FIELDS }
        };
        Member::new(
            docs,
            is_inline.then_some("#[inline]"),
            [signature("new", arguments), body, Line::Code("}".to_owned())],
        )
    }

    fn argument(&mut self, field: &Settable<'_>, name: &str) -> Taken {
        if field.nullable {
            let own = self.rust_type(&field.value_type(self.document));
            return Taken { argument: format!("impl Into<{own}>"), value: format!("{name}.into()") };
        }
        let Taken { argument, value } = self.taken(field.ty, name);
        Taken { argument, value: if field.boxed { format!("Box::new({value})") } else { value } }
    }

    fn setter(&mut self, field: &Settable<'_>) -> Member {
        let Taken { argument, value } = self.argument(field, "value");
        let inline = is_inlined(&argument).then_some("#[inline]");
        let attributes = self.deprecated(field.deprecated).into_iter().chain(inline);
        let signature = signature(field.name, vec!["mut self".to_owned(), format!("value: {argument}")]);
        let body = [format!("    self.{} = Some({value});", field.name), "    self".to_owned(), "}".to_owned()];
        Member::new(field.docs.clone(), attributes, [signature].into_iter().chain(body.map(Line::Code)))
    }

    /// Renders the struct that `new` takes if more than four fields are required.
    pub(super) fn required_struct(
        &mut self,
        of: &str,
        fields: &[Settable<'_>],
        required_name: Option<&str>,
    ) -> Option<Item> {
        let name = required_name?;
        let docs = vec![format!("The required fields of {}.", docs::link(of))];
        let members = taken(fields).map(|field| self.field(field)).collect();
        self.types += 1;
        // Users create it with a struct expression, so it isn't `#[non_exhaustive]`.
        let attributes = vec!["#[derive(Clone, PartialEq)]"];
        Some(Item::Block(Block { docs, attributes, head: format!("pub struct {name}"), members }))
    }
}

/// Returns the fields that `new` takes, in order.
fn taken<'f, 'a>(fields: &'f [Settable<'a>]) -> impl Iterator<Item = &'f Settable<'a>> {
    ordered(fields.iter().filter(|field| is_taken(field)), |field| field.name)
}

/// Returns the first line of a constructor or setter.
fn signature(name: &str, arguments: Vec<String>) -> Line {
    Line::List { start: format!("pub fn {name}("), elements: arguments, end: ") -> Self {", longest: usize::MAX }
}

fn is_taken(field: &Settable<'_>) -> bool {
    field.required && !field.read_only
}

/// Returns whether a function with this argument has `#[inline]`: unless it is generic. Only programs that call a generic
/// function compile it anyway.
fn is_inlined(argument: &str) -> bool {
    !argument.starts_with("impl ")
}
