//! [`HttpMethod`], a parameter value, such as the method with which Twilio calls a webhook.

use crate::codegen::string_enum;

string_enum! {
    /// An HTTP method, for parameters whose documented values are all method names. See the documentation of each parameter for
    /// the methods that it accepts.
    pub enum HttpMethod {
        /// `GET`
        Get = "GET",
        /// `POST`
        Post = "POST",
        /// `PUT`
        Put = "PUT",
        /// `PATCH`
        Patch = "PATCH",
        /// `DELETE`
        Delete = "DELETE",
        /// `HEAD`
        Head = "HEAD",
        /// `OPTIONS`
        Options = "OPTIONS",
    }
}
