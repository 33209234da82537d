//! `cargo xtask spec import`: turns upstream's documents into facts-only documents, `lock.toml` and `NOTICE`. Everything is
//! read and prepared before the first file is replaced; overlays are never touched.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result, ensure};
use clap::Args;
use twilio_codegen::Diagnostics;
use twilio_codegen::document::facts::facts_only;
use twilio_codegen::parallel::each;

use super::swap::Swap;
use super::{UPSTREAM, notice};
use crate::lock::{self, Digests, Lock, Upstream, sha256};
use crate::workspace::Workspace;
use crate::{Verdict, documents, fence, git};

/// Reads an upstream checkout or a folder of its documents, and writes the facts into `spec/`
#[derive(Args, Debug)]
pub(crate) struct Import {
    /// A checkout of twilio-oai, or a folder of `twilio_*.yaml` or `twilio_*.json` files
    dir: PathBuf,
    /// Keeps upstream's descriptions, for a private build; needs `--out`, since `spec/` holds facts only
    #[arg(long, requires = "out")]
    with_descriptions: bool,
    /// Writes to this folder instead of `spec/`
    #[arg(long, value_name = "DIR")]
    out: Option<PathBuf>,
    /// The release, if DIR isn't a git checkout that identifies it
    #[arg(long)]
    tag: Option<String>,
    /// The commit, if DIR isn't a git checkout that identifies it
    #[arg(long)]
    commit: Option<String>,
}

/// What to import, where to, and under which identity.
pub(super) struct Order<'a> {
    /// A checkout or a folder of documents.
    pub(super) dir: &'a Path,
    pub(super) out: &'a Path,
    /// Whether `out` is `spec/`, where an import may replace any document.
    pub(super) is_spec: bool,
    pub(super) with_descriptions: bool,
    /// The known identity of the release; the checkout supplies the rest.
    pub(super) repository: Option<String>,
    pub(super) tag: Option<String>,
    pub(super) commit: Option<String>,
}

impl Import {
    pub(super) fn run(&self, workspace: &Workspace) -> Result<Verdict> {
        let _alone = workspace.lock()?;
        let spec = workspace.spec();
        if let Some(out) = &self.out {
            let is_spec =
                matches!((out.canonicalize(), spec.canonicalize()), (Ok(out), Ok(spec)) if out.starts_with(&spec));
            ensure!(
                !(is_spec && self.with_descriptions),
                "`spec/` holds facts only: choose another folder for `--out`"
            );
        }
        let order = Order {
            dir: &self.dir,
            out: self.out.as_deref().unwrap_or(&spec),
            is_spec: self.out.is_none(),
            with_descriptions: self.with_descriptions,
            repository: None,
            tag: self.tag.clone(),
            commit: self.commit.clone(),
        };
        import(&order)
    }
}

/// Imports the documents, or leaves the folder as it was.
pub(super) fn import(order: &Order<'_>) -> Result<Verdict> {
    ensure!(order.dir.is_dir(), "`{}` is not a folder", order.dir.display());
    let folder = document_folder(order.dir);
    let upstream = read_upstream(&folder)?;
    let same_folder = matches!((folder.canonicalize(), order.out.canonicalize()), (Ok(from), Ok(to)) if from == to);
    ensure!(!same_folder, "`{}` is also the source folder: choose another folder for `--out`", order.out.display());

    let made = make_facts(&upstream, order.with_descriptions)?;
    let digests = |(name, text): (&String, &String)| {
        let digests = Digests { upstream: sha256(&upstream[name]), own: sha256(text.as_bytes()) };
        (name.clone(), digests)
    };
    let old = Lock::read(order.out)?;
    let mut lock = Lock { upstream: identify(order, &folder)?, documents: made.iter().map(digests).collect() };
    match &old {
        Some(old) => keep_identity(&mut lock, old),
        None if order.is_spec => (),
        None => ensure_free(order.out, made.keys())?,
    }
    write(order, &lock, old.as_ref(), &made)
}

fn write(order: &Order<'_>, lock: &Lock, old: Option<&Lock>, made: &BTreeMap<String, String>) -> Result<Verdict> {
    let gone = old.into_iter().flat_map(|old| old.documents.keys()).filter(|name| !made.contains_key(*name));
    let mut swap = Swap::new(order.out)?;
    for (name, text) in made {
        swap.put(name, text)?;
    }
    for name in gone {
        fence::check_document_name(name).context("`lock.toml` lists a file that is not a document")?;
        swap.remove(name)?;
    }
    swap.put("NOTICE", &notice::render(&lock.upstream, order.with_descriptions))?;
    // Written last, so that after an interrupted run the documents differ from the lock.
    swap.put(lock::FILE, &lock.render())?;
    let counts = swap.commit()?;
    let Upstream { repository, tag, commit } = &lock.upstream;
    say!("{} documents of {repository}, release {tag}, commit {commit}", made.len());
    say!("{} files written, {} unchanged, {} removed", counts.written, counts.unchanged, counts.removed);
    Ok(Verdict::Fine)
}

