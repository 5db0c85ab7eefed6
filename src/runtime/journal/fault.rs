//! The disk of a test: it fails at one step, or the program ends there and nothing after it is done.
//! Each thread has its own, and a sound one until it says otherwise.
//! Must not know: what the steps are of.

use std::{
    cell::Cell,
    fs::File,
    io::{self, Write as _},
};

/// What happens at the step.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Fault {
    /// The disk does not do it, and does what comes after.
    Fails,
    /// The program ends: neither it nor anything after it is done.
    Ends,
}

thread_local! {
    static PLAN: Cell<Option<(usize, Fault)>> = const { Cell::new(None) };
    static HIT: Cell<bool> = const { Cell::new(false) };
}

/// From now on the step after so many others is the one.
pub(super) fn after(steps: usize, fault: Fault) {
    PLAN.set(Some((steps, fault)));
    HIT.set(false);
}

/// The disk is sound again; whether the step was reached.
pub(super) fn over() -> bool {
    PLAN.set(None);
    HIT.replace(false)
}

/// A step.
pub(super) fn step() -> io::Result<()> {
    let Some((left, fault)) = PLAN.get() else { return Ok(()) };
    if let Some(left) = left.checked_sub(1) {
        PLAN.set(Some((left, fault)));
        return Ok(());
    }
    HIT.set(true);
    if fault == Fault::Fails {
        PLAN.set(None);
    }
    Err(io::Error::from(io::ErrorKind::StorageFull))
}

/// A step that leaves half of a line.
pub(super) fn within(file: &mut File, line: &str) -> io::Result<()> {
    let ended = HIT.get();
    step().inspect_err(|_| {
        // Ended earlier, the program does nothing any more.
        if let Some(half) = line.as_bytes().get(..line.len() / 2).filter(|_| !ended) {
            let _ = file.write_all(half);
        }
    })
}
