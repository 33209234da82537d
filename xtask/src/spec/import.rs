//! `cargo xtask spec import`: turns upstream's documents into facts-only documents, `lock.toml` and `NOTICE`. Everything is
//! read and prepared before the first file is replaced; overlays are never touched.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result, bail, ensure};
use clap::Args;
use fs_err as fs;
use twilio_codegen::document::facts::{FactsOnly, facts_only};
use twilio_codegen::parallel::each;
use twilio_codegen::text::thousands;
use twilio_codegen::{Diagnostics, check_documents};

use super::{UPSTREAM, notice};
use crate::documents::{self, Texts};
use crate::lock::{self, Lock, LockedDocument, Upstream};
use crate::transaction::{Changes, Writer};
use crate::workspace::{Workspace, counted};
use crate::{Outcome, fence, git};

/// Reads an upstream checkout or a folder of its documents, and writes the facts into `spec/`
#[derive(Args, Debug)]
pub(crate) struct Import {
    /// A checkout of twilio-oai, or a folder of `twilio_*.yaml` or `twilio_*.json` files
    pub(super) dir: PathBuf,
    /// The release, if DIR isn't a git checkout that identifies it
    #[arg(long)]
    pub(super) tag: Option<String>,
    /// The full commit ID, if DIR isn't a git checkout that identifies it
    #[arg(long, value_parser = commit_id)]
    pub(super) commit: Option<String>,
    #[arg(skip)]
    pub(super) repository: Option<String>,
}

fn commit_id(text: &str) -> Result<String> {
    let is_full = [40, 64].contains(&text.len()) && text.bytes().all(|byte| byte.is_ascii_hexdigit());
    ensure!(is_full, "expected all 40 or 64 hexadecimal digits");
    Ok(text.to_ascii_lowercase())
}

/// The facts of a release, ready to be written.
pub(crate) struct Imported {
    /// What the folder's lock was, and what it becomes.
    pub(crate) old: Option<Lock>,
    pub(crate) lock: Lock,
    /// The documents' new content.
    made: BTreeMap<String, String>,
    /// The documents that upstream no longer has.
    gone: Vec<String>,
    pub(crate) changes: Changes,
}

impl Import {
    pub(super) fn run(&self, workspace: &Workspace) -> Result<Outcome> {
        let mut writer = Writer::new(workspace)?;
        self.prepare(workspace)?.commit(&mut writer)
    }

    /// Reads and prepares everything; writes nothing.
    pub(super) fn prepare(&self, workspace: &Workspace) -> Result<Imported> {
        let (dir, spec) = (self.dir.as_path(), workspace.spec());
        ensure!(dir.is_dir(), "`{}` is not a folder", dir.display());
        let folder = document_folder(dir);
        let is_ours = matches!((folder.canonicalize(), spec.canonicalize()), (Ok(from), Ok(to)) if from == to);
        ensure!(!is_ours, "`{}` holds the imported documents: name the folder of upstream's", dir.display());
        let upstream = read_upstream(&folder)?;
        let (made, annotations) = make_facts(&upstream)?;
        check(&made, &spec)?;
        let document = |(name, text): (&String, &String)| LockedDocument::new(name, &upstream[name], text.as_bytes());
        let old = Lock::read(&spec)?;
        let documents = made.iter().map(document).collect();
        let mut lock = Lock { upstream: self.identify(&folder)?, documents, annotations: Some(annotations) };
        if let Some(old) = &old {
            keep_identity(&mut lock, old);
        }
        let names = old.iter().flat_map(|old| &old.documents).map(|document| &document.name);
        let gone: Vec<String> = names.filter(|name| !made.contains_key(*name)).cloned().collect();

        let mut changes = Changes::new(workspace.root());
        made.iter().try_for_each(|(name, text)| changes.put(spec.join(name), text.clone()))?;
        for name in &gone {
            fence::check_document_name(name).context("`lock.toml` lists a file that is not a document")?;
            changes.remove(spec.join(name));
        }
        changes.put(spec.join("NOTICE"), notice::of_documents(&lock.upstream))?;
        changes.put(workspace.notice(), notice::of_crate(&lock.upstream))?;
        changes.put(spec.join(lock::FILE), lock.render()?)?;
        Ok(Imported { old, lock, made, gone, changes })
    }

    /// Returns the identity of the release: what the caller specified, completed from the checkout.
    fn identify(&self, folder: &Path) -> Result<Upstream> {
        let found = git::identify(folder)?;
        let known = |own: &Option<String>, found: Option<String>, default: &str| {
            own.clone().or(found).unwrap_or_else(|| default.to_owned())
        };
        Ok(Upstream {
            repository: known(&self.repository, found.repository, UPSTREAM),
            tag: known(&self.tag, found.tag, lock::UNKNOWN),
            commit: known(&self.commit, found.commit, lock::UNKNOWN),
        })
    }
}

impl Imported {
    pub(super) fn commit(&self, writer: &mut Writer) -> Result<Outcome> {
        writer.commit(&self.changes)?;
        self.report();
        say!("{}", self.changes.summary());
        Ok(Outcome::Fine)
    }

