//! Reads JSON text with a cursor, in one pass.
//!
//! A value that doesn't match its field isn't fatal: the cursor goes back to the start of the value, and the object that
//! contains the field keeps the value unchanged in `extra`. So one pass reads bodies that match their document, at no extra
//! cost, and bodies that don't. Invalid JSON is fatal.

use serde::Deserialize;
use serde_json::value::RawValue;
use std::borrow::Cow;

use super::{JsonValue, Mismatch, Read};

/// How deeply typed objects, arrays and maps may be nested; the same as serde_json's limit.
/// Deeper values are kept as JSON text.
const DEEPEST: u8 = 127;

/// How many bytes the lists, maps and boxes of a value may take for each byte of its JSON text. Strings take one more, and a list
/// that grows may briefly need one and a half times its memory, so that no value takes more than ten. The documents' own
/// objects take two or three, even if all their fields are null.
const MEMORY_PER_BYTE: usize = 6;

/// How many bytes the lists, maps and boxes of a value may take in any case, such as those of a short list of empty objects.
const LEAST_MEMORY: usize = 1 << 20;

/// A cursor over JSON text.
#[doc(hidden)]
#[derive(Debug)]
pub struct Reader<'a> {
    text: &'a str,
    at: usize,
    depth: u8,
    /// How many bytes the lists, maps and boxes may still take.
    memory: usize,
    strict: bool,
}

/// Whether a field took its value.
#[doc(hidden)]
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Slot {
    /// The field has the value.
    Taken,
    /// No field has the value, and the cursor is still at its start.
    Aside,
}

/// A position in the text to which the cursor can go back.
#[derive(Clone, Copy)]
pub(crate) struct Mark {
    at: usize,
    depth: u8,
    memory: usize,
}

impl<'a> Reader<'a> {
    /// Creates a cursor that keeps unknown fields.
    pub(crate) fn new(text: &'a str) -> Self {
        Self {
            text,
            at: 0,
            depth: 0,
            memory: LEAST_MEMORY.max(text.len().saturating_mul(MEMORY_PER_BYTE)),
            strict: false,
        }
    }

    /// Creates a cursor for which an unknown field, or a value that doesn't match, is an error.
    pub(crate) fn strict(text: &'a str) -> Self {
        Self { strict: true, ..Self::new(text) }
    }

    /// Returns whether this is a caller's own JSON, which is read strictly.
    pub(crate) fn is_strict(&self) -> bool {
        self.strict
    }

    /// Reads the value of a known field.
    #[inline]
    pub fn read<T: JsonValue>(&mut self, field: &mut T) -> Read {
        field.read_field(self)
    }

    /// Handles an unknown field.
    pub fn unknown(&mut self) -> Read {
        if self.strict { Err(Mismatch::new("unknown field")) } else { Ok(Slot::Aside) }
    }

    /// Reads the value of an optional field. A value that doesn't match can be kept aside.
    pub(crate) fn optional<T>(
        &mut self,
        field: &mut Option<T>,
        read: impl FnOnce(&mut Self) -> Read<Option<T>>,
    ) -> Read {
        let start = self.mark();
        match read(self) {
            Ok(value) => {
                *field = value;
                Ok(Slot::Taken)
            }
            Err(mismatch) if self.strict || mismatch.is_broken() => Err(mismatch),
            Err(_) => {
                self.go_back(start);
                *field = None;
                Ok(Slot::Aside)
            }
        }
    }

    pub(crate) fn mark(&self) -> Mark {
        Mark { at: self.at, depth: self.depth, memory: self.memory }
    }

    pub(crate) fn go_back(&mut self, to: Mark) {
        (self.at, self.depth, self.memory) = (to.at, to.depth, to.memory);
    }

    /// Accounts for memory that is about to be allocated. Fails if it is out of proportion to the text: the struct of `{}`, two
    /// bytes, can take a thousand.
    pub(crate) fn allocate(&mut self, bytes: usize) -> Read<()> {
        match self.memory.checked_sub(bytes) {
            Some(left) => {
                self.memory = left;
                Ok(())
            }
            None => Err(Mismatch::broken("the values would take much more memory than their JSON text")),
        }
    }

    /// Appends an item to a list, and accounts for the list's growth.
    pub(crate) fn push<T>(&mut self, items: &mut Vec<T>, item: T) -> Read<()> {
        if items.len() == items.capacity() {
            let more = items.len().max(if size_of::<T>() > 256 { 1 } else { 4 });
            self.allocate(more.saturating_mul(size_of::<T>()))?;
            items.reserve_exact(more);
        }
        items.push(item);
        Ok(())
    }

