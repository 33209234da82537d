//! Requests like those that the generator writes, with parameters in each location.

#![allow(dead_code, missing_docs, unreachable_pub, reason = "each test crate uses a part of these")]

use twilio_bindings::codegen;

#[cfg(feature = "dynamic")]
use codegen::{Arguments, Error, Parameter};
use codegen::{
    Body, Date, DateTimeOrDate, Extra, Fields, Inputs, Json, Method, Nullable, Number, Object, Operation, Read, Reader,
    Request, Timestamp, object, request, string_enum,
};

string_enum! {
    /// A state.
    pub enum State {
        /// `active`
        Active = "active",
        /// `closed`
        Closed = "closed",
    }
}

/// An operation of this file.
const fn operation(id: &'static str, method: Method, path: &'static str) -> Operation {
    Operation::new("twilio_sample_v1", id, method, "https://sample.twilio.com", path)
}

/// A form, a header, an account SID in the path, and a suffix in the same segment.
#[derive(Clone, PartialEq)]
#[non_exhaustive]
pub struct UpdateThing {
    pub account_sid: Option<String>,
    pub sid: String,
    pub webhook_enabled: Option<bool>,
    pub if_match: Option<String>,
    pub to: Option<String>,
    pub timers_inactive: Option<String>,
    pub state: Option<State>,
    pub tag: Option<Vec<String>>,
    pub attributes: Option<Json>,
    pub rules: Option<Vec<Json>>,
    pub count: Option<i64>,
    pub max_price: Option<Number>,
    pub enabled: Option<bool>,
    pub send_at: Option<Timestamp>,
    pub birthday: Option<Date>,
}

impl UpdateThing {
    pub fn new(sid: impl Into<String>) -> Self {
        Self {
            account_sid: None,
            sid: sid.into(),
            webhook_enabled: None,
            if_match: None,
            to: None,
            timers_inactive: None,
            state: None,
            tag: None,
            attributes: None,
            rules: None,
            count: None,
            max_price: None,
            enabled: None,
            send_at: None,
            birthday: None,
        }
    }
}

impl Request for UpdateThing {
    type Response = Json;
    const OPERATION: &'static Operation =
        &operation("UpdateThing", Method::POST, "/v1/Accounts/{AccountSid}/Things/{Sid}.json")
            .body(Body::Form)
            .private(&["To", "If-Match"]);
    fn inputs<I: Inputs>(&self, to: &mut I) {
        to.account("AccountSid", &self.account_sid);
        to.path("Sid", &self.sid);
        to.header("X-Twilio-Webhook-Enabled", &self.webhook_enabled);
        to.header("If-Match", &self.if_match);
        to.form("To", &self.to);
        to.form("Timers.Inactive", &self.timers_inactive);
        to.form("State", &self.state);
        to.form("Tag", &self.tag);
        to.form("Attributes", &self.attributes);
        to.form("Rules", &self.rules);
        to.form("Count", &self.count);
        to.form("MaxPrice", &self.max_price);
        to.form("Enabled", &self.enabled);
        to.form("SendAt", &self.send_at);
        to.form("Birthday", &self.birthday);
    }
}
request!(UpdateThing);

#[cfg(feature = "dynamic")]
impl codegen::Dynamic for UpdateThing {
    const PARAMETERS: &'static [Parameter] = &[
        Parameter::path("AccountSid", "string", false, ""),
        Parameter::path("Sid", "string", true, ""),
        Parameter::header("X-Twilio-Webhook-Enabled", "boolean", false, ""),
        Parameter::header("If-Match", "string", false, ""),
        Parameter::ignored_header("Authorization"),
        Parameter::form("To", "string", false, ""),
        Parameter::form("Timers.Inactive", "string", false, ""),
        Parameter::form("State", "active | closed", false, ""),
        Parameter::form("Tag", "array<string>", false, ""),
        Parameter::form("Attributes", "any", false, ""),
        Parameter::form("Rules", "array<any>", false, ""),
        Parameter::form("Count", "integer", false, ""),
        Parameter::form("MaxPrice", "number", false, ""),
        Parameter::form("Enabled", "boolean", false, ""),
        Parameter::form("SendAt", "date-time", false, ""),
        Parameter::form("Birthday", "date", false, ""),
    ];
    fn from_arguments(from: &mut Arguments) -> Result<Self, Error> {
        let mut to = Self {
            account_sid: Arguments::blank(),
            sid: Arguments::blank(),
            webhook_enabled: Arguments::blank(),
            if_match: Arguments::blank(),
            to: Arguments::blank(),
            timers_inactive: Arguments::blank(),
            state: Arguments::blank(),
            tag: Arguments::blank(),
            attributes: Arguments::blank(),
            rules: Arguments::blank(),
            count: Arguments::blank(),
            max_price: Arguments::blank(),
            enabled: Arguments::blank(),
            send_at: Arguments::blank(),
            birthday: Arguments::blank(),
        };
        from.path("AccountSid", &mut to.account_sid);
        from.path("Sid", &mut to.sid);
        from.header("X-Twilio-Webhook-Enabled", &mut to.webhook_enabled);
        from.header("If-Match", &mut to.if_match);
        from.form("To", &mut to.to);
        from.form("Timers.Inactive", &mut to.timers_inactive);
        from.form("State", &mut to.state);
        from.form("Tag", &mut to.tag);
        from.form("Attributes", &mut to.attributes);
        from.form("Rules", &mut to.rules);
        from.form("Count", &mut to.count);
        from.form("MaxPrice", &mut to.max_price);
        from.form("Enabled", &mut to.enabled);
        from.form("SendAt", &mut to.send_at);
        from.form("Birthday", &mut to.birthday);
        Ok(to)
    }
}

