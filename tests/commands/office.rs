//! A practice registry in this process, a configuration for it, and the program run with arguments.
//! Must not know: what any command writes.

use countersign::{
    registry::{
        Environment, Identity, Query, Read, Registry, Reply, Window,
        http::{Credentials, HttpRegistry},
    },
    sandbox::{self, Options, PRACTICE_PASSPHRASE, Running},
};
use std::{
    fs::OpenOptions,
    io::Write,
    os::unix::fs::OpenOptionsExt,
    path::{Path, PathBuf},
    process::{Command, Output, Stdio},
};
use tempfile::TempDir;

/// A registry, and a folder with the configuration for it.
pub struct Office {
    pub running: Running,
    pub folder: TempDir,
}

/// What a command ended with.
#[derive(Debug)]
pub struct Ended {
    pub status: i32,
    pub out: String,
    pub err: String,
}

impl Office {
    /// A small registry, with a past.
    pub fn open() -> Self {
        Self::of(Options { accounts: 75, blocks: 400, ..Options::of("CHE01".parse().unwrap()) })
    }

    pub fn of(options: Options) -> Self {
        Self::at(sandbox::start(options).unwrap())
    }

    /// An office at a registry that runs.
    pub fn at(running: Running) -> Self {
        let folder = tempfile::tempdir().unwrap();
        configure(folder.path(), &running.url());
        Self { running, folder }
    }

    /// A path in the folder.
    pub fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    /// The program with these arguments, not started yet.
    pub fn command(&self, arguments: &[&str]) -> Command {
        command(self.folder.path(), arguments)
    }

    /// Runs the program.
    pub fn run(&self, arguments: &[&str]) -> Ended {
        ended(self.command(arguments).output().unwrap())
    }

    /// Runs the program, which must do what it was asked, quietly.
    pub fn out(&self, arguments: &[&str]) -> String {
        let ended = self.run(arguments);
        assert_eq!((ended.status, ended.err.as_str()), (0, ""), "{arguments:?}");
        ended.out
    }

    /// Runs the program without a configuration.
    pub fn run_alone(&self, arguments: &[&str]) -> Ended {
        let mut command = Command::new(env!("CARGO_BIN_EXE_countersign"));
        command.args(arguments).env_clear().current_dir(self.folder.path()).stdin(Stdio::null());
        ended(command.output().unwrap())
    }

    /// What the registry answers through the door.
    pub fn ask(&self, ask: Read) -> Reply {
        let identity = Identity { profile: "t".into(), endpoint: self.running.url(), environment: Environment::Practice };
        let credentials = Credentials::Practice { operator: "amina.k".into(), passphrase: PRACTICE_PASSPHRASE.into() };
        let client = HttpRegistry::new(identity, self.running.url().parse().unwrap(), credentials).unwrap();
        let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
        runtime.block_on(client.read(ask)).unwrap()
    }
}

/// A question for the first thousand rows.
pub fn thousand() -> Query {
    Query { window: Window { limit: 1_000, ..Window::default() }, ..Query::default() }
}

/// Writes a configuration whose registry is at this address.
pub fn configure(folder: &Path, url: &str) {
    let text = format!("[[profiles]]\nname = \"play\"\nurl = \"{url}\"\nenvironment = \"practice\"\noperator = \"amina.k\"\n");
    // A file that others could have written would be refused.
    let mut file =
        OpenOptions::new().write(true).create(true).truncate(true).mode(0o600).open(folder.join("config.toml")).unwrap();
    file.write_all(text.as_bytes()).unwrap();
}

/// The program with the configuration in a folder, and nothing else of the surroundings.
pub fn command(folder: &Path, arguments: &[&str]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_countersign"));
    command.args(arguments).arg("--config").arg(folder.join("config.toml"));
    command.env_clear().env("HOME", folder).current_dir(folder);
    command.stdin(Stdio::null()).stdout(Stdio::piped()).stderr(Stdio::piped());
    command
}

pub fn ended(output: Output) -> Ended {
    Ended {
        status: output.status.code().unwrap_or(-1),
        out: String::from_utf8(output.stdout).unwrap(),
        err: String::from_utf8(output.stderr).unwrap(),
    }
}
