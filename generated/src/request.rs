//! From a request's type to [`http::Request`], and from [`http::Response`] to the operation's response type.

use crate::codegen::Sealed;
use crate::context::Context;
use crate::encode::Encoder;
use crate::error::Error;
use crate::input::Inputs;
use crate::json::JsonValue;
use crate::operation::Operation;
use crate::response::{self, Response};
use bytes::Bytes;

/// A request of one operation.
///
/// This trait is sealed: only the requests of this crate implement it.
pub trait Request: Sealed {
    /// What a success brings.
    type Response: JsonValue;

    /// What is known of the operation before any value is.
    const OPERATION: &'static Operation;

    /// Hands over the inputs.
    #[doc(hidden)]
    fn inputs<I: Inputs>(&self, to: &mut I);

    /// The request as it goes out, but for the credentials and what a client adds on its own (`User-Agent`, `Content-Length`).
    ///
    /// # Errors
    ///
    /// Where a value cannot be sent: a path value that is empty, `.` or `..`, a header value with a line break,
    /// an account that neither the request nor the context names. The message names operation and parameter, never the value.
    fn to_http(&self, context: &Context) -> Result<http::Request<Bytes>, Error> {
        let mut encoder = Encoder::new(Self::OPERATION, context);
        self.inputs(&mut encoder);
        encoder.write();
        self.inputs(&mut encoder);
        encoder.finish()?.into_http(context)
    }

    /// Reads the response to this operation.
    ///
    /// # Errors
    ///
    /// Where its status is no success of this operation, or its body does not hold what it must: status, headers and body are in the error.
    fn decode(response: http::Response<Bytes>) -> Result<Response<Self::Response>, Error> {
        response::decode(Self::OPERATION, response)
    }
}

/// Implements [`Debug`](std::fmt::Debug) for a request, with its name and the parameters that are set, private ones redacted; and
/// seals it.
#[doc(hidden)]
#[macro_export]
macro_rules! __request {
    ($name:ident) => {
        impl ::std::fmt::Debug for $name {
            fn fmt(&self, f: &mut ::std::fmt::Formatter<'_>) -> ::std::fmt::Result {
                $crate::codegen::debug_request(self, stringify!($name), f)
            }
        }
        impl $crate::codegen::Sealed for $name {}
    };
}
