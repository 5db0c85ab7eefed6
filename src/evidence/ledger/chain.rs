//! The chain of a ledger's lines: making the next one, and finding where an old one is broken.
//! It follows one line at a time and keeps only the head, so a ledger of any length can be checked.
//! Must not know: what the acts do, and where the lines are kept.

use super::line::{Line, NotALine};
use crate::evidence::digest::{Digest, Head};
use jiff::Timestamp;

/// A ledger up to its newest line.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Chain {
    head: Head,
}

/// Where a ledger stops making sense.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("the ledger is broken at entry {seq}: {why}")]
pub struct Broken {
    /// The first entry that does not fit, by its place from 1. The entries before it are sound.
    pub seq: u64,
    /// Why it does not fit.
    pub why: Why,
}

/// Why an entry does not fit.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Why {
    /// It is not a line as a ledger writes them.
    #[error("it is not a ledger line, or it was edited")]
    Form,
    /// It has another number than its place asks for.
    #[error("its number does not follow: an entry is missing, repeated or out of order")]
    Number,
    /// It does not carry the digest of the line before.
    #[error("it does not fit the entry before: one of the two was changed")]
    Digest,
    /// The remembered head is not this ledger's.
    #[error("it is not the entry that was remembered: the ledger was rewritten or entries at its end are missing")]
    Remembered,
}

impl Chain {
    /// A ledger without lines.
    pub fn start() -> Self {
        Self::default()
    }

    /// A ledger whose newest line is this one.
    pub fn resume(head: Head) -> Self {
        Self { head }
    }

    /// The newest line, to be remembered elsewhere.
    pub fn head(&self) -> Head {
        self.head
    }

    /// Takes the next line, given without LF, if it follows. Otherwise the chain stays where it was.
    ///
    /// # Errors
    /// [`Broken`], with the place where the line was expected.
    pub fn follow(&mut self, text: &str) -> Result<Line, Broken> {
        let seq = self.head.seq.saturating_add(1);
        let broken = |why| Broken { seq, why };
        let line = Line::read(text).map_err(|_| broken(Why::Form))?;
        if line.seq() != seq {
            return Err(broken(Why::Number));
        }
        if line.prev() != self.head.digest {
            return Err(broken(Why::Digest));
        }
        self.head = Head { seq, digest: Digest::of(text) };
        Ok(line)
    }

    /// The line to append next. The chain goes on as if it had been kept: if keeping it fails, resume from the old head.
    ///
    /// # Errors
    /// [`NotALine`] when one of the parts can't stand in a line; the chain stays where it was.
    pub fn append(&mut self, at: Timestamp, registry: &str, kind: &str, act_json: &str) -> Result<Line, NotALine> {
        let seq = self.head.seq.checked_add(1).ok_or(NotALine::Full)?;
        let line = Line::new(seq, at, registry, kind, act_json, self.head.digest)?;
        self.head = Head { seq, digest: line.digest() };
        Ok(line)
    }
}

/// Checks a whole ledger, given its lines without LF, and gives its head.
///
/// # Errors
/// [`Broken`] at the first line that does not fit.
pub fn verify<T: AsRef<str>>(lines: impl IntoIterator<Item = T>) -> Result<Head, Broken> {
    verify_remembering(lines, Head::default())
}

/// As [`verify`], and checks that the line that was once its newest is still there.
///
/// # Errors
/// [`Broken`] at the first line that does not fit, or at the remembered one.
pub fn verify_remembering<T: AsRef<str>>(lines: impl IntoIterator<Item = T>, remembered: Head) -> Result<Head, Broken> {
    let mut chain = Chain::start();
    for line in lines {
        chain.follow(line.as_ref())?;
        if chain.head.seq == remembered.seq && chain.head.digest != remembered.digest {
            return Err(Broken { seq: remembered.seq, why: Why::Remembered });
        }
    }
    if chain.head.seq < remembered.seq {
        return Err(Broken { seq: chain.head.seq.saturating_add(1), why: Why::Remembered });
    }
    Ok(chain.head)
}

#[cfg(test)]
mod tests;
