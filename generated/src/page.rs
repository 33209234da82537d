//! Pages of lists: a page gives its records, and with the request that brought it, the request for the next page.

mod address;

pub(crate) use address::Rebased;
#[cfg(any(feature = "client", feature = "blocking"))]
pub(crate) use address::{follow, is_home, with_parameter};

use bytes::Bytes;
use http::{Uri, header};

use crate::{
    codegen::Sealed,
    error::Error,
    json::{Extra, Fields, Object, Read, Reader},
    operation::{Operation, Paging},
};

/// One page of a list.
///
/// This trait is sealed: only the pages of this crate implement it. They have [`records`](Self::records) and
/// [`into_records`](Self::into_records) as methods of their own too, so that it needn't be imported.
pub trait Page: Sealed {
    /// What the list holds.
    type Record;

    /// The records of this page.
    fn records(&self) -> &[Self::Record];

    /// The records themselves.
    fn into_records(self) -> Vec<Self::Record>;

    /// Where the next page is, or the token for it.
    fn next_link(&self) -> Option<&str> {
        None
    }

    /// How many records there are in all, where pages go by the index of a record.
    #[doc(hidden)]
    fn total_results(&self) -> Option<i64> {
        None
    }

    /// The number of the next page, where pages go by number.
    #[doc(hidden)]
    fn next_number(&self) -> Option<i64> {
        None
    }

    /// The field of the page that came, but not as what it should be: without it the list would seem to end here.
    #[doc(hidden)]
    fn misfit(&self) -> Option<&'static str> {
        None
    }

    /// The request for the next page, if there is one: the request that brought this page, with another address.
    ///
    /// It keeps the headers, credentials among them, so it only ever goes to the host family to which they went before:
    /// another region of the same product at most. `previous` must be the request that [`Request::to_http`](crate::Request::to_http) or
    /// this method gave, with whatever headers were added: one that was built anew has forgotten the context's base URL.
    ///
    /// # Errors
    ///
    /// Where the next page lies outside of the host family of `previous`, its address is none, or the records of this page
    /// or what leads on are not what they should be (then they are in `extra`).
    fn next_request(
        &self,
        operation: &Operation,
        previous: &http::Request<Bytes>,
    ) -> Result<Option<http::Request<Bytes>>, Error> {
        if let Some(name) = self.misfit() {
            let message = format!("`{name}` of the page is not what it should be: what came instead is in `extra`");
            return Err(Error::page(operation, message));
        }
        let number = match operation.paging {
            Some(Paging::StartIndex) => next_start_index(previous.uri(), self.records().len(), self.total_results()),
            _ => self.next_number(),
        };
        let uri = match next_uri(operation, previous, self.next_link(), number) {
            Ok(None) => return Ok(None),
            Ok(Some(uri)) => uri,
            Err(message) => return Err(Error::page(operation, message)),
        };
        Ok(Some(request_for(uri, previous)))
    }
}

/// Implements for the page of a list the methods that need no trait: the name, the field with the records, their type.
#[doc(hidden)]
#[macro_export]
macro_rules! __page {
    (required $name:ident, $records:ident, $record:ty) => {
        $crate::__page!($name, $record, |page| &page.$records, |page| page.$records);
    };
    ($name:ident, $records:ident, $record:ty) => {
        $crate::__page!($name, $record, |page| page.$records.as_deref().unwrap_or_default(), |page| page
            .$records
            .unwrap_or_default());
    };
    ($name:ident, $record:ty, |$page:ident| $borrowed:expr, |$moved:ident| $owned:expr) => {
        impl $name {
            /// The records of this page.
            pub fn records(&self) -> &[$record] {
                let $page = self;
                $borrowed
            }

            /// Moves the records out of this page.
            pub fn into_records(self) -> ::std::vec::Vec<$record> {
                let $moved = self;
                $owned
            }

            /// How many records this page has. A page in the middle of a list may have none.
            pub fn len(&self) -> usize {
                self.records().len()
            }

            /// Whether this page has no records.
            pub fn is_empty(&self) -> bool {
                self.records().is_empty()
            }
        }
        impl $crate::codegen::Sealed for $name {}
    };
}

