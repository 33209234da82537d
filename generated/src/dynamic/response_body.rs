//! [`ResponseBody`], the body of a response as JSON.

use std::{fmt, ops};

use crate::json::{self, Json, JsonValue, Mode, Written};

/// The body of a response, as JSON.
///
/// It derefs to [`Json`], so `response.get()` is the JSON text. `Debug` shows what it shows of the typed response: personal
/// values and secrets are redacted, and of unknown fields only the names appear.
///
/// ```
/// # #[cfg(feature = "api")]
/// # fn main() -> Result<(), Box<dyn std::error::Error>> {
/// # use twilio_bindings::{dynamic, http};
/// let operation = dynamic::operation("twilio_api_v2010", "FetchMessage").ok_or("no such operation")?;
/// let response = operation.decode(http::Response::new(r#"{"sid": "SM1", "to": "+15558881111"}"#.into()))?;
/// assert_eq!(response.get(), r#"{"to":"+15558881111","sid":"SM1"}"#);
/// assert!(format!("{response:?}").contains(r#"Message { to: [redacted], sid: "SM1" }"#));
/// let json: twilio_bindings::Json = response.into_inner().into_json();
/// # Ok(()) }
/// # #[cfg(not(feature = "api"))]
/// # fn main() {}
/// ```
#[derive(Clone)]
pub struct ResponseBody {
    json: Json,
    show: fn(&Json, &mut fmt::Formatter<'_>) -> fmt::Result,
}

impl ResponseBody {
    /// Writes the body as JSON. This can't fail, because the keys of all maps are strings.
    pub(super) fn new<T: JsonValue>(body: &T) -> Self {
        Self { json: Json::new(&Written(body, Mode::Whole)).unwrap_or_default(), show: show::<T> }
    }

    /// Returns the JSON value, whose `Debug` redacts nothing.
    pub fn into_json(self) -> Json {
        self.json
    }
}

impl ops::Deref for ResponseBody {
    type Target = Json;

    fn deref(&self) -> &Json {
        &self.json
    }
}

impl PartialEq for ResponseBody {
    fn eq(&self, other: &Self) -> bool {
        self.json == other.json
    }
}

impl fmt::Debug for ResponseBody {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        (self.show)(&self.json, f)
    }
}

/// Formats the typed body. Only the type knows what is private.
fn show<T: JsonValue>(body: &Json, f: &mut fmt::Formatter<'_>) -> fmt::Result {
    match json::from_text::<T>(body.get()) {
        Ok(body) => body.fmt(f),
        Err(_) => f.write_str("[redacted]"),
    }
}
