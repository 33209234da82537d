//! How a request hands over its inputs, and how each type of input becomes text.
//!
//! Generated code names the place and the wire name of each field ([`Inputs`]); the types know how they read as text
//! ([`InputValue`]); what becomes of the texts is the business of the [`Encoder`] and of [`Debug`].

use crate::encode::{Encoder, plain};
use crate::json::{Json, JsonValue};
use crate::number::Number;
use crate::open_enum::OpenEnum;
use crate::time::DateTimeOrDate;
use jiff::{Timestamp, civil::Date};
use std::fmt::Debug;

/// Takes the inputs of a request: those in the path in the template's order, then query, headers and body, each in the document's order.
pub trait Inputs {
    /// A path parameter whose default is the context's account.
    fn account(&mut self, name: &'static str, value: &Option<String>);
    /// A path parameter.
    fn path<T: InputValue>(&mut self, name: &'static str, value: &T);
    /// A query parameter.
    fn query<T: InputValue>(&mut self, name: &'static str, value: &T);
    /// A query parameter in the format `prefixed-collapsible-map-PREFIX`.
    fn query_map<T: InputMap>(&mut self, prefix: &'static str, value: &T);
    /// A header.
    fn header<T: InputValue>(&mut self, name: &'static str, value: &T);
    /// A property of a form body.
    fn form<T: InputValue>(&mut self, name: &'static str, value: &T);
    /// A JSON body.
    fn body<T: JsonValue + Debug>(&mut self, value: &T);
}

/// A value in a path, a query, a header or a form: no text, one or many.
pub trait InputValue {
    /// Hands over its texts, in order.
    fn texts(&self, to: &mut Encoder<'_>);

    /// What [`Debug`] shows of it; nothing where it is not set.
    fn visible(&self) -> Option<&dyn Debug>;
}

/// A value for [`Inputs::query_map`].
pub trait InputMap: InputValue {
    /// The JSON to flatten, where there is one.
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
