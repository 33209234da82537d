//! Names that generated code can't use.

/// The keywords of every edition, including reserved ones, sorted.
pub(super) const KEYWORDS: &[&str] = &[
    "Self", "abstract", "as", "async", "await", "become", "box", "break", "const", "continue", "crate", "do", "dyn",
    "else", "enum", "extern", "false", "final", "fn", "for", "gen", "if", "impl", "in", "let", "loop", "macro",
    "match", "mod", "move", "mut", "override", "priv", "pub", "ref", "return", "self", "static", "struct", "super",
    "trait", "true", "try", "type", "typeof", "unsafe", "unsized", "use", "virtual", "where", "while", "yield",
];

/// Types and traits that generated files use by their short names, from the prelude and from imports.
pub(super) const TYPES: &[&str] = &[
    "Arguments",
    "BTreeMap",
    "Box",
    "Clone",
    "Copy",
    "Date",
    "DateTimeOrDate",
    "Default",
    "Drop",
    "Dynamic",
    "Err",
    "Error",
    "Extra",
    "Fields",
    "From",
    "HttpMethod",
    "Inputs",
    "Into",
    "IntoIterator",
    "Iterator",
    "Json",
    "None",
    "Nullable",
    "Number",
    "Object",
    "Ok",
    "OpenEnum",
    "Operation",
    "Option",
    "Page",
    "PageMeta",
    "Parameter",
    "PartialEq",
    "Reader",
    "Request",
    "Result",
    "Self",
    "Send",
    "Some",
    "String",
    "Sync",
    "Timestamp",
    "ToOwned",
    "ToString",
    "Unrecognized",
    "Vec",
];

/// Names that a request's fields and setters can't have because they are methods: the constructor, the methods of the
/// `Request` trait, and those of every `Clone` type.
pub(super) const REQUEST_FIELDS: &[&str] =
    &["clone", "decode", "default", "inputs", "into", "new", "to_http", "to_owned"];

/// The same for JSON objects.
pub(super) const OBJECT_FIELDS: &[&str] =
    &["blank", "clone", "default", "extra", "extra_mut", "fields", "into", "new", "read", "to_owned"];

/// The same for list pages, which have more methods.
pub(super) const PAGE_FIELDS: &[&str] = &[
    "blank",
    "clone",
    "default",
    "extra",
    "extra_mut",
    "fields",
    "into",
    "into_records",
    "is_empty",
    "len",
    "new",
    "read",
    "records",
    "to_owned",
];

/// The variant that every enum has for values that its document doesn't list.
pub(super) const VARIANTS: &[&str] = &["Self", "Unrecognized"];

/// The runtime's modules and features, and the crates that it uses by name.
pub(super) const PRODUCTS: &[&str] = &[
    "alloc",
    "api_error",
    "blocking",
    "bytes",
    "client",
    "codegen",
    "context",
    "core",
    "default",
    "dynamic",
    "encode",
    "error",
    "form",
    "full",
    "futures_core",
    "generated",
    "guide",
    "header",
    "http",
    "http_method",
    "input",
    "jiff",
    "json",
    "number",
    "open_enum",
    "operation",
    "page",
    "path",
    "proc_macro",
    "products",
    "query",
    "request",
    "reqwest",
    "response",
    "rustls",
    "serde",
    "serde_json",
    "std",
    "test",
    "time",
    "tokio",
    "tracing",
    "union",
    "ureq",
    "webpki_roots",
    "zeroize",
];

/// Names that files can't have on Windows, with any extension.
pub(super) const DEVICES: &[&str] = &[
    "aux", "com1", "com2", "com3", "com4", "com5", "com6", "com7", "com8", "com9", "con", "lpt1", "lpt2", "lpt3",
    "lpt4", "lpt5", "lpt6", "lpt7", "lpt8", "lpt9", "nul", "prn",
];
