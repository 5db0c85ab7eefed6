//! The reader thread: waits for the terminal, decodes what it says, and hands it to the loop in order.
//! It sleeps in `poll` until there is something, so it costs nothing when idle and never spins on a dead terminal.
//! Must not know: what any key does.
//!
//! The octets are decoded here and not by crossterm: its source is edge-triggered with a buffer of 1024 octets, so the
//! rest of a longer burst waits for the next key, and a hang-up in the middle of a sequence makes it spin.

mod decoder;

#[cfg(test)]
mod tests;

use crate::{
    app::{Key, mouse::Mouse},
    console::Millis,
};
use decoder::{Decoded, Decoder};
use rustix::{
    event::{PollFd, PollFlags, Timespec, poll},
    fd::AsFd,
    io::Errno,
};
use std::{thread, time::Instant};
use tokio::sync::mpsc;

/// How many inputs may wait for the loop; beyond that the reader waits and the terminal keeps the rest.
const CAPACITY: usize = 1024;

/// How long an unfinished sequence waits for its rest before it is taken for single keys: an Escape looks like the beginning of an
/// arrow key. Long enough for a sequence that the network cut in two, too short to be felt.
const PATIENCE: Timespec = Timespec { tv_sec: 0, tv_nsec: 20_000_000 };

/// Octets taken from the terminal at once.
const CHUNK: usize = 4096;

/// Something the terminal said.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Input {
    /// A key, and when it was read.
    Key(Key, Millis),
    /// Something done with the mouse.
    Mouse(Mouse),
    /// A bracketed paste.
    Paste(String),
    /// A paste longer than [`decoder::PASTE_LIMIT`]; none of it was kept.
    PasteTooLong,
    /// The terminal is gone. Nothing follows.
    HungUp,
}

/// Starts the reader on standard input. `start` is when the program began.
///
/// # Errors
/// When the system has no thread left.
pub(super) fn start(start: Instant) -> std::io::Result<mpsc::Receiver<Input>> {
    let (sender, receiver) = mpsc::channel(CAPACITY);
    thread::Builder::new().name("input".into()).spawn(move || read(rustix::stdio::stdin(), &sender, start))?;
    Ok(receiver)
}

/// Reads until the terminal hangs up or nobody listens any more.
fn read(terminal: impl AsFd, sender: &mpsc::Sender<Input>, start: Instant) {
    let mut decoder = Decoder::default();
    let mut octets = [0; CHUNK];
    loop {
        let decoded = match wait(&terminal, decoder.is_unsure()) {
            Ready::Nothing => continue,
            Ready::Late => decoder.settle(),
            Ready::Gone => break,
            Ready::Octets => match rustix::io::read(&terminal, &mut octets[..]) {
                Ok(0) => break,
                Ok(count) => decoder.feed(octets.get(..count).unwrap_or_default()),
                Err(Errno::INTR | Errno::AGAIN) => continue,
                Err(_) => break,
            },
        };
        let at = Millis(u64::try_from(start.elapsed().as_millis()).unwrap_or(u64::MAX));
        for one in decoded {
            let input = match one {
                Decoded::Key(key) => Input::Key(key, at),
                Decoded::Mouse(mouse) => Input::Mouse(mouse),
                Decoded::Paste(text) => Input::Paste(text),
                Decoded::PasteTooLong => Input::PasteTooLong,
            };
            if sender.blocking_send(input).is_err() {
                return;
            }
        }
    }
    // Nobody listening means that the program is ending anyway.
    let _ = sender.blocking_send(Input::HungUp);
}

/// What waiting for the terminal brought.
enum Ready {
    /// Octets can be read.
    Octets,
    /// The rest of a sequence did not come in time.
    Late,
    /// The terminal is gone.
    Gone,
    /// A signal came; wait again.
    Nothing,
}

/// Waits for the terminal: without end, or for [`PATIENCE`] when a sequence is unfinished.
fn wait(terminal: &impl AsFd, unsure: bool) -> Ready {
    let mut waited = [PollFd::new(terminal, PollFlags::IN)];
    match poll(&mut waited, unsure.then_some(&PATIENCE)) {
        Ok(0) => Ready::Late,
        Err(Errno::INTR | Errno::AGAIN) => Ready::Nothing,
        Err(_) => Ready::Gone,
        Ok(_) => {
            let [said] = waited.map(|one| one.revents());
            // What a dying terminal still holds is not acted upon.
            if said.intersects(PollFlags::HUP | PollFlags::ERR | PollFlags::NVAL) { Ready::Gone } else { Ready::Octets }
        }
    }
}
