//! Requests like those that the generator writes, with parameters in each location.

#![allow(dead_code, missing_docs, unreachable_pub, reason = "each test crate uses a part of these")]

use twilio_bindings::codegen;

use codegen::{Date, DateTimeOrDate, Extra, Json, Nullable, Number, Timestamp, object, request, string_enum};

string_enum! {
    /// A state.
    pub enum State {
        /// `active`
        Active = "active",
        /// `closed`
        Closed = "closed",
    }
}

/// A form, a header, an account SID in the path, and a suffix in the same segment.
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

request! {
    UpdateThing -> Json,
    "twilio_sample_v1" "UpdateThing",
    POST "https://sample.twilio.com" "/v1/Accounts/{AccountSid}/Things/{Sid}.json" => [200],
    Basic,
    Form,
    accept "application/json",
    private ["To", "If-Match"],
    ignored ["Authorization"];
    account account_sid = "AccountSid";
    path sid = "Sid";
    header webhook_enabled = "X-Twilio-Webhook-Enabled";
    header if_match = "If-Match";
    form to = "To";
    form timers_inactive = "Timers.Inactive";
    form state = "State";
    form tag = "Tag";
    form attributes = "Attributes";
    form rules = "Rules";
    form count = "Count";
    form max_price = "MaxPrice";
    form enabled = "Enabled";
    form send_at = "SendAt";
    form birthday = "Birthday";
}

/// A query with operators in names, lists and a map.
#[derive(Default)]
#[non_exhaustive]
pub struct ListThing {
    pub date_sent: Option<DateTimeOrDate>,
    pub date_sent_before: Option<DateTimeOrDate>,
    pub kind: Option<Vec<String>>,
    pub add_ons_data: Option<Json>,
    pub page_size: Option<i64>,
    pub near: Option<String>,
}

request! {
    ListThing -> Json,
    "twilio_sample_v1" "ListThing",
    GET "https://sample.twilio.com" "/v1/Things" => [200],
    Basic,
    None,
    accept "application/json";
    query date_sent = "DateSent";
    query date_sent_before = "DateSent<";
    query kind = "Type";
    query_map add_ons_data = "AddOnsData" "AddOns";
    query page_size = "PageSize";
    query near = "Near";
}

/// No body, no content, two path parameters in one segment, one of them an integer, and a declared header.
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

request! {
    DeleteThing -> (),
    "twilio_sample_v1" "DeleteThing",
    DELETE "https://sample.twilio.com" "/v1/Things/{Name}/{Version}" => [204],
    Basic,
    None;
    path name = "Name";
    path version = "Version";
    header if_match = "If-Match";
}

/// Two strings that form one segment.
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

request! {
    FetchPair -> Json,
    "twilio_sample_v1" "FetchPair",
    GET "https://sample.twilio.com" "/v1/Pairs/{First}{Second}/Rest" => [200],
    Basic,
    None,
    accept "application/json";
    path first = "First";
    path second = "Second";
}

/// A JSON body with a field of each state: absent, null, set; one that is read-only; one nested.
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

object! {
    ThingInput: Default, required ["name"], private ["token"], read_only ["sid"];
    field name = "name";
    field note = "note";
    field token = "token";
    field sid = "sid";
    field weight = "weight";
    field inner = "inner";
    field free = "free";
}

/// An optional JSON body.
#[derive(Default)]
#[non_exhaustive]
pub struct PatchThing {
    pub body: Option<ThingInput>,
}

request! {
    PatchThing -> Json,
    "twilio_sample_v1" "PatchThing",
    PATCH "https://sample.twilio.com" "/v1/Things" => [200],
    Basic,
    Json { content_type: "application/json" },
    accept "application/json";
    body body = "ThingInput";
}

/// A required SCIM body.
#[non_exhaustive]
pub struct CreateUser {
    pub body: ThingInput,
}

impl CreateUser {
    pub fn new(body: impl Into<ThingInput>) -> Self {
        Self { body: body.into() }
    }
}

request! {
    CreateUser -> Json,
    "twilio_sample_v1" "CreateUser",
    POST "https://sample.twilio.com" "/v1/Things" => [200],
    Basic,
    Json { content_type: "application/scim+json" },
    accept "application/scim+json";
    body body = "ThingInput";
}

/// Declared headers that only a client may set.
#[derive(Default)]
#[non_exhaustive]
pub struct FetchFlex {
    pub authorization: Option<String>,
    pub content_type: Option<String>,
}

request! {
    FetchFlex -> Json,
    "twilio_sample_v1" "FetchFlex",
    GET "https://sample.twilio.com" "/v1/Things" => [200],
    Basic,
    None,
    accept "application/json";
    header authorization = "Authorization";
    header content_type = "content-type";
}