/// How most lists say where they stand: their `meta`.
#[derive(Clone, Default, PartialEq)]
#[non_exhaustive]
pub struct PageMeta {
    /// The address of the first page.
    pub first_page_url: Option<String>,
    /// The name of the field with the records.
    pub key: Option<String>,
    /// The address of the next page.
    pub next_page_url: Option<String>,
    /// The number of this page, from 0.
    pub page: Option<i64>,
    /// How many records a page has.
    pub page_size: Option<i64>,
    /// The address of the page before.
    pub previous_page_url: Option<String>,
    /// The address of this page.
    pub url: Option<String>,
    /// Fields that are not known, by wire name.
    pub extra: Extra,
}

impl Object for PageMeta {
    const NAME: &'static str = "PageMeta";
    // An address of a page repeats the query, in which personal values stand.
    const PRIVATE: &'static [&'static str] = &["first_page_url", "next_page_url", "previous_page_url", "url"];

    fn blank() -> Self {
        Self::default()
    }

    fn extra(&self) -> &Extra {
        &self.extra
    }

    fn extra_mut(&mut self) -> &mut Extra {
        &mut self.extra
    }

    fn fields<V: Fields>(&self, to: &mut V) {
        to.field("first_page_url", &self.first_page_url);
        to.field("key", &self.key);
        to.field("next_page_url", &self.next_page_url);
        to.field("page", &self.page);
        to.field("page_size", &self.page_size);
        to.field("previous_page_url", &self.previous_page_url);
        to.field("url", &self.url);
    }

    fn read(&mut self, name: &str, from: &mut Reader<'_>) -> Read {
        match name {
            "first_page_url" => from.read(&mut self.first_page_url),
            "key" => from.read(&mut self.key),
            "next_page_url" => from.read(&mut self.next_page_url),
            "page" => from.read(&mut self.page),
            "page_size" => from.read(&mut self.page_size),
            "previous_page_url" => from.read(&mut self.previous_page_url),
            "url" => from.read(&mut self.url),
            _ => from.unknown(),
        }
    }
}

crate::__object!(PageMeta);

/// The index with which the next page begins, if there is one: SCIM counts from 1.
fn next_start_index(previous: &Uri, records: usize, total: Option<i64>) -> Option<i64> {
    let mut pairs = previous.query().unwrap_or_default().split('&');
    let start = pairs.find_map(|pair| pair.strip_prefix("startIndex=")?.parse::<i64>().ok()).unwrap_or(1).max(1);
    let next = start.checked_add(i64::try_from(records).ok().filter(|records| *records > 0)?)?;
    (next <= total?).then_some(next)
}

/// The first of these fields that was put aside.
#[doc(hidden)]
pub fn misfit(extra: &Extra, names: &[&'static str]) -> Option<&'static str> {
    names.iter().copied().find(|name| extra.contains_key(name))
}

/// The number of the page after `current`, if there is one.
#[doc(hidden)]
pub fn next_number(has_next: impl Into<Option<bool>>, current: impl Into<Option<i64>>) -> Option<i64> {
    has_next.into().filter(|more| *more)?;
    current.into()?.checked_add(1)
}

fn next_uri(
    operation: &Operation,
    previous: &http::Request<Bytes>,
    link: Option<&str>,
    number: Option<i64>,
) -> Result<Option<Uri>, String> {
    let link = link.filter(|link| !link.is_empty());
    let next = match (operation.paging, link, number) {
        (Some(Paging::NextPageUrl | Paging::NextPageUri), Some(link), _) => address::follow(link, previous),
        (Some(Paging::Token { parameter }), Some(token), _) => {
            address::with_parameter(previous.uri(), parameter, token)
        }
        (Some(Paging::StartIndex), _, Some(index)) => {
            address::with_parameter(previous.uri(), "startIndex", &index.to_string())
        }
        (Some(Paging::PageNumber { parameter }), _, Some(number)) => {
            address::with_parameter(previous.uri(), parameter, &number.to_string())
        }
        _ => return Ok(None),
    }?;
    if next == *previous.uri() {
        return Err("the next page is the same page again: the list would never end".to_owned());
    }
    Ok(Some(next))
}

fn request_for(uri: Uri, previous: &http::Request<Bytes>) -> http::Request<Bytes> {
    let mut request = http::Request::new(Bytes::new());
    *request.method_mut() = previous.method().clone();
    *request.version_mut() = previous.version();
    *request.headers_mut() = previous.headers().clone();
    *request.extensions_mut() = previous.extensions().clone();
    *request.uri_mut() = uri;
    request.headers_mut().remove(header::CONTENT_TYPE);
    request.headers_mut().remove(header::CONTENT_LENGTH);
    request
}
