//! What is known of an operation before any value is: plain data, written by the generator as constants.

use http::Method;

/// One operation of Twilio's API.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Operation {
    /// The stem of the document that declares it, such as `twilio_api_v2010`.
    pub document: &'static str,
    /// Its id in that document, such as `CreateMessage`.
    pub id: &'static str,
    /// The HTTP method.
    pub method: Method,
    /// Scheme and host, such as `https://api.twilio.com`; a [`Context`](crate::Context) puts region and edge in.
    pub server: &'static str,
    /// The path with its parameters in braces, such as `/v1/Services/{Sid}`.
    pub path: &'static str,
    /// The credentials that it asks for.
    pub security: Security,
    /// The body that it sends.
    pub body: Body,
    /// The status codes that it declares as success.
    pub success: &'static [u16],
    /// How to get from one page to the next, where it gives a list.
    pub paging: Option<Paging>,
    /// Wire names of the inputs which [`Debug`] must not show.
    pub private: &'static [&'static str],
    /// The content type of its result, where it has one.
    pub accept: Option<&'static str>,
}

/// The body of a request.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Body {
    /// No body.
    None,
    /// `application/x-www-form-urlencoded`.
    Form,
    /// JSON.
    Json {
        /// The declared content type, as a rule `application/json`.
        content_type: &'static str,
    },
}

impl Body {
    /// The `Content-Type` of a body of this kind.
    pub const fn content_type(&self) -> Option<&'static str> {
        match self {
            Body::None => None,
            Body::Form => Some("application/x-www-form-urlencoded"),
            Body::Json { content_type } => Some(content_type),
        }
    }
}

/// The credentials that an operation asks for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Security {
    /// None at all.
    None,
    /// Account SID and auth token, or API key and secret.
    Basic,
    /// A bearer token.
    Bearer,
    /// A bearer token which the client fetches with its own id and secret.
    OAuth2 {
        /// Where the token is fetched.
        token_url: &'static str,
    },
}

/// How a list goes on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Paging {
    /// `meta.next_page_url`, an absolute address.
    NextPageUrl,
    /// `next_page_uri`, relative to the server.
    NextPageUri,
    /// A token of the response goes into a query parameter of the next request.
    Token {
        /// The wire name of the query parameter.
        parameter: &'static str,
    },
    /// SCIM's `startIndex`: the index of the first record of a page, from 1.
    StartIndex,
    /// The number of a page goes into a query parameter, while the response says `has_next`.
    PageNumber {
        /// The wire name of the query parameter.
        parameter: &'static str,
    },
    /// A list that comes as a whole.
    Unpaged,
}
