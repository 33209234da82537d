//! [`WithExtra`], a request with parameters that this version of the crate doesn't have.

use crate::input::Inputs;
use crate::json::{Extra, Json};
use crate::operation::Operation;
use crate::request::Request;

/// A request with parameters that this version of the crate doesn't have; see [`Request::extra`].
///
/// It is a request of the same operation, so clients and lists accept it too. `Debug` shows only the names of the extra
/// parameters, because their values may be personal.
#[derive(Clone, Debug, Default, PartialEq)]
#[non_exhaustive]
pub struct WithExtra<R> {
    /// The request.
    pub request: R,
    /// The extra parameters, by wire name.
    pub extra: Extra,
}

impl<R> WithExtra<R> {
    /// Creates a request with these extra parameters.
    pub fn new(request: R, extra: Extra) -> Self {
        Self { request, extra }
    }

    /// Adds an extra parameter; see [`Request::extra`].
    pub fn extra(mut self, name: impl Into<String>, value: impl Into<Json>) -> Self {
        self.extra.insert(name, value);
        self
    }
}

impl<R: Request> Request for WithExtra<R> {
    type Response = R::Response;

    const OPERATION: &'static Operation = R::OPERATION;

    fn inputs<'a, I: Inputs<'a>>(&'a self, to: &mut I) {
        self.request.inputs(to);
        to.extra(&self.extra);
    }
}
