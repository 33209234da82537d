//! Renders the notices in `spec/` and in the crate: the origin of the documents, their copyright and their license.

use crate::lock::Upstream;

/// Returns the content of the documents' notice.
pub(super) fn of_documents(upstream: &Upstream) -> String {
    with_origin(
        "The documents `twilio_*.yaml` in this folder are made from Twilio's OpenAPI documents.\n\
         They keep the original's facts only; its descriptions and examples are left out.",
        upstream,
    )
}

/// Returns the content of the crate's notice.
pub(crate) fn of_crate(upstream: &Upstream) -> String {
    with_origin("The modules of this crate are generated from the facts in Twilio's OpenAPI documents.", upstream)
}

fn with_origin(what: &str, Upstream { repository, tag, commit }: &Upstream) -> String {
    format!(
        "{what}\n\nSource:  {repository}\nRelease: {tag}\nCommit:  {commit}\n\n\
         The original is published under the MIT License:\n\n{LICENSE}"
    )
}

const LICENSE: &str = include_str!("license.txt");
