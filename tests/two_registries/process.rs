//! A practice registry in a process of its own, which can be killed and started again on the same book.

use super::relay::Relay;
use rustix::process::{Pid, Signal, kill_process};
use std::{
    io::{BufRead, BufReader},
    net::SocketAddr,
    path::{Path, PathBuf},
    process::{Child, Command, ExitStatus, Stdio},
};

/// How large the books are: as small as they may be and still hold something to transfer.
pub const SIZE: [&str; 4] = ["--accounts", "30", "--blocks", "60"];

/// A registry's process, its book, and the address that stays.
pub struct Served {
    pub id: &'static str,
    pub relay: Relay,
    pub data: PathBuf,
    /// What it is always started with, besides what a start adds.
    pub always: Vec<String>,
    peer: (String, String),
    child: Option<Child>,
}

impl Served {
    /// A registry that is not running yet.
    pub fn new(id: &'static str, data: &Path, relay: Relay, peer: &'static str, peer_relay: &Relay) -> Self {
        Self { id, relay, data: data.to_owned(), always: Vec::new(), peer: (peer.to_owned(), peer_relay.url()), child: None }
    }

    /// Starts it with further arguments, and waits until it is ready. False when it died before.
    pub fn start(&mut self, further: &[&str]) -> bool {
        let (peer, url) = &self.peer;
        let mut command = Command::new(env!("CARGO_BIN_EXE_countersign"));
        command.args(["sandbox", "serve", "--registry", self.id, "--no-history", "--assurance", "a1"]).args(&self.always);
        command.args(SIZE).args(["--peer", &format!("{peer}={url}")]).arg("--data").arg(&self.data).args(further);
        let mut child = command.stdout(Stdio::piped()).spawn().unwrap();
        let mut ready = String::new();
        BufReader::new(child.stdout.take().unwrap()).read_line(&mut ready).unwrap();
        self.child = Some(child);
        let address: Option<SocketAddr> = ready.trim().rsplit('/').next().and_then(|address| address.parse().ok());
        self.relay.lead_to(address);
        address.is_some()
    }

    /// Whether it was running and has ended.
    pub fn has_ended(&mut self) -> bool {
        self.child.as_mut().is_some_and(|child| child.try_wait().unwrap().is_some())
    }

    /// What it died of.
    pub fn wait(&mut self) -> ExitStatus {
        self.relay.lead_to(None);
        self.child.take().unwrap().wait().unwrap()
    }

    /// Asks it to end, and says how it did.
    pub fn stop(&mut self) -> ExitStatus {
        self.signal(Signal::TERM);
        self.wait()
    }

    pub fn signal(&self, signal: Signal) {
        let id = i32::try_from(self.child.as_ref().unwrap().id()).unwrap();
        kill_process(Pid::from_raw(id).unwrap(), signal).unwrap();
    }

    pub fn file(&self) -> PathBuf {
        self.data.join(format!("{}.sqlite", self.id))
    }
}

impl Drop for Served {
    fn drop(&mut self) {
        if let Some(mut child) = self.child.take() {
            // It may be dead already.
            let _ = child.kill();
            let _ = child.wait();
        }
    }
}
