//! A list of a thousand pages needs no more memory than one of ten. Runs alone, because it measures the memory of the process.

use stats_alloc::{INSTRUMENTED_SYSTEM, StatsAlloc};
use std::{
    alloc::System,
    io::{BufRead, BufReader, Write},
    net::TcpListener,
    thread,
};
use twilio_bindings::{
    Client, blocking,
    client::{ClientBuilder, Credentials},
    conversations::v1::ListConversation,
};

#[global_allocator]
static ALLOCATOR: &StatsAlloc<System> = &INSTRUMENTED_SYSTEM;

const PAGES: usize = 1000;
const ITEMS: usize = 20;

/// Serves the pages of a list, one connection at a time.
fn serve(listener: &TcpListener) {
    let address = listener.local_addr().expect("an address");
    let record = format!(r#"{{"sid": "CH1", "friendly_name": "{}"}}"#, "x".repeat(400));
    let records = vec![record; ITEMS].join(",");
    for stream in listener.incoming().flatten() {
        let mut lines = BufReader::new(stream.try_clone().expect("a clone")).lines();
        let mut stream = stream;
        while let Some(Ok(line)) = lines.next() {
            let page =
                line.split_once("&Page=").and_then(|(_, rest)| rest.split(' ').next()?.parse().ok()).unwrap_or(0);
            while lines.next().is_some_and(|line| line.is_ok_and(|line| !line.is_empty())) {}
            let next = match page + 1 {
                PAGES => "null".to_owned(),
                next => format!(r#""http://{address}/v1/Conversations?PageSize={ITEMS}&Page={next}""#),
            };
            let body = format!(r#"{{"conversations": [{records}], "meta": {{"next_page_url": {next}}}}}"#);
            let head = format!("HTTP/1.1 200 OK\r\ncontent-length: {}\r\n\r\n", body.len());
            stream.write_all((head + &body).as_bytes()).expect("a reader");
        }
    }
}

/// Returns the number of bytes that the process has allocated.
fn held() -> usize {
    let stats = ALLOCATOR.stats();
    stats.bytes_allocated.saturating_sub(stats.bytes_deallocated)
}

/// Records the allocated memory after certain numbers of items, and compares it at the end.
#[derive(Default)]
struct Watch {
    items: usize,
    early: usize,
    most: usize,
}

impl Watch {
    fn item(&mut self) {
        self.items += 1;
        if self.items == 10 * ITEMS {
            self.early = held();
        }
        self.most = self.most.max(held());
    }

    fn check(&self) {
        assert_eq!(self.items, PAGES * ITEMS);
        let growth = self.most.saturating_sub(self.early);
        assert!(growth < 100_000, "{growth} bytes more than after ten pages");
    }
}

fn built<C>(builder: ClientBuilder<C>, address: &str) -> C {
    let builder = builder.credentials(Credentials::account("AC1", "t")).base_url(address).no_proxy();
    builder.build().expect("a client")
}

#[test]
fn memory_does_not_grow_with_the_number_of_pages() {
    let listener = TcpListener::bind("127.0.0.1:0").expect("a free port");
    let address = format!("http://{}", listener.local_addr().expect("an address"));
    thread::spawn(move || serve(&listener));

    {
        let client = built(blocking::Client::builder(), &address);
        let mut watch = Watch::default();
        for item in client.list(ListConversation::new()).items() {
            item.expect("an item");
            watch.item();
        }
        watch.check();
    }

    let client = built(Client::builder(), &address);
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().expect("a runtime");
    runtime.block_on(async {
        let mut watch = Watch::default();
        let mut items = client.list(ListConversation::new()).items();
        while let Some(item) = items.next().await {
            item.expect("an item");
            watch.item();
        }
        watch.check();
    });
}
