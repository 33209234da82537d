//! Sets up a small workspace in a temporary folder and runs the program on it.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};

use tempfile::TempDir;

/// The output and exit code of a run.
#[derive(Debug)]
pub(crate) struct Run {
    pub(crate) code: Option<i32>,
    pub(crate) stdout: String,
    pub(crate) stderr: String,
}

/// The files below a folder: content by relative path.
pub(crate) type Files = BTreeMap<String, Vec<u8>>;

/// A workspace whose folder is deleted when it is dropped.
pub(crate) struct Workspace {
    folder: TempDir,
}

impl Workspace {
    /// Creates a workspace without documents.
    pub(crate) fn empty() -> Self {
        let workspace = Self { folder: tempfile::tempdir().unwrap() };
        workspace.write(
            "generated/Cargo.toml",
            "[package]\nname = \"tiny\"\n\n[features]\n# generated features\n# end of generated features\n\n[dependencies]\n",
        );
        workspace
    }

    /// Creates a workspace with the imported documents of two products and the generated code.
    pub(crate) fn generated() -> Self {
        let workspace = Self::imported();
        workspace.succeed(&["codegen"]);
        workspace
    }

    /// Creates a workspace with the imported documents of two products.
    pub(crate) fn imported() -> Self {
        let workspace = Self::empty();
        workspace.write("upstream/twilio_gadgets_v1.yaml", &document("gadgets", "Gadget", "size"));
        workspace.write("upstream/twilio_widgets_v1.yaml", &document("widgets", "Widget", "colour"));
        workspace.succeed(&["spec", "import", &workspace.at("upstream")]);
        workspace
    }

    pub(crate) fn path(&self, relative: &str) -> PathBuf {
        self.folder.path().join(relative)
    }

    /// Returns the path as a string, for arguments.
    pub(crate) fn at(&self, relative: &str) -> String {
        self.path(relative).to_str().unwrap().to_owned()
    }

    pub(crate) fn write(&self, relative: &str, text: &str) {
        write(&self.path(relative), text.as_bytes());
    }

    pub(crate) fn read(&self, relative: &str) -> String {
        fs::read_to_string(self.path(relative)).unwrap_or_else(|error| panic!("{relative}: {error}"))
    }

    /// Returns every file below `relative`.
    pub(crate) fn files(&self, relative: &str) -> Files {
        let mut files = Files::new();
        collect(&self.path(relative), "", &mut files);
        files
    }

    pub(crate) fn has_no_temporary_folder(&self) -> bool {
        let names = fs::read_dir(self.path("")).unwrap().map(|entry| entry.unwrap().file_name());
        !names.map(|name| name.into_string().unwrap()).any(|name| name.starts_with(".xtask-") && name != ".xtask-lock")
    }

    /// Returns the workspace path of a product's first generated file that isn't a module list.
    pub(crate) fn generated_leaf(&self, product: &str) -> String {
        let files = self.files(&format!("generated/src/api/{product}"));
        let leaf =
            files.keys().find(|path| !path.ends_with("mod.rs")).expect("the product has a file besides module lists");
        format!("generated/src/api/{product}/{leaf}")
    }

    /// Returns the command that runs the program on this workspace, with its output discarded.
    pub(crate) fn command(&self, arguments: &[&str]) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_xtask"));
        command.arg("--root").arg(self.folder.path()).args(arguments).stdin(Stdio::null());
        // Each workspace has its own scratch folder.
        command.env_remove("CARGO_TARGET_DIR").env_remove("CARGO_BUILD_TARGET_DIR");
        without_user(&mut command);
        command.stdout(Stdio::null()).stderr(Stdio::null());
        command
    }

    pub(crate) fn run(&self, arguments: &[&str]) -> Run {
        self.run_with(arguments, &[])
    }

    /// Runs a command with these environment variables.
    pub(crate) fn run_with(&self, arguments: &[&str], variables: &[(&str, &str)]) -> Run {
        let Output { status, stdout, stderr } = self
            .command(arguments)
            .envs(variables.iter().copied())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .output()
            .unwrap();
        // The folder's name differs from run to run.
        let text = |bytes| String::from_utf8(bytes).unwrap().replace(&self.at(""), "");
        Run { code: status.code(), stdout: text(stdout), stderr: text(stderr) }
    }

    /// Runs a command that must succeed.
    pub(crate) fn succeed(&self, arguments: &[&str]) -> Run {
        let run = self.run(arguments);
        assert_eq!(run.code, Some(0), "{arguments:?}: {run:#?}");
        run
    }

    /// Runs a command that must fail with exactly this message.
    pub(crate) fn fail(&self, arguments: &[&str], message: &str) {
        let run = self.run(arguments);
        assert_eq!((run.code, run.stderr.trim_end()), (Some(2), message), "{arguments:?}");
    }
}

/// Returns a document as upstream would publish it, with prose that an import drops.
pub(crate) fn document(product: &str, resource: &str, field: &str) -> String {
    let template = include_str!("document.yaml");
    template.replace("{product}", product).replace("{Resource}", resource).replace("{field}", field)
}

/// Runs git in a folder with a placeholder identity.
pub(crate) fn git(folder: &Path, arguments: &[&str]) -> String {
    let mut command = Command::new("git");
    command.arg("-C").arg(folder).args(["-c", "user.name=a", "-c", "user.email=a@example.com"]).args(arguments);
    without_user(&mut command);
    let output = command.output().unwrap();
    assert!(output.status.success(), "git {arguments:?}: {}", String::from_utf8_lossy(&output.stderr));
    String::from_utf8(output.stdout).unwrap().trim().to_owned()
}

/// Keeps git from using the user's configuration, and the repository of a hook that runs the tests.
fn without_user(command: &mut Command) {
    command.env("GIT_CONFIG_GLOBAL", "/dev/null").env("GIT_CONFIG_NOSYSTEM", "1");
    for variable in ["GIT_DIR", "GIT_WORK_TREE", "GIT_INDEX_FILE"] {
        command.env_remove(variable);
    }
}

pub(crate) fn write(path: &Path, bytes: &[u8]) {
    fs::create_dir_all(path.parent().unwrap()).unwrap();
    fs::write(path, bytes).unwrap();
}

fn collect(folder: &Path, prefix: &str, files: &mut Files) {
    let Ok(entries) = fs::read_dir(folder) else { return };
    for entry in entries {
        let entry = entry.unwrap();
        let path = format!("{prefix}{}", entry.file_name().to_str().unwrap());
        if entry.file_type().unwrap().is_dir() {
            collect(&entry.path(), &format!("{path}/"), files);
        } else {
            files.insert(path, fs::read(entry.path()).unwrap_or_default());
        }
    }
}
