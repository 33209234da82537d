//! A small workspace in a temporary folder, and the program run on it.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};

use tempfile::TempDir;

/// What a run printed and how it ended.
#[derive(Debug)]
pub(crate) struct Run {
    pub(crate) code: Option<i32>,
    pub(crate) stdout: String,
    pub(crate) stderr: String,
}

/// Files below a folder: content by relative path.
pub(crate) type Files = BTreeMap<String, Vec<u8>>;

/// A workspace whose folder goes away with it.
pub(crate) struct Workspace {
    folder: TempDir,
}

impl Workspace {
    /// A workspace without documents.
    pub(crate) fn empty() -> Self {
        let workspace = Self { folder: tempfile::tempdir().unwrap() };
        workspace.write(
            "generated/Cargo.toml",
            "[package]\nname = \"tiny\"\n\n[features]\n# generated features\n# end of generated features\n\n[dependencies]\n",
        );
        workspace
    }

    /// A workspace that imported the documents of two products and was generated.
    pub(crate) fn generated() -> Self {
        let workspace = Self::imported();
        workspace.succeed(&["codegen"]);
        workspace
    }

    /// A workspace that imported the documents of two products.
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

    /// The same as an argument.
    pub(crate) fn at(&self, relative: &str) -> String {
        self.path(relative).to_str().unwrap().to_owned()
    }

    pub(crate) fn write(&self, relative: &str, text: &str) {
        write(&self.path(relative), text.as_bytes());
    }

    pub(crate) fn read(&self, relative: &str) -> String {
        fs::read_to_string(self.path(relative)).unwrap_or_else(|error| panic!("{relative}: {error}"))
    }

    /// Every file below `relative`.
    pub(crate) fn files(&self, relative: &str) -> Files {
        let mut files = Files::new();
        collect(&self.path(relative), "", &mut files);
        files
    }

    /// The first generated file of a product that is no module list, by its path in the workspace.
    pub(crate) fn generated_leaf(&self, product: &str) -> String {
        let files = self.files(&format!("generated/src/api/{product}"));
        let leaf =
            files.keys().find(|path| !path.ends_with("mod.rs")).expect("the product has a file besides module lists");
        format!("generated/src/api/{product}/{leaf}")
    }

    /// The program about to run on this workspace, silent unless its output is asked for.
    pub(crate) fn command(&self, arguments: &[&str]) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_xtask"));
        command.arg("--root").arg(self.folder.path()).args(arguments).stdin(Stdio::null());
        command.stdout(Stdio::null()).stderr(Stdio::null());
        command
    }

    pub(crate) fn run(&self, arguments: &[&str]) -> Run {
        let Output { status, stdout, stderr } =
            self.command(arguments).stdout(Stdio::piped()).stderr(Stdio::piped()).output().unwrap();
        // The folder has another name in each run.
        let text = |bytes| String::from_utf8(bytes).unwrap().replace(&self.at(""), "");
        Run { code: status.code(), stdout: text(stdout), stderr: text(stderr) }
    }

    /// Runs a command that has to end well.
    pub(crate) fn succeed(&self, arguments: &[&str]) -> Run {
        let run = self.run(arguments);
        assert_eq!(run.code, Some(0), "{arguments:?}: {run:#?}");
        run
    }

    /// Runs a command that has to fail with exactly this message.
    pub(crate) fn fail(&self, arguments: &[&str], message: &str) {
        let run = self.run(arguments);
        assert_eq!((run.code, run.stderr.trim_end()), (Some(2), message), "{arguments:?}");
    }
}

/// One document of upstream's making, with prose that an import leaves out.
pub(crate) fn document(product: &str, resource: &str, field: &str) -> String {
    let template = include_str!("document.yaml");
    template.replace("{product}", product).replace("{Resource}", resource).replace("{field}", field)
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
