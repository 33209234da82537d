//! Benchmarks decoding of a page of 1,000 messages and of one conversation: time and memory, compared with alternatives.
//!
//! `cargo bench -p twilio-bindings --bench decode --features api,conversations`: in one run, all alternatives take turns, so
//! the ratios are reliable even if the times aren't. `strings` is a plain derived struct whose fields are strings.

use serde::Deserialize;
use serde_json::Value;
use stats_alloc::{INSTRUMENTED_SYSTEM, Region, StatsAlloc};
use std::{alloc::System, collections::BTreeMap, hint::black_box, time::Instant};
use twilio_bindings::{
    api::v2010::ListMessagePage,
    codegen::{self, JsonValue},
    conversations::v1::Conversation,
};

#[global_allocator]
static ALLOCATOR: &StatsAlloc<System> = &INSTRUMENTED_SYSTEM;

/// Rounds in which each alternative takes its turn.
const ROUNDS: usize = 101;

#[derive(Deserialize)]
#[allow(dead_code, reason = "only decoded")]
struct PlainMessage {
    body: Option<String>,
    num_segments: Option<String>,
    direction: Option<String>,
    from: Option<String>,
    to: Option<String>,
    date_updated: Option<String>,
    price: Option<String>,
    error_message: Option<String>,
    uri: Option<String>,
    account_sid: Option<String>,
    num_media: Option<String>,
    status: Option<String>,
    messaging_service_sid: Option<String>,
    sid: Option<String>,
    date_sent: Option<String>,
    date_created: Option<String>,
    error_code: Option<String>,
    price_unit: Option<String>,
    api_version: Option<String>,
    subresource_uris: Option<BTreeMap<String, Option<String>>>,
}

#[derive(Deserialize)]
#[allow(dead_code, reason = "only decoded")]
struct PlainPage {
    end: Option<i64>,
    first_page_uri: Option<String>,
    messages: Option<Vec<PlainMessage>>,
    next_page_uri: Option<String>,
    page: Option<i64>,
    page_size: Option<i64>,
    previous_page_uri: Option<String>,
    start: Option<i64>,
    uri: Option<String>,
}

#[derive(Deserialize)]
#[allow(dead_code, reason = "only decoded")]
struct PlainConversation {
    account_sid: Option<String>,
    chat_service_sid: Option<String>,
    messaging_service_sid: Option<String>,
    sid: Option<String>,
    friendly_name: Option<String>,
    unique_name: Option<String>,
    attributes: Option<String>,
    state: Option<String>,
    date_created: Option<String>,
    date_updated: Option<String>,
    timers: Option<BTreeMap<String, String>>,
    url: Option<String>,
    links: Option<BTreeMap<String, Option<String>>>,
    bindings: Option<BTreeMap<String, String>>,
}

fn main() {
    let page = page(1_000, "queued");
    let typed = |text: &str| decoded::<ListMessagePage>(text);
    compare(
        "page of 1,000 messages",
        &page,
        1,
        &[
            ("typed", &typed),
            ("strings", &|text| drop(black_box(serde_json::from_str::<PlainPage>(text)))),
            ("Value", &|text| drop(black_box(serde_json::from_str::<Value>(text)))),
        ],
    );
    let odd = page.replacen("\"num_segments\":\"1\"", "\"num_segments\":1", 500);
    compare(
        "the same, 500 of them with a value that doesn't match its field",
        &odd,
        1,
        &[("typed", &typed), ("Value", &|text| drop(black_box(serde_json::from_str::<Value>(text))))],
    );
    compare(
        "one conversation",
        &conversation(),
        1_000,
        &[
            ("typed", &decoded::<Conversation>),
            ("strings", &|text| drop(black_box(serde_json::from_str::<PlainConversation>(text)))),
            ("Value", &|text| drop(black_box(serde_json::from_str::<Value>(text)))),
        ],
    );
}

