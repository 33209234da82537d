//! [`ApiError`], an error response from Twilio in any of its formats.

use serde::{Serialize, Serializer};
use std::fmt;

use super::quote;
use crate::json::{self, Extra, Json, JsonValue};
use crate::number::Number;

/// The maximum number of characters of a message that are shown.
const LONGEST_MESSAGE: usize = 400;

/// An error response from Twilio.
///
/// Twilio's products use different formats: Twilio's own (with `more_info` or `moreInfo`), problem details (RFC 9457), and SCIM.
/// The fields contain the properties of all formats; [`get`](Self::get) returns a property by its original name. An `ApiError`
/// serializes with all of its properties, sorted by name.
#[derive(Clone, Default, PartialEq)]
#[non_exhaustive]
pub struct ApiError {
    /// Twilio's error code, such as 21211; see <https://www.twilio.com/docs/api/errors>.
    pub code: Option<i64>,
    /// A description of the error.
    pub message: Option<String>,
    /// The URL of the error's documentation.
    pub more_info: Option<String>,
    /// The HTTP status given in the body.
    pub status: Option<u16>,
    /// Details in any format; for problem details, the list of errors.
    pub details: Option<Json>,
    /// The errors of individual parameters.
    pub params: Option<Json>,
    /// Whether the caller caused the error.
    pub user_error: Option<bool>,
    members: Extra,
}

impl ApiError {
    /// Returns the property of the body with this name.
    pub fn get(&self, name: &str) -> Option<&Json> {
        self.members.get(name)
    }

    /// Returns the properties of the body, sorted by name.
    pub fn iter(&self) -> impl Iterator<Item = (&str, &Json)> {
        self.members.iter()
    }

    /// Reads an error's body, if it is a JSON object.
    pub(crate) fn read(body: &[u8]) -> Option<Self> {
        json::members(str::from_utf8(body).ok()?).ok().map(Self::from_members)
    }

    fn from_members(members: Extra) -> Self {
        let any = |names: &[&str]| names.iter().find_map(|name| members.get(name).filter(|json| !json.is_null()));
        let text = |names: &[&str]| names.iter().find_map(|name| members.get(name)?.as_str().map(String::from));
        let integer = |names: &[&str]| any(names).and_then(|json| read::<Number>(json)?.as_i64());
        // The `type` of problem details is a URL, and often the only one.
        let about = text(&["type"]).filter(|address| address.starts_with("http"));
        Self {
            code: integer(&["code", "error_code"]),
            message: text(&["message", "detail", "title", "error_description", "error"]),
            more_info: text(&["more_info", "moreInfo"]).or(about),
            status: integer(&["status", "http_status_code", "httpStatusCode"])
                .and_then(|status| status.try_into().ok()),
            details: any(&["details", "errors"]).cloned(),
            params: any(&["params"]).cloned(),
            user_error: any(&["user_error", "userError"]).and_then(Json::as_bool),
            members,
        }
    }
}

fn read<T: JsonValue>(json: &Json) -> Option<T> {
    json::from_text(json.get()).ok()
}

impl fmt::Display for ApiError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let message = self.message.as_deref().unwrap_or("no message");
        quote(message, LONGEST_MESSAGE, f)?;
        match self.code {
            Some(code) => write!(f, " (code {code})"),
            None => Ok(()),
        }
    }
}

impl fmt::Debug for ApiError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("ApiError")
            .field("code", &self.code)
            .field("message", &self.message)
            .field("more_info", &self.more_info)
            .field("status", &self.status)
            .field("user_error", &self.user_error)
            .field("members", &self.members)
            .finish()
    }
}

impl std::error::Error for ApiError {}

impl Serialize for ApiError {
    fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        self.members.serialize(to)
    }
}
