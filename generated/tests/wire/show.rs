//! Shows a request so that a change of one value is a change of one line, and nothing is decoded.

use bytes::Bytes;
use http::Request;

/// Returns the method and URL, the headers, and the body, each line indented; the body and the query have a line per pair.
pub(crate) fn request(request: &Request<Bytes>) -> String {
    let url = request.uri().to_string();
    let (url, query) = url.split_once('?').map_or((url.as_str(), None), |(url, query)| (url, Some(query)));
    let mut lines = vec![format!("{} {url}", request.method())];
    for (index, pair) in query.iter().flat_map(|query| query.split('&')).enumerate() {
        lines.push(format!("  {}{pair}", if index == 0 { '?' } else { '&' }));
    }
    let headers = request.headers().iter();
    let mut headers: Vec<String> =
        headers.map(|(name, value)| format!("{name}: {}", value.to_str().expect("samples are ASCII"))).collect();
    headers.sort();
    lines.extend(headers);
    let body = std::str::from_utf8(request.body()).expect("bodies are UTF-8");
    if body.starts_with('{') || body.starts_with('[') {
        lines.push(String::new());
        lines.extend(json(body).lines().map(String::from));
    } else if !body.is_empty() {
        lines.push(String::new());
        lines.extend(body.split('&').map(String::from));
    }
    lines.iter().map(|line| if line.is_empty() { "\n".to_owned() } else { format!("  {line}\n") }).collect()
}

/// Breaks and indents JSON, and keeps everything else as it is: the order, the digits, the escapes.
fn json(text: &str) -> String {
    let mut shown = String::new();
    let mut depth = 0;
    let mut in_string = false;
    let mut escaped = false;
    let line = |depth: usize| format!("\n{}", "  ".repeat(depth));
    for letter in text.chars() {
        match letter {
            '}' | ']' if !in_string => {
                depth -= 1;
                if !shown.ends_with(['{', '[']) {
                    shown += &line(depth);
                }
            }
            _ if !in_string && shown.ends_with(['{', '[']) => shown += &line(depth),
            _ => {}
        }
        shown.push(letter);
        match letter {
            '"' if !escaped => in_string = !in_string,
            '{' | '[' if !in_string => depth += 1,
            ',' if !in_string => shown += &line(depth),
            _ => {}
        }
        escaped = letter == '\\' && !escaped;
    }
    shown
}
