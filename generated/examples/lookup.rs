//! Looks up a phone number.
//!
//! `cargo run -p twilio-bindings --features client,lookups --example lookup -- --mock`,
//! or `-- NUMBER` with `TWILIO_ACCOUNT_SID` and `TWILIO_AUTH_TOKEN` set.

mod mock;

use twilio_bindings::{Error, lookups::v2::FetchPhoneNumber};

const RESPONSE: &str =
    r#"{"phone_number": "+15558881111", "country_code": "US", "national_format": "(555) 888-1111", "valid": true}"#;

#[tokio::main]
async fn main() -> Result<(), Error> {
    let (client, [number]) = mock::client(&[(200, RESPONSE)], [("NUMBER", "+15558881111")])?;

    let number = client.send(&FetchPhoneNumber::new(number)).await?;

    println!("{:?} is a number of {:?}, valid: {:?}", number.national_format, number.country_code, number.valid);
    Ok(())
}
