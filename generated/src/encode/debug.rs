//! `Debug` for requests: shows the parameters that are set, by wire name, with private ones redacted.

use crate::input::{InputMap, InputValue, Inputs};
use crate::json::{Extra, JsonValue};
use crate::request::Request;
use std::fmt::{self, Debug, DebugStruct, Formatter};

/// Formats `request`, whose type is called `name`.
pub fn debug_request<R: Request>(request: &R, name: &'static str, f: &mut Formatter<'_>) -> fmt::Result {
    let mut shown = Shown { output: f.debug_struct(name), private: R::OPERATION.private };
    request.inputs(&mut shown);
    shown.output.finish()
}

struct Shown<'a, 'b> {
    output: DebugStruct<'a, 'b>,
    private: &'static [&'static str],
}

impl Shown<'_, '_> {
    fn show(&mut self, name: &'static str, value: Option<&dyn Debug>) {
        let Some(value) = value else { return };
        if self.private.contains(&name) {
            self.output.field(name, &format_args!("[redacted]"));
        } else {
            self.output.field(name, value);
        }
    }
}

// Not inlined, as in the encoder.
impl Inputs<'_> for Shown<'_, '_> {
    #[inline(never)]
    fn account(&mut self, name: &'static str, value: &Option<String>) {
        self.show(name, value.visible());
    }

    #[inline(never)]
    fn path<T: InputValue>(&mut self, name: &'static str, value: &T) {
        self.show(name, value.visible());
    }

    #[inline(never)]
    fn query<T: InputValue>(&mut self, name: &'static str, value: &T) {
        self.show(name, value.visible());
    }

    #[inline(never)]
    fn query_map<T: InputMap>(&mut self, _: &'static str, prefix: &'static str, value: &T) {
        self.show(prefix, value.visible());
    }

    #[inline(never)]
    fn header<T: InputValue>(&mut self, name: &'static str, value: &T) {
        self.show(name, value.visible());
    }

    #[inline(never)]
    fn form<T: InputValue>(&mut self, name: &'static str, value: &T) {
        self.show(name, value.visible());
    }

    #[inline(never)]
    fn body<T: JsonValue + Debug>(&mut self, _: &'static str, value: &T) {
        if !value.is_absent() {
            self.show("body", Some(value));
        }
    }

    fn extra(&mut self, _: &Extra) {
        // `WithExtra` has a `Debug` of its own.
    }
}
