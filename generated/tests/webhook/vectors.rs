//! `vectors.json`: requests, their signatures, and what Twilio's own libraries say about them.
//!
//! Each `signature` was computed by `RequestValidator(secret).compute_signature` of the Python package `twilio` 9.13.0, over the
//! URL and parameters that the case's name describes: those of the request, or others if the request was altered. The npm package
//! `twilio` 6.2.0 computes the same with `getExpectedTwilioSignature`, except that it sorts names by UTF-16 units.
//!
//! `python` is the result of `validate` of the same Python package, with the algorithm from `get_signature_algorithm(settings)`.
//! `node` is the result of `validateRequest` or `validateRequestWithBody` of the same npm package; it is null for the settings
//! that this package doesn't support. If the two differ, Python removes user information or a part of an IPv6 address together
//! with the port, or fails because a body has no hash.

use http::Request;
use serde::Deserialize;
use twilio_bindings::http;
use twilio_bindings::webhook::{SETTINGS_HEADER, SIGNATURE_HEADER, Signature, ValidationError, Validator};

#[derive(Deserialize)]
struct Vector {
    name: String,
    secret: String,
    url: String,
    /// The parameters of the form, decoded.
    params: Option<Vec<(String, String)>>,
    /// The JSON body.
    body: Option<String>,
    /// The value of `X-Twilio-Webhooks-Signature-Settings`.
    settings: Option<String>,
    signature: String,
    python: Option<bool>,
    node: Option<bool>,
    expected: String,
}

impl Vector {
    fn assert(&self, result: Result<(), ValidationError>) {
        let shown = result.map_or_else(|error| format!("{error:?}"), |()| "Ok".to_owned());
        assert_eq!(shown, self.expected, "{}", self.name);
    }

    fn request(&self) -> Request<String> {
        let (_, query) = self.url.split_once('?').unwrap_or_default();
        let target = if query.is_empty() { "/internal".to_owned() } else { format!("/internal?{query}") };
        let request = Request::builder().uri(target).header(SIGNATURE_HEADER, &self.signature);
        let request = match &self.settings {
            Some(settings) => request.header(SETTINGS_HEADER, settings),
            None => request,
        };
        let request = match (&self.params, &self.body) {
            (Some(params), _) => request
                .method("POST")
                .header("content-type", "application/x-www-form-urlencoded; charset=UTF-8")
                .body(serde_urlencoded::to_string(params).expect("a form")),
            (None, Some(body)) => request.method("POST").header("content-type", "application/json").body(body.clone()),
            (None, None) => request.body(String::new()),
        };
        request.expect("a request")
    }
}

fn vectors() -> Vec<Vector> {
    serde_json::from_str(include_str!("vectors.json")).expect("vectors")
}

#[test]
fn strings_are_validated_as_by_twilios_libraries() {
    for vector in vectors() {
        let validator = Validator::new(&vector.secret);
        let signature = Signature::new(&vector.signature).settings(vector.settings.as_deref());
        vector.assert(match (&vector.params, &vector.body) {
            (Some(params), _) => validator.validate_form(&vector.url, params.iter().map(|(a, b)| (a, b)), &signature),
            (None, Some(body)) => validator.validate_body(&vector.url, body, &signature),
            (None, None) => validator.validate_url(&vector.url, &signature),
        });
    }
}

#[test]
fn http_requests_are_validated_as_by_twilios_libraries() {
    for vector in vectors() {
        vector.assert(Validator::new(&vector.secret).validate(&vector.url, &vector.request()));
    }
}

#[test]
fn each_result_is_that_of_twilios_libraries() {
    for vector in vectors() {
        let is_valid = vector.expected == "Ok";
        let theirs: Vec<bool> = [vector.python, vector.node].into_iter().flatten().collect();
        let is_theirs = if is_valid { theirs.contains(&true) } else { !theirs.contains(&true) };
        assert!(is_theirs && !theirs.is_empty(), "{}: {theirs:?}", vector.name);
    }
}
