//! Tests which description an item gets from `spec/words/`, and what is reported when an entry is wrong.

use serde_json::json;
use twilio_codegen::words::{Described, Words, WordsFile};
use twilio_codegen::{Source, generate};

use crate::made::{document, reference};

/// Creates a thing with a form; a thing has an owner, which is declared in place, and a state.
fn things() -> Source {
    let thing = json!({"type": "object", "properties": {
        "sid": {"type": "string", "pattern": "^TH"},
        "friendly_name": {"type": "string"},
        "state": reference("thing_enum_state"),
        "owner": {"type": "object", "properties": {"friendly_name": {"type": "string"}}},
    }});
    let form = json!({"type": "object", "properties": {
        "FriendlyName": {"type": "string"},
        "StatusCallback": {"type": "string", "format": "uri"},
        "Size": {"type": "integer"},
    }});
    let content = json!({"application/json": {"schema": reference("case.v1.thing")}});
    let post = json!({
        "operationId": "CreateThing",
        "tags": ["CaseV1Thing"],
        "requestBody": {"content": {"application/x-www-form-urlencoded": {"schema": form}}},
        "responses": {"201": {"description": "Created", "content": content}},
    });
    document(
        json!({"/v1/Things": {"post": post}}),
        json!({"case.v1.thing": thing, "thing_enum_state": {"type": "string", "enum": ["on", "off"]}}),
    )
}

fn words(glossary: &str, book: &str) -> Result<Words, String> {
    let files = [("glossary.yaml", glossary), ("twilio_case_v1.yaml", book)];
    let files = files.into_iter().filter(|(_, text)| !text.is_empty());
    let files: Vec<_> =
        files.map(|(name, text)| WordsFile { name: name.to_owned(), text: text.as_bytes().to_vec() }).collect();
    Words::read(&files).map_err(|found| found.to_string())
}

/// The generated text of the things, described by these words.
fn text(glossary: &str, book: &str) -> String {
    let words = words(glossary, book).expect("the words can be read");
    let output = generate(&[things()], &words).unwrap_or_else(|found| panic!("{found}"));
    words.all_used(&output.summary.coverage, &[things()]).unwrap_or_else(|found| panic!("{found}"));
    output.files["case/v1/thing.rs"].clone()
}

/// What is reported of words that can't be used.
fn refusal(glossary: &str, book: &str) -> String {
    let words = match words(glossary, book) {
        Ok(words) => words,
        Err(message) => return message,
    };
    match generate(&[things()], &words) {
        Ok(output) => words.all_used(&output.summary.coverage, &[things()]).expect_err("they are refused").to_string(),
        Err(found) => found.to_string(),
    }
}

/// The doc comment above the first line that begins like this, on one line.
fn docs(text: &str, start: &str) -> String {
    let lines: Vec<&str> = text.lines().map(str::trim).collect();
    let at = lines.iter().position(|line| line.starts_with(start)).unwrap_or_else(|| panic!("no `{start}`"));
    let above = lines[..at].iter().rev().take_while(|line| line.starts_with("///") || line.starts_with("#["));
    let lines = above.filter_map(|line| line.strip_prefix("///")).map(str::trim);
    let mut docs: Vec<&str> = lines.filter(|line| !line.is_empty()).collect();
    docs.reverse();
    docs.join(" ").trim().to_owned()
}

#[test]
fn one_line_describes_a_name_in_every_spelling() {
    let text = text("friendly_name: What people call the {resource}.", "");
    assert!(docs(&text, "pub friendly_name: Option<String>").starts_with("What people call the thing. Form property"));
    let thing = &text[text.find("pub struct Thing ").expect("there is a `Thing`")..];
    assert!(docs(thing, "pub friendly_name").starts_with("What people call the thing. Property `friendly_name`"));
}

#[test]
fn a_setter_says_what_its_field_says() {
    let text = text("status_callback: URL that is called.", "");
    let expected = "URL that is called. Form property `StatusCallback`; format `uri`.";
    assert_eq!(docs(&text, "pub status_callback: "), expected);
    assert_eq!(docs(&text, "pub fn status_callback("), expected);
}

