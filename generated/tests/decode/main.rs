//! What decoding promises, rule by rule, on types as the generator writes them.

use twilio_bindings::codegen;

#[allow(dead_code, unreachable_pub, reason = "written as the generator writes it")]
mod sample;

mod errors;
mod fields;
mod mutations;
mod numbers;
mod pages;
mod privacy;
mod responses;
mod same;
mod texts;
mod times;
mod writing;

/// Decodes as the body of a response.
fn decode<T: codegen::JsonValue>(text: &str) -> T {
    match codegen::from_bytes(text.as_bytes()) {
        Ok(value) => value,
        Err(misfit) => panic!("{text} does not decode: {misfit}"),
    }
}

/// Why something does not decode: the place and the reason.
fn refusal<T: codegen::JsonValue>(text: &str) -> String {
    match codegen::from_bytes::<T>(text.as_bytes()) {
        Ok(value) => panic!("{text} decodes as {value:?}"),
        Err(misfit) => misfit.to_string(),
    }
}

/// Writes a value out.
fn encode(value: &impl serde::Serialize) -> String {
    serde_json::to_string(value).expect("typed values can be written")
}
