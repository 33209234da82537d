//! Turns a request into its arguments.

use super::Arguments;
use crate::input::{InputMap, InputValue, Inputs};
use crate::json::{Extra, Json, JsonValue, Mode, Written};
use crate::operation::Body;
use crate::request::Request;
use serde::ser::Error as _;
use std::collections::BTreeMap;
use std::fmt::Debug;

impl Arguments {
    /// Returns the arguments of a request: one for each parameter that is set.
    pub(super) fn of<R: Request>(request: &R) -> serde_json::Result<Self> {
        let mut writer = Writer::default();
        request.inputs(&mut writer);
        if let Some(error) = writer.error {
            return Err(error);
        }
        if R::OPERATION.body == Body::Form && !writer.form.is_empty() {
            writer.arguments.body = Some(Json::new(&writer.form)?);
        }
        Ok(writer.arguments)
    }
}

/// Receives the parameters of a request.
#[derive(Default)]
struct Writer {
    arguments: Arguments,
    form: BTreeMap<&'static str, Json>,
    error: Option<serde_json::Error>,
}

impl Writer {
    fn json<T: JsonValue>(&mut self, value: &T) -> Option<Json> {
        if value.is_absent() {
            return None;
        }
        match Json::new(&Written(value, Mode::Whole)) {
            Ok(json) => Some(json),
            Err(error) => {
                self.error = Some(error);
                None
            }
        }
    }
}

// Not inlined, as in the encoder.
impl Inputs<'_> for Writer {
    #[inline(never)]
    fn account(&mut self, name: &'static str, value: &Option<String>) {
        self.path(name, value);
    }

    #[inline(never)]
    fn path<T: InputValue>(&mut self, name: &'static str, value: &T) {
        let json = self.json(value);
        self.arguments.path.extend(json.map(|json| (name.to_owned(), json)));
    }

    #[inline(never)]
    fn query<T: InputValue>(&mut self, name: &'static str, value: &T) {
        let json = self.json(value);
        self.arguments.query.extend(json.map(|json| (name.to_owned(), json)));
    }

    #[inline(never)]
    fn query_map<T: InputMap>(&mut self, name: &'static str, _: &'static str, value: &T) {
        self.query(name, value);
    }

    #[inline(never)]
    fn header<T: InputValue>(&mut self, name: &'static str, value: &T) {
        let json = self.json(value);
        self.arguments.header.extend(json.map(|json| (name.to_owned(), json)));
    }

    #[inline(never)]
    fn form<T: InputValue>(&mut self, name: &'static str, value: &T) {
        let json = self.json(value);
        self.form.extend(json.map(|json| (name, json)));
    }

    #[inline(never)]
    fn body<T: JsonValue + Debug>(&mut self, _: &'static str, value: &T) {
        self.arguments.body = self.json(value);
        if self.arguments.body.as_ref().is_some_and(Json::is_null) {
            self.error =
                Some(serde_json::Error::custom("the body is null, which would be read as no body: leave it out"));
        }
    }

    fn extra(&mut self, extra: &Extra) {
        for (name, value) in extra.iter() {
            self.arguments.extra.insert(name, value.clone());
        }
    }
}
