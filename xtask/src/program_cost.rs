//! `cargo xtask program-cost`: builds programs that send one message, with this crate and with an HTTP client alone, and
//! compares the time to build them and their size.

use std::time::SystemTime;

use anyhow::{Context, Result};
use fs_err as fs;

use crate::Outcome;
use crate::cargo::{cargo, succeed};
use crate::transaction::remove_folder;
use crate::workspace::Workspace;

/// The programs, which are in this folder: with this crate, and by hand on the same HTTP client.
const FOLDER: &str = "generated/benches/programs";
const PAIRS: [(&str, &str); 2] = [("client", "reqwest"), ("blocking", "ureq")];

/// How often each program is rebuilt; the fastest counts.
const ROUNDS: usize = 3;

/// What a program costs.
struct Cost {
    /// Seconds to build it and all dependencies.
    everything: f64,
    /// Seconds to build it and `twilio-bindings`, if it uses that.
    alone: f64,
    /// Megabytes of the executable, without symbols.
    size: f64,
}

pub(crate) fn run(workspace: &Workspace) -> Result<Outcome> {
    // So that the programs use the same versions.
    fs::copy(workspace.root().join("Cargo.lock"), workspace.root().join(FOLDER).join("Cargo.lock"))?;
    for (bindings, by_hand) in PAIRS {
        let (ours, theirs) = (measure(workspace, bindings)?, measure(workspace, by_hand)?);
        say!("{:12} {:>12} {:>22} {:>10}", "release", "everything", "program and bindings", "size");
        show(bindings, &ours, 's', "MB");
        show(by_hand, &theirs, 's', "MB");
        let ratios = Cost {
            everything: ours.everything / theirs.everything,
            alone: ours.alone / theirs.alone,
            size: ours.size / theirs.size,
        };
        show("ratio", &ratios, ' ', "  ");
    }
    Ok(Outcome::Fine)
}

fn show(name: &str, cost: &Cost, seconds: char, size: &str) {
    say!("{name:12} {:10.2} {seconds} {:20.2} {seconds} {:7.2} {size}", cost.everything, cost.alone, cost.size);
}

/// Builds a program from nothing, then builds it and `twilio-bindings` again.
fn measure(workspace: &Workspace, name: &str) -> Result<Cost> {
    let target = workspace.scratch().join("program-cost").join(name);
    remove_folder(&target)?;
    let package = format!("send-with-{name}");
    let run = |command: String| {
        let start = seconds()?;
        let mut command = cargo(workspace, &command);
        succeed(command.arg("--target-dir").arg(&target).current_dir(workspace.root().join(FOLDER)))?;
        Ok::<f64, anyhow::Error>(seconds()? - start)
    };
    let build = format!("build --quiet --release --package {package}");
    let everything = run(build.clone())?;
    let mut alone = f64::INFINITY;
    for _ in 0..ROUNDS {
        run(format!("clean --quiet --release --package {package} --package twilio-bindings"))?;
        alone = alone.min(run(build.clone())?);
    }
    let program = target.join("release").join(package + std::env::consts::EXE_SUFFIX);
    Ok(Cost { everything, alone, size: fs::metadata(program)?.len() as f64 / 1e6 })
}

/// Returns the processor time, in seconds, of the programs that have been run; if the system doesn't report it, the time of
/// day.
fn seconds() -> Result<f64> {
    /// The clock that Linux counts in, per second.
    const TICKS: f64 = 100.0;
    let Ok(status) = fs::read_to_string("/proc/self/stat") else {
        return Ok(SystemTime::now().duration_since(SystemTime::UNIX_EPOCH)?.as_secs_f64());
    };
    // After the name in parentheses, the 14th and 15th fields are the user and system time of children.
    let fields = status.rsplit_once(')').map_or("", |(_, fields)| fields).split_whitespace();
    let times: Vec<f64> = fields.skip(13).take(2).filter_map(|field| field.parse().ok()).collect();
    let (user, system) = (times.first(), times.get(1));
    let (user, system) = user.zip(system).context("`/proc/self/stat` has no times")?;
    Ok((user + system) / TICKS)
}
