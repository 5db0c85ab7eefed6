//! Changes in the life of a process: stopped, exited, killed.
//! Only whoever started a process may wait for it, and each change is told once, so one thread does.
//! Must not know: what the process is.

use rustix::process::{Pid, WaitOptions, WaitStatus, waitpid};
use std::sync::mpsc;

/// A change in the life of the process.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Change {
    /// It stopped.
    Stopped,
    /// It ended with this status.
    Exited(i32),
    /// A signal ended it.
    Killed(i32),
}

/// Tells every change until the process is over or nobody listens.
pub fn watch(pid: Pid, changes: &mpsc::Sender<Change>) {
    while let Ok(Some((_, status))) = waitpid(Some(pid), WaitOptions::UNTRACED) {
        let Some(change) = change(status) else { continue };
        if changes.send(change).is_err() || change != Change::Stopped {
            return;
        }
    }
}

fn change(status: WaitStatus) -> Option<Change> {
    if status.stopped() {
        return Some(Change::Stopped);
    }
    status.exit_status().map(Change::Exited).or_else(|| status.terminating_signal().map(Change::Killed))
}
