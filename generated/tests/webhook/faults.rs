//! Requests with a fault, and validators that can't validate: each has its own error, and none shows a secret.

use http::{HeaderValue, Method, Request};
use proptest::prelude::{prop_assert, proptest};
use twilio_bindings::http;
use twilio_bindings::webhook::{SETTINGS_HEADER, SIGNATURE_HEADER, Signature, ValidationError, Validator};

const SECRET: &str = "12345";
const URL: &str = "https://example.com/sms";
const SIGNATURE: &str = "xcIcjrW096AZ/2v59u5/UTx/QSw=";
const FORM: &str = "From=%2B15558881111&To=%2B15557771111&Body=Hi+%26+bye";

fn signed() -> Request<&'static str> {
    let request = Request::post("/sms?shop=7").header(SIGNATURE_HEADER, SIGNATURE);
    request.header("content-type", "application/x-www-form-urlencoded").body(FORM).expect("a request")
}

fn validate(request: &Request<&str>) -> Result<(), ValidationError> {
    Validator::new(SECRET).validate(URL, request)
}

#[test]
fn a_missing_signature_is_reported() {
    let mut request = signed();
    request.headers_mut().remove(SIGNATURE_HEADER);
    assert_eq!(validate(&request), Err(ValidationError::MissingSignature));
}

#[test]
fn headers_that_occur_twice_or_are_not_ascii_are_malformed() {
    for name in [SIGNATURE_HEADER, SETTINGS_HEADER] {
        let mut request = signed();
        request.headers_mut().append(name, HeaderValue::from_static(SIGNATURE));
        request.headers_mut().append(name, HeaderValue::from_static(SIGNATURE));
        assert_eq!(validate(&request), Err(ValidationError::MalformedSignature), "{name}");

        let mut request = signed();
        request.headers_mut().insert(name, HeaderValue::from_bytes(b"\xff").expect("a header"));
        assert_eq!(validate(&request), Err(ValidationError::MalformedSignature), "{name}");
    }
}

#[test]
fn a_signature_with_any_other_character_is_rejected() {
    for at in 0..SIGNATURE.len() {
        for other in ["A", "b", "=", "-", " ", ""] {
            let mut changed = SIGNATURE.to_owned();
            changed.replace_range(at..=at, other);
            if changed != SIGNATURE {
                let result = Validator::new(SECRET).validate_form(
                    "https://example.com/sms?shop=7",
                    [("From", "+15558881111"), ("To", "+15557771111"), ("Body", "Hi & bye")],
                    &Signature::new(&changed),
                );
                assert!(result.is_err(), "{changed}");
            }
        }
    }
}

#[test]
fn any_of_the_secrets_can_have_signed_the_request() {
    let rotating = [Validator::new("old").or(SECRET), Validator::new(SECRET).or("old"), Validator::new("").or(SECRET)];
    for validator in rotating {
        assert_eq!(validator.validate(URL, &signed()), Ok(()));
    }
    let others = Validator::new("old").or("new");
    assert_eq!(others.validate(URL, &signed()), Err(ValidationError::SignatureMismatch));
}

#[test]
fn an_empty_secret_validates_nothing() {
    // Signed with an empty secret, which anyone could do.
    let signature = Signature::new("0jnPdS0tOGOloOBjUsKYuAR/2Nc=");
    for validator in [Validator::new(""), Validator::new("").or("")] {
        assert_eq!(validator.validate_url(URL, &signature), Err(ValidationError::NoSecret));
    }
    assert_eq!(Validator::new(SECRET).validate_url(URL, &signature), Err(ValidationError::SignatureMismatch));
}

#[test]
fn a_url_that_is_not_absolute_is_reported() {
    for url in ["", "/sms", "example.com/sms", "ftp://example.com/sms", "https://", "https://:443/sms", "https:///sms"]
    {
        assert_eq!(Validator::new(SECRET).validate(url, &signed()), Err(ValidationError::InvalidUrl), "{url}");
    }
}

proptest! {
    #[test]
    fn any_url_signature_and_settings_are_rejected_without_a_panic(
        url in r"(https?|wss?|HTTPS)?(://)?(\PC|[:@/?#\[\]]){0,20}",
        signature in r"[A-Za-z0-9+/=]{0,44}|\PC*",
        settings in r"(algorithm=)?\PC*",
    ) {
        let signature = Signature::new(&signature).settings(settings.as_str());
        let validator = Validator::new(SECRET);
        prop_assert!(validator.validate_url(&url, &signature).is_err());
        prop_assert!(validator.validate_form(&url, [(&url, &url)], &signature).is_err());
        prop_assert!(validator.validate_body(&url, &url, &signature).is_err());
    }
}

#[test]
fn the_query_is_that_of_the_request() {
    for url in [URL, "https://example.com/sms?shop=8", "https://example.com/sms#rc=3", "https://example.com/sms?a#b"] {
        assert_eq!(Validator::new(SECRET).validate(url, &signed()), Ok(()), "{url}");
    }
}

#[test]
fn a_form_is_recognized_by_its_media_type() {
    let is_valid = |content_type: &'static str| {
        let mut request = signed();
        request.headers_mut().insert("content-type", HeaderValue::from_static(content_type));
        validate(&request).is_ok()
    };
    assert!(is_valid("Application/X-WWW-Form-urlencoded ;charset=utf-8"));
    assert!(!is_valid("application/json"));
    assert!(!is_valid("text/plain; application/x-www-form-urlencoded"));
}

#[test]
fn the_hash_of_a_body_that_is_not_sent_is_ignored_only_if_the_method_has_no_body() {
    let hash = "015abd7f5cc57a2dd94b7590f04ad8084273905ee33ec5cebeae62276a97f862";
    let mut request = Request::get(format!("/events?bodySHA256={hash}"))
        .header(SIGNATURE_HEADER, "7dryxlI+JIoaHYmrV5XUWlrfaZo=")
        .body("")
        .expect("a request");
    assert_eq!(Validator::new(SECRET).validate("https://example.com/events", &request), Ok(()));
    *request.method_mut() = Method::POST;
    let result = Validator::new(SECRET).validate("https://example.com/events", &request);
    assert_eq!(result, Err(ValidationError::BodyMismatch));
}

#[test]
fn one_of_several_hashes_can_be_that_of_the_body() {
    let hash = "44136fa355b3678a1146ad16f7e8649e94fb4fc21fe77e8310c060f61caaff8a";
    let url = format!("https://example.com/events?bodySHA256=x&bodySHA256={hash}");
    let signature = Signature::new("wRuUn/JRkkRpG1XtTjDnIk0lwXk=");
    assert_eq!(Validator::new(SECRET).validate_body(&url, "{}", &signature), Ok(()));
}

#[test]
fn neither_secrets_nor_the_expected_signature_are_shown() {
    let validator = Validator::new("shh-1").or("shh-2");
    let error = validator.validate(URL, &signed()).expect_err("another secret");
    // The signature that would have been accepted.
    let accepted = "sf76ZpMbEhDfBjCM4j9L1S/yHqY=";
    let shown = format!("{validator:?} {error:?} {error}");
    assert!(!shown.contains("shh") && !shown.contains(accepted), "{shown}");
    assert!(shown.starts_with("Validator { secrets: 2, .. } SignatureMismatch signature doesn't match"), "{shown}");
}
