//! Renders `spec/NOTICE`: the origin of the documents, their copyright and their license.

use crate::lock::Upstream;

/// Returns the content of the file.
pub(super) fn render(upstream: &Upstream, with_descriptions: bool) -> String {
    let Upstream { repository, tag, commit } = upstream;
    let kept = match with_descriptions {
        true => "They keep the original's descriptions and are meant for a private build.",
        false => "They keep the original's facts only; its descriptions and examples are left out.",
    };
    format!(
        "The documents `twilio_*.yaml` in this folder are made from Twilio's OpenAPI documents.\n{kept}\n\n\
         Source:  {repository}\nRelease: {tag}\nCommit:  {commit}\n\n\
         The original is published under the MIT License:\n\n{LICENSE}"
    )
}

const LICENSE: &str = include_str!("license.txt");
