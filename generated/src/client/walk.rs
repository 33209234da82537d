//! Steps through the pages of a list: reads each response, and returns the request for the next page.

use bytes::Bytes;
use http::Uri;
use std::marker::PhantomData;

use crate::{
    context::Context,
    error::Error,
    operation::{Operation, Paging},
    page::{self, Page},
    request::Request,
    response::Response,
};

/// The usual number of records on a page, if the request doesn't set one.
const USUAL_PAGE_SIZE: u32 = 50;

/// A list before its first page is requested.
pub(super) struct Start<R> {
    first: Result<http::Request<Bytes>, Error>,
    limit: Option<usize>,
    page_size: Option<u32>,
    address: Option<String>,
    of: PhantomData<fn() -> R>,
}

/// A list whose pages are being requested.
pub(super) struct Walk<R> {
    next: Next,
    /// The address at which the list continues, also after an error.
    address: Option<Uri>,
    /// The number of records left before the limit, if there is one.
    left: Option<usize>,
    of: PhantomData<fn() -> R>,
}

enum Next {
    Ask(Box<http::Request<Bytes>>),
    Refuse(Error),
    End,
}

impl<R: Request> Start<R> {
    pub(super) fn new(request: &R, context: &Context) -> Self {
        Self { first: request.to_http(context), limit: None, page_size: None, address: None, of: PhantomData }
    }

    pub(super) fn limit(&mut self, limit: usize) {
        self.limit = Some(limit);
    }

    pub(super) fn page_size(&mut self, page_size: u32) {
        self.page_size = Some(page_size);
    }

    pub(super) fn starting_at(&mut self, address: String) {
        self.address = Some(address);
    }

    pub(super) fn walk(self) -> Walk<R> {
        let limit = self.limit;
        let first = match limit {
            Some(0) => Ok(None),
            _ => self.first_request().map(Some),
        };
        let (next, address) = match first {
            Ok(Some(request)) => (Next::Ask(Box::new(request.clone())), Some(request.uri().clone())),
            Ok(None) => (Next::End, None),
            Err(error) => (Next::Refuse(error), None),
        };
        Walk { next, address, left: limit, of: PhantomData }
    }

    fn first_request(self) -> Result<http::Request<Bytes>, Error> {
        let mut request = self.first?;
        let fail = |message| Error::page(R::OPERATION, message);
        if let Some(address) = &self.address {
            *request.uri_mut() = page::follow(address, &request).map_err(fail)?;
            return Ok(request);
        }
        let Some(name) = page_size_parameter(R::OPERATION) else {
            return Ok(request);
        };
        let few = |limit: usize| u32::try_from(limit).ok().filter(|limit| *limit < USUAL_PAGE_SIZE);
        let implied = self.limit.and_then(few).filter(|_| !has_parameter(request.uri(), name));
        if let Some(page_size) = self.page_size.or(implied) {
            *request.uri_mut() = page::with_parameter(request.uri(), name, &page_size.to_string()).map_err(fail)?;
        }
        Ok(request)
    }
}

impl<R: Request<Response: Page>> Walk<R> {
    /// Returns the request for the next page, or `None` after the last page.
    pub(super) fn ask(&mut self) -> Option<Result<http::Request<Bytes>, Error>> {
        match std::mem::replace(&mut self.next, Next::End) {
            Next::Ask(request) => {
                let asked = request.as_ref().clone();
                self.next = Next::Ask(request);
                Some(Ok(asked))
            }
            Next::Refuse(error) => Some(Err(error)),
            Next::End => None,
        }
    }

    /// Reads the requested page, and determines what comes next.
    pub(super) fn arrive(
        &mut self,
        response: Result<http::Response<Bytes>, Error>,
    ) -> Result<Response<R::Response>, Error> {
        let Next::Ask(asked) = std::mem::replace(&mut self.next, Next::End) else {
            return response.and_then(R::decode);
        };
        let page = response.and_then(R::decode)?;
        if let Some(left) = &mut self.left {
            *left = left.saturating_sub(page.records().len());
        }
        let next = page.next_request(R::OPERATION, &asked);
        self.address = next.as_ref().ok().and_then(Option::as_ref).map(|request| request.uri().clone());
        self.next = match next {
            _ if self.left == Some(0) => Next::End,
            Ok(Some(request)) => Next::Ask(Box::new(request)),
            Ok(None) => Next::End,
            Err(error) => Next::Refuse(error),
        };
        Ok(page)
    }

    /// The number of records left before the limit, if there is one.
    pub(super) fn left(&self) -> Option<usize> {
        self.left
    }

    /// Returns the address of the next page.
    pub(super) fn address(&self) -> Option<&Uri> {
        self.address.as_ref()
    }
}

/// Returns the query parameter for the page size, if the documents have one.
fn page_size_parameter(operation: &Operation) -> Option<&'static str> {
    match operation.paging? {
        Paging::NextPageUrl | Paging::NextPageUri | Paging::PageNumber { .. } => Some("PageSize"),
        Paging::Token { .. } => Some("Size"),
        Paging::StartIndex | Paging::Unpaged => None,
    }
}

fn has_parameter(uri: &Uri, name: &str) -> bool {
    let mut pairs = uri.query().unwrap_or_default().split('&');
    pairs.any(|pair| pair.strip_prefix(name).is_some_and(|rest| rest.starts_with('=')))
}
