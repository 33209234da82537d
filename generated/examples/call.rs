//! Calls any operation from a shell.
//!
//! `cargo run -p twilio-bindings --features client,dynamic,api --example call -- CreateMessage To=+15558881111 Body=Hi --dry-run`
//! prints the request, with a placeholder for the account SID if `TWILIO_ACCOUNT_SID` isn't set. Without `--dry-run` it is sent,
//! with `TWILIO_ACCOUNT_SID` and `TWILIO_AUTH_TOKEN` set. `--list` lists the operations of the products whose features are
//! enabled, `--describe CreateMessage` the parameters of one.

use clap::Parser;
use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;
use std::io::{self, Write as _};
use std::iter::successors;
use std::process::ExitCode;
use twilio_bindings::dynamic::{self, Arguments, Endpoint, Parameter, ParameterLocation};
use twilio_bindings::{Client, Error, Json, bytes::Bytes, http};

type Result<T> = std::result::Result<T, Box<dyn std::error::Error>>;

/// Calls an operation of Twilio's API, and prints the response
#[derive(Debug, Parser)]
#[command(name = "call")]
pub(crate) struct Command {
    /// The operation's ID, such as `CreateMessage`; if several documents have it, `twilio_chat_v2/CreateService`
    #[arg(required_unless_present_any = ["list", "describe"])]
    operation: Option<String>,
    /// The arguments, by wire name. Repeat a name for a list. If two parameters have the same name, write `path:AccountSid=…`
    /// or `form:AccountSid=…`. A JSON body is `body={…}`, or `body="$(cat FILE)"`. In a shell, quote
    /// `<` and `>`: `'DateSent>=2026-01-02'`
    #[arg(value_name = "NAME=VALUE")]
    arguments: Vec<String>,
    /// Prints the request instead of sending it
    #[arg(long)]
    dry_run: bool,
    /// Lists the operations of the enabled products
    #[arg(long, exclusive = true)]
    list: bool,
    /// Describes an operation and its parameters
    #[arg(long, value_name = "OPERATION", exclusive = true)]
    describe: Option<String>,
}

#[tokio::main]
async fn main() -> ExitCode {
    let command = Command::parse();
    let client = client(&command, |name| std::env::var(name).ok());
    let result = run(&command, client).await;
    let result = result.and_then(|output| Ok(io::stdout().write_all(output.as_bytes())?));
    match result {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            let reasons = successors(Some(&*error as &dyn std::error::Error), |error| error.source());
            eprintln!("error: {}", reasons.map(ToString::to_string).collect::<Vec<_>>().join(": "));
            ExitCode::from(2)
        }
    }
}

/// Returns a client with the credentials and settings of these variables. For a dry run, it needs no credentials.
pub(crate) fn client(
    command: &Command,
    variable: impl Fn(&str) -> Option<String>,
) -> std::result::Result<Client, Error> {
    let placeholder = |name: &str| match name {
        "TWILIO_ACCOUNT_SID" => Some(format!("AC{}", "X".repeat(32))),
        "TWILIO_AUTH_TOKEN" => Some("unknown".to_owned()),
        _ => None,
    };
    let variable = |name: &str| {
        let value = variable(name).filter(|value| !value.is_empty());
        value.or_else(|| placeholder(name).filter(|_| command.dry_run))
    };
    Client::builder().from_vars(variable)?.build()
}

/// Returns what the command prints.
pub(crate) async fn run(command: &Command, client: std::result::Result<Client, Error>) -> Result<String> {
    let Some(operation) = &command.operation else {
        return match &command.describe {
            Some(operation) => Ok(describe(endpoint(operation)?)),
            None => Ok(list()),
        };
    };
    let endpoint = endpoint(operation)?;
    let arguments = arguments(endpoint, &command.arguments)?;
    let client = client?;
    let request = endpoint.to_http(arguments, client.context())?;
    if command.dry_run {
        return Ok(show(&request));
    }
    let response = client.send_http(endpoint.operation(), request).await?;
    Ok(format!("{}\n", endpoint.decode(response)?.get()))
}

