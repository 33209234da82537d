//! Numbers keep their digits, whether they are JSON numbers or strings.

use crate::{codegen::Number, decode, encode, refusal};

fn number(text: &str) -> Number {
    text.parse().expect("the sample is a number")
}

#[test]
fn digits_and_quotes_round_trip() {
    for text in ["1", "1.50", "-0.0025", "0.10", "123456789012345678901234567890.5", "\"-0.0025\"", "\"1.00\"", "-0"] {
        let number: Number = decode(text);
        assert_eq!(number.as_str(), text.trim_matches('"'));
        assert_eq!(encode(&number), text);
    }
}

#[test]
fn an_exponent_becomes_digits() {
    for (text, digits) in [
        ("1e3", "1000"),
        ("1.5E+1", "15"),
        ("1.50e1", "15.0"),
        ("25e-4", "0.0025"),
        ("-1.25e-1", "-0.125"),
        ("0e5", "0"),
        ("0.001e2", "0.1"),
    ] {
        assert_eq!(number(text).to_string(), digits, "{text}");
        assert_eq!(number(text).as_f64(), text.parse::<f64>().expect("a float"), "{text}");
    }
    assert!("1e400".parse::<Number>().is_err());
    assert!(refusal::<Number>("\"1e3\"").starts_with("expected a decimal number"));
}

#[test]
fn other_strings_are_not_numbers() {
    for text in ["", " 1", "+1", ".5", "5.", "1,5", "0x10", "NaN", "01", "--1", "1e", "1.5.2"] {
        assert!(text.parse::<Number>().is_err(), "{text}");
        assert!(refusal::<Number>(&format!("\"{text}\"")).starts_with("expected a decimal number"), "{text}");
    }
}

#[test]
fn numbers_convert_from_rust_types() {
    assert_eq!(Number::from(u64::MAX).as_str(), "18446744073709551615");
    assert_eq!(Number::try_from(1.0).map(|number| number.to_string()), Ok("1".to_owned()));
    assert_eq!(Number::try_from(-122.46).map(|number| number.to_string()), Ok("-122.46".to_owned()));
    assert_eq!(Number::try_from(1e-7).map(|number| number.to_string()), Ok("0.0000001".to_owned()));
    assert!(Number::try_from(f64::NAN).is_err() && Number::try_from(f64::INFINITY).is_err());
    assert_eq!((number("5.0").as_i64(), number("5.5").as_i64(), number("-7").as_i64()), (Some(5), None, Some(-7)));
    assert_eq!(number("37.84").as_f64(), 37.84);
    assert_ne!(number("1.5"), number("1.50"));
}

#[test]
fn integers_are_read_from_strings_too() {
    for (text, integer) in [("5", 5), ("5.0", 5), ("\"5\"", 5), ("\"-12\"", -12), ("-9223372036854775808", i64::MIN)] {
        assert_eq!(decode::<i64>(text), integer);
    }
    for text in ["5.5", "\"5.0\"", "\"+5\"", "\"05\"", "\" 5\"", "\"-0\"", "9223372036854775808", "true"] {
        assert!(refusal::<i64>(text).starts_with("expected a"), "{text}");
    }
}
