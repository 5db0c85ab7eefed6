//! A practice registry in a process of its own, a relay before it, and consoles that are configured for it.
//! Its folder, with configuration and journal, goes with it.
//! Must not know: what the console shows.

use super::{driver::Start, proxy::Proxy};
use rustix::process::{Pid, Signal, kill_process};
use std::{
    fs,
    io::{BufRead, BufReader},
    net::SocketAddr,
    os::unix::fs::OpenOptionsExt,
    path::Path,
    process::{Child, Command, Stdio},
    time::Duration,
};

/// What the registry is like.
#[derive(Clone, Copy, Debug)]
pub struct Book<'a> {
    /// Accounts in it.
    pub accounts: u64,
    /// Blocks in it.
    pub blocks: u64,
    /// How much later every answer comes.
    pub delay: Duration,
    /// The folder that keeps it, to serve the same book again; without one it is invented anew.
    pub kept: Option<&'a Path>,
}

/// The running registry.
pub struct Practice {
    /// Counts what is asked.
    pub proxy: Proxy,
    registry: Child,
    folder: tempfile::TempDir,
}

impl Practice {
    /// Serves a book.
    pub fn serve(book: Book<'_>) -> Self {
        let folder = tempfile::tempdir().unwrap();
        let mut command = Command::new(env!("CARGO_BIN_EXE_countersign"));
        command.args(["sandbox", "serve", "--listen", "127.0.0.1:0", "--no-history"]);
        command.args(["--accounts", &book.accounts.to_string(), "--blocks", &book.blocks.to_string()]);
        command.args(["--delay-ms", &book.delay.as_millis().to_string()]);
        if let Some(kept) = book.kept {
            command.arg("--data").arg(kept);
        }
        let mut registry = command.stdout(Stdio::piped()).spawn().unwrap();
        let mut ready = String::new();
        BufReader::new(registry.stdout.take().unwrap()).read_line(&mut ready).unwrap();
        let address = ready.trim().rsplit('/').next().and_then(|address| address.parse::<SocketAddr>().ok());
        let address = address.unwrap_or_else(|| panic!("the practice registry did not start; it said {ready:?}"));
        Self { proxy: Proxy::to(address), registry, folder }
    }

    /// A console with a profile for the registry.
    pub fn console(&self) -> Start {
        console_for(self.proxy.address(), self.folder.path())
    }
}

impl Drop for Practice {
    fn drop(&mut self) {
        // Asked, not killed: it removes its own temporary folder.
        if let Some(pid) = i32::try_from(self.registry.id()).ok().and_then(Pid::from_raw) {
            let _ = kill_process(pid, Signal::TERM);
        }
        let _ = self.registry.wait();
    }
}

/// A console with a profile for whatever listens there. The folder gets its configuration and its journal.
pub fn console_for(address: SocketAddr, folder: &Path) -> Start {
    let config = folder.join("config.toml");
    let text = format!(
        "[[profiles]]\nname = \"CHE01\"\nurl = \"http://{address}\"\nenvironment = \"practice\"\noperator = \"amina.k\"\n"
    );
    // A file that others could have written would be refused.
    let mut file = fs::OpenOptions::new().write(true).create(true).truncate(true).mode(0o600).open(&config).unwrap();
    std::io::Write::write_all(&mut file, text.as_bytes()).unwrap();
    let path = |path: &Path| path.to_str().unwrap().to_owned();
    Start::with(&["--config", &path(&config), "--screen", "accounts"])
        .variable("HOME", &path(folder))
        .variable("COLORTERM", "truecolor")
}
