//! Benchmarks encoding of requests with every field set: time and allocations, compared with alternatives.
//!
//! `cargo bench -p twilio-bindings --bench encode --features api,conversations`: in one run, all alternatives take turns, so
//! the ratios are reliable even if the times aren't. `percent-encoding` writes the same names and values into one buffer of the
//! right size, which is the least that any encoder does. `serde_urlencoded` can't write lists.

mod samples;

use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, utf8_percent_encode};
use serde::Serialize;
use stats_alloc::{INSTRUMENTED_SYSTEM, Region, StatsAlloc};
use std::{alloc::System, hint::black_box, time::Instant};
use twilio_bindings::codegen::{Encoded, Encoder};
use twilio_bindings::{Context, Request};

#[global_allocator]
static ALLOCATOR: &StatsAlloc<System> = &INSTRUMENTED_SYSTEM;

/// Rounds in which each alternative takes its turn; the best one counts.
const ROUNDS: usize = 61;

/// Runs in each turn.
const RUNS: u32 = 300;

const ESCAPED: &AsciiSet = &NON_ALPHANUMERIC.remove(b'-').remove(b'.').remove(b'_').remove(b'~');

fn main() {
    let (conversation, plain) = samples::conversation();
    compare("CreateConversationWithParticipants", &conversation, &plain);
    let (message, plain) = samples::message();
    compare("CreateMessage", &message, &plain);
    let (siprec, plain) = samples::siprec();
    compare("CreateSiprec", &siprec, &plain);
}

/// An alternative to measure, with its name.
type Way<'a> = (&'a str, Box<dyn Fn() + 'a>);

fn compare<R: Request, P: Serialize>(name: &str, request: &R, plain: &P) {
    let context = Context::new().account_sid("AC0123456789abcdef0123456789abcdef");
    let encoded = encode(request, &context);
    let body = encoded.body.unwrap_or_default();
    let url = encoded.url;
    let texts = texts(&url, &body);
    let length = url.len() + body.len();
    let mut ways: Vec<Way<'_>> = vec![
        ("encode", Box::new(|| drop(black_box(encode(request, &context))))),
        ("to_http", Box::new(|| drop(black_box(request.to_http(&context))))),
        ("percent-encoding", Box::new(|| drop(black_box(bare(&texts, length))))),
        ("serde_html_form", Box::new(|| drop(black_box(serde_html_form::to_string(plain))))),
    ];
    if serde_urlencoded::to_string(plain).is_ok() {
        ways.push(("serde_urlencoded", Box::new(|| drop(black_box(serde_urlencoded::to_string(plain))))));
    }
    let best = best_times(&ways);
    println!("{name}: URL of {} bytes, body of {} bytes", url.len(), body.len());
    for ((way, run), time) in ways.iter().zip(&best) {
        let region = Region::new(ALLOCATOR);
        run();
        let change = region.change();
        println!(
            "    {way:18} {time:9.0} ns {:6.2} x percent-encoding {:4} allocations {:4} reallocations {:7} bytes",
            time / best[2],
            change.allocations,
            change.reallocations,
            change.bytes_allocated
        );
    }
}

fn best_times(ways: &[Way<'_>]) -> Vec<f64> {
    let mut best = vec![f64::MAX; ways.len()];
    for _ in 0..ROUNDS {
        for ((_, run), best) in ways.iter().zip(&mut best) {
            let start = Instant::now();
            for _ in 0..RUNS {
                run();
            }
            let time = start.elapsed().as_nanos() as f64 / f64::from(RUNS);
            *best = best.min(time);
        }
    }
    best
}

/// Encodes as `to_http` does before it creates an [`http::Request`].
fn encode<R: Request>(request: &R, context: &Context) -> Encoded {
    let mut encoder = Encoder::new(R::OPERATION, context);
    request.inputs(&mut encoder);
    encoder.write();
    request.inputs(&mut encoder);
    encoder.finish().expect("the samples can be sent")
}

/// Returns the unescaped strings of a URL and a form: the whole URL, then names and values.
fn texts(url: &[u8], body: &[u8]) -> Vec<String> {
    let parts = body.split(|&b| matches!(b, b'=' | b'&'));
    let unescaped = |part: &[u8]| {
        let spaced: Vec<u8> = part.iter().map(|&b| if b == b'+' { b' ' } else { b }).collect();
        percent_encoding::percent_decode(&spaced).decode_utf8_lossy().into_owned()
    };
    let url = String::from_utf8_lossy(url).replace(['/', ':'], ".");
    std::iter::once(url).chain(parts.map(unescaped)).collect()
}

fn bare(texts: &[String], length: usize) -> String {
    let mut out = String::with_capacity(length + length / 4);
    for text in texts {
        out.extend(utf8_percent_encode(text, ESCAPED));
        out.push('&');
    }
    out
}
