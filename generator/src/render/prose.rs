//! Converts descriptions to rustdoc lines that read the same and cause no warnings.
//!
//! Descriptions aren't Markdown: they contain `[x]` that isn't a link, `<tag>` that isn't HTML, and bare URLs. Only code spans are.
//! Whatever rustdoc would misinterpret is escaped.

use crate::text::visible;

/// Returns the lines of a doc comment.
pub(super) fn prose(text: &str) -> Vec<String> {
    let balanced = text.matches('`').count().is_multiple_of(2) && !text.contains("``");
    let mut lines: Vec<String> = text.lines().map(|line| self::line(line.trim(), balanced)).collect();
    while lines.last().is_some_and(String::is_empty) {
        lines.pop();
    }
    lines
}

/// Converts one line. Code spans are kept as they are, and URLs become links; outside of them, Markdown syntax is escaped.
fn line(text: &str, code_spans: bool) -> String {
    let mut out = String::with_capacity(text.len() + 8);
    let mut rest = text;
    while let Some(letter) = rest.chars().next() {
        let taken = if let Some(span) = code_span(rest).filter(|_| code_spans) {
            out.extend(span.chars().map(visible));
            span.len()
        } else if let Some(address) = address(rest).filter(|_| is_word_start(&out)) {
            out.push_str(&format!("<{address}>"));
            address.len()
        } else {
            out.extend("`<[]~*\\|".contains(letter).then_some('\\'));
            out.push(visible(letter));
            letter.len_utf8()
        };
        rest = &rest[taken..];
    }
    guard_start(out)
}

/// Returns the code span at the start of `rest`.
fn code_span(rest: &str) -> Option<&str> {
    let end = rest.strip_prefix('`')?.find('`').filter(|length| *length > 0)?;
    Some(&rest[..end + 2])
}

/// Returns the URL at the start of `rest`, without punctuation at its end.
fn address(rest: &str) -> Option<&str> {
    let scheme = ["https://", "http://"].into_iter().find(|scheme| rest.starts_with(scheme))?;
    let ends = |letter: char| letter.is_whitespace() || "<>()[]`\"'{}|\\".contains(letter);
    let address = &rest[..rest.find(ends).unwrap_or(rest.len())];
    let address = address.trim_end_matches(['.', ',', ';', ':', '!', '?', '*']);
    (address.len() > scheme.len() && address.bytes().all(|byte| byte.is_ascii_graphic())).then_some(address)
}

fn is_word_start(out: &str) -> bool {
    !out.ends_with(|letter: char| letter.is_alphanumeric())
}

/// Escapes what would start a heading, a list, a rule or a definition at the start of a line.
fn guard_start(line: String) -> String {
    let first = line.trim_start_matches(|letter: char| letter.is_ascii_digit());
    let numbered = first.len() < line.len() && first.starts_with(['.', ')']);
    if line.starts_with(['#', '>', '=', '+', '-', '_']) {
        format!("\\{line}")
    } else if numbered {
        let digits = line.len() - first.len();
        format!("{}\\{}", &line[..digits], first)
    } else {
        line
    }
}
