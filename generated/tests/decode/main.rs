//! The rules of decoding, tested with types like those that the generator writes.

use twilio_bindings::codegen;

#[allow(dead_code, unreachable_pub, reason = "written as the generator writes it")]
mod sample;

mod equality;
mod errors;
mod fields;
mod formats;
mod mutations;
mod numbers;
mod pages;
mod privacy;
mod responses;
mod same;
mod texts;
mod times;
mod writing;

/// Decodes a response body.
fn decode<T: codegen::JsonValue>(text: &str) -> T {
    match codegen::from_bytes(text.as_bytes()) {
        Ok(value) => value,
        Err(mismatch) => panic!("{text} does not decode: {mismatch}"),
    }
}

/// Returns why something doesn't decode: the location and the reason.
fn refusal<T: codegen::JsonValue>(text: &str) -> String {
    match codegen::from_bytes::<T>(text.as_bytes()) {
        Ok(value) => panic!("{text} decodes as {value:?}"),
        Err(mismatch) => mismatch.to_string(),
    }
}

/// Serializes a value.
fn encode(value: &impl serde::Serialize) -> String {
    serde_json::to_string(value).expect("typed values can be written")
}
