//! Blocking lists, by page or by item.

use http::Uri;
use std::{fmt, iter::FusedIterator, vec};

use super::Client;
use crate::{
    client::walk::{Start, Walk},
    error::Error,
    page::Page,
    request::Request,
    response::Response,
};

/// A list that hasn't been requested yet, returned by [`Client::list`].
///
/// ```no_run
/// # #[cfg(feature = "api")]
/// # fn run(client: twilio_bindings::blocking::Client) -> Result<(), twilio_bindings::Error> {
/// use twilio_bindings::api::v2010::ListMessage;
///
/// for message in client.list(ListMessage::new().to("+15558881111")).limit(200).items() {
///     println!("{:?}", message?.sid);
/// }
/// # Ok(()) }
/// ```
#[must_use]
pub struct List<R> {
    client: Client,
    start: Start<R>,
}

/// The pages of a list.
///
/// Ends after the last page, and after an error.
#[must_use]
pub struct Pages<R> {
    client: Client,
    walk: Walk<R>,
}

/// The items of a list.
///
/// Requests the next page after the last item of the current one, so that at most one page is in memory. Ends after the last
/// item, and after an error.
#[must_use]
pub struct Items<R: Request<Response: Page>> {
    pages: Pages<R>,
    records: vec::IntoIter<Record<R>>,
    page: Option<Uri>,
}

type Record<R> = <<R as Request>::Response as Page>::Record;

impl<R: Request<Response: Page>> List<R> {
    pub(super) fn new(client: Client, request: &R) -> Self {
        let start = Start::new(request, client.context());
        Self { client, start }
    }

    /// Sets the maximum number of items. [`pages`](Self::pages) returns whole pages, and ends with the page that reaches the
    /// limit.
    pub fn limit(mut self, limit: usize) -> Self {
        self.start.limit(limit);
        self
    }

    /// Sets the number of items per page, if the list supports it: often up to 1,000, sometimes only up to 50.
    ///
    /// If not set, Twilio chooses the page size, but a [`limit`](Self::limit) below 50 is sent as the page size.
    pub fn page_size(mut self, page_size: u32) -> Self {
        self.start.page_size(page_size);
        self
    }

    /// Starts with the page at this address, which came from [`Pages::next_page_uri`] or [`Items::page_uri`], possibly in
    /// another process.
    ///
    /// An address on a host other than the list's is an error, and nothing is sent there.
    pub fn starting_at(mut self, address: impl Into<String>) -> Self {
        self.start.starting_at(address.into());
        self
    }

    /// Returns the pages of the list.
    pub fn pages(self) -> Pages<R> {
        Pages { client: self.client, walk: self.start.walk() }
    }

    /// Returns the items of the list.
    pub fn items(self) -> Items<R> {
        let pages = self.pages();
        Items { page: pages.walk.address().cloned(), pages, records: Vec::new().into_iter() }
    }
}

impl<R> Pages<R>
where
    R: Request<Response: Page>,
{
    /// Returns the address of the next page, to continue there later. After an error, this is the page that failed.
    pub fn next_page_uri(&self) -> Option<&Uri> {
        self.walk.address()
    }
}

impl<R: Request<Response: Page>> Items<R> {
    /// Returns the address of the page of the last item, to start there later. After an error, this is the page that failed.
    pub fn page_uri(&self) -> Option<&Uri> {
        self.page.as_ref()
    }
}

impl<R: Request<Response: Page>> Iterator for Pages<R> {
    type Item = Result<Response<R::Response>, Error>;

    fn next(&mut self) -> Option<Self::Item> {
        let request = match self.walk.ask()? {
            Ok(request) => request,
            Err(error) => return Some(Err(error)),
        };
        let response = self.client.send_http(R::OPERATION, request);
        Some(self.walk.arrive(response))
    }
}

impl<R: Request<Response: Page>> Iterator for Items<R> {
    type Item = Result<Record<R>, Error>;

    fn next(&mut self) -> Option<Self::Item> {
        loop {
            if let Some(record) = self.records.next() {
                return Some(Ok(record));
            }
            let wanted = self.pages.walk.left().unwrap_or(usize::MAX);
            self.page = self.pages.walk.address().cloned();
            match self.pages.next()? {
                Ok(page) => {
                    let mut records = page.into_inner().into_records();
                    records.truncate(wanted);
                    self.records = records.into_iter();
                }
                Err(error) => return Some(Err(error)),
            }
        }
    }
}

impl<R: Request<Response: Page>> FusedIterator for Pages<R> {}

impl<R: Request<Response: Page>> FusedIterator for Items<R> {}

impl<R> fmt::Debug for List<R> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("List").finish_non_exhaustive()
    }
}

impl<R> fmt::Debug for Pages<R> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Pages").finish_non_exhaustive()
    }
}

impl<R: Request<Response: Page>> fmt::Debug for Items<R> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Items").field("left_of_page", &self.records.len()).finish_non_exhaustive()
    }
}
