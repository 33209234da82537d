//! Lays out templates: formats each of them once, and puts fragments in place of its placeholders.
//!
//! This gives the same text as formatting the template with its fragments, because it is only done if prettyplease wouldn't break
//! any of the lines. Otherwise, the template is formatted with its fragments.

use std::collections::BTreeMap;
use std::sync::{Arc, Mutex, PoisonError};

use proc_macro2::TokenStream;

use super::unparse;
use crate::render::{Fragment, Template};

/// The number of characters from which prettyplease breaks a line.
const LONGEST_LINE: usize = 89;

/// The number of characters between its braces from which prettyplease breaks a struct expression.
const LONGEST_INITIALIZERS: usize = 26;

/// The start of every placeholder.
const PLACEHOLDER: &str = "placeholder";

/// The layouts of templates, by the lists that are broken into lines.
#[derive(Default)]
pub(super) struct Layouts(Mutex<BTreeMap<(Template, Lists), Layout>>);

/// A set of lists that have one element per line. Its bits are the indices of their placeholders.
type Lists = u8;

/// The lines of a formatted template.
type Layout = Arc<[Line]>;

/// A line of a template's layout.
enum Line {
    /// Code in which placeholders are replaced.
    Code(Vec<Part>),
    /// A line for each element of a list.
    Elements { list: usize, indent: usize },
}

enum Part {
    Text(String),
    Placeholder(usize),
}

impl Layouts {
    /// Appends a template with `fragments` in place of its placeholders.
    pub(super) fn write(&self, template: Template, fragments: &[Fragment], out: &mut String) {
        let start = out.len();
        let mut broken = fill(&self.layout(template, fragments, 0), fragments, out);
        if let Some(lists @ 1..) = broken {
            out.truncate(start);
            broken = fill(&self.layout(template, fragments, lists), fragments, out);
        }
        if broken != Some(0) {
            out.truncate(start);
            out.push_str(&formatted(template, fragments));
        }
    }

    /// Returns the layout of a template in which the lists `broken` are broken into lines.
    fn layout(&self, template: Template, fragments: &[Fragment], broken: Lists) -> Layout {
        let layouts = || self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let known = layouts().get(&(template, broken)).cloned();
        known.unwrap_or_else(|| {
            let placeholders = fragments.iter().enumerate();
            let placeholders: Vec<Fragment> =
                placeholders.map(|(index, fragment)| placeholder(index, fragment, is_in(index, broken))).collect();
            let text = formatted(template, &placeholders);
            let lines: Layout = text.lines().map(|text| line(text, &placeholders, broken)).collect();
            layouts().insert((template, broken), lines.clone());
            lines
        })
    }
}

/// Formats a template with `fragments` in place of its placeholders.
fn formatted(template: Template, fragments: &[Fragment]) -> String {
    let parsed = |fragment: &Fragment| fragment.elements().join(", ").parse().expect("fragments are valid Rust");
    let fragments: Vec<TokenStream> = fragments.iter().map(parsed).collect();
    let text = unparse(template.tokens(&fragments));
    if !template.is_member() {
        return text;
    }
    // Without the first and the last line of the item around it.
    let lines = text.split_inclusive('\n').skip(1);
    lines.take_while(|line| line.starts_with(' ')).collect()
}

fn is_in(index: usize, lists: Lists) -> bool {
    lists & (1 << index) != 0
}

/// Returns a placeholder. A list has one element, which can be an argument as well as an initializer; it is long if the list is
/// to be broken into lines.
fn placeholder(index: usize, fragment: &Fragment, is_broken: bool) -> Fragment {
    let name = format!("{PLACEHOLDER}{index}");
    let length = if is_broken { LONGEST_LINE } else { 0 };
    let element = || vec![format!("{name:_<length$}: T")];
    match fragment {
        Fragment::Code(_) => Fragment::Code(name),
        Fragment::Arguments(_) => Fragment::Arguments(element()),
        Fragment::Initializers(_) => Fragment::Initializers(element()),
    }
}

/// Splits a line of a formatted template at its placeholders.
fn line(text: &str, placeholders: &[Fragment], broken: Lists) -> Line {
    let mut parts = Vec::new();
    let mut rest = text;
    while let Some(at) = rest.find(PLACEHOLDER) {
        let mut codes = placeholders.iter().map(|placeholder| placeholder.elements().concat()).enumerate();
        let found = codes.find(|(_, code)| rest[at..].starts_with(code));
        let (index, code) = found.expect("templates have no identifiers that start like placeholders");
        if is_in(index, broken) {
            return Line::Elements { list: index, indent: at };
        }
        parts.extend([Part::Text(rest[..at].to_owned()), Part::Placeholder(index)]);
        rest = &rest[at + code.len()..];
    }
    parts.push(Part::Text(rest.to_owned()));
    Line::Code(parts)
}

/// Appends a layout with `fragments` in place of its placeholders.
///
/// Returns the lists that prettyplease would break into lines, or `None` if it would break something else.
fn fill(layout: &[Line], fragments: &[Fragment], out: &mut String) -> Option<Lists> {
    let mut broken = 0;
    for line in layout {
        match line {
            Line::Code(parts) => broken |= fill_line(parts, fragments, out)?,
            Line::Elements { list, indent } => {
                for element in fragments[*list].elements() {
                    if indent + element.len() + ",".len() > LONGEST_LINE {
                        return None;
                    }
                    out.extend(std::iter::repeat_n(' ', *indent));
                    out.push_str(element);
                    out.push_str(",\n");
                }
            }
        }
    }
    Some(broken)
}

fn fill_line(parts: &[Part], fragments: &[Fragment], out: &mut String) -> Option<Lists> {
    let start = out.len();
    let (mut lists, mut broken) = (0, 0);
    for part in parts {
        match part {
            Part::Text(text) => out.push_str(text),
            Part::Placeholder(index) => {
                let before = out.len();
                let fragment = &fragments[*index];
                put_list(fragment.elements(), out);
                let is_wide = out.len() - before > LONGEST_INITIALIZERS;
                match fragment {
                    Fragment::Code(_) => {}
                    Fragment::Arguments(_) => lists |= 1 << index,
                    Fragment::Initializers(_) => broken |= Lists::from(is_wide) << index,
                }
            }
        }
    }
    let is_long = out.len() - start > LONGEST_LINE;
    out.push('\n');
    match (is_long, lists | broken) {
        (false, _) => Some(broken),
        (true, 0) => None,
        (true, lists) => Some(lists),
    }
}

/// Appends the elements of a list on one line.
fn put_list(elements: &[String], out: &mut String) {
    for (index, element) in elements.iter().enumerate() {
        if index > 0 {
            out.push_str(", ");
        }
        out.push_str(element);
    }
}
