//! All operations of the crate, as listed by `dynamic`.

use std::collections::BTreeSet;

use twilio_bindings::dynamic;

#[test]
fn operation_count_matches_the_readme() {
    let ids: Vec<_> = dynamic::operations().map(|it| (it.operation().document, it.operation().id)).collect();
    assert_eq!(ids.len(), 1447);
    assert_eq!(ids.iter().collect::<BTreeSet<_>>().len(), ids.len());
    assert_eq!(ids.iter().map(|(document, _)| document).collect::<BTreeSet<_>>().len(), 53, "two documents have none");
}

#[test]
fn only_lists_are_paged() {
    for entry in dynamic::operations() {
        let operation = entry.operation();
        assert_eq!(operation.paging.is_some(), operation.id.starts_with("List"), "{}", operation.id);
    }
}

#[test]
fn servers_and_path_parameters_are_valid() {
    for entry in dynamic::operations() {
        let operation = entry.operation();
        assert!(operation.server.starts_with("https://") && operation.server.ends_with(".twilio.com"));
        let placeholders = operation.path.matches('{').count();
        let path = entry.parameters().iter().filter(|it| it.location == dynamic::ParameterLocation::Path).count();
        assert_eq!(placeholders, path, "{} {}", operation.document, operation.id);
    }
}

#[test]
fn page_size_is_a_declared_parameter() {
    for entry in dynamic::operations() {
        let operation = entry.operation();
        let names: Vec<_> = entry.parameters().iter().map(|it| it.name).collect();
        let declared = ["PageSize", "Size"].into_iter().find(|name| names.contains(name));
        let expected = declared.filter(|_| operation.paging.is_some());
        assert_eq!(operation.page_size, expected, "{} {}", operation.document, operation.id);
    }
}
