//! Checks rules that the compiler doesn't: which modules may use YAML and tokens, what generator and runtime agree on, and the
//! length of files and functions.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};

use twilio_codegen::ident::Home;
use twilio_codegen::ident::runtime::{MACROS, TYPES, UNIMPORTED};
use twilio_codegen::model::IGNORED_HEADERS;

use crate::cases::root;

const LONGEST_FILE: usize = 450;
const LONGEST_FUNCTION: usize = 60;

/// Returns every Rust file in a folder of the repository, recursively.
pub(crate) fn files(folder: &str) -> Vec<(PathBuf, String)> {
    let mut found = Vec::new();
    let mut folders = vec![root().join("..").join(folder)];
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(&folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                folders.push(path);
            } else if path.extension().is_some_and(|ending| ending == "rs") {
                let text = fs::read_to_string(&path).unwrap();
                found.push((path, text));
            }
        }
    }
    found.sort();
    found
}

/// Returns the lines that mention one of `crates`, except comments.
fn naming(text: &str, crates: &[&str]) -> Vec<String> {
    let lines = text.lines().filter(|line| !line.trim_start().starts_with("//"));
    lines.filter(|line| crates.iter().any(|name| line.contains(name))).map(str::to_owned).collect()
}

fn below(path: &Path) -> String {
    let parts: Vec<String> = path.components().map(|part| part.as_os_str().to_string_lossy().into_owned()).collect();
    let start = parts.iter().rposition(|part| part == "src").unwrap();
    parts[start + 1..].join("/")
}

#[test]
fn yaml_stays_in_the_first_stage_and_tokens_in_the_last() {
    for (path, text) in files("generator/src") {
        let path = below(&path);
        let parses = path.starts_with("document/");
        let last = path.starts_with("render/") || path.starts_with("format");
        if !parses {
            assert_eq!(naming(&text, &["serde_yaml"]), [""; 0], "{path}");
        }
        if !parses && !path.starts_with("lower/") {
            assert_eq!(naming(&text, &["openapiv3"]), [""; 0], "{path}");
        }
        if !last {
            assert_eq!(naming(&text, &["quote::", "quote!", "proc_macro2", "prettyplease"]), [""; 0], "{path}");
        }
    }
}

/// Returns the names of the types in `text`, with duplicates.
fn type_names(text: &str) -> Vec<&str> {
    let lines = text.lines().filter(|line| !line.trim_start().starts_with("//"));
    let names = lines.filter_map(|line| {
        let words: Vec<&str> = line.split_whitespace().take_while(|word| *word != "=").collect();
        let keyword = words.iter().position(|word| matches!(*word, "struct" | "enum" | "trait"))?;
        words.get(keyword + 1)?.split(|letter: char| !letter.is_alphanumeric()).next()
    });
    names.filter(|name| !name.is_empty()).collect()
}

#[test]
fn no_two_types_have_the_same_name() {
    let mut seen = BTreeMap::new();
    for (path, text) in files("generator/src").into_iter().chain(files("xtask/src")) {
        for name in type_names(&text) {
            if let Some(other) = seen.insert(name.to_owned(), path.clone()) {
                panic!("`{name}` is defined in {} and in {}", other.display(), path.display());
            }
        }
    }
    assert!(seen.len() > 100, "only {} types were found", seen.len());
}

