//! Encodes the parameters of a request: the URL into one buffer, the form into another, each allocated once.
//!
//! There are two passes over the parameters. The first adds up the required space, checks values, and creates headers and JSON
//! body. Then the buffers are allocated, and the second pass writes the bytes.

mod debug;
mod extra;
mod map;
mod percent;
pub(crate) mod plain;
mod target;

pub use debug::debug_request;
pub(crate) use percent::percent_encoded;

use crate::context::Context;
use crate::error::Error;
use crate::input::{InputMap, InputValue, Inputs};
use crate::json::{self, Extra, JsonValue};
use crate::operation::{Body, Operation};
use bytes::Bytes;
use http::header::{ACCEPT, CONTENT_TYPE, HeaderMap, HeaderName, HeaderValue};
use percent::Buffer;
use plain::Plain;
use std::fmt::Debug;
use target::Target;

/// Encodes the parameters of one request; see the module's documentation.
#[derive(Debug)]
pub struct Encoder<'a> {
    operation: &'static Operation,
    context: &'a Context,
    writing: bool,
    place: Place,
    name: &'static str,
    target: Target,
    form: Buffer,
    form_len: usize,
    json: Option<Vec<u8>>,
    headers: HeaderMap,
    error: Option<Error>,
}

/// The space for an encoded timestamp, whose colons become three bytes each.
const PLAIN_ROOM: usize = plain::ROOM + 4;

/// The location of the current parameter.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Place {
    Path,
    Query,
    Header,
    Form,
    Body,
}

impl<'a> Encoder<'a> {
    /// Creates an encoder that counts. After [`Encoder::write`], it writes.
    pub fn new(operation: &'static Operation, context: &'a Context) -> Self {
        Self {
            operation,
            context,
            writing: false,
            place: Place::Path,
            name: "",
            target: Target::new(context.origin(operation.server).len(), operation.path),
            form: Buffer::default(),
            form_len: 0,
            json: None,
            headers: HeaderMap::new(),
            error: None,
        }
    }

    /// Allocates the buffers. The same parameters must then be passed again.
    pub fn write(&mut self) {
        self.writing = true;
        if self.error.is_none() {
            self.target.write(&self.context.origin(self.operation.server));
            self.form = Buffer::new(self.form_len);
        }
    }

    /// Returns what was written, or the first error.
    pub fn finish(self) -> Result<Encoded, Error> {
        if let Some(error) = self.error {
            return Err(error);
        }
        let url = self.target.finish().map_err(|fault| Error::unsendable(self.operation, fault))?;
        let body = match self.operation.body {
            Body::Form => Some(self.form.into_bytes()),
            _ => self.json,
        };
        Ok(Encoded { operation: self.operation, url, headers: self.headers, body })
    }

    /// Adds one string of the current parameter.
    pub(crate) fn text(&mut self, text: &str) {
        match (self.place, self.writing) {
            (Place::Query | Place::Form, _) => self.named_text(self.name, text),
            (Place::Path, false) => self.check_path(text),
            (Place::Path, true) => self.target.push_path(self.name, text),
            (Place::Header, false) => self.push_header(text),
            (Place::Header, true) | (Place::Body, _) => {}
        }
    }

    /// Adds one short string of the current parameter, which is formatted only when it is needed.
    #[inline]
    pub(crate) fn plain(&mut self, make: impl FnOnce() -> Option<Plain>) {
        match (self.place, self.writing) {
            (Place::Query, false) => self.target.reserve(self.name, PLAIN_ROOM),
            (Place::Form, false) => self.form_len += percent::room_for_name(self.name) + PLAIN_ROOM + 2,
            _ => match make() {
                Some(plain) => self.text(plain.as_str()),
                None => self.refuse("is before the year 0, which can't be sent"),
            },
        }
    }

    /// Adds one string under this name to the query, or, if that is the current location, to the form.
    #[inline]
    fn named_text(&mut self, name: &str, text: &str) {
        match (self.place, self.writing) {
            (Place::Form, false) => self.form_len += percent::room_for_name(name) + percent::room_for(text) + 2,
            (Place::Form, true) => self.push_form(name, text),
            (_, false) => self.target.count_query(name, text),
            (_, true) => self.target.push_query(name, text),
        }
    }

    /// Returns whether there already is a parameter of this name in the current location, the form or the query.
    fn has(&self, name: &str) -> bool {
        match self.place {
            Place::Form => percent::has_pair(self.form.written(), name),
            _ => self.target.has_query(name),
        }
    }

    /// Records that the current parameter can't be sent. Only the first such error counts.
    #[cold]
    pub(crate) fn refuse(&mut self, fault: &str) {
        self.refuse_named(self.name, fault);
    }

    /// Records that the parameter of this name, in the current location, can't be sent.
    #[cold]
    fn refuse_named(&mut self, name: &str, fault: &str) {
        if self.error.is_none() {
            let location = match self.place {
                Place::Path => "path parameter",
                Place::Query => "query parameter",
                Place::Header => "header",
                Place::Form => "form property",
                Place::Body => "body",
            };
            let fault = match name.escape_debug().to_string().as_str() {
                "" => format!("{location} {fault}"),
                name => format!("{location} `{name}` {fault}"),
            };
            self.error = Some(Error::unsendable(self.operation, fault));
        }
    }

