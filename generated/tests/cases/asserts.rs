//! What some of the cases look like in requests, and to a user.

use bytes::Bytes;
use twilio_bindings::{Context, Json, Nullable, Page, Request};

use crate::codegen::HttpMethod;
use crate::{
    argument_order, deprecated, enums, facts_beside_ref, headers, inequality_queries, json_bodies, many_required,
    name_collisions, nullable_inputs, one_of_tagged, pages, path_inputs, pinned_names, private_values, read_only,
    recursion, success_codes, typed_any_nodes, untyped_form_values, wire_names,
};

fn http(request: &impl Request) -> http::Request<Bytes> {
    request.to_http(&Context::new().account_sid("AC1")).unwrap()
}

fn url(request: &impl Request) -> String {
    http(request).uri().to_string()
}

fn body(request: &impl Request) -> String {
    String::from_utf8(http(request).into_body().to_vec()).unwrap()
}

fn decode<R: Request>(status: u16, body: &str) -> R::Response {
    let response = http::Response::builder().status(status).body(Bytes::copy_from_slice(body.as_bytes())).unwrap();
    R::decode(response).unwrap().into_inner()
}

#[test]
fn wire_names_are_kept() {
    let request = wire_names::CreateThing::new().timers_inactive("PT1H").twilio_list_picker("a").type_("b").n1st("c");
    assert_eq!(body(&request), "Timers.Inactive=PT1H&twilio%2Flist-picker=a&Type=b&1st=c");
}

