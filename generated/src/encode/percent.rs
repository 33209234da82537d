//! Percent-encodes strings into a buffer, for a URL or a form.
//!
//! Only `A-Za-z0-9-._~` stay as they are. Eight bytes are looked up at a time: if all of them stay, they are copied at once;
//! if not, each writes four bytes, and the next one overwrites those that are too many.

/// What each byte is encoded as in a path segment. The loops call no functions, because the compiler evaluates them whenever it
/// checks the crate, and calls would take it longer.
static SEGMENT: [Become; 256] = {
    const DIGITS: &[u8; 16] = b"0123456789ABCDEF";
    const KEPT: &[u8] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~";
    let mut becomes = [0; 256];
    let mut byte = 0;
    while byte < 256 {
        let (high, low) = (DIGITS[byte >> 4] as u32, DIGITS[byte & 15] as u32);
        becomes[byte] = CHANGED | 3 << 24 | low << 16 | high << 8 | b'%' as u32;
        byte += 1;
    }
    let mut index = 0;
    while index < KEPT.len() {
        becomes[KEPT[index] as usize] = 1 << 24 | KEPT[index] as u32;
        index += 1;
    }
    becomes
};

/// What each byte is encoded as in a query or a form: only a space differs.
static COMPONENT: [Become; 256] = {
    let mut becomes = SEGMENT;
    becomes[b' ' as usize] = CHANGED | 1 << 24 | b'+' as u32;
    becomes
};

/// Up to three bytes, then their number, with [`CHANGED`] if they differ from the byte itself; little-endian.
type Become = u32;

const CHANGED: u32 = 0x80 << 24;

/// The most that eight bytes are encoded as, plus what the last of them writes beyond that.
const WINDOW: usize = 32;

/// The length of the longest string for which three times its length is reserved. Longer ones are counted exactly.
const SHORT: usize = 64;

/// Returns enough space for `text`, encoded.
#[inline]
pub(super) fn room_for(text: &str) -> usize {
    match text.len() {
        len @ ..=SHORT => 3 * len,
        len => len + 2 * text.bytes().filter(|byte| SEGMENT[usize::from(*byte)] & CHANGED != 0).count(),
    }
}

/// Returns enough space for `name`, encoded. Names come from documents and contain at most one operator; for a name with more,
/// the buffer grows.
#[inline]
pub(super) fn room_for_name(name: &str) -> usize {
    name.len() + 2
}

/// Returns whether `pairs`, a query or a form, contains one of this name.
pub(super) fn has_pair(pairs: &[u8], name: &str) -> bool {
    let mut start = Buffer::default();
    start.push_component(name);
    start.push(b'=');
    pairs.split(|byte| *byte == b'&').any(|pair| pair.starts_with(start.written()))
}

/// Returns `text` percent-encoded, with a space as `%20`, which any part of a URL can contain.
pub(crate) fn percent_encoded(text: &str) -> String {
    let mut buffer = Buffer::new(room_for(text));
    buffer.push_segment(text);
    String::from_utf8_lossy(buffer.written()).into_owned()
}

/// Bytes that are written in order; space for all of them is allocated at the start.
#[derive(Debug, Default)]
pub(super) struct Buffer {
    bytes: Vec<u8>,
    at: usize,
}

impl Buffer {
    /// Creates a buffer for `len` bytes.
    pub(super) fn new(len: usize) -> Self {
        Self { bytes: vec![0; len + WINDOW], at: 0 }
    }

    pub(super) fn is_empty(&self) -> bool {
        self.at == 0
    }

    /// Returns what was written so far.
    pub(super) fn written(&self) -> &[u8] {
        &self.bytes[..self.at]
    }

    /// Returns what was written.
    pub(super) fn into_bytes(mut self) -> Vec<u8> {
        self.bytes.truncate(self.at);
        self.bytes
    }

    /// Writes one byte as it is.
    #[inline]
    pub(super) fn push(&mut self, byte: u8) {
        self.room(1)[0] = byte;
        self.at += 1;
    }

    /// Writes `text` as it is.
    pub(super) fn push_str(&mut self, text: &str) {
        self.room(text.len()).copy_from_slice(text.as_bytes());
        self.at += text.len();
    }

    /// Writes `text` as a query or form component, with a space as `+`.
    pub(super) fn push_component(&mut self, text: &str) {
        self.push_encoded(text.as_bytes(), &COMPONENT);
    }

    /// Writes `text` into a path segment.
    pub(super) fn push_segment(&mut self, text: &str) {
        self.push_encoded(text.as_bytes(), &SEGMENT);
    }

    #[inline]
    fn push_encoded(&mut self, text: &[u8], becomes: &[Become; 256]) {
        let (eights, rest) = text.as_chunks::<8>();
        for eight in eights {
            let encoded = eight.map(|byte| becomes[usize::from(byte)]);
            let changed = encoded.iter().fold(0, |all, one| all | one) & CHANGED != 0;
            let room = self.window();
            if changed {
                self.at += write_each(room, &encoded);
            } else {
                room[..8].copy_from_slice(eight);
                self.at += 8;
            }
        }
        let room = self.window();
        let mut len = 0;
        for byte in rest {
            len = write(room, len, becomes[usize::from(*byte)]);
        }
        self.at += len;
    }

    /// Returns the next [`WINDOW`] bytes.
    #[inline]
    fn window(&mut self) -> &mut [u8; WINDOW] {
        match self.room(WINDOW).first_chunk_mut() {
            Some(window) => window,
            None => unreachable!("room is as long as requested"),
        }
    }

    /// Returns the next `len` bytes. Usually there is enough space, because everything was counted.
    #[inline]
    fn room(&mut self, len: usize) -> &mut [u8] {
        let end = self.at + len;
        if end > self.bytes.len() {
            self.bytes.resize(end, 0);
        }
        &mut self.bytes[self.at..end]
    }
}

#[inline]
fn write_each(room: &mut [u8; WINDOW], encoded: &[Become; 8]) -> usize {
    encoded.iter().fold(0, |len, &one| write(room, len, one))
}

#[inline]
fn write(room: &mut [u8; WINDOW], len: usize, one: Become) -> usize {
    // Never more than 21 here; this avoids a bounds check.
    let len = len.min(WINDOW - 4);
    room[len..len + 4].copy_from_slice(&one.to_le_bytes());
    len + (one >> 24 & 3) as usize
}
