//! Open enums.

use crate::{decode, encode, refusal, sample::State};

#[test]
fn known_string_is_its_variant() {
    assert_eq!(decode::<State>("\"active\""), State::Active);
    assert_eq!(State::from("closed"), State::Closed);
    assert_eq!("inactive".parse(), Ok(State::Inactive));
    assert_eq!((State::Active.as_str(), State::Active.to_string()), ("active", "active".to_owned()));
    assert_eq!(State::ALL.iter().map(State::as_str).collect::<Vec<&str>>(), ["inactive", "active", "closed"]);
    assert_eq!(format!("{:?}", State::Active), "Active");
}

#[test]
fn unknown_string_is_kept() {
    let novel: State = decode("\"fro\\u007aen\"");
    assert!(matches!(&novel, State::Unrecognized(text) if text.as_str() == "frozen"));
    assert_eq!(novel, "frozen");
    assert_eq!(encode(&novel), "\"frozen\"");
    assert_eq!(State::from("Active".to_owned()).as_str(), "Active");
    assert_eq!(State::default().as_str(), "");
    assert!(refusal::<State>("true").starts_with("expected a string"));
}
