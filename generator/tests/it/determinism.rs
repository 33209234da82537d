//! Checks that the same documents always generate the same bytes: repeatedly, in another order, and alone or with others.

use twilio_codegen::{Output, Source, Words, generate};

use crate::made::schemas;

/// Returns some of the documents in `spec/`: the smallest ones, of which some are of the same product.
fn some() -> Vec<Source> {
    let mut sources = crate::spec::sources();
    sources.sort_by_key(|source| source.text.len());
    sources.truncate(sources.len().div_ceil(4));
    sources
}

fn generated(sources: &[Source]) -> Output {
    generate(sources, &Words::default()).unwrap_or_else(|error| panic!("{error}"))
}

#[test]
fn output_is_the_same_when_repeated_and_reordered() {
    let mut sources = some();
    let first = generated(&sources);
    assert_eq!(first.files, generated(&sources).files);
    sources.reverse();
    let reversed = generated(&sources);
    assert_eq!(first.files, reversed.files);
    assert_eq!(first.features, reversed.features);
    assert_eq!(first.summary.keywords.read, reversed.summary.keywords.read);
}

#[test]
fn a_document_alone_gives_the_same_files_as_with_others() {
    let sources = some();
    let all = generated(&sources);
    for source in &sources {
        let alone = generated(std::slice::from_ref(source));
        let own = |path: &&String| path.matches('/').count() > 1 || path.starts_with("preview/");
        for path in alone.files.keys().filter(own) {
            assert_eq!(alone.files[path], all.files[path], "{path}");
        }
    }
}

#[test]
fn two_documents_can_have_operations_of_the_same_name() {
    let named = |name: &str| {
        let source = schemas([("thing".to_owned(), serde_json::json!({"type": "object", "properties": {"a": {}}}))]);
        Source { name: name.to_owned(), ..source }
    };
    let output = generated(&[named("twilio_chat_v1.yaml"), named("twilio_chat_v2.yaml"), named("twilio_preview.yaml")]);
    for path in ["chat/v1/first.rs", "chat/v2/first.rs", "preview/first.rs"] {
        assert!(output.files[path].contains("pub struct FetchFirst"), "{path}");
    }
    assert_eq!(
        output.features,
        "chat = []\npreview = []\n# Every product.\nfull = [\n    \"chat\",\n    \"preview\",\n]\n"
    );
}

#[test]
fn documents_that_would_give_the_same_files_are_rejected() {
    let thing = || schemas([("thing".to_owned(), serde_json::json!({"type": "string"}))]);
    let named = |name: &str| Source { name: name.to_owned(), ..thing() };
    let error = |names: [&str; 2]| generate(&names.map(named), &Words::default()).unwrap_err().to_string();
    assert_eq!(
        error(["twilio_chat_v1.yaml", "chat_v1.json"]),
        "error: chat_v1.json: another document also produces `chat/v1/mod.rs`\n\
         help: rename one of the files, so that their products or versions differ"
    );
    assert_eq!(
        error(["twilio_chat.yaml", "twilio_chat_v1.yaml"]),
        "error: twilio_chat.yaml: product `chat` has documents both with and without a version\n\
         help: add a version to the file name"
    );
}
