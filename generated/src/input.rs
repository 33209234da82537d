//! Passes a request's parameters to what encodes, shows, stores or compares them, and converts each parameter type to strings.
//!
//! Generated code gives the location and wire name of each parameter ([`Inputs`]), and each type converts itself to strings
//! ([`InputValue`]).

use crate::encode::{Encoder, plain};
use crate::json::{Extra, Json, JsonValue};
use crate::number::Number;
use crate::open_enum::OpenEnum;
use crate::time::DateTimeOrDate;
use jiff::{Timestamp, civil::Date};
use std::fmt::Debug;

/// Receives the parameters of a request: path parameters in the template's order, then query, headers and body, each in the
/// document's order. It may keep references to them for `'a`.
pub trait Inputs<'a> {
    /// A path parameter that defaults to the context's account SID.
    fn account(&mut self, name: &'static str, value: &'a Option<String>);
    /// A path parameter.
    fn path<T: InputValue>(&mut self, name: &'static str, value: &'a T);
    /// A query parameter.
    fn query<T: InputValue>(&mut self, name: &'static str, value: &'a T);
    /// A query parameter in the format `prefixed-collapsible-map-PREFIX`.
    fn query_map<T: InputMap>(&mut self, name: &'static str, prefix: &'static str, value: &'a T);
    /// A header.
    fn header<T: InputValue>(&mut self, name: &'static str, value: &'a T);
    /// A property of a form body.
    fn form<T: InputValue>(&mut self, name: &'static str, value: &'a T);
    /// A JSON body.
    fn body<T: JsonValue + Debug>(&mut self, type_name: &'static str, value: &'a T);
    /// Parameters that the request's type doesn't have, after all others.
    fn extra(&mut self, extra: &'a Extra);
}

/// The value of a path, query, header or form parameter, which is sent as zero or more strings.
pub trait InputValue: JsonValue {
    /// Passes its strings to `to`, in order.
    fn texts(&self, to: &mut Encoder<'_>);

    /// Returns what [`Debug`] shows of it, or `None` if it isn't set.
    fn visible(&self) -> Option<&dyn Debug>;
}

/// A value for [`Inputs::query_map`].
pub trait InputMap: InputValue {
    /// Returns the JSON to flatten, if there is any.
    fn json(&self) -> Option<&Json>;
}

impl InputMap for Json {
    fn json(&self) -> Option<&Json> {
        Some(self)
    }
}

impl InputMap for Option<Json> {
    fn json(&self) -> Option<&Json> {
        self.as_ref()
    }
}

impl<T: InputValue> InputValue for Option<T> {
    #[inline]
    fn texts(&self, to: &mut Encoder<'_>) {
        if let Some(value) = self {
            value.texts(to);
        }
    }

    fn visible(&self) -> Option<&dyn Debug> {
        self.as_ref().and_then(InputValue::visible)
    }
}

impl<T: InputValue + Debug> InputValue for Vec<T> {
    fn texts(&self, to: &mut Encoder<'_>) {
        for value in self {
            value.texts(to);
        }
    }

    fn visible(&self) -> Option<&dyn Debug> {
        Some(self)
    }
}

impl<T: OpenEnum> InputValue for T {
    fn texts(&self, to: &mut Encoder<'_>) {
        to.text(self.as_str());
    }

    fn visible(&self) -> Option<&dyn Debug> {
        Some(self)
    }
}

macro_rules! input_value {
    ($type:ty, |$value:ident, $to:ident| $texts:expr) => {
        impl InputValue for $type {
            #[inline]
            fn texts(&self, $to: &mut Encoder<'_>) {
                let $value = self;
                $texts
            }

            fn visible(&self) -> Option<&dyn Debug> {
                Some(self)
            }
        }
    };
}

input_value!(String, |value, to| to.text(value));
input_value!(bool, |value, to| to.text(if *value { "true" } else { "false" }));
input_value!(i64, |value, to| to.plain(|| Some(plain::integer(*value))));
input_value!(Number, |value, to| to.text(value.as_str()));
input_value!(Timestamp, |value, to| to.plain(|| plain::timestamp(*value)));
input_value!(Date, |value, to| to.plain(|| plain::date(*value)));
input_value!(DateTimeOrDate, |value, to| match value {
    DateTimeOrDate::DateTime(value) => value.texts(to),
    DateTimeOrDate::Date(value) => value.texts(to),
});
input_value!(Json, |value, to| match value.as_str() {
    Some(text) => to.text(&text),
    None => to.text(value.get()),
});
