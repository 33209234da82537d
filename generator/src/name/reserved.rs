//! Names that are taken before the first document is read.

/// Keywords of every edition and those reserved for later ones, sorted.
pub(super) const KEYWORDS: &[&str] = &[
    "Self", "abstract", "as", "async", "await", "become", "box", "break", "const", "continue", "crate", "do", "dyn",
    "else", "enum", "extern", "false", "final", "fn", "for", "gen", "if", "impl", "in", "let", "loop", "macro",
    "match", "mod", "move", "mut", "override", "priv", "pub", "ref", "return", "self", "static", "struct", "super",
    "trait", "true", "try", "type", "typeof", "unsafe", "unsized", "use", "virtual", "where", "while", "yield",
];

/// Types and traits that generated files use by their short names: the prelude and their imports.
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

/// Names of a request's fields and setters that would hide a method: its constructor, what the
/// `Request` trait gives, and what every `Clone` type has.
pub(super) const REQUEST_FIELDS: &[&str] =
    &["clone", "decode", "default", "inputs", "into", "new", "to_http", "to_owned"];

/// The same for objects of JSON.
pub(super) const OBJECT_FIELDS: &[&str] =
    &["blank", "clone", "default", "extra", "extra_mut", "fields", "into", "new", "read", "to_owned"];

/// The same for the page of a list, which has more methods.
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

/// The variant that every enum has for texts that its document does not know.
pub(super) const VARIANTS: &[&str] = &["Self", "Unrecognized"];

/// Modules and features of the runtime, and crates that it names.
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

/// What no file may be called on Windows, whatever its ending.
pub(super) const DEVICES: &[&str] = &[
    "aux", "com1", "com2", "com3", "com4", "com5", "com6", "com7", "com8", "com9", "con", "lpt1", "lpt2", "lpt3",
    "lpt4", "lpt5", "lpt6", "lpt7", "lpt8", "lpt9", "nul", "prn",
];
