//! Lowers an OpenAPI document to the model, which has only wire names at this stage.
//!
//! Everything is read from the raw tree, whose values have the types that `document` has checked. Anything unsupported is an
//! error, and what has no effect is counted. Once the model is finished, passes complete it.

mod context;
mod node;

mod facts;
mod marks;
mod property;
mod schema;

mod combine;

mod body;
mod operation;
mod parameter;
mod response;
mod server;

mod cycle;
mod paging;
mod privacy;
mod resources;
mod unused;

use crate::diagnostic::Diagnostics;
use crate::document::{Keywords, ParsedDocument};
use crate::model::Document;

use context::Context;

/// The passes over the finished model, in the order in which they run.
const PASSES: &[fn(&mut Document)] = &[
    // Lists get their pagination. Their pages are named after it, even if other types are removed.
    paging::infer,
    // Types that no operation uses are removed, so that the next passes don't see them.
    unused::remove,
    cycle::box_cycles,
    resources::assign_files,
    // Reads which objects are pages.
    privacy::mark,
];

/// Lowers a document. Also returns the counts of its keywords.
///
/// # Errors
///
/// Returns an error for everything in the document that is unsupported or contradictory.
pub(crate) fn lower(document: &ParsedDocument) -> Result<(Document, Keywords), Diagnostics> {
    let mut ctx = Context::new(document);
    schema::lower_components(&mut ctx);
    let server = server::lower_server(&mut ctx);
    let operations = operation::lower_operations(&mut ctx);
    combine::check_alternatives(&mut ctx);
    std::mem::take(&mut ctx.found).into_result(())?;
    let mut model = Document {
        file: document.name.clone(),
        stem: document.stem.clone(),
        home: ctx.home,
        server,
        operations,
        schemas: ctx.schemas,
        resources: Vec::new(),
        unused: Vec::new(),
    };
    for pass in PASSES {
        pass(&mut model);
    }
    paging::check(&model)?;
    Ok((model, ctx.keywords))
}