/// Decodes as `Request::decode` does: from bytes.
fn decoded<T: JsonValue>(text: &str) {
    let value: T = codegen::from_bytes(text.as_bytes()).expect("the sample decodes");
    drop(black_box(value));
}

type Way<'a> = (&'a str, &'a dyn Fn(&str));

fn compare(what: &str, text: &str, times: u32, ways: &[Way<'_>]) {
    println!("{what} ({} bytes)", text.len());
    let mut took = vec![Vec::with_capacity(ROUNDS); ways.len()];
    for _ in 0..ROUNDS {
        for (took, (_, decode)) in took.iter_mut().zip(ways) {
            let start = Instant::now();
            for _ in 0..times {
                decode(black_box(text));
            }
            took.push(start.elapsed() / times);
        }
    }
    // The fastest round is the one least disturbed by other programs.
    let fastest: Vec<_> = took.iter().map(|took| took.iter().min().copied().unwrap_or_default()).collect();
    for ((name, decode), took) in ways.iter().zip(&fastest) {
        let region = Region::new(ALLOCATOR);
        decode(text);
        let memory = region.change();
        println!(
            "  {name:8} {took:>12.2?}  typed is {:.2} of it  {:>7} allocations {:>9} bytes",
            fastest[0].as_secs_f64() / took.as_secs_f64(),
            memory.allocations,
            memory.bytes_allocated,
        );
    }
}

fn page(messages: usize, status: &str) -> String {
    let messages: Vec<String> = (0..messages).map(|index| message(index, status)).collect();
    format!(
        r#"{{"end":999,"first_page_uri":"/2010-04-01/Accounts/AC{0:032}/Messages.json?PageSize=1000&Page=0","next_page_uri":null,"page":0,"page_size":1000,"previous_page_uri":null,"messages":[{1}],"start":0,"uri":"/2010-04-01/Accounts/AC{0:032}/Messages.json"}}"#,
        7,
        messages.join(","),
    )
}

fn message(index: usize, status: &str) -> String {
    format!(
        r#"{{"account_sid":"AC{0:032}","api_version":"2010-04-01","body":"Your code is {0}, which is good for ten minutes","date_created":"Thu, 24 Aug 2023 05:01:45 +0000","date_sent":"Thu, 24 Aug 2023 05:01:45 +0000","date_updated":"Thu, 24 Aug 2023 05:01:46 +0000","direction":"outbound-api","error_code":null,"error_message":null,"from":"+15557122661","num_media":"0","num_segments":"1","price":"-0.0075","price_unit":"USD","messaging_service_sid":"MG{0:032}","sid":"SM{0:032}","status":"{status}","subresource_uris":{{"media":"/2010-04-01/Accounts/AC{0:032}/Messages/SM{0:032}/Media.json"}},"to":"+15558675310","uri":"/2010-04-01/Accounts/AC{0:032}/Messages/SM{0:032}.json"}}"#,
        index
    )
}

fn conversation() -> String {
    format!(
        r#"{{"sid":"CH{0:032}","account_sid":"AC{0:032}","chat_service_sid":"IS{0:032}","messaging_service_sid":"MG{0:032}","friendly_name":"Support","unique_name":"support-7","attributes":"{{\"topic\":\"delivery\"}}","date_created":"2015-12-16T22:18:37Z","date_updated":"2015-12-16T22:18:38Z","state":"active","timers":{{"date_inactive":"2015-12-16T22:19:38Z","date_closed":"2015-12-16T22:28:38Z"}},"bindings":{{}},"url":"https://conversations.twilio.com/v1/Conversations/CH{0:032}","links":{{"participants":"https://conversations.twilio.com/v1/Conversations/CH{0:032}/Participants","messages":"https://conversations.twilio.com/v1/Conversations/CH{0:032}/Messages","webhooks":"https://conversations.twilio.com/v1/Conversations/CH{0:032}/Webhooks"}}}}"#,
        7
    )
}
