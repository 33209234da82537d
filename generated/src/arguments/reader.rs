//! Reads arguments by location and name, and collects all errors into one.

use super::argument::Argument;
use super::arguments::{Arguments, members};
use super::{Parameter, ParameterLocation};
use crate::error::Error;
use crate::json::{self, Extra, Json, JsonValue};
use crate::operation::{Body, Operation};
use std::collections::BTreeMap;

/// Reads the arguments of one call into a request.
#[derive(Debug)]
pub struct ArgumentReader<'a> {
    operation: &'static Operation,
    parameters: &'a [Parameter],
    arguments: Arguments,
    form: BTreeMap<String, Json>,
    faults: Vec<String>,
    /// The parameters met so far, if they are collected and not read.
    collected: Option<Vec<Parameter>>,
    /// Whether a serialized request is read: a null is a value, and the body may have fields that its type doesn't have.
    lenient: bool,
}

impl<'a> ArgumentReader<'a> {
    pub(crate) fn new(
        operation: &'static Operation,
        parameters: &'a [Parameter],
        mut arguments: Arguments,
    ) -> Result<Self, Error> {
        let form = match (operation.body, arguments.body.take()) {
            (_, None) => BTreeMap::new(),
            (Body::Form, Some(body)) => members(body.get(), &format!("operation `{}`: body", operation.id))?,
            (Body::Json { .. }, body) => {
                arguments.body = body;
                BTreeMap::new()
            }
            // The operation sends no body, so each member is reported as unknown.
            (Body::None, Some(body)) => {
                members(body.get(), &format!("operation `{}` sends no body: body", operation.id))?
            }
        };
        Ok(Self { operation, parameters, arguments, form, faults: Vec::new(), collected: None, lenient: false })
    }

    /// Reads a serialized request: a null is a value, and the body may have fields that its type doesn't have.
    pub(super) fn lenient(self) -> Self {
        Self { lenient: true, ..self }
    }

    /// Returns a reader that collects the parameters of a request instead of reading their arguments.
    #[cfg(feature = "dynamic")]
    pub(crate) fn collector(operation: &'static Operation) -> Self {
        Self {
            operation,
            parameters: &[],
            arguments: Arguments::new(),
            form: BTreeMap::new(),
            faults: Vec::new(),
            collected: Some(Vec::new()),
            lenient: false,
        }
    }

