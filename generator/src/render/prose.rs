//! Converts descriptions to rustdoc lines that read the same and cause no warnings.
//!
//! Twilio's descriptions are only roughly Markdown: they contain `[x]` that isn't a link, `<tag>` that isn't HTML, and bare URLs.
//! Whatever rustdoc would misinterpret is escaped.

use crate::text::visible;

/// The maximum number of characters in a link, including its text and URL.
const LONGEST_LINK: usize = 1000;

/// Returns the lines of a doc comment.
pub(super) fn prose(text: &str) -> Vec<String> {
    let balanced = text.matches('`').count().is_multiple_of(2) && !text.contains("``");
    let mut lines: Vec<String> = text.lines().map(|line| self::line(line.trim(), balanced)).collect();
    while lines.last().is_some_and(String::is_empty) {
        lines.pop();
    }
    lines
}

/// Converts one line. Code spans are kept as they are; outside of them, Markdown syntax is escaped.
fn line(text: &str, code_spans: bool) -> String {
    let mut out = String::with_capacity(text.len() + 8);
    let mut rest = text;
    while let Some(letter) = rest.chars().next() {
        let taken = match letter {
            '`' if code_spans => code_span(rest, &mut out),
            '`' | '<' | ']' | '~' | '*' | '\\' | '|' => escaped(letter, &mut out),
            '[' => link(rest, &mut out),
            'h' if is_word_start(&out) => address(rest, &mut out),
            _ => plain(visible(letter), letter.len_utf8(), &mut out),
        };
        rest = &rest[taken..];
    }
    guard_start(out)
}

fn plain(letter: char, length: usize, out: &mut String) -> usize {
    out.push(letter);
    length
}

fn escaped(letter: char, out: &mut String) -> usize {
    out.push('\\');
    out.push(letter);
    letter.len_utf8()
}

/// Converts a code span. A backtick without a matching one on the same line is escaped.
fn code_span(rest: &str, out: &mut String) -> usize {
    match rest[1..].find('`') {
        Some(0) | None => escaped('`', out),
        Some(end) => {
            let span = &rest[..end + 2];
            out.extend(span.chars().map(visible));
            span.len()
        }
    }
}

/// Keeps `[text](https://…)`; every other bracket is escaped.
fn link(rest: &str, out: &mut String) -> usize {
    // Limits the search, so that a bracket without an end costs little.
    let near = rest.char_indices().nth(LONGEST_LINK).map_or(rest, |(end, _)| &rest[..end]);
    let found = near.find("](").and_then(|middle| {
        let words = &rest[1..middle];
        let target = &near[middle + 2..];
        let end = target.find(')')?;
        let target = &target[..end];
        let plain = !words.is_empty() && !words.contains(['[', '<', '`', '\\']);
        (plain && is_address(target)).then_some((words, target, middle + 2 + end + 1))
    });
    match found {
        Some((words, target, length)) => {
            let words: String = words.chars().map(visible).collect();
            out.push_str(&format!("[{words}](<{target}>)"));
            length
        }
        None => escaped('[', out),
    }
}

/// Turns a bare URL into a link.
fn address(rest: &str, out: &mut String) -> usize {
    if !rest.starts_with("http://") && !rest.starts_with("https://") {
        return plain('h', 1, out);
    }
    let end =
        rest.find(|letter: char| letter.is_whitespace() || "<>()[]`\"'{}|\\".contains(letter)).unwrap_or(rest.len());
    let address = rest[..end].trim_end_matches(['.', ',', ';', ':', '!', '?', '*']);
    if is_address(address) {
        out.push_str(&format!("<{address}>"));
        address.len()
    } else {
        plain('h', 1, out)
    }
}

fn is_address(text: &str) -> bool {
    let rest = text.strip_prefix("https://").or_else(|| text.strip_prefix("http://"));
    rest.is_some_and(|rest| {
        !rest.is_empty() && rest.bytes().all(|byte| byte.is_ascii_graphic() && !b"<>()[]`\"\\".contains(&byte))
    })
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