    /// Accounts for an entry of a `BTreeMap` with values of type `T`: a node for the first entry, and then half a node for every
    /// five entries.
    pub(crate) fn allocate_entry<T>(&mut self, entries: usize) -> Read<()> {
        let entry = size_of::<(String, T)>();
        self.allocate(if entries == 0 { 13 * entry } else { 3 * entry })
    }

    /// Skips whitespace and returns the next byte, or 0 at the end.
    #[inline]
    pub(crate) fn peek(&mut self) -> u8 {
        let bytes = self.text.as_bytes();
        while let Some(byte) = bytes.get(self.at) {
            if !matches!(byte, b' ' | b'\n' | b'\r' | b'\t') {
                return *byte;
            }
            self.at += 1;
        }
        0
    }

    /// Skips `null`, if it comes next.
    #[inline]
    pub(crate) fn null(&mut self) -> Read<bool> {
        if self.peek() != b'n' {
            return Ok(false);
        }
        self.word("null").map(|()| true)
    }

    pub(crate) fn boolean(&mut self) -> Read<bool> {
        match self.peek() {
            b't' => self.word("true").map(|()| true),
            b'f' => self.word("false").map(|()| false),
            _ => Err(self.expected("a boolean")),
        }
    }

    /// Reads a string, borrowed from the text if it contains no escapes.
    #[inline]
    pub(crate) fn string(&mut self) -> Read<Cow<'a, str>> {
        if self.peek() != b'"' {
            return Err(self.expected("a string"));
        }
        let start = self.at + 1;
        let end = plain_end(self.text.as_bytes(), start);
        if self.text.as_bytes().get(end) == Some(&b'"') {
            self.at = end + 1;
            return Ok(Cow::Borrowed(&self.text[start..end]));
        }
        match self.next::<String>() {
            Ok(text) => Ok(Cow::Owned(text)),
            Err(_) => Err(Mismatch::new("the string is not a valid JSON string")),
        }
    }

    /// Returns whether a member's name contains an unpaired surrogate, and so is returned as it is escaped in the text.
    ///
    /// Only such a name is a part of the text and has a backslash: with other escapes, it is a string of its own.
    pub(crate) fn is_escaped(&self, name: &str) -> bool {
        name.as_bytes().contains(&b'\\') && self.text.as_bytes().as_ptr_range().contains(&name.as_ptr())
    }

    /// Reads the name of a member.
    #[inline]
    fn name(&mut self) -> Read<Cow<'a, str>> {
        let start = self.mark();
        self.string().or_else(|_| {
            self.go_back(start);
            let raw = self.raw()?.get();
            Ok(Cow::Borrowed(&raw[1..raw.len() - 1]))
        })
    }

    /// Reads a number as its digits.
    pub(crate) fn number(&mut self) -> Read<&'a str> {
        if !matches!(self.peek(), b'-' | b'0'..=b'9') {
            return Err(self.expected("a number"));
        }
        let rest = &self.text.as_bytes()[self.at..];
        let length = rest.iter().position(|byte| !is_of_number(*byte)).unwrap_or(rest.len());
        let digits = &self.text[self.at..self.at + length];
        if !is_number(digits.as_bytes()) {
            return Err(Mismatch::broken("invalid JSON: malformed number"));
        }
        self.at += length;
        Ok(digits)
    }

    /// Reads any value as JSON text, however deeply it is nested.
    pub(crate) fn raw(&mut self) -> Read<&'a RawValue> {
        self.peek();
        self.next().map_err(|error| {
            Mismatch::broken(if error.is_eof() {
                "invalid JSON: unexpected end"
            } else {
                "invalid JSON: malformed value"
            })
        })
    }

    /// Reads an object, member by member; `member` reads the value.
    pub(crate) fn object(&mut self, mut member: impl FnMut(&str, &mut Self) -> Read<()>) -> Read<()> {
        self.open(b'{', "an object")?;
        if self.close(b'}') {
            return Ok(());
        }
        loop {
            if self.peek() != b'"' {
                return Err(self.malformed());
            }
            let name = self.name()?;
            if self.peek() != b':' {
                return Err(self.malformed());
            }
            self.at += 1;
            member(&name, self).map_err(|mismatch| mismatch.below(&name))?;
            if self.close(b'}') {
                return Ok(());
            }
            self.comma()?;
        }
    }

    /// Reads an array, item by item.
    pub(crate) fn array(&mut self, mut item: impl FnMut(&mut Self) -> Read<()>) -> Read<()> {
        self.open(b'[', "an array")?;
        if self.close(b']') {
            return Ok(());
        }
        let mut index = 0_usize;
        loop {
            item(self).map_err(|mismatch| mismatch.below(&index.to_string()))?;
            if self.close(b']') {
                return Ok(());
            }
            self.comma()?;
            index += 1;
        }
    }

    /// Checks that nothing follows.
    pub(crate) fn end(&mut self) -> Read<()> {
        if self.peek() == 0 && self.at == self.text.len() {
            return Ok(());
        }
        Err(Mismatch::broken("invalid JSON: unexpected characters after the end"))
    }

    fn open(&mut self, bracket: u8, what: &str) -> Read<()> {
        if self.peek() != bracket {
            return Err(self.expected(what));
        }
        if self.depth == DEEPEST {
            return Err(Mismatch::new("the value is nested too deeply"));
        }
        self.depth += 1;
        self.at += 1;
        Ok(())
    }

    fn close(&mut self, bracket: u8) -> bool {
        let closes = self.peek() == bracket;
        if closes {
            self.depth -= 1;
            self.at += 1;
        }
        closes
    }

    fn comma(&mut self) -> Read<()> {
        if self.peek() != b',' {
            return Err(self.malformed());
        }
        self.at += 1;
        Ok(())
    }

    fn word(&mut self, word: &str) -> Read<()> {
        if !self.text[self.at..].starts_with(word) {
            return Err(self.malformed());
        }
        self.at += word.len();
        Ok(())
    }

    fn next<T: Deserialize<'a>>(&mut self) -> serde_json::Result<T> {
        let text = &self.text[self.at..];
        let mut values = serde_json::Deserializer::from_str(text).into_iter();
        match values.next() {
            Some(value) => {
                self.at += values.byte_offset();
                value
            }
            // serde_json's error for text that ends before a value.
            None => serde_json::from_str(""),
        }
    }

    #[cold]
    pub(crate) fn expected(&mut self, what: &str) -> Mismatch {
        let found = match self.peek() {
            b'"' => "a string",
            b'{' => "an object",
            b'[' => "an array",
            b't' | b'f' => "a boolean",
            b'n' => "null",
            b'-' | b'0'..=b'9' => "a number",
            _ => return self.malformed(),
        };
        Mismatch::new(format!("expected {what}, found {found}"))
    }

    #[cold]
    fn malformed(&self) -> Mismatch {
        Mismatch::broken(match self.text.len() - self.at {
            0 => "invalid JSON: unexpected end".to_owned(),
            _ => format!("invalid JSON: malformed at byte {}", self.at),
        })
    }
}

