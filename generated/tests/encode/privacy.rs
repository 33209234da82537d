//! What `Debug` shows of a request, and what it hides.

use crate::samples::{ListThing, PatchThing, ThingInput, UpdateThing};
use twilio_bindings::Json;

#[test]
fn debug_shows_set_parameters_and_redacts_private_ones() {
    let mut request = UpdateThing::new("MM1");
    request.to = Some("+15551234567".to_owned());
    request.count = Some(3);
    request.tag = Some(vec!["a".to_owned()]);
    assert_eq!(format!("{request:?}"), r#"UpdateThing { Sid: "MM1", To: [redacted], Tag: ["a"], Count: 3 }"#);
    assert_eq!(format!("{:?}", ListThing::default()), "ListThing");
}

#[test]
fn debug_redacts_json_bodies_too() {
    let input = ThingInput { token: Some("secret".to_owned()), ..ThingInput::new("n") };
    let shown = format!("{:?}", PatchThing { body: Some(input) });
    assert!(shown.contains("body") && shown.contains("ThingInput") && !shown.contains("secret"), "{shown}");
}

#[test]
fn errors_name_operation_and_parameter_but_not_the_value() {
    let mut request = UpdateThing::new("MM1");
    request.if_match = Some("secret\n".to_owned());
    let message = crate::refusal(&request);
    assert!(message.contains("`UpdateThing`") && message.contains("`If-Match`") && !message.contains("secret"));
    let request = ListThing { add_ons_data: Some(Json::from("secret")), ..ListThing::default() };
    assert!(!crate::refusal(&request).contains("secret"));
}
