//! What is known of an operation before any value is: plain data, written by the generator as constants.

use http::Method;

/// One operation of Twilio's API.
///
/// Each request type has its own: [`Request::OPERATION`](crate::Request::OPERATION). [`Operation::new`] makes one for a request that
/// this crate doesn't have.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
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

impl Operation {
    /// An operation that takes HTTP basic credentials, sends no body, answers with status 200 and returns JSON.
    ///
    /// ```
    /// use twilio_bindings::{Body, Operation, http::Method};
    ///
    /// const CREATE_THING: Operation = Operation::new("my_own", "CreateThing", Method::POST, "https://api.twilio.com", "/v1/Things")
    ///     .body(Body::Form)
    ///     .success(&[201]);
    /// ```
    pub const fn new(
        document: &'static str,
        id: &'static str,
        method: Method,
        server: &'static str,
        path: &'static str,
    ) -> Self {
        Self {
            document,
            id,
            method,
            server,
            path,
            security: Security::Basic,
            body: Body::None,
            success: &[200],
            paging: None,
            private: &[],
            accept: Some("application/json"),
        }
    }

    /// Sets the credentials that it takes.
    pub const fn security(mut self, security: Security) -> Self {
        self.security = security;
        self
    }

    /// Sets the kind of request body that it sends.
    pub const fn body(mut self, body: Body) -> Self {
        self.body = body;
        self
    }

    /// Sets the status codes that count as success.
    pub const fn success(mut self, success: &'static [u16]) -> Self {
        self.success = success;
        self
    }

    /// Sets how to get from one page of a list to the next.
    pub const fn paging(mut self, paging: Paging) -> Self {
        self.paging = Some(paging);
        self
    }

    /// Sets the wire names of parameters that [`Debug`] redacts.
    pub const fn private(mut self, private: &'static [&'static str]) -> Self {
        self.private = private;
        self
    }

    /// Sets the content type of the response; `None` if it has no content.
    pub const fn accept(mut self, accept: Option<&'static str>) -> Self {
        self.accept = accept;
        self
    }
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
