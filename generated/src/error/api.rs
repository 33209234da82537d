//! [`ApiError`]: what Twilio says went wrong, in any of the shapes in which it says so.

use serde::{Serialize, Serializer, ser::SerializeMap};
use std::fmt::{self, Write as _};

use crate::json::{self, Extra, Json, JsonValue};
use crate::number::Number;

/// The most characters of a message that are shown.
const LONGEST_MESSAGE: usize = 400;

/// What Twilio says went wrong.
///
/// Its products say it in different shapes: with `more_info` or `moreInfo`, as problem details (RFC 9457), as SCIM.
/// The fields here hold what each shape has; every member by its own name is in [`get`](Self::get). It serializes with
/// all of its members, sorted by name.
#[derive(Clone, Default, PartialEq)]
#[non_exhaustive]
pub struct ApiError {
    /// Twilio's code of the error, such as 21211: see <https://www.twilio.com/docs/api/errors>.
    pub code: Option<i64>,
    /// What went wrong, in words.
    pub message: Option<String>,
    /// Where to read about it.
    pub more_info: Option<String>,
    /// The HTTP status that the body gives.
    pub status: Option<u16>,
    /// More about it: of any shape; the list of errors of problem details.
    pub details: Option<Json>,
    /// What went wrong with which parameter.
    pub params: Option<Json>,
    /// Whether the caller is at fault.
    pub user_error: Option<bool>,
    members: Extra,
}

impl ApiError {
    /// The member of the body with this name.
    pub fn get(&self, name: &str) -> Option<&Json> {
        self.members.get(name)
    }

    /// The members of the body, sorted by name.
    pub fn iter(&self) -> impl Iterator<Item = (&str, &Json)> {
        self.members.iter()
    }

    /// Reads an error's body, if it is a JSON object.
    pub(crate) fn read(body: &[u8]) -> Option<Self> {
        let mut members = Extra::new();
        let mut from = json::Reader::new(str::from_utf8(body).ok()?);
        from.object(|name, from| {
            members.insert(name, Json::read(from)?);
            Ok(())
        })
        .ok()?;
        from.end().ok()?;
        Some(Self::from_members(members))
    }

    fn from_members(members: Extra) -> Self {
        let any = |names: &[&str]| names.iter().find_map(|name| members.get(name).filter(|json| !json.is_null()));
        let text = |names: &[&str]| names.iter().find_map(|name| members.get(name)?.as_str().map(String::from));
        let integer = |names: &[&str]| any(names).and_then(|json| read::<Number>(json)?.as_i64());
        // The `type` of problem details is an address, and often the only one.
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
        let message = self.message.as_deref().unwrap_or("an error without a message");
        // A message is somebody else's text, on its way to a terminal or a log.
        message
            .chars()
            .filter(|letter| !letter.is_control())
            .take(LONGEST_MESSAGE)
            .try_for_each(|letter| f.write_char(letter))?;
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
        let mut map = to.serialize_map(None)?;
        for (name, value) in self.iter() {
            map.serialize_entry(name, value)?;
        }
        map.end()
    }
}
