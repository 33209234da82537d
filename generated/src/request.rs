//! [`Request`], which encodes an [`http::Request`] and decodes its [`http::Response`].

use crate::context::Context;
use crate::encode::Encoder;
use crate::error::Error;
use crate::input::Inputs;
use crate::json::{Extra, Json, JsonValue};
use crate::operation::Operation;
use crate::response::{self, Response};
use crate::with_extra::WithExtra;
use bytes::Bytes;

/// A request for an operation.
///
/// This trait is sealed: only the requests of this crate implement it.
// Sealed by `inputs`: only the hidden module `codegen` exports what it takes.
pub trait Request: Sized {
    /// The type of a successful response.
    type Response: JsonValue;

    /// The operation's metadata, such as its method and path.
    const OPERATION: &'static Operation;

    /// Passes the parameters to `to`.
    #[doc(hidden)]
    fn inputs<'a, I: Inputs<'a>>(&'a self, to: &mut I);

    /// Adds a parameter that this version of the crate doesn't have, by its wire name. Call it after the setters.
    ///
    /// It is encoded like the request's own parameters: in the form if the operation sends one, as a member of the JSON body if it
    /// sends that, else in the query. In a form or a query, an array becomes several parameters of the same name, an object
    /// becomes JSON text, and null is omitted. If the request has a field for the parameter, and both are set, encoding fails.
    ///
    /// ```
    /// # #[cfg(feature = "api")]
    /// # fn main() -> Result<(), twilio_bindings::Error> {
    /// use twilio_bindings::{Context, Request, api::v2010::CreateMessage};
    ///
    /// let message = CreateMessage::new("+15558881111").body("Hi").extra("NewParameter", true);
    /// let message = message.extra("NewList", serde_json::json!(["a", "b"]));
    /// let request = message.to_http(&Context::new().account_sid("AC123"))?;
    /// assert_eq!(request.body(), "To=%2B15558881111&Body=Hi&NewList=a&NewList=b&NewParameter=true");
    /// # Ok(()) }
    /// # #[cfg(not(feature = "api"))]
    /// # fn main() {}
    /// ```
    fn extra(self, name: impl Into<String>, value: impl Into<Json>) -> WithExtra<Self> {
        WithExtra::new(self, Extra::new()).extra(name, value)
    }

    /// Encodes the request, without credentials and without the headers that a client adds (`User-Agent`, `Content-Length`).
    ///
    /// # Errors
    ///
    /// Fails if a value can't be sent, such as a path parameter that is empty, `.` or `..`, or a header value with a line break;
    /// or if neither the request nor the context sets the account SID. The message names the operation and the parameter, never
    /// the value.
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
    /// Fails if the status isn't a success (any 2xx, or a status that the operation declares), or if the body doesn't match the
    /// response type: it isn't valid JSON in UTF-8, or a required field is missing or has a value that doesn't match. It also
    /// fails if the values would take much more memory than the body, such as a long list of `{}`, so that nobody can exhaust the
    /// memory with a small response. The error keeps the status, headers and body.
    fn decode(response: http::Response<Bytes>) -> Result<Response<Self::Response>, Error> {
        response::decode(Self::OPERATION, response)
    }
}

/// Implements [`Request`], `Clone`, `PartialEq` and `Debug` for a struct, from a table of its operation and its parameters; with
/// the feature `serde-requests`, `FromArguments` and serde's traits too.
///
/// A row is a parameter: its location (a method of `Inputs`), its field and its wire name. A `query_map` also has the prefix of
/// its names. A `body` has the name of its type instead of a wire name.
#[doc(hidden)]
#[macro_export]
macro_rules! __request {
    (
        $name:ident -> $response:ty, $document:literal $id:literal,
        $method:ident $server:literal $path:literal => $success:tt,
        $security:ident $({ $($security_field:ident: $security_value:literal),* })?,
        $body:ident $({ $($body_field:ident: $body_value:literal),* })?
        $(, accept $accept:literal)?
        $(, paging $paging:ident $({ $($paging_field:ident: $paging_value:literal),* })? $(page_size $page_size:literal)?)?
        $(, private $private:tt)?
        $(, ignored $ignored:tt)?;
        $($location:ident $field:ident = $wire:literal $($more:literal)?;)*
    ) => {
        impl ::std::clone::Clone for $name {
            #[inline]
            fn clone(&self) -> Self {
                Self { $($field: self.$field.clone()),* }
            }
        }
        impl $crate::codegen::Request for $name {
            type Response = $response;

            const OPERATION: &'static $crate::codegen::Operation = &$crate::codegen::Operation::new(
                $document,
                $id,
                $crate::codegen::Method::$method,
                $server,
                $path,
            )
            .security($crate::codegen::Security::$security $({ $($security_field: $security_value),* })?)
            .body($crate::codegen::Body::$body $({ $($body_field: $body_value),* })?)
            .success(&$success)
            .accept($crate::__optional!($($accept)?))
            $(.paging($crate::codegen::Paging::$paging $({ $($paging_field: $paging_value),* })?) $(.page_size($page_size))?)?
            $(.private(&$private))?;

            // `_to`, because a table may have no rows.
            #[inline]
            fn inputs<'a, I: $crate::codegen::Inputs<'a>>(&'a self, _to: &mut I) {
                $(_to.$location($wire, $($more,)? &self.$field);)*
            }
        }
        impl ::std::cmp::PartialEq for $name {
            #[inline]
            fn eq(&self, other: &Self) -> bool {
                $crate::codegen::equal_requests(self, other)
            }
        }
        impl ::std::fmt::Debug for $name {
            #[inline]
            fn fmt(&self, f: &mut ::std::fmt::Formatter<'_>) -> ::std::fmt::Result {
                $crate::codegen::debug_request(self, stringify!($name), f)
            }
        }
        $crate::__request_data!($name $(, ignored $ignored)?; $($location $field = $wire $($more)?;)*);
    };
}

