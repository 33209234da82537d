//! Names that generated code can't use.

use super::runtime;

/// The keywords of every edition, including reserved ones, sorted.
pub(crate) const KEYWORDS: &[&str] = &[
    "Self", "abstract", "as", "async", "await", "become", "box", "break", "const", "continue", "crate", "do", "dyn",
    "else", "enum", "extern", "false", "final", "fn", "for", "gen", "if", "impl", "in", "let", "loop", "macro",
    "match", "mod", "move", "mut", "override", "priv", "pub", "ref", "return", "self", "static", "struct", "super",
    "trait", "true", "try", "type", "typeof", "unsafe", "unsized", "use", "virtual", "where", "while", "yield",
];

/// The types and traits that generated files use by their short names: those of the prelude, of the standard library and of
/// the runtime.
pub(crate) fn types() -> Vec<&'static str> {
    [PRELUDE, runtime::TYPES, runtime::UNIMPORTED].concat()
}

const PRELUDE: &[&str] = &[
    "BTreeMap",
    "Box",
    "Clone",
    "Copy",
    "Default",
    "Drop",
    "Err",
    "From",
    "Into",
    "IntoIterator",
    "Iterator",
    "None",
    "Ok",
    "Option",
    "PartialEq",
    "Result",
    "Self",
    "Send",
    "Some",
    "String",
    "Sync",
    "ToOwned",
    "ToString",
    "Vec",
];

/// Names that a request's fields and setters can't have because they are methods: the constructor, the methods of the
/// `Request` trait, and those of every `Clone` type.
pub(crate) const REQUEST_FIELDS: &[&str] =
    &["clone", "decode", "default", "extra", "inputs", "into", "new", "to_http", "to_owned"];

/// The same for JSON objects.
pub(crate) const OBJECT_FIELDS: &[&str] =
    &["blank", "clone", "default", "extra", "extra_mut", "fields", "into", "new", "read", "to_owned"];

/// The variant that every enum has for values that its document doesn't list.
pub(crate) const VARIANTS: &[&str] = &["Self", "Unrecognized"];

/// The runtime's modules and features, its dependencies, and the crates that every crate may use.
pub const PRODUCTS: &[&str] = &[
    "alloc",
    "api_error",
    "arguments",
    "base64",
    "blocking",
    "bytes",
    "client",
    "codegen",
    "context",
    "core",
    "default",
    "dynamic",
    "encode",
    "equality",
    "error",
    "form",
    "form_urlencoded",
    "full",
    "futures_core",
    "generated",
    "guide",
    "gzip",
    "header",
    "hmac",
    "http",
    "http2",
    "http_method",
    "input",
    "jiff",
    "json",
    "number",
    "open_enum",
    "operation",
    "page",
    "path",
    "platform_verifier",
    "proc_macro",
    "products",
    "query",
    "request",
    "reqwest",
    "response",
    "rustls",
    "rustls_platform_verifier",
    "serde",
    "serde_json",
    "serde_requests",
    "sha1",
    "sha2",
    "std",
    "test",
    "time",
    "tokio",
    "tracing",
    "union",
    "ureq",
    "url",
    "webhook",
    "webpki_roots",
    "with_extra",
    "zeroize",
];

/// Returns whether Windows opens a device instead of a file of this name, whatever its extension. `name` is in lower case.
pub fn is_device(name: &str) -> bool {
    let numbered = |prefix| name.strip_prefix(prefix).is_some_and(|rest| matches!(rest.as_bytes(), [b'0'..=b'9']));
    matches!(name, "aux" | "con" | "nul" | "prn") || numbered("com") || numbered("lpt")
}
