//! Everything that generated code imports.
//!
//! Not part of the public API: it changes with the generator.

pub use crate::encode::{Encoded, Encoder, debug_request};
pub use crate::equality::{equal_objects, equal_requests};
pub use crate::error::Error;
pub use crate::http_method::HttpMethod;
pub use crate::input::{InputMap, InputValue, Inputs};
pub use crate::json::{
    AsObject, Codec, Extra, Fields, Generated, Json, JsonValue, Mismatch, Mode, Nullable, Object, Read, Reader, Slot,
    TimestampField, deserialize, deserialize_enum, from_bytes, serialize, show_object,
};
pub use crate::number::Number;
pub use crate::open_enum::{AsEnum, OpenEnum, Unrecognized, from_text};
pub use crate::operation::{Body, Operation, Paging, Security};
pub use crate::page::{Page, PageMeta, next_number};
pub use crate::request::Request;
pub use crate::time::DateTimeOrDate;
pub use crate::union::{read_tag, read_unrecognized};
pub use crate::with_extra::WithExtra;
pub use crate::{
    __object as object, __open_enum as open_enum, __optional as optional, __page as page, __request as request,
    __request_data as request_data, __string_enum as string_enum, __union as union,
};
pub use http::Method;
pub use jiff::{Timestamp, civil::Date};
pub use serde;

#[cfg(feature = "serde-requests")]
pub use crate::arguments::{
    ArgumentReader, Arguments, FromArguments, Parameter, ParameterLocation, blank, deserialize_request,
    serialize_request,
};
#[cfg(feature = "dynamic")]
pub use crate::{
    __operations as operations,
    dynamic::{Described, Description, Endpoint, VisitRequests},
};
