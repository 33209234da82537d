//! [`Request`], which encodes an [`http::Request`] and decodes its [`http::Response`].

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
    /// The type of a successful response.
    type Response: JsonValue;

    /// The operation's metadata, such as its method and path.
    const OPERATION: &'static Operation;

    /// Passes the parameters to `to`.
    #[doc(hidden)]
    fn inputs<I: Inputs>(&self, to: &mut I);

    /// Encodes the request, without credentials and without the headers that a client adds (`User-Agent`, `Content-Length`).
    ///
    /// # Errors
    ///
    /// Fails if a value can't be sent: a path parameter that is empty, `.` or `..`, a header value with a line break, or an
    /// account SID that neither the request nor the context sets. The message names the operation and parameter, never the value.
    fn to_http(&self, context: &Context) -> Result<http::Request<Bytes>, Error> {
        let mut encoder = Encoder::new(Self::OPERATION, context);
        self.inputs(&mut encoder);
        encoder.write();
        self.inputs(&mut encoder);
        encoder.finish()?.into_http(context)
    }

    /// Decodes the response to this operation.
    ///
    /// # Errors
    ///
    /// Fails if the status isn't a success of this operation, or the body doesn't match the response type. The error keeps the
    /// status, headers and body.
    fn decode(response: http::Response<Bytes>) -> Result<Response<Self::Response>, Error> {
        response::decode(Self::OPERATION, response)
    }
}

/// Implements [`Debug`](std::fmt::Debug) for a request, which shows its name and the parameters that are set, with private
/// ones redacted; also implements the sealing trait.
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
