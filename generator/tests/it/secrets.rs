//! Checks that every value of `spec/` whose name suggests a secret is either redacted or known to be public.

use std::collections::BTreeSet;

use heck::ToSnakeCase as _;
use twilio_codegen::model::{Document, Facts, Shape, Type};

use crate::spec;

/// The last words of names that secrets have.
const SUGGESTIVE: &[&str] = &[
    "auth",
    "bearer",
    "certificate",
    "code",
    "codes",
    "credential",
    "credentials",
    "csrf",
    "hash",
    "jwt",
    "key",
    "keys",
    "nonce",
    "otp",
    "passcode",
    "passkey",
    "password",
    "payload",
    "payloads",
    "pin",
    "private",
    "salt",
    "secret",
    "secrets",
    "seed",
    "session",
    "signature",
    "token",
    "tokens",
];

/// Values with such a name that aren't secret: why, and their wire names, after their type if other types have a secret of that
/// name.
const PUBLIC: &[(&str, &[&str])] = &[
    (
        "names a country, an area or a network",
        &[
            "AddressCountryCode",
            "AddressPostalCode",
            "AreaCode",
            "BusinessPostalCode",
            "CountryCode",
            "EmergencyAddressCountryCode",
            "EmergencyAddressPostalCode",
            "FromCountryCode",
            "InPostalCode",
            "IsoCode",
            "IsoCountryCode",
            "ToCountryCode",
            "address_country_code",
            "business_postal_code",
            "calling_country_code",
            "country_code",
            "country_codes",
            "iso_code",
            "iso_country_code",
            "mobile_country_code",
            "mobile_network_code",
            "postal_code",
        ],
    ),
    ("names a language or a currency", &["LanguageCode", "language_code"]),
    ("names an error", &["error_code", "rejection_reason_code", "sna_attempts_error_codes", "Items.code"]),
    ("is a phone number", &["ShortCode", "short_code"]),
    ("is the public half of a key pair", &["Certificate", "PublicKey"]),
    ("names a page of a list", &["PageToken", "ListPortInRequests.Token", "next_token", "previous_token"]),
    ("names a value to filter by", &["PhoneNumberReportFilter.key", "ReportFilter.key"]),
    ("is text of a message template", &["CallToActionAction.code", "CardAction.code"]),
    (
        "names a request, an app, a customer or a session",
        &["AppHash", "CustomerKey", "IdempotencyKey", "customer_key", "flow_token"],
    ),
    ("is a setting", &["Passkeys.DiscoverableCredentials"]),
];

#[test]
fn every_value_that_may_be_secret_is_redacted_or_known_to_be_public() {
    let public: BTreeSet<&str> = PUBLIC.iter().flat_map(|(_, names)| *names).copied().collect();
    let (mut used, mut new) = (BTreeSet::new(), Vec::new());
    for source in spec::sources() {
        let (document, _) = twilio_codegen::model(&source).expect("`spec/` generates");
        let suggestive = values(&document).filter(|value| is_text(value.ty) && is_suggestive(value.wire));
        for value in suggestive.filter(|value| !value.facts.private) {
            let full = format!("{}.{}", value.owner, value.wire);
            match public.get(value.wire).or_else(|| public.get(full.as_str())) {
                Some(name) => drop(used.insert(*name)),
                None => new.push(format!("{full} of {}", source.name)),
            }
        }
    }
    assert!(new.is_empty(), "mark as `x-secret` in an overlay, or add to `PUBLIC`: {new:#?}");
    let gone: Vec<_> = public.difference(&used).collect();
    assert!(gone.is_empty(), "remove from `PUBLIC`: {gone:?}");
}

/// A parameter or property.
struct Value<'d> {
    owner: &'d str,
    wire: &'d str,
    ty: &'d Type,
    facts: &'d Facts,
}

fn values(document: &Document) -> impl Iterator<Item = Value<'_>> {
    let inputs = document.operations.iter().flat_map(|operation| {
        operation.inputs.iter().map(|input| Value {
            owner: operation.name.as_str(),
            wire: &input.wire,
            ty: &input.ty,
            facts: &input.facts,
        })
    });
    let properties = document.schemas.iter().flat_map(|schema| {
        let properties = match &schema.shape {
            Shape::Object(object) => object.properties.as_slice(),
            _ => &[],
        };
        properties.iter().map(|property| Value {
            owner: schema.name.as_str(),
            wire: &property.wire,
            ty: &property.ty,
            facts: &property.facts,
        })
    });
    inputs.chain(properties)
}

fn is_text(ty: &Type) -> bool {
    matches!(ty.innermost(), Type::String | Type::Json)
}

fn is_suggestive(wire: &str) -> bool {
    let words = wire.to_snake_case();
    SUGGESTIVE.contains(&words.rsplit('_').next().unwrap_or_default())
}
