//! Signals, as events of the loop. All are caught, also those the parent ignored: a console without a terminal must end (trap 4).
//! Registered before the terminal is taken, so that no signal can end the program while it holds the terminal.
//! Must not know: what is done about them.

use tokio::signal::unix::{Signal, SignalKind, signal};

/// What a signal asks for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Asked {
    /// End the program; the number of the signal.
    End(i32),
    /// Give the terminal back and stop.
    Stop,
    /// Go on after a stop.
    Continue,
    /// Look at the size of the terminal.
    Resize,
}

/// SIGTSTP has no name in tokio.
const SIGTSTP: i32 = rustix::process::Signal::TSTP.as_raw();
/// Neither has SIGCONT.
const SIGCONT: i32 = rustix::process::Signal::CONT.as_raw();

/// The signals the console answers.
#[derive(Debug)]
pub(super) struct Signals {
    terminate: Signal,
    interrupt: Signal,
    hang_up: Signal,
    quit: Signal,
    stop: Signal,
    go_on: Signal,
    resize: Signal,
}

impl Signals {
    /// Catches them from now on.
    ///
    /// # Errors
    /// When the system refuses a handler.
    pub(super) fn catch() -> std::io::Result<Self> {
        Ok(Self {
            terminate: signal(SignalKind::terminate())?,
            interrupt: signal(SignalKind::interrupt())?,
            hang_up: signal(SignalKind::hangup())?,
            quit: signal(SignalKind::quit())?,
            stop: signal(SignalKind::from_raw(SIGTSTP))?,
            go_on: signal(SignalKind::from_raw(SIGCONT))?,
            resize: signal(SignalKind::window_change())?,
        })
    }

    /// The next signal.
    pub(super) async fn next(&mut self) -> Asked {
        tokio::select! {
            biased;
            _ = self.terminate.recv() => Asked::End(SignalKind::terminate().as_raw_value()),
            _ = self.interrupt.recv() => Asked::End(SignalKind::interrupt().as_raw_value()),
            _ = self.hang_up.recv() => Asked::End(SignalKind::hangup().as_raw_value()),
            _ = self.quit.recv() => Asked::End(SignalKind::quit().as_raw_value()),
            _ = self.go_on.recv() => Asked::Continue,
            _ = self.stop.recv() => Asked::Stop,
            _ = self.resize.recv() => Asked::Resize,
        }
    }
}
