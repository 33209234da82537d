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

const LICENSE: &str = r#"Copyright (C) 2023, Twilio, Inc. <help@twilio.com>

Permission is hereby granted, free of charge, to any person obtaining a copy of
this software and associated documentation files (the "Software"), to deal in
the Software without restriction, including without limitation the rights to
use, copy, modify, merge, publish, distribute, sublicense, and/or sell copies
of the Software, and to permit persons to whom the Software is furnished to do
so, subject to the following conditions:

The above copyright notice and this permission notice shall be included in all
copies or substantial portions of the Software.

THE SOFTWARE IS PROVIDED "AS IS", WITHOUT WARRANTY OF ANY KIND, EXPRESS OR
IMPLIED, INCLUDING BUT NOT LIMITED TO THE WARRANTIES OF MERCHANTABILITY,
FITNESS FOR A PARTICULAR PURPOSE AND NONINFRINGEMENT. IN NO EVENT SHALL THE
AUTHORS OR COPYRIGHT HOLDERS BE LIABLE FOR ANY CLAIM, DAMAGES OR OTHER
LIABILITY, WHETHER IN AN ACTION OF CONTRACT, TORT OR OTHERWISE, ARISING FROM,
OUT OF OR IN CONNECTION WITH THE SOFTWARE OR THE USE OR OTHER DEALINGS IN THE
SOFTWARE.
"#;
