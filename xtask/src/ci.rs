//! `cargo xtask ci`: the checks that every change must pass. The workflow and `.ci/run` select from these steps.

use std::path::PathBuf;

use anyhow::{Result, ensure};
use clap::{Args, ValueEnum};
use fs_err as fs;

use crate::alone::write_crate;
use crate::cargo::{cargo, succeed};
use crate::codegen::Codegen;
use crate::transaction::remove_folder;
use crate::workspace::Workspace;
use crate::{Outcome, conformance, package};

/// Runs the checks that every change must pass; stops at the first failure
#[derive(Args, Debug)]
pub(crate) struct Ci {
    /// The steps to run, in this order [default: all]
    #[arg(value_enum, value_name = "STEP")]
    steps: Vec<Step>,
    /// The folder of the conformance cases, for the steps `test` and `conformance`; it isn't part of the repository
    #[arg(long, value_name = "DIR", env = "CONFORMANCE_CASES")]
    cases: Option<PathBuf>,
    /// A folder of upstream releases, for the step `releases`; it isn't part of the repository
    #[arg(long, value_name = "DIR", env = "UPSTREAM_RELEASES")]
    releases: Option<PathBuf>,
}

/// A check. The fastest to fail come first.
#[derive(Clone, Copy, Debug, ValueEnum)]
enum Step {
    /// The code is formatted
    Format,
    /// The generated crate is up to date
    Codegen,
    /// Clippy reports nothing
    Clippy,
    /// All tests pass; with the conformance cases, more responses are decoded
    Test,
    /// The documentation builds
    Doc,
    /// The crate compiles with each set of features that matters
    Features,
    /// The crate compiles with the oldest dependencies that its manifest allows
    MinimalVersions,
    /// The releases can be generated
    Releases,
    /// The crate can be packaged and used
    Package,
    /// The conformance cases pass
    Conformance,
}

impl Ci {
    pub(crate) fn run(&self, workspace: &Workspace) -> Result<Outcome> {
        let steps = if self.steps.is_empty() { Step::value_variants() } else { &self.steps };
        steps.iter().try_for_each(|step| self.step(workspace, *step))?;
        Ok(Outcome::Fine)
    }

    fn step(&self, workspace: &Workspace, step: Step) -> Result<()> {
        let cargo = |arguments: &str| cargo(workspace, arguments);
        match step {
            Step::Format => succeed(&mut cargo("fmt --all --check")),
            Step::Codegen => {
                let is_fine = Codegen { check: true, ..Codegen::default() }.run(workspace)? == Outcome::Fine;
                ensure!(is_fine, "the generated crate is stale: run `cargo xtask codegen`");
                Ok(())
            }
            Step::Clippy => succeed(&mut cargo("clippy --workspace --all-features --all-targets -- -D warnings")),
            Step::Test => {
                let mut test = cargo("test --workspace --all-features");
                if let Some(cases) = &self.cases {
                    test.env("RESPONSE_CASES", conformance::unpack(workspace, cases, "responses")?);
                }
                succeed(&mut test)
            }
            Step::Doc => succeed(cargo("doc --workspace --all-features --no-deps").env("RUSTDOCFLAGS", "-D warnings")),
            Step::Features => {
                let check = |set| succeed(&mut cargo(&format!("check --locked --package twilio-bindings {set}")));
                let clients =
                    ["", ",client", ",blocking", ",client,tracing", ",dynamic", ",serde-requests", ",webhook"];
                let sets = clients.map(|set| format!("--features conversations{set}"));
                let sets = [String::new()].into_iter().chain(sets).chain(["--all-features".to_owned()]);
                sets.into_iter().try_for_each(check)
            }
            Step::MinimalVersions => minimal_versions(workspace),
            Step::Releases => self.releases(workspace),
            Step::Package => package::check(workspace),
            Step::Conformance => match &self.cases {
                Some(cases) => conformance::check(workspace, cases),
                None => skipped("conformance", "CONFORMANCE_CASES"),
            },
        }
    }

    /// Generates every upstream release into a scratch folder.
    fn releases(&self, workspace: &Workspace) -> Result<()> {
        let Some(folder) = &self.releases else {
            return skipped("releases", "UPSTREAM_RELEASES");
        };
        let paths = fs::read_dir(folder)?.map(|entry| Ok(entry?.path())).collect::<Result<Vec<_>>>()?;
        let mut releases: Vec<PathBuf> = paths.into_iter().filter(|path| path.is_dir()).collect();
        releases.sort();
        for release in releases {
            say!("release {}", release.display());
            let out = workspace.scratch().join("release");
            Codegen { spec: Some(release), out: Some(out), ..Codegen::default() }.run(workspace)?;
        }
        Ok(())
    }
}

/// Checks the crate with the oldest version of each of its own dependencies, and the newest of all others.
fn minimal_versions(workspace: &Workspace) -> Result<()> {
    let folder = workspace.scratch().join("minimal-versions");
    let target = folder.join("target");
    remove_folder(&folder.join("generated"))?;
    write_crate(workspace, &folder, &fs::read_to_string(workspace.manifest())?, |_| true)?;
    // An unstable option of cargo, used here on the stable one; nothing that is released depends on it.
    let mut update = cargo(workspace, "update --quiet -Z direct-minimal-versions");
    succeed(update.current_dir(&folder).env("RUSTC_BOOTSTRAP", "1"))?;
    let features = "blocking,client,conversations,dynamic,gzip,http2,platform-verifier,tracing,webhook";
    let mut check = cargo(workspace, &format!("check --quiet --package twilio-bindings --features {features}"));
    succeed(check.current_dir(&folder).env("CARGO_TARGET_DIR", &target))
}

fn skipped(step: &str, variable: &str) -> Result<()> {
    say!("{step}: skipped, because {variable} isn't set");
    Ok(())
}
