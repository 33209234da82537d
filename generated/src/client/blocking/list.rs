//! Blocking lists, by page or by item.

use http::Uri;
use std::{fmt, iter::FusedIterator, vec};

use super::Client;
use crate::{
    client::{call::Policy, list::List, walk::Walk},
    error::Error,
    page::Page,
    request::Request,
    response::Response,
};

/// The pages of a list. Import [`Page`] to call the methods of a page.
///
/// Ends after the last page, and after an error.
#[must_use]
pub struct Pages<R> {
    client: Client,
    policy: Policy,
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

impl<R: Request<Response: Page>> List<Client, R> {
    /// Returns the pages of the list. Import [`Page`] to call the methods of a page.
    pub fn pages(self) -> Pages<R> {
        let walk = self.walk(self.client.context());
        Pages { client: self.client, policy: self.options.policy, walk }
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
        let response = self.client.exchange(R::OPERATION, request, &self.policy);
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
