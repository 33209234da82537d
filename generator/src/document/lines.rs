//! Finds the line number of an entry in one of our files, which the YAML parser doesn't report.

use crate::diagnostic::Pointer;

/// Returns the line number, starting at 1, of the last key in `pointer` that is on a line of its own.
pub(crate) fn line_of(text: &str, pointer: &Pointer) -> usize {
    let lines = text.lines().enumerate().map(|(number, line)| (number, indent(line), line.trim_start()));
    let lines = Vec::from_iter(lines.filter(|(_, _, line)| !line.is_empty() && !line.starts_with('#')));
    let mut found = 0;
    let (mut at, mut outer) = (0, None);
    for key in pointer.keys() {
        let inside = |indent: usize| outer.is_none_or(|outer| indent > outer);
        let index = key.parse::<usize>().ok();
        let items = lines.iter().enumerate().skip(at);
        let next = match index {
            Some(index) if lines.get(at).is_some_and(|(_, _, line)| line.starts_with("- ")) => {
                let indent = lines[at].1;
                items.filter(|(_, (_, own, line))| *own == indent && line.starts_with("- ")).nth(index)
            }
            _ => items
                .take_while(|(line, (_, indent, _))| *line == at || inside(*indent))
                .find(|(_, (_, _, line))| is_key(line, &key)),
        };
        let Some((line, (number, indent, _))) = next else { break };
        found = *number;
        outer = Some(*indent);
        at = if index.is_some() { line } else { line + 1 };
    }
    found + 1
}

fn indent(line: &str) -> usize {
    line.len() - line.trim_start().len()
}

fn is_key(line: &str, key: &str) -> bool {
    let line = line.strip_prefix("- ").unwrap_or(line);
    [format!("{key}:"), format!("'{key}':"), format!("\"{key}\":")].iter().any(|start| line.starts_with(start.as_str()))
}