/// A type that is renamed everywhere in the text may be a word of a sentence, too.
#[test]
fn no_sentence_has_the_name_of_a_type_as_a_word() {
    let sources: Vec<_> = files("generator/src").into_iter().chain(files("xtask/src")).collect();
    // Other names are words, too.
    let is_compound = |name: &&str| name.chars().skip(1).any(char::is_uppercase);
    let types: BTreeSet<&str> = sources.iter().flat_map(|(_, text)| type_names(text)).filter(is_compound).collect();
    let mut wrong = Vec::new();
    for (path, text) in &sources {
        for comment in text.lines().map(str::trim_start).filter(|line| line.starts_with("//")) {
            // Names of types are code, in backticks.
            let sentence = comment.split('`').step_by(2).collect::<String>();
            let names = words(&sentence).into_iter().filter(|word| types.contains(word));
            wrong.extend(names.map(|name| format!("{}: {name}", path.display())));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

/// Returns the names at the crate's root that `text` mentions by path, such as `check` and `lower` for
/// `use crate::{check, lower::{Keywords, lower}};`.
fn names_at_root(text: &str) -> Vec<String> {
    let code: Vec<&str> = text.lines().filter(|line| !line.trim_start().starts_with("//")).collect();
    let first = |path: &str| names_after(&format!("::{}", path.trim()), "::").first().map(|name| (*name).to_owned());
    let mut names = Vec::new();
    for rest in code.join(" ").split("crate::").skip(1) {
        let Some(group) = rest.strip_prefix('{') else {
            names.extend(first(rest));
            continue;
        };
        let (mut depth, mut members) = (0, String::new());
        for letter in group.chars() {
            match letter {
                '{' => depth += 1,
                '}' if depth == 0 => break,
                '}' => depth -= 1,
                // What is in the braces of a member isn't at the root.
                _ if depth == 0 => members.push(letter),
                _ => {}
            }
        }
        names.extend(members.split(',').filter_map(first));
    }
    names
}

#[test]
fn modules_import_only_those_before_them() {
    let root = fs::read_to_string(root().join("src/lib.rs")).unwrap();
    let order: Vec<&str> = names_after(&root, "mod ");
    let mut reexported = BTreeMap::new();
    for line in root.lines().filter_map(|line| line.strip_prefix("pub use ")) {
        let (module, names) = line.split_once("::").unwrap();
        reexported.extend(words(names).into_iter().filter(|name| *name != module).map(|name| (name, module)));
    }
    let position = |module: &str| order.iter().position(|name| *name == module);
    let mut imports = 0;
    for (path, text) in files("generator/src") {
        let path = below(&path);
        let module = path.trim_end_matches(".rs").split('/').next().unwrap();
        let Some(own) = position(module) else { continue };
        for name in names_at_root(&text) {
            let reexport = reexported.get(name.as_str()).and_then(|module| position(module));
            let Some(other) = position(&name).or(reexport) else { continue };
            imports += 1;
            assert!(other <= own, "{path} imports `{name}`, which is below `{module}` in lib.rs");
        }
    }
    assert!(imports > 100, "only {imports} imports were found");
}

/// Returns the text of a file of the runtime.
fn runtime(path: &str) -> String {
    fs::read_to_string(root().join("../generated/src").join(path)).unwrap()
}

/// Returns the words in `text`: letters, digits and `_`.
fn words(text: &str) -> BTreeSet<&str> {
    text.split(|letter: char| !letter.is_alphanumeric() && letter != '_').collect()
}

/// Returns what follows each `start` in `text`, up to a character that isn't part of a name.
fn names_after<'t>(text: &'t str, start: &str) -> Vec<&'t str> {
    let end = |rest: &str| rest.find(|letter: char| !letter.is_alphanumeric() && letter != '_').unwrap_or(rest.len());
    text.split(start).skip(1).map(|rest| &rest[..end(rest)]).filter(|name| !name.is_empty()).collect()
}

#[test]
fn the_runtime_exports_every_name_that_generated_code_uses() {
    let text = runtime("codegen.rs");
    let exports = text.split("pub use ").skip(1).filter_map(|rest| rest.split(';').next());
    let exported: BTreeSet<&str> = exports.flat_map(words).collect();
    let listed = BTreeSet::from_iter([TYPES, MACROS].concat());
    for name in listed.iter().chain(UNIMPORTED) {
        assert!(exported.contains(name), "`generated/src/codegen.rs` doesn't export `{name}`");
    }
    for (path, text) in files("generator/src/render") {
        for name in names_after(&text, "codegen::").into_iter().filter(|name| *name != "codegen") {
            assert!(exported.contains(name), "{}: `codegen.rs` doesn't export `{name}`", path.display());
        }
        for name in names_after(&text, ".runtime(\"") {
            assert!(listed.contains(name), "{}: `ident/runtime.rs` doesn't list `{name}`", path.display());
        }
    }
}

#[test]
fn generated_code_imports_only_listed_names() {
    let listed = BTreeSet::from_iter([TYPES, MACROS, &["self"]].concat());
    for (path, text) in files("generated/src/api") {
        for imports in text.split("use crate::codegen::").skip(1).filter_map(|rest| rest.split(';').next()) {
            let names: BTreeSet<&str> = words(imports).into_iter().filter(|name| !name.is_empty()).collect();
            assert!(names.is_subset(&listed), "{} imports {names:?}", path.display());
        }
    }
}

#[test]
fn the_runtime_refuses_the_headers_that_the_generator_ignores() {
    let text = runtime("encode/mod.rs");
    let (_, refused) = text.split_once("const OURS").expect("the list of refused headers");
    let (refused, _) = refused.split_once(';').and_then(|(_, rest)| rest.split_once(';')).expect("its end");
    let refused: BTreeSet<&str> = refused.split('"').skip(1).step_by(2).collect();
    assert_eq!(refused, BTreeSet::from_iter(IGNORED_HEADERS.iter().copied()));
}

#[test]
fn products_get_other_names_than_modules_dependencies_and_features() {
    let root_module = runtime("lib.rs");
    let modules = root_module.lines().filter_map(|line| {
        let line = line.trim_start_matches("pub ").strip_prefix("mod ")?;
        Some(line.trim_end_matches([';', ' ', '{']).to_owned())
    });
    let manifest = fs::read_to_string(root().join("../generated/Cargo.toml")).unwrap();
    let (head, rest) = manifest.split_once("\n[features]\n").unwrap();
    assert!(!head.contains("dependencies"));
    let (features, rest) = rest.split_once("# generated features\n").unwrap();
    let (_, dependencies) = rest.split_once("\n[dependencies]\n").unwrap();
    let (dependencies, _) = dependencies.split_once("\n[").unwrap();
    let keys = features.lines().chain(dependencies.lines()).filter(|line| !line.starts_with('#'));
    let keys = keys.filter_map(|line| Some(line.split_once(" = ")?.0.replace('-', "_")));
    let names: BTreeSet<String> = modules.chain(keys).collect();
    assert!(names.len() > 40, "{names:?}");
    let taken = names.iter().filter(|name| {
        let home = Home::of(&format!("twilio_{name}_v1"));
        home.product_module.as_str() == **name
    });
    assert_eq!(taken.collect::<Vec<_>>(), [""; 0], "add these to `PRODUCTS` in `ident/reserved.rs`");
}

#[test]
fn no_file_and_no_function_is_too_long() {
    let folders = [
        "generator/src",
        "generator/tests/it",
        "generator/benches",
        "xtask/src",
        "xtask/tests",
        "generated/src",
        "generated/tests",
    ];
    let mut wrong = Vec::new();
    for (path, text) in folders.into_iter().flat_map(files) {
        if text.starts_with(twilio_codegen::HEADER) {
            continue;
        }
        let count = text.lines().count();
        if count > LONGEST_FILE {
            wrong.push(format!("{} has {count} lines", path.display()));
        }
        for (line, name, length) in functions(&text) {
            if length > LONGEST_FUNCTION {
                wrong.push(format!("{}:{line} {name} has {length} lines", path.display()));
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

/// Returns the functions of a formatted file: line number, first line and number of lines. A function ends at the closing
/// brace with its own indentation.
fn functions(text: &str) -> Vec<(usize, String, usize)> {
    let lines: Vec<&str> = text.lines().collect();
    let mut found = Vec::new();
    for (at, line) in lines.iter().enumerate() {
        let trimmed = line.trim_start();
        let bare = trimmed.strip_prefix("pub").unwrap_or(trimmed);
        let bare = bare.strip_prefix('(').and_then(|rest| rest.split_once(')')).map_or(bare, |(_, rest)| rest);
        let is_function = ["fn ", "const fn ", "async fn "].iter().any(|start| bare.trim_start().starts_with(start));
        if !is_function || line.trim_end().ends_with([';', '}']) {
            continue;
        }
        let indent = &line[..line.len() - trimmed.len()];
        let signature_end =
            lines[at..].iter().find(|line| line.starts_with(&format!("{indent})")) || line.ends_with('{'));
        if signature_end.is_some_and(|line| line.ends_with(';')) {
            continue;
        }
        let end = format!("{indent}}}");
        let length = lines[at..].iter().position(|line| *line == end).map_or(1, |length| length + 1);
        found.push((at + 1, trimmed.to_owned(), length));
    }
    found
}