    /// Prints the identity of the release, and annotations that earlier documents didn't have.
    pub(crate) fn report(&self) {
        let Upstream { repository, tag, commit } = &self.lock.upstream;
        say!("{} of {repository}, release {tag}, commit {commit}", counted(self.made.len(), "document"));
        let known = self.old.as_ref().and_then(|old| old.annotations.as_ref());
        for (name, count) in self.lock.annotations.iter().flatten() {
            if known.is_some_and(|known| !known.contains_key(name)) {
                say!("new annotation `{name}`, {} times", thousands(*count));
            }
        }
    }

    /// Returns whether the release isn't the one that the folder has.
    pub(crate) fn is_new(&self) -> bool {
        self.old.as_ref() != Some(&self.lock)
    }

    /// Returns `documents` with the changes.
    pub(crate) fn applied_to(&self, mut documents: Texts) -> Texts {
        documents.retain(|name, _| !self.gone.contains(name));
        documents.extend(self.made.iter().map(|(name, text)| (name.clone(), text.clone().into_bytes())));
        documents
    }
}

/// Fails if the crate can't be generated from the documents. Overlays in `spec/` may have to be corrected afterwards.
fn check(made: &BTreeMap<String, String>, spec: &Path) -> Result<()> {
    let texts = made.iter().map(|(name, text)| (name.clone(), text.clone().into_bytes())).collect();
    let unfit = check_documents(&documents::pair(texts, &documents::overlays(spec)?).0)?;
    for found in unfit {
        eprintln!("warning: {}: {}", found.location, found.what);
    }
    Ok(())
}

/// Returns the folder of documents in a checkout; a plain folder holds them itself.
pub(super) fn document_folder(dir: &Path) -> PathBuf {
    let places = ["spec/yaml", "spec/json"].map(|place| dir.join(place));
    places.into_iter().find(|place| place.is_dir()).unwrap_or_else(|| dir.to_owned())
}

/// Reads upstream's documents, keyed by their name in `spec/`.
pub(super) fn read_upstream(folder: &Path) -> Result<Texts> {
    let mut paths: BTreeMap<String, PathBuf> = BTreeMap::new();
    for entry in fs::read_dir(folder)? {
        let entry = entry?;
        let name = entry.file_name().to_string_lossy().into_owned();
        if !name.rsplit_once('.').is_some_and(|(_, ending)| documents::is_document(ending)) {
            continue;
        }
        if !name.starts_with("twilio_") {
            eprintln!("warning: skipped `{}`: its name does not start with `twilio_`", name.escape_debug());
            continue;
        }
        let own_name = format!("{}.yaml", fence::check_document_name(&name)?);
        let is_file = entry.file_type()?.is_file();
        ensure!(is_file, "`{}` is not a regular file; nothing was written", entry.path().display());
        if let Some(other) = paths.insert(own_name, entry.path()) {
            bail!("`{}` and `{}` are the same document: keep only one", other.display(), entry.path().display());
        }
    }
    ensure!(!paths.is_empty(), "`{}` holds no document named `twilio_*.yaml` or `twilio_*.json`", folder.display());
    paths.into_iter().map(|(name, path)| Ok((name, documents::read_file(&path)?))).collect()
}

/// Returns the content to write for each document, and how often each annotation occurs. The problems of all documents are
/// reported together.
fn make_facts(upstream: &Texts) -> Result<(BTreeMap<String, String>, BTreeMap<String, u64>)> {
    let documents: Vec<(&String, &Vec<u8>)> = upstream.iter().collect();
    let results = each(
        &documents,
        |(_, text)| text.len(),
        |(name, text)| facts_only(name, text).map(|facts| ((*name).clone(), facts)),
    );
    let (mut made, mut annotations) = (BTreeMap::new(), BTreeMap::new());
    let mut diagnostics = Diagnostics::new();
    for (name, FactsOnly { text, keywords }) in results.into_iter().filter_map(|result| diagnostics.absorb(result)) {
        made.insert(name, text);
        for (annotation, count) in keywords.left_aside {
            *annotations.entry(annotation).or_default() += count;
        }
    }
    Ok(diagnostics.into_result((made, annotations))?)
}

/// Keeps the known identity if the same documents are imported again from a folder that doesn't identify their release, or that
/// has the whole ID of an abbreviated commit.
fn keep_identity(lock: &mut Lock, old: &Lock) {
    let digests =
        |lock: &Lock| Vec::from_iter(lock.documents.iter().map(|it| (it.name.clone(), it.upstream_sha256.clone())));
    if digests(lock) != digests(old) {
        return;
    }
    let (new, old) = (&mut lock.upstream, &old.upstream);
    if new.tag == lock::UNKNOWN {
        new.tag.clone_from(&old.tag);
    }
    if new.commit == lock::UNKNOWN || new.commit.starts_with(&old.commit) {
        new.commit.clone_from(&old.commit);
    }
}
