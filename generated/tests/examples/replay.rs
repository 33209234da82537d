//! Replays conformance cases through `dynamic`: `replay requests` and `replay responses` read one JSON case per line
//! from standard input, and write one JSON result per line to standard output.

use bytes::Bytes;
use http::header::CONTENT_TYPE;
use serde_json::{json, value::RawValue};
use std::collections::BTreeMap;
use std::error::Error;
use std::io::{self, BufRead, BufWriter, Write};
use std::process::ExitCode;
use twilio_bindings::dynamic::{Arguments, Endpoint};
use twilio_bindings::{Context, dynamic};

type Case = BTreeMap<String, Box<RawValue>>;
type Result<T> = std::result::Result<T, Box<dyn Error>>;

fn main() -> ExitCode {
    let kind = std::env::args().nth(1);
    let answer = match kind.as_deref() {
        Some("requests") => request,
        Some("responses") => response,
        _ => {
            eprintln!("usage: replay requests|responses < CASES.jsonl > OUT.jsonl");
            return ExitCode::from(2);
        }
    };
    match replay(answer) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("error: {error}");
            ExitCode::from(2)
        }
    }
}

fn replay(answer: fn(&Case) -> Result<String>) -> Result<()> {
    let mut output = BufWriter::new(io::stdout().lock());
    for line in io::stdin().lock().lines() {
        let line = line?;
        if line.trim().is_empty() {
            continue;
        }
        let case: Case = serde_json::from_str(&line)?;
        let id = member(&case, "id")?.get();
        match answer(&case) {
            Ok(answer) => writeln!(output, "{{\"id\":{id},{answer}}}")?,
            Err(error) => writeln!(output, "{{\"id\":{id},\"error\":{}}}", json!(error.to_string()))?,
        }
    }
    Ok(output.flush()?)
}

/// Returns the members of the result of a request case: the encoded request.
fn request(case: &Case) -> Result<String> {
    let arguments = Arguments::from_json(member(case, "args")?.get())?;
    let request = operation(case)?.to_http(arguments, &Context::new())?;
    let headers = request.headers().iter().map(|(name, value)| json!([name.as_str(), lossy(value.as_bytes())]));
    let has_body = request.headers().contains_key(CONTENT_TYPE);
    Ok(members(&[
        ("method", json!(request.method().as_str())),
        ("url", json!(request.uri().to_string())),
        ("headers", headers.collect()),
        ("content_type", json!(request.headers().get(CONTENT_TYPE).map(|value| lossy(value.as_bytes())))),
        ("body", json!(has_body.then(|| lossy(request.body())))),
    ]))
}

/// Returns the members of the result of a response case: the value, decoded and serialized again.
fn response(case: &Case) -> Result<String> {
    let status: u16 = text(case, "status")?.parse()?;
    let mut response = http::Response::builder().status(status);
    if let Some(content_type) = case.get("content_type").and_then(|it| serde_json::from_str::<String>(it.get()).ok()) {
        response = response.header(CONTENT_TYPE, content_type);
    }
    let body = case.get("value").map_or("", |it| it.get());
    let response = response.body(Bytes::copy_from_slice(body.as_bytes()))?;
    let value = match operation(case)?.decode(response) {
        Ok(response) => response.into_inner().into_json(),
        Err(error) if error.api().is_some() => error.body_json(),
        Err(error) => return Err(error.into()),
    };
    Ok(format!("\"value\":{}", value.get()))
}

fn operation(case: &Case) -> Result<&'static Endpoint> {
    let (document, id) = (text(case, "document")?, text(case, "operation_id")?);
    dynamic::operation(&document, &id).ok_or_else(|| format!("no operation `{id}` in `{document}`").into())
}

fn member<'a>(case: &'a Case, name: &str) -> Result<&'a RawValue> {
    case.get(name).map(|it| &**it).ok_or_else(|| format!("case has no `{name}`").into())
}

fn text(case: &Case, name: &str) -> Result<String> {
    Ok(serde_json::from_str(member(case, name)?.get())?)
}

fn members(members: &[(&str, serde_json::Value)]) -> String {
    let members: Vec<_> = members.iter().map(|(name, value)| format!("\"{name}\":{value}")).collect();
    members.join(",")
}

fn lossy(bytes: &[u8]) -> String {
    String::from_utf8_lossy(bytes).into_owned()
}
