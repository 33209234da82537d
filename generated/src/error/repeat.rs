//! What a response or its absence shows about the request: whether it may have been carried out, and whether it may succeed
//! later. The clients' retries and [`Error`](super::Error) share these rules.

use http::{HeaderMap, StatusCode, header::RETRY_AFTER};

use super::{ApiError, Reply};

/// Twilio's error code for too many requests.
const TOO_MANY_REQUESTS: i64 = 20429;

/// Returns whether the operation may have been carried out, although its response has this status.
pub(crate) fn may_have_been_carried_out(status: StatusCode) -> bool {
    !status.is_client_error() || status == StatusCode::REQUEST_TIMEOUT
}

/// Returns whether Twilio rejects requests because there are too many of them, given the headers and the body of a
/// response with status 429. Otherwise a limit of the resource is reached, such as the attempts to check a verification
/// (60202), and another attempt would count, too, or fail for as long as the resource exists.
pub(crate) fn is_about_rate(headers: &HeaderMap, api: Option<&ApiError>) -> bool {
    let code = api.and_then(|api| api.code);
    headers.contains_key(RETRY_AFTER) || code.is_none_or(|code| code == TOO_MANY_REQUESTS)
}

/// Returns whether the same request may succeed later, after this response.
pub(super) fn is_transient(reply: &Reply, api: Option<&ApiError>) -> bool {
    match reply.status.as_u16() {
        429 => is_about_rate(&reply.headers, api),
        408 | 500 | 502 | 503 | 504 => true,
        _ => false,
    }
}
