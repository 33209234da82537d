//! `cargo xtask words`: reports what `spec/words/` describes, and what it doesn't.

use std::collections::BTreeMap;
use std::path::Path;

use anyhow::{Context, Result};
use clap::Args;
use twilio_codegen::words::{Count, Coverage, Described};
use twilio_codegen::{Source, Words};

use crate::workspace::Workspace;
use crate::{Outcome, documents};

/// The file in `spec/words/` with the required coverage.
const FILE: &str = "coverage.toml";

/// Reports what `spec/words/` describes, and what it doesn't
///
/// Entries that match nothing are errors. Exits with 1 if the coverage is less than `spec/words/coverage.toml` requires.
#[derive(Args, Debug)]
pub(crate) struct WordsCommand {
    /// The number of names without a description to list, the most frequent first
    #[arg(long, value_name = "N", default_value_t = 20)]
    names: usize,
    /// Lists every item without a description, by its address in `spec/words/`
    #[arg(long)]
    missing: bool,
    /// Only reports these products
    #[arg(long, value_name = "PRODUCT", num_args = 1.., value_delimiter = ',')]
    only: Vec<String>,
}

impl WordsCommand {
    pub(crate) fn run(&self, workspace: &Workspace) -> Result<Outcome> {
        let spec = workspace.spec();
        let words = documents::words(&spec)?;
        let mut sources = documents::read(&spec)?;
        documents::keep_products(&mut sources, &self.only)?;
        let coverage = twilio_codegen::generate(&sources, &words)?.summary.coverage;
        table(&coverage);
        frequent(&coverage, self.names);
        if self.missing {
            for item in &coverage.undescribed {
                say!("{}: {}", item.document, item.address);
            }
        }
        let shortfalls = match self.only.is_empty() {
            true => shortfalls(&spec, &words, &coverage, &sources)?,
            false => Vec::new(),
        };
        for line in &shortfalls {
            eprintln!("error: {line}");
        }
        Ok(if shortfalls.is_empty() { Outcome::Fine } else { Outcome::Stale })
    }
}

/// Returns a line for each kind of item whose coverage is too low. Fails if an entry in `spec/words/` matches nothing.
pub(crate) fn shortfalls(spec: &Path, words: &Words, found: &Coverage, sources: &[Source]) -> Result<Vec<String>> {
    words.all_used(found, sources)?;
    Ok(RequiredCoverage::read(spec)?.shortfalls(found))
}

/// The required coverage of each kind of item, in percent.
struct RequiredCoverage(BTreeMap<String, f64>);

impl RequiredCoverage {
    /// Reads `spec/words/coverage.toml`; without that file, nothing is required.
    fn read(spec: &Path) -> Result<Self> {
        let path = spec.join("words").join(FILE);
        let Some(bytes) = documents::read_if_there(&path)? else { return Ok(Self(BTreeMap::new())) };
        let shares: BTreeMap<String, f64> =
            toml::from_slice(&bytes).with_context(|| format!("cannot read `{}`", path.display()))?;
        for name in shares.keys() {
            let known = Described::ALL.iter().any(|kind| kind.as_str() == name);
            anyhow::ensure!(known, "`{}`: `{name}` is not a kind of item: remove it", path.display());
        }
        Ok(Self(shares))
    }

    fn shortfalls(&self, found: &Coverage) -> Vec<String> {
        let short = |kind: &Described| {
            let wanted = *self.0.get(kind.as_str())?;
            let count = found.of(*kind);
            let line = || {
                let Count { described, total } = count;
                format!("only {described} of {total} {} are described, less than {wanted} %", kind.as_str())
            };
            (count.percent() < wanted).then(line)
        };
        Described::ALL.iter().filter_map(short).collect()
    }
}

fn table(coverage: &Coverage) {
    let mut products: Vec<&String> = coverage.counts.keys().map(|(product, _)| product).collect();
    products.dedup();
    let heads: String = Described::ALL.iter().map(|kind| format!("{:>16}", kind.as_str())).collect();
    say!("{:<14}{heads}", "described");
    let cell =
        |count: Count| format!("{:>9} {:>5.1}%", format!("{}/{}", count.described, count.total), count.percent());
    for product in products {
        let cells: String = Described::ALL
            .iter()
            .map(|kind| coverage.counts.get(&(product.clone(), *kind)).map_or(" ".repeat(16), |count| cell(*count)))
            .collect();
        say!("{product:<14}{cells}");
    }
    let cells: String = Described::ALL.iter().map(|kind| cell(coverage.of(*kind))).collect();
    say!("{:<14}{cells}", "all");
}

/// Prints the most frequent names of parameters and properties without a description.
fn frequent(coverage: &Coverage, most: usize) {
    let mut names: BTreeMap<&str, usize> = BTreeMap::new();
    for item in &coverage.undescribed {
        if matches!(item.kind, Described::Parameter | Described::Property) {
            let name = item.address.rsplit('/').next().unwrap_or_default();
            *names.entry(name).or_default() += 1;
        }
    }
    let mut names = Vec::from_iter(names);
    names.sort_by_key(|(name, count)| (usize::MAX - count, *name));
    for (name, count) in names.into_iter().take(most) {
        say!("{count:>5} without a description: {name}");
    }
}