    /// Returns the parameters, and those that are accepted and not sent.
    #[cfg(feature = "dynamic")]
    pub(crate) fn collected(self, ignored: &[&'static str]) -> Vec<Parameter> {
        let ignored = ignored.iter().map(|name| Parameter {
            location: ParameterLocation::Header,
            name,
            type_name: "string",
            required: false,
            description: "",
            ignored: true,
        });
        self.collected.into_iter().flatten().chain(ignored).collect()
    }

    /// Reads a path parameter that is the context's account by default.
    pub fn account(&mut self, name: &'static str, to: &mut Option<String>) {
        self.path(name, to);
    }

    /// Reads a path parameter.
    pub fn path<T: Argument>(&mut self, name: &'static str, to: &mut T) {
        self.read(ParameterLocation::Path, name, to);
    }

    /// Reads a query parameter.
    pub fn query<T: Argument>(&mut self, name: &'static str, to: &mut T) {
        self.read(ParameterLocation::Query, name, to);
    }

    /// Reads a query parameter that is written as `PREFIX.key=value` pairs.
    pub fn query_map<T: Argument>(&mut self, name: &'static str, _: &'static str, to: &mut T) {
        self.query(name, to);
    }

    /// Reads a header, whose name is case-insensitive.
    pub fn header<T: Argument>(&mut self, name: &'static str, to: &mut T) {
        self.read(ParameterLocation::Header, name, to);
    }

    /// Reads a form parameter.
    pub fn form<T: Argument>(&mut self, name: &'static str, to: &mut T) {
        self.read(ParameterLocation::Form, name, to);
    }

    /// Reads the JSON body, of this type.
    pub fn body<T: JsonValue>(&mut self, type_name: &'static str, to: &mut T) {
        if let Some(collected) = &mut self.collected {
            collected.push(parameter(ParameterLocation::Body, "", type_name, !to.is_absent()));
            return;
        }
        let body = self.arguments.body.take().filter(|body| self.lenient || !body.is_null());
        let text = body.as_ref().map_or("null", Json::get);
        match if self.lenient { json::from_text::<T>(text) } else { json::from_input::<T>(text) } {
            Ok(value) if body.is_some() || value.is_absent() => *to = value,
            Err(mismatch) if body.is_some() => self.fault(match mismatch.pointer() {
                "" => format!("body: {}", mismatch.message()),
                pointer => format!("body at `{pointer}`: {}", mismatch.message()),
            }),
            _ => self.fault("body is missing".to_owned()),
        }
    }

    /// Returns the extra parameters. Fails if there are any errors: wrong types, or missing or unknown names.
    pub(super) fn finish(mut self) -> Result<Extra, Error> {
        if self.unread() { self.report() } else { Ok(self.arguments.extra) }
    }

    fn unread(&mut self) -> bool {
        for parameter in self.parameters.iter().filter(|it| it.ignored) {
            self.take_header(parameter.name);
        }
        let rest = &self.arguments;
        !(self.faults.is_empty()
            && self.form.is_empty()
            && rest.path.is_empty()
            && rest.query.is_empty()
            && rest.header.is_empty())
    }

    // Instantiated for each of hundreds of parameter types (each enum is one), so what doesn't depend on the type is elsewhere.
    #[inline(never)]
    fn read<T: Argument>(&mut self, location: ParameterLocation, name: &'static str, to: &mut T) {
        if let Some(collected) = &mut self.collected {
            collected.push(parameter(location, name, T::TYPE, !T::OPTIONAL));
            return;
        }
        match self.take(location, name, T::OPTIONAL) {
            Some(json) => match T::read(json.get()) {
                Some(value) => *to = value,
                None => self.mismatch(location, name, T::EXPECTED),
            },
            None if T::OPTIONAL => {}
            None => self.missing(location, name, T::EXPECTED),
        }
    }

    /// Removes and returns the argument, if there is one. If it is optional, null counts as absent.
    #[inline(never)]
    fn take(&mut self, location: ParameterLocation, name: &str, optional: bool) -> Option<Json> {
        let found = match location {
            ParameterLocation::Path => self.arguments.path.remove(name),
            ParameterLocation::Query => self.arguments.query.remove(name),
            ParameterLocation::Header => self.take_header(name),
            ParameterLocation::Form => self.form.remove(name),
            ParameterLocation::Body => None,
        };
        found.filter(|json| self.lenient || !(optional && json.is_null()))
    }

    #[cold]
    fn mismatch(&mut self, location: ParameterLocation, name: &str, expected: &str) {
        self.fault(format!("{location} `{name}` must be {expected}"));
    }

    #[cold]
    fn missing(&mut self, location: ParameterLocation, name: &str, expected: &str) {
        self.fault(format!("{location} `{name}` is missing: it must be {expected}"));
    }

    fn take_header(&mut self, name: &str) -> Option<Json> {
        let headers = &mut self.arguments.header;
        let key = headers.keys().find(|it| it.eq_ignore_ascii_case(name))?;
        let key = key.clone();
        headers.remove(&key)
    }

    fn fault(&mut self, fault: String) {
        self.faults.push(fault);
    }

    #[cold]
    fn report<T>(&mut self) -> Result<T, Error> {
        let rest = [
            (ParameterLocation::Path, std::mem::take(&mut self.arguments.path)),
            (ParameterLocation::Query, std::mem::take(&mut self.arguments.query)),
            (ParameterLocation::Header, std::mem::take(&mut self.arguments.header)),
            (ParameterLocation::Form, std::mem::take(&mut self.form)),
        ];
        for (location, names) in rest {
            for name in names.keys() {
                self.faults.push(self.unknown(location, name));
            }
        }
        Err(Error::unsendable(self.operation, self.faults.join("; ")))
    }

    fn unknown(&self, location: ParameterLocation, name: &str) -> String {
        let shown = name.escape_debug();
        let alike = |it: &&Parameter| it.location != ParameterLocation::Body && letters(it.name).eq(letters(name));
        match self.parameters.iter().find(alike) {
            Some(it) => format!("{location} `{shown}` is unknown: there is a {} `{}`", it.location, it.name),
            None => format!("{location} `{shown}` is unknown"),
        }
    }
}

const fn parameter(
    location: ParameterLocation,
    name: &'static str,
    type_name: &'static str,
    required: bool,
) -> Parameter {
    Parameter { location, name, type_name, required, description: "", ignored: false }
}

/// Returns a name without case and punctuation: `timers_inactive` probably means `Timers.Inactive`.
fn letters(name: &str) -> impl Iterator<Item = char> + '_ {
    let letters = name.chars().filter(|it| it.is_alphanumeric());
    letters.map(|it| it.to_ascii_lowercase())
}