/// A query with operators in names, lists and a map.
#[derive(Clone, Default, PartialEq)]
#[non_exhaustive]
pub struct ListThing {
    pub date_sent: Option<DateTimeOrDate>,
    pub date_sent_before: Option<DateTimeOrDate>,
    pub kind: Option<Vec<String>>,
    pub add_ons_data: Option<Json>,
    pub page_size: Option<i64>,
    pub near: Option<String>,
}

impl Request for ListThing {
    type Response = Json;
    const OPERATION: &'static Operation = &operation("ListThing", Method::GET, "/v1/Things");
    fn inputs<I: Inputs>(&self, to: &mut I) {
        to.query("DateSent", &self.date_sent);
        to.query("DateSent<", &self.date_sent_before);
        to.query("Type", &self.kind);
        to.query_map("AddOns", &self.add_ons_data);
        to.query("PageSize", &self.page_size);
        to.query("Near", &self.near);
    }
}
request!(ListThing);

#[cfg(feature = "dynamic")]
impl codegen::Dynamic for ListThing {
    const PARAMETERS: &'static [Parameter] = &[
        Parameter::query("DateSent", "date-time", false, ""),
        Parameter::query("DateSent<", "date-time", false, ""),
        Parameter::query("Type", "array<string>", false, ""),
        Parameter::query("AddOnsData", "any", false, ""),
        Parameter::query("PageSize", "integer", false, ""),
        Parameter::query("Near", "string", false, ""),
    ];
    fn from_arguments(from: &mut Arguments) -> Result<Self, Error> {
        let mut to = Self {
            date_sent: Arguments::blank(),
            date_sent_before: Arguments::blank(),
            kind: Arguments::blank(),
            add_ons_data: Arguments::blank(),
            page_size: Arguments::blank(),
            near: Arguments::blank(),
        };
        from.query("DateSent", &mut to.date_sent);
        from.query("DateSent<", &mut to.date_sent_before);
        from.query("Type", &mut to.kind);
        from.query("AddOnsData", &mut to.add_ons_data);
        from.query("PageSize", &mut to.page_size);
        from.query("Near", &mut to.near);
        Ok(to)
    }
}

/// No body, no content, two path parameters in one segment, one of them an integer, and a declared header.
#[derive(Clone, PartialEq)]
#[non_exhaustive]
pub struct DeleteThing {
    pub name: String,
    pub version: i64,
    pub if_match: Option<String>,
}

impl DeleteThing {
    pub fn new(name: impl Into<String>, version: i64) -> Self {
        Self { name: name.into(), version, if_match: None }
    }
}

impl Request for DeleteThing {
    type Response = ();
    const OPERATION: &'static Operation =
        &operation("DeleteThing", Method::DELETE, "/v1/Things/{Name}/{Version}").success(&[204]).accept(None);
    fn inputs<I: Inputs>(&self, to: &mut I) {
        to.path("Name", &self.name);
        to.path("Version", &self.version);
        to.header("If-Match", &self.if_match);
    }
}
request!(DeleteThing);

/// Two strings that form one segment.
#[derive(Clone, PartialEq)]
#[non_exhaustive]
pub struct FetchPair {
    pub first: String,
    pub second: String,
}

impl FetchPair {
    pub fn new(first: impl Into<String>, second: impl Into<String>) -> Self {
        Self { first: first.into(), second: second.into() }
    }
}

impl Request for FetchPair {
    type Response = Json;
    const OPERATION: &'static Operation = &operation("FetchPair", Method::GET, "/v1/Pairs/{First}{Second}/Rest");
    fn inputs<I: Inputs>(&self, to: &mut I) {
        to.path("First", &self.first);
        to.path("Second", &self.second);
    }
}
request!(FetchPair);

