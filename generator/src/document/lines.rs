//! Finds the line number of an entry in one of our files, which the YAML parser doesn't report.

use crate::diagnostic::Pointer;

/// Returns the line number, starting at 1, of the last key in `pointer` that is on a line of its own.
pub(crate) fn line_of(text: &str, pointer: &Pointer) -> usize {
    let lines: Vec<(usize, &str)> = text.lines().map(|line| (indent(line), line.trim_start())).collect();
    let mut found = 0;
    let (mut at, mut outer) = (0, None);
    for key in pointer.keys() {
        let inside = |indent: usize| outer.is_none_or(|outer| indent > outer);
        let index = key.parse::<usize>().ok();
        let items = lines.iter().enumerate().skip(at).take_while(|(_, (_, line))| !line.is_empty());
        let next = match index {
            Some(index) if lines.get(at).is_some_and(|(_, line)| line.starts_with("- ")) => {
                let indent = lines[at].0;
                items.filter(|(_, (own, line))| *own == indent && line.starts_with("- ")).nth(index)
            }
            _ => items
                .take_while(|(line, (indent, _))| *line == at || inside(*indent))
                .find(|(_, (_, line))| is_key(line, &key)),
        };
        let Some((line, (indent, _))) = next else { break };
        found = line;
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
