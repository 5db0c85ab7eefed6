//! The registry of one profile, for commands that ask it and end.
//! Such a command only reads: it never holds the right to write, whatever the profile says.
//! Must not know: what is asked.

use super::{Global, console, status::End, surroundings};
use crate::{
    registry::{Registry, sheet::Sheet},
    runtime::journal::JournalDesk,
};
use std::{sync::Arc, time::Duration};
use tokio::signal::unix::{SignalKind, signal};

/// How long work that blocks may hold up the end.
const GRACE: Duration = Duration::from_millis(20);

/// The registry of `--profile`, or of the configured one. Nothing is opened yet.
///
/// # Errors
/// A sentence that says what is wrong.
pub(super) fn one(global: &Global) -> Result<Arc<dyn Registry>, String> {
    let config = surroundings::config(global)?;
    console::reader(global, &config)
}

/// Whoever knows the things of a list: this computer for the journal, for all others a registry.
///
/// # Errors
/// A sentence that says what is wrong.
pub(super) fn of(global: &Global, sheet: Sheet) -> Result<Arc<dyn Registry>, String> {
    match sheet {
        Sheet::Journal => Ok(Arc::new(JournalDesk::of(&surroundings::journal()?))),
        _ => one(global),
    }
}

/// Runs a command until it is done or a signal asks for its end; what it was doing is dropped then, and cleans up.
pub(super) fn until_signal(work: impl Future<Output = End>) -> End {
    let runtime = match tokio::runtime::Builder::new_current_thread().enable_all().build() {
        Ok(runtime) => runtime,
        Err(error) => return refused(&error),
    };
    let end = runtime.block_on(async {
        let (mut interrupt, mut terminate) = match (signal(SignalKind::interrupt()), signal(SignalKind::terminate())) {
            (Ok(interrupt), Ok(terminate)) => (interrupt, terminate),
            (Err(error), _) | (_, Err(error)) => return refused(&error),
        };
        tokio::select! {
            end = work => end,
            _ = interrupt.recv() => End::Signal(2),
            _ = terminate.recv() => End::Signal(15),
        }
    });
    runtime.shutdown_timeout(GRACE);
    end
}

fn refused(error: &std::io::Error) -> End {
    End::NotBegun(format!("The system refused what the command needs to run: {error}."))
}
