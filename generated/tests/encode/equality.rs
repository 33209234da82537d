//! Two requests are equal if all their parameters are equal.

use twilio_bindings::codegen::{Date, Extra, Nullable, Timestamp, equal_requests};
use twilio_bindings::{Request, WithExtra};

use crate::samples::{CreateUser, DeleteThing, FetchPair, ListThing, PatchThing, State, ThingInput, UpdateThing};

/// Checks that each change makes a request different, also from the other changed ones, but not from its clone.
fn check<R: Request + Clone + PartialEq + std::fmt::Debug>(request: &R, changes: &[fn(&mut R)]) {
    let mut requests = vec![request.clone()];
    for change in changes {
        let mut changed = request.clone();
        change(&mut changed);
        assert_eq!(changed, changed.clone());
        requests.push(changed);
    }
    assert_eq!(*request, requests[0]);
    for (index, left) in requests.iter().enumerate() {
        for (other, right) in requests.iter().enumerate() {
            assert_eq!(left == right, index == other, "{index} and {other}: {left:?}, {right:?}");
        }
    }
}

#[test]
fn every_parameter_counts() {
    check(
        &UpdateThing::new("a"),
        &[
            |it| it.sid = "b".to_owned(),
            |it| it.account_sid = Some("a".to_owned()),
            |it| it.webhook_enabled = Some(true),
            |it| it.if_match = Some("a".to_owned()),
            |it| it.to = Some("a".to_owned()),
            |it| it.timers_inactive = Some("a".to_owned()),
            |it| it.state = Some(State::Active),
            |it| it.state = Some("new".into()),
            |it| it.tag = Some(vec![]),
            |it| it.tag = Some(vec!["a".to_owned()]),
            |it| it.attributes = Some("a".into()),
            |it| it.rules = Some(vec![1.into()]),
            |it| it.count = Some(1),
            |it| it.max_price = "1.0".parse().ok(),
            |it| it.max_price = "1.00".parse().ok(),
            |it| it.enabled = Some(false),
            |it| it.send_at = "2026-01-02T03:04:05Z".parse().ok(),
            |it| it.birthday = "2026-01-02".parse().ok(),
        ],
    );
    check(
        &ListThing::default(),
        &[
            |it| it.date_sent = "2026-01-02".parse::<Date>().map(Into::into).ok(),
            |it| it.date_sent = "2026-01-02T00:00:00Z".parse::<Timestamp>().map(Into::into).ok(),
            |it| it.date_sent_before = "2026-01-02".parse::<Date>().map(Into::into).ok(),
            |it| it.kind = Some(vec!["a".to_owned()]),
            |it| it.add_ons_data = Some(1.into()),
            |it| it.page_size = Some(1),
            |it| it.near = Some("a".to_owned()),
        ],
    );
    check(
        &DeleteThing::new("a", 1),
        &[|it| it.name = "b".to_owned(), |it| it.version = 2, |it| it.if_match = Some("a".to_owned())],
    );
    check(&FetchPair::new("a", "b"), &[|it| *it = FetchPair::new("b", "a"), |it| it.second = "a".to_owned()]);
}

#[test]
fn bodies_are_compared_by_field() {
    check(
        &CreateUser::new(ThingInput::new("a")),
        &[
            |it| it.body.name = "b".to_owned(),
            |it| it.body.note = Some(Nullable::Null),
            |it| it.body.note = Some(Nullable::Value("a".to_owned())),
            |it| it.body.token = Some("a".to_owned()),
            |it| it.body.sid = Some("a".to_owned()),
            |it| it.body.weight = "1.0".parse().ok(),
            |it| it.body.inner = Some(Nullable::Null),
            |it| it.body.inner = Some(Nullable::Value(Box::new(ThingInput::new("a")))),
            |it| it.body.inner = Some(Nullable::Value(Box::new(ThingInput::new("b")))),
            |it| it.body.free = Some(1.into()),
            |it| _ = it.body.extra.insert("new", 1),
        ],
    );
    check(&PatchThing::default(), &[|it| it.body = Some(ThingInput::default())]);
}

#[test]
fn extra_parameters_are_compared() {
    let request = |version| DeleteThing::new("a", version);
    assert_eq!(request(1).extra("New", 1), request(1).extra("New", 1));
    assert_ne!(request(1).extra("New", 1), request(1).extra("New", 2));
    assert_ne!(request(1).extra("New", 1), request(1).extra("Other", 1));
    assert_ne!(request(1).extra("New", 1), request(2).extra("New", 1));
    let without = WithExtra::new(request(1), Extra::new());
    assert!(equal_requests(&without, &without) && !equal_requests(&without, &request(1).extra("New", 1)));
}