/// Implements `FromArguments` and serde's traits for a request, from the rows of its table.
#[cfg(feature = "serde-requests")]
#[doc(hidden)]
#[macro_export]
macro_rules! __request_data {
    ($name:ident $(, ignored $ignored:tt)?; $($location:ident $field:ident = $wire:literal $($more:literal)?;)*) => {
        impl $crate::codegen::FromArguments for $name {
            $(const IGNORED: &'static [&'static str] = &$ignored;)?

            #[inline]
            fn blank() -> Self {
                Self { $($field: $crate::codegen::blank::$location()),* }
            }

            // `_from`, because a table may have no rows.
            #[inline]
            fn arguments(&mut self, _from: &mut $crate::codegen::ArgumentReader<'_>) {
                $(_from.$location($wire, $($more,)? &mut self.$field);)*
            }
        }
        impl $crate::codegen::serde::Serialize for $name {
            #[inline]
            fn serialize<S: $crate::codegen::serde::Serializer>(
                &self,
                to: S,
            ) -> ::std::result::Result<S::Ok, S::Error> {
                $crate::codegen::serialize_request(self, to)
            }
        }
        impl<'de> $crate::codegen::serde::Deserialize<'de> for $name {
            #[inline]
            fn deserialize<D: $crate::codegen::serde::Deserializer<'de>>(
                from: D,
            ) -> ::std::result::Result<Self, D::Error> {
                $crate::codegen::deserialize_request(from)
            }
        }
    };
}

/// Expands to nothing: without the feature `serde-requests`, requests aren't data.
#[cfg(not(feature = "serde-requests"))]
#[doc(hidden)]
#[macro_export]
macro_rules! __request_data {
    ($($table:tt)*) => {};
}

/// Turns an optional value of a table into an `Option`.
#[doc(hidden)]
#[macro_export]
macro_rules! __optional {
    () => {
        ::std::option::Option::None
    };
    ($value:expr) => {
        ::std::option::Option::Some($value)
    };
}
