//! [`Page`], which returns a page's records and the request for the next page.

mod address;

pub(crate) use address::Rebased;
#[cfg(any(feature = "client", feature = "blocking"))]
pub(crate) use address::{follow, is_home, with_parameter};

use bytes::Bytes;
use http::{Uri, header};

use crate::{
    error::Error,
    json::{Extra, Object},
    operation::{Operation, Paging},
};

/// One page of a list. Import this trait to call its methods: `use twilio_bindings::Page;`.
///
/// This trait is sealed: only the pages of this crate implement it.
// Sealed by `Object`, which only the hidden module `codegen` exports.
pub trait Page: Object {
    /// The type of the list's records.
    type Record;

    /// The wire names of the field with the records, and of those that lead to the next page. If the value of one doesn't match
    /// its type, `next_request` fails; otherwise, the list would seem to end here.
    #[doc(hidden)]
    const GUARDED: &'static [&'static str];

    /// Returns the records of this page.
    fn records(&self) -> &[Self::Record];

    /// Moves the records out of this page.
    fn into_records(self) -> Vec<Self::Record>;

    /// Returns the number of records on this page. A page in the middle of a list may be empty.
    fn len(&self) -> usize {
        self.records().len()
    }

    /// Returns whether this page has no records.
    fn is_empty(&self) -> bool {
        self.records().is_empty()
    }

    /// Returns the URL or the token of the next page, if there is one.
    fn next_link(&self) -> Option<&str> {
        None
    }

    /// Returns the total number of records, if pages are requested by the index of a record.
    #[doc(hidden)]
    fn total_results(&self) -> Option<i64> {
        None
    }

    /// Returns the number of the next page, if pages are requested by number.
    #[doc(hidden)]
    fn next_number(&self) -> Option<i64> {
        None
    }

    /// Returns the `extra` of the page's `meta`, if it has one.
    #[doc(hidden)]
    fn meta_extra(&self) -> Option<&Extra> {
        None
    }

    /// Returns the request for the next page, if there is one: the request for this page with another URL, and without a body.
    ///
    /// It keeps the headers, including credentials, so it never leaves the host family of `previous`: the hosts of one Twilio
    /// product, in any region; with a base URL, only its origin. `previous` must be the request returned by
    /// [`Request::to_http`](crate::Request::to_http) or by this method, to which you may add headers. A request built from
    /// scratch would lack the context's base URL.
    ///
    /// # Errors
    ///
    /// Fails if the next page is outside the host family of `previous`, if its URL isn't valid or is the URL of this page, or if
    /// this page's records or paging fields don't match their types (their values are then in `extra`).
    fn next_request(
        &self,
        operation: &Operation,
        previous: &http::Request<Bytes>,
    ) -> Result<Option<http::Request<Bytes>>, Error> {
        if let Some(name) = mismatch(self) {
            let message = format!("`{name}` of the page doesn't match its type: see the value in `extra`");
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

/// Implements [`Page`] for a struct, from a table.
///
/// The head has the field with the records. `guard` lists the wire names of the fields that must match their type, and
/// `guard_meta` is the `extra` of the page's `meta`. The last row finds the next page.
#[doc(hidden)]
#[macro_export]
macro_rules! __page {
    ($name:ident, optional $records:ident: $record:ty; $($rest:tt)*) => {
        $crate::__page! {
            @page $name, $record,
            |page| page.$records.as_deref().unwrap_or_default(),
            |page| page.$records.unwrap_or_default();
            $($rest)*
        }
    };
    ($name:ident, required $records:ident: $record:ty; $($rest:tt)*) => {
        $crate::__page! { @page $name, $record, |page| &page.$records, |page| page.$records; $($rest)* }
    };
    (
        @page $name:ident, $record:ty, |$page:ident| $borrowed:expr, |$moved:ident| $owned:expr;
        guard $guard:tt;
        $(guard_meta |$holder:ident| $meta:expr;)?
        $(next_link |$linked:ident| $link:expr;)?
        $(total_results |$counted:ident| $total:expr;)?
        $(next_number |$numbered:ident| $number:expr;)?
    ) => {
        impl $crate::codegen::Page for $name {
            type Record = $record;

            const GUARDED: &'static [&'static str] = &$guard;

            #[inline]
            fn records(&self) -> &[$record] {
                let $page = self;
                $borrowed
            }

            #[inline]
            fn into_records(self) -> ::std::vec::Vec<$record> {
                let $moved = self;
                $owned
            }

            $(
                #[inline]
                fn next_link(&self) -> ::std::option::Option<&str> {
                    let $linked = self;
                    $link
                }
            )?

            $(
                #[inline]
                fn total_results(&self) -> ::std::option::Option<i64> {
                    let $counted = self;
                    $total
                }
            )?

            $(
                #[inline]
                fn next_number(&self) -> ::std::option::Option<i64> {
                    let $numbered = self;
                    $number
                }
            )?

            $(
                #[inline]
                fn meta_extra(&self) -> ::std::option::Option<&$crate::codegen::Extra> {
                    let $holder = self;
                    ::std::option::Option::Some($meta)
                }
            )?
        }
    };
}

/// The paging information of most lists, `meta`.
#[non_exhaustive]
pub struct PageMeta {
    /// The URL of the first page.
    pub first_page_url: Option<String>,
    /// The name of the field with the records.
    pub key: Option<String>,
    /// The URL of the next page.
    pub next_page_url: Option<String>,
    /// The number of this page, from 0.
    pub page: Option<i64>,
    /// The number of records per page.
    pub page_size: Option<i64>,
    /// The URL of the previous page.
    pub previous_page_url: Option<String>,
    /// The URL of this page.
    pub url: Option<String>,
    /// Unknown fields, and values that don't match their field's type, by wire name.
    pub extra: Extra,
}

// The URL of a page contains the query, and so may contain personal values.
crate::__object! {
    PageMeta: Default, private ["first_page_url", "next_page_url", "previous_page_url", "url"];
    field first_page_url = "first_page_url";
    field key = "key";
    field next_page_url = "next_page_url";
    field page = "page";
    field page_size = "page_size";
    field previous_page_url = "previous_page_url";
    field url = "url";
}

/// Returns the index of the next page's first record, if there is a next page. SCIM counts from 1.
#[inline]
fn next_start_index(previous: &Uri, records: usize, total: Option<i64>) -> Option<i64> {
    let mut pairs = previous.query().unwrap_or_default().split('&');
    let start = pairs.find_map(|pair| pair.strip_prefix("startIndex=")?.parse::<i64>().ok()).unwrap_or(1).max(1);
    let next = start.checked_add(i64::try_from(records).ok().filter(|records| *records > 0)?)?;
    (next <= total?).then_some(next)
}

/// Returns the name of a records or paging field whose value doesn't match its type, and so is in `extra`.
fn mismatch<P: Page>(page: &P) -> Option<&'static str> {
    let guarded = P::GUARDED.iter().map(|name| (page.extra(), *name));
    let of_meta = page.meta_extra().map(|extra| (extra, "next_page_url"));
    guarded.chain(of_meta).find(|(extra, name)| extra.contains_key(name)).map(|(_, name)| name)
}

/// Returns the number of the page after `current`, if there is one.
#[doc(hidden)]
pub fn next_number(has_next: impl Into<Option<bool>>, current: impl Into<Option<i64>>) -> Option<i64> {
    has_next.into().filter(|more| *more)?;
    current.into()?.checked_add(1)
}

#[inline]
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
        return Err("the next page has the address of this page: the list would never end".to_owned());
    }
    Ok(Some(next))
}

#[inline]
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