#[test]
fn to_is_taken_before_from_and_sent_in_its_place() {
    assert_eq!(body(&argument_order::CreateCall::new("RM1", "to", "from", "a")), "From=from&Note=a&To=to");
    let text = argument_order::CreateTextBody::new(["to"], "from");
    assert_eq!(body(&argument_order::CreateText::new(text)), r#"{"from":"from","to":["to"]}"#);
}

#[test]
fn colliding_names_keep_their_locations() {
    let request =
        name_collisions::FetchThing::new("p").query_friendly_dot_name("1").query_friendly_name("2").query_sid("q");
    let request = request.header_sid("h");
    assert_eq!(url(&request), "https://case.twilio.com/v1/Things/p?Friendly.Name=1&FriendlyName=2&sid=q");
    assert_eq!(http(&request).headers()["SID"], "h");
}

#[test]
fn inequalities_have_their_own_fields() {
    let day = twilio_bindings::codegen::Date::constant(2026, 1, 2);
    let request = inequality_queries::ListThing::new("c").date_sent_after(day).status(["sent", "new"]);
    assert_eq!(
        url(&request),
        "https://case.twilio.com/v1/Things?DateSent%3E=2026-01-02&Status=sent&Status=new&client_id=c"
    );
}

#[test]
fn structured_form_values_are_json() {
    let request = untyped_form_values::CreateThing::new(Json::from(true), ["a"], ["b", "c"]).enums(["red", "blue"]);
    assert_eq!(body(&request), "Any=true&AnyList=a&Texts=b&Texts=c&Enums=red&Enums=blue");
}

#[test]
fn paths_use_the_context_account() {
    let request = path_inputs::UpdateNumber::new("PN1").account_sid("AC2").path_account_sid("AC3");
    assert_eq!(url(&request), "https://case.twilio.com/2010-04-01/Accounts/AC3/Numbers/PN1.json");
    assert_eq!(body(&request), "AccountSid=AC2");
    let request = path_inputs::UpdateNumber::new("PN1");
    assert_eq!(url(&request), "https://case.twilio.com/2010-04-01/Accounts/AC1/Numbers/PN1.json");
}

#[test]
fn true_false_headers_take_booleans() {
    let request = headers::CreateThing::new("2").x_twilio_webhook_enabled(true).if_match("x");
    let http = http(&request);
    assert_eq!(http.headers()["X-Twilio-Webhook-Enabled"], "true");
    assert_eq!(http.headers()["If-Match"], "x");
    assert!(!http.headers().contains_key("Authorization"));
}

#[test]
fn enums_distinguish_similar_values() {
    use enums::CreateThingMixed as Mixed;
    assert_eq!(
        Mixed::ALL.iter().map(Mixed::as_str).collect::<Vec<_>>(),
        ["head", "HEAD", "get", "GET", "opus", "OPUS", "Opus"]
    );
    assert_eq!(Mixed::from("HEAD"), Mixed::HeadUppercase);
    assert_eq!(Mixed::from("Head").as_str(), "Head");
}

#[test]
fn more_than_four_required_values_are_set_by_name() {
    let request = many_required::CreateThing::new(many_required::CreateThingRequired {
        sid: "s".to_owned(),
        to: "t".to_owned(),
        from: "f".to_owned(),
        count: 1,
        tags: vec!["a".to_owned()],
        required: "r".to_owned(),
    });
    assert_eq!(body(&request), "To=t&From=f&Count=1&Tags=a&Required=r");
}

#[test]
fn absent_null_and_a_value_differ() {
    let input = nullable_inputs::Input::new(Nullable::Null).text("a").number(Nullable::Null);
    assert_eq!(body(&nullable_inputs::CreateJson::new(input)), r#"{"must":null,"text":"a","number":null}"#);
}

#[test]
fn read_only_properties_are_never_sent() {
    let mut usage = read_only::Usage::new(2);
    usage.total = 5;
    assert_eq!(body(&read_only::CreateJson::new(usage)), r#"{"amount":2}"#);
}

#[test]
fn union_variants_are_chosen_by_tag() {
    let animal = |text: &str| decode::<one_of_tagged::CreateIndicator>(200, text);
    assert!(matches!(animal(r#"{"kind":"cat","lives":9}"#), one_of_tagged::Animal::Cat(cat) if cat.lives == Some(9)));
    let one_of_tagged::Animal::Dog(dog) = animal(r#"{"kind":"dog","friend":{"kind":"cat"}}"#) else { panic!("no dog") };
    assert!(matches!(dog.friend.as_deref(), Some(one_of_tagged::Animal::Cat(_))));
    assert!(matches!(animal(r#"{"kind":"bird"}"#), one_of_tagged::Animal::Unrecognized(_)));
    let request = one_of_tagged::CreateIndicator::new(one_of_tagged::Apple::new("APPLE_2"));
    assert_eq!(body(&request), r#"{"channel":"APPLE_2"}"#);
}

#[test]
fn recursive_types_work() {
    let direct =
        decode::<recursion::FetchThing>(200, r#"{"self":{"list":[],"tree":[{"children":[{}]}]},"list":[{"list":[]}]}"#);
    let inner = direct.self_.unwrap();
    assert_eq!(inner.tree.unwrap()[0].children.as_ref().unwrap().len(), 1);
    assert_eq!(direct.list.len(), 1);
}

#[test]
fn pages_link_to_the_next_page() {
    let page = decode::<pages::ListMeta>(200, r#"{"meta":{"next_page_url":"https://x"},"things":[{"sid":"a"}]}"#);
    assert_eq!((page.next_link(), page.records().len()), (Some("https://x"), 1));
    let page = decode::<pages::ListRequiredToken>(200, r#"{"meta":{"nextToken":"t"},"things":[]}"#);
    assert_eq!(page.next_link(), Some("t"));
}

#[test]
fn keywords_beside_a_reference_apply() {
    let mut thing = facts_beside_ref::Thing::new(Nullable::Null, facts_beside_ref::Part::new().a(1));
    thing.one = Some(Nullable::Null);
    assert_eq!(body(&facts_beside_ref::CreateJson::new().body(thing)), r#"{"color":null,"part":{"a":1},"one":null}"#);
    let shown = format!("{:?}", facts_beside_ref::CreateThing::new().secret("s3cret"));
    assert!(!shown.contains("s3cret"), "{shown}");
}

#[test]
fn debug_hides_private_values() {
    let request = private_values::CreateThing::new().body("hello").auth_token("t0ken").name("n").to("+1555");
    let shown = format!("{request:?}");
    assert!(
        !shown.contains("hello") && !shown.contains("t0ken") && !shown.contains("+1555") && shown.contains('n'),
        "{shown}"
    );
    let thing = decode::<private_values::CreateThing>(200, r#"{"body":"hello","auth_token":"t0ken","name":"n"}"#);
    let shown = format!("{thing:?}");
    assert!(!shown.contains("hello") && !shown.contains("t0ken"), "{shown}");
}

#[test]
fn redirects_and_empty_responses_succeed() {
    assert_eq!(decode::<success_codes::FetchRedirect>(307, r#"{"sid":"a"}"#).sid.as_deref(), Some("a"));
    decode::<success_codes::DeleteNothing>(200, "");
    assert_eq!(decode::<success_codes::CreateSeveral>(200, r#"{"sid":"b"}"#).sid.as_deref(), Some("b"));
}

#[test]
fn bodies_of_any_shape() {
    let request = json_bodies::UpdateTwo::new("x").body(json_bodies::Thing::new().sid("a"));
    assert_eq!(http(&request).headers()["Content-Type"], "application/scim+json");
    assert_eq!(url(&request), "https://case.twilio.com/v1/Two/x");
    assert_eq!(body(&json_bodies::CreateNone::new()), "");
}

#[test]
fn typed_nodes_keep_their_types() {
    let thing = decode::<typed_any_nodes::FetchThing>(
        200,
        r#"{"links":{"a":null,"b":"/x"},"capabilities":{"mms":true},"prices":[{"base_price":"0.10"}],"tags":[{"query":"q"}]}"#,
    );
    assert_eq!(thing.links.unwrap()["b"].as_deref(), Some("/x"));
    assert_eq!(thing.capabilities.unwrap().mms, Some(true));
    assert_eq!(thing.tags.unwrap()[0].query.as_deref(), Some("q"));
}

#[test]
fn pinned_names_are_used() {
    assert_eq!(body(&pinned_names::MakeThing::new("s").kind("k")), "Type=k");
    let gadget = pinned_names::Gadget { phase: Some("a".into()), ..Default::default() };
    assert_eq!(gadget.phase, Some(pinned_names::GadgetState::A));
}

#[test]
#[allow(deprecated)]
fn deprecated_items_still_work() {
    assert_eq!(body(&deprecated::CreateThing::new("m").custom("c")), "Message=m&Custom=c");
}

#[test]
fn http_methods_use_the_runtime_type() {
    let request = crate::http_methods::CreateThing::new().voice_method(HttpMethod::Post).lower("get");
    assert_eq!(body(&request), "VoiceMethod=POST&Lower=get");
}
