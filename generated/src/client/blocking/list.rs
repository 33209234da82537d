//! Lists, page by page and item by item.

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

/// A list that is about to be asked for: of [`Client::list`].
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
/// It ends after the last page, and after an error.
#[must_use]
pub struct Pages<R> {
    client: Client,
    walk: Walk<R>,
}

/// The items of a list.
///
/// It asks for a page when the items of the one before are used up, so that no more than one page is in memory. It ends after
/// the last item, and after an error.
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

    /// Ends after so many items. [`pages`](Self::pages) come whole, and end with the one that holds the last of them.
    pub fn limit(mut self, limit: usize) -> Self {
        self.start.limit(limit);
        self
    }

    /// How many items to ask for in each page, where the list lets one ask: often up to 1,000, sometimes no more than 50.
    ///
    /// Without it, Twilio decides, but is not asked for more than a [`limit`](Self::limit) below 50 needs.
    pub fn page_size(mut self, page_size: u32) -> Self {
        self.start.page_size(page_size);
        self
    }

    /// Begins with the page at this address, which [`Pages::next_page`] or [`Items::page`] gave earlier, perhaps to another process.
    ///
    /// An address of another host than the list's is an error, and nothing is sent there.
    pub fn starting_at(mut self, address: impl Into<String>) -> Self {
        self.start.starting_at(address.into());
        self
    }

    /// The list page by page.
    pub fn pages(self) -> Pages<R> {
        Pages { client: self.client, walk: self.start.walk() }
    }

    /// The list item by item.
    pub fn items(self) -> Items<R> {
        let pages = self.pages();
        Items { page: pages.walk.address().cloned(), pages, records: Vec::new().into_iter() }
    }
}

impl<R> Pages<R>
where
    R: Request<Response: Page>,
{
    /// Where the page is that comes next, to go on there another time; after an error, the one that failed.
    pub fn next_page_uri(&self) -> Option<&Uri> {
        self.walk.address()
    }
}

impl<R: Request<Response: Page>> Items<R> {
    /// Where the page is that the last item came from, to begin with it another time; after an error, the one that failed.
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
