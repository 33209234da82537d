//! [`Operation`], an operation's metadata, which each request type has as a constant.

use http::Method;

/// The metadata of an operation of Twilio's API.
///
/// Each request type has one: [`Request::OPERATION`](crate::Request::OPERATION). [`Operation::new`] creates one for an
/// operation that this crate doesn't have.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Operation {
    /// The file stem of the document that declares it, such as `twilio_api_v2010`.
    pub document: &'static str,
    /// The operation ID in that document, such as `CreateMessage`.
    pub id: &'static str,
    /// The HTTP method.
    pub method: Method,
    /// The scheme and host, such as `https://api.twilio.com`. A [`Context`](crate::Context) adds region and edge.
    pub server: &'static str,
    /// The path, with its parameters in braces, such as `/v1/Services/{Sid}`.
    pub path: &'static str,
    /// The credentials that it requires.
    pub security: Security,
    /// The request body that it sends.
    pub body: Body,
    /// The status codes that its document declares as success.
    pub success: &'static [u16],
    /// How to get from one page to the next, if it returns a list.
    pub paging: Option<Paging>,
    /// The wire name of the query parameter for the number of records per page, if it is a list that declares one.
    pub page_size: Option<&'static str>,
    /// The wire names of the parameters that [`Debug`] redacts.
    pub private: &'static [&'static str],
    /// The content type of its response, if it has content.
    pub accept: Option<&'static str>,
}

impl Operation {
    /// Creates an operation that requires HTTP basic credentials, sends no body, and returns JSON with status 200.
    ///
    /// ```
    /// # #[cfg(feature = "blocking")]
    /// # fn send(client: twilio_bindings::blocking::Client) -> Result<(), Box<dyn std::error::Error>> {
    /// use twilio_bindings::{Body, Operation, http::{self, Method}};
    ///
    /// static CREATE_THING: Operation = Operation::new("my_own", "CreateThing", Method::POST, "https://api.twilio.com", "/v1/Things")
    ///     .body(Body::Form)
    ///     .success(&[201]);
    ///
    /// let request = http::Request::post("https://api.twilio.com/v1/Things")
    ///     .header("content-type", "application/x-www-form-urlencoded")
    ///     .body("Name=New".into())?;
    /// let response = client.send_http(&CREATE_THING, request)?;
    /// # Ok(()) }
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
            page_size: None,
            private: &[],
            accept: Some("application/json"),
        }
    }

    /// Sets the credentials that it requires.
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

    /// Sets the wire name of the query parameter for the number of records per page.
    pub const fn page_size(mut self, parameter: &'static str) -> Self {
        self.page_size = Some(parameter);
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

/// The kind of request body.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Body {
    /// No body.
    None,
    /// `application/x-www-form-urlencoded`.
    Form,
    /// JSON.
    Json {
        /// The declared content type, usually `application/json`.
        content_type: &'static str,
    },
}

impl Body {
    /// Returns the `Content-Type` of this kind of body.
    pub const fn content_type(&self) -> Option<&'static str> {
        match self {
            Body::None => None,
            Body::Form => Some("application/x-www-form-urlencoded"),
            Body::Json { content_type } => Some(content_type),
        }
    }
}

/// The credentials that an operation requires.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Security {
    /// No credentials.
    None,
    /// Account SID and auth token, or API key and secret.
    Basic,
    /// A bearer token.
    Bearer,
    /// A bearer token that the client fetches with its OAuth client ID and secret.
    OAuth2 {
        /// The URL to fetch the token from.
        token_url: &'static str,
    },
}

/// How to get from one page of a list to the next.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Paging {
    /// By `meta.next_page_url`, an absolute URL.
    NextPageUrl,
    /// By `next_page_uri`, relative to the server.
    NextPageUri,
    /// By a token from the response, which is a query parameter of the next request.
    Token {
        /// The wire name of the query parameter.
        parameter: &'static str,
    },
    /// By SCIM's `startIndex`, the index of the first record of a page, counted from 1.
    StartIndex,
    /// By page number in a query parameter, as long as `has_next` is true in the response.
    PageNumber {
        /// The wire name of the query parameter.
        parameter: &'static str,
    },
    /// Not paged: the whole list is in one response.
    Unpaged,
}
