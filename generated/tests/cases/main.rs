//! Compiles the generator's output for each of its test cases that keeps it, and tests the requests and responses of some.
//!
//! `expected.rs` of a case is the module of one version; it imports the runtime from `crate::codegen`, like the crate's modules.

#![allow(clippy::unwrap_used, reason = "a test that cannot go on says so by failing")]

use twilio_bindings::codegen;

mod asserts;

#[rustfmt::skip]
#[allow(dead_code, unreachable_pub, unused_imports, clippy::wrong_self_convention, clippy::should_implement_trait)]
#[path = "../../../generator/tests/cases/argument_order/expected.rs"]
mod argument_order;
#[rustfmt::skip]
#[allow(dead_code, unreachable_pub, unused_imports, clippy::wrong_self_convention, clippy::should_implement_trait)]
#[path = "../../../generator/tests/cases/deprecated/expected.rs"]
mod deprecated;
#[rustfmt::skip]
#[allow(dead_code, unreachable_pub, unused_imports, clippy::wrong_self_convention, clippy::should_implement_trait)]
#[path = "../../../generator/tests/cases/enums/expected.rs"]
mod enums;
#[rustfmt::skip]
#[allow(dead_code, unreachable_pub, unused_imports, clippy::wrong_self_convention, clippy::should_implement_trait)]
#[path = "../../../generator/tests/cases/facts_beside_ref/expected.rs"]
mod facts_beside_ref;
#[rustfmt::skip]
#[allow(dead_code, unreachable_pub, unused_imports, clippy::wrong_self_convention, clippy::should_implement_trait)]
#[path = "../../../generator/tests/cases/headers/expected.rs"]
mod headers;
#[rustfmt::skip]
#[allow(dead_code, unreachable_pub, unused_imports, clippy::wrong_self_convention, clippy::should_implement_trait)]
#[path = "../../../generator/tests/cases/hostile_texts/expected.rs"]
mod hostile_texts;
#[rustfmt::skip]
#[allow(dead_code, unreachable_pub, unused_imports, clippy::wrong_self_convention, clippy::should_implement_trait)]
#[path = "../../../generator/tests/cases/http_methods/expected.rs"]
mod http_methods;
#[rustfmt::skip]
#[allow(dead_code, unreachable_pub, unused_imports, clippy::wrong_self_convention, clippy::should_implement_trait)]
#[path = "../../../generator/tests/cases/inequality_queries/expected.rs"]
mod inequality_queries;
#[rustfmt::skip]
#[allow(dead_code, unreachable_pub, unused_imports, clippy::wrong_self_convention, clippy::should_implement_trait)]
#[path = "../../../generator/tests/cases/inline_objects/expected.rs"]
mod inline_objects;
#[rustfmt::skip]
#[allow(dead_code, unreachable_pub, unused_imports, clippy::wrong_self_convention, clippy::should_implement_trait)]
#[path = "../../../generator/tests/cases/json_bodies/expected.rs"]
mod json_bodies;
#[rustfmt::skip]
#[allow(dead_code, unreachable_pub, unused_imports, clippy::wrong_self_convention, clippy::should_implement_trait)]
#[path = "../../../generator/tests/cases/many_required/expected.rs"]
mod many_required;
#[rustfmt::skip]
#[allow(dead_code, unreachable_pub, unused_imports, clippy::wrong_self_convention, clippy::should_implement_trait)]
#[path = "../../../generator/tests/cases/name_collisions/expected.rs"]
mod name_collisions;
#[rustfmt::skip]
#[allow(dead_code, unreachable_pub, unused_imports, clippy::wrong_self_convention, clippy::should_implement_trait)]
#[path = "../../../generator/tests/cases/no_operations/expected.rs"]
mod no_operations;
#[rustfmt::skip]
#[allow(dead_code, unreachable_pub, unused_imports, clippy::wrong_self_convention, clippy::should_implement_trait)]
#[path = "../../../generator/tests/cases/nullable_inputs/expected.rs"]
mod nullable_inputs;
#[rustfmt::skip]
#[allow(dead_code, unreachable_pub, unused_imports, clippy::wrong_self_convention, clippy::should_implement_trait)]
#[path = "../../../generator/tests/cases/one_of_tagged/expected.rs"]
mod one_of_tagged;
#[rustfmt::skip]
#[allow(dead_code, unreachable_pub, unused_imports, clippy::wrong_self_convention, clippy::should_implement_trait)]
#[path = "../../../generator/tests/cases/pages/expected.rs"]
mod pages;
#[rustfmt::skip]
#[allow(dead_code, unreachable_pub, unused_imports, clippy::wrong_self_convention, clippy::should_implement_trait)]
#[path = "../../../generator/tests/cases/path_inputs/expected.rs"]
mod path_inputs;
#[rustfmt::skip]
#[allow(dead_code, unreachable_pub, unused_imports, clippy::wrong_self_convention, clippy::should_implement_trait)]
#[path = "../../../generator/tests/cases/pinned_names/expected.rs"]
mod pinned_names;
#[rustfmt::skip]
#[allow(dead_code, unreachable_pub, unused_imports, clippy::wrong_self_convention, clippy::should_implement_trait)]
#[path = "../../../generator/tests/cases/private_values/expected.rs"]
mod private_values;
#[rustfmt::skip]
#[allow(dead_code, unreachable_pub, unused_imports, clippy::wrong_self_convention, clippy::should_implement_trait)]
#[path = "../../../generator/tests/cases/prose/expected.rs"]
mod prose;
#[rustfmt::skip]
#[allow(dead_code, unreachable_pub, unused_imports, clippy::wrong_self_convention, clippy::should_implement_trait)]
#[path = "../../../generator/tests/cases/read_only/expected.rs"]
mod read_only;
#[rustfmt::skip]
#[allow(dead_code, unreachable_pub, unused_imports, clippy::wrong_self_convention, clippy::should_implement_trait)]
#[path = "../../../generator/tests/cases/recursion/expected.rs"]
mod recursion;
#[rustfmt::skip]
#[allow(dead_code, unreachable_pub, unused_imports, clippy::wrong_self_convention, clippy::should_implement_trait)]
#[path = "../../../generator/tests/cases/success_codes/expected.rs"]
mod success_codes;
#[rustfmt::skip]
#[allow(dead_code, unreachable_pub, unused_imports, clippy::wrong_self_convention, clippy::should_implement_trait)]
#[path = "../../../generator/tests/cases/typed_any_nodes/expected.rs"]
mod typed_any_nodes;
#[rustfmt::skip]
#[allow(dead_code, unreachable_pub, unused_imports, clippy::wrong_self_convention, clippy::should_implement_trait)]
#[path = "../../../generator/tests/cases/unreserved_type_names/expected.rs"]
mod unreserved_type_names;
#[rustfmt::skip]
#[allow(dead_code, unreachable_pub, unused_imports, clippy::wrong_self_convention, clippy::should_implement_trait)]
#[path = "../../../generator/tests/cases/untyped_form_values/expected.rs"]
mod untyped_form_values;
#[rustfmt::skip]
#[allow(dead_code, unreachable_pub, unused_imports, clippy::wrong_self_convention, clippy::should_implement_trait)]
#[path = "../../../generator/tests/cases/wire_names/expected.rs"]
mod wire_names;
