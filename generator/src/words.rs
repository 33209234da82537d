//! Adds our own descriptions, from `spec/words/`, to a lowered document.
//!
//! `spec/words/README.md` explains the files. This stage knows no Rust names: descriptions refer to parameters by wire name
//! until they are rendered.

mod book;
mod coverage;
mod describe;
mod glossary;
mod sentence;

use std::collections::{BTreeMap, BTreeSet};

use serde_json::Value;

use crate::diagnostic::{Diagnostic, Diagnostics, Location, Pointer};
use crate::document::{self, Source, line_of};
use crate::ident::stem;
use crate::parallel::each;
use crate::text::quoted;

use book::Book;
use glossary::Glossary;

pub use coverage::{Count, Coverage, Described, Undescribed};

/// The name of the file with descriptions for all documents.
pub const GLOSSARY: &str = "glossary.yaml";

/// A file of `spec/words/`.
#[derive(Clone, Debug)]
pub struct WordsFile {
    /// The file name: `glossary.yaml`, or the name of the document that it describes.
    pub name: String,
    /// Its content, in YAML.
    pub text: Vec<u8>,
}

/// The descriptions in all files of `spec/words/`.
#[derive(Clone, Debug, Default)]
pub struct Words {
    glossary: Glossary,
    /// The books, by the document's stem.
    books: BTreeMap<String, Book>,
    /// The content of the files by name, for line numbers.
    texts: BTreeMap<String, String>,
}

/// A description and its location.
#[derive(Clone, Debug)]
struct Entry {
    text: String,
    location: Location,
}

impl Words {
    /// Reads the files.
    ///
    /// # Errors
    ///
    /// Returns an error, with its line, for everything that doesn't follow `spec/words/README.md`.
    pub fn read(files: &[WordsFile]) -> Result<Self, Diagnostics> {
        let mut words = Self::default();
        let mut found = Diagnostics::new();
        for (file, read) in files.iter().zip(each(files, |file| file.text.len(), read_file)) {
            let Some((entries, problems)) = found.absorb(read) else { continue };
            words.texts.insert(file.name.clone(), String::from_utf8_lossy(&file.text).into_owned());
            match entries {
                Entries::Glossary(glossary) => words.glossary = glossary,
                Entries::Book(stem, book) => _ = words.books.insert(stem, book),
            }
            for (pointer, what, help) in problems {
                found.push(words.diagnostic(&Location::new(&file.name, pointer), &what, help));
            }
        }
        for (stem, book) in &words.books {
            if let Some((include, _)) = book.include.as_ref().filter(|(include, _)| !words.books.contains_key(include))
            {
                let what = format!("includes {}, which isn't in spec/words/", quoted(include));
                found.push(words.diagnostic(
                    &Location::new(format!("{stem}.yaml"), Pointer::root().child("include")),
                    &what,
                    "include the name of a file without its extension",
                ));
            }
        }
        found.into_result(words)
    }

    /// Checks that every entry describes something in `sources`, which must be all documents.
    ///
    /// # Errors
    ///
    /// Returns an error, with its line, for each entry that describes nothing.
    pub fn all_used(&self, coverage: &Coverage, sources: &[Source]) -> Result<(), Diagnostics> {
        let stems: BTreeSet<&str> = sources.iter().map(|source| stem(&source.name)).collect();
        let unknown = self.books.keys().filter(|stem| !stems.contains(stem.as_str())).map(|stem| {
            Diagnostic::new(Location::whole(format!("words/{stem}.yaml")), "describes a document that doesn't exist")
                .help("rename or remove the file")
        });
        let books =
            self.books.iter().filter(|(stem, _)| stems.contains(stem.as_str())).flat_map(|(_, book)| book.locations());
        let unused = books.chain(self.glossary.locations()).filter(|location| !coverage.used.contains(*location));
        let help = "upstream may have renamed or removed what it describes: rename or remove the entry";
        let unused = unused.map(|location| self.diagnostic(location, "entry matches nothing", help));
        unused.chain(unknown).collect::<Diagnostics>().into_result(())
    }

    /// Returns a diagnostic that includes the line of an entry.
    fn diagnostic(&self, location: &Location, what: &str, help: &str) -> Diagnostic {
        let line = self.texts.get(&location.document).map_or(1, |text| line_of(text, &location.pointer));
        let shown = Location::new(format!("words/{}:{line}", location.document), location.pointer.clone());
        Diagnostic::new(shown, what).help(help)
    }
}

enum Entries {
    Glossary(Glossary),
    /// The descriptions of a document, with its stem.
    Book(String, Book),
}

/// Returns the entries of a file, and what is wrong with them.
fn read_file(file: &WordsFile) -> Result<(Entries, Vec<Problem>), Diagnostics> {
    let tree = document::read_tree(&file.name, &file.text)?;
    let mut reader = EntryReader { file: &file.name, found: Vec::new() };
    let entries = if file.name == GLOSSARY {
        Entries::Glossary(Glossary::read(&tree, &mut reader))
    } else {
        Entries::Book(stem(&file.name).to_owned(), Book::read(&tree, &mut reader))
    };
    Ok((entries, reader.found))
}

/// What is wrong at a location of a file, and how to fix it.
type Problem = (Pointer, String, &'static str);

/// Collects the problems in one file.
struct EntryReader<'a> {
    file: &'a str,
    found: Vec<Problem>,
}

impl EntryReader<'_> {
    fn wrong(&mut self, pointer: &Pointer, what: impl Into<String>, help: &'static str) {
        self.found.push((pointer.clone(), what.into(), help));
    }

    /// Returns a string, and reports any other value.
    fn text(&mut self, value: &Value, pointer: &Pointer) -> Option<String> {
        if !value.is_string() {
            self.wrong(pointer, format!("expected a string, found {}", document::describe(value)), "put it in quotes");
        }
        value.as_str().map(str::to_owned)
    }

    /// Returns an entry, and reports what is wrong with its text.
    fn entry(&mut self, pointer: &Pointer, text: &str) -> Entry {
        if let Some((what, help)) = sentence::fault(pointer, text) {
            self.wrong(pointer, what, help);
        }
        Entry { text: text.to_owned(), location: Location::new(self.file, pointer.clone()) }
    }
}
