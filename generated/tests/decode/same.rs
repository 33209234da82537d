//! Compares a serialized body with the original: digit by digit, string by string.

use std::collections::BTreeMap;

use serde_json::value::RawValue;

/// Returns the first difference, if there is one: the location, the original value, the serialized value.
///
/// A null in an object may be absent. A number may have another notation if it is the same number (`5.0`, `1e2`), and so may a
/// timestamp. A string of digits may become the same number, and a number the same string. Everything else must be equal.
pub(crate) fn difference(came: &str, written: &str) -> Option<String> {
    compare("", came.trim(), written.trim())
}

fn compare(at: &str, came: &str, written: &str) -> Option<String> {
    let differs = || Some(format!("at `{at}`: {came} came, {written} was written"));
    match (came.as_bytes().first(), written.as_bytes().first()) {
        (Some(b'{'), Some(b'{')) => compare_members(at, &members(came), &members(written)),
        (Some(b'['), Some(b'[')) => {
            let (came_items, written_items) = (items(came), items(written));
            if came_items.len() != written_items.len() {
                return differs();
            }
            let mut pairs = came_items.iter().zip(&written_items).enumerate();
            pairs.find_map(|(index, (came, written))| compare(&format!("{at}/{index}"), came.get(), written.get()))
        }
        _ if same_scalar(came, written) => None,
        _ => differs(),
    }
}

type Members = BTreeMap<String, Box<RawValue>>;

fn compare_members(at: &str, came: &Members, written: &Members) -> Option<String> {
    let null: &RawValue = RawValue::NULL;
    came.keys().chain(written.keys()).find_map(|name| {
        let text = |members: &Members| members.get(name).map_or(null.get(), |value| value.get()).to_owned();
        compare(&format!("{at}/{name}"), &text(came), &text(written))
    })
}

fn members(text: &str) -> Members {
    serde_json::from_str(text).expect("an object")
}

fn items(text: &str) -> Vec<Box<RawValue>> {
    serde_json::from_str(text).expect("a list")
}

fn same_scalar(came: &str, written: &str) -> bool {
    match (string(came), string(written)) {
        (Some(came), Some(written)) => came == written || same_timestamp(&came, &written),
        (Some(came), None) => came == written,
        (None, Some(written)) => came == written,
        (None, None) => came == written || same_number(came, written),
    }
}

fn string(text: &str) -> Option<String> {
    text.starts_with('"').then(|| serde_json::from_str(text).expect("a string"))
}

fn same_timestamp(came: &str, written: &str) -> bool {
    let timestamp = |text: &str| {
        let mail = jiff::fmt::rfc2822::DateTimeParser::new().relaxed_weekday(true);
        text.parse::<jiff::Timestamp>().ok().or_else(|| mail.parse_timestamp(text).ok())
    };
    timestamp(came).is_some_and(|came| timestamp(written) == Some(came))
}

/// Compares digits and exponent: `1.50` and `15e-1` are the same.
fn same_number(came: &str, written: &str) -> bool {
    let parts = |text: &str| -> Option<(bool, String, i64)> {
        let (digits, exponent) = text.split_once(['e', 'E']).unwrap_or((text, "0"));
        let negative = digits.starts_with('-');
        let digits = digits.trim_start_matches('-');
        let (whole, fraction) = digits.split_once('.').unwrap_or((digits, ""));
        let all = format!("{whole}{fraction}");
        let significant = all.trim_start_matches('0').trim_end_matches('0');
        let dropped = (all.len() - all.trim_end_matches('0').len()) as i64;
        let power = exponent.parse::<i64>().ok()? - fraction.len() as i64 + dropped;
        let is_zero = significant.is_empty();
        Some((negative && !is_zero, significant.to_owned(), if is_zero { 0 } else { power }))
    };
    parts(came).is_some() && parts(came) == parts(written)
}
