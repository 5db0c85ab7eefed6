//! Asks a person for a secret on the terminal: nothing of it is shown, and the terminal is given back whatever happens (T14).
//! Only ever from the terminal itself: what stands in arguments, in the environment or in a pipe is read by others too (T08).
//! Must not know: what the secret is for.

use rustix::termios::{LocalModes, OptionalActions, SpecialCodeIndex, Termios, tcgetattr, tcsetattr};
use secrecy::{ExposeSecret, SecretString, zeroize::Zeroizing};
use std::{
    fs::File,
    io::{self, Read, Write},
    sync::Arc,
    thread,
};
use tokio::{
    runtime,
    signal::unix::{SignalKind, signal},
    sync::oneshot,
};

/// The terminal of the session, wherever input and output go.
const TERMINAL: &str = "/dev/tty";
/// Octets of the longest secret.
const LONGEST: usize = 4_096;

/// Why there is no secret.
#[derive(Debug, thiserror::Error)]
pub(super) enum PromptProblem {
    /// There is nobody to ask.
    #[error("A secret is asked for on a terminal, and there is none here.")]
    NoTerminal,
    /// The person, or a signal, ended it.
    #[error("Nothing was done.")]
    Cancelled,
    /// No secret is that long.
    #[error("That is longer than 4 096 octets; nothing was done.")]
    TooLong,
    /// The terminal or the system failed.
    #[error("The terminal can't be used: {0}.")]
    Terminal(#[from] io::Error),
}

/// Asks for a secret. White space around it is not part of it: it comes with pasting.
///
/// # Errors
/// [`PromptProblem`] when there is none. The terminal is as it was before.
pub(super) fn secret(label: &str) -> Result<SecretString, PromptProblem> {
    let terminal = File::options().read(true).write(true).open(TERMINAL).map_err(|_| PromptProblem::NoTerminal)?;
    let terminal = Arc::new(terminal);
    // Caught before the terminal is changed, so that none can end the program in between.
    let runtime = runtime::Builder::new_current_thread().enable_all().build()?;
    let typed = runtime.block_on(async {
        let mut signals = (signal(SignalKind::terminate())?, signal(SignalKind::hangup())?, signal(SignalKind::interrupt())?);
        let quiet = Quiet::begin(&terminal)?;
        (&*terminal).write_all(label.as_bytes())?;
        let (sender, answer) = oneshot::channel();
        let reading = Arc::clone(&terminal);
        thread::Builder::new().name("prompt".into()).spawn(move || sender.send(typed(&*reading)))?;
        let typed = tokio::select! {
            typed = answer => typed.unwrap_or(Err(PromptProblem::Cancelled)),
            _ = signals.0.recv() => Err(PromptProblem::Cancelled),
            _ = signals.1.recv() => Err(PromptProblem::Cancelled),
            _ = signals.2.recv() => Err(PromptProblem::Cancelled),
        };
        drop(quiet);
        (&*terminal).write_all(b"\n")?;
        typed
    })?;
    Ok(typed.expose_secret().trim().into())
}

/// The terminal while it shows nothing of what is typed.
struct Quiet<'a> {
    terminal: &'a File,
    before: Termios,
}

impl<'a> Quiet<'a> {
    fn begin(terminal: &'a File) -> io::Result<Self> {
        let before = tcgetattr(terminal)?;
        let mut quiet = before.clone();
        quiet.local_modes.remove(LocalModes::ECHO | LocalModes::ECHONL | LocalModes::ICANON | LocalModes::ISIG);
        quiet.special_codes[SpecialCodeIndex::VMIN] = 1;
        quiet.special_codes[SpecialCodeIndex::VTIME] = 0;
        // What was typed before the question is no answer to it.
        tcsetattr(terminal, OptionalActions::Flush, &quiet)?;
        Ok(Self { terminal, before })
    }
}

impl Drop for Quiet<'_> {
    fn drop(&mut self) {
        // A terminal that went away needs nothing back.
        let _ = tcsetattr(self.terminal, OptionalActions::Now, &self.before);
    }
}

/// Reads a line that is edited without being seen: Backspace, Ctrl-U; Ctrl-C and Ctrl-D end it.
fn typed(mut keys: impl Read) -> Result<SecretString, PromptProblem> {
    const CTRL_C: u8 = 3;
    const CTRL_D: u8 = 4;
    const CTRL_U: u8 = 21;
    let mut line = Zeroizing::new(String::with_capacity(LONGEST));
    let mut character = Zeroizing::new(Vec::new());
    loop {
        let mut octet = [0];
        if keys.read(&mut octet)? == 0 {
            return Err(PromptProblem::Cancelled);
        }
        match octet[0] {
            b'\n' | b'\r' => return Ok(line.as_str().into()),
            CTRL_C | CTRL_D => return Err(PromptProblem::Cancelled),
            CTRL_U => line.clear(),
            8 | 127 => drop(line.pop()),
            control if control < b' ' => {}
            other => {
                character.push(other);
                if let Ok(whole) = std::str::from_utf8(&character) {
                    line.push_str(whole);
                    character.clear();
                } else if character.len() > 4 {
                    character.clear();
                }
            }
        }
        if line.len() > LONGEST {
            return Err(PromptProblem::TooLong);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_line_is_edited_without_being_seen() {
        for (keys, line) in [
            (&b"abc\n"[..], Some("abc")),
            (b"abc\rmore", Some("abc")),
            (b"abx\x7fc\n", Some("abc")),
            (b"\x7f\x08a\n", Some("a")),
            (b"wrong\x15right\n", Some("right")),
            ("é€😀x\n".as_bytes(), Some("é€😀x")),
            ("aé\x7fb\n".as_bytes(), Some("ab")),
            (b"a\x1b[Ab\n", Some("a[Ab")),
            (b"\n", Some("")),
            (b"abc\x03", None),
            (b"\x04", None),
            (b"never ended", None),
        ] {
            let got = typed(keys).ok();
            assert_eq!(got.as_ref().map(ExposeSecret::expose_secret), line, "{keys:?}");
        }
        let flood = vec![b'x'; LONGEST + 2];
        assert!(matches!(typed(&flood[..]), Err(PromptProblem::TooLong)));
    }
}
