//! Steps through the pages of a list: reads each response, and returns the request for the next page.

use bytes::Bytes;
use http::Uri;
use std::{
    collections::BTreeSet,
    hash::{BuildHasher, RandomState},
    marker::PhantomData,
};

use crate::{
    error::Error,
    page::{self, Page},
    request::Request,
    response::Response,
};

/// The usual number of records on a page, if the request doesn't set one.
const USUAL_PAGE_SIZE: u32 = 50;

/// The start of a list, and how much of it is requested.
#[derive(Default)]
pub(super) struct Start {
    pub(super) limit: Option<usize>,
    pub(super) page_size: Option<u32>,
    pub(super) address: Option<String>,
}

/// A list whose pages are being requested.
pub(super) struct Walk<R> {
    next: Next,
    /// The address at which the list continues, also after an error.
    address: Option<Uri>,
    /// The number of records left before the limit, if there is one.
    left: Option<usize>,
    visited: Visited,
    of: PhantomData<fn() -> R>,
}

enum Next {
    Ask(Box<http::Request<Bytes>>),
    Refuse(Error),
    End,
}

/// The addresses of the pages so far, as hashes, so that a long list needs little memory.
#[derive(Default)]
struct Visited {
    hashes: BTreeSet<u64>,
    hasher: RandomState,
}

impl Visited {
    /// Adds an address, and returns whether it is new.
    fn insert(&mut self, address: &Uri) -> bool {
        self.hashes.insert(self.hasher.hash_one(address))
    }
}

impl Start {
    /// Starts a list with the encoded request for it.
    pub(super) fn walk<R: Request>(&self, first: Result<http::Request<Bytes>, Error>) -> Walk<R> {
        let mut visited = Visited::default();
        let (next, address) = match first.and_then(|request| self.first_request::<R>(request)) {
            _ if self.limit == Some(0) => (Next::End, None),
            Ok(request) => {
                let address = request.uri().clone();
                visited.insert(&address);
                (Next::Ask(Box::new(request)), Some(address))
            }
            Err(error) => (Next::Refuse(error), None),
        };
        Walk { next, address, left: self.limit, visited, of: PhantomData }
    }

    fn first_request<R: Request>(&self, mut request: http::Request<Bytes>) -> Result<http::Request<Bytes>, Error> {
        let fail = |message| Error::page(R::OPERATION, message);
        if let Some(address) = &self.address {
            *request.uri_mut() = page::follow(address, &request).map_err(fail)?;
            return Ok(request);
        }
        let Some(name) = R::OPERATION.page_size else {
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
            Ok(Some(request)) if !self.visited.insert(request.uri()) => Next::Refuse(Error::page(
                R::OPERATION,
                "the next page has the address of an earlier page: the list would never end",
            )),
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

fn has_parameter(uri: &Uri, name: &str) -> bool {
    let mut pairs = uri.query().unwrap_or_default().split('&');
    pairs.any(|pair| pair.strip_prefix(name).is_some_and(|rest| rest.starts_with('=')))
}
