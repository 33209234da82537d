//! Formats tokens as Rust source, with a header comment.

use proc_macro2::TokenStream;

use crate::HEADER;

/// Formats a generated file. `source` names the document it was generated from.
pub(crate) fn format(tokens: TokenStream, source: &str) -> String {
    let file = syn::parse2(tokens).expect("render produces valid Rust for every model that passed the checks");
    let text = prettyplease::unparse(&file);
    let mut out = String::with_capacity(text.len() + text.len() / 16);
    out.push_str(HEADER);
    out.push_str(" from ");
    out.push_str(source);
    out.push_str("; do not edit.\n\n");
    space(&text, &mut out);
    out
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
