//! HTTP methods as values of parameters: how Twilio is to call a webhook.

use crate::codegen::string_enum;

string_enum! {
    /// An HTTP method, where the documents list no other text than the names of methods; which of them a parameter
    /// takes its own documentation says.
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
