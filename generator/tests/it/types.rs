//! Tests that types are spelled in the same way wherever they are shown.

use std::collections::BTreeSet;

use twilio_codegen::model::Shape;
use twilio_codegen::name::RustType;
use twilio_codegen::{Words, generate, model};

use crate::cases::{folders, source};

#[test]
fn fields_are_declared_with_the_types_that_are_shown() {
    let mut spelled = BTreeSet::new();
    for case in folders("cases") {
        let source = source(&case);
        let (model, _) = model(&source).unwrap_or_else(|error| panic!("{error}"));
        let output = generate(&[source], &Words::default()).unwrap_or_else(|error| panic!("{error}"));
        let declared: BTreeSet<&str> = output.files.values().flat_map(|text| text.lines()).map(str::trim).collect();
        let mut check = |name: &str, ty: RustType<'_>| {
            let field = format!("pub {name}: {ty},");
            assert!(declared.contains(field.as_str()), "{}: `{field}` is missing", case.display());
            spelled.insert(ty.to_string());
        };
        for input in model.operations.iter().flat_map(|operation| &operation.inputs) {
            check(input.name.as_str(), RustType::of_input(&model, input));
        }
        for schema in &model.schemas {
            let Shape::Object(object) = &schema.shape else { continue };
            for property in &object.properties {
                check(property.name.as_str(), RustType::of_property(&model, property, schema.in_request));
            }
        }
    }
    for ty in ["Option<Vec<String>>", "Option<Nullable<String>>", "Option<BTreeMap<String, Option<String>>>"] {
        assert!(spelled.contains(ty), "{ty}: {spelled:?}");
    }
    assert!(spelled.iter().any(|ty| ty.starts_with("Option<Box<")), "{spelled:?}");
}