fn is_of_number(byte: u8) -> bool {
    matches!(byte, b'0'..=b'9' | b'-' | b'+' | b'.' | b'e' | b'E')
}

/// Returns whether the text is a number in JSON's grammar.
pub(crate) fn is_number(text: &[u8]) -> bool {
    let unsigned = text.strip_prefix(b"-").unwrap_or(text);
    let (whole, rest) = split_digits(unsigned);
    if whole.is_empty() || (whole.len() > 1 && whole[0] == b'0') {
        return false;
    }
    let rest = match rest.strip_prefix(b".") {
        None => rest,
        Some(rest) => match split_digits(rest) {
            (b"", _) => return false,
            (_, rest) => rest,
        },
    };
    match rest {
        [] => true,
        [b'e' | b'E', exponent @ ..] => {
            let digits = match exponent {
                [b'+' | b'-', digits @ ..] => digits,
                digits => digits,
            };
            !digits.is_empty() && split_digits(digits).1.is_empty()
        }
        _ => false,
    }
}

fn split_digits(text: &[u8]) -> (&[u8], &[u8]) {
    text.split_at(text.iter().position(|byte| !byte.is_ascii_digit()).unwrap_or(text.len()))
}

/// Returns the end of a string's plain part: the position of a quote, a backslash, a control character or the end of the text.
/// Checks eight bytes at a time: `(word - n) & !word` sets the high bit of each byte that is smaller than `n`
/// (and possibly of bytes after it, so only the first one counts).
#[inline]
fn plain_end(bytes: &[u8], mut at: usize) -> usize {
    const ONES: u64 = u64::from_ne_bytes([1; 8]);
    const HIGHS: u64 = u64::from_ne_bytes([0x80; 8]);
    const QUOTES: u64 = u64::from_ne_bytes([b'"'; 8]);
    const BACKSLASHES: u64 = u64::from_ne_bytes([b'\\'; 8]);
    let below = |word: u64, n: u64| word.wrapping_sub(ONES * n) & !word;
    while let Some(chunk) = bytes.get(at..).and_then(|rest| rest.first_chunk()) {
        let word = u64::from_le_bytes(*chunk);
        let stops = below(word, 0x20) | below(word ^ QUOTES, 1) | below(word ^ BACKSLASHES, 1);
        match stops & HIGHS {
            0 => at += 8,
            stops => return at + (stops.trailing_zeros() / 8) as usize,
        }
    }
    while bytes.get(at).is_some_and(|byte| !matches!(byte, b'"' | b'\\' | 0..0x20)) {
        at += 1;
    }
    at
}