/// Returns the folder of documents in a checkout; a plain folder holds them itself.
pub(super) fn document_folder(dir: &Path) -> PathBuf {
    let places = ["spec/yaml", "spec/json"].map(|place| dir.join(place));
    places.into_iter().find(|place| place.is_dir()).unwrap_or_else(|| dir.to_owned())
}

/// Reads upstream's documents, keyed by their name in `spec/`; YAML is preferred to JSON.
pub(super) fn read_upstream(folder: &Path) -> Result<BTreeMap<String, Vec<u8>>> {
    let mut paths: BTreeMap<String, PathBuf> = BTreeMap::new();
    let context = || format!("cannot read the folder `{}`", folder.display());
    for entry in fs::read_dir(folder).with_context(context)? {
        let entry = entry.with_context(context)?;
        let name = entry.file_name().to_string_lossy().into_owned();
        let Some((_, ending @ ("yaml" | "yml" | "json"))) = name.rsplit_once('.') else { continue };
        if !name.starts_with("twilio_") {
            eprintln!("warning: skipped `{}`: its name does not start with `twilio_`", name.escape_debug());
            continue;
        }
        let own_name = format!("{}.yaml", fence::check_document_name(&name)?);
        let is_file = entry.file_type().with_context(context)?.is_file();
        ensure!(is_file, "`{}` is not a regular file; nothing was written", entry.path().display());
        if ending == "yaml" || !paths.contains_key(&own_name) {
            paths.insert(own_name, entry.path());
        }
    }
    ensure!(!paths.is_empty(), "`{}` holds no document named `twilio_*.yaml` or `twilio_*.json`", folder.display());
    paths.into_iter().map(|(name, path)| Ok((name, documents::read_file(&path)?))).collect()
}

/// Returns the content to write for each document; the problems of all documents are reported together.
fn make_facts(upstream: &BTreeMap<String, Vec<u8>>, keep_prose: bool) -> Result<BTreeMap<String, String>> {
    let documents: Vec<(&String, &Vec<u8>)> = upstream.iter().collect();
    let results = each(
        &documents,
        |(_, text)| text.len(),
        |(name, text)| facts_only(name, text, keep_prose).map(|facts| ((*name).clone(), facts)),
    );
    let mut diagnostics = Diagnostics::new();
    let made = results.into_iter().filter_map(|result| diagnostics.absorb(result)).collect();
    Ok(diagnostics.into_result(made)?)
}

/// Returns the identity of the release: what the caller specified, completed from the checkout.
fn identify(order: &Order<'_>, folder: &Path) -> Result<Upstream> {
    let checkout = git::Checkout::of(order.dir).or_else(|| git::Checkout::of(folder));
    let checkout = checkout.map(|checkout| checkout.identify()).transpose()?.unwrap_or_default();
    let unknown = || "unknown".to_owned();
    Ok(Upstream {
        repository: order.repository.clone().or(checkout.repository).unwrap_or_else(|| UPSTREAM.to_owned()),
        tag: order.tag.clone().or(checkout.tag).unwrap_or_else(unknown),
        commit: order.commit.clone().or(checkout.commit).unwrap_or_else(unknown),
    })
}

/// Keeps the known identity if the same documents are imported again from a folder that doesn't identify their release.
fn keep_identity(lock: &mut Lock, old: &Lock) {
    let upstream =
        |lock: &Lock| Vec::from_iter(lock.documents.iter().map(|(name, it)| (name.clone(), it.upstream.clone())));
    if upstream(lock) != upstream(old) {
        return;
    }
    let known = [(&mut lock.upstream.tag, &old.upstream.tag), (&mut lock.upstream.commit, &old.upstream.commit)];
    for (new, old) in known {
        if new == "unknown" {
            new.clone_from(old);
        }
    }
}

/// Fails if a document exists already: outside `spec/`, a document that no lock lists isn't ours to overwrite.
fn ensure_free<'a>(out: &Path, names: impl Iterator<Item = &'a String>) -> Result<()> {
    for name in names {
        let path = out.join(name);
        ensure!(
            !path.exists(),
            "`{}` is not from an earlier import: choose another folder for `--out`",
            path.display()
        );
    }
    Ok(())
}
