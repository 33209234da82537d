//! Flattens a `prefixed-collapsible-map`, a JSON object in which each scalar becomes a pair such as `AddOns.a.b=1`.

use super::Encoder;
use crate::json::{Mismatch, Read, Reader};

/// Passes the pairs of the JSON object `text` to the encoder.
// Inlined, as is all of this file, so that only programs with such a parameter compile it.
#[inline]
pub(super) fn flatten(to: &mut Encoder<'_>, prefix: &str, text: &str) {
    let mut from = Reader::new(text);
    match from.peek() {
        b'{' => {
            if let Err(mismatch) = object(to, prefix, &mut from) {
                to.refuse(&fault(&mismatch));
            }
        }
        b'n' => {}
        _ => to.refuse("must be a JSON object"),
    }
}

/// Passes on the strings of a value, under this name, or returns what is wrong with it: one for each item of an array, else one.
#[inline]
pub(super) fn texts(to: &mut Encoder<'_>, name: &str, text: &str) -> Result<(), String> {
    value(to, name, &mut Reader::new(text)).map_err(|mismatch| fault(&mismatch))
}

#[inline]
fn object(to: &mut Encoder<'_>, path: &str, from: &mut Reader<'_>) -> Read<()> {
    from.object(|name, from| {
        let path = format!("{path}.{name}");
        match from.peek() {
            b'{' => object(to, &path, from),
            _ => value(to, &path, from),
        }
    })
}

#[inline]
fn value(to: &mut Encoder<'_>, name: &str, from: &mut Reader<'_>) -> Read<()> {
    match from.peek() {
        b'[' => from.array(|from| scalar(to, name, from)),
        _ => scalar(to, name, from),
    }
}

/// Passes on a scalar, or an item of a list: nulls are dropped, strings are unquoted, anything else is sent as JSON text.
#[inline]
fn scalar(to: &mut Encoder<'_>, name: &str, from: &mut Reader<'_>) -> Read<()> {
    match from.peek() {
        b'n' => from.raw().map(|_| ()),
        b'"' => from.string().map(|text| to.named_text(name, &text)),
        _ => from.raw().map(|json| to.named_text(name, json.get())),
    }
}

#[cold]
fn fault(mismatch: &Mismatch) -> String {
    format!("can't be sent: {}", mismatch.message())
}
