//! Tests the differences between small crates, as the installed rustdoc exports them.

use std::process::Command;

use fs_err as fs;
use serde_json::Value;

use super::Api;

/// A crate with one of everything that the generator writes.
const CRATE: &str = "
    #[non_exhaustive]
    pub struct Thing { pub sid: Option<String>, private: u32 }
    impl Thing { pub fn new(sid: String) -> Self { todo!() } pub fn size(mut self, size: u64) -> Self { todo!() } }
    impl Clone for Thing { fn clone(&self) -> Self { todo!() } }
    #[non_exhaustive]
    pub enum Kind { Large, Other(String) }
    pub const LIMIT: u32 = 1;
    pub type Alias = Vec<Thing>;
";

fn json(text: &str) -> Value {
    let folder = tempfile::tempdir().expect("a folder");
    let at = |path: &str| folder.path().join(path);
    fs::create_dir_all(at("src/api")).expect("a folder");
    fs::write(at("src/lib.rs"), "mod api; pub use api::*; pub struct Runtime;").expect("a file");
    fs::write(at("src/api/mod.rs"), format!("pub mod things {{ pub mod v1 {{ {text} }} }}")).expect("a file");
    let rustdoc = std::env::var_os("RUSTDOC").unwrap_or_else(|| "rustdoc".into());
    let mut command = Command::new(rustdoc);
    command.args([
        "--edition=2024",
        "--crate-name=tiny",
        "-Zunstable-options",
        "--output-format=json",
        "--cap-lints=allow",
    ]);
    let output = command.arg("--out-dir").arg(at("")).arg(at("src/lib.rs")).env("RUSTC_BOOTSTRAP", "1").output();
    let output = output.expect("rustdoc is installed");
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    serde_json::from_slice(&fs::read(at("tiny.json")).expect("a file")).expect("it is JSON")
}

fn api(text: &str) -> Api {
    Api::read(&json(text)).expect("it has a module")
}

#[test]
fn what_changes_in_the_public_api_is_a_difference() {
    let old = api(CRATE);
    assert_eq!(old.modules().collect::<Vec<_>>(), ["things::v1"]);
    for (before, after, expected) in [
        ("Option<String>", "Option<u8>", "`Thing.sid` was "),
        ("pub sid: Option<String>, ", "", "`Thing.sid` is gone"),
        ("private: u32", "private: u32, pub size: u32", "`Thing.size` is new"),
        ("size: u64", "size: u32", "`Thing::size` was "),
        ("pub fn size", "fn size", "`Thing::size` is gone"),
        ("impl Clone for Thing { fn clone(&self) -> Self { todo!() } }", "", r#"`Thing as {"path":"Clone""#),
        ("Large, ", "", "`Kind::Large` is gone"),
        ("Other(String)", "Other(u8)", "`Kind::Other"),
        ("LIMIT: u32", "LIMIT: u64", "`LIMIT` was "),
        ("Vec<Thing>", "Vec<Kind>", "`Alias` was "),
        ("#[non_exhaustive]\n    pub enum", "pub enum", "`Kind` was "),
    ] {
        let text = CRATE.replacen(before, after, 1);
        assert_ne!(text, CRATE, "{before}");
        let found: Vec<String> = old.differences(&api(&text), "things::v1").iter().map(ToString::to_string).collect();
        assert!(found.iter().any(|line| line.starts_with(expected)), "{before}: {found:#?}");
    }
}

#[test]
fn what_users_do_not_see_is_no_difference() {
    let old = api(CRATE);
    for (before, after) in
        [("private: u32", "private: u8"), ("new(sid", "new(id"), ("u32 = 1", "u32 = 2"), ("todo!()", "loop {}")]
    {
        let text = CRATE.replace(before, after);
        let found = old.differences(&api(&text), "things::v1");
        assert!(text != CRATE && found.is_empty(), "{before}: {found:#?}");
    }
}

#[test]
fn another_format_is_rejected() {
    let mut krate = json(CRATE);
    krate["format_version"] = 1.into();
    let error = Api::parse(krate.to_string().as_bytes()).expect_err("the format is unknown").to_string();
    assert!(error.starts_with("rustdoc's JSON has format 1, and this program reads "), "{error}");
}
