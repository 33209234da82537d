//! `PartialEq` for objects and requests, from the fields and parameters that their tables list.
//!
//! Deriving it for each type would make checking the crate take longer. This takes longer to run: it collects the values of both
//! sides before it compares them.

use std::any::Any;
use std::fmt::Debug;

use crate::input::{InputMap, InputValue, Inputs};
use crate::json::{Extra, Fields, JsonValue, Object, TimestampField};
use crate::request::Request;

/// Returns whether two objects have equal fields, known and unknown.
#[doc(hidden)]
pub fn equal_objects<T: Object>(left: &T, right: &T) -> bool {
    left.extra() == right.extra() && Values::of_object(left) == Values::of_object(right)
}

/// Returns whether two requests have equal parameters.
#[doc(hidden)]
pub fn equal_requests<R: Request>(left: &R, right: &R) -> bool {
    Values::of_request(left) == Values::of_request(right)
}

/// The values of a struct, in the order of its table.
#[derive(Default, PartialEq)]
struct Values<'a>(Vec<&'a dyn Value>);

/// A value that can be compared with one of any type. Values of different types differ.
trait Value: Any {
    fn equals(&self, other: &dyn Value) -> bool;
}

impl<T: PartialEq + Any> Value for T {
    fn equals(&self, other: &dyn Value) -> bool {
        let other: &dyn Any = other;
        other.downcast_ref() == Some(self)
    }
}

impl PartialEq for dyn Value {
    fn eq(&self, other: &Self) -> bool {
        self.equals(other)
    }
}

impl<'a> Values<'a> {
    fn of_object<T: Object>(object: &'a T) -> Self {
        let mut values = Self::default();
        object.fields(&mut values);
        values
    }

    fn of_request<R: Request>(request: &'a R) -> Self {
        let mut values = Self::default();
        request.inputs(&mut values);
        values
    }

    // Not inlined, because it is called for each field.
    #[inline(never)]
    fn push(&mut self, value: &'a dyn Value) {
        self.0.push(value);
    }
}

impl<'a> Fields<'a> for Values<'a> {
    fn field<T: JsonValue>(&mut self, _: &'static str, value: &'a T) {
        self.push(value);
    }

    fn rfc2822<T: TimestampField>(&mut self, _: &'static str, value: &'a T) {
        self.push(value);
    }
}

impl<'a> Inputs<'a> for Values<'a> {
    fn account(&mut self, _: &'static str, value: &'a Option<String>) {
        self.push(value);
    }

    fn path<T: InputValue>(&mut self, _: &'static str, value: &'a T) {
        self.push(value);
    }

    fn query<T: InputValue>(&mut self, _: &'static str, value: &'a T) {
        self.push(value);
    }

    fn query_map<T: InputMap>(&mut self, _: &'static str, _: &'static str, value: &'a T) {
        self.push(value);
    }

    fn header<T: InputValue>(&mut self, _: &'static str, value: &'a T) {
        self.push(value);
    }

    fn form<T: InputValue>(&mut self, _: &'static str, value: &'a T) {
        self.push(value);
    }

    fn body<T: JsonValue + Debug>(&mut self, _: &'static str, value: &'a T) {
        self.push(value);
    }

    // Only `WithExtra` has these, and it derives `PartialEq`.
    fn extra(&mut self, extra: &'a Extra) {
        self.push(extra);
    }
}
