//! Turns items into Rust source with a header comment: formats tokens, and writes tables as they are.

use proc_macro2::TokenStream;

use crate::HEADER;
use crate::render::Item;

/// Formats a generated file. `source` names the documents it was generated from.
pub(crate) fn format(items: Vec<Item>, source: &str) -> String {
    let mut out = format!("{HEADER} from {source}; do not edit.\n");
    let mut rust = TokenStream::new();
    for item in items {
        match item {
            Item::Rust(tokens) => rust.extend(tokens),
            Item::Table(table) => {
                lay_out(std::mem::take(&mut rust), &mut out);
                out.push('\n');
                out.push_str(&table.text());
            }
        }
    }
    lay_out(rust, &mut out);
    out
}

/// Formats Rust items and appends them.
fn lay_out(tokens: TokenStream, out: &mut String) {
    if tokens.is_empty() {
        return;
    }
    let file = syn::parse2(tokens).expect("render produces valid Rust for every model that passed the checks");
    out.push('\n');
    space(&prettyplease::unparse(&file), out);
}

/// Adds a blank line between items and between the members of an `impl`, because prettyplease adds none.
fn space(text: &str, out: &mut String) {
    let mut lines = text.lines().peekable();
    let mut in_impl = false;
    while let Some(line) = lines.next() {
        out.push_str(line);
        out.push('\n');
        if !line.starts_with(' ') {
            in_impl = line.starts_with("impl");
        }
        let Some(next) = lines.peek() else { break };
        let ends_item =
            matches!(line, "}" | "];" | "};") || line.starts_with("//!") || line.ends_with(");") || is_one_line(line);
        let continues = next.starts_with("//!") || same_kind(line, next);
        let ends_member = in_impl
            && !line.trim_start().starts_with("///")
            && (line == "    }" || (line.starts_with("    ") && line.ends_with(';') && !line.starts_with("     ")))
            && !next.starts_with('}');
        if (ends_item && !line.starts_with(' ') && !next.is_empty() && !continues) || ends_member {
            out.push('\n');
        }
    }
}

fn is_one_line(line: &str) -> bool {
    !line.starts_with(' ') && line.ends_with(';')
}

/// Returns whether the lines belong together, such as imports or module declarations.
fn same_kind(line: &str, next: &str) -> bool {
    let kind = |line: &str| ["use ", "pub use ", "mod ", "pub mod "].iter().position(|start| line.starts_with(start));
    kind(line).is_some() && kind(line) == kind(next)
}
