//! Tests how the changelog words changes, in terms of Rust.

use twilio_codegen::drift::{self, Report};

use crate::drift::{compare, document, pairs};

/// Pairs of documents in `tests/drift/`, with the lines of the changelog.
const CASES: &[(&str, &[&str])] = &[
    (
        "deprecated",
        &["`things::v1::CreateThing` is deprecated now", "`things::v1::CreateThing`: `name` is deprecated now"],
    ),
    (
        "header-not-ignored",
        &["`things::v1::FetchThing`: `dynamic` no longer accepts this header, which it dropped: `Authorization`"],
    ),
    ("input-added", &["`things::v1::CreateThing`: new parameter `size` (`Option<i64>`, form `Size`)"]),
    (
        "input-added-required",
        &["`things::v1::CreateThing::new` now takes `(size)`; `size` is new; the type no longer implements `Default`"],
    ),
    (
        "input-optional",
        &[
            "`things::v1::CreateThing::new` now takes `()` instead of `(name)`; `name` is an `Option` now, with a setter; the type \
         implements `Default` now",
        ],
    ),
    (
        "input-required",
        &[
            "`things::v1::CreateThing::new` now takes `(name)`; `name` is no longer an `Option`, and its setter is gone; the type no \
         longer implements `Default`",
        ],
    ),
    ("input-renamed", &["`things::v1::FetchThing`: `sid` is called `thing_sid` now, and `ThingSid` on the wire"]),
    (
        "input-wire",
        &[
            "`things::v1::CreateThing`: wire name of `name` changed from `Name` to `name`; the Rust field stays the same",
        ],
    ),
    ("operation-removed", &["`things::v1`: the request is gone: `FetchThing` (`GET /v1/Things/Last`)"]),
    (
        "operation-renamed",
        &["`things::v1::ListThing` is called `ListObject` now; the types that are named after it follow"],
    ),
    ("property-type", &["`things::v1::Thing`: type of `size` changed from `Option<Number>` to `Option<String>`"]),
    (
        "property-writable-required",
        &["`things::v1::Thing::new` now takes `(sid)`; the type no longer implements `Default`"],
    ),
    ("required-order", &["`things::v1::CreateThing::new` now takes `(size, name)` instead of `(name, size)`"]),
    (
        "scopes",
        &[
            "`things::v1::CreateThing`: OAuth scopes changed from `read` to `read, write`",
            "`things::v1::ListThing`: OAuth scopes changed from `read, write` to `read`",
        ],
    ),
    ("type-renamed", &["`things::v1::Thing` is called `ThingsV1Object` now; nothing else changed"]),
    (
        "value-text",
        &[
            "`things::v1::Thing`: wire value of `NotParticipating` changed from `not_participating` to `notParticipating`; the Rust \
         variant stays the same",
        ],
    ),
];

#[test]
fn a_line_says_what_changes_in_code() {
    let pairs = pairs();
    for (name, expected) in CASES {
        let report = compare(pairs.iter().find(|pair| pair.name == *name).unwrap());
        assert_eq!(lines(&report), *expected, "{name}");
    }
}

#[test]
fn near_equal_lines_become_one_and_long_lists_are_cut() {
    let with = |count: usize, limit: &dyn Fn(usize) -> usize| {
        let lists = (0..count).map(|number| {
            format!(
                "  /v1/Lists{number}:\n    get:\n      operationId: FetchList{number}\n      parameters:\n      - {{name: Size, in: \
                 query, schema: {{type: integer, maximum: {}}}}}\n      responses: {{'204': {{description: Done}}}}\n",
                limit(number)
            )
        });
        document("twilio_things_v1.yaml", &(HEAD.to_owned() + &lists.collect::<String>()))
    };
    let compared = |count, limit: &dyn Fn(usize) -> usize| {
        lines(&drift::compare(&[with(count, &|_| 1000)], &[with(count, limit)]))
    };
    let same = "Limits of `size` changed from `at most 1000` to `at most 50` in `things::v1::FetchList0`, `things::v1::FetchList1`";
    assert_eq!(compared(2, &|_| 50), [same]);
    let different = "Limits of `size` changed in `things::v1::FetchList0` (`at most 1000` → `at most 50`), `things::v1::FetchList1` \
        (`at most 1000` → `at most 51`)";
    assert_eq!(compared(2, &|number| 50 + number), [different]);
    let cut = compared(40, &|number| 50 + number);
    assert_eq!(cut.len(), 1);
    assert_eq!(cut[0].matches("FetchList").count(), 12);
    assert!(cut[0].ends_with(" and 28 more"), "{}", cut[0]);
}

#[test]
fn a_removed_document_is_a_removed_module() {
    let empty = HEAD.to_owned() + "  {}\n";
    let (things, others) = (document("twilio_things_v1.yaml", &empty), document("twilio_others_v1.yaml", &empty));
    let report = drift::compare(&[things.clone(), others], &[things]);
    assert_eq!(lines(&report), ["The module `others::v1` is gone: 0 operations, 0 types, feature others"]);
}

const HEAD: &str = "\
openapi: 3.0.1
info: {title: Things, version: 1.0.0}
servers: [{url: 'https://things.twilio.com'}]
paths:
";

fn lines(report: &Report) -> Vec<String> {
    report.change_log().lines().filter_map(|line| line.strip_prefix("- ")).map(str::to_owned).collect()
}
