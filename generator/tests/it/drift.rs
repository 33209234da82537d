//! Tests each rule of `DRIFT.md` with a pair of tiny documents. The comment at the top of a pair lists its changes.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

use serde_yaml::{Mapping, Value};
use twilio_codegen::drift::{self, ChangeKind, Class, Report, Verdict};
use twilio_codegen::model::Document;
use twilio_codegen::{Source, model};

/// The old and the new document, and the expected changes.
pub(crate) struct Pair {
    pub(crate) name: String,
    expected: BTreeSet<String>,
    old: Document,
    new: Document,
}

#[test]
fn every_pair_gives_its_changes() {
    let mut wrong = Vec::new();
    for pair in pairs() {
        let found: Vec<String> = compare(&pair).changes.iter().map(line).collect();
        let once = BTreeSet::from_iter(found.clone());
        if once.len() < found.len() || once != pair.expected {
            wrong.push((pair.name, found));
        }
    }
    assert!(wrong.is_empty(), "{wrong:#?}");
}

#[test]
fn every_pair_reversed_gives_the_opposite_changes() {
    let mut wrong = Vec::new();
    for pair in pairs() {
        let (old, new) = (&[pair.old], &[pair.new]);
        let (forth, back) = (drift::compare(old, new), drift::compare(new, old));
        let mut mirrored = Vec::from_iter(back.changes.iter().map(|it| (mirror(it.kind), &it.now, &it.was)));
        let mut expected =
            Vec::from_iter(forth.changes.iter().map(|it| (it.kind.as_str().to_owned(), &it.was, &it.now)));
        mirrored.sort();
        expected.sort();
        if mirrored != expected {
            wrong.push(format!("{}: {mirrored:#?}", pair.name));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn every_rule_has_a_pair_and_a_line_in_the_table() {
    let documents = [ChangeKind::DocumentAdded, ChangeKind::DocumentRemoved, ChangeKind::DocumentRenamed];
    let shown: BTreeSet<String> = pairs().iter().flat_map(|pair| pair.expected.clone()).collect();
    let table = fs::read_to_string(folder().join("../../DRIFT.md")).unwrap();
    for kind in ChangeKind::ALL {
        // A pair can't show this: no conflict between alternatives renames one that otherwise stays the same.
        let has_pair = documents.contains(kind)
            || *kind == ChangeKind::AlternativeRenamed
            || shown.iter().any(|line| line.split(' ').nth(1) == Some(kind.as_str()));
        assert!(has_pair, "no pair shows `{}`", kind.as_str());
        assert!(table.contains(&format!("| `{}` |", kind.as_str())), "DRIFT.md has no line for `{}`", kind.as_str());
    }
    for line in shown {
        let words: Vec<&str> = line.split(' ').collect();
        let row = table.lines().find(|row| row.starts_with(&format!("| `{}` |", words[1]))).unwrap();
        assert!(row.contains(words[0]), "DRIFT.md does not say that `{}` may be {}", words[1], words[0]);
    }
}

#[test]
fn documents_are_added_and_removed_with_their_features() {
    let things = document("twilio_things_v1.yaml", PLAIN);
    let later = document("twilio_things_v2.yaml", PLAIN);
    let others = document("twilio_others_v1.yaml", PLAIN);
    let report = drift::compare(&[things.clone(), others], &[later, things]);
    let changes: Vec<_> = report
        .changes
        .iter()
        .map(|it| (line(it), it.was.as_deref().or(it.now.as_deref()).unwrap_or_default()))
        .collect();
    let expected = [
        ("breaking document-removed others::v1".to_owned(), "1 operation, 0 types, feature others"),
        ("additive document-added things::v2".to_owned(), "1 operation, 0 types"),
    ];
    assert_eq!(changes, expected);
}

#[test]
fn documents_are_matched_by_module() {
    let (old, new) = (document("twilio_flex-api_v1.yaml", PLAIN), document("twilio_flex_api_v1.yaml", PLAIN));
    let report = drift::compare(&[old], &[new]);
    assert_eq!(report.changes.iter().map(line).collect::<Vec<_>>(), ["breaking document-renamed flex_api::v1"]);
}

#[test]
fn two_documents_with_the_same_module_are_refused() {
    let source = |name: &str| Source { name: name.to_owned(), text: PLAIN.as_bytes().to_vec(), overlay: None };
    let found = drift::models(&[source("twilio_flex-api_v1.yaml"), source("twilio_flex_api_v1.yaml")]).unwrap_err();
    assert!(found.to_string().contains("another document also produces `flex_api/v1/mod.rs`"), "{found}");
}

#[test]
fn the_most_severe_change_determines_the_verdict() {
    let verdict = |name: &str| compare(&pairs().into_iter().find(|pair| pair.name == name).unwrap()).verdict();
    assert_eq!(verdict("nothing-order"), Verdict::None);
    assert_eq!(verdict("limits"), Verdict::Patch);
    assert_eq!(verdict("input-added"), Verdict::Minor);
    assert_eq!(verdict("value-removed"), Verdict::Major);
    assert_eq!(verdict("privacy-lost"), Verdict::Major);
    assert_eq!(verdict("privacy-gained"), Verdict::Minor);
}

#[test]
fn before_1_0_the_version_changes_by_one_part_less() {
    let pairs = pairs();
    let version = |name: &str, is_stable| {
        let report = compare(pairs.iter().find(|pair| pair.name == name).unwrap());
        Report { is_stable, ..report }.version()
    };
    for (name, before, later) in [
        ("nothing-order", "no new version", "no new version"),
        ("limits", "patch version (documentation only)", "patch version (documentation only)"),
        ("input-added", "patch version (additive)", "minor version (additive)"),
        ("value-removed", "minor version (breaking)", "major version (breaking)"),
        ("privacy-lost", "minor version (privacy)", "major version (privacy)"),
    ] {
        assert_eq!((version(name, false).as_str(), version(name, true).as_str()), (before, later));
    }
}

#[test]
fn private_values_that_are_no_longer_hidden_come_first() {
    let (old, new) = (document("twilio_things_v1.yaml", PRIVATE), document("twilio_things_v1.yaml", PUBLIC));
    let report = drift::compare(std::slice::from_ref(&old), std::slice::from_ref(&new));
    let markdown = "3 changes (1 privacy, 1 breaking, 1 additive): **minor version (breaking)**.\n\n\
        ### Privacy\n\n#### things\n\n\
        - `things::v1::CreateThing`: `name` is no longer hidden by `Debug`, so logs can have it\n\n\
        ### Breaking\n\n#### things\n\n- `things::v1::CreateThing`: the parameter `old` is gone\n\n\
        ### Added\n\n#### things\n\n- `things::v1::CreateThing`: new parameter `new_` (`Option<String>`, form `New`)\n";
    assert_eq!(report.markdown(), markdown);
    let back = drift::compare(&[new], &[old]);
    assert_eq!(back.count(Class::Privacy), 0);
    assert!(back.changes.iter().any(|it| it.kind == ChangeKind::PrivacyGained && it.class == Class::Additive));
}

const PRIVATE: &str = "\
openapi: 3.0.1
info: {title: Things, version: 1.0.0}
servers: [{url: 'https://things.twilio.com'}]
paths:
  /v1/Things:
    post:
      operationId: CreateThing
      requestBody: {content: {application/x-www-form-urlencoded: {schema: {properties: {Name: {type: string, x-secret: true}, Old: {type: string}}}}}}
      responses: {'201': {description: Created}}
";

const PUBLIC: &str = "\
openapi: 3.0.1
info: {title: Things, version: 1.0.0}
servers: [{url: 'https://things.twilio.com'}]
paths:
  /v1/Things:
    post:
      operationId: CreateThing
      requestBody: {content: {application/x-www-form-urlencoded: {schema: {properties: {Name: {type: string}, New: {type: string}}}}}}
      responses: {'201': {description: Created}}
";

#[test]
fn the_formats_have_the_same_changes() {
    let report = compare(&pairs().into_iter().find(|pair| pair.name == "value-renamed").unwrap());
    let markdown = "2 changes (1 breaking, 1 additive): **minor version (breaking)**.\n\n\
        ### Breaking\n\n#### things\n\n- `things::v1::Thing`: `Get` is called `GetUppercase` now\n\n\
        ### Added\n\n#### things\n\n- `things::v1::Thing`: new variant `GetLowercase` (`get`)\n";
    assert_eq!(report.markdown(), markdown);
    let json: serde_json::Value = serde_json::from_str(&report.json()).unwrap();
    assert_eq!(json["version"], drift::VERSION);
    assert_eq!(json["verdict"], "major");
    assert_eq!(json["version_part"], "minor");
    assert_eq!(json["counts"], serde_json::json!({ "privacy": 0, "breaking": 1, "additive": 1, "docs": 0 }));
    let first = serde_json::json!({
        "class": "breaking", "kind": "value-renamed", "document": "twilio_things_v1",
        "place": "Thing.Get", "was": "Get", "now": "GetUppercase",
    });
    assert_eq!(json["changes"][0], first);
    assert_eq!(json["changes"][1]["was"], serde_json::Value::Null);
}

#[test]
fn strings_from_documents_are_escaped() {
    let with = |name: &str| PLAIN.replace("Name:", &format!("{name}:"));
    let old = document("twilio_things_v1.yaml", PLAIN);
    let new = document("twilio_things_v1.yaml", &with(r#""Na\e[2Jme`<b>\n# x""#));
    let report = drift::compare(&[old], &[new]);
    let markdown = report.markdown();
    assert!(!markdown.contains('\x1b') && !markdown.contains("\n# x") && markdown.contains("``"), "{markdown}");
}

#[test]
fn overlay_actions_that_do_not_apply_are_reported() {
    let overlay = "overlay: 1.0.0\ninfo: {title: a, version: 1.0.0}\nactions:\n\
        - {target: \"$.paths['/v1/Things'].post\", description: a, update: {x-rust-name: MakeThing}}\n\
        - {target: \"$.paths['/v1/Others'].post\", description: b, update: {x-rust-name: MakeOther}}\n";
    let source = |text: &str| Source {
        name: "twilio_things_v1.yaml".to_owned(),
        text: text.as_bytes().to_vec(),
        overlay: Some(("overlays/twilio_things_v1.yaml".to_owned(), overlay.as_bytes().to_vec())),
    };
    let old = drift::models(&[source(PLAIN)]).unwrap();
    let new = drift::models(&[source(&PLAIN.replace("/v1/Things", "/v1/Others"))]).unwrap();
    let report = drift::compare(&old.documents, &new.documents).with_unfit(&old, &new);
    let changes: Vec<String> = report.changes.iter().map(line).collect();
    assert_eq!(changes, ["additive operation-added MakeOther", "breaking operation-removed MakeThing"]);
    let unfit: Vec<_> = report.unfit.iter().map(|(side, it)| (*side, it.location.to_string())).collect();
    let expected =
        [("old", "overlays/twilio_things_v1.yaml#/actions/1"), ("new", "overlays/twilio_things_v1.yaml#/actions/0")];
    assert_eq!(unfit, expected.map(|(side, place)| (side, place.to_owned())));
    let markdown = report.markdown();
    assert!(markdown.contains("in the old release: target `$.paths['/v1/Others'].post` matches nothing"), "{markdown}");
}

#[test]
fn changes_of_upstream_prose_are_ignored() {
    let words = PLAIN.replace("operationId", "description: Makes a thing\n      operationId");
    let read = |text: &str| {
        let source = Source { name: "twilio_things_v1.yaml".to_owned(), text: text.as_bytes().to_vec(), overlay: None };
        drift::models(&[source]).unwrap().documents
    };
    assert!(drift::compare(&read(&words), &read(&words.replace("Makes", "Creates"))).changes.is_empty());
}

#[test]
fn shuffling_a_document_gives_no_changes() {
    for Source { name, text, .. } in crate::spec::sources().into_iter().step_by(10) {
        let text = String::from_utf8(text).unwrap();
        let shuffled = serde_yaml::to_string(&shuffle(serde_yaml::from_str(&text).unwrap())).unwrap();
        assert_ne!(text, shuffled);
        let report = drift::compare(&[document(&name, &text)], &[document(&name, &shuffled)]);
        assert!(report.changes.is_empty(), "{}", report.markdown());
    }
}

const PLAIN: &str = "\
openapi: 3.0.1
info: {title: Things, version: 1.0.0}
servers: [{url: 'https://things.twilio.com'}]
paths:
  /v1/Things:
    post:
      operationId: CreateThing
      requestBody: {content: {application/x-www-form-urlencoded: {schema: {properties: {Name: {type: string}}}}}}
      responses: {'201': {description: Created}}
";

pub(crate) fn compare(pair: &Pair) -> Report {
    drift::compare(std::slice::from_ref(&pair.old), std::slice::from_ref(&pair.new))
}

fn line(change: &drift::Change) -> String {
    let class = Class::ALL.iter().find(|class| **class == change.class).map(|class| class.as_str()).unwrap();
    format!("{class} {} {}", change.kind.as_str(), change.place())
}

/// Returns the kind of the reverse change.
fn mirror(kind: ChangeKind) -> String {
    const OPPOSITES: &[(&str, &str)] = &[
        ("-added", "-removed"),
        ("-gained", "-lost"),
        ("header-ignored", "header-not-ignored"),
        ("input-required", "input-optional"),
        ("property-required", "property-optional"),
        ("property-read-only", "property-writable"),
        ("type-sent", "type-not-sent"),
    ];
    let word = kind.as_str();
    for (one, other) in OPPOSITES {
        for (from, to) in [(one, other), (other, one)] {
            if let Some(stem) = word.strip_suffix(from) {
                return format!("{stem}{to}");
            }
        }
    }
    word.to_owned()
}

/// Reverses all keys and lists whose order has no meaning. It has one for the arguments of `new`, and for the choice between
/// several media types.
fn shuffle(value: Value) -> Value {
    match value {
        Value::Mapping(mapping) => {
            let required: Vec<Value> =
                mapping.get("required").and_then(Value::as_sequence).cloned().unwrap_or_default();
            let members = mapping.into_iter().map(|(key, value)| {
                let value = match key.as_str() {
                    Some("content" | "mapping" | "parameters" | "conditional") => value,
                    Some("properties") if required.len() > 1 => value,
                    _ => shuffle(value),
                };
                (key, value)
            });
            let members: Vec<(Value, Value)> = members.collect();
            Value::Mapping(Mapping::from_iter(members.into_iter().rev()))
        }
        Value::Sequence(items) => Value::Sequence(items.into_iter().rev().map(shuffle).collect()),
        other => other,
    }
}

pub(crate) fn pairs() -> Vec<Pair> {
    let mut paths: Vec<PathBuf> = fs::read_dir(folder()).unwrap().map(|entry| entry.unwrap().path()).collect();
    paths.sort();
    paths.iter().map(|path| read(path)).collect()
}

fn read(path: &Path) -> Pair {
    let name = path.file_stem().unwrap().to_str().unwrap().to_owned();
    let text = fs::read_to_string(path).unwrap();
    let (old, new) = text.split_once("\n---\n").unwrap();
    let heads = old.lines().map_while(|line| line.strip_prefix("# ")).filter(|line| *line != "nothing");
    let expected = heads.map(str::to_owned).collect();
    let at = |side: &str, text| {
        let source = Source { name: "twilio_things_v1.yaml".to_owned(), text: Vec::from(text), overlay: None };
        model(&source).unwrap_or_else(|found| panic!("{name}, {side}: {found}")).0
    };
    Pair { expected, old: at("old", old), new: at("new", new), name }
}

pub(crate) fn document(name: &str, text: &str) -> Document {
    let source = Source { name: name.to_owned(), text: Vec::from(text), overlay: None };
    model(&source).unwrap_or_else(|found| panic!("{name}: {found}")).0
}

fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/drift")
}
