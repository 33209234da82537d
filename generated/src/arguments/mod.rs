//! Requests as data: their parameters as JSON, by location and wire name.
//!
//! A request serializes as its [`Arguments`] ([`Arguments::of`]), and is created from them ([`FromArguments`]).

mod argument;
#[allow(clippy::module_inception, reason = "the type that the module is named after")]
mod arguments;
mod parameter;
mod reader;
mod writer;

pub(crate) use argument::Argument;
pub use arguments::Arguments;
pub use parameter::{Parameter, ParameterLocation};
pub use reader::ArgumentReader;

use crate::json::json_text;
use crate::request::Request;
use crate::with_extra::WithExtra;
use serde::{Deserialize, Deserializer, Serialize, Serializer, de, ser};

/// A request that can be created from arguments.
#[doc(hidden)]
pub trait FromArguments: Request + Sized {
    /// The names of the header parameters that are accepted but not sent.
    const IGNORED: &'static [&'static str] = &[];

    /// Returns a request to be filled by [`arguments`](Self::arguments).
    fn blank() -> Self;

    /// Reads each parameter from its argument, in the order of [`Request::inputs`].
    fn arguments(&mut self, from: &mut ArgumentReader<'_>);
}

/// The values of fields before their arguments are read, by location.
#[doc(hidden)]
pub mod blank {
    use super::Argument;
    use crate::json::JsonValue;

    macro_rules! blank {
        ($($location:ident)*) => {
            $(
                #[inline]
                pub fn $location<T: Argument>() -> T {
                    T::blank()
                }
            )*
        };
    }

    blank!(account path query query_map header form);

    #[inline]
    pub fn body<T: JsonValue>() -> T {
        T::blank()
    }
}

/// Serializes a request, for serde's `Serialize`.
#[doc(hidden)]
pub fn serialize_request<R: Request, S: Serializer>(request: &R, to: S) -> Result<S::Ok, S::Error> {
    Arguments::of(request).map_err(ser::Error::custom)?.serialize(to)
}

/// Deserializes a request, for serde's `Deserialize`.
#[doc(hidden)]
pub fn deserialize_request<'de, R: FromArguments, D: Deserializer<'de>>(from: D) -> Result<R, D::Error> {
    let WithExtra { request, extra } = WithExtra::<R>::deserialize(from)?;
    if extra.is_empty() {
        return Ok(request);
    }
    let id = R::OPERATION.id;
    Err(de::Error::custom(format!("operation `{id}`: has extra parameters: deserialize it as a `WithExtra`")))
}

impl<R: Request> Serialize for WithExtra<R> {
    fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        serialize_request(self, to)
    }
}

impl<'de, R: FromArguments> Deserialize<'de> for WithExtra<R> {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        let arguments = Arguments::from_json(&json_text(from)?).map_err(de::Error::custom)?;
        let reader = ArgumentReader::new(R::OPERATION, &[], arguments).map_err(de::Error::custom)?;
        read(reader.lenient()).map_err(de::Error::custom)
    }
}

/// Creates a request from its arguments.
pub(crate) fn read<R: FromArguments>(mut from: ArgumentReader<'_>) -> Result<WithExtra<R>, crate::Error> {
    let mut request = R::blank();
    request.arguments(&mut from);
    from.finish().map(|extra| WithExtra { request, extra })
}
