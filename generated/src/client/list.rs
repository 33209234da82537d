//! [`List`], a list that hasn't been requested yet, of either client.

use std::fmt;

use super::{
    call::{Options, option_setters},
    walk::{Start, Walk},
};
use crate::{context::Context, page::Page, request::Request};

/// A list that hasn't been requested yet, returned by the client's `list` method.
///
/// ```no_run
/// # #[cfg(all(feature = "client", feature = "api"))]
/// # async fn run(client: twilio_bindings::Client) -> Result<(), twilio_bindings::Error> {
/// use twilio_bindings::api::v2010::ListMessage;
///
/// let mut messages = client.list(ListMessage::new().to("+15558881111")).limit(200).items();
/// while let Some(message) = messages.next().await {
///     println!("{:?}", message?.sid);
/// }
/// # Ok(()) }
/// ```
///
/// ```no_run
/// # #[cfg(all(feature = "blocking", feature = "api"))]
/// # fn run(client: twilio_bindings::blocking::Client) -> Result<(), twilio_bindings::Error> {
/// use twilio_bindings::api::v2010::ListMessage;
///
/// for message in client.list(ListMessage::new().to("+15558881111")).limit(200).items() {
///     println!("{:?}", message?.sid);
/// }
/// # Ok(()) }
/// ```
///
/// `pages` returns whole pages, for example to store where to continue. Import [`Page`] to call their methods:
///
/// ```no_run
/// # #[cfg(all(feature = "client", feature = "api"))]
/// # async fn run(client: twilio_bindings::Client) -> Result<(), twilio_bindings::Error> {
/// use twilio_bindings::{Page, api::v2010::ListMessage};
///
/// let mut pages = client.list(ListMessage::new().to("+15558881111")).page_size(100).pages();
/// while let Some(page) = pages.next().await {
///     let messages = page?.into_inner().into_records();
///     println!("{} messages; continue at {:?}", messages.len(), pages.next_page_uri());
/// }
/// # Ok(()) }
/// ```
///
/// ```no_run
/// # #[cfg(all(feature = "blocking", feature = "api"))]
/// # fn run(client: twilio_bindings::blocking::Client) -> Result<(), twilio_bindings::Error> {
/// use twilio_bindings::{Page, api::v2010::ListMessage};
///
/// let mut pages = client.list(ListMessage::new().to("+15558881111")).page_size(100).pages();
/// while let Some(page) = pages.next() {
///     let messages = page?.into_inner().into_records();
///     println!("{} messages; continue at {:?}", messages.len(), pages.next_page_uri());
/// }
/// # Ok(()) }
/// ```
#[must_use = "a list is only requested by `items` or `pages`"]
pub struct List<C, R> {
    pub(super) client: C,
    request: R,
    start: Start,
    pub(super) options: Options,
}

impl<C, R: Request<Response: Page>> List<C, R> {
    pub(super) fn new(client: C, request: R) -> Self {
        Self { client, request, start: Start::default(), options: Options::default() }
    }

    /// Sets the maximum number of items. `pages` returns whole pages, and ends with the page that reaches the limit.
    pub fn limit(mut self, limit: usize) -> Self {
        self.start.limit = Some(limit);
        self
    }

    /// Sets the number of items per page, if the list supports it: often up to 1,000, sometimes only up to 50.
    ///
    /// If not set, Twilio chooses the page size, but a [`limit`](Self::limit) below 50 is sent as the page size.
    pub fn page_size(mut self, page_size: u32) -> Self {
        self.start.page_size = Some(page_size);
        self
    }

    /// Starts with the page at this address, which came from `Pages::next_page_uri` or `Items::page_uri`, possibly in another
    /// process.
    ///
    /// An address on a host other than the list's is an error, and nothing is sent there.
    pub fn starting_at(mut self, address: impl Into<String>) -> Self {
        self.start.address = Some(address.into());
        self
    }

    option_setters!("each page's request");

    /// Returns the walk through the pages.
    pub(super) fn walk(&self, context: &Context) -> Walk<R> {
        self.start.walk(self.options.encode(&self.request, context))
    }
}

impl<C, R> fmt::Debug for List<C, R> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("List").finish_non_exhaustive()
    }
}
