//! `CreateConversationWithParticipants` and its variant in a service: every parameter of the request, every field of the
//! response.

use twilio_bindings::conversations::v1::{
    ConversationWithParticipants, ConversationWithParticipantsState, CreateConversationWithParticipants,
    CreateServiceConversationWithParticipants,
};
use twilio_bindings::{Body, ErrorKind, Request, Security, dynamic};

use crate::{body, decode, http};

const SID: &str = "MG0123456789abcdef0123456789abcdef";

fn timestamp(text: &str) -> jiff::Timestamp {
    text.parse().expect("a timestamp")
}

fn everything() -> CreateConversationWithParticipants {
    CreateConversationWithParticipants::new()
        .x_twilio_webhook_enabled(true)
        .friendly_name("Support & more")
        .unique_name("desk/7")
        .date_created(timestamp("2015-12-16T22:18:37.9+02:00"))
        .date_updated(timestamp("2015-12-16T22:18:38Z"))
        .messaging_service_sid(SID)
        .attributes(r#"{"topic":"é"}"#)
        .state(ConversationWithParticipantsState::Inactive)
        .timers_inactive("PT1M")
        .timers_closed("PT10M")
        .bindings_email_address("desk@example.com")
        .bindings_email_name("Desk")
        .participant([r#"{"identity":"ana"}"#, r#"{"identity":"b,o"}"#])
}

const EVERYTHING: &[(&str, &str)] = &[
    ("FriendlyName", "Support+%26+more"),
    ("UniqueName", "desk%2F7"),
    ("DateCreated", "2015-12-16T20%3A18%3A37Z"),
    ("DateUpdated", "2015-12-16T22%3A18%3A38Z"),
    ("MessagingServiceSid", SID),
    ("Attributes", "%7B%22topic%22%3A%22%C3%A9%22%7D"),
    ("State", "inactive"),
    ("Timers.Inactive", "PT1M"),
    ("Timers.Closed", "PT10M"),
    ("Bindings.Email.Address", "desk%40example.com"),
    ("Bindings.Email.Name", "Desk"),
    ("Participant", "%7B%22identity%22%3A%22ana%22%7D"),
    ("Participant", "%7B%22identity%22%3A%22b%2Co%22%7D"),
];

fn form(pairs: &[(&str, &str)]) -> String {
    pairs.iter().map(|(name, value)| format!("{name}={value}")).collect::<Vec<_>>().join("&")
}

#[test]
fn everything_is_sent_in_document_order() {
    let request = http(&everything());
    assert_eq!(request.method(), "POST");
    assert_eq!(request.uri(), "https://conversations.twilio.com/v1/ConversationWithParticipants");
    assert_eq!(request.headers()["content-type"], "application/x-www-form-urlencoded");
    assert_eq!(request.headers()["accept"], "application/json");
    assert_eq!(request.headers()["x-twilio-webhook-enabled"], "true");
    assert_eq!(body(&everything()), form(EVERYTHING));
}

#[test]
fn each_parameter_is_sent_alone() {
    let all = everything();
    let mut seen = Vec::new();
    let entry = dynamic::operation("twilio_conversations_v1", "CreateConversationWithParticipants").expect("known");
    for parameter in entry.parameters().iter().filter(|it| it.location == dynamic::ParameterLocation::Form) {
        let mut one = CreateConversationWithParticipants::new();
        match parameter.name {
            "FriendlyName" => one.friendly_name = all.friendly_name.clone(),
            "UniqueName" => one.unique_name = all.unique_name.clone(),
            "DateCreated" => one.date_created = all.date_created,
            "DateUpdated" => one.date_updated = all.date_updated,
            "MessagingServiceSid" => one.messaging_service_sid = all.messaging_service_sid.clone(),
            "Attributes" => one.attributes = all.attributes.clone(),
            "State" => one.state = all.state.clone(),
            "Timers.Inactive" => one.timers_inactive = all.timers_inactive.clone(),
            "Timers.Closed" => one.timers_closed = all.timers_closed.clone(),
            "Bindings.Email.Address" => one.bindings_email_address = all.bindings_email_address.clone(),
            "Bindings.Email.Name" => one.bindings_email_name = all.bindings_email_name.clone(),
            "Participant" => one.participant = all.participant.clone(),
            other => panic!("`{other}` is new: test it"),
        }
        let expected: Vec<_> = EVERYTHING.iter().copied().filter(|(name, _)| *name == parameter.name).collect();
        assert_eq!(body(&one), form(&expected));
        seen.push(parameter.name);
    }
    assert_eq!(seen.len(), 12);
}

#[test]
fn no_parameters_give_an_empty_form() {
    let request = http(&CreateConversationWithParticipants::new());
    assert!(request.body().is_empty());
    assert_eq!(request.headers()["content-type"], "application/x-www-form-urlencoded");
    assert!(!request.headers().contains_key("x-twilio-webhook-enabled"));
}

#[test]
fn empty_values_are_sent_and_an_empty_list_is_not() {
    let none: [&str; 0] = [];
    let request = CreateConversationWithParticipants::new().friendly_name("").participant(none).participant([""]);
    assert_eq!(body(&request), "FriendlyName=&Participant=");
    assert_eq!(body(&CreateConversationWithParticipants::new().participant(none)), "");
}

#[test]
fn unknown_state_is_sent_unchanged() {
    let request = CreateConversationWithParticipants::new().state("on hold").x_twilio_webhook_enabled(false);
    assert_eq!(body(&request), "State=on+hold");
    assert_eq!(http(&request).headers()["x-twilio-webhook-enabled"], "false");
    let states: Vec<_> = ConversationWithParticipantsState::ALL.iter().map(|state| state.as_str()).collect();
    assert_eq!(states, ["initializing", "inactive", "active", "closed"]);
}

#[test]
fn service_variant_has_the_service_in_its_path() {
    let request = CreateServiceConversationWithParticipants::new("IS/1?x").friendly_name("Support").participant(["{}"]);
    assert_eq!(
        http(&request).uri(),
        "https://conversations.twilio.com/v1/Services/IS%2F1%3Fx/ConversationWithParticipants"
    );
    assert_eq!(body(&request), "FriendlyName=Support&Participant=%7B%7D");
    let refused = CreateServiceConversationWithParticipants::new("..").to_http(&twilio_bindings::Context::new());
    let error = refused.expect_err("`..` would address another resource");
    assert_eq!(
        (error.kind(), error.operation()),
        (ErrorKind::Encode, Some("CreateServiceConversationWithParticipants"))
    );
}

#[test]
fn the_operation_is_described() {
    let operation = CreateConversationWithParticipants::OPERATION;
    assert_eq!(operation.success, [201, 202]);
    assert_eq!((operation.body, operation.security, operation.paging), (Body::Form, Security::Basic, None));
}

const ANSWER: &str = r#"{
    "account_sid": "AC0123456789abcdef0123456789abcdef", "chat_service_sid": "IS0123456789abcdef0123456789abcdef",
    "messaging_service_sid": "MG0123456789abcdef0123456789abcdef", "sid": "CH0123456789abcdef0123456789abcdef",
    "friendly_name": "Support", "unique_name": null, "attributes": "{}", "state": "active",
    "date_created": "2026-01-02T03:04:05Z", "date_updated": "2026-01-02T03:04:05.5+01:00",
    "timers": {"date_inactive": "2026-01-02T04:04:05Z", "date_closed": null},
    "bindings": {"email": {"name": "Desk", "projected_address": "desk@example.com"}},
    "links": {"participants": "https://conversations.twilio.com/v1/Conversations/CH0/Participants", "webhooks": null},
    "url": "https://conversations.twilio.com/v1/Conversations/CH0"
}"#;

fn created(status: u16, body: &str) -> ConversationWithParticipants {
    decode::<CreateConversationWithParticipants>(status, body).expect("the response decodes").into_inner()
}

#[test]
fn all_fourteen_response_fields_are_decoded() {
    for status in [200, 201, 202] {
        let conversation = created(status, ANSWER);
        assert_eq!(conversation.account_sid.as_deref(), Some("AC0123456789abcdef0123456789abcdef"));
        assert_eq!(conversation.chat_service_sid.as_deref(), Some("IS0123456789abcdef0123456789abcdef"));
        assert_eq!(conversation.messaging_service_sid.as_deref(), Some(SID));
        assert_eq!(conversation.sid.as_deref(), Some("CH0123456789abcdef0123456789abcdef"));
        assert_eq!(conversation.friendly_name.as_deref(), Some("Support"));
        assert_eq!(conversation.unique_name, None);
        assert_eq!(conversation.attributes.as_deref(), Some("{}"));
        assert_eq!(conversation.state, Some(ConversationWithParticipantsState::Active));
        assert_eq!(conversation.date_created, Some(timestamp("2026-01-02T03:04:05Z")));
        assert_eq!(conversation.date_updated, Some(timestamp("2026-01-02T02:04:05.5Z")));
        let timers = conversation.timers.as_ref().expect("timers");
        assert_eq!((timers.date_inactive, timers.date_closed), (Some(timestamp("2026-01-02T04:04:05Z")), None));
        let email = conversation.bindings.as_ref().and_then(|bindings| bindings.email.as_ref()).expect("an address");
        assert_eq!(
            (email.name.as_deref(), email.projected_address.as_deref()),
            (Some("Desk"), Some("desk@example.com"))
        );
        let links = conversation.links.as_ref().expect("links");
        assert_eq!((links.len(), &links["webhooks"]), (2, &None));
        assert_eq!(conversation.url.as_deref(), Some("https://conversations.twilio.com/v1/Conversations/CH0"));
        assert!(conversation.extra.is_empty());
    }
}

#[test]
fn mismatched_values_are_kept_and_serialized() {
    let text = r#"{"sid":"CH1","state":"archived","timers":"none","bindings":{"email":null,"sms":{}},"date_created":"soon","novel":1.50}"#;
    let conversation = created(201, text);
    assert_eq!(conversation.state.as_ref().map(|state| state.as_str()), Some("archived"));
    assert_eq!((&conversation.timers, conversation.date_created), (&None, None));
    assert_eq!(conversation.extra.get("novel").map(|json| json.get()), Some("1.50"));
    let mut back: Vec<String> = members(&serde_json::to_string(&conversation).expect("it can be written"));
    let mut came: Vec<String> = members(&text.replace(r#""email":null,"#, ""));
    back.sort();
    came.sort();
    assert_eq!(back, came);
}

/// Members of a JSON object, digit for digit.
fn members(text: &str) -> Vec<String> {
    let members: std::collections::BTreeMap<String, Box<serde_json::value::RawValue>> =
        serde_json::from_str(text).expect("an object");
    members.iter().map(|(name, value)| format!("{name}: {value}")).collect()
}

#[test]
fn debug_hides_personal_attributes() {
    let shown = format!("{:?}", created(201, r#"{"sid":"CH1","attributes":"{\"phone\":\"5550100\"}"}"#));
    assert!(shown.contains("CH1") && shown.contains("[redacted]") && !shown.contains("5550100"), "{shown}");
    let request = CreateConversationWithParticipants::new().attributes("5550100").timers_inactive("PT1H");
    let shown = format!("{request:?}");
    assert!(shown.contains("PT1H") && !shown.contains("5550100"), "{shown}");
}

#[test]
fn errors_keep_the_response() {
    let refused = r#"{"code":50433,"message":"User not found","more_info":"https://www.twilio.com/docs/errors/50433","status":404}"#;
    let error = decode::<CreateConversationWithParticipants>(404, refused).expect_err("404 is not a success");
    let api = error.api().expect("an error of Twilio's");
    assert_eq!((error.kind(), api.code, api.status), (ErrorKind::Api, Some(50433), Some(404)));
    assert_eq!(error.body().map(|body| &body[..]), Some(refused.as_bytes()));
    let lost = decode::<CreateConversationWithParticipants>(201, r#"{"sid":"CH1""#).expect_err("the body is cut off");
    assert_eq!((lost.kind(), lost.body().map(|body| body.len())), (ErrorKind::Decode, Some(12)));
    assert_eq!(
        decode::<CreateConversationWithParticipants>(302, "{}").expect_err("no redirect").kind(),
        ErrorKind::Api
    );
}