#[test]
fn the_entry_with_the_most_conditions_wins() {
    let glossary = "friendly_name:
- words: Any name.
- in: form
  words: Name to give.
- in: form
  product: other
  words: Name elsewhere.
- {in: property, type: string, product: [case, other], words: Name given.}";
    // Entries that describe nothing are errors, so the test looks at what is generated only.
    let words = words(glossary, "").expect("the words can be read");
    let output = generate(&[things()], &words).expect("it generates");
    let text = &output.files["case/v1/thing.rs"];
    assert!(docs(text, "pub friendly_name").starts_with("Name to give."));
    let thing = &text[text.find("pub struct Thing ").expect("there is a `Thing`")..];
    assert!(docs(thing, "pub friendly_name").starts_with("Name given."));
}

#[test]
fn formats_and_patterns_narrow() {
    let text =
        text("status_callback: [{format: uri, words: A URL.}]\nsid: [{pattern: ^TH, words: SID of a thing.}]", "");
    assert!(docs(&text, "pub status_callback: ").starts_with("A URL."));
    assert!(docs(&text, "pub sid: ").starts_with("SID of a thing."));
}

#[test]
fn the_document_wins_over_the_glossary() {
    let glossary = "friendly_name: In general.";
    let book = "operations:
  CreateThing:
    words: Creates a thing. Calls `StatusCallback` once it is there.
    parameters:
      form FriendlyName: In this request.
      Size: Unlike `StatusCallback`, a number.
schemas:
  thing:
    words: A thing.
    properties:
      friendly_name: In a thing.
      owner:
        words: Who has it.
  thing_enum_state:
    values:
      'off': It rests.
resources:
  Thing: {noun: gadget, words: Things are things., link: 'https://www.twilio.com/docs/things'}";
    let text = text(glossary, book);
    assert!(
        docs(&text, "pub struct CreateThing ")
            .starts_with("Creates a thing. Calls `status_callback` once it is there.")
    );
    assert!(docs(&text, "pub friendly_name").starts_with("In this request."));
    assert!(docs(&text, "pub size").starts_with("Unlike `status_callback`, a number."));
    assert!(docs(&text, "pub struct Thing ").starts_with("A thing. Returned by [`CreateThing`]"));
    assert!(docs(&text, "pub struct Thing ").contains("https://www.twilio.com/docs/things"));
    // Declared in place, it takes the words of its field.
    assert!(docs(&text, "pub struct ThingOwner ").starts_with("Who has it."));
    assert_eq!(docs(&text, "Off,"), "It rests. `off`");
    assert_eq!(docs(&text, "On,"), "`on`");
}

#[test]
fn the_document_wins_over_the_one_it_includes() {
    let entry =
        |address: &str, text: &str| format!("operations: {{CreateThing: {{parameters: {{{address}: {text}}}}}}}");
    let own = format!("include: twilio_case_v2\n{}", entry("FriendlyName", "Own."));
    let files = [("twilio_case_v1.yaml", own), ("twilio_case_v2.yaml", entry("form FriendlyName", "Included."))];
    let files = files.map(|(name, text)| WordsFile { name: name.to_owned(), text: text.into_bytes() });
    let words = Words::read(&files).expect("the words can be read");
    let output = generate(&[things()], &words).expect("it generates");
    assert!(docs(&output.files["case/v1/thing.rs"], "pub friendly_name").starts_with("Own."));
}

#[test]
fn the_noun_stands_for_the_resource() {
    let book = "resources: {Thing: {noun: spare part}}";
    let text = text("friendly_name: Human-readable name of the {resource}. Other {resources} may share it.", book);
    assert!(
        docs(&text, "pub friendly_name")
            .starts_with("Human-readable name of the spare part. Other spare parts may share it.")
    );
}

#[test]
fn only_a_placeholder_at_the_start_is_capitalized() {
    let text = text("friendly_name: \"{resource} names.\"\nsize: npm packages in it.", "");
    assert!(docs(&text, "pub friendly_name").starts_with("Thing names."));
    assert!(docs(&text, "pub size").starts_with("npm packages in it."));
}

#[test]
fn what_is_missing_is_counted() {
    let words = words("friendly_name: A name.", "").expect("the words can be read");
    let coverage = generate(&[things()], &words).expect("it generates").summary.coverage;
    let count = coverage.of(Described::Parameter);
    assert_eq!((count.described, count.total), (1, 3));
    let addresses: Vec<&str> = coverage.undescribed.iter().map(|item| item.address.as_str()).collect();
    assert!(addresses.contains(&"/operations/CreateThing/parameters/StatusCallback"), "{addresses:?}");
    assert!(addresses.contains(&"/schemas/thing/properties/sid"), "{addresses:?}");
    assert!(addresses.contains(&"/schemas/thing_enum_state/values/off"), "{addresses:?}");
}

