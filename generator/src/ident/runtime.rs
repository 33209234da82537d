//! The names of the runtime's `codegen` module that generated files import. They import no others. A test checks that the
//! runtime exports them.

/// The types. No generated type has one of these names.
pub const TYPES: &[&str] = &[
    "Date",
    "DateTimeOrDate",
    "Extra",
    "HttpMethod",
    "Json",
    "Nullable",
    "Number",
    "PageMeta",
    "Timestamp",
    "Unrecognized",
];

/// The macros, whose names can't conflict with a type's.
pub const MACROS: &[&str] = &["object", "open_enum", "operations", "page", "request", "union"];

/// Names of the runtime that generated files don't import, but that no generated type has either, so that users can import both.
pub const UNIMPORTED: &[&str] = &[
    "Arguments",
    "Described",
    "Description",
    "Error",
    "Fields",
    "FromArguments",
    "Inputs",
    "Object",
    "OpenEnum",
    "Operation",
    "Page",
    "Parameter",
    "Reader",
    "Request",
    "WithExtra",
];
