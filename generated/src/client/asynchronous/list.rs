//! Async lists, by page or by item.

use bytes::Bytes;
use futures_core::Stream;
use http::Uri;
use std::{
    fmt,
    future::poll_fn,
    pin::Pin,
    task::{Context, Poll, ready},
    vec,
};

use super::{Client, TransportFuture};
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
    pending: Option<TransportFuture<'static, Result<http::Response<Bytes>, Error>>>,
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
        Pages { client: self.client, policy: self.options.policy, walk, pending: None }
    }

    /// Returns the items of the list.
    pub fn items(self) -> Items<R> {
        let pages = self.pages();
        Items { page: pages.walk.address().cloned(), pages, records: Vec::new().into_iter() }
    }
}

impl<R: Request<Response: Page>> Pages<R> {
    /// Returns the next page, or `None` after the last one. The future can be dropped while it is pending; call `next` again to
    /// continue.
    pub async fn next(&mut self) -> Option<Result<Response<R::Response>, Error>> {
        poll_fn(|cx| self.poll(cx)).await
    }

    /// Returns the address of the next page, to continue there later. After an error, this is the page that failed.
    pub fn next_page_uri(&self) -> Option<&Uri> {
        self.walk.address()
    }

    fn poll(&mut self, cx: &mut Context<'_>) -> Poll<Option<Result<Response<R::Response>, Error>>> {
        if self.pending.is_none() {
            let request = match self.walk.ask() {
                Some(Ok(request)) => request,
                Some(Err(error)) => return Poll::Ready(Some(Err(error))),
                None => return Poll::Ready(None),
            };
            let (client, policy) = (self.client.clone(), self.policy.clone());
            self.pending = Some(Box::pin(async move { client.exchange(R::OPERATION, request, &policy).await }));
        }
        match &mut self.pending {
            Some(pending) => {
                let response = ready!(pending.as_mut().poll(cx));
                self.pending = None;
                Poll::Ready(Some(self.walk.arrive(response)))
            }
            None => Poll::Ready(None),
        }
    }
}

impl<R: Request<Response: Page>> Items<R> {
    /// Returns the next item, or `None` after the last one. The future can be dropped while it is pending; call `next` again to
    /// continue.
    pub async fn next(&mut self) -> Option<Result<Record<R>, Error>> {
        poll_fn(|cx| self.poll(cx)).await
    }

    /// Returns the address of the page of the last item, to start there later. After an error, this is the page that failed.
    pub fn page_uri(&self) -> Option<&Uri> {
        self.page.as_ref()
    }

    fn poll(&mut self, cx: &mut Context<'_>) -> Poll<Option<Result<Record<R>, Error>>> {
        loop {
            if let Some(record) = self.records.next() {
                return Poll::Ready(Some(Ok(record)));
            }
            let wanted = self.pages.walk.left().unwrap_or(usize::MAX);
            if self.pages.pending.is_none() {
                self.page = self.pages.walk.address().cloned();
            }
            match ready!(self.pages.poll(cx)) {
                Some(Ok(page)) => {
                    let mut records = page.into_inner().into_records();
                    records.truncate(wanted);
                    self.records = records.into_iter();
                }
                Some(Err(error)) => return Poll::Ready(Some(Err(error))),
                None => return Poll::Ready(None),
            }
        }
    }
}

impl<R: Request<Response: Page>> Stream for Pages<R> {
    type Item = Result<Response<R::Response>, Error>;

    fn poll_next(self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        self.get_mut().poll(cx)
    }
}

/// No field is pinned.
impl<R: Request<Response: Page>> Unpin for Items<R> {}

impl<R: Request<Response: Page>> Stream for Items<R> {
    type Item = Result<Record<R>, Error>;

    fn poll_next(self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        self.get_mut().poll(cx)
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
