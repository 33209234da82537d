//! Diagnostics: the location of an error (document and JSON pointer), what is wrong, and how to fix it.
//!
//! Each stage collects all its diagnostics before it fails.

use std::borrow::Cow;
use std::fmt;
use std::ops::Deref;

use indexmap::IndexMap;

use crate::text::{printable, shortened, thousands};

/// The longest text of [`Diagnostics`], in bytes. Leaves room for a line that says what was left out.
const MAX_BYTES: usize = 63 << 10;

/// The longest text of one error, in characters.
const MAX_WHAT: usize = 2000;

/// The longest file name, in characters.
const MAX_NAME: usize = 200;

/// The most equal errors that are shown one by one.
const MAX_EQUAL: usize = 3;

/// The most further locations of equal errors that are listed.
const MAX_LISTED: usize = 3;

/// The result of a stage: its output, or every error it found.
pub type Result<T> = std::result::Result<T, Diagnostics>;

/// A JSON pointer (RFC 6901) into a document. The empty pointer is the document itself.
#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Pointer(String);

impl Pointer {
    /// Returns the pointer to the whole document.
    #[must_use]
    pub const fn root() -> Self {
        Self(String::new())
    }

    /// Parses a pointer, with or without the leading `#` of a `$ref`. Returns `None` if `text` isn't a valid pointer.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        let text = text.strip_prefix('#').unwrap_or(text);
        let escapes_are_whole = text.split('~').skip(1).all(|rest| rest.starts_with(['0', '1']));
        let valid = (text.is_empty() || text.starts_with('/')) && escapes_are_whole;
        valid.then(|| Self(text.to_owned()))
    }

    /// Returns the pointer to the member `key` of this value. `/` and `~` are escaped.
    #[must_use]
    pub fn child(&self, key: &str) -> Self {
        let mut pointer = String::with_capacity(self.0.len() + key.len() + 1);
        pointer.push_str(&self.0);
        pointer.push('/');
        for character in key.chars() {
            match character {
                '~' => pointer.push_str("~0"),
                '/' => pointer.push_str("~1"),
                other => pointer.push(other),
            }
        }
        Self(pointer)
    }

    /// Returns the pointer to an item of this list.
    #[must_use]
    pub fn index(&self, index: usize) -> Self {
        Self(format!("{}/{index}", self.0))
    }

    /// Returns the pointer to a nested member: calls [`child`](Self::child) for each key in turn.
    #[must_use]
    pub fn join<'a>(&self, keys: impl IntoIterator<Item = &'a str>) -> Self {
        keys.into_iter().fold(self.clone(), |pointer, key| pointer.child(key))
    }

    /// Returns the unescaped keys, starting at the root.
    pub fn keys(&self) -> impl DoubleEndedIterator<Item = String> + '_ {
        let keys = self.0.strip_prefix('/').map(|keys| keys.split('/'));
        keys.into_iter().flatten().map(|key| key.replace("~1", "/").replace("~0", "~"))
    }

    /// Returns the pointer as a string, such as `/paths/~1v1~1Services/get`.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for Pointer {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// A location in an input file.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Location {
    /// The file name, such as `twilio_api_v2010.yaml`.
    pub document: String,
    /// The location in the file.
    pub pointer: Pointer,
}

impl Location {
    /// Creates a location in `document`.
    pub fn new(document: impl Into<String>, pointer: Pointer) -> Self {
        Self { document: document.into(), pointer }
    }

    /// Creates a location for the whole document.
    pub fn whole(document: impl Into<String>) -> Self {
        Self::new(document, Pointer::root())
    }
}

impl fmt::Display for Location {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&printable(&shortened(&self.document, MAX_NAME)))?;
        match self.pointer.as_str() {
            "" => Ok(()),
            pointer => write!(f, "#{}", printable(&middle_cut(pointer))),
        }
    }
}

/// Cuts the middle out of a pointer that is too long to read, because names can have any length.
fn middle_cut(pointer: &str) -> Cow<'_, str> {
    let start = pointer.char_indices().nth(300);
    let end = pointer.char_indices().nth_back(99);
    match (start, end) {
        (Some((start, _)), Some((end, _))) if start < end => {
            format!("{}…{}", &pointer[..start], &pointer[end..]).into()
        }
        _ => pointer.into(),
    }
}

/// One error in an input.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Diagnostic {
    /// The location of the error.
    pub location: Location,
    /// What is wrong: lower case, names in backticks, no full stop at the end.
    pub what: String,
    /// How to fix it, if known.
    pub help: Option<String>,
}

