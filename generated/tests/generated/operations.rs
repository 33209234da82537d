//! All operations of the crate, as `dynamic` lists them.

use std::collections::BTreeSet;

use twilio_bindings::dynamic;

#[test]
fn there_are_as_many_as_the_readme_says_each_once() {
    let ids: Vec<_> = dynamic::operations().map(|it| (it.operation().document, it.operation().id)).collect();
    assert_eq!(ids.len(), 1447);
    assert_eq!(ids.iter().collect::<BTreeSet<_>>().len(), ids.len());
    assert_eq!(ids.iter().map(|(document, _)| document).collect::<BTreeSet<_>>().len(), 53, "two documents have none");
}

#[test]
fn each_list_says_how_it_is_paged_and_nothing_else_does() {
    for entry in dynamic::operations() {
        let operation = entry.operation();
        assert_eq!(operation.paging.is_some(), operation.id.starts_with("List"), "{}", operation.id);
    }
}

#[test]
fn each_operation_goes_to_its_own_product_and_tells_its_path_parameters() {
    for entry in dynamic::operations() {
        let operation = entry.operation();
        assert!(operation.server.starts_with("https://") && operation.server.ends_with(".twilio.com"));
        let placeholders = operation.path.matches('{').count();
        let path = entry.parameters().iter().filter(|it| it.location == dynamic::ParameterLocation::Path).count();
        assert_eq!(placeholders, path, "{} {}", operation.document, operation.id);
    }
}
