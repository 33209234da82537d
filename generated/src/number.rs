//! [`Number`], a decimal number that is read from and written to JSON numbers and numeric strings.

use serde::{Deserialize, Deserializer, Serialize, Serializer};
use serde_json::value::RawValue;
use std::{fmt, hash, str::FromStr};

use crate::json::{self, JsonValue, Mismatch, Mode, Read, Reader};

/// How far an exponent may move the decimal point. No price or coordinate needs more.
const FARTHEST: i64 = 64;

/// A decimal number that keeps its digits: `1.50` is not `1.5`, and no digit is lost to floating point.
///
/// Create one from an integer, a string (`"0.0075".parse()`) or a finite `f64`. It never displays an exponent.
/// A number read from a JSON string is written as a string again. Two numbers are equal if their digits are.
#[derive(Clone)]
pub struct Number {
    digits: Box<str>,
    quoted: bool,
}

/// The error for a value that isn't a [`Number`].
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ParseNumberError(());

impl Number {
    /// Returns the digits, with sign and decimal point as needed, and never with an exponent.
    pub fn as_str(&self) -> &str {
        &self.digits
    }

    /// Returns the number as an integer, if it is one that fits in 64 bits.
    pub fn as_i64(&self) -> Option<i64> {
        integral(&self.digits)
    }

    /// Returns the nearest floating-point number.
    pub fn as_f64(&self) -> f64 {
        self.digits.parse().unwrap_or(f64::NAN)
    }

    fn read_digits(text: &str, quoted: bool) -> Option<Self> {
        if !json::is_number(text.as_bytes()) {
            return None;
        }
        let digits = match text.find(['e', 'E']) {
            None => Box::from(text),
            // A string with an exponent would not be written as it was read.
            Some(_) if quoted => return None,
            Some(at) => expand(&text[..at], &text[at + 1..])?.into(),
        };
        Some(Self { digits, quoted })
    }
}

/// Returns the integer value of digits whose fraction, if they have one, is zero.
pub(crate) fn integral(digits: &str) -> Option<i64> {
    match digits.split_once('.') {
        None => digits.parse().ok(),
        Some((whole, fraction)) => fraction.bytes().all(|digit| digit == b'0').then(|| whole.parse().ok())?,
    }
}

/// Returns the digits with the decimal point moved by the exponent. Keeps all digits.
fn expand(mantissa: &str, exponent: &str) -> Option<String> {
    let shift: i64 = exponent.parse().ok().filter(|shift| (-FARTHEST..=FARTHEST).contains(shift))?;
    let (sign, unsigned) = match mantissa.strip_prefix('-') {
        Some(unsigned) => ("-", unsigned),
        None => ("", mantissa),
    };
    let (whole, fraction) = unsigned.split_once('.').unwrap_or((unsigned, ""));
    let mut digits = format!("{whole}{fraction}");
    let mut point = i64::try_from(whole.len()).ok()? + shift;
    while point <= 0 {
        digits.insert(0, '0');
        point += 1;
    }
    let point = usize::try_from(point).ok()?;
    while digits.len() < point {
        digits.push('0');
    }
    let (whole, fraction) = digits.split_at(point);
    let whole = match whole.trim_start_matches('0') {
        "" => "0",
        whole => whole,
    };
    Some(if fraction.is_empty() { format!("{sign}{whole}") } else { format!("{sign}{whole}.{fraction}") })
}

impl FromStr for Number {
    type Err = ParseNumberError;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        Self::read_digits(text, false).ok_or(ParseNumberError(()))
    }
}

impl TryFrom<f64> for Number {
    type Error = ParseNumberError;

    /// Converts to the shortest digits that represent the same `f64`. Fails for infinities and NaN.
    #[inline]
    fn try_from(value: f64) -> Result<Self, Self::Error> {
        if !value.is_finite() {
            return Err(ParseNumberError(()));
        }
        Ok(Self { digits: value.to_string().into(), quoted: false })
    }
}

macro_rules! from_integer {
    ($($integer:ty)*) => {$(
        impl From<$integer> for Number {
            #[inline]
            fn from(value: $integer) -> Self {
                Self { digits: value.to_string().into(), quoted: false }
            }
        }
    )*};
}

from_integer!(i8 i16 i32 i64 i128 isize u8 u16 u32 u64 u128 usize);

impl Default for Number {
    /// Returns zero.
    fn default() -> Self {
        Self::from(0)
    }
}

impl PartialEq for Number {
    fn eq(&self, other: &Self) -> bool {
        self.digits == other.digits
    }
}

impl Eq for Number {}

impl hash::Hash for Number {
    fn hash<H: hash::Hasher>(&self, state: &mut H) {
        self.digits.hash(state);
    }
}

impl fmt::Debug for Number {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.digits)
    }
}

impl fmt::Display for Number {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(&self.digits)
    }
}

impl fmt::Display for ParseNumberError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("not a decimal number: write one like `-12.50`")
    }
}

impl std::error::Error for ParseNumberError {}

impl JsonValue for Number {
    fn read(from: &mut Reader<'_>) -> Read<Self> {
        let number = if from.peek() == b'"' {
            Self::read_digits(&from.string()?, true)
        } else {
            Self::read_digits(from.number()?, false)
        };
        number.ok_or_else(|| Mismatch::new("expected a decimal number, found another string or number"))
    }

    fn write<S: Serializer>(&self, to: S, _: Mode) -> Result<S::Ok, S::Error> {
        if self.quoted {
            return to.serialize_str(&self.digits);
        }
        match serde_json::from_str::<&RawValue>(&self.digits) {
            Ok(digits) => digits.serialize(to),
            Err(_) => to.serialize_str(&self.digits),
        }
    }

    #[inline]
    fn blank() -> Self {
        Self::default()
    }
}

impl Serialize for Number {
    fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        json::serialize(self, to)
    }
}

impl<'de> Deserialize<'de> for Number {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        json::deserialize(from)
    }
}