impl Diagnostic {
    /// Creates a diagnostic without help.
    pub fn new(location: Location, what: impl Into<String>) -> Self {
        Self { location, what: what.into(), help: None }
    }

    /// Adds how to fix the error.
    #[must_use]
    pub fn help(mut self, help: impl Into<String>) -> Self {
        self.help = Some(help.into());
        self
    }
}

impl fmt::Display for Diagnostic {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&grouped(&[self]))
    }
}

/// The errors that a stage found, in the order it found them. Never empty in an `Err`.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Diagnostics(Vec<Diagnostic>);

impl Diagnostics {
    /// Creates an empty list.
    #[must_use]
    pub const fn new() -> Self {
        Self(Vec::new())
    }

    /// Adds a diagnostic.
    pub fn push(&mut self, diagnostic: Diagnostic) {
        self.0.push(diagnostic);
    }

    /// Returns the value of `result`, or adds its diagnostics to these.
    pub fn absorb<T>(&mut self, result: Result<T>) -> Option<T> {
        match result {
            Ok(value) => Some(value),
            Err(diagnostics) => {
                self.extend(diagnostics);
                None
            }
        }
    }

    /// Returns `value` if there are no diagnostics.
    ///
    /// # Errors
    /// Returns these diagnostics if there are any.
    pub fn into_result<T>(self, value: T) -> Result<T> {
        match self.is_empty() {
            true => Ok(value),
            false => Err(self),
        }
    }
}

impl From<Diagnostic> for Diagnostics {
    fn from(diagnostic: Diagnostic) -> Self {
        Self(vec![diagnostic])
    }
}

impl Extend<Diagnostic> for Diagnostics {
    fn extend<I: IntoIterator<Item = Diagnostic>>(&mut self, diagnostics: I) {
        self.0.extend(diagnostics);
    }
}

impl FromIterator<Diagnostic> for Diagnostics {
    fn from_iter<I: IntoIterator<Item = Diagnostic>>(diagnostics: I) -> Self {
        Self(diagnostics.into_iter().collect())
    }
}

impl IntoIterator for Diagnostics {
    type Item = Diagnostic;
    type IntoIter = std::vec::IntoIter<Diagnostic>;

    fn into_iter(self) -> Self::IntoIter {
        self.0.into_iter()
    }
}

impl Deref for Diagnostics {
    type Target = [Diagnostic];

    fn deref(&self) -> &[Diagnostic] {
        &self.0
    }
}

/// Many equal errors are shown once, with their number. The text has at most 64 KiB.
impl fmt::Display for Diagnostics {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut equal: IndexMap<_, Vec<&Diagnostic>> = IndexMap::new();
        for diagnostic in &self.0 {
            equal.entry((&diagnostic.what, &diagnostic.help)).or_default().push(diagnostic);
        }
        let (mut bytes, mut shown) = (0, 0);
        for diagnostic in &self.0 {
            let group = match equal.get(&(&diagnostic.what, &diagnostic.help)) {
                Some(group) if group.len() <= MAX_EQUAL => &[diagnostic],
                Some(group) if group.first().is_some_and(|first| std::ptr::eq(*first, diagnostic)) => group.as_slice(),
                _ => continue,
            };
            let text = grouped(group);
            bytes += text.len() + 1;
            let separator = if shown > 0 { "\n" } else { "" };
            if bytes > MAX_BYTES {
                return write!(f, "{separator}error: {} more, which aren't shown", thousands(self.0.len() - shown));
            }
            write!(f, "{separator}{text}")?;
            shown += group.len();
        }
        Ok(())
    }
}

/// Returns the text of equal errors.
fn grouped(group: &[&Diagnostic]) -> String {
    let [first, rest @ ..] = group else { return String::new() };
    let times = if rest.is_empty() { String::new() } else { format!(" ({} times)", thousands(group.len())) };
    let what = printable(&shortened(&first.what, MAX_WHAT));
    let mut lines = vec![format!("error: {}: {what}{times}", first.location)];
    lines.extend(rest.iter().take(MAX_LISTED).map(|other| format!("  also at {}", other.location)));
    if rest.len() > MAX_LISTED {
        lines.push(format!("  also at {} more places", thousands(rest.len() - MAX_LISTED)));
    }
    lines.extend(first.help.iter().map(|help| format!("help: {}", printable(help))));
    lines.join("\n")
}

impl std::error::Error for Diagnostics {}