#[test]
fn an_entry_that_matches_nothing_is_named_with_its_line() {
    let book = "schemas:\n  thing:\n    words: A thing.\n    properties:\n      colour: Its colour.";
    let message = refusal("friendly_name: A name.\nshape: Its shape.", book);
    assert!(
        message.contains("words/twilio_case_v1.yaml:5#/schemas/thing/properties/colour: entry matches nothing"),
        "{message}"
    );
    assert!(message.contains("words/glossary.yaml:2#/shape: entry matches nothing"), "{message}");
    // Blank lines and comments in between make no difference.
    let message = refusal(
        "friendly_name: A name.\n\n# Others.\nshape: Its shape.",
        &book.replace("    prop", "\n# Two.\n\n    prop"),
    );
    assert!(message.contains("words/twilio_case_v1.yaml:8#/schemas/thing/properties/colour: "), "{message}");
    assert!(message.contains("words/glossary.yaml:4#/shape: "), "{message}");
}

#[test]
fn nouns_and_links_that_match_nothing_are_named() {
    let book =
        "resources:\n  Gone: {noun: thing, link: 'https://www.twilio.com/docs'}\nschemas:\n  gone: {noun: thing}";
    let message = refusal("", book);
    for address in ["/resources/Gone/noun", "/resources/Gone/link", "/schemas/gone/noun"] {
        assert!(message.contains(&format!("#{address}: entry matches nothing")), "{message}");
    }
}

#[test]
fn values_that_are_no_strings_are_named() {
    for (glossary, book, address) in [
        ("- friendly_name", "", ""),
        ("friendly_name: [{in: form, words: 5}]", "", "/friendly_name/0/words"),
        ("friendly_name: [{in: [form, 5], words: A name.}]", "", "/friendly_name/0/in"),
        ("", "include: 5", "/include"),
        ("", "resources: {Thing: {noun: 5}}", "/resources/Thing/noun"),
        ("", "resources: {Thing: {noun: a, plural: 5}}", "/resources/Thing/plural"),
        ("", "resources: {Thing: {link: 5}}", "/resources/Thing/link"),
    ] {
        let message = refusal(glossary, book);
        assert!(message.contains(&format!("{address}: expected a ")), "{glossary}{book}: {message}");
    }
}

#[test]
fn entries_that_match_equally_well_are_refused() {
    let message = refusal("friendly_name: [{in: form, words: One.}, {product: case, words: Other.}]", "");
    assert!(message.contains("words/glossary.yaml:1#/friendly_name/0: "), "{message}");
    assert!(message.contains("/friendly_name/1"), "{message}");
}

#[test]
fn descriptions_keep_to_the_style() {
    let long = format!("friendly_name: {}.", "a".repeat(300));
    for (glossary, expected) in [
        ("friendly_name: ''", "description is empty"),
        ("friendly_name: A name", "doesn't end with a full stop"),
        ("friendly_name: The friendly name.", "only repeats the name"),
        ("friendly_name: Name of the {thing}.", "`{thing}` isn't a placeholder"),
        ("friendly_name: Not `closed.", "a code span without an end"),
        ("friendly_name: \"Two\\nlines.\"", "isn't a single line"),
        ("FriendlyName: A name.", "name isn't in snake_case"),
        ("friendly_name: [{where: form, words: A name.}]", "`where` isn't a condition"),
        ("friendly_name: [{in: form}]", "entry has no `words`"),
        (&long, "more than the limit of 300"),
    ] {
        let message = refusal(glossary, "");
        assert!(message.contains(expected), "{glossary}: {message}");
    }
    let message = refusal("", "operations: {CreateThing: {parametres: {}}}");
    assert!(message.contains("`parametres` isn't allowed here"), "{message}");
    let message = refusal("", "include: twilio_case_v2");
    assert!(message.contains("includes `twilio_case_v2`"), "{message}");
}

#[test]
fn words_can_place_no_code() {
    let text = text("friendly_name: \"Ends */ here, `code` and \\\"quotes\\\" #![x] [link](javascript:x).\"", "");
    assert!(syn::parse_file(&text).is_ok());
    assert!(docs(&text, "pub friendly_name").contains("\\[link\\](javascript:x)."), "{text}");
}
