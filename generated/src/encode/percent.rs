//! Percent-encoding into a buffer: text in, bytes that are safe in a URL or a form out.
//!
//! Only `A-Za-z0-9-._~` stay. Eight bytes are looked up at a time: where all of them stay, they are copied at once;
//! where not, each writes four bytes, of which the next one overwrites those too many.

/// What each byte becomes in a query or a form.
static COMPONENT: [Become; 256] = becomes(*b"+\0\0", 1);

/// What each byte becomes in a path segment.
static SEGMENT: [Become; 256] = becomes(*b"%20", 3);

/// Up to three bytes, then how many, with [`CHANGED`] where they are others than the byte itself; little-endian.
type Become = u32;

const CHANGED: u32 = 0x80 << 24;

/// The most that eight bytes become, and what the last of them writes beyond that.
const WINDOW: usize = 32;

/// Longer texts are counted exactly, as three times their length would be much.
const SHORT: usize = 64;

/// Room enough for `text`, encoded.
#[inline]
pub(super) fn room_for(text: &str) -> usize {
    match text.len() {
        len @ ..=SHORT => 3 * len,
        len => len + 2 * text.bytes().filter(|b| !is_kept(*b)).count(),
    }
}

/// Room enough for `name`, encoded: names come out of documents and hold one operator at most. A worse one makes the buffer grow.
#[inline]
pub(super) fn room_for_name(name: &str) -> usize {
    name.len() + 2
}

/// Bytes that are written one after another; room for all of them is made at the start.
#[derive(Debug, Default)]
pub(super) struct Buffer {
    bytes: Vec<u8>,
    at: usize,
}

impl Buffer {
    /// A buffer for `len` bytes.
    pub(super) fn new(len: usize) -> Self {
        Self { bytes: vec![0; len + WINDOW], at: 0 }
    }

    pub(super) fn is_empty(&self) -> bool {
        self.at == 0
    }

    /// What was written.
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

    /// Writes `text` as a query or form component, where a space is `+`.
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

    /// The next [`WINDOW`] bytes.
    #[inline]
    fn window(&mut self) -> &mut [u8; WINDOW] {
        match self.room(WINDOW).first_chunk_mut() {
            Some(window) => window,
            None => unreachable!("room is as long as it was asked to be"),
        }
    }

    /// The next `len` bytes. As a rule there is room, as all was counted.
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
    // Never more than 21 here; saying so spares the check of bounds.
    let len = len.min(WINDOW - 4);
    room[len..len + 4].copy_from_slice(&one.to_le_bytes());
    len + (one >> 24 & 3) as usize
}

const fn is_kept(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'.' | b'_' | b'~')
}

const fn becomes(space: [u8; 3], space_len: u8) -> [Become; 256] {
    const DIGITS: &[u8; 16] = b"0123456789ABCDEF";
    let mut becomes = [0; 256];
    let mut byte = 0_usize;
    while byte < 256 {
        becomes[byte] = match byte as u8 {
            kept if is_kept(kept) => u32::from_le_bytes([kept, 0, 0, 1]),
            b' ' => CHANGED | u32::from_le_bytes([space[0], space[1], space[2], space_len]),
            _ => CHANGED | u32::from_le_bytes([b'%', DIGITS[byte >> 4], DIGITS[byte & 15], 3]),
        };
        byte += 1;
    }
    becomes
}