/// A JSON body with a field of each state: absent, null, set; one that is read-only; one nested.
#[derive(Clone, Default, PartialEq)]
#[non_exhaustive]
pub struct ThingInput {
    pub name: String,
    pub note: Option<Nullable<String>>,
    pub token: Option<String>,
    pub sid: Option<String>,
    pub weight: Option<Number>,
    pub inner: Option<Nullable<Box<ThingInput>>>,
    pub free: Option<Json>,
    pub extra: Extra,
}

impl ThingInput {
    pub fn new(name: impl Into<String>) -> Self {
        Self { name: name.into(), ..Self::default() }
    }
}

impl Object for ThingInput {
    const NAME: &'static str = "ThingInput";
    const REQUIRED: &'static [&'static str] = &["name"];
    const PRIVATE: &'static [&'static str] = &["token"];
    const READ_ONLY: &'static [&'static str] = &["sid"];
    fn blank() -> Self {
        Self::default()
    }
    fn extra(&self) -> &Extra {
        &self.extra
    }
    fn extra_mut(&mut self) -> &mut Extra {
        &mut self.extra
    }
    fn fields<V: Fields>(&self, to: &mut V) {
        to.field("name", &self.name);
        to.field("note", &self.note);
        to.field("token", &self.token);
        to.field("sid", &self.sid);
        to.field("weight", &self.weight);
        to.field("inner", &self.inner);
        to.field("free", &self.free);
    }
    fn read(&mut self, name: &str, from: &mut Reader<'_>) -> Read {
        match name {
            "name" => from.read(&mut self.name),
            "note" => from.read(&mut self.note),
            "token" => from.read(&mut self.token),
            "sid" => from.read(&mut self.sid),
            "weight" => from.read(&mut self.weight),
            "inner" => from.read(&mut self.inner),
            "free" => from.read(&mut self.free),
            _ => from.unknown(),
        }
    }
}
object!(ThingInput);

/// An optional JSON body.
#[derive(Clone, Default, PartialEq)]
#[non_exhaustive]
pub struct PatchThing {
    pub body: Option<ThingInput>,
}

impl Request for PatchThing {
    type Response = Json;
    const OPERATION: &'static Operation =
        &operation("PatchThing", Method::PATCH, "/v1/Things").body(Body::Json { content_type: "application/json" });
    fn inputs<I: Inputs>(&self, to: &mut I) {
        to.body(&self.body);
    }
}
request!(PatchThing);

#[cfg(feature = "dynamic")]
impl codegen::Dynamic for PatchThing {
    const PARAMETERS: &'static [Parameter] = &[Parameter::body("ThingInput", false, "")];
    fn from_arguments(from: &mut Arguments) -> Result<Self, Error> {
        let mut to = Self { body: Default::default() };
        from.body(&mut to.body)?;
        Ok(to)
    }
}

/// A required SCIM body.
#[derive(Clone, PartialEq)]
#[non_exhaustive]
pub struct CreateUser {
    pub body: ThingInput,
}

impl CreateUser {
    pub fn new(body: impl Into<ThingInput>) -> Self {
        Self { body: body.into() }
    }
}

impl Request for CreateUser {
    type Response = Json;
    const OPERATION: &'static Operation = &operation("CreateUser", Method::POST, "/v1/Things")
        .body(Body::Json { content_type: "application/scim+json" })
        .accept(Some("application/scim+json"));
    fn inputs<I: Inputs>(&self, to: &mut I) {
        to.body(&self.body);
    }
}
request!(CreateUser);

#[cfg(feature = "dynamic")]
impl codegen::Dynamic for CreateUser {
    const PARAMETERS: &'static [Parameter] = &[Parameter::body("ThingInput", true, "")];
    fn from_arguments(from: &mut Arguments) -> Result<Self, Error> {
        let mut to = Self { body: Default::default() };
        from.body(&mut to.body)?;
        Ok(to)
    }
}

/// Declared headers that only a client may set.
#[derive(Clone, Default, PartialEq)]
#[non_exhaustive]
pub struct FetchFlex {
    pub authorization: Option<String>,
    pub content_type: Option<String>,
}

impl Request for FetchFlex {
    type Response = Json;
    const OPERATION: &'static Operation = &operation("FetchFlex", Method::GET, "/v1/Things");
    fn inputs<I: Inputs>(&self, to: &mut I) {
        to.header("Authorization", &self.authorization);
        to.header("content-type", &self.content_type);
    }
}
request!(FetchFlex);