fn list() -> String {
    dynamic::operations().fold(String::new(), |mut list, endpoint| {
        let _ = writeln!(list, "{}: {}", path(endpoint), first_line(endpoint.description()));
        list
    })
}

fn describe(endpoint: &Endpoint) -> String {
    let operation = endpoint.operation();
    let mut text = format!("{}\n{} {}{}\n", path(endpoint), operation.method, operation.server, operation.path);
    let _ = writeln!(text, "\n{}", endpoint.description());
    for parameter in endpoint.parameters().iter().filter(|it| !it.ignored) {
        let Parameter { location, type_name, .. } = parameter;
        let required = if parameter.required { ", required" } else { "" };
        let _ = writeln!(text, "\n{} ({location}{required}): {type_name}", names(parameter)[0]);
        for line in parameter.description.lines() {
            let _ = writeln!(text, "    {line}");
        }
    }
    text
}

fn show(request: &http::Request<Bytes>) -> String {
    let mut text = format!("{} {}\n", request.method(), request.uri());
    for (name, value) in request.headers() {
        let _ = writeln!(text, "{name}: {}", String::from_utf8_lossy(value.as_bytes()));
    }
    if !request.body().is_empty() {
        let _ = writeln!(text, "\n{}", String::from_utf8_lossy(request.body()));
    }
    text
}

/// Finds an operation by its ID, or by its document and ID.
fn endpoint(name: &str) -> Result<&'static Endpoint> {
    let found = called(name);
    match found[..] {
        [endpoint] => Ok(endpoint),
        [] => {
            let id = name.rsplit('/').next().unwrap_or(name);
            let nearest = nearest(id, dynamic::operations().map(|endpoint| endpoint.operation().id));
            let question = question(nearest.into_iter().flat_map(called).map(shortest));
            let help = "`--list` lists those of the products whose features are enabled";
            Err(format!("operation `{name}` is unknown: {question}{help}").into())
        }
        _ => {
            let paths = either(found.into_iter().map(path));
            Err(format!("operation `{name}` is in several documents: write {paths}").into())
        }
    }
}

fn called(name: &str) -> Vec<&'static Endpoint> {
    dynamic::operations().filter(|endpoint| endpoint.operation().id == name || path(endpoint) == name).collect()
}

/// Returns the ID of an operation, with its document if several documents have it.
fn shortest(endpoint: &Endpoint) -> String {
    let id = endpoint.operation().id;
    if called(id).len() == 1 { id.to_owned() } else { path(endpoint) }
}

fn path(endpoint: &Endpoint) -> String {
    format!("{}/{}", endpoint.operation().document, endpoint.operation().id)
}

/// Parses `NAME=VALUE` arguments.
fn arguments(endpoint: &Endpoint, given: &[String]) -> Result<Arguments> {
    let mut values: Vec<(Parameter, Vec<Json>)> = Vec::new();
    for argument in given {
        let (name, value) = argument.split_once('=').ok_or_else(|| format!("`{argument}` must be NAME=VALUE"))?;
        let parameter = parameter(endpoint, name)?;
        let value = json(&parameter, value);
        match values.iter_mut().find(|(it, _)| *it == parameter) {
            None => values.push((parameter, vec![value])),
            Some((_, values)) if parameter.type_name.starts_with("array<") => values.push(value),
            Some(_) => return Err(format!("`{name}` occurs twice, but isn't a list").into()),
        }
    }
    let (mut arguments, mut form) = (Arguments::new(), BTreeMap::new());
    for (parameter, mut values) in values {
        let is_list = parameter.type_name.starts_with("array<");
        let value = if is_list { Json::new(&values)? } else { values.remove(0) };
        arguments = match parameter.location {
            ParameterLocation::Path => arguments.path(parameter.name, value),
            ParameterLocation::Query => arguments.query(parameter.name, value),
            ParameterLocation::Header => arguments.header(parameter.name, value),
            ParameterLocation::Body => arguments.body(value),
            ParameterLocation::Form => {
                form.insert(parameter.name, value);
                arguments
            }
            location => return Err(format!("a {location} can't be set").into()),
        };
    }
    Ok(if form.is_empty() { arguments } else { arguments.body(Json::new(&form)?) })
}

