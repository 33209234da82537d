//! The step `package` of `cargo xtask ci`: packages the crate as for a release, checks its size, and builds and runs a small crate outside
//! the workspace that depends on the unpacked package.

use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Context, Result, ensure};
use fs_err as fs;

use crate::cargo::{cargo, printed, succeed};
use crate::lock::Lock;
use crate::spec::notice;
use crate::transaction::remove_folder;
use crate::workspace::Workspace;

/// The package that is released.
pub(crate) const PACKAGE: &str = "twilio-bindings";

/// The maximum size that crates.io accepts, in bytes.
const SIZE_LIMIT: u64 = 10 * 1000 * 1000;

const USER_MAIN: &str = r#"use twilio_bindings::conversations::v1::CreateConversationWithParticipants;
use twilio_bindings::{Context, Request};

fn main() {
    let request = CreateConversationWithParticipants::new().friendly_name("Support & more");
    let http = request.to_http(&Context::new()).expect("the request is complete");
    println!("{} {} {}", http.method(), http.uri(), String::from_utf8_lossy(http.body()));
}
"#;

const USER_OUTPUT: &str =
    "POST https://conversations.twilio.com/v1/ConversationWithParticipants FriendlyName=Support+%26+more\n";

pub(crate) fn check(workspace: &Workspace) -> Result<()> {
    let scratch = workspace.scratch().join("package");
    let archives = scratch.join("package");
    remove_folder(&archives)?;
    let package = format!("package --package {PACKAGE} --allow-dirty --target-dir");
    succeed(cargo(workspace, &package).arg(&scratch))?;

    let archive = only_archive(&archives)?;
    let size = fs::metadata(&archive)?.len();
    ensure!(size < SIZE_LIMIT, "the package is {size} bytes, but crates.io accepts at most {SIZE_LIMIT}");

    let user = scratch.join("user");
    remove_folder(&user)?;
    fs::create_dir_all(user.join("src"))?;
    succeed(Command::new("tar").arg("-xzf").arg(&archive).arg("-C").arg(&user))?;
    check_legal_files(workspace, &user.join(archive.file_stem().unwrap_or_default()))?;
    write_user(workspace, &user, &archive)?;
    let output = printed(cargo(workspace, "run --quiet --target-dir").arg(&scratch).current_dir(&user))?;
    ensure!(output == USER_OUTPUT, "the test crate printed `{}`, expected `{}`", output.trim(), USER_OUTPUT.trim());
    say!("package: {:.2} MB; a crate that depends on it printed: {}", size as f64 / 1e6, output.trim());
    Ok(())
}

/// Checks that the package has the licenses of the repository and a notice with the release, as files with that content: a
/// checkout may have turned a symbolic link into a file with a path.
fn check_legal_files(workspace: &Workspace, package: &Path) -> Result<()> {
    let lock = Lock::read(&workspace.spec())?.context("`spec/` has no `lock.toml`: run `cargo xtask spec import`")?;
    let read = |name: &str| fs::read_to_string(workspace.root().join(name));
    for (name, expected) in [
        ("LICENSE-APACHE", read("LICENSE-APACHE")?),
        ("LICENSE-MIT", read("LICENSE-MIT")?),
        ("NOTICE", notice::of_crate(&lock.upstream)),
    ] {
        let packaged = fs::read_to_string(package.join(name))?;
        ensure!(packaged == expected, "`generated/{name}` is not a copy of the current one: replace it");
    }
    Ok(())
}

/// Writes the small crate, with the workspace's `Cargo.lock` to use the same dependency versions.
fn write_user(workspace: &Workspace, user: &Path, archive: &Path) -> Result<()> {
    let unpacked = archive.file_stem().unwrap_or_default().to_string_lossy();
    let manifest = format!(
        "[package]\nname = \"user\"\nversion = \"0.0.0\"\nedition = \"2024\"\npublish = false\n\n\
         [dependencies]\n{PACKAGE} = {{ path = \"{unpacked}\", features = [\"conversations\"] }}\n\n[workspace]\n"
    );
    fs::write(user.join("Cargo.toml"), manifest)?;
    fs::write(user.join("src/main.rs"), USER_MAIN)?;
    fs::copy(workspace.root().join("Cargo.lock"), user.join("Cargo.lock"))?;
    Ok(())
}

fn only_archive(folder: &Path) -> Result<PathBuf> {
    let paths = fs::read_dir(folder)?.filter_map(|entry| Some(entry.ok()?.path()));
    let mut archives = paths.filter(|path| path.extension().is_some_and(|ending| ending == "crate"));
    archives.next().with_context(|| format!("`cargo package` left no archive in `{}`", folder.display()))
}