    fn at(&mut self, place: Place, name: &'static str) {
        self.place = place;
        self.name = name;
    }

    fn push_form(&mut self, name: &str, text: &str) {
        if !self.form.is_empty() {
            self.form.push(b'&');
        }
        self.form.push_component(name);
        self.form.push(b'=');
        self.form.push_component(text);
    }

    /// Rejects values that would address another resource. No other value can make a segment `.` or `..`, whatever else the
    /// segment contains.
    fn check_path(&mut self, text: &str) {
        match text {
            "" => self.refuse("is empty, which would address another resource"),
            "." | ".." => self.refuse("is `.` or `..`, which would address another resource"),
            _ => self.target.count_path(self.name, text),
        }
    }

    fn push_header(&mut self, text: &str) {
        if is_the_clients(self.name) {
            return;
        }
        let (Ok(name), Ok(mut value)) =
            (HeaderName::from_bytes(self.name.as_bytes()), HeaderValue::from_bytes(text.as_bytes()))
        else {
            return self.refuse("contains a line break or another character that isn't allowed in a header");
        };
        value.set_sensitive(self.operation.private.contains(&self.name));
        self.headers.append(name, value);
    }
}

/// Returns whether a header is set by the client: those that OpenAPI ignores as parameters, and those that frame a message.
pub(crate) fn is_the_clients(name: &str) -> bool {
    const OURS: [&str; 6] = ["authorization", "accept", "content-type", "content-length", "host", "transfer-encoding"];
    OURS.iter().any(|ours| name.eq_ignore_ascii_case(ours))
}

// Not inlined: a request is a list of calls, and all requests together make ten thousand of them.
impl Inputs<'_> for Encoder<'_> {
    #[inline(never)]
    fn account(&mut self, name: &'static str, value: &Option<String>) {
        self.at(Place::Path, name);
        let context = self.context;
        match value.as_ref().or(context.account_sid.as_ref()) {
            Some(account_sid) => self.text(account_sid),
            None => self.refuse("is not set: set it on the request, or for all requests on the context or client"),
        }
    }

    #[inline(never)]
    fn path<T: InputValue>(&mut self, name: &'static str, value: &T) {
        self.at(Place::Path, name);
        value.texts(self);
    }

    #[inline(never)]
    fn query<T: InputValue>(&mut self, name: &'static str, value: &T) {
        self.at(Place::Query, name);
        value.texts(self);
    }

    #[inline(never)]
    fn query_map<T: InputMap>(&mut self, _: &'static str, prefix: &'static str, value: &T) {
        self.at(Place::Query, prefix);
        if let Some(json) = value.json() {
            map::flatten(self, prefix, json.get());
        }
    }

    #[inline(never)]
    fn header<T: InputValue>(&mut self, name: &'static str, value: &T) {
        self.at(Place::Header, name);
        if !self.writing {
            value.texts(self);
        }
    }

    #[inline(never)]
    fn form<T: InputValue>(&mut self, name: &'static str, value: &T) {
        self.at(Place::Form, name);
        value.texts(self);
    }

    #[inline(never)]
    fn body<T: JsonValue + Debug>(&mut self, _: &'static str, value: &T) {
        self.at(Place::Body, "");
        if self.writing || value.is_absent() {
            return;
        }
        match json::to_vec_request(value) {
            Ok(text) => self.json = Some(text),
            Err(error) => self.refuse(&format!("can't be written as JSON: {error}")),
        }
    }

    #[inline]
    fn extra(&mut self, extra: &Extra) {
        extra::encode(self, extra);
    }
}

/// An encoded request, before it becomes an [`http::Request`].
#[derive(Debug)]
pub struct Encoded {
    operation: &'static Operation,
    /// The whole URL.
    pub url: Vec<u8>,
    /// The declared headers.
    pub headers: HeaderMap,
    /// The body, if there is one.
    pub body: Option<Vec<u8>>,
}

impl Encoded {
    /// Converts this to an [`http::Request`].
    pub fn into_http(mut self, context: &Context) -> Result<http::Request<Bytes>, Error> {
        let length = self.url.len();
        let uri = http::Uri::from_maybe_shared(Bytes::from(self.url)).map_err(|error| {
            Error::unsendable(self.operation, format_args!("URL of {length} bytes is invalid: {error}"))
        })?;
        if let Some(accept) = self.operation.accept {
            self.headers.append(ACCEPT, HeaderValue::from_static(accept));
        }
        if let (Some(_), Some(content_type)) = (&self.body, self.operation.body.content_type()) {
            self.headers.append(CONTENT_TYPE, HeaderValue::from_static(content_type));
        }
        let mut request = http::Request::new(self.body.map_or_else(Bytes::new, Bytes::from));
        *request.method_mut() = self.operation.method.clone();
        *request.uri_mut() = uri;
        *request.headers_mut() = self.headers;
        if let Some(rebased) = context.rebased() {
            request.extensions_mut().insert(rebased);
        }
        Ok(request)
    }
}
