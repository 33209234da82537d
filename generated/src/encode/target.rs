//! Encodes a URL from origin, path template and query: first counts, then writes.

use super::percent::{self, Buffer};
use crate::context::Origin;

/// A URL that is being encoded.
#[derive(Debug)]
pub(super) struct Target {
    url: Buffer,
    len: usize,
    /// The part of the path template that isn't written yet.
    template: &'static str,
    /// Whether the path parameters don't match the template's.
    mismatch: bool,
    queried: bool,
}

impl Target {
    pub(super) fn new(origin_len: usize, template: &'static str) -> Self {
        Self { url: Buffer::default(), len: origin_len + template.len(), template, mismatch: false, queried: false }
    }

    pub(super) fn count_path(&mut self, name: &str, value: &str) {
        // The template's length already includes the braces and the name.
        self.len += percent::room_for(value);
        self.len = self.len.saturating_sub(name.len() + 2);
    }

    pub(super) fn count_query(&mut self, name: &str, value: &str) {
        self.reserve(name, percent::room_for(value));
    }

    /// Counts a query parameter with a value of at most `len` bytes.
    pub(super) fn reserve(&mut self, name: &str, len: usize) {
        self.len += percent::room_for_name(name) + len + 2;
    }

    /// Allocates the buffer and writes the origin.
    pub(super) fn write(&mut self, origin: &Origin<'_>) {
        self.url = Buffer::new(self.len);
        for piece in origin.pieces() {
            self.url.push_str(piece);
        }
    }

    /// Writes the template up to the next parameter, and replaces the parameter with the value.
    pub(super) fn push_path(&mut self, name: &str, value: &str) {
        let Some((literal, rest)) = self.template.split_once('{') else {
            self.mismatch = true;
            return;
        };
        let Some(rest) = rest.strip_prefix(name).and_then(|it| it.strip_prefix('}')) else {
            self.mismatch = true;
            return;
        };
        self.url.push_str(literal);
        self.url.push_segment(value);
        self.template = rest;
    }

    pub(super) fn push_query(&mut self, name: &str, value: &str) {
        if self.queried {
            self.url.push(b'&');
        } else {
            self.push_rest();
            self.url.push(b'?');
            self.queried = true;
        }
        self.url.push_component(name);
        self.url.push(b'=');
        self.url.push_component(value);
    }

    /// Returns whether the query already has a parameter of this name.
    pub(super) fn has_query(&self, name: &str) -> bool {
        let query = self.url.written().iter().position(|byte| *byte == b'?').map(|at| &self.url.written()[at + 1..]);
        self.queried && query.is_some_and(|query| percent::has_pair(query, name))
    }

    /// Returns the whole URL, or what is wrong with it.
    pub(super) fn finish(mut self) -> Result<Vec<u8>, &'static str> {
        if !self.queried {
            self.push_rest();
        }
        if self.mismatch || self.template.as_bytes().contains(&b'{') {
            return Err("its parameters don't match its path template");
        }
        Ok(self.url.into_bytes())
    }

    fn push_rest(&mut self) {
        self.url.push_str(self.template);
    }
}
