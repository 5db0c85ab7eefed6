//! Keeps the terminal and gives it back: raw mode, alternate screen, bracketed paste, the mouse where it is wanted, cursor.
//! However the program ends, the terminal is as it was before; giving it back twice does no harm (T14).
//! Must not know: what is painted.
//!
//! The terminal is never asked anything: an answer can be slow, missing, or forged by what is shown.

use super::StartProblem;
use crate::text::{Kind, Untrusted};
use rustix::{
    io::Errno,
    process::{Signal, getpid, getsid, kill_current_process_group, kill_process},
    stdio::{stdin, stdout},
    termios::{OptionalActions, QueueSelector, Termios, isatty, tcflush, tcgetattr, tcgetwinsize, tcsetattr},
};
use std::{
    io,
    panic::PanicHookInfo,
    sync::{Mutex, PoisonError},
};

/// Alternate screen, bracketed paste.
const ENTER: &[u8] = b"\x1b[?1049h\x1b[?2004h";

/// Presses and the wheel of the mouse are reported, in the form that has no limit on columns (SGR 1006).
const ENTER_MOUSE: &[u8] = b"\x1b[?1000h\x1b[?1006h";

/// The mouse is the terminal's again.
const LEAVE_MOUSE: &[u8] = b"\x1b[?1006l\x1b[?1000l";

/// Ends a frame that was cut short, plain text, no bracketed paste, cursor, main screen.
const LEAVE: &[u8] = b"\x1b[?2026l\x1b[0m\x1b[?2004l\x1b[?25h\x1b[?1049l";

/// The exit status after a panic, as the Rust runtime has it.
const PANICKED: i32 = 101;

/// What must be undone to give the terminal back.
struct Before {
    modes: Termios,
    mouse: bool,
}

/// How the terminal was before, while we hold it. One per process, because there is one terminal, and because a panic in any
/// thread must be able to give it back.
static BEFORE: Mutex<Option<Before>> = Mutex::new(None);

/// The terminal is ours while this lives.
#[derive(Debug)]
pub(super) struct Hold {
    mouse: bool,
}

impl Hold {
    /// Takes the terminal, with its mouse if that is wanted, and sees to it that a panic gives it back.
    ///
    /// # Errors
    /// When standard input or output is not a terminal, or it can't be set up.
    pub(super) fn take(mouse: bool) -> Result<Self, StartProblem> {
        if !isatty(stdin()) || !isatty(stdout()) {
            return Err(StartProblem::NoTerminal);
        }
        std::panic::set_hook(Box::new(give_back_and_exit));
        let hold = Self { mouse };
        hold.enter().map_err(StartProblem::Terminal)?;
        Ok(hold)
    }

    /// Takes the terminal again after [`Hold::leave`], or after somebody else used it while we were stopped.
    ///
    /// # Errors
    /// When the terminal is gone.
    pub(super) fn enter(&self) -> io::Result<()> {
        let mut before = BEFORE.lock().unwrap_or_else(PoisonError::into_inner);
        let mut modes = match before.as_ref() {
            Some(before) => before.modes.clone(),
            None => tcgetattr(stdin())?,
        };
        let original = modes.clone();
        modes.make_raw();
        tcsetattr(stdin(), OptionalActions::Now, &modes)?;
        *before = Some(Before { modes: original, mouse: self.mouse });
        drop(before);
        write(&[ENTER, if self.mouse { ENTER_MOUSE } else { b"" }].concat())
    }

    /// Gives the terminal back.
    pub(super) fn leave(&self) {
        give_back();
    }

    /// Whether the terminal is ours at the moment.
    pub(super) fn is_held(&self) -> bool {
        BEFORE.lock().unwrap_or_else(PoisonError::into_inner).is_some()
    }
}

impl Drop for Hold {
    fn drop(&mut self) {
        give_back();
    }
}

fn give_back() {
    let Some(Before { modes, mouse }) = BEFORE.lock().unwrap_or_else(PoisonError::into_inner).take() else { return };
    // Each step is tried whatever became of the others; on a dead terminal all of them fail and nothing is lost.
    let _ = write(&[if mouse { LEAVE_MOUSE } else { b"" }, LEAVE].concat());
    // What was typed ahead was meant for the console, not for the shell.
    let _ = tcflush(stdin(), QueueSelector::IFlush);
    let _ = tcsetattr(stdin(), OptionalActions::Now, &modes);
}

/// The panic hook. The message may quote text from a server, so it passes the gate.
fn give_back_and_exit(panic: &PanicHookInfo<'_>) {
    give_back();
    let payload = panic.payload();
    let message = payload.downcast_ref::<&str>().copied().or_else(|| payload.downcast_ref::<String>().map(String::as_str));
    let message = Untrusted::new(message.unwrap_or("no message")).gate(Kind::Name);
    let place = panic.location().map_or_else(|| "an unknown place".to_owned(), ToString::to_string);
    let sentence = format!(
        "Countersign stopped because of a defect of its own at {place}: {message}. The terminal is restored; \
         acts under way are in the journal as intents without an outcome.\n"
    );
    let _ = rustix::io::write(rustix::stdio::stderr(), sentence.as_bytes());
    std::process::exit(PANICKED);
}

/// The size of the terminal in columns and rows, as the system knows it. A terminal that does not know is taken for 80×24.
pub(crate) fn size() -> (u16, u16) {
    match tcgetwinsize(stdout()) {
        Ok(size) if size.ws_col > 0 && size.ws_row > 0 => (size.ws_col, size.ws_row),
        _ => (80, 24),
    }
}

/// Writes to the terminal, as a rule with one system call.
///
/// # Errors
/// When the terminal is gone.
pub(super) fn write(mut octets: &[u8]) -> io::Result<()> {
    while !octets.is_empty() {
        match rustix::io::write(stdout(), octets) {
            Ok(written) => octets = octets.get(written..).unwrap_or_default(),
            Err(Errno::INTR) => {}
            Err(Errno::AGAIN) => wait_writable()?,
            Err(error) => return Err(error.into()),
        }
    }
    Ok(())
}

/// Somebody who shares the terminal made it non-blocking: wait until it takes more.
fn wait_writable() -> io::Result<()> {
    use rustix::event::{PollFd, PollFlags, poll};
    let out = stdout();
    match poll(&mut [PollFd::new(&out, PollFlags::OUT)], None) {
        Ok(_) | Err(Errno::INTR) => Ok(()),
        Err(error) => Err(error.into()),
    }
}

/// Really stops this process until somebody continues it.
pub(super) fn stop_process() {
    // It can't fail: a process may always stop itself.
    let _ = kill_process(getpid(), Signal::STOP);
}

/// Stops the whole job, as Ctrl-Z in a shell does: a parent such as `cargo run` must stop too, or the shell would not notice.
/// Returns whether there was a job to stop; without a shell nobody could continue it.
pub(super) fn stop_job() -> bool {
    let has_shell = getsid(None).is_ok_and(|session| session != getpid());
    has_shell && kill_current_process_group(Signal::STOP).is_ok()
}
