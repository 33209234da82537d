//! Runs the stages one after another, for the benchmarks. Not part of the public API.

use std::hint::black_box;

use crate::format::Formatter;
use crate::{Diagnostics, Source, Words, check, document, lower, name, overlay, render};

/// The stages, in order.
pub const STAGES: [&str; 8] = [
    "read: source to tree",
    "overlay",
    "type: check the tree, read operations",
    "lower: to the model",
    "words: descriptions to the model",
    "name and check",
    "render: to items",
    "format: to source",
];

/// Generates the code of each document, and calls `done` after each stage with its index in [`STAGES`].
///
/// # Errors
///
/// Fails like [`generate`](crate::generate()).
pub fn run(sources: &[Source], words: &Words, mut done: impl FnMut(usize)) -> Result<(), Diagnostics> {
    let formatter = Formatter::default();
    for source in sources {
        let mut raw = document::read(&source.name, &source.text)?;
        done(0);
        if let Some((name, text)) = &source.overlay {
            overlay::apply(&mut raw, name, text)?;
        }
        done(1);
        let document = raw.into_document()?;
        done(2);
        let (mut model, _) = lower::lower(&document)?;
        done(3);
        words.describe(&mut model)?;
        done(4);
        name::assign(&mut model)?;
        check::check(&model)?;
        done(5);
        let files = render::files(&model);
        done(6);
        files.iter().for_each(|file| drop(black_box(formatter.file(&file.items, &source.name))));
        done(7);
    }
    Ok(())
}
