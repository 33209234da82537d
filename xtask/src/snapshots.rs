//! `cargo xtask snapshots`: runs the tests that compare snapshots, so that they write them instead. Review the changes with
//! `git diff`.

use anyhow::Result;

use crate::Outcome;
use crate::cargo::{cargo, succeed};
use crate::transaction::Writer;
use crate::workspace::Workspace;

/// What the generator makes of its cases.
const CASES: &str = "test --package twilio-codegen --test it -- snapshots::";

/// What the crate sends.
const WIRE: &str = "test --package twilio-bindings-tests --features dynamic,full --test wire";

pub(crate) fn run(workspace: &Workspace) -> Result<Outcome> {
    let _alone = Writer::new(workspace)?;
    // The generator's come first: a crate that doesn't compile must not prevent their refresh.
    for test in [CASES, WIRE] {
        // The variable of `expect-test`.
        succeed(cargo(workspace, test).env("UPDATE_EXPECT", "1"))?;
    }
    say!("snapshots: up to date; review them with `git diff`");
    Ok(Outcome::Fine)
}