/// Finds a parameter by its wire name, or by its location and name.
fn parameter(endpoint: &Endpoint, name: &str) -> Result<Parameter> {
    let all: Vec<_> = endpoint.parameters().into_iter().filter(|it| !it.ignored).map(|it| (names(&it), it)).collect();
    let called = |name: &str| all.iter().filter(|(names, _)| names.iter().any(|it| it == name)).collect::<Vec<_>>();
    let found = called(name);
    match found[..] {
        [(_, parameter)] => Ok(*parameter),
        [] => {
            let shortest = |([short, long], _): &([String; 2], Parameter)| match called(short).len() {
                1 => short.clone(),
                _ => long.clone(),
            };
            let nearest = nearest(name, all.iter().map(|([short, _], _)| short.as_str()));
            let question = question(nearest.into_iter().flat_map(called).map(shortest));
            let help = format!("`--describe {}` lists them", self::shortest(endpoint));
            Err(format!("parameter `{name}` is unknown: {question}{help}").into())
        }
        _ => {
            let names = either(found.into_iter().map(|([_, long], _)| long.clone()));
            Err(format!("two parameters are called `{name}`: write {names}").into())
        }
    }
}

/// Returns the names of a parameter on the command line: alone, and after its location.
fn names(parameter: &Parameter) -> [String; 2] {
    let location = match parameter.location {
        ParameterLocation::Path => "path",
        ParameterLocation::Query => "query",
        ParameterLocation::Header => "header",
        ParameterLocation::Form => "form",
        _ => return ["body".to_owned(), "body".to_owned()],
    };
    [parameter.name.to_owned(), format!("{location}:{}", parameter.name)]
}

/// Returns a value, or an item of a list, as JSON. If it doesn't have the parameter's type, encoding the request reports that.
fn json(parameter: &Parameter, value: &str) -> Json {
    let item = parameter.type_name.strip_prefix("array<").and_then(|it| it.strip_suffix('>'));
    let is_json = match item.unwrap_or(parameter.type_name) {
        "any" | "boolean" | "integer" | "number" => true,
        type_name => parameter.location == ParameterLocation::Body || type_name.starts_with("map<"),
    };
    let json = if is_json { Json::parse(value).ok() } else { None };
    json.unwrap_or_else(|| Json::from(value))
}

/// Returns the names that are spelled alike, the most alike first. Jaro-Winkler finds typing errors (`Boyd`), Sørensen-Dice
/// words in common (`SendMessage`).
fn nearest<'a>(name: &str, all: impl Iterator<Item = &'a str>) -> Vec<&'a str> {
    let name = name.to_lowercase();
    let alike = |it: &str| {
        let it = it.to_lowercase();
        let (typed, worded) = (strsim::jaro_winkler(&name, &it), strsim::sorensen_dice(&name, &it));
        (typed > 0.8 || worded > 0.5).then_some(typed + worded)
    };
    let mut nearest: Vec<_> =
        all.collect::<BTreeSet<_>>().into_iter().filter_map(|it| Some((alike(it)?, it))).collect();
    nearest.sort_by(|(a, _), (b, _)| b.total_cmp(a));
    nearest.into_iter().map(|(_, name)| name).collect()
}

/// Asks whether the first five of these names are meant.
fn question(names: impl Iterator<Item = String>) -> String {
    match either(names.take(5)) {
        names if names.is_empty() => names,
        names => format!("did you mean {names}? "),
    }
}

/// Lists names as they are typed into a shell.
fn either(names: impl Iterator<Item = String>) -> String {
    let is_plain = |c: char| c.is_ascii_alphanumeric() || "-._:/".contains(c);
    let shown = |name: String| if name.chars().all(is_plain) { format!("`{name}`") } else { format!("`'{name}'`") };
    let names: Vec<_> = names.map(shown).collect();
    match names.split_last() {
        Some((last, rest)) if !rest.is_empty() => format!("{} or {last}", rest.join(", ")),
        _ => names.concat(),
    }
}

fn first_line(text: &str) -> &str {
    text.lines().next().unwrap_or_default()
}
